//! Addresses of web pages, for links and as IRIs in RDF.

use oxiri::Iri;

use super::invalid_value::InvalidValue;

/// Reads the address of a web page: an IRI (RFC 3987) with the scheme `http` or `https` and a public host. Returns the text
/// unchanged, except that spaces around it are removed and the scheme is in lower case.
///
/// # Errors
/// The rule that the text breaks.
pub fn parse(text: &str) -> Result<String, InvalidValue> {
    let text = text.trim();
    let Some((scheme, rest)) = text.split_once("://") else { return Err(without_scheme(text)) };
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "http" && scheme != "https" {
        let cure = "use one that starts with https:// or http://";
        return Err(InvalidValue::new("not the address of a web page", cure));
    }
    if let Some(letter) =
        text.chars().find(|letter| letter.is_whitespace() || is_never_in_iri(*letter))
    {
        let rule = format!("not a web address: it contains {letter:?}");
        return Err(InvalidValue::new(
            rule,
            "write one address, without spaces, quotes and brackets",
        ));
    }
    let address = format!("{scheme}://{rest}");
    let iri = Iri::parse(address.as_str()).map_err(|error| {
        let reason = error.to_string();
        InvalidValue::new(format!("not a web address: {reason}"), "copy it from a browser")
    })?;
    if !has_public_host(iri.authority().unwrap_or_default()) {
        let rule = "not a web address: its host is not a domain name";
        return Err(InvalidValue::new(rule, "write it in full, such as https://example.org"));
    }
    Ok(address)
}

/// Reads an internet domain, such as `curie.fr`. Returns it in lower case.
///
/// # Errors
/// The rule that the text breaks.
pub fn domain(text: &str) -> Result<String, InvalidValue> {
    let domain = text.trim().to_lowercase();
    let has_host_only = !domain.contains(['/', ':', '@', '?', '#', '[']);
    if has_host_only && parse(&format!("https://{domain}")).is_ok() {
        return Ok(domain);
    }
    Err(InvalidValue::new("not an internet domain", "write one such as example.org"))
}

fn without_scheme(text: &str) -> InvalidValue {
    let address = format!("https://{text}");
    let cure = if text.contains('.') && !text.contains(':') && parse(&address).is_ok() {
        format!("did you mean {address}?")
    } else {
        "write it in full, such as https://example.org".to_owned()
    };
    InvalidValue::new("not a web address: it does not start with https:// or http://", cure)
}

/// Whether this character is not allowed in any part of an IRI. Others are allowed in some parts.
fn is_never_in_iri(letter: char) -> bool {
    letter.is_control() || matches!(letter, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
}

/// Whether the host of an authority is an IP address or a name with a dot: `https://none` is not a public address.
fn has_public_host(authority: &str) -> bool {
    let host = authority.rsplit('@').next().unwrap_or_default();
    if host.starts_with('[') {
        return true;
    }
    let host = host.split(':').next().unwrap_or_default();
    let labels = host.strip_suffix('.').unwrap_or(host);
    labels.contains('.') && labels.split('.').all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_as_written() {
        let cases = [
            ("https://example.org", "https://example.org"),
            (" http://www.example.org/a?b=c&d=%20#e ", "http://www.example.org/a?b=c&d=%20#e"),
            ("HTTPS://Example.org/", "https://Example.org/"),
            ("https://éxample.org/œuvre", "https://éxample.org/œuvre"),
            ("https://example.org:8080/~a/(b)'c", "https://example.org:8080/~a/(b)'c"),
            ("http://192.0.2.1/", "http://192.0.2.1/"),
            ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
        ];
        for (text, kept) in cases {
            assert_eq!(parse(text).as_deref(), Ok(kept), "{text}");
        }
    }

    #[test]
    fn domains_are_hosts_in_lower_case() {
        assert_eq!(domain(" Curie.FR ").as_deref(), Ok("curie.fr"));
        assert_eq!(domain("éxample.org").as_deref(), Ok("éxample.org"));
        for text in ["", "curie", "https://curie.fr", "curie.fr/a", "a@curie.fr", "a b.fr", "a..fr"]
        {
            assert!(domain(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "https://",
            "https:///path",
            "https://none",
            "http://n/a",
            "http://.",
            "https://example..org",
            "https://example.org https://example.com",
            "https://example.org/<x>",
            "https://example.org/a\"b",
            "https://example.org/{x}",
            "https://example.org/a\\b",
            "https://example.org/a|b",
            "https://example.org/\u{7}",
            "https://example.org/%zz",
            "https://example.org:port/",
            "https://exa mple.org",
            "https://example.org/\u{a0}x",
            "ftp://example.org",
            "javascript://example.org/%0aalert(1)",
            "mailto:a@example.org",
            "N/A",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        let error = parse("www.example.org/a").unwrap_err();
        assert_eq!(error.cure, "did you mean https://www.example.org/a?");
    }
}
