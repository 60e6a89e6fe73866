//! Which client a request comes from, for its rate limit: a known API key, or else an address.

use std::{
    collections::HashMap,
    fs,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    path::Path,
    sync::Arc,
};

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

use crate::limits::options::MAX_COUNT;

/// The header with an API key.
const API_KEY: HeaderName = HeaderName::from_static("x-api-key");
/// The header to whose end each proxy appends the address that it received the request from.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// What some editors write at the start of a file.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A client, as the rate limiter distinguishes them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Client {
    /// The holder of an API key.
    ApiKey {
        /// The name of the key.
        name: Arc<str>,
        /// Units a minute, if the key has a rate limit of its own.
        rate_limit: Option<u64>,
    },
    /// An IPv4 address, or the IPv6 network of 64 bits around an address.
    Address(IpAddr),
}

impl Client {
    /// The client at an address. A client that has one IPv6 address usually has its whole network of 64 bits.
    #[must_use]
    pub fn at(address: IpAddr) -> Self {
        Self::Address(match address.to_canonical() {
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
            address @ IpAddr::V4(_) => address,
        })
    }

    /// Units a minute, if the client has a rate limit of its own.
    #[must_use]
    pub fn rate_limit(&self) -> Option<u64> {
        match self {
            Self::ApiKey { rate_limit, .. } => *rate_limit,
            Self::Address(_) => None,
        }
    }
}

/// Tells clients apart.
#[derive(Debug, Default)]
pub struct Clients {
    api_keys: ApiKeys,
    trusted_proxies: Vec<IpNet>,
}

/// Name and rate limit by key.
type ApiKeys = HashMap<String, (Arc<str>, Option<u64>)>;

impl Clients {
    /// Reads the file of API keys. `X-Forwarded-For` is believed if it comes from `trusted_proxies`.
    ///
    /// A line of the file has the name of a key, the key, and optionally its units a minute, separated by spaces.
    /// Empty lines and lines that start with `#` are skipped. Names and keys occur once.
    ///
    /// # Errors
    /// If the file cannot be read, or has a malformed line, whose number the message has.
    pub fn new(api_keys: Option<&Path>, trusted_proxies: Vec<IpNet>) -> Result<Self, String> {
        let Some(path) = api_keys else { return Ok(Self { trusted_proxies, ..Self::default() }) };
        let in_file = |problem: String| format!("{}: {problem}", path.display());
        let text = fs::read_to_string(path).map_err(|error| in_file(error.to_string()))?;
        let api_keys = parse_api_keys(&text).map_err(in_file)?;
        warn_if_others_can_read(path);
        Ok(Self { api_keys, trusted_proxies })
    }

    /// The client that sent a request with these headers over a connection from `peer`.
    #[must_use]
    pub fn identify(&self, headers: &HeaderMap, peer: IpAddr) -> Client {
        let key = headers.get(API_KEY).and_then(|key| key.to_str().ok());
        if let Some((name, rate_limit)) = key.and_then(|key| self.api_keys.get(key)) {
            return Client::ApiKey { name: name.clone(), rate_limit: *rate_limit };
        }
        Client::at(self.client_address(peer.to_canonical(), headers))
    }

    /// The client of a connection; `None` if it comes from a proxy, behind which there are many.
    #[must_use]
    pub fn of_connection(&self, peer: IpAddr) -> Option<Client> {
        let peer = peer.to_canonical();
        (!self.is_trusted(&peer)).then(|| Client::at(peer))
    }

    fn is_trusted(&self, address: &IpAddr) -> bool {
        self.trusted_proxies.iter().any(|net| net.contains(address))
    }

    /// The last address of `X-Forwarded-For` that does not belong to a trusted proxy. The entries before it may have
    /// been written by the client.
    fn client_address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.is_trusted(&peer) {
            return peer;
        }
        let lines = headers.get_all(FORWARDED_FOR).iter();
        let entries: Vec<_> =
            lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b',')).collect();
        let mut nearest = peer;
        for entry in entries.into_iter().rev() {
            // The search ends at a malformed entry: what precedes it was not written by a trusted proxy.
            let Some(address) = parse_forwarded(entry) else { break };
            nearest = address.to_canonical();
            if !self.is_trusted(&nearest) {
                break;
            }
        }
        nearest
    }
}

/// An entry of `X-Forwarded-For`: an address, which some proxies write with a port.
fn parse_forwarded(entry: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(entry).ok()?.trim();
    let without_brackets = text.trim_start_matches('[').trim_end_matches(']');
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    without_brackets.parse().ok().or_else(with_port)
}

/// Logs a warning if other users of the machine can read the keys.
fn warn_if_others_can_read(path: &Path) {
    #[cfg(unix)]
    if let Ok(metadata) = fs::metadata(path) {
        use std::os::unix::fs::PermissionsExt;
        const READ_BY_OTHERS: u32 = 0o004;
        if metadata.permissions().mode() & READ_BY_OTHERS != 0 {
            let path = path.display();
            tracing::warn!(
                "{path}: every user of this machine can read the API keys; chmod o= {path}"
            );
        }
    }
}

