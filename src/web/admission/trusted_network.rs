//! Reads the networks of trusted proxies.

use std::net::{IpAddr, Ipv6Addr};

use ipnet::IpNet;

/// Parses a network, such as `10.0.0.0/8`; an address is a network of one.
///
/// # Errors
/// When the text is neither, or names an address within a network, which leaves open which of the two is trusted.
pub fn parse_network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let address = || text.parse::<IpAddr>().map(IpNet::from);
    let network: IpNet = text
        .parse()
        .or_else(|_| address())
        .map_err(|_| "expected an address or a network such as 10.0.0.0/8".to_owned())?;
    if network.trunc() != network {
        return Err(format!(
            "an address within a network; write {} for the network or {} for the address",
            network.trunc(),
            network.addr()
        ));
    }
    Ok(canonical(network))
}

/// IPv4 networks in the form of IPv6 (`::ffff:10.0.0.0/104`) as IPv4 networks: addresses of clients are compared as such.
fn canonical(network: IpNet) -> IpNet {
    const MAPPED_BITS: u8 = 96;
    let mapped = |address: Ipv6Addr| address.to_ipv4_mapped();
    match network {
        IpNet::V6(v6) if v6.prefix_len() >= MAPPED_BITS => mapped(v6.network())
            .and_then(|v4| IpNet::new(v4.into(), v6.prefix_len() - MAPPED_BITS).ok())
            .unwrap_or(network),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_and_addresses_are_read() {
        for (text, network) in [
            ("10.0.0.0/8", "10.0.0.0/8"),
            (" 10.0.0.1 ", "10.0.0.1/32"),
            ("2001:db8::/32", "2001:db8::/32"),
            ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
            ("::ffff:10.0.0.1", "10.0.0.1/32"),
            ("0.0.0.0/0", "0.0.0.0/0"),
        ] {
            assert_eq!(parse_network(text).map(|it| it.to_string()), Ok(network.to_owned()));
        }
    }

    #[test]
    fn an_address_within_a_network_is_refused_with_both() {
        let error = parse_network("10.1.2.3/8").unwrap_err();
        assert!(error.contains("10.0.0.0/8") && error.contains("10.1.2.3 for"), "{error}");
        for text in ["", "10.0.0.0/33", "10.0.0", "localhost", "10.0.0.0/8 10.1.0.0/16"] {
            assert!(parse_network(text).unwrap_err().contains("expected"), "{text}");
        }
    }
}
