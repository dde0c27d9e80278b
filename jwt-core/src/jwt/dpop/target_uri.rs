//! When two spellings are the same target URI (RFC 3986 §6.2.2, §6.2.3), without query and fragment.
//!
//! ```text
//! HTTPS://API.example:443/a/./b/../%7euser?x#y  →  https://api.example/a/~user
//! ```
//!
//! Takes any text. Refused: what is no absolute http or https URI, user information, characters that
//! no URI has, and texts over [`MAX_URI_BYTES`]. Whatever is given is a fixed point.

use core::net::Ipv6Addr;

use super::DpopError;

/// Bytes of a target URI.
pub const MAX_URI_BYTES: usize = 4096;

/// Cuts query and fragment off (RFC 9449 §4.2).
pub(super) fn without_query(uri: &str) -> &str {
    uri.split(['?', '#']).next().unwrap_or_default()
}

/// Writes a URI in the one spelling that is compared.
pub(super) fn normalize(uri: &str) -> Result<String, DpopError> {
    let wrong = |problem| DpopError::UriMalformed { problem };
    if uri.len() > MAX_URI_BYTES {
        return Err(wrong("is too long"));
    }
    let (scheme, rest) = without_query(uri)
        .split_once("://")
        .ok_or(wrong("is not absolute: expected https://host/path"))?;
    let scheme = scheme.to_ascii_lowercase();
    let default_port = match scheme.as_str() {
        "http" => 80,
        "https" => 443,
        _ => return Err(wrong("is neither http nor https")),
    };
    let (authority, path) = match rest.find('/').and_then(|at| rest.split_at_checked(at)) {
        Some((authority, path)) => (authority, path),
        None => (rest, ""),
    };
    let (host, port) = split_port(authority).ok_or(wrong("has no good host"))?;
    let host = normal_host(host).ok_or(wrong("has no good host"))?;
    let port = normal_port(port).ok_or(wrong("has no good port"))?;
    let path = percent_normal(path, is_path).ok_or(wrong("has a path with wrong characters"))?;
    let port = match port {
        Some(port) if port != default_port => format!(":{port}"),
        _ => String::new(),
    };
    Ok(format!("{scheme}://{host}{port}{}", without_dots(&path)))
}

/// Splits `host:port`; the host may be an IPv6 address in brackets. Nobody may log in by a URI.
fn split_port(authority: &str) -> Option<(&str, &str)> {
    let end = match authority.strip_prefix('[') {
        Some(_) => authority.find(']')?.checked_add(1)?,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at_checked(end)?;
    match port.strip_prefix(':') {
        Some(port) => Some((host, port)),
        None => port.is_empty().then_some((host, "")),
    }
}

fn normal_host(host: &str) -> Option<String> {
    if let Some(address) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        let address: Ipv6Addr = address.parse().ok()?;
        return Some(format!("[{address}]"));
    }
    let host = percent_normal(host, is_host)?;
    // Lower case is for letters, upper case for the digits of what stays encoded.
    percent_normal(&host.to_ascii_lowercase(), is_host).filter(|host| !host.is_empty())
}

/// Reads a port; `None` inside for none, which is the default one.
fn normal_port(port: &str) -> Option<Option<u16>> {
    if port.is_empty() {
        return Some(None);
    }
    let digits = port.bytes().all(|octet| octet.is_ascii_digit());
    digits.then(|| port.parse().ok())?.map(Some)
}

/// Decodes what need not be encoded and writes the rest in upper case (RFC 3986 §6.2.2.1, §6.2.2.2).
fn percent_normal(text: &str, allowed: fn(u8) -> bool) -> Option<String> {
    let mut normal = String::with_capacity(text.len());
    let mut octets = text.bytes();
    while let Some(octet) = octets.next() {
        if octet != b'%' {
            normal.push(allowed(octet).then_some(char::from(octet))?);
            continue;
        }
        let high = char::from(octets.next()?).to_digit(16)?;
        let low = char::from(octets.next()?).to_digit(16)?;
        let decoded = u8::try_from(high.checked_mul(16)?.checked_add(low)?).ok()?;
        if is_unreserved(decoded) {
            normal.push(char::from(decoded));
        } else {
            normal.push_str(&format!("%{decoded:02X}"));
        }
    }
    Some(normal)
}

