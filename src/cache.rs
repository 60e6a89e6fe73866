//! A cache bounded by what its entries weigh, the least recently used leaving first.

use std::{
    borrow::Borrow,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use lru::LruCache;

/// Entries by key, shared by threads; none outweighs the whole.
pub struct Cache<K, V>(Mutex<Entries<K, V>>);

struct Entries<K, V> {
    by_key: LruCache<K, (V, usize)>,
    weight: usize,
    most: usize,
}

impl<K: Hash + Eq, V: Clone> Cache<K, V> {
    /// An empty cache that holds as many entries as together weigh `most`.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self(Mutex::new(Entries { by_key: LruCache::unbounded(), weight: 0, most }))
    }

    /// A copy of the entry, which counts as used.
    pub fn get<Q>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.lock().by_key.get(key).map(|(value, _)| value.clone())
    }

    /// Keeps an entry of that weight, and lets go of the oldest where they weigh too much.
    pub fn put(&self, key: K, value: V, weight: usize) {
        let mut cache = self.lock();
        cache.weight += weight;
        if let Some((_, before)) = cache.by_key.put(key, (value, weight)) {
            cache.weight -= before;
        }
        while cache.weight > cache.most
            && let Some((_, (_, weight))) = cache.by_key.pop_lru()
        {
            cache.weight -= weight;
        }
    }

    /// A panic elsewhere does not take the cache away: whatever it holds is whole.
    fn lock(&self) -> std::sync::MutexGuard<'_, Entries<K, V>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_recently_used_leaves_when_they_weigh_too_much() {
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
