//! The memory plan: the size that `--memory` sets, split into parts that together cover all memory that requests can take.
//!
//! `docs/limits.md` has the same split as a table; a test compares them.

use super::byte_size::parse_byte_size;

/// The smallest size that the server accepts.
pub const MIN_BYTES: u64 = 128_000_000;
/// The size if neither a limit nor the memory of the machine is known.
pub const UNKNOWN_MACHINE_BYTES: u64 = 1 << 30;
/// The part of a size that the response cache may take if `--response-cache-bytes` sets it: one in so many.
const MAX_RESPONSE_CACHE_SHARE: u64 = 2;
/// Memory for each thread that answers requests: what it works in, apart from the parts of the plan.
const THREAD_BYTES: u64 = 32_000_000;
/// Parts are multiples of one in so many of the size.
const SHARES: u64 = 32;

/// The memory that the server may take, and the bytes that each use of it may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryPlan {
    /// The sum of all parts.
    pub total: u64,
    /// Documents, plans and responses that are cached.
    pub caches: CacheSizes,
    /// Responses that are being written or sent.
    pub answers: u64,
    /// Bodies of requests that are being received.
    pub bodies: u64,
    /// Connections: heads of requests, buffers, state.
    pub connections: u64,
    /// Tables that are being written, and files that are in memory.
    pub tables: u64,
    /// Connections to the database: pages, statements, sorting.
    pub sqlite: u64,
    /// The program itself: the schema, the network of affiliations, threads, counters of clients, and what the allocator
    /// has not returned yet.
    pub fixed: u64,
}

/// Bytes of each cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheSizes {
    /// Parsed documents.
    pub documents: u64,
    /// Compiled plans of operations.
    pub plans: u64,
    /// Documents that clients have registered by their hash.
    pub registered: u64,
    /// Responses.
    pub responses: u64,
}

impl Default for CacheSizes {
    /// Those of the smallest plan.
    fn default() -> Self {
        MemoryPlan::default().caches
    }
}

impl CacheSizes {
    /// The sum.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.documents + self.plans + self.registered + self.responses
    }
}

/// Sizes of the connections that read the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReaderSizes {
    /// Bytes of the pages that a connection holds which maps the file: those of the log, and those that it sorts in.
    pub mapped_page_bytes: u64,
    /// Bytes of the pages that a connection holds which does not map the file.
    pub cached_page_bytes: u64,
    /// Bytes of the statements that a connection has prepared.
    pub statement_bytes: u64,
    /// Idle connections that map the file.
    pub idle_mapped: usize,
    /// Idle connections that do not.
    pub idle_cached: usize,
}

impl Default for ReaderSizes {
    /// Those of the smallest plan.
    fn default() -> Self {
        MemoryPlan::default().readers()
    }
}

impl MemoryPlan {
    /// The sizes of the connections to the database. Half of [`MemoryPlan::sqlite`] is for those of GraphQL requests, which
    /// map the file, half for those of tables.
    #[must_use]
    pub fn readers(&self) -> ReaderSizes {
        let statement_bytes = (self.sqlite / 16).min(4 << 20);
        let mapped_page_bytes = (self.sqlite / 16).clamp(512 << 10, 2 << 20);
        let idle_mapped = self.sqlite / 2 / (statement_bytes + mapped_page_bytes);
        ReaderSizes {
            mapped_page_bytes,
            cached_page_bytes: (self.sqlite / 8).min(16 << 20),
            statement_bytes,
            idle_mapped: usize::try_from(idle_mapped).unwrap_or(usize::MAX).min(16),
            idle_cached: 2,
        }
    }

    /// Threads that answer requests: one for each processor, but each takes memory.
    #[must_use]
    pub fn threads(&self, processors: usize) -> usize {
        let room = usize::try_from(self.total / THREAD_BYTES).unwrap_or(usize::MAX);
        processors.min(room).max(1)
    }

    /// The split of a size. More than the largest useful size of a part goes to [`MemoryPlan::fixed`], which nothing
    /// fills.
    #[must_use]
    pub fn for_size(total: u64) -> Self {
        let share = |shares: u64, max: u64| (total / SHARES * shares).min(max);
        let caches = share(4, 256 << 20);
        let plan = Self {
            total,
            caches: CacheSizes {
                documents: caches / 16 * 3,
                plans: caches / 16 * 3,
                registered: caches / 16,
                responses: caches / 16 * 9,
            },
            answers: share(8, 2 << 30),
            bodies: share(2, 128 << 20),
            connections: share(6, 512 << 20),
            tables: share(5, 2 << 30),
            sqlite: share(3, 512 << 20),
            fixed: 0,
        };
        Self { fixed: total - plan.planned(), ..plan }
    }

