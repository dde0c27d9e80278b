//! Distinguished Names as text (RFC 4514): `CN=example,O=Example\, Inc.`
//!
//! Takes the Name of a certificate (RFC 5280 §4.1.2.4), gives one line, the last relative name first as
//! §2.1 wants it. An attribute without a short name, and a value that is no plain string, is written as
//! its OID and the octets of its value (§2.4). `x509-cert` can write names, too, and for that brings a
//! database of a thousand object identifiers into every binary.

use core::fmt::Write;

use pkcs8::der::Encode;
use pkcs8::der::Tag;
use pkcs8::der::Tagged;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::name::Name;

/// Attribute types with a short name: RFC 4514 §3, then what certificates often carry besides
/// (RFC 4519, RFC 2985 §5.2.1).
const SHORT_NAMES: &[(&str, &str)] = &[
    ("2.5.4.3", "CN"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.6", "C"),
    ("2.5.4.9", "STREET"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("0.9.2342.19200300.100.1.1", "UID"),
    ("2.5.4.4", "SN"),
    ("2.5.4.5", "SERIALNUMBER"),
    ("2.5.4.12", "TITLE"),
    ("2.5.4.42", "GN"),
    ("1.2.840.113549.1.9.1", "EMAILADDRESS"),
];

/// Writes a name as text.
pub(super) fn text(name: &Name) -> String {
    let mut relative: Vec<String> = Vec::new();
    for set in name.iter_rdn() {
        let parts: Vec<String> = set.iter().map(attribute).collect();
        relative.push(parts.join("+"));
    }
    relative.reverse();
    relative.join(",")
}

fn attribute(attribute: &AttributeTypeAndValue) -> String {
    let oid = attribute.oid.to_string();
    let short = SHORT_NAMES.iter().find(|(known, _)| *known == oid).map(|(_, short)| *short);
    match (short, string(attribute)) {
        (Some(short), Some(value)) => format!("{short}={}", escaped(value)),
        _ => {
            let mut text = format!("{oid}=#");
            for octet in attribute.value.to_der().unwrap_or_default() {
                let _ = write!(text, "{octet:02x}");
            }
            text
        }
    }
}

/// The value as text, when it is of a kind that is ASCII or UTF-8.
fn string(attribute: &AttributeTypeAndValue) -> Option<&str> {
    let value = attribute.value.value();
    match attribute.value.tag() {
        Tag::Utf8String => core::str::from_utf8(value).ok(),
        Tag::Ia5String | Tag::PrintableString | Tag::TeletexString => {
            core::str::from_utf8(value).ok().filter(|text| text.is_ascii())
        }
        _ => None,
    }
}

/// Escapes what RFC 4514 §2.4 wants escaped.
fn escaped(value: &str) -> String {
    let last = value.chars().count().saturating_sub(1);
    let mut text = String::with_capacity(value.len());
    for (index, character) in value.chars().enumerate() {
        match character {
            '#' if index == 0 => text.push_str("\\#"),
            ' ' if index == 0 || index == last => text.push_str("\\ "),
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => text.extend(['\\', character]),
            '\0'..='\x1f' | '\x7f' => {
                let _ = write!(text, "\\{:02x}", u32::from(character));
            }
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use core::str::FromStr;

    use super::*;

    #[test]
    fn names_are_written_as_the_library_of_certificates_writes_them() {
        for name in [
            "CN=example,O=Example\\, Inc.,C=KR",
            "CN=\\#a\\+b\\;c\\<d\\>\\\"e\\\\",
            "CN=\\ two blanks\\ ,OU=x",
            "CN=\\ ",
            "UID=ann,DC=example,DC=org",
            "STREET=세종대로 1,L=서울,ST=Seoul",
            "CN=line\\0abreak",
        ] {
            let parsed = Name::from_str(name).unwrap();
            assert_eq!(text(&parsed), parsed.to_string(), "{name}");
        }
        assert_eq!(text(&Name::default()), "");
    }

    #[test]
    fn several_attributes_of_one_relative_name_are_joined_by_a_plus() {
        let parsed = Name::from_str("CN=a+UID=b,O=c").unwrap();
        assert!(["CN=a+UID=b,O=c", "UID=b+CN=a,O=c"].contains(&text(&parsed).as_str()));
    }

    #[test]
    fn an_unknown_attribute_is_written_as_octets() {
        let parsed = Name::from_str("1.2.3.4=#0c0161").unwrap();
        assert_eq!(text(&parsed), "1.2.3.4=#0c0161");
    }
}
