//! Runs a piece of work once for all requests that need its result at the same time.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use tokio::{
    sync::watch,
    task::{self, AbortHandle},
};

/// Work in progress, by the key of its result.
pub struct Flights<T>(Mutex<HashMap<String, Weak<Flight<T>>>>);

/// Work that requests wait for. It is cancelled when the last of them is dropped.
struct Flight<T> {
    result: watch::Receiver<Option<T>>,
    work: AbortHandle,
}

impl<T> Drop for Flight<T> {
    fn drop(&mut self) {
        self.work.abort();
    }
}

impl<T: Clone + Send + Sync + 'static> Flights<T> {
    /// No work.
    #[must_use]
    pub fn new() -> Self {
        Self(Mutex::default())
    }

    /// The result of the work for `key`, which is started unless it is in progress. `None` if it panicked.
    pub async fn join<W>(&self, key: &str, work: impl FnOnce() -> W) -> Option<T>
    where
        W: Future<Output = T> + Send + 'static,
    {
        let flight = self.find_or_start(key, work);
        let mut result = flight.result.clone();
        let result = result.wait_for(Option::is_some).await.ok()?;
        result.clone()
    }

    fn find_or_start<W>(&self, key: &str, work: impl FnOnce() -> W) -> Arc<Flight<T>>
    where
        W: Future<Output = T> + Send + 'static,
    {
        let mut flights = self.lock();
        if let Some(flight) = flights.get(key).and_then(Weak::upgrade) {
            return flight;
        }
        let (sender, result) = watch::channel(None);
        let work = work();
        let task = task::spawn(async move {
            let result = work.await;
            sender.send_replace(Some(result));
        });
        let flight = Arc::new(Flight { result, work: task.abort_handle() });
        flights.retain(|_, flight| flight.strong_count() > 0);
        flights.insert(key.to_owned(), Arc::downgrade(&flight));
        flight
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Weak<Flight<T>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        time::Duration,
    };

    use tokio::{sync::Semaphore, time::sleep};

    use super::*;

    /// Work that counts how often it started and ended, and ends once it may.
    #[derive(Default)]
    struct Work {
        started: AtomicUsize,
        ended: AtomicUsize,
    }

    struct Ending(Arc<Work>);

    impl Drop for Ending {
        fn drop(&mut self) {
            self.0.ended.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn join(
        flights: &Arc<Flights<usize>>,
        work: &Arc<Work>,
        may_end: &Arc<Semaphore>,
    ) -> task::JoinHandle<Option<usize>> {
        let (flights, work, may_end) = (flights.clone(), work.clone(), may_end.clone());
        task::spawn(async move {
            let start = || async move {
                let count = work.started.fetch_add(1, Ordering::Relaxed) + 1;
                let _ending = Ending(work);
                drop(may_end.acquire().await);
                count
            };
            flights.join("key", start).await
        })
    }

    async fn until(reached: impl Fn() -> bool) {
        while !reached() {
            sleep(Duration::from_millis(1)).await;
        }
    }

    #[tokio::test]
    async fn those_who_ask_at_the_same_time_share_one_result_even_if_the_first_has_gone() {
        let (flights, work) = (Arc::new(Flights::new()), Arc::new(Work::default()));
        let may_end = Arc::new(Semaphore::new(0));
        let waiters: Vec<_> = (0..20).map(|_| join(&flights, &work, &may_end)).collect();
        until(|| work.started.load(Ordering::Relaxed) == 1).await;
        waiters[0].abort();
        sleep(Duration::from_millis(5)).await;
        may_end.add_permits(1);
        for waiter in waiters.into_iter().skip(1) {
            assert_eq!(waiter.await.unwrap(), Some(1));
        }
        assert_eq!(join(&flights, &work, &may_end).await.unwrap(), Some(2), "it starts again");
    }

    #[tokio::test]
    async fn work_is_cancelled_when_the_last_waiter_has_gone() {
        let (flights, work) = (Arc::new(Flights::new()), Arc::new(Work::default()));
        let may_end = Arc::new(Semaphore::new(0));
        let waiters = [(); 2].map(|()| join(&flights, &work, &may_end));
        until(|| work.started.load(Ordering::Relaxed) == 1).await;
        let [first, second] = waiters;
        first.abort();
        sleep(Duration::from_millis(5)).await;
        assert_eq!(work.ended.load(Ordering::Relaxed), 0);
        second.abort();
        until(|| work.ended.load(Ordering::Relaxed) == 1).await;
    }

    #[tokio::test]
    async fn a_panic_is_no_result_and_does_not_stay() {
        let flights = Flights::<usize>::new();
        let panicked = flights.join("key", || async { panic!("on purpose") }).await;
        assert_eq!(panicked, None);
        assert_eq!(flights.join("key", || async { 7 }).await, Some(7));
    }
}
