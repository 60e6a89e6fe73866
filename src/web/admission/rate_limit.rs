//! What one client may spend in a minute, and the headers that say how much is left
//! (draft-ietf-httpapi-ratelimit-headers).
//!
//! Each client has a bucket that fills steadily. A client is an API key, or else an address; a network
//! of IPv6 counts as one. The clients remembered are bounded: who was not seen longest starts afresh.

use std::{
    num::NonZeroUsize,
    sync::{Mutex, OnceLock, PoisonError},
    time::Instant,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use lru::LruCache;

use super::client::Client;

/// Clients remembered at most.
const CLIENTS: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
/// The header that says what is left.
pub const STANDING: HeaderName = HeaderName::from_static("ratelimit");
/// Seconds in which an empty bucket fills.
const WINDOW: f64 = 60.0;

/// The buckets of all clients.
pub struct Budget {
    most: u64,
    buckets: Mutex<LruCache<Client, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    units: f64,
    at: Instant,
}

/// How a client stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Units of a full bucket.
    pub most: u64,
    /// Units that are left.
    pub left: u64,
    /// Seconds until the bucket is full again, or until what was asked for can be paid.
    pub seconds: u64,
    /// Whether what was asked for was paid.
    pub paid: bool,
}

impl Budget {
    /// Buckets of `most` units a minute, for clients without a budget of their own.
    #[must_use]
    pub fn new(most: u64) -> Self {
        Self { most, buckets: Mutex::new(LruCache::new(CLIENTS)) }
    }

    /// Takes `units` for what was done already, down to a debt that the next request finds.
    pub fn charge(&self, client: &Client, units: u64) -> Standing {
        let standing = self.spend(client, units, Instant::now());
        if standing.paid {
            return standing;
        }
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.get_mut(client) {
            #[expect(clippy::cast_precision_loss, reason = "budgets are far below 2^52")]
            let owed = units as f64;
            bucket.units -= owed;
        }
        // It is paid, if only by a debt: nothing is left.
        Standing { left: 0, paid: true, ..standing }
    }

    /// Takes `units` from a client's bucket, if they are there `now`.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "budgets are far below 2^52 and never negative"
    )]
    pub fn spend(&self, client: &Client, units: u64, now: Instant) -> Standing {
        let most = client.budget().unwrap_or(self.most);
        let (full, asked) = (most as f64, units as f64);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.get_or_insert_mut_ref(client, || Bucket { units: full, at: now });
        let filled = now.saturating_duration_since(bucket.at).as_secs_f64() * full / WINDOW;
        *bucket = Bucket { units: (bucket.units + filled).min(full), at: now };
        // Who asks for more than a bucket holds may have it out of one that is full but for the unit that the
        // request paid to come in; there is no other way to pay.
        let needed = if asked >= full { (full - 1.0).max(1.0) } else { asked };
        let paid = bucket.units >= needed;
        let missing = if paid { full - (bucket.units - asked) } else { needed - bucket.units };
        if paid {
            bucket.units -= asked;
        }
        Standing {
            most,
            left: bucket.units.max(0.0) as u64,
            seconds: (missing * WINDOW / full.max(1.0)).ceil() as u64,
            paid,
        }
    }
}

impl Standing {
    /// Writes the headers that tell it.
    pub fn tell(self, headers: &mut HeaderMap) {
        let Self { most, left, seconds, paid } = self;
        headers.insert(POLICY, policy(most));
        let (mut units, mut time) = (itoa::Buffer::new(), itoa::Buffer::new());
        let standing = ["\"units\";r=", units.format(left), ";t=", time.format(seconds)];
        headers.insert(STANDING, value(standing.concat()));
        if !paid {
            headers.insert(header::RETRY_AFTER, seconds.max(1).into());
        }
    }
}

/// The policy of a bucket of `most` units. Nearly all clients have the same, so that of the first is made once.
fn policy(most: u64) -> HeaderValue {
    static FIRST: OnceLock<(u64, HeaderValue)> = OnceLock::new();
    let make = || value(format!("\"units\";q={most};w=60"));
    let (first, policy) = FIRST.get_or_init(|| (most, make()));
    if *first == most { policy.clone() } else { make() }
}

/// A text of letters, digits and signs of ASCII as the value of a header.
fn value(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{net::IpAddr, time::Duration};

    fn client(address: &str) -> Client {
        Client::at(address.parse::<IpAddr>().unwrap())
    }

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let (budget, start) = (Budget::new(60), Instant::now());
        let (one, other) = (client("192.0.2.1"), client("192.0.2.2"));
        let first = budget.spend(&one, 50, start);
        assert_eq!(first, Standing { most: 60, left: 10, seconds: 50, paid: true });
        let refused = budget.spend(&one, 20, start);
        assert_eq!(refused, Standing { most: 60, left: 10, seconds: 10, paid: false });
        assert!(budget.spend(&other, 50, start).paid, "others have their own");
        assert!(!budget.spend(&one, 20, start + Duration::from_secs(9)).paid);
        assert!(budget.spend(&one, 20, start + Duration::from_secs(10)).paid);
        let later = start + Duration::from_hours(1);
        assert_eq!(budget.spend(&one, 0, later).left, 60, "it never holds more than it can");
    }

    #[test]
    fn who_asks_for_more_than_a_bucket_pays_with_all_of_it_and_waits() {
        let (budget, start) = (Budget::new(60), Instant::now());
        let one = client("192.0.2.1");
        assert!(budget.spend(&one, 180, start).paid);
        assert!(!budget.spend(&one, 1, start + Duration::from_secs(119)).paid);
        assert!(budget.spend(&one, 1, start + Duration::from_secs(122)).paid);
        let (small, one) = (Budget::new(10), client("192.0.2.9"));
        assert!(small.spend(&one, 1, start).paid, "to come in");
        assert!(small.spend(&one, 100, start).paid, "and all that is left");
        assert!(!small.spend(&one, 1, start).paid);
    }

    #[test]
    fn what_was_done_already_is_owed() {
        let (budget, one) = (Budget::new(60), client("192.0.2.1"));
        assert!(budget.spend(&one, 50, Instant::now()).paid);
        budget.charge(&one, 50);
        assert!(!budget.spend(&one, 1, Instant::now()).paid, "it owes about 40");
    }

    #[test]
    fn a_clock_that_goes_back_gives_nothing_and_takes_nothing() {
        let (budget, start) = (Budget::new(60), Instant::now());
        let one = client("192.0.2.1");
        budget.spend(&one, 30, start + Duration::from_secs(5));
        assert_eq!(budget.spend(&one, 0, start).left, 30);
    }

    #[test]
    fn addresses_of_one_network_are_one_client() {
        let (budget, start) = (Budget::new(10), Instant::now());
        assert!(budget.spend(&client("2001:db8::1"), 10, start).paid);
        assert!(!budget.spend(&client("2001:db8::2"), 1, start).paid);
        assert!(budget.spend(&client("2001:db8:0:1::1"), 1, start).paid);
    }

    #[test]
    fn the_headers_tell_the_standing() {
        let mut headers = HeaderMap::new();
        Standing { most: 60, left: 10, seconds: 7, paid: false }.tell(&mut headers);
        assert_eq!(headers["ratelimit"], "\"units\";r=10;t=7");
        assert_eq!(headers["ratelimit-policy"], "\"units\";q=60;w=60");
        assert_eq!(headers["retry-after"], "7");
    }
}
