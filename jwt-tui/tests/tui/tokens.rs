//! Tokens and keys of the tests: those of the standards, and broken ones made from them.

/// RFC 7515 A.1: HS256, `exp` 1300819380.
pub(crate) const A1: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// RFC 7515 A.1.1: its key.
pub(crate) const A1_KEY: &str = r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;

/// RFC 7516 A.1, cut in the ciphertext: five segments.
pub(crate) const JWE: &str = "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe.48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ";

/// `alg` none.
pub(crate) const NONE: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.";

/// One second before A.1 expires, less an hour.
pub(crate) const BEFORE: u64 = 1_300_819_380 - 3_252;

/// Long after.
pub(crate) const AFTER: u64 = 1_300_819_380 + 3_600 * 5;

/// A.1 with a character of standard base64 in the payload.
pub(crate) fn malformed() -> String {
    A1.replacen(".eyJpc3Mi", ".eyJpc3+i", 1)
}

/// A token around any payload, with a header and a signature that fit nothing.
pub(crate) fn around(payload: &str) -> String {
    let encode = jwt_core::base64url::encode;
    format!(
        "{}.{}.{}",
        encode(r#"{"alg":"HS256"}"#),
        encode(payload),
        jwt_core::base64url::encode([7_u8; 32])
    )
}
