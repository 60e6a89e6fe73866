//! A page that is written once for each version of the data and each day, because writing it reads much of the database.

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::{domain::date::Day, store::DataVersion};

/// The page of one version of the data and one day.
#[derive(Default)]
pub struct PageCache(Mutex<Option<CachedPage>>);

struct CachedPage {
    version: Arc<DataVersion>,
    today: Day,
    html: Arc<str>,
}

impl PageCache {
    /// The page. If there is none of this version and day, `write` makes it, and other requests wait for that.
    ///
    /// # Errors
    /// That of `write`.
    pub async fn page<E>(
        &self,
        version: Arc<DataVersion>,
        today: Day,
        write: impl Future<Output = Result<String, E>>,
    ) -> Result<Arc<str>, E> {
        let mut cached = self.0.lock().await;
        if let Some(page) = &*cached
            && page.today == today
            && page.version == version
        {
            return Ok(page.html.clone());
        }
        let html: Arc<str> = write.await?.into();
        *cached = Some(CachedPage { version, today, html: html.clone() });
        Ok(html)
    }
}
