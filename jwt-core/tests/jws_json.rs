//! JWS JSON Serialization beyond the RFCs' examples: what is made verifies, what is bent is refused.
#![expect(clippy::string_slice, clippy::unwrap_used, reason = "a panic fails the test")]

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::Caps;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::JsonSigning;
use jwt_core::jws::JwsError;
use jwt_core::jws::Policy;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde_json::Value;
use serde_json::json;

fn hs256() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap()
}

fn flattened(header: &HeaderBuilder) -> Value {
    let signing = JsonSigning::new(b"payload").signature(&hs256(), header).unwrap();
    serde_json::from_str(&signing.flattened().unwrap()).unwrap()
}

fn general(count: usize) -> Value {
    let signing = (0..count).fold(JsonSigning::new(b"payload"), |signing, n| {
        let header = HeaderBuilder::new().member("n", &n).unwrap();
        signing.signature(&hs256(), &header).unwrap()
    });
    serde_json::from_str(&signing.general().unwrap()).unwrap()
}

fn verify(text: &str, policy: &Policy) -> Result<jws::VerifiedJson, JwsError> {
    let result = jws::verify_json(text, &hs256().verifying_key(), policy);
    if let Err(error) = &result
        && let Some(span) = error.span()
    {
        // Only the end of a text that breaks off has no length.
        let end = error.code() == "json.syntax" && span == (text.len()..text.len());
        assert!(span.start < span.end || end, "{error:?} in {text}");
        assert!(span.end <= text.len(), "{error:?} in {text}");
    }
    result
}

fn code_under(value: &Value, policy: &Policy) -> &'static str {
    match verify(&value.to_string(), policy) {
        Ok(verified) => {
            assert_eq!(verified.payload(), b"payload");
            "accepted"
        }
        Err(error) => error.code(),
    }
}

fn code(value: &Value) -> &'static str {
    code_under(value, &Policy::default())
}

/// Signs any protected header, as somebody may who does not keep the rules.
fn signed_as_is(protected: &str, payload: &str) -> String {
    let signing_input = format!("{}.{payload}", base64url::encode(protected));
    base64url::encode(hs256().sign(signing_input.as_bytes()).unwrap())
}

#[test]
fn every_algorithm_verifies_in_both_forms() {
    for &algorithm in Algorithm::ALL {
        let key = SigningKey::generate(algorithm).unwrap().with_key_id("k");
        let signing = JsonSigning::new(b"\x00\xff").signature(&key, &HeaderBuilder::new()).unwrap();
        for text in [signing.general().unwrap(), signing.flattened().unwrap()] {
            let keys = key.verifying_key();
            let verified = jws::verify_json(&text, &keys, &Policy::default()).unwrap();
            assert_eq!(verified.payload(), b"\x00\xff");
            assert_eq!(verified.signatures()[0].header().key_id(), Some("k"));
            assert_eq!(verified.signatures()[0].key().algorithm(), algorithm);
            let bent = text.replace("\"payload\":\"AP8\"", "\"payload\":\"AP4\"");
            assert_ne!(bent, text);
            let refused = jws::verify_json(&bent, &keys, &Policy::default()).unwrap_err();
            assert_eq!(refused, JwsError::Signature, "{algorithm}");
        }
    }
}

#[test]
fn every_changed_character_of_the_three_texts_is_refused() {
    let value = flattened(&HeaderBuilder::new());
    for member in ["protected", "payload", "signature"] {
        let text = value[member].as_str().unwrap().to_owned();
        for place in 0..text.len() {
            let mut bent = text.clone().into_bytes();
            bent[place] = if bent[place] == b'A' { b'B' } else { b'A' };
            let mut value = value.clone();
            value[member] = String::from_utf8(bent).unwrap().into();
            assert_ne!(code(&value), "accepted", "{member} at {place}");
        }
    }
}

