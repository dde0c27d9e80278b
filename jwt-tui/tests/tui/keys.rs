//! The Keys screen, the secret doctor, and what other debuggers get wrong about keys.
#![expect(clippy::unwrap_used, reason = "a helper of tests may stop at once")]

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;
use jwt_tui::engine::document::SignatureState;
use jwt_tui::keys::ring::Form;
use jwt_tui::text::Lang;
use jwt_tui::tui::effect::Effect;
use jwt_tui::tui::facts::Sign;
use jwt_tui::tui::facts::VerdictKind;
use jwt_tui::tui::message::Command;
use jwt_tui::tui::message::Message;
use jwt_tui::tui::message::NotWritten;
use jwt_tui::tui::model::Mode;
use jwt_tui::tui::model::Pane;
use jwt_tui::tui::model::Screen;
use jwt_tui::tui::model::desk::Colors;
use jwt_tui::tui::update;

use crate::app::App;
use crate::app::SIZES;
use crate::app::everywhere;
use crate::tokens;

const SIZE: (u16, u16) = (120, 36);

/// RFC 7515 A.3: ES256, without `kid`.
const A3: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

/// RFC 7515 A.3.1: its key.
const A3_KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}"#;

/// RFC 8037 A.2, RFC 7515 A.2.1 and a key whose curve nobody knows.
const SET: &str = r#"{"keys":[
    {"kty":"OKP","crv":"Ed25519","kid":"ed-2026","use":"sig","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
    {"kty":"EC","crv":"P-999","kid":"broken","x":"AA","y":"AA"},
    {"kty":"RSA","kid":"2011-04-29","alg":"RS256","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}
]}"#;

/// 32 octets, and the same in base64 as a configuration file has them.
const OCTETS: [u8; 32] = *b"\xfb\xff0123456789abcdefghijklmnopqrst";
const IN_BASE64: &str = "+/8wMTIzNDU2Nzg5YWJjZGVmZ2hpamtsbW5vcHFyc3Q=";

fn on_keys(token: &str) -> App {
    let mut app = App::open(token, tokens::BEFORE, SIZE);
    app.press("5");
    app
}

fn signed(key: &SigningKey) -> String {
    jws::sign(key, &HeaderBuilder::new(), b"{}").unwrap()
}

fn new_key(algorithm: Algorithm) -> SigningKey {
    SigningKey::generate(algorithm).unwrap()
}

/// A token signed with the octets, not with their text.
fn by_octets() -> String {
    signed(&SigningKey::hmac(Algorithm::Hs256, &OCTETS).unwrap())
}

fn signature(app: &App) -> Sign {
    app.model.facts.verdict(VerdictKind::Signature).unwrap().sign
}

