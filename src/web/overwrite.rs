//! Stops the server if another program overwrites the database file in place: responses would mix the old content with
//! the new one. The supervisor then starts it again, and the start checks the new file.

use std::{
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use tokio::sync::oneshot;

use crate::{
    limits::storage::OVERWRITE_CHECK_INTERVAL,
    store::{OverwriteWatch, Store},
};

/// A watch of the file of a store.
pub struct Watch(Arc<Mutex<OverwriteWatch>>);

impl Watch {
    /// Whether the file has been overwritten since the watch began.
    pub fn has_seen_overwriting(&self) -> bool {
        look(&self.0)
    }
}

fn look(watch: &Mutex<OverwriteWatch>) -> bool {
    watch.lock().unwrap_or_else(PoisonError::into_inner).is_overwritten()
}

/// Begins to watch the file of a store. The future completes when the file has been overwritten.
pub fn watch(store: &Store) -> (Watch, impl Future<Output = ()> + use<>) {
    let watch = Arc::new(Mutex::new(store.overwrite_watch()));
    let (sender, receiver) = oneshot::channel();
    let watched = watch.clone();
    // Readers look after each read; this thread looks while nobody reads.
    thread::spawn(move || {
        while !sender.is_closed() {
            if look(&watched) {
                let _ = sender.send(());
                return;
            }
            thread::sleep(OVERWRITE_CHECK_INTERVAL);
        }
    });
    let overwritten = async {
        if receiver.await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    (Watch(watch), overwritten)
}
