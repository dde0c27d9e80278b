//! Sentences on keys: loading, binding, containers.

use super::Pattern;

pub(super) const KOREAN: &[Pattern] = &[
    ("the key is for {0}, expected {1}", "{0}용 키입니다. {1}용이어야 합니다"),
    (
        "the key names no alg, and none was given for this {0} key",
        "키에 alg가 없고 따로 지정하지도 않았습니다 ({0} 키)",
    ),
    (
        "alg: expected a supported signature algorithm, found {0}",
        "alg: 지원하는 서명 알고리즘이어야 합니다. 실제 값 {0}",
    ),
    ("{@0}: the first certificate is not of this key", "{0}: 첫 인증서가 이 키의 것이 아닙니다"),
    (
        "the PEM block {0} is encrypted; expected an unencrypted key",
        "PEM 블록 {0}: 암호화되어 있습니다. 암호화되지 않은 키여야 합니다",
    ),
    (
        "the private part of the {0} key does not belong to its public part",
        "{0} 키의 개인 부분과 공개 부분이 서로 맞지 않습니다",
    ),
    ("{@0} needs {1}, found {2}", "{0}에 필요한 것은 {~1}인데 {2} 키입니다"),
    (
        "the HMAC secret looks like {0}; expected random octets",
        "HMAC 비밀 값이 {~0}처럼 보입니다. 무작위 바이트여야 합니다",
    ),
    ("the public key is no valid point of {0}", "공개 키가 {0}의 유효한 점이 아닙니다"),
    ("expected a public key, found a private {0} key", "공개 키여야 하는데 {0} 개인 키입니다"),
    (
        "the private part is no {0} private key: out of range or of another length",
        "개인 부분이 {0} 개인 키가 아닙니다. 범위를 벗어났거나 길이가 다릅니다",
    ),
    ("expected a private key, found a public {0} key", "개인 키여야 하는데 {0} 공개 키입니다"),
    (
        "the RSA exponent e must be odd, at least {0} and below 2^33",
        "RSA 지수 e는 {0} 이상 2^33 미만의 홀수여야 합니다",
    ),
    (
        "the RSA modulus n is no product of odd primes",
        "RSA 모듈러스 n이 홀수인 소수의 곱이 아닙니다",
    ),
    (
        "the RSA modulus n is of the ROCA kind (CVE-2017-15361): its private key can be computed",
        "RSA 모듈러스 n이 ROCA(CVE-2017-15361)에 해당합니다. 개인 키를 계산할 수 있습니다",
    ),
    (
        "the RSA modulus has {0} bits, expected {1} to {2}",
        "RSA 모듈러스가 {0}비트입니다. {1}~{2}비트여야 합니다",
    ),
    ("the HMAC secret is empty", "HMAC 비밀 값이 비어 있습니다"),
    (
        "the HMAC secret has {0} octets, {1} needs at least {2}",
        "HMAC 비밀 값이 {0}바이트입니다. {1}에는 {2}바이트 이상이 필요합니다",
    ),
    (
        "kid: two different {0} keys of the set have {1}",
        "kid: 키 세트의 서로 다른 {0} 키 두 개가 모두 {1}입니다",
    ),
    (
        "the set mixes shared secrets (oct) with {0} keys",
        "키 세트에 공유 비밀 값(oct)과 {0} 키가 섞여 있습니다",
    ),
    ("no key of the set can verify a signature", "키 세트에 서명을 검증할 수 있는 키가 없습니다"),
    (
        "no key of the set can verify a signature: it is empty",
        "키 세트가 비어 있어 서명을 검증할 수 있는 키가 없습니다",
    ),
    ("the first: {0}", "첫째 키: {~0}"),
    ("no {0} form exists for a key of kind {1}", "{1} 키에는 {0} 형식이 없습니다"),
    (
        "expected RSA, EC, OKP Ed25519, AKP ML-DSA or oct, found {0}",
        "RSA, EC, OKP Ed25519, AKP ML-DSA, oct 중 하나여야 합니다. 실제 값 {~0}",
    ),
    // What an algorithm needs.
    ("a shared secret (oct)", "공유 비밀 값(oct)"),
    ("an EC key on {0}", "{0} 곡선의 EC 키"),
    ("an OKP key on {0}", "{0} 곡선의 OKP 키"),
    ("an AKP key of {0}", "{0} AKP 키"),
    ("an RSA key", "RSA 키"),
    ("an RSA key that is not for PSS alone", "PSS 전용이 아닌 RSA 키"),
    // What a secret looks like.
    ("an SSH public key", "SSH 공개 키"),
    ("a JWK or JWK Set", "JWK 또는 JWK Set"),
    ("a DER key", "DER 키"),
    ("a DER key in base64", "base64로 적은 DER 키"),
    // Certificates.
    ("is longer than {0} octets", "{0}바이트를 넘습니다"),
    ("is no certificate, or something follows it", "인증서가 아니거나 뒤에 다른 내용이 있습니다"),
    (
        "is no standard base64 (RFC 4648 §4, with padding)",
        "패딩 있는 표준 base64(RFC 4648 §4)가 아닙니다",
    ),
    ("expected an array of base64 strings", "base64 문자열의 배열이어야 합니다"),
    ("expected {#0} to {#1} entries, found {2}", "항목이 {0}~{1}개여야 하는데 {2}개입니다"),
    ("entry {0}: {1}", "항목 {0}: {~1}"),
    ("expected the base64url of 32 octets", "32바이트의 base64url이어야 합니다"),
    (
        "the certificate in x5c does not allow {0}",
        "x5c의 인증서가 허용하지 않는 알고리즘입니다: {0}",
    ),
    // DER.
    (
        "is no PKCS#8, SPKI, PKCS#1, SEC1 or X.509 structure, or octets follow it",
        "PKCS#8, SPKI, PKCS#1, SEC1, X.509 구조가 아니거나 뒤에 다른 바이트가 있습니다",
    ),
    ("is no PKCS#8", "PKCS#8이 아닙니다"),
    ("is no public key (SPKI)", "공개 키(SPKI)가 아닙니다"),
    ("is no RSA private key (PKCS#1)", "RSA 개인 키(PKCS#1)가 아닙니다"),
    ("is no RSA public key (PKCS#1)", "RSA 공개 키(PKCS#1)가 아닙니다"),
    ("is no EC private key (SEC1)", "EC 개인 키(SEC1)가 아닙니다"),
    ("is no X.509 certificate", "X.509 인증서가 아닙니다"),
    ("the Ed25519 seed is no OCTET STRING", "Ed25519 시드가 OCTET STRING이 아닙니다"),
    ("the public key has unused bits", "공개 키에 쓰지 않는 비트가 있습니다"),
    ("the EC private key names two curves", "EC 개인 키에 곡선이 두 개 적혀 있습니다"),
    ("the EC private key names no curve", "EC 개인 키에 곡선이 적혀 있지 않습니다"),
    ("the EC key names no curve", "EC 키에 곡선이 적혀 있지 않습니다"),
    ("the certificate's public key cannot be read", "인증서의 공개 키를 읽을 수 없습니다"),
    (
        "an expanded {0} private key without its seed: export it with the seed",
        "시드가 없는 확장된 {0} 개인 키(시드와 함께 내보내세요)",
    ),
    ("the ML-DSA private key is no seed of 32 octets", "ML-DSA 개인 키가 32바이트 시드가 아닙니다"),
    (
        "the RSASSA-PSS parameters are none that JWS allows",
        "RSASSA-PSS 파라미터가 JWS에서 허용하는 것이 아닙니다",
    ),
    ("the EC curve {0}", "EC 곡선 {0}"),
    ("the RSA key has parameters", "RSA 키에 파라미터가 있습니다"),
    (
        "the key has parameters where its kind has none (RFC 8410 §3, RFC 9881 §2)",
        "파라미터가 없어야 하는 종류의 키에 파라미터가 있습니다 (RFC 8410 §3, RFC 9881 §2)",
    ),
    ("an X25519 key, which cannot sign", "서명할 수 없는 X25519 키"),
    ("an X448 key, which cannot sign", "서명할 수 없는 X448 키"),
    ("an Ed448 key", "Ed448 키"),
    ("a DSA key", "DSA 키"),
    ("the key algorithm {0}", "키 알고리즘 {0}"),
    // JWK and JWK Set.
    (
        "keys with more than two primes are not supported",
        "소수가 둘보다 많은 키는 지원하지 않습니다",
    ),
    ("is missing beside the primes", "소수는 있는데 이 멤버가 없습니다"),
    ("expected an array of strings", "문자열 배열이어야 합니다"),
    ("expected at most {0} operations", "연산은 최대 {0}개여야 합니다"),
    ("an operation stands twice (RFC 7517 §4.3)", "같은 연산이 두 번 나옵니다 (RFC 7517 §4.3)"),
    ("{@0} contradicts the use {1}", "{0}: use 값과 모순됩니다: {1}"),
    ("expected a string, found {0}", "문자열이어야 하는데 {~0}입니다"),
    ("expected a base64url string, found {0}", "base64url 문자열이어야 하는데 {~0}입니다"),
    ("is not strict base64url at character {0}", "{0}번째 글자가 엄격한 base64url이 아닙니다"),
    ("expected {#0} octets, found {#1}", "{0}바이트여야 하는데 {1}바이트입니다"),
    (
        "expected JSON, found what looks like a page of HTML",
        "JSON이어야 하는데 HTML 페이지처럼 보입니다",
    ),
    (
        "expected one key, found a set with the member keys",
        "키 하나여야 하는데 keys 멤버가 있는 키 세트입니다",
    ),
    (
        "expected a set with the member keys, found one key",
        "keys 멤버가 있는 키 세트여야 하는데 키 하나입니다",
    ),
    ("keys: expected an array, found {0}", "keys: 배열이어야 하는데 {~0}입니다"),
    ("keys: expected at most {0}, found {1}", "keys: 최대 {0}개여야 하는데 {1}개입니다"),
    ("expected an object", "객체여야 합니다"),
    (
        "the {0} public key has {1} octets, expected {2}",
        "{0} 공개 키가 {1}바이트입니다. {2}바이트여야 합니다",
    ),
    (
        "is missing, and the primes cannot be found for an exponent e under 65537",
        "없습니다. 지수 e가 65537보다 작으면 소수를 구할 수 없습니다",
    ),
    // PEM.
    ("it is no text in UTF-8", "UTF-8 텍스트가 아닙니다"),
    ("the body of {0} is not base64", "{0} 본문이 base64가 아닙니다"),
    ("is an OpenSSH key; convert it with: {0}", "OpenSSH 키입니다. 변환 명령: {0}"),
    ("expected a key or certificate, found {0}", "키나 인증서여야 합니다. 실제 값 {0}"),
    ("the BEGIN line", "BEGIN 줄"),
    ("the BEGIN line is missing", "BEGIN 줄이 없습니다"),
    ("the end of BEGIN", "BEGIN 줄의 끝"),
    ("the end of BEGIN is missing", "BEGIN 줄의 끝이 없습니다"),
    ("the END line", "END 줄"),
    ("the END line is missing", "END 줄이 없습니다"),
    ("-----END {0}----- is missing", "-----END {0}----- 줄이 없습니다"),
];