/// The screen without the folds of its lines: sentences as they are.
fn unfolded(app: &App) -> String {
    let screen = app.screen();
    let words = screen.split(|one: char| one.is_whitespace() || "│║".contains(one));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Saves one state at every size in both languages.
fn save(name: &str, token: &str, prepare: impl Fn(&mut App)) {
    for (lang, size, at) in everywhere(&SIZES) {
        let mut app = App::open_in(lang, token, tokens::BEFORE, size);
        app.press("5");
        prepare(&mut app);
        insta::assert_snapshot!(format!("{name}_{at}"), app.screen());
    }
}

fn several(app: &mut App) {
    app.paste("not the key of this token");
    app.paste(SET);
    app.paste(A3_KEY);
}

#[test]
fn an_empty_ring() {
    save("empty_ring", A3, |_| {});
}

#[test]
fn several_keys_of_which_one_fits() {
    save("several_keys", A3, |app| {
        several(app);
        app.press("j j");
    });
}

#[test]
fn the_key_that_fits() {
    save("key_that_fits", A3, |app| {
        several(app);
        app.press("tab tab");
    });
}

#[test]
fn a_secret_that_fits_only_in_base64() {
    save("secret_in_base64", &by_octets(), |app| {
        app.paste(IN_BASE64);
        app.press("tab tab");
    });
}

#[test]
fn a_private_key_that_is_hidden() {
    save("private_hidden", A3, |app| {
        app.paste(A3_KEY);
        app.press("tab c c end");
    });
}

#[test]
fn a_private_key_that_is_shown() {
    save("private_shown", A3, |app| {
        app.paste(A3_KEY);
        app.press("tab r end");
    });
}

#[test]
fn styles_by_role() {
    for size in SIZES {
        let mut app = App::open(A3, tokens::BEFORE, size);
        app.press("5");
        several(&mut app);
        insta::assert_snapshot!(format!("styles_{}x{}", size.0, size.1), app.styles());
        assert!(!app.styles().contains('%'), "a style that is no role's");
    }
}

#[test]
fn the_workbench_shows_the_doctor_in_the_key_pane_and_the_check() {
    for lang in Lang::ALL {
        let mut app = App::open_in(lang, &by_octets(), tokens::BEFORE, SIZE);
        app.press("tab tab tab");
        app.paste(IN_BASE64);
        insta::assert_snapshot!(format!("workbench_doctor_{}", lang.tag()), app.screen());
    }
}

#[test]
fn adding_a_key_forgets_none_and_the_latest_stands_first() {
    let mut app = on_keys(A3);
    several(&mut app);
    let ring = &app.model.key.ring;
    let kinds: Vec<_> = ring.entries().iter().map(|entry| entry.jwk.key_type().kty()).collect();
    assert_eq!(kinds, ["EC", "OKP", "RSA", "oct"]);
    assert_eq!(app.model.key.supply.as_ref().unwrap().keys.len(), 4);
    assert_eq!(signature(&app), Sign::Pass);
}

#[test]
fn a_broken_key_of_a_set_is_listed_with_the_reason() {
    let mut app = on_keys(A3);
    app.paste(SET);
    assert!(app.said().contains("2 keys taken, 1 left out"), "{}", app.said());
    app.press("end");
    let screen = unfolded(&app);
    assert!(screen.contains("P-999"), "{screen}");
    assert!(screen.contains("A verifier passes over what it does not know"), "{screen}");
    app.press("Y y w t S x c");
    assert_eq!(app.model.key.ring.entries().len(), 2, "a left-out line is no key");
}

#[test]
fn one_key_is_chosen_and_all_are_taken_again() {
    let mut app = on_keys(A3);
    several(&mut app);
    app.press("j enter");
    assert!(app.said().contains("ed-2026"), "{}", app.said());
    assert_eq!(app.model.key.supply.as_ref().unwrap().keys.len(), 1);
    assert_ne!(signature(&app), Sign::Pass);
    app.press("enter");
    assert_eq!(signature(&app), Sign::Pass);
}

#[test]
fn a_new_key_that_does_not_fit_is_not_taken_for_the_one_that_does() {
    let mut app = on_keys(tokens::A1);
    app.paste(tokens::A1_KEY);
    app.paste("a secret that is wrong");
    assert_eq!(signature(&app), Sign::Pass);
    assert!(app.said().contains("matches by an earlier key (pasted)"), "{}", app.said());
}

#[test]
fn each_reason_is_said() {
    let es256 = new_key(Algorithm::Es256).with_key_id("a");
    let token = signed(&es256);
    let public = es256.jwk().public().unwrap().to_json();
    let with = |members: &str| format!("{},{members}}}", public.strip_suffix('}').unwrap());
    let other = |from: &str, to: &str| public.replace(from, to);
    let of = |algorithm| new_key(algorithm).jwk().to_json().to_string();
    let n = base64url::encode([0xff_u8; 64]);
    let rsa = signed(&new_key(Algorithm::Rs256));
    for (token, key, said) in [
        (&token, public.to_string(), "yes, by kid and by signature (ES256)"),
        (&token, other("\"kid\":\"a\"", "\"kid\":\"b\""), "yes: the signature matches with ES256"),
        (
            &token,
            other("\"kid\":\"a\"", "\"kid\":\"b\""),
            "kid differs: the token says \"a\", the key \"b\"",
        ),
        (&token, of(Algorithm::Rs256), "other family. ES256 needs EC P-256, this is RSA"),
        (
            &token,
            of(Algorithm::Es384),
            "other curve or size. ES256 needs EC P-256, this is EC P-384",
        ),
        (
            &token,
            other("\"alg\":\"ES256\"", "\"alg\":\"ECDH-ES\""),
            "The token says ES256, the key is for ECDH-ES",
        ),
        (&token, with(r#""use":"enc""#), "use says enc, verifying needs sig"),
        (
            &token,
            with(r#""key_ops":["deriveKey"]"#),
            "key_ops says deriveKey, verifying needs verify",
        ),
        (&token, of(Algorithm::Es256), "tried with ES256, the signature does not match"),
        (
            &rsa,
            format!(r#"{{"kty":"RSA","e":"AQAB","n":"{n}"}}"#),
            "the key cannot be used: the RSA modulus has 512 bits",
        ),
    ] {
        let mut app = on_keys(token);
        app.paste(&key);
        let screen = unfolded(&app);
        assert!(screen.contains(said), "{said}\n{}", app.screen());
    }
    let mut app = on_keys(tokens::NONE);
    app.paste(tokens::A1_KEY);
    assert!(unfolded(&app).contains("alg is none, which no key serves"), "{}", app.screen());
    let mut app = on_keys("");
    app.paste(tokens::A1_KEY);
    assert!(unfolded(&app).contains("there is no token yet"), "{}", app.screen());
}

#[test]
fn two_hundred_keys_are_tried_once_and_not_for_every_frame() {
    let key = new_key(Algorithm::EdDsa);
    let mut keys: Vec<String> = (0..199)
        .map(|number| {
            let jwk = new_key(Algorithm::EdDsa).jwk().public().unwrap();
            jwk.with_key_id(format!("key-{number}")).to_json().to_string()
        })
        .collect();
    keys.push(key.jwk().public().unwrap().to_json().to_string());
    let set = format!("{{\"keys\":[{}]}}", keys.join(","));
    let mut app = on_keys(&signed(&key));
    app.paste(&set);
    let judged = app.model.key.judged;
    for command in
        [Command::Down, Command::PageDown, Command::Bottom, Command::NextPane, Command::KeyForm]
    {
        let effects = update::update(&mut app.model, Message::Command(command));
        assert!(effects.is_empty(), "{effects:?}");
        let _ = app.screen();
    }
    assert_eq!(app.model.key.judged, judged, "nothing is judged anew");
    assert!(app.screen().contains("/200"), "{}", app.screen());
    let marked = app.model.marked_key().unwrap();
    assert!(app.model.key.fit(marked.id).unwrap().fit.is_yes());
}

#[test]
fn forgetting_leaves_nothing_of_a_key() {
    let mut app = on_keys(A3);
    several(&mut app);
    app.press("r");
    assert!(app.screen().contains("jpsQnnGQmL"), "{}", app.screen());
    app.press("x");
    assert!(app.said().contains("forgotten and wiped"), "{}", app.said());
    assert_eq!(app.model.key.ring.entries().len(), 3);
    assert!(!app.screen().contains("jpsQnnGQmL"));
    app.press("X");
    assert!(app.screen().contains("Forget all 3 keys?"), "{}", app.screen());
    app.press("n");
    assert_eq!(app.model.key.ring.entries().len(), 3);
    assert!(app.said().contains("no key is forgotten"), "{}", app.said());
    app.press("X y");
    assert!(app.said().contains("all 3 keys"), "{}", app.said());
    assert!(app.model.key.ring.entries().is_empty() && app.model.key.supply.is_none());
    assert!(app.model.keys.card.is_none() && app.model.key.examined.fits.is_none());
    assert_eq!(signature(&app), Sign::NotChecked);
}

#[test]
fn a_secret_part_shows_only_when_it_is_asked_for_and_a_new_key_hides_all() {
    let mut app = on_keys(A3);
    app.paste(A3_KEY);
    for _ in 0..3 {
        app.press("c");
        assert!(!app.screen().contains("jpsQnnGQmL"), "{}", app.screen());
    }
    app.press("r");
    assert!(app.screen().contains("jpsQnnGQmL"));
    app.paste("hunter2 hunter2");
    assert!(!app.screen().contains("hunter2"), "{}", app.screen());
    assert!(!format!("{:?}", app.model.key).contains("hunter2"));
    assert!(!format!("{:?}", app.model.keys).contains("jpsQnnGQmL"));
    app.press("r");
    assert!(app.screen().contains("hunter2 hunter2"));
}

#[test]
fn forms_are_copied_by_part() {
    let mut app = on_keys(A3);
    app.paste(A3_KEY);
    app.press("y");
    let jwk = app.copied().unwrap();
    assert!(jwk.contains("\"kty\":\"EC\"") && !jwk.contains("\"d\""), "{jwk}");
    app.press("c Y");
    assert!(app.copied().unwrap().starts_with("{\"keys\":[{\"kty\":\"EC\""));
    assert!(app.copied().unwrap().contains("jpsQnnGQmL"));
    app.press("c y");
    assert!(app.copied().unwrap().starts_with("-----BEGIN PUBLIC KEY-----"));
    app.press("Y");
    assert!(app.copied().unwrap().starts_with("-----BEGIN PRIVATE KEY-----"));
    app.press("t");
    assert_eq!(app.copied().unwrap(), Jwk::from_json(A3_KEY).unwrap().thumbprint());
    app.paste("a shared secret of some length");
    app.effects.clear();
    app.press("y t Y");
    assert!(app.effects.is_empty(), "a secret is no PEM, has no public part and no thumbprint");
    app.press("c Y");
    assert!(app.copied().unwrap().contains("\"kty\":\"oct\""));
}

#[test]
fn the_public_part_becomes_a_key_of_its_own() {
    let mut app = on_keys(A3);
    app.paste(A3_KEY);
    app.press("P");
    let entries = app.model.key.ring.entries();
    assert_eq!((entries.len(), entries[0].form), (2, Form::Derived));
    assert!(!entries[0].jwk.is_private() && entries[1].jwk.is_private());
    app.press("P");
    assert!(app.said().contains("already"), "{}", app.said());
}

#[test]
fn a_file_is_written_and_replaced_only_after_a_question() {
    let mut app = on_keys(A3);
    app.paste(A3_KEY);
    app.press("W");
    app.type_text("/tmp/k.jwk");
    app.press("enter");
    let Some(Effect::WriteFile { path, text, replace: false }) = app.effects.pop() else {
        panic!("nothing is written")
    };
    assert!(text.to_text().contains("jpsQnnGQmL"));
    app.tell(Message::FileWritten { path, result: Err(NotWritten::Exists(text)) });
    assert!(app.screen().contains("/tmp/k.jwk exists. Replace it?"), "{}", app.screen());
    app.press("n");
    assert!(app.effects.is_empty() && app.said().contains("as it was"), "{}", app.said());
    app.press("w");
    app.type_text("k.jwk");
    app.press("enter");
    let Some(Effect::WriteFile { path, text, .. }) = app.effects.pop() else {
        panic!("nothing is written")
    };
    assert!(!text.to_text().contains("jpsQnnGQmL"), "w writes the public part");
    app.tell(Message::FileWritten { path, result: Err(NotWritten::Exists(text)) });
    app.press("y");
    assert!(matches!(app.effects.last(), Some(Effect::WriteFile { replace: true, .. })));
    assert!(matches!(app.model.mode, Mode::Normal));
}

#[test]
fn every_algorithm_can_be_made_and_signs() {
    for (place, &algorithm) in Algorithm::ALL.iter().enumerate() {
        let mut app = on_keys(tokens::A1);
        app.press("g");
        app.press(&"up ".repeat(Algorithm::ALL.len()));
        app.press(&"down ".repeat(place));
        app.press("enter");
        assert!(matches!(app.effects.last(), Some(Effect::GenerateKey(one)) if *one == algorithm));
        let jwk = new_key(algorithm).jwk().clone().with_algorithm(algorithm);
        app.tell(Message::KeyGenerated(Ok(Box::new(jwk))));
        app.press("s");
        let is_hs256 = algorithm == Algorithm::Hs256;
        assert_eq!(
            app.model.document.is_forged(),
            is_hs256,
            "s writes no other alg: {}",
            app.said()
        );
        app.press("S");
        assert_eq!(app.model.facts.header_text("alg"), Some(algorithm.as_str()));
        assert_eq!(app.model.document.signature_state(), SignatureState::Fresh, "{}", app.said());
        assert_eq!(signature(&app), Sign::Pass, "{algorithm}: {}", app.said());
        let marked = app.model.marked_key().unwrap().id;
        assert!(app.model.key.fit(marked).unwrap().fit.is_yes(), "{algorithm}");
        // HMAC and the others whose signature is always the same: signing again changes nothing.
        app.press("s");
        assert_eq!(app.model.document.signature_state(), SignatureState::Fresh, "{algorithm}");
    }
}

#[test]
fn a_public_key_does_not_sign() {
    let mut app = on_keys(A3);
    app.paste(SET);
    app.press("s S");
    assert!(app.said().contains("cannot sign"), "{}", app.said());
    assert!(!app.model.document.is_forged());
}

#[test]
fn the_doctor_is_not_asked_about_a_token_that_was_edited() {
    let mut app = App::open(&by_octets(), tokens::BEFORE, SIZE);
    app.press("v");
    app.type_text(IN_BASE64);
    app.press("enter f");
    assert_eq!(signature(&app), Sign::Pass, "{}", app.said());
    app.press("tab tab tab tab t enter end left");
    app.type_text("\"a\":1");
    app.press("esc");
    assert!(app.model.key.diagnosis().is_none());
}

#[test]
fn a_secret_that_looks_like_base64_of_the_right_length_is_pointed_at() {
    let mut app = on_keys("");
    app.paste(IN_BASE64);
    assert!(unfolded(&app).contains("looks like 32 random bytes in base64"), "{}", app.screen());
    app.press("f");
    assert!(app.said().contains("32 bytes"), "{}", app.said());
    let jwk = &app.model.marked_key().unwrap().jwk;
    assert_eq!(jwk.thumbprint(), Jwk::from_secret(&OCTETS).unwrap().thumbprint());
}

#[test]
fn an_answer_about_a_token_of_before_is_passed_over() {
    let mut app = on_keys(A3);
    app.paste(A3_KEY);
    let before = app.model.key.judged;
    app.paste(tokens::A1);
    app.tell(Message::KeysExamined { of: before, fits: Some([].into()), diagnosis: Some(None) });
    let id = app.model.marked_key().unwrap().id;
    assert!(!app.model.key.fit(id).unwrap().fit.is_yes(), "the answer about A.1 stands");
}

/// Trap 2.19: keys were gone after one use.
#[test]
fn keys_of_the_start_are_in_the_ring() {
    let supply = jwt_tui::engine::verdict::KeySupply::new(
        vec![Jwk::from_json(A3_KEY).unwrap()],
        "./key.json",
    );
    let start = jwt_tui::tui::Start {
        text: Some(A3.to_owned()),
        keys: Some(supply),
        ..App::start(Lang::En, "")
    };
    let app = App::started(&start, Colors::Sixteen, tokens::BEFORE, SIZE);
    assert_eq!(&*app.model.key.ring.entries()[0].source, "./key.json");
}

#[test]
fn every_pane_of_the_screen_takes_any_key_without_a_key() {
    for size in SIZES {
        let mut app = App::open("", tokens::BEFORE, size);
        app.press("5");
        for _ in 0..3 {
            app.press("j k pgdn end home enter c y Y t w esc W esc x X r f P s S g esc v esc tab");
            assert_eq!(app.model.screen, Screen::Keys, "{size:?}\n{}", app.screen());
            assert!(app.model.key.ring.entries().is_empty());
        }
    }
}

/// Trap 1b.10, 2.15: a single JWK, a token without kid and a SEC1 key were refused.
#[test]
fn trap_a_single_jwk_and_a_set_without_kid_and_sec1_are_taken() {
    let mut app = App::open(A3, tokens::BEFORE, SIZE);
    app.paste(A3_KEY);
    assert_eq!(signature(&app), Sign::Pass, "a single JWK");
    let mut app = App::open(A3, tokens::BEFORE, SIZE);
    app.paste(&format!("{{\"keys\":[{A3_KEY}]}}"));
    assert_eq!(signature(&app), Sign::Pass, "a set whose token names no kid");
    let mut app = App::open(A3, tokens::BEFORE, SIZE);
    app.paste(&sec1(A3_KEY));
    assert_eq!(signature(&app), Sign::Pass, "SEC1: {}", app.said());
    let entry = &app.model.key.ring.entries()[0];
    assert_eq!(entry.form.to_string(), "PEM (SEC1)");
}

/// Trap 1b.10, 2.15: the name of a file decided what kind of key was in it.
#[test]
fn trap_the_name_of_a_file_decides_nothing() {
    let jwk = Jwk::from_json(A3_KEY).unwrap().public().unwrap();
    let pem = jwk.to_pem().unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = base64url::decode(body.replace('+', "-").replace('/', "_").trim_end_matches('='));
    for (path, content) in [
        ("key.der", pem.as_bytes().to_vec()),
        ("key.pem", der.unwrap()),
        ("key.txt", jwk.to_json().as_bytes().to_vec()),
        ("secret", format!("{{\"keys\":[{}]}}", *jwk.to_json()).into_bytes()),
    ] {
        let mut app = App::open(A3, tokens::BEFORE, SIZE);
        app.tell(Message::FileRead { path: path.to_owned(), content: Ok(content.into()) });
        assert_eq!(signature(&app), Sign::Pass, "{path}: {}", app.said());
    }
}

/// Trap 2.3: nobody told whether a secret is text or base64.
#[test]
fn trap_text_or_base64_is_answered_by_the_doctor() {
    for (given, told) in [
        (IN_BASE64.to_owned(), "decoded from base64"),
        (IN_BASE64.replace('+', "-").replace('/', "_"), "decoded from base64url"),
        (OCTETS.iter().map(|octet| format!("{octet:02x}")).collect(), "decoded from hexadecimal"),
        (format!("\"{IN_BASE64}\""), "without the quotes around it, then decoded from base64"),
    ] {
        let mut app = App::open(&by_octets(), tokens::BEFORE, SIZE);
        app.press("tab tab tab v");
        app.type_text(&given);
        app.press("enter");
        assert_eq!(signature(&app), Sign::Fail, "nothing is taken that was not given");
        assert!(
            unfolded(&app).contains(&format!("the secret fits {told}: f takes it so")),
            "{}",
            app.screen()
        );
        app.press("f");
        assert_eq!(signature(&app), Sign::Pass, "{}", app.said());
    }
}

/// Trap 2.3: nor that a line end or a quote was one character too many.
#[test]
fn trap_line_ends_quotes_and_blanks_are_found() {
    let secret = "correct horse battery staple";
    let lines = "line one\nline two of the secret";
    for (signer, given, told) in [
        (secret.to_owned(), format!("  {secret} "), "without the white space at its ends"),
        (secret.to_owned(), format!("'{secret}'"), "without the quotes around it"),
        (format!("{secret}\n"), secret.to_owned(), "with a line feed at its end"),
        (format!("{secret}\r\n"), secret.to_owned(), "with CR LF at its end"),
        (lines.to_owned(), lines.replace('\n', "\r\n"), "with LF line ends instead of CR LF"),
        (lines.replace('\n', "\r\n"), lines.to_owned(), "with CR LF line ends instead of LF"),
        (
            lines.to_owned(),
            lines.replace('\n', "\\n"),
            "with line breaks where it has \\n written out",
        ),
    ] {
        let key = SigningKey::hmac_weak(Algorithm::Hs256, signer.as_bytes()).unwrap();
        let mut app = App::open(&signed(&key), tokens::BEFORE, SIZE);
        app.press("tab tab tab");
        app.paste(&given);
        assert!(unfolded(&app).contains(told), "{told}: {}", app.screen());
        app.press("f");
        assert_eq!(signature(&app), Sign::Pass, "{told}: {}", app.said());
    }
}

/// Trap 2.7: any key of a set passed, whatever kid said.
#[test]
fn trap_a_rotated_set_does_not_verify_behind_the_back_of_kid() {
    let key = new_key(Algorithm::Es256).with_key_id("new");
    let old = key.jwk().public().unwrap().with_key_id("old");
    let other = new_key(Algorithm::Es256).with_key_id("other");
    let other = other.jwk().public().unwrap();
    let mut app = on_keys(&signed(&key));
    app.paste(&format!("{{\"keys\":[{},{}]}}", *old.to_json(), *other.to_json()));
    assert_ne!(signature(&app), Sign::Pass, "no key of the set has the token's kid");
    let screen = unfolded(&app);
    assert!(screen.contains("kid differs: the token says \"new\", the key \"old\""), "{screen}");
    assert!(screen.contains("would not take this key from a set"), "{screen}");
    app.press("enter");
    assert_eq!(signature(&app), Sign::Pass, "alone it is tried, whatever its kid is");
}

/// Trap 2.14: no set as text, no JWK to sign with, a crash at a binary secret.
#[test]
fn trap_a_set_as_text_or_file_a_jwk_that_signs_and_a_binary_secret() {
    let mut app = on_keys(A3);
    app.tell(Message::FileRead { path: "keys".to_owned(), content: Ok(SET.into()) });
    app.paste(SET);
    assert_eq!(app.model.key.ring.entries().len(), 2, "the same keys stand once");
    let mut app = on_keys(A3);
    app.paste(A3_KEY);
    app.press("S");
    assert!(app.said().contains("signed with ES256"), "a JWK signs: {}", app.said());
    assert_eq!(signature(&app), Sign::Pass);
    // No UTF-8 and no DER: on this screen a file of such octets is a secret.
    let mut app = on_keys(&by_octets());
    let content = Ok(OCTETS.to_vec().into());
    app.tell(Message::FileRead { path: "secret.bin".to_owned(), content });
    assert_eq!(signature(&app), Sign::Pass, "{}", app.said());
}

/// Trap 2.31: files appeared in unknown places, and failures had no reason.
#[test]
fn trap_a_file_that_is_not_written_or_a_key_that_is_not_made_says_why() {
    let mut app = on_keys(A3);
    app.tell(Message::KeyGenerated(Err("the source of randomness failed".to_owned())));
    assert!(app.said().contains("randomness"), "{}", app.said());
    let result = Err(NotWritten::Failed("Permission denied".to_owned()));
    app.tell(Message::FileWritten { path: "/srv/k".to_owned().into(), result });
    assert!(app.said().contains("/srv/k: Permission denied"), "{}", app.said());
    assert!(app.effects.is_empty(), "no file is written unless a person names one");
}

#[test]
fn the_pane_order_and_the_way_back() {
    let mut app = on_keys(A3);
    assert_eq!((app.model.screen, app.model.focus), (Screen::Keys, Pane::Ring));
    app.press("v");
    app.type_text("a secret");
    app.press("enter");
    assert_eq!(app.model.screen, Screen::Keys, "giving a key stays here");
    app.press("1");
    assert_eq!(app.model.screen, Screen::Workbench);
}

/// The SEC1 text of an EC key on P-256 (RFC 5915 §3, without the public key).
fn sec1(jwk: &str) -> String {
    let d = jwk.split("\"d\":\"").nth(1).unwrap().split('"').next().unwrap();
    let mut der = vec![0x30, 0x31, 2, 1, 1, 4, 0x20];
    der.extend(base64url::decode(d).unwrap());
    der.extend([0xa0, 0x0a, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7]);
    let mut body = base64url::encode(der).replace('-', "+").replace('_', "/");
    while body.len() % 4 > 0 {
        body.push('=');
    }
    format!("-----BEGIN EC PRIVATE KEY-----\n{body}\n-----END EC PRIVATE KEY-----\n")
}

#[test]
fn the_key_pane_asks_before_several_keys_go() {
    let mut app = on_keys(A3);
    several(&mut app);
    let count = app.model.key.ring.entries().len();
    app.press("1");
    app.model.focus = Pane::Key;
    for leave in ["esc", "n", "x esc"] {
        app.press("x");
        assert!(app.screen().contains(&format!("Forget all {count} keys?")), "{}", app.screen());
        app.press(leave);
        assert_eq!(app.model.key.ring.entries().len(), count);
    }
    app.press("x y");
    assert!(app.model.key.ring.entries().is_empty());
    assert!(app.said().contains("forgotten and wiped"), "{}", app.said());
}

#[test]
fn the_name_of_a_file_chooses_the_form_and_the_prompt_names_it() {
    let mut app = on_keys(A3);
    app.paste(A3_KEY);
    app.press("c w");
    assert!(app.screen().contains("as JWK Set to the file"), "{}", app.screen());
    for (name, form, begins) in [
        ("a.jwk", "JWK", "{\"kty"),
        ("a.PEM", "PEM", "-----BEGIN"),
        ("a.jwks", "JWK Set", "{\"keys"),
    ] {
        app.press("ctrl-u");
        app.type_text(name);
        assert!(app.screen().contains(&format!("as {form} to the file")), "{}", app.screen());
        app.press("enter");
        let Some(Effect::WriteFile { text, .. }) = app.effects.last() else { panic!("{name}") };
        assert!(text.to_text().starts_with(begins), "{name}");
        app.press("w");
    }
}
