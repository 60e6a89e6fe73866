//! The processor time that a request takes: the time of the thread that works for it, unlike the wall-clock time, which
//! also passes while other threads have the processor.

use std::{
    pin::Pin,
    sync::atomic::{AtomicU64, Ordering},
    task::{Context, Poll},
    time::Duration,
};

/// The processor time that this thread has taken so far.
#[cfg(unix)]
#[must_use]
pub fn of_this_thread() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// The time on the wall, on systems that do not tell the processor time of a thread.
#[cfg(not(unix))]
#[must_use]
pub fn of_this_thread() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

/// Adds up processor time, in nanoseconds.
#[derive(Debug, Default)]
pub struct ProcessorMeter {
    /// Of what has ended.
    ended: AtomicU64,
    /// What the clock of the thread showed when the part began that runs now; 0 if none runs.
    running_since: AtomicU64,
}

impl ProcessorMeter {
    /// Adds time that was measured elsewhere.
    pub fn add(&self, time: Duration) {
        self.ended.fetch_add(nanoseconds(time), Ordering::Relaxed);
    }

    /// Adds the time that a future takes, whichever threads run it.
    pub fn measure<F: Future>(&self, future: F) -> impl Future<Output = F::Output> {
        Measured { meter: self, future: Box::pin(future) }
    }

    /// The time so far. Within a future that is measured, to be called by the thread that runs it.
    #[must_use]
    pub fn so_far(&self) -> Duration {
        let running = match self.running_since.load(Ordering::Relaxed) {
            0 => 0,
            since => nanoseconds(of_this_thread()).saturating_sub(since),
        };
        Duration::from_nanos(self.ended.load(Ordering::Relaxed) + running)
    }
}

/// A future whose processor time is measured. It is boxed, since it is long and often not needed.
struct Measured<'m, F> {
    meter: &'m ProcessorMeter,
    future: Pin<Box<F>>,
}

impl<F: Future> Future for Measured<'_, F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let _running = Running::start(self.meter);
        self.future.as_mut().poll(context)
    }
}

/// A part of the measured work that runs on this thread, until it is dropped, also by a panic.
struct Running<'m>(&'m ProcessorMeter);

impl<'m> Running<'m> {
    fn start(meter: &'m ProcessorMeter) -> Self {
        meter.running_since.store(nanoseconds(of_this_thread()).max(1), Ordering::Relaxed);
        Self(meter)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let now = nanoseconds(self.0.so_far());
        self.0.running_since.store(0, Ordering::Relaxed);
        self.0.ended.store(now, Ordering::Relaxed);
    }
}

/// A time as a number of nanoseconds.
#[must_use]
pub fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keeps the processor busy until this thread has taken so much of its time.
    fn work(time: Duration) {
        let start = of_this_thread();
        while of_this_thread().saturating_sub(start) < time {
            std::hint::black_box((0..1_000).sum::<u64>());
        }
    }

    #[tokio::test]
    async fn work_counts_and_waiting_does_not() {
        let (meter, millisecond) = (ProcessorMeter::default(), Duration::from_millis(1));
        let measured = meter.measure(async {
            work(20 * millisecond);
            let first = meter.so_far();
            assert!(first >= 20 * millisecond, "{first:?} while it runs");
            tokio::time::sleep(100 * millisecond).await;
            work(10 * millisecond);
        });
        measured.await;
        meter.add(5 * millisecond);
        let all = meter.so_far();
        assert!(all >= 35 * millisecond && all < 80 * millisecond, "{all:?}");
    }
}
