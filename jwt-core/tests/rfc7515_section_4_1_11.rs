//! `crit` (RFC 7515 §4.1.11): what must be understood, and the shapes that are no such list.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::Policy;
use jwt_core::key::SigningKey;

/// Signs a token with these members beside `alg` and verifies it: `"accepted"` or the code.
fn outcome(members: &str, understood: &[&str]) -> &'static str {
    let key = SigningKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap();
    let header = base64url::encode(format!(r#"{{"alg":"HS256",{members}}}"#));
    let input = format!("{header}.e30");
    let tag = base64url::encode(key.sign(input.as_bytes()).unwrap());
    let mut policy = Policy::default();
    policy.understands.extend(understood.iter().map(|name| (*name).to_owned()));
    let verified = jws::verify(&format!("{input}.{tag}"), &key.verifying_key(), &policy);
    verified.map_or_else(|error| error.code(), |_| "accepted")
}

#[test]
fn an_extension_must_be_understood() {
    assert_eq!(outcome(r#""crit":["x"],"x":1"#, &[]), "jws.critical");
    assert_eq!(outcome(r#""crit":["x"],"x":1"#, &["X", "x ", "xx"]), "jws.critical");
    assert_eq!(outcome(r#""crit":["x"],"x":1"#, &["x"]), "accepted");
    assert_eq!(outcome(r#""x":1"#, &[]), "accepted", "unknown ones are passed over");
}

#[test]
fn every_one_of_several_extensions_must_be_understood() {
    assert_eq!(outcome(r#""crit":["x","y"],"x":1,"y":2"#, &["x"]), "jws.critical");
    assert_eq!(outcome(r#""crit":["x","y"],"x":1,"y":2"#, &["y"]), "jws.critical");
    assert_eq!(outcome(r#""crit":["x","y"],"x":1,"y":2"#, &["y", "x"]), "accepted");
}

#[test]
fn an_extension_must_stand_in_the_header_and_only_once_in_the_list() {
    assert_eq!(outcome(r#""crit":["x"]"#, &["x"]), "jws.critical");
    assert_eq!(outcome(r#""crit":["x","x"],"x":1"#, &["x"]), "jws.critical");
    assert_eq!(outcome(r#""crit":["crit"]"#, &["crit"]), "jws.critical");
}

/// "Recipients MAY consider the JWS to be invalid": this one does, whatever its caller understands.
#[test]
fn names_of_the_standards_are_no_extensions() {
    for (name, value) in [
        ("alg", ""),
        ("typ", r#","typ":"JWT""#),
        ("cty", r#","cty":"JWT""#),
        ("kid", r#","kid":"k""#),
        ("jku", r#","jku":"https://a.example/""#),
        ("jwk", r#","jwk":{}"#),
        ("x5u", r#","x5u":"https://a.example/""#),
        ("x5c", r#","x5c":[]"#),
        ("x5t", r#","x5t":"AA""#),
        ("x5t#S256", r#","x5t#S256":"AA""#),
        ("enc", r#","enc":"A128GCM""#),
        ("zip", r#","zip":"DEF""#),
        ("epk", r#","epk":{}"#),
        ("apu", r#","apu":"AA""#),
        ("apv", r#","apv":"AA""#),
        ("iv", r#","iv":"AA""#),
        ("tag", r#","tag":"AA""#),
        ("p2s", r#","p2s":"AA""#),
        ("p2c", r#","p2c":4096"#),
        ("crit", ""),
    ] {
        let members = format!(r#""crit":["{name}"]{value}"#);
        assert_eq!(outcome(&members, &[name]), "jws.critical", "{name}");
    }
}

#[test]
fn other_shapes_are_no_list_of_names() {
    for crit in
        ["[]", r#""x""#, "{}", r#"{"x":1}"#, "null", "true", "7", "[7]", r#"["x",7]"#, r#"[["x"]]"#]
    {
        let members = format!(r#""crit":{crit},"x":1"#);
        assert_eq!(outcome(&members, &["x"]), "jws.critical", "{crit}");
    }
}

#[test]
fn b64_is_read_here_and_must_be_critical_when_it_is_false() {
    assert_eq!(outcome(r#""crit":["b64"],"b64":true"#, &[]), "accepted");
    assert_eq!(outcome(r#""b64":true"#, &[]), "accepted");
    assert_eq!(outcome(r#""crit":["b64"],"b64":false"#, &[]), "accepted");
    assert_eq!(outcome(r#""b64":false"#, &["b64"]), "jws.critical");
    assert_eq!(outcome(r#""crit":["b64"]"#, &["b64"]), "jws.critical");
    assert_eq!(outcome(r#""crit":["b64"],"b64":"false""#, &["b64"]), "jws.header_member");
}

#[test]
fn a_list_longer_than_anybody_understands_is_refused_unread() {
    let names: Vec<String> = (0..65).map(|n| format!("\"n{n}\"")).collect();
    let members: Vec<String> = names.iter().map(|name| format!("{name}:1")).collect();
    let all: Vec<String> = (0..65).map(|n| format!("n{n}")).collect();
    let known: Vec<&str> = all.iter().map(String::as_str).collect();
    let of = |count: usize| {
        let names = names.get(..count).unwrap().join(",");
        outcome(&format!(r#""crit":[{names}],{}"#, members.join(",")), &known)
    };
    assert_eq!(of(64), "accepted");
    assert_eq!(of(65), "jws.critical");
}
