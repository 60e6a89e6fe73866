//! The rate limit of each client, as a token bucket: units are spent by requests and come back steadily.
//!
//! A client is an API key or an address. The number of clients that are remembered is bounded; the one that was not
//! seen for the longest time is forgotten, and starts with a full bucket again.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use hashlink::LruCache;

use super::client::Client;
use crate::{limits::http::MAX_REMEMBERED_CLIENTS, web::response::RateLimitStatus};

/// Seconds in which an empty bucket fills.
const WINDOW: f64 = 60.0;

/// The buckets of all clients.
pub struct RateLimiter {
    default_limit: u64,
    buckets: Mutex<LruCache<Client, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    /// Units in it; negative after work that turned out to cost more.
    units: f64,
    /// When that was so.
    updated: Instant,
}

impl RateLimiter {
    /// A rate limiter that grants clients without a limit of their own `default_limit` units a minute.
    #[must_use]
    pub fn new(default_limit: u64) -> Self {
        Self { default_limit, buckets: Mutex::new(LruCache::new(MAX_REMEMBERED_CLIENTS)) }
    }

    /// Takes `units` from the client's bucket, if it has as many `now`.
    ///
    /// A request for more units than a bucket can hold is granted from a full bucket, which then owes the rest: there
    /// would be no other way to pay for it. "Full" allows for the unit that the request paid on admission.
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^52")]
    pub fn spend(&self, client: &Client, units: u64, now: Instant) -> RateLimitStatus {
        let mut buckets = self.lock();
        let (bucket, limit) = self.refill(&mut buckets, client, now);
        let (capacity, requested) = (limit as f64, units as f64);
        let needed = if requested >= capacity { (capacity - 1.0).max(1.0) } else { requested };
        let granted = bucket.units >= needed;
        if granted {
            bucket.units -= requested;
        }
        let missing = if granted { capacity - bucket.units } else { needed - bucket.units };
        status(limit, bucket.units, missing, granted)
    }

    /// Replaces what was taken in advance by what was used: unused units go back, and if the bucket has too few for the
    /// others, it owes them to the next requests.
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^52")]
    pub fn settle(
        &self,
        client: &Client,
        reserved: u64,
        used: u64,
        now: Instant,
    ) -> RateLimitStatus {
        let difference = used as f64 - reserved as f64;
        let mut buckets = self.lock();
        let (bucket, limit) = self.refill(&mut buckets, client, now);
        let capacity = limit as f64;
        bucket.units = (bucket.units - difference).min(capacity);
        status(limit, bucket.units, capacity - bucket.units, true)
    }

    /// The bucket of a client with what has come back until now, and its limit.
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^52")]
    fn refill<'b>(
        &self,
        buckets: &'b mut LruCache<Client, Bucket>,
        client: &Client,
        now: Instant,
    ) -> (&'b mut Bucket, u64) {
        let limit = client.rate_limit().unwrap_or(self.default_limit);
        let capacity = limit as f64;
        let new = || (client.clone(), Bucket { units: capacity, updated: now });
        let (_, bucket) = buckets.raw_entry_mut().from_key(client).or_insert_with(new);
        let elapsed = now.saturating_duration_since(bucket.updated).as_secs_f64();
        bucket.units = (bucket.units + elapsed * capacity / WINDOW).min(capacity);
        bucket.updated = now;
        (bucket, limit)
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<Client, Bucket>> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The status of a client with so many units, which waits for the `missing` ones.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "limits are far below 2^52 and never negative"
)]
fn status(limit: u64, units: f64, missing: f64, granted: bool) -> RateLimitStatus {
    RateLimitStatus {
        limit,
        remaining: units.max(0.0) as u64,
        seconds: (missing * WINDOW / (limit as f64).max(1.0)).ceil() as u64,
        granted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{net::IpAddr, time::Duration};

    fn client(address: &str) -> Client {
        Client::at(address.parse::<IpAddr>().unwrap())
    }

    #[test]
    fn a_bucket_is_spent_and_refilled() {
        let (limiter, start) = (RateLimiter::new(60), Instant::now());
        let (one, other) = (client("192.0.2.1"), client("192.0.2.2"));
        let first = limiter.spend(&one, 50, start);
        let expected = RateLimitStatus { limit: 60, remaining: 10, seconds: 50, granted: true };
        assert_eq!(first, expected);
        let refused = limiter.spend(&one, 20, start);
        let expected = RateLimitStatus { limit: 60, remaining: 10, seconds: 10, granted: false };
        assert_eq!(refused, expected);
        assert!(limiter.spend(&other, 50, start).granted, "clients have buckets of their own");
        assert!(!limiter.spend(&one, 20, start + Duration::from_secs(9)).granted);
        assert!(limiter.spend(&one, 20, start + Duration::from_secs(10)).granted);
        let later = start + Duration::from_hours(1);
        assert_eq!(limiter.spend(&one, 0, later).remaining, 60, "it never exceeds its capacity");
    }

    #[test]
    fn a_request_larger_than_a_bucket_empties_it_and_leaves_a_debt() {
        let (limiter, start) = (RateLimiter::new(60), Instant::now());
        let one = client("192.0.2.1");
        assert!(limiter.spend(&one, 180, start).granted);
        assert!(!limiter.spend(&one, 1, start + Duration::from_secs(119)).granted);
        assert!(limiter.spend(&one, 1, start + Duration::from_secs(122)).granted);
        let (small, one) = (RateLimiter::new(10), client("192.0.2.9"));
        assert!(small.spend(&one, 1, start).granted, "on admission");
        assert!(small.spend(&one, 100, start).granted, "with what is left");
        assert!(!small.spend(&one, 1, start).granted);
    }

    #[test]
    fn what_was_used_replaces_what_was_reserved() {
        let (limiter, one, now) = (RateLimiter::new(60), client("192.0.2.1"), Instant::now());
        assert!(limiter.spend(&one, 50, now).granted);
        assert_eq!(limiter.settle(&one, 50, 20, now).remaining, 40, "unused units go back");
        assert!(limiter.spend(&one, 1, now).granted);
        let status = limiter.settle(&one, 1, 80, now);
        let expected = RateLimitStatus { limit: 60, remaining: 0, seconds: 100, granted: true };
        assert_eq!(status, expected, "it owes 40");
        assert!(!limiter.spend(&one, 1, now).granted);
        let later = now + Duration::from_hours(1);
        assert_eq!(limiter.settle(&one, 9, 0, later).remaining, 60, "never beyond its capacity");
    }

    #[test]
    fn an_earlier_instant_neither_adds_nor_takes_units() {
        let (limiter, start) = (RateLimiter::new(60), Instant::now());
        let one = client("192.0.2.1");
        limiter.spend(&one, 30, start + Duration::from_secs(5));
        assert_eq!(limiter.spend(&one, 0, start).remaining, 30);
    }

    #[test]
    fn addresses_of_one_ipv6_network_share_a_bucket() {
        let (limiter, start) = (RateLimiter::new(10), Instant::now());
        assert!(limiter.spend(&client("2001:db8::1"), 10, start).granted);
        assert!(!limiter.spend(&client("2001:db8::2"), 1, start).granted);
        assert!(limiter.spend(&client("2001:db8:0:1::1"), 1, start).granted);
    }
}
