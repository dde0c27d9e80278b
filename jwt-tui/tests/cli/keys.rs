//! Keys made, shown, converted and published.

use std::fs;

use super::run::data;
use super::run::folder;
use super::run::piped;
use super::run::run;

#[test]
fn a_new_key_signs_and_its_public_half_verifies() {
    let folder = folder("new_key");
    for algorithm in ["ES256", "ES384", "ES512", "ES256K", "Ed25519", "EdDSA", "HS256", "HS512"] {
        let path = folder.join(format!("{algorithm}.jwk"));
        let path = path.to_str().unwrap();
        assert_eq!(run(&["key", "gen", algorithm, "--kid", "k", "--out", path]).code, Some(0));
        let token = run(&["sign", "--key", path, "--claim", "a=b"]).stdout;
        let public = run(&["key", "public", path]);
        let ran = if algorithm.starts_with("HS") {
            assert_eq!(public.code, Some(4));
            run(&["verify", token.trim(), "--key", path])
        } else {
            assert!(!public.stdout.contains("\"d\""), "{}", public.stdout);
            piped(&["verify", token.trim(), "--jwks", "-"], public.stdout.as_bytes())
        };
        assert_eq!(ran.code, Some(0), "{algorithm}: {}", ran.stdout);
        assert!(
            ran.words().contains(&format!("pinned to {algorithm} by the key")),
            "{}",
            ran.stdout
        );
    }
}

#[cfg(unix)]
#[test]
fn a_key_file_is_its_owners_alone_and_replaces_nothing() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder("key_file");
    let path = folder.join("key.pem");
    let name = path.to_str().unwrap();
    let make = ["key", "gen", "ES256", "--to", "pem", "--out", name];
    assert_eq!(run(&make).code, Some(0));
    let first = fs::read(&path).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let again = run(&make);
    assert_eq!(again.code, Some(5));
    assert!(again.stderr.contains("--force"), "{}", again.stderr);
    assert_eq!(fs::read(&path).unwrap(), first);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(run(&[&make[..], &["--force"]].concat()).code, Some(0));
    assert_ne!(fs::read(&path).unwrap(), first);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn forms_convert_into_each_other() {
    let jwk = data("rfc7515_a3_es256.jwk");
    let thumbprint = run(&["key", "thumbprint", &jwk]).stdout;
    let pem = run(&["key", "convert", &jwk, "--to", "pem"]).stdout;
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"), "{pem}");
    let set = piped(&["key", "convert", "-", "--to", "jwks"], pem.as_bytes()).stdout;
    assert!(set.starts_with("{\"keys\":[{\"kty\":\"EC\""), "{set}");
    let back = piped(&["key", "convert", "-", "--to", "jwk"], set.as_bytes()).stdout;
    for form in [&pem, &set, &back] {
        assert_eq!(piped(&["key", "thumbprint", "-"], form.as_bytes()).stdout, thumbprint);
    }
    let public = run(&["key", "public", &jwk, "--to", "pem"]).stdout;
    assert!(public.starts_with("-----BEGIN PUBLIC KEY-----\n"), "{public}");
    let secret = run(&["key", "convert", &data("rfc7515_a1_hs256.jwk"), "--to", "pem"]);
    assert_eq!(secret.code, Some(4), "{}", secret.stderr);
}

#[test]
fn show_describes_and_gives_nothing_away() {
    for (name, private, words) in [
        ("rfc7515_a1_hs256", "AyM1SysPpbyDfgZld3umj1qz", "oct"),
        ("rfc7515_a2_rs256", "Eq5xpGnNCivDflJsRQBXHx1h", "RSA"),
        ("rfc7515_a3_es256", "jpsQnnGQmL-YBIffH1136cspYG6", "EC P-256"),
        ("rfc8037_a4_eddsa", "nWGxne_9WmC6hEr0kuwsxERJxWl7", "OKP Ed25519"),
    ] {
        for flag in [&[][..], &["--json"]] {
            let ran = run(&[&["key", "show", &data(&format!("{name}.jwk"))], flag].concat());
            assert_eq!(ran.code, Some(0));
            assert!(!ran.stdout.contains(private), "{name}");
            assert!(flag.len() == 1 || ran.stdout.contains(words), "{}", ran.stdout);
        }
    }
    let eddsa = run(&["key", "show", &data("rfc8037_a4_eddsa.jwk")]).stdout;
    // RFC 8037, Appendix A.3.
    assert!(eddsa.contains("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"), "{eddsa}");
}

#[test]
fn broken_keys_of_a_set_are_reported_and_the_others_used() {
    let key = fs::read_to_string(data("rfc7515_a3_es256.jwk")).unwrap();
    let set = format!("{{\"keys\":[{{\"kty\":\"NEW\",\"kid\":\"n\"}},{key}]}}");
    let shown = piped(&["key", "show", "-"], set.as_bytes());
    assert!(shown.stdout.contains("skipped key 0 (kid \"n\")"), "{}", shown.stdout);
    let token = super::run::token("rfc7515_a3_es256");
    let args = ["verify", &token, "--jwks", "-", "--at", "1300819379"];
    let ran = piped(&args, set.as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    assert!(ran.stderr.contains("skipped"), "{}", ran.stderr);
}
