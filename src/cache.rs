//! A cache of bounded size that evicts the least recently used entries first.

use std::{
    borrow::Borrow,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use hashlink::LruCache;

/// Bytes that the maps of a cache take for an entry, in addition to its key and its value.
const ENTRY_BYTES: usize = 64;

/// The part of the whole cache that one entry may take, as one in so many: a heavier one would displace too many others.
const ENTRY_SHARE: usize = 4;

/// A cache of bounded size that threads share.
pub struct Cache<K, V>(Arc<Mutex<Entries<K, V>>>);

struct Entries<K, V> {
    /// Values with their weights.
    by_key: LruCache<K, (V, usize)>,
    /// The weight of all entries together.
    weight: usize,
    max_weight: usize,
}

/// Returns how full a cache or a budget is at the moment.
pub type ReadUsage = Box<dyn Fn() -> Usage + Send + Sync>;

/// How full a cache or a budget is, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Bytes in use.
    pub used: u64,
    /// Bytes that it can hold.
    pub total: u64,
}

impl<K: Hash + Eq, V: Clone> Cache<K, V> {
    /// An empty cache whose entries together may take so many bytes.
    #[must_use]
    pub fn new(max_bytes: u64) -> Self {
        let max_weight = usize::try_from(max_bytes).unwrap_or(usize::MAX);
        let by_key = LruCache::new_unbounded();
        Self(Arc::new(Mutex::new(Entries { by_key, weight: 0, max_weight })))
    }

    /// A copy of the value. The entry is now the most recently used one.
    pub fn get<Q>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.lock().by_key.get(key).map(|(value, _)| value.clone())
    }

    /// Inserts or replaces an entry, then evicts entries while all together are too heavy. An entry that takes more than
    /// a quarter of the cache is left out. `held` is the bytes that key and value hold on the heap.
    pub fn put(&self, key: K, value: V, held: usize) {
        let weight = held + ENTRY_BYTES + size_of::<(K, V)>();
        let mut cache = self.lock();
        let replaced = if weight > cache.max_weight / ENTRY_SHARE {
            cache.by_key.remove(&key)
        } else {
            cache.weight += weight;
            cache.by_key.insert(key, (value, weight))
        };
        cache.weight -= replaced.map_or(0, |(_, weight)| weight);
        while cache.weight > cache.max_weight
            && let Some((_, (_, weight))) = cache.by_key.remove_lru()
        {
            cache.weight -= weight;
        }
    }

    /// How full it is.
    #[must_use]
    pub fn usage(&self) -> Usage {
        let cache = self.lock();
        Usage { used: cache.weight as u64, total: cache.max_weight as u64 }
    }

    /// Tells how full it is, for as long as anybody asks.
    #[must_use]
    pub fn read_usage(&self) -> ReadUsage
    where
        K: Send + 'static,
        V: Send + 'static,
    {
        let cache = Self(self.0.clone());
        Box::new(move || cache.usage())
    }

    /// Ignores poisoning: no method leaves the entries inconsistent if it panics.
    fn lock(&self) -> std::sync::MutexGuard<'_, Entries<K, V>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_recently_used_entries_are_evicted_first() {
        let cache = Cache::new(5_000);
        let keys = ["a", "b", "c", "d"];
        for (number, key) in keys.into_iter().enumerate() {
            cache.put(key, number, 1_100);
        }
        assert_eq!(cache.get("a"), Some(0));
        cache.put("e", 4, 1_100);
        assert_eq!((cache.get("a"), cache.get("b"), cache.get("e")), (Some(0), None, Some(4)));
        let used = cache.usage().used;
        cache.put("a", 9, 1_000);
        assert_eq!((cache.get("a"), cache.usage().used), (Some(9), used - 100));
    }

    #[test]
    fn an_entry_that_would_displace_many_others_is_left_out() {
        let cache = Cache::new(5_000);
        for key in ["a", "b", "c"] {
            cache.put(key, 1, 1_000);
        }
        let used = cache.usage().used;
        cache.put("d", 2, 1_300);
        assert_eq!((cache.get("a"), cache.get("d"), cache.usage().used), (Some(1), None, used));
        cache.put("a", 2, 1_300);
        assert_eq!((cache.get("a"), cache.get("b")), (None, Some(1)), "it is outdated");
        let none = Cache::new(0);
        none.put("a", 1, 0);
        assert_eq!((none.get("a"), none.usage().used), (None, 0));
    }

    #[test]
    fn the_weight_is_the_memory_that_is_held() {
        for length in [8_usize, 100, 1_000] {
            let (cache, held) = crate::allocator::measure(|| {
                let cache = Cache::new(1 << 30);
                for number in 0..20_000_u64 {
                    let value: Arc<[u8]> = vec![0_u8; length].into();
                    cache.put(number, value, length + 16);
                }
                cache
            });
            let weight = usize::try_from(cache.usage().used).unwrap();
            assert!(weight.abs_diff(held) * 5 < held, "{length}: {weight} for {held}");
        }
    }
}