fn parse_api_keys(text: &str) -> Result<ApiKeys, String> {
    let mut keys = ApiKeys::new();
    let mut names = HashMap::new();
    for (number, line) in (1..).zip(text.trim_start_matches(BYTE_ORDER_MARK).lines()) {
        let words: Vec<_> = line.split_whitespace().collect();
        if words.first().is_none_or(|first| first.starts_with('#')) {
            continue;
        }
        let (name, key, rate_limit) =
            parse_api_key(&words).map_err(|rule| format!("line {number}: {rule}"))?;
        if let Some(first) = names.insert(name, number) {
            return Err(format!(
                "line {number}: the name {name} is that of line {first}; name each key differently"
            ));
        }
        if keys.insert(key.to_owned(), (name.into(), rate_limit)).is_some() {
            return Err(format!("line {number}: duplicate key"));
        }
    }
    Ok(keys)
}

/// Name, key and units a minute of the words of a line.
fn parse_api_key<'w>(words: &[&'w str]) -> Result<(&'w str, &'w str, Option<u64>), String> {
    let (name, key, units) = match words {
        [name, key] => (*name, *key, None),
        [name, key, units] => (*name, *key, Some(*units)),
        _ => return Err("expected a name, a key and optionally units a minute".to_owned()),
    };
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("a key consists of ASCII letters, digits and punctuation".to_owned());
    }
    let rate_limit = units.map(|units| {
        let number = units.parse().ok().filter(|number| (1..=MAX_COUNT).contains(number));
        number.ok_or_else(|| format!("`{units}` is not a number of units a minute, at least 1"))
    });
    Ok((name, key, rate_limit.transpose()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn client(clients: &Clients, peer: &str, headers: &[(&'static str, &'static str)]) -> Client {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        clients.identify(&headers.collect(), peer.parse().unwrap())
    }

    fn address(text: &str) -> Client {
        Client::at(text.parse().unwrap())
    }

    #[test]
    fn x_forwarded_for_is_believed_only_from_trusted_proxies() {
        let direct = Clients::default();
        let header = [("x-forwarded-for", "192.0.2.9")];
        assert_eq!(client(&direct, "198.51.100.1", &header), address("198.51.100.1"));
        let trusted_proxies = vec!["198.51.100.0/24".parse().unwrap()];
        let behind = Clients { trusted_proxies, ..Clients::default() };
        assert_eq!(client(&behind, "198.51.100.1", &header), address("192.0.2.9"));
        let longer = [("x-forwarded-for", "10.0.0.1, 192.0.2.9, 198.51.100.2")];
        assert_eq!(
            client(&behind, "198.51.100.1", &longer),
            address("192.0.2.9"),
            "entries that the client wrote come first"
        );
        assert_eq!(client(&behind, "::ffff:198.51.100.1", &header), address("192.0.2.9"));
        assert_eq!(client(&behind, "198.51.100.1", &[]), address("198.51.100.1"));
        assert_eq!(
            client(&behind, "198.51.100.1", &[("x-forwarded-for", "junk")]),
            address("198.51.100.1")
        );
    }

    #[test]
    fn a_malformed_line_does_not_hide_the_entries_after_it() {
        let trusted_proxies = vec!["198.51.100.0/24".parse().unwrap()];
        let behind = Clients { trusted_proxies, ..Clients::default() };
        let lines = ["192.0.2.7".as_bytes(), b"\xff, 203.0.113.5"];
        let lines = lines.map(|line| {
            let name = HeaderName::from_static("x-forwarded-for");
            (name, HeaderValue::from_bytes(line).unwrap())
        });
        let peer = "198.51.100.1".parse().unwrap();
        assert_eq!(behind.identify(&lines.into_iter().collect(), peer), address("203.0.113.5"));
        assert_eq!(parse_forwarded(b" 192.0.2.7:4711"), Some("192.0.2.7".parse().unwrap()));
        assert_eq!(parse_forwarded(b"[2001:db8::1]:80"), Some("2001:db8::1".parse().unwrap()));
        assert_eq!(parse_forwarded(b"[2001:db8::1]"), Some("2001:db8::1".parse().unwrap()));
    }

    #[test]
    fn known_api_keys_identify_clients_and_others_do_not() {
        let api_keys =
            parse_api_keys("\u{feff}# ours\n\nlab secret 500\nuniversity other\n").unwrap();
        let clients = Clients { api_keys, ..Clients::default() };
        let lab = client(&clients, "192.0.2.1", &[("x-api-key", "secret")]);
        assert_eq!(lab, Client::ApiKey { name: "lab".into(), rate_limit: Some(500) });
        assert_eq!(client(&clients, "192.0.2.1", &[("x-api-key", "wrong")]), address("192.0.2.1"));
    }

    #[test]
    fn a_malformed_file_of_api_keys_is_an_error_with_the_line() {
        for (text, line) in [
            ("lab", "line 1"),
            ("a b\nc d e", "line 2"),
            ("a b 1 2", "line 1"),
            ("a k\nb k", "line 2"),
            ("# ours\na k\na l", "line 3: the name a is that of line 2"),
            ("a k 0", "at least 1"),
            ("a k -5", "line 1"),
            ("a clé", "ASCII"),
        ] {
            assert!(parse_api_keys(text).unwrap_err().contains(line), "{text}");
        }
    }
}
