//! P35 for the list itself: what is in it, and every way to look as if one were.

use proptest::prelude::*;

use super::*;

/// Whether a token for `origin` may go to `uri`; a URI that the `http` crate refuses goes nowhere.
fn allows(origin: &str, uri: &str) -> bool {
    let origins = Origins::one(origin).unwrap();
    uri.parse::<Uri>().is_ok_and(|uri| origins.allows(&uri))
}

const API: &str = "https://api.example.com";

#[test]
fn the_origin_itself_is_allowed_however_it_is_written() {
    for uri in [
        "https://api.example.com",
        "https://api.example.com/",
        "https://api.example.com/a/b?c=d",
        "https://api.example.com?c=https://evil.net",
        "https://api.example.com:443/",
        "https://api.example.com:/",
        "https://API.Example.COM/",
        "HTTPS://api.example.com/",
        "https://api.example.com./",
        "https://api.example.com.:443/",
    ] {
        assert!(allows(API, uri), "{uri}");
    }
    for origin in ["https://API.example.com./", "HTTPS://api.example.com:443"] {
        assert!(allows(origin, "https://api.example.com/"), "{origin}");
    }
}

/// P35: another host, port or scheme is another origin.
#[test]
fn another_host_port_or_scheme_is_not_allowed() {
    for uri in [
        "http://api.example.com/",
        "http://api.example.com:443/",
        "ws://api.example.com/",
        "wss://api.example.com/",
        "httpss://api.example.com/",
        "https://api.example.com:444/",
        "https://api.example.com:80/",
        "https://example.com/",
        "https://evil.net/",
        "https://evil.net/https://api.example.com",
        "https://evil.net/?https://api.example.com",
        "https://xapi.example.com/",
        "https://x.api.example.com/",
        "https://api.example.com.evil.net/",
        "https://api.example.comevil.net/",
        "https://api-example.com/",
        "https://api.example.co/",
        "https://api.example.com../",
        "https://.api.example.com/",
    ] {
        assert!(!allows(API, uri), "{uri}");
    }
}

/// P35: what stands before an `@` is a user, not a host; no URI with a user gets a token.
#[test]
fn a_user_is_not_allowed() {
    for uri in [
        "https://api.example.com@evil.net/",
        "https://api.example.com:443@evil.net/",
        "https://api.example.com%40evil.net/",
        "https://evil.net%40api.example.com/",
        "https://evil.net@api.example.com/",
        "https://@api.example.com/",
        "https://user:password@api.example.com/",
        "https://a@b@api.example.com/",
        "https://api.example.com\\@evil.net/",
        "https://evil.net\\@api.example.com/",
        "https://evil.net#@api.example.com/",
        "https://evil.net\\.api.example.com/",
    ] {
        assert!(!allows(API, uri), "{uri}");
    }
}

/// P35: ports that are no numbers do not pass for the default one.
#[test]
fn an_odd_port_is_not_allowed() {
    for uri in [
        "https://api.example.com:0/",
        "https://api.example.com:65979/",
        "https://api.example.com:-443/",
        "https://api.example.com:+443/",
        "https://api.example.com:443a/",
        "https://api.example.com:443:443/",
        "https://api.example.com:8443:443/",
        "https://api.example.com:443:/",
        "https://api.example.com:%34%34%33/",
    ] {
        assert!(!allows(API, uri), "{uri}");
    }
}

/// P35: names beyond ASCII and percent-encoding.
#[test]
fn other_letters_and_encoded_ones_are_not_allowed() {
    for uri in [
        "https://%61pi.example.com/",
        "https://api%2eexample.com/",
        "https://api.example.com%00.evil.net/",
        "https://api.example.com%2f.evil.net/",
        "https://api。example。com/",
        "https://api.example.com\u{200b}/",
        "https://\u{430}pi.example.com/",
        "https://xn--pi-7kc.example.com/",
        "https://api.example.com \t/",
        "https://api.examp\u{212a}e.com/",
    ] {
        assert!(!allows(API, uri), "{uri}");
    }
    // KELVIN SIGN is a `k` in small letters for those who fold more than ASCII.
    assert!(!Origins::one("https://k.example").unwrap().contains(
        "https",
        "\u{212a}.example",
        None
    ));
    // The form that is sent is a name like any other.
    assert!(allows("https://xn--bcher-kva.example", "https://XN--bcher-kva.example/"));
    assert!(!allows("https://xn--bcher-kva.example", "https://bücher.example/"));
}

/// P35: an IPv4 address has one spelling.
#[test]
fn an_ipv4_address_in_disguise_is_not_allowed() {
    assert!(allows("http://127.0.0.1:8080", "http://127.0.0.1:8080/"));
    for uri in [
        "http://127.1:8080/",
        "http://0x7f.0.0.1:8080/",
        "http://0177.0.0.1:8080/",
        "http://127.000.000.001:8080/",
        "http://2130706433:8080/",
        "http://127.0.0.1.:8080/",
        "http://127.0.0.2:8080/",
        "http://[::ffff:127.0.0.1]:8080/",
        "http://[::7f00:1]:8080/",
        "http://localhost:8080/",
    ] {
        assert!(!allows("http://127.0.0.1:8080", uri), "{uri}");
    }
}