    /// The split of a size if the response cache has a size of its own; the other parts share the rest.
    ///
    /// # Errors
    /// If the cache would take more than half.
    pub fn with_response_cache(total: u64, responses: u64) -> Result<Self, String> {
        let max = total / MAX_RESPONSE_CACHE_SHARE;
        if responses > max {
            return Err(format!(
                "--response-cache-bytes {responses}: at most half of the {total} bytes of memory; give {max} or less, or set --memory to {} or more",
                responses.saturating_mul(MAX_RESPONSE_CACHE_SHARE)
            ));
        }
        let usual = Self::for_size(total);
        let extra = responses.saturating_sub(usual.caches.responses);
        let split = Self::for_size(total - extra);
        let caches = CacheSizes { responses, ..split.caches };
        let plan = Self { total, caches, fixed: 0, ..split };
        Ok(Self { fixed: total - plan.planned(), ..plan })
    }

    /// Name and bytes of each part.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, u64); 7] {
        [
            ("caches", self.caches.total()),
            ("answers", self.answers),
            ("bodies", self.bodies),
            ("connections", self.connections),
            ("tables", self.tables),
            ("sqlite", self.sqlite),
            ("fixed", self.fixed),
        ]
    }

    fn planned(&self) -> u64 {
        self.parts().iter().map(|(_, bytes)| bytes).sum()
    }
}

impl Default for MemoryPlan {
    /// The split of the smallest size.
    fn default() -> Self {
        Self::for_size(MIN_BYTES)
    }
}

/// Parses the value of `--memory`.
///
/// # Errors
/// If it is no size, or too small.
pub fn parse_memory(text: &str) -> Result<u64, String> {
    let bytes = parse_byte_size(text)?;
    if bytes < MIN_BYTES {
        let megabytes = MIN_BYTES / 1_000_000;
        return Err(format!(
            "the server needs at least {megabytes} MB; give {megabytes}MB or more"
        ));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_every_size_add_up_to_it_and_none_is_empty() {
        for size in
            [MIN_BYTES, MIN_BYTES + 12_345, 200_000_000, 256 << 20, 2 << 30, 24 << 30, 1 << 39]
        {
            let plan = MemoryPlan::for_size(size);
            let sum: u64 = plan.parts().iter().map(|(_, bytes)| bytes).sum();
            assert_eq!(sum, size);
            assert!(
                plan.parts().iter().all(|(_, bytes)| *bytes >= size.min(4 << 30) / 32 / 2),
                "{plan:?}"
            );
            assert!(plan.fixed >= size / SHARES * 4, "{plan:?}");
        }
    }

    #[test]
    fn a_response_cache_of_its_own_size_takes_from_all_other_parts() {
        let size = 256 << 20;
        let usual = MemoryPlan::for_size(size);
        let plan = MemoryPlan::with_response_cache(size, 96 << 20).unwrap();
        assert_eq!(plan.caches.responses, 96 << 20);
        assert_eq!(plan.parts().iter().map(|(_, bytes)| bytes).sum::<u64>(), size);
        assert!(plan.answers < usual.answers && plan.sqlite < usual.sqlite);
        let none = MemoryPlan::with_response_cache(size, 0).unwrap();
        assert_eq!((none.caches.responses, none.answers), (0, usual.answers));
        let error = MemoryPlan::with_response_cache(size, (size / 2) + 1).unwrap_err();
        assert!(error.contains("--response-cache-bytes") && error.contains("--memory"), "{error}");
    }

    #[test]
    fn the_idle_connections_fit_into_their_part() {
        for size in [MIN_BYTES, 256 << 20, 1 << 30, 1 << 40] {
            let plan = MemoryPlan::for_size(size);
            let ReaderSizes {
                mapped_page_bytes,
                cached_page_bytes,
                statement_bytes,
                idle_mapped,
                idle_cached,
            } = plan.readers();
            let mapped = idle_mapped as u64 * (mapped_page_bytes + statement_bytes);
            let cached = idle_cached as u64 * (cached_page_bytes + statement_bytes);
            assert!(mapped + cached <= plan.sqlite && idle_mapped >= 4, "{plan:?}");
        }
        let threads = |size| MemoryPlan::for_size(size).threads(8);
        assert_eq!((threads(MIN_BYTES), threads(1 << 30)), (4, 8));
    }

    #[test]
    fn a_size_that_is_too_small_is_refused() {
        assert_eq!(parse_memory("2GiB"), Ok(2 << 30));
        let error = parse_memory("64MiB").unwrap_err();
        assert!(error.contains("at least 128 MB") && error.contains("give 128MB"), "{error}");
        assert!(parse_memory("lots").unwrap_err().contains("512MB"));
    }
}