#[test]
fn the_members_have_their_shapes() {
    let good = flattened(&HeaderBuilder::new());
    assert_eq!(code(&good), "accepted");
    for member in ["payload", "protected", "signature"] {
        for wrong in [json!(7), json!(null), json!([]), json!({}), json!(true)] {
            let mut value = good.clone();
            value[member] = wrong;
            assert_eq!(code(&value), "jws.json_shape", "{member}");
        }
        let mut value = good.clone();
        value.as_object_mut().unwrap().remove(member);
        assert_eq!(code(&value), "jws.json_shape", "{member} missing");
    }
    for wrong in [json!(7), json!(null), json!([]), json!("e30"), json!({})] {
        let mut value = good.clone();
        value["header"] = wrong;
        assert_eq!(code(&value), "jws.json_shape");
    }
    // "otherwise, it MUST be absent" (RFC 7515 §7.2.1).
    let padded = Policy::default().accept_padding().accept_unprotected();
    for empty in ["", "e30", "e30=", "eyB9", "CnsKfQo", "CnsKfQo="] {
        let header = json!({"alg": "HS256"});
        let signing_input = format!("{empty}.{}", base64url::encode("payload"));
        let signature = base64url::encode(hs256().sign(signing_input.as_bytes()).unwrap());
        let value = json!({"payload": base64url::encode("payload"), "protected": empty,
            "header": header, "signature": signature});
        assert_eq!(code_under(&value, &padded), "jws.json_shape", "{empty:?}");
    }
    for text in ["", "[]", "7", "null", "{", "{}x", "\u{feff}{}"] {
        assert!(verify(text, &Policy::default()).is_err(), "{text:?}");
    }
    assert_eq!(code(&json!({})), "jws.json_shape");
    // "Additional members … MUST be ignored" (RFC 7515 §7.2.1).
    let mut value = good;
    value["more"] = json!({"payload": "x"});
    value["header"] = json!({"more": 1});
    assert_eq!(code(&value), "accepted");
}

#[test]
fn a_list_of_signatures_holds_objects_and_stands_alone() {
    let good = general(2);
    assert_eq!(code(&good), "accepted");
    for wrong in [json!([]), json!({}), json!("x"), json!([7]), json!([[]]), json!(null)] {
        let mut value = good.clone();
        value["signatures"] = wrong;
        assert_eq!(code(&value), "jws.json_shape");
    }
    for member in ["protected", "header", "signature"] {
        let mut value = good.clone();
        value[member] = good["signatures"][0].get(member).cloned().unwrap_or(json!({}));
        assert_eq!(code(&value), "jws.json_shape", "{member}");
    }
    let mut value = good;
    value["signatures"][1].as_object_mut().unwrap().remove("signature");
    assert_eq!(code(&value), "jws.json_shape");
}

