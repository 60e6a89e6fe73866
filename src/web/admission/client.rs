//! Who a request comes from, for the budget alone: a known API key, or else an address.

use std::{
    collections::HashMap,
    fs,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    path::Path,
    sync::Arc,
};

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

/// Header that carries an API key.
const API_KEY: HeaderName = HeaderName::from_static("x-api-key");
/// Header in which proxies note where a request came from, each adding to its end.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Who spends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Client {
    /// An API key, by the name it was given to, with its budget.
    Key(Arc<str>, Option<u64>),
    /// An address, or a network of IPv6.
    Address(IpAddr),
}

impl Client {
    /// The client at an address. Whoever has one address of IPv6 has the network of 64 bits around it.
    #[must_use]
    pub fn at(address: IpAddr) -> Self {
        Self::Address(match address.to_canonical() {
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
            address @ IpAddr::V4(_) => address,
        })
    }

    /// Units a minute, where it has a budget of its own.
    #[must_use]
    pub fn budget(&self) -> Option<u64> {
        match self {
            Self::Key(_, budget) => *budget,
            Self::Address(_) => None,
        }
    }
}

/// How clients are told apart.
#[derive(Debug, Default)]
pub struct Clients {
    /// Name and budget by key.
    keys: HashMap<String, (Arc<str>, Option<u64>)>,
    /// Proxies whose word on addresses is taken.
    trusted: Vec<IpNet>,
}

impl Clients {
    /// Clients with these keys, behind these proxies.
    ///
    /// `keys` is a file with a line for each key: its name, the key, and units a minute if it has its own
    /// budget, parted by spaces. Empty lines and those that begin with `#` do not count.
    ///
    /// # Errors
    /// When the file cannot be read, with the line that is not of that form.
    pub fn new(keys: Option<&Path>, trusted: Vec<IpNet>) -> Result<Self, String> {
        let Some(path) = keys else { return Ok(Self { keys: HashMap::new(), trusted }) };
        let text =
            fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let keys = read_keys(&text).map_err(|rule| format!("{}: {rule}", path.display()))?;
        Ok(Self { keys, trusted })
    }

    /// The client that a request comes from.
    #[must_use]
    pub fn of(&self, headers: &HeaderMap, peer: IpAddr) -> Client {
        let key = headers.get(API_KEY).and_then(|key| key.to_str().ok());
        if let Some((name, budget)) = key.and_then(|key| self.keys.get(key)) {
            return Client::Key(name.clone(), *budget);
        }
        Client::at(self.behind(peer.to_canonical(), headers))
    }

    /// The nearest address that is none of a trusted proxy. What stands before it a client can have written.
    fn behind(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let is_trusted = |address: &IpAddr| self.trusted.iter().any(|net| net.contains(address));
        if !is_trusted(&peer) {
            return peer;
        }
        // What cannot be read stays in its place, so that nobody's word before it is taken for a proxy's.
        let lines = headers.get_all(FORWARDED_FOR).iter();
        let noted: Vec<_> =
            lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b',')).collect();
        let mut nearest = peer;
        for address in noted.into_iter().rev() {
            let Some(address) = forwarded(address) else { break };
            nearest = address.to_canonical();
            if !is_trusted(&nearest) {
                break;
            }
        }
        nearest
    }
}

/// An address as proxies write it, some of them with a port.
fn forwarded(text: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare.parse().ok().or_else(with_port)
}

type Keys = HashMap<String, (Arc<str>, Option<u64>)>;

fn read_keys(text: &str) -> Result<Keys, String> {
    let mut keys = Keys::new();
    for (number, line) in (1..).zip(text.lines()) {
        let words: Vec<_> = line.split_whitespace().collect();
        let (name, key, budget) = match words.as_slice() {
            [] => continue,
            [first, ..] if first.starts_with('#') => continue,
            [name, key] => (*name, *key, None),
            [name, key, units] => {
                let units = units
                    .parse()
                    .map_err(|_| format!("line {number}: {units} is no number of units"))?;
                (*name, *key, Some(units))
            }
            _ => {
                return Err(format!(
                    "line {number}: write a name, a key and, if it has its own budget, units a minute"
                ));
            }
        };
        if keys.insert(key.to_owned(), (name.into(), budget)).is_some() {
            return Err(format!("line {number}: another line has the same key"));
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn client(clients: &Clients, peer: &str, headers: &[(&'static str, &'static str)]) -> Client {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        clients.of(&headers.collect(), peer.parse().unwrap())
    }

    fn address(text: &str) -> Client {
        Client::at(text.parse().unwrap())
    }

    #[test]
    fn nobody_is_believed_about_addresses_but_a_trusted_proxy() {
        let open = Clients::default();
        let lie = [("x-forwarded-for", "192.0.2.9")];
        assert_eq!(client(&open, "198.51.100.1", &lie), address("198.51.100.1"));
        let trusted = vec!["198.51.100.0/24".parse().unwrap()];
        let behind = Clients { trusted, ..Clients::default() };
        assert_eq!(client(&behind, "198.51.100.1", &lie), address("192.0.2.9"));
        let longer = [("x-forwarded-for", "10.0.0.1, 192.0.2.9, 198.51.100.2")];
        assert_eq!(
            client(&behind, "198.51.100.1", &longer),
            address("192.0.2.9"),
            "what a client adds stands first"
        );
        assert_eq!(client(&behind, "::ffff:198.51.100.1", &lie), address("192.0.2.9"));
        assert_eq!(client(&behind, "198.51.100.1", &[]), address("198.51.100.1"));
        assert_eq!(
            client(&behind, "198.51.100.1", &[("x-forwarded-for", "junk")]),
            address("198.51.100.1")
        );
    }

    #[test]
    fn a_line_that_cannot_be_read_hides_no_address() {
        let trusted = vec!["198.51.100.0/24".parse().unwrap()];
        let behind = Clients { trusted, ..Clients::default() };
        let lines = ["192.0.2.7".as_bytes(), b"\xff, 203.0.113.5"];
        let lines = lines.map(|line| {
            let name = HeaderName::from_static("x-forwarded-for");
            (name, HeaderValue::from_bytes(line).unwrap())
        });
        let peer = "198.51.100.1".parse().unwrap();
        assert_eq!(behind.of(&lines.into_iter().collect(), peer), address("203.0.113.5"));
        assert_eq!(forwarded(b" 192.0.2.7:4711"), Some("192.0.2.7".parse().unwrap()));
        assert_eq!(forwarded(b"[2001:db8::1]:80"), Some("2001:db8::1".parse().unwrap()));
        assert_eq!(forwarded(b"[2001:db8::1]"), Some("2001:db8::1".parse().unwrap()));
    }

    #[test]
    fn known_keys_are_clients_and_others_are_addresses() {
        let keys = read_keys("# ours\n\nlab secret 500\nuniversity other\n").unwrap();
        let clients = Clients { keys, ..Clients::default() };
        let lab = client(&clients, "192.0.2.1", &[("x-api-key", "secret")]);
        assert_eq!((lab.budget(), lab), (Some(500), Client::Key("lab".into(), Some(500))));
        assert_eq!(client(&clients, "192.0.2.1", &[("x-api-key", "wrong")]), address("192.0.2.1"));
    }

    #[test]
    fn a_broken_file_of_keys_is_refused_with_its_line() {
        for (text, line) in [
            ("lab", "line 1"),
            ("a b\nc d e", "line 2"),
            ("a b 1 2", "line 1"),
            ("a k\nb k", "line 2"),
        ] {
            assert!(read_keys(text).unwrap_err().contains(line), "{text}");
        }
    }
}