/// Removes `.` and `..` from a path (RFC 3986 §5.2.4); an empty one is `/`.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(segment) = segments.next() {
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            other => {
                kept.push(other);
                continue;
            }
        }
        // What a last `.` or `..` names is a folder.
        if segments.peek().is_none() {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}

/// RFC 3986 §2.3.
const fn is_unreserved(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'.' | b'_' | b'~')
}

/// `reg-name` without its percent-encodings (RFC 3986 §3.2.2).
const fn is_host(octet: u8) -> bool {
    is_unreserved(octet)
        || matches!(
            octet,
            b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'='
        )
}

/// `pchar` and the slash, without percent-encodings (RFC 3986 §3.3).
const fn is_path(octet: u8) -> bool {
    is_host(octet) || matches!(octet, b':' | b'@' | b'/')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_uri_become_one() {
        for uri in [
            "https://api.example/a/~user",
            "HTTPS://API.EXAMPLE/a/~user",
            "https://api.example:443/a/~user",
            "https://api.example:/a/~user",
            "https://api.example:00443/a/~user",
            "https://%61pi.example/a/~user",
            "https://%41pi.example/a/~user",
            "https://api.example/a/%7euser",
            "https://api.example/a/b/../%7Euser",
            "https://api.example/./a/./~user?query=1",
            "https://api.example/../../a/~user#fragment",
            "https://api.example/%2e%2E/a/~user?#",
        ] {
            assert_eq!(normalize(uri).unwrap(), "https://api.example/a/~user", "{uri}");
        }
    }

    #[test]
    fn what_differs_stays_different() {
        for (uri, expected) in [
            ("https://api.example", "https://api.example/"),
            ("https://api.example?x", "https://api.example/"),
            ("http://api.example:443/", "http://api.example:443/"),
            ("http://api.example:80/", "http://api.example/"),
            ("https://api.example/A", "https://api.example/A"),
            ("https://api.example/a/", "https://api.example/a/"),
            ("https://api.example/a//b", "https://api.example/a//b"),
            ("https://api.example/a/b/..", "https://api.example/a/"),
            ("https://api.example/a/.", "https://api.example/a/"),
            ("https://api.example/a%2fb", "https://api.example/a%2Fb"),
            ("https://api.example/a%252e", "https://api.example/a%252e"),
            ("https://[2001:DB8:0::1]:443/", "https://[2001:db8::1]/"),
            ("https://[::1]:8443", "https://[::1]:8443/"),
            ("https://%C3%BC.example/", "https://%C3%BC.example/"),
        ] {
            assert_eq!(normalize(uri).unwrap(), expected, "{uri}");
        }
    }

    #[test]
    fn what_is_no_target_of_a_request_is_refused() {
        for uri in [
            "",
            "/path",
            "//api.example/",
            "api.example",
            "ftp://api.example/",
            "https:/api.example/",
            "https:///path",
            "https://",
            "https://:443/",
            "https://user@api.example/",
            "https://user:secret@api.example/",
            "https://api.example@evil.example/",
            "https://api.example:65536/",
            "https://api.example:+443/",
            "https://api.example:44 3/",
            "https://api.example\\@evil.example/",
            "https://api.example/%",
            "https://api.example/%4",
            "https://api.example/%zz",
            "https://api.example/%+1",
            "https://api.example/a b",
            "https://api.example/\u{fc}",
            "https://api.example/\n",
            "https://[::1/",
            "https://[v1.a]/",
            "https://[::1]x/",
            "https://[fe80::1%25eth0]/",
            " https://api.example/",
        ] {
            let error = normalize(uri).map_err(|error| error.code());
            assert_eq!(error, Err("dpop.uri_malformed"), "{uri}");
        }
        let long = format!("https://api.example/{}", "a".repeat(MAX_URI_BYTES));
        assert!(normalize(&long).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_refused_or_becomes_a_fixed_point(
            uri in "(https?://[a-zA-Z0-9.%:\\[\\]]{0,12})?[/.%a-f0-9A-F:@?#\\\\ \u{fc}]{0,24}"
        ) {
            if let Ok(normal) = normalize(&uri) {
                prop_assert_eq!(normalize(&normal).unwrap(), normal);
            }
        }

        #[test]
        fn no_text_panics(uri in "\\PC{0,64}") {
            let _ = normalize(&uri);
        }
    }
}
