//! The allocator of the program, and the memory that it counts. SQLite uses the allocator of the system: if jemalloc
//! replaced that for C code, too, the program would not start under `faketime`.
//!
//! jemalloc counts what each thread allocates and frees. So the memory of a value can be measured while it is made,
//! whatever its type, and the caches count each entry with it.

#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Memory of the allocator, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AllocatorStatistics {
    /// Allocated by the program and not freed.
    pub allocated: u64,
    /// In resident pages that the allocator has from the system.
    pub resident: u64,
}

/// Runs `make`, and measures how many more bytes this thread has allocated than freed meanwhile: the memory that the
/// result holds, if everything else was freed. 0 where the allocator does not count.
pub fn measure<T>(make: impl FnOnce() -> T) -> (T, usize) {
    let before = counters::held_by_thread();
    let made = make();
    let held = counters::held_by_thread().wrapping_sub(before);
    // Negative if more was freed than allocated.
    (made, usize::try_from(held.cast_signed()).unwrap_or(0))
}

/// What the allocator has at the moment; `None` where it does not count.
#[must_use]
pub fn statistics() -> Option<AllocatorStatistics> {
    counters::statistics()
}

#[cfg(not(target_env = "msvc"))]
mod counters {
    use tikv_jemalloc_ctl::{
        epoch, stats,
        thread::{self, ThreadLocal},
    };

    use super::AllocatorStatistics;

    thread_local! {
        /// The bytes that this thread has allocated and freed so far; both only grow.
        static COUNTERS: Option<(ThreadLocal<u64>, ThreadLocal<u64>)> =
            thread::allocatedp::read().ok().zip(thread::deallocatedp::read().ok());
    }

    pub fn held_by_thread() -> u64 {
        COUNTERS.with(|counters| {
            counters.map_or(0, |(allocated, freed)| allocated.get().wrapping_sub(freed.get()))
        })
    }

    pub fn statistics() -> Option<AllocatorStatistics> {
        // The numbers are those of the last epoch.
        epoch::advance().ok()?;
        let bytes = |bytes: usize| u64::try_from(bytes).ok();
        Some(AllocatorStatistics {
            allocated: bytes(stats::allocated::read().ok()?)?,
            resident: bytes(stats::resident::read().ok()?)?,
        })
    }
}

#[cfg(target_env = "msvc")]
mod counters {
    pub fn held_by_thread() -> u64 {
        0
    }

    pub fn statistics() -> Option<super::AllocatorStatistics> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_that_a_value_holds_is_measured() {
        let (list, held) = measure(|| {
            drop(vec![1_u8; 1 << 20]);
            vec![1_u8; 100_000]
        });
        assert!((100_000..130_000).contains(&held), "{held}");
        let ((), held) = measure(move || drop(list));
        assert_eq!(held, 0, "more was freed than allocated");
    }

    #[test]
    fn the_program_uses_the_allocator() {
        let kept = vec![1_u8; 1 << 20];
        let statistics = statistics().unwrap();
        assert!(statistics.allocated >= 1 << 20 && statistics.resident >= statistics.allocated);
        drop(kept);
    }
}
