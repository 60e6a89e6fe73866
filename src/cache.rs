//! A cache of bounded size that evicts the least recently used entries first.

use std::{
    borrow::Borrow,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use lru::LruCache;

/// A cache that threads share. The unit of its size is up to the caller, such as bytes.
pub struct Cache<K, V>(Mutex<Entries<K, V>>);

struct Entries<K, V> {
    /// Values with their weights.
    by_key: LruCache<K, (V, usize)>,
    /// The weight of all entries together.
    weight: usize,
    max_weight: usize,
}

impl<K: Hash + Eq, V: Clone> Cache<K, V> {
    /// An empty cache whose entries together may have this weight.
    #[must_use]
    pub fn new(max_weight: usize) -> Self {
        Self(Mutex::new(Entries { by_key: LruCache::unbounded(), weight: 0, max_weight }))
    }

    /// A copy of the value. The entry is now the most recently used one.
    pub fn get<Q>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.lock().by_key.get(key).map(|(value, _)| value.clone())
    }

    /// Inserts or replaces an entry, then evicts entries while all together are too heavy. An entry heavier than the
    /// whole cache is evicted at once, with all others.
    pub fn put(&self, key: K, value: V, weight: usize) {
        let mut cache = self.lock();
        cache.weight += weight;
        if let Some((_, replaced)) = cache.by_key.put(key, (value, weight)) {
            cache.weight -= replaced;
        }
        while cache.weight > cache.max_weight
            && let Some((_, (_, weight))) = cache.by_key.pop_lru()
        {
            cache.weight -= weight;
        }
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
        let cache = Cache::new(10);
        cache.put("a", 1, 4);
        cache.put("b", 2, 4);
        assert_eq!(cache.get("a"), Some(1));
        cache.put("c", 3, 4);
        assert_eq!((cache.get("a"), cache.get("b"), cache.get("c")), (Some(1), None, Some(3)));
        cache.put("a", 4, 1);
        cache.put("d", 5, 5);
        assert_eq!((cache.get("a"), cache.get("c"), cache.get("d")), (Some(4), Some(3), Some(5)));
        cache.put("e", 6, 11);
        assert!(["a", "c", "d", "e"].iter().all(|key| cache.get(key).is_none()));
    }
}