#[test]
fn names_that_occur_twice_are_refused_at_every_depth() {
    let text = flattened(&HeaderBuilder::new()).to_string();
    let twice = text.replacen('{', r#"{"payload":"cGF5bG9hZA","#, 1);
    assert_eq!(verify(&twice, &Policy::default()).unwrap_err().code(), "json.duplicate_name");
    let twice = text.replacen('{', r#"{"header":{"a":1,"a":2},"#, 1);
    assert_eq!(verify(&twice, &Policy::default()).unwrap_err().code(), "json.duplicate_name");
}

#[test]
fn the_two_headers_share_no_name() {
    let mut value = flattened(&HeaderBuilder::new().member("x", &1).unwrap());
    value["header"] = json!({"x": 1});
    assert_eq!(code(&value), "jws.header_duplicate");
    value["header"] = json!({"alg": "HS256"});
    assert_eq!(code_under(&value, &Policy::default().accept_unprotected()), "jws.header_duplicate");
}

#[test]
fn an_unprotected_header_names_no_algorithm_and_no_key() {
    let payload = base64url::encode("payload");
    let value = |protected: &str, header: Value| {
        let mut value = json!({
            "payload": payload, "header": header, "signature": signed_as_is(protected, &payload),
        });
        if !protected.is_empty() {
            value["protected"] = base64url::encode(protected).into();
        }
        value
    };
    let open = Policy::default().accept_unprotected();
    assert_eq!(code(&value("", json!({"alg": "HS256"}))), "jws.unprotected");
    assert_eq!(code_under(&value("", json!({"alg": "HS256"})), &open), "accepted");
    assert_eq!(code_under(&value("", json!({"x": 1})), &open), "jws.algorithm_missing");
    assert_eq!(code_under(&value("", json!({"alg": "none"})), &open), "jws.unsecured");
    let other = value("", json!({"x": 1, "alg": "HS512"}));
    assert_eq!(code_under(&other, &open), "jws.algorithm_mismatch");
    let span = verify(&other.to_string(), &open).unwrap_err().span().unwrap();
    assert_eq!(&other.to_string()[span], "\"HS512\"");
    assert_eq!(code_under(&value("", json!({"alg": 7})), &open), "jws.header_member");
    let protected = r#"{"alg":"HS256"}"#;
    for name in ["jwk", "jku", "x5c", "x5u"] {
        let carried = match name {
            "jwk" => json!({"kty": "oct", "k": "AAAA"}),
            "x5c" => json!([]),
            _ => json!("https://evil.example"),
        };
        assert_eq!(code(&value(protected, json!({ name: carried }))), "jws.unprotected", "{name}");
    }
    // A kid there chooses nothing, unless it is believed.
    let keys = vec![hs256().with_key_id("a").verifying_key()];
    let text = value(protected, json!({"kid": "b"})).to_string();
    assert!(jws::verify_json(&text, &keys, &Policy::default()).is_ok());
    assert_eq!(jws::verify_json(&text, &keys, &open).unwrap_err().code(), "jws.key_not_found");
    // What else stands there counts under no policy.
    let hints = json!({"typ": "JWT", "cty": "text", "x5t": "AA", "x5t#S256": "AA"});
    for policy in [Policy::default(), open] {
        let verified = verify(&value(protected, hints.clone()).to_string(), &policy).unwrap();
        let header = verified.signatures()[0].header();
        assert_eq!((header.typ(), header.cty()), (None, None));
        assert_eq!(serde_json::from_str::<Value>(header.unprotected().unwrap()).unwrap(), hints);
    }
}

#[test]
fn nothing_malformed_hides_behind_a_good_signature() {
    let good = general(2);
    let one = |protected: &str, signature: &str| json!({"protected": base64url::encode(protected), "signature": signature});
    let plain = r#"{"alg":"HS256"}"#;
    for (bad, expected) in [
        (one(r#"{"alg":"none"}"#, ""), "jws.unsecured"),
        (one("{}", "AAAA"), "jws.json_shape"),
        (one(r#"{"x":1}"#, "AAAA"), "jws.algorithm_missing"),
        (one(plain, "A A"), "base64url.white_space"),
        (one(plain, "AA=="), "base64url.padding"),
        (one(plain, "AAAAA"), "base64url.length"),
        (one(plain, "AB"), "base64url.trailing_bits"),
        (one(r#"{"alg":"HS256","crit":["y"]}"#, "AAAA"), "jws.critical"),
        (one(r#"{"alg":"HS256","crit":["kid"],"kid":"k"}"#, "AAAA"), "jws.critical"),
        (one(r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#, "AAAA"), "jws.unencoded_mixed"),
    ] {
        for place in [0, 1] {
            let mut two = good.clone();
            two["signatures"][place] = bad.clone();
            assert_eq!(code(&two), expected, "{bad} in place {place}");
        }
    }
    // What is well formed and means nothing to us spoils no other.
    for fine in [
        one(plain, "AAAA"),
        one(plain, ""),
        one(r#"{"alg":"new"}"#, "AAAA"),
        one(r#"{"alg":"HS256","crit":["y"],"y":1}"#, "AAAA"),
    ] {
        let mut two = good.clone();
        two["signatures"][1] = fine.clone();
        assert_eq!(code(&two), "accepted", "{fine}");
    }
}

#[test]
fn b64_that_is_not_critical_refuses_the_text_behind_one_that_is() {
    let payload = base64url::encode("payload");
    let one = |header: &str| json!({"protected": base64url::encode(header), "signature": signed_as_is(header, &payload)});
    let good = one(r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#);
    let bad = one(r#"{"alg":"HS256","b64":false}"#);
    for (signatures, expected) in [
        (json!([good, good]), "accepted"),
        (json!([good, bad]), "jws.critical"),
        (json!([bad, good]), "jws.critical"),
    ] {
        let text = json!({"payload": payload, "signatures": signatures}).to_string();
        let verified = verify(&text, &Policy::default());
        assert_eq!(verified.map_or_else(|error| error.code(), |_| "accepted"), expected);
    }
}

#[test]
fn errors_point_at_what_they_are_about() {
    let at = |value: &Value| {
        let text = value.to_string();
        let error = verify(&text, &Policy::default()).unwrap_err();
        text[error.span().unwrap()].to_owned()
    };
    // What is missing in a signature is missing in its object.
    let mut value = general(2);
    value["signatures"][1] = json!({"protected": value["signatures"][1]["protected"]});
    assert_eq!(at(&value), value["signatures"][1].to_string());
    value["signatures"][1] = json!({"signature": "AAAA"});
    assert_eq!(at(&value), r#"{"signature":"AAAA"}"#);
    value["signatures"] = json!([]);
    assert_eq!(at(&value), "[]");
    // The b64 that differs, or where there is none the other one.
    let one = |header: &str| json!({"protected": base64url::encode(header), "signature": "AAAA"});
    let no = r#"{"alg":"HS256"}"#;
    let (yes, open) =
        (r#"{"alg":"HS256","b64":true}"#, r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#);
    for (first, second, holder) in [(no, open, 1), (open, no, 0), (open, yes, 1), (yes, open, 1)] {
        let value = json!({"payload": "", "signatures": [one(first), one(second)]});
        let text = value.to_string();
        let error = verify(&text, &Policy::default()).unwrap_err();
        assert_eq!(error.code(), "jws.unencoded_mixed");
        let (span, header) = (error.span().unwrap(), [first, second][holder]);
        let found: Vec<_> = text.match_indices(&base64url::encode(header)).collect();
        let (start, carrier) = found[0];
        assert!(start <= span.start && span.end <= start + carrier.len(), "{text}");
        let octets = base64url::octets_of_chars(span.start - start..span.end - start);
        assert!(header[octets].contains(if header == yes { "true" } else { "false" }));
    }
    // A detached payload was given beside an empty one.
    let text =
        json!({"payload": "", "protected": base64url::encode(no), "signature": ""}).to_string();
    let keys = hs256().verifying_key();
    let error = jws::verify_json_detached(&text, b"x", &keys, &Policy::default()).unwrap_err();
    assert_eq!(&text[error.span().unwrap()], r#""""#);
}

#[test]
fn crit_and_b64_are_protected_and_agree() {
    let payload = base64url::encode("payload");
    let value = |protected: &str, header: Value| {
        json!({
            "payload": payload, "protected": base64url::encode(protected),
            "header": header, "signature": signed_as_is(protected, &payload),
        })
    };
    let open = Policy::default().accept_unprotected().understands("x");
    let plain = r#"{"alg":"HS256"}"#;
    let unprotected = json!({"crit": ["x"], "x": 1});
    assert_eq!(code_under(&value(plain, unprotected), &open), "jws.unprotected");
    assert_eq!(code_under(&value(plain, json!({"b64": true})), &open), "jws.unprotected");
    // A critical parameter has to stand where crit does.
    let split = value(r#"{"alg":"HS256","crit":["x"]}"#, json!({"x": 1}));
    assert_eq!(code_under(&split, &open), "jws.critical");
    let good = value(r#"{"alg":"HS256","crit":["x"],"x":1}"#, json!({"y": 1}));
    assert_eq!(code_under(&good, &open), "accepted");
    assert_eq!(code(&good), "jws.critical");
    // One signature with it, one without.
    let encoded = general(1)["signatures"][0].clone();
    let header = r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#;
    let plain = json!({"protected": base64url::encode(header),
        "signature": signed_as_is(header, &payload)});
    for both in [json!([encoded, plain]), json!([plain, encoded])] {
        let value = json!({"payload": payload, "signatures": both});
        assert_eq!(code(&value), "jws.unencoded_mixed");
    }
    let value = json!({"payload": payload, "signatures": [plain, plain]});
    let verified = verify(&value.to_string(), &Policy::default()).unwrap();
    assert_eq!(verified.payload(), payload.as_bytes(), "the text itself was signed");
    assert_eq!(code_under(&value, &Policy::default().refuse_unencoded()), "jws.signatures");
}

#[test]
fn an_unencoded_payload_is_any_text() {
    let text = "line\nline \"quoted\" é 😀 . {}";
    let signing = JsonSigning::new(text.as_bytes());
    let signing = signing.signature(&hs256(), &HeaderBuilder::new().unencoded()).unwrap();
    for json in [signing.general().unwrap(), signing.flattened().unwrap()] {
        let verified = verify(&json, &Policy::default()).unwrap();
        assert_eq!(verified.payload(), text.as_bytes());
    }
    let octets = JsonSigning::new(b"\xff").signature(&hs256(), &HeaderBuilder::new().unencoded());
    assert_eq!(octets.clone().unwrap().general().unwrap_err().code(), "jws.payload_unwritable");
    let detached = octets.unwrap().detached().general().unwrap();
    let keys = hs256().verifying_key();
    let policy = Policy::default();
    assert!(jws::verify_json_detached(&detached, b"\xff", &keys, &policy).is_ok());
    assert!(jws::verify_json_detached(&detached, b"\xfe", &keys, &policy).is_err());
}

#[test]
fn one_signature_is_enough_unless_all_are_asked_for() {
    let stranger = SigningKey::generate(Algorithm::Hs256).unwrap();
    let header = HeaderBuilder::new();
    let signing = JsonSigning::new(b"payload").signature(&stranger, &header).unwrap();
    let text = signing.signature(&hs256(), &header).unwrap().general().unwrap();
    let verified = verify(&text, &Policy::default()).unwrap();
    assert_eq!(verified.signatures().len(), 1);
    assert_eq!(verified.signatures()[0].index(), 1);
    assert_eq!(verified.refused()[0].error, JwsError::Signature);
    match verify(&text, &Policy::default().require_all_signatures()) {
        Err(JwsError::Signatures { found: 2, errors }) => {
            assert_eq!(errors, verified.refused());
            assert_eq!(errors[0].index, 0);
        }
        other => panic!("{other:?}"),
    }
    let keys: Vec<VerifyingKey> = vec![stranger.verifying_key(), hs256().verifying_key()];
    let all = Policy::default().require_all_signatures();
    assert_eq!(jws::verify_json(&text, &keys, &all).unwrap().signatures().len(), 2);
}

#[test]
fn caps_hold_at_the_limit_and_one_over() {
    let policy = |caps: Caps| Policy::default().caps(caps);
    assert_eq!(code_under(&general(3), &policy(Caps::default().signatures(3))), "accepted");
    let over = code_under(&general(4), &policy(Caps::default().signatures(3)));
    assert_eq!(over, "jws.too_many_signatures");
    let value = flattened(&HeaderBuilder::new());
    let length = value.to_string().len();
    assert_eq!(code_under(&value, &policy(Caps::default().token_bytes(length))), "accepted");
    let over = code_under(&value, &policy(Caps::default().token_bytes(length - 1)));
    assert_eq!(over, "jws.token_too_long");
    let deep = HeaderBuilder::new().member("x", &json!([[[1]]])).unwrap();
    let caps = |depth| Caps::default().depth(depth);
    assert_eq!(code_under(&flattened(&deep), &policy(caps(4))), "accepted");
    assert_eq!(code_under(&flattened(&deep), &policy(caps(3))), "json.too_deep");
}

#[test]
fn signing_refuses_what_verifying_would() {
    let signing = || JsonSigning::new(b"payload");
    let kid = HeaderBuilder::new().key_id("k");
    let both = signing().signature_with(&hs256(), &kid, &kid);
    assert_eq!(both.unwrap_err().code(), "jws.header_duplicate");
    let crit = HeaderBuilder::new().critical("x", &1).unwrap();
    assert!(signing().signature(&hs256(), &crit).is_ok());
    let open = HeaderBuilder::new().unencoded();
    for (open, expected) in [
        (open, "jws.unprotected"),
        // What must be understood must be protected, and is not lost in silence.
        (HeaderBuilder::new().critical("x", &1).unwrap(), "jws.unprotected"),
        (HeaderBuilder::new().member("b64", &true).unwrap(), "jws.unprotected"),
        (HeaderBuilder::new().member("kid", &7).unwrap(), "jws.header_member"),
        (HeaderBuilder::new().member("typ", &[1]).unwrap(), "jws.header_member"),
        (HeaderBuilder::new().member("jwk", &json!({"kty": "oct"})).unwrap(), "jws.unprotected"),
        (HeaderBuilder::new().member("jku", "https://a.example").unwrap(), "jws.unprotected"),
        (HeaderBuilder::new().member("x5u", "https://a.example").unwrap(), "jws.unprotected"),
        (HeaderBuilder::new().member("x5c", &["AAAA"]).unwrap(), "jws.unprotected"),
    ] {
        let refused = signing().signature_with(&hs256(), &HeaderBuilder::new(), &open);
        assert_eq!(refused.unwrap_err().code(), expected, "{open:?}");
    }
    let fine = HeaderBuilder::new().key_id("k").typ("x").member("y", &json!({"z": [1]})).unwrap();
    let made = signing().signature_with(&hs256(), &HeaderBuilder::new(), &fine).unwrap();
    assert!(verify(&made.flattened().unwrap(), &Policy::default()).is_ok());
    assert_eq!(signing().general().unwrap_err().code(), "jws.signatures_disagree");
    let two = signing().signature(&hs256(), &kid).unwrap().signature(&hs256(), &kid).unwrap();
    assert_eq!(two.flattened().unwrap_err().code(), "jws.signatures_disagree");
    // The key's kid stands beside the payload when the caller puts one there.
    let key = hs256().with_key_id("own");
    let made = signing().signature_with(&key, &HeaderBuilder::new(), &kid).unwrap();
    let value: Value = serde_json::from_str(&made.flattened().unwrap()).unwrap();
    assert_eq!(value["header"]["kid"], "k");
    let protected = base64url::decode(value["protected"].as_str().unwrap()).unwrap();
    assert_eq!(protected, br#"{"alg":"HS256"}"#);
}

#[test]
fn escapes_in_the_texts_are_read_and_their_errors_stay_inside() {
    let value = flattened(&HeaderBuilder::new());
    let payload = value["payload"].as_str().unwrap();
    let escaped = format!("\\u{:04x}{}", payload.as_bytes()[0], payload.get(1..).unwrap());
    let text = value.to_string().replace(payload, &escaped);
    assert_ne!(text, value.to_string());
    assert_eq!(verify(&text, &Policy::default()).unwrap().payload(), b"payload");
    // An escape before the offending character moves it, and it may be one itself.
    for member in ["protected", "signature"] {
        let own = value[member].as_str().unwrap();
        let escaped = format!("\\u{:04x}{}", own.as_bytes()[0], own.get(1..).unwrap());
        for foreign in ["*", "\\n", "\\u0021", "é", "\\ud83d\\ude00", "\\/A"] {
            let text = value.to_string().replace(own, &format!("{escaped}{foreign}"));
            let error = verify(&text, &Policy::default()).unwrap_err();
            assert!(error.code().starts_with("base64url."), "{foreign}");
            let place = text.find(&escaped).unwrap() + escaped.len();
            assert_eq!(error.span(), Some(place..place + 1), "{member} {foreign}");
        }
    }
    // A place in the decoded header is the whole string then.
    let header = base64url::encode(r#"{"alg":"HS512"}"#);
    let bad = format!("\\u{:04x}{}", header.as_bytes()[0], header.get(1..).unwrap());
    let text = value.to_string().replace(value["protected"].as_str().unwrap(), &bad);
    let error = verify(&text, &Policy::default()).unwrap_err();
    assert_eq!(error.code(), "jws.algorithm_mismatch");
    assert_eq!(text[error.span().unwrap()], format!("\"{bad}\""));
    for bad in ["+", "=", " ", "\\n", "\u{e9}"] {
        for member in ["payload", "protected", "signature"] {
            let own = value[member].as_str().unwrap();
            let text = value.to_string().replace(own, &format!("{own}{bad}"));
            assert!(verify(&text, &Policy::default()).is_err(), "{member} {bad:?}");
        }
    }
}

/// `{:?}` is what a log gets of `unwrap` and `dbg!`.
#[test]
fn an_error_shows_code_and_place_and_nothing_that_a_header_says() {
    let keys = vec![hs256().with_key_id("own").verifying_key()];
    let compact = |header: &str| {
        let signing_input = format!("{}.e30", base64url::encode(header));
        let signature = base64url::encode(hs256().sign(signing_input.as_bytes()).unwrap());
        let token = format!("{signing_input}.{signature}");
        format!("{:?}", jws::verify(&token, &keys, &Policy::default()).unwrap_err())
    };
    for (header, expected) in [
        (r#"{"alg":"HS256","kid":"hidden"}"#, "jws.key_not_found(token)"),
        (r#"{"alg":"hidden"}"#, "jws.algorithm_mismatch(header 9..20)"),
        (r#"{"alg":"NoNe"}"#, "jws.unsecured(header 9..18)"),
        (r#"{"alg":"HS256","crit":["hidden"],"hidden":1}"#, "jws.critical(header 29..43)"),
        (r#"{"alg":"HS256","hidden":1,"hidden":2}"#, "json.duplicate_name(header 34..35)"),
    ] {
        assert_eq!(compact(header), expected, "{header}");
    }
    let stranger = SigningKey::generate(Algorithm::Hs256).unwrap();
    let header = |kid: &str| HeaderBuilder::new().key_id(kid);
    let signing = JsonSigning::new(b"x").signature(&stranger, &header("own")).unwrap();
    let two = signing.signature(&stranger, &header("hidden")).unwrap().general().unwrap();
    let error = jws::verify_json(&two, &keys, &Policy::default()).unwrap_err();
    assert!(error.to_string().contains("hidden"), "{error}");
    assert_eq!(
        format!("{error:?}"),
        "jws.signatures(token)[\
         RefusedSignature { index: 0, error: jws.signature_mismatch(signature) }, \
         RefusedSignature { index: 1, error: jws.key_not_found(token) }]"
    );
    let mut value = flattened(&HeaderBuilder::new().member("hidden", &1).unwrap());
    value["header"] = json!({"hidden": 1});
    let shown = format!("{:?}", verify(&value.to_string(), &Policy::default()).unwrap_err());
    assert!(shown.starts_with("jws.header_duplicate(header "), "{shown}");
}

#[test]
fn debug_shows_places_and_counts_and_nothing_that_is_in_them() {
    let header = HeaderBuilder::new().member("hidden-name", "hidden-value").unwrap();
    let signing = JsonSigning::new(b"hidden-payload");
    let signing = signing.signature_with(&hs256(), &HeaderBuilder::new(), &header).unwrap();
    let token = jws::sign(&hs256(), &header, b"hidden-payload").unwrap();
    let compact = jws::Compact::parse(&token, &Caps::default()).unwrap();
    let unsigned = jws::SigningInput::new(Algorithm::Hs256, &header, b"hidden-payload").unwrap();
    let apart = jws::SigningInput::detached(Algorithm::Hs256, &header, b"hidden-payload").unwrap();
    assert_eq!(
        format!("{signing:?}"),
        "JsonSigning { payload_bytes: 14, detached: false, signatures: 1, .. }"
    );
    let (payload, signature) = (compact.payload_range(), compact.signature_range());
    assert_eq!(
        format!("{compact:?}"),
        format!(
            "Compact {{ header: 0..{}, payload: {payload:?}, signature: {signature:?}, .. }}",
            payload.start - 1
        )
    );
    for shown in [format!("{unsigned:?}"), format!("{apart:?}")] {
        let bytes = signature.start - 1;
        assert_eq!(shown, format!("SigningInput {{ algorithm: Hs256, bytes: {bytes}, .. }}"));
    }
    assert_eq!(format!("{header:?}"), r#"HeaderBuilder { names: ["hidden-name"], .. }"#);
}