/// P35: an IPv6 address is the same in all its spellings, and no other.
#[test]
fn an_ipv6_address_is_compared_as_a_number() {
    let origin = "https://[2001:DB8:0:0::0:1]";
    for uri in [
        "https://[2001:db8::1]/",
        "https://[2001:0db8:0000:0000:0000:0000:0000:0001]:443/",
        "https://[2001:db8::0.0.0.1]/",
    ] {
        assert!(allows(origin, uri), "{uri}");
    }
    for uri in [
        "https://[2001:db8::2]/",
        "https://[2001:db8::1]:444/",
        "https://[2001:db8::1%25eth0]/",
        "https://[2001:db8::1]./",
        "https://[2001:db8::1].evil.net/",
        "https://[2001:db8::1]evil.net/",
        "https://2001:db8::1/",
        "https://evil.net/[2001:db8::1]",
    ] {
        assert!(!allows(origin, uri), "{uri}");
    }
}

#[test]
fn a_uri_without_scheme_or_host_is_not_allowed() {
    for uri in ["/orders", "*", "api.example.com:443", "api.example.com", "//api.example.com/"] {
        assert!(!allows(API, uri), "{uri}");
    }
}

#[test]
fn an_empty_list_allows_nothing() {
    assert!(!Origins::default().allows(&Uri::from_static("https://api.example.com/")));
    assert!(Origins::default().is_empty() && !Origins::one(API).unwrap().is_empty());
}

#[test]
fn each_of_a_list_is_allowed() {
    let origins: Origins =
        [API, "http://localhost:3000"].map(|text| text.parse().unwrap()).into_iter().collect();
    assert!(origins.allows(&Uri::from_static("https://api.example.com/")));
    assert!(origins.allows(&Uri::from_static("http://localhost:3000/")));
    assert!(!origins.allows(&Uri::from_static("https://localhost:3000/")));
    assert_eq!(format!("{origins:?}"), "[https://api.example.com, http://localhost:3000]");
    assert_eq!(Origins::each([API, "x"]).unwrap_err(), OriginError::Scheme);
}

#[test]
fn plain_http_does_not_leave_the_machine() {
    for text in [
        "http://localhost",
        "http://LOCALHOST.:3000",
        "http://app.localhost",
        "http://127.0.0.1",
        "http://127.255.0.9:1",
        "http://[::1]:8080",
        "http://[0:0::1]",
    ] {
        assert!(Origin::parse(text).is_ok(), "{text}");
    }
    for text in [
        "http://example.com",
        "http://localhost.evil.net",
        "http://evillocalhost",
        "http://128.0.0.1",
        "http://0.0.0.0",
        "http://10.0.0.1",
        "http://[::]",
        "http://[::ffff:127.0.0.1]",
    ] {
        assert_eq!(Origin::parse(text), Err(OriginError::Insecure), "{text}");
    }
}

#[test]
fn what_is_no_origin_is_refused_with_the_reason() {
    use OriginError as E;
    let long = format!("https://{}.example", "a".repeat(64));
    for (text, error) in [
        ("", E::Scheme),
        ("api.example.com", E::Scheme),
        ("//api.example.com", E::Scheme),
        ("ftp://api.example.com", E::Scheme),
        (" https://api.example.com", E::Scheme),
        ("https://", E::Host),
        ("https:///", E::Host),
        ("https:////", E::Path),
        ("https://.", E::Host),
        ("https://a..b", E::Host),
        ("https://a..", E::Host),
        ("https://a b", E::Host),
        ("https://a%41", E::Host),
        ("https://:443", E::Host),
        ("https://2001:db8::1", E::Host),
        ("https://[2001:db8::1", E::Host),
        ("https://[2001:db8::1]x", E::Host),
        ("https://[fe80::1%25eth0]", E::Host),
        ("https://]:443", E::Host),
        (&*long, E::Host),
        ("https://a:b@c", E::User),
        ("https://a/b", E::Path),
        ("https://a?b", E::Path),
        ("https://a#b", E::Path),
        ("https://a\\b", E::Path),
        ("https://a:", E::Port),
        ("https://a:0", E::Port),
        ("https://a:+1", E::Port),
        ("https://a:65536", E::Port),
        ("https://*.example.com", E::Wildcard),
        ("https://bücher.example", E::NotAscii),
        ("https://127.1", E::Number),
        ("https://127.0.0.1.", E::Number),
        ("https://0x7f000001", E::Number),
        ("https://0x", E::Number),
        ("https://2130706433", E::Number),
        ("https://010.0.0.1", E::Number),
        ("https://1.2.3.4.5", E::Number),
        ("https://example.0X1", E::Number),
    ] {
        assert_eq!(Origin::parse(text), Err(error), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>(), uri in any::<String>()) {
        let _ = Origin::parse(&text);
        let _ = allows(API, &uri);
    }

    #[test]
    fn what_is_printed_is_read_back(text in "https?://(localhost|[a-z]{1,5}\\.[a-z]{1,5}|127\\.0\\.0\\.[0-9]|\\[::[1-9a-f]\\])(:[1-9][0-9]{0,3})?") {
        if let Ok(origin) = Origin::parse(&text) {
            prop_assert_eq!(Origin::parse(&origin.to_string()), Ok(origin.clone()));
            prop_assert!(Origins::from_iter([origin]).allows(&text.parse().unwrap()), "{}", text);
        }
    }

    /// P35: one octet more, less or other, anywhere in the authority, and it is another origin.
    #[test]
    fn one_octet_makes_another_origin(at in 8_usize..23, octet in 0x21_u8..0x7f, kind in 0..3) {
        let mut uri = API.as_bytes().to_vec();
        let old = uri[at];
        match kind {
            0 => uri[at] = octet,
            1 => uri.insert(at, octet),
            _ => { uri.remove(at); }
        }
        let same = kind == 0 && old.eq_ignore_ascii_case(&octet);
        let uri = String::from_utf8(uri).unwrap();
        prop_assert_eq!(allows(API, &uri), same, "{}", uri);
    }
}
