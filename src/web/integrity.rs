//! The thorough check of the database while it is served. The check at the start leaves out what takes long: whether indexes
//! agree with their tables, and the search index.

use std::{path::PathBuf, sync::Arc, thread};

use super::state::AppState;
use crate::{
    limits::storage::{INTEGRITY_CHECK_DELAY, INTEGRITY_CHECK_INTERVAL},
    store,
};

/// Checks the database at `path` some time after the start, and then from time to time, until the server stops. Damage is
/// logged, and the server is not ready until a later check finds none.
pub fn check_repeatedly(app: &Arc<AppState>, path: PathBuf) {
    let app = Arc::downgrade(app);
    thread::spawn(move || {
        // Requests come first. On Linux this is for the calling thread only.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(19);
        let mut pause = INTEGRITY_CHECK_DELAY;
        loop {
            thread::sleep(pause);
            pause = INTEGRITY_CHECK_INTERVAL;
            let Some(app) = app.upgrade() else { return };
            // If the open file was removed or replaced, the one at `path` is another one.
            if app.readers.check_in_place().is_err() {
                continue;
            }
            match store::check_open(&path) {
                Ok(()) => {
                    if app.is_damaged() {
                        tracing::warn!("the database is no longer damaged");
                    }
                    app.set_damaged(false);
                }
                Err(error) => {
                    tracing::error!("{error}");
                    app.set_damaged(true);
                    // It may be restored soon.
                    pause = INTEGRITY_CHECK_DELAY;
                }
            }
        }
    });
}
