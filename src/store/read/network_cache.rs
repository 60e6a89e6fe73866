//! Shares one [`Network`] among all snapshots of the same state of the data.

use std::{
    path::Path,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::{
    super::{
        Error,
        file::wal_index::{WalHeader, WalIndex},
    },
    network::Network,
};

/// Keeps the network that was read last, with the header of the state it was read from.
#[derive(Default)]
pub(super) struct NetworkCache {
    /// Can be opened once something has been read; until then no state is known.
    wal_index: OnceLock<WalIndex>,
    kept: Mutex<Option<(WalHeader, Arc<Network>)>>,
    /// Held while a network is read, so that requests that need the same one wait for it instead of each reading its own.
    reading: Mutex<()>,
}

impl NetworkCache {
    /// Learns states from the index of the database at `path`, from which this process has read.
    pub(super) fn observe(&self, path: &Path) {
        self.wal_index.get_or_init(|| WalIndex::open(path));
    }

    /// The header of the present state, if it is known.
    pub(super) fn header(&self) -> Option<WalHeader> {
        self.wal_index.get().and_then(WalIndex::header)
    }

    /// The network as a read transaction sees it: the one kept if it is of the same state, else what
    /// `read` gives.
    ///
    /// `begun` is the header from before the transaction began; the transaction has read by now. If
    /// nobody has committed in between, that header stands for the state that the transaction sees.
    pub(super) fn get_or_read(
        &self,
        begun: Option<WalHeader>,
        read: impl FnOnce() -> Result<Network, Error>,
    ) -> Result<Arc<Network>, Error> {
        let state = begun.filter(|begun| self.header().as_ref() == Some(begun));
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let of_this_state = || match (&*kept(), &state) {
            (Some((known, network)), Some(state)) if known == state => Some(network.clone()),
            _ => None,
        };
        if let Some(network) = of_this_state() {
            return Ok(network);
        }
        let _reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(network) = of_this_state() {
            return Ok(network);
        }
        let network = Arc::new(read()?);
        if let Some(state) = state {
            *kept() = Some((state, network.clone()));
        }
        Ok(network)
    }
}
