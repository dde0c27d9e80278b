//! Sentences on claims, kinds of tokens and proofs of possession.

use super::Pattern;

pub(super) const KOREAN: &[Pattern] = &[
    ("{@0}: expected {1}, found {2}", "{0}: 기대한 값 {~1}, 실제 값 {~2}"),
    ("{@0}: is missing", "{0}: 없습니다"),
    ("{@0} or {@1}: is missing", "{0} 또는 {1}: 없습니다"),
    ("{@0}: must not be there", "{0}: 있으면 안 됩니다"),
    (
        "{@0}: is not the hash of what came with the token",
        "{0}: 토큰과 함께 온 것의 해시가 아닙니다",
    ),
    (
        "aud: is for {0}, and the verifier names no audience",
        "aud: 대상은 {0}인데 검증자에 지정된 대상(aud)이 없습니다",
    ),
    (
        "auth_time: logged in {0} in the future (auth_time {1}, now {2}, leeway {3} s)",
        "auth_time: {~0} 뒤의 미래에 로그인했습니다 (auth_time {1}, 현재 {2}, 허용 오차 {3}초)",
    ),
    (
        "auth_time: expected a login at most {0} s ago, found {1} (now {2}, leeway {3} s)",
        "auth_time: {0}초 안에 로그인했어야 합니다. 실제 값 {1} (현재 {2}, 허용 오차 {3}초)",
    ),
    (
        "cnf: the token is bound to a key, and came as a bearer token",
        "cnf: 키에 묶인 토큰인데 증명 없이 Bearer 토큰으로 왔습니다",
    ),
    (
        "events: expected the member {0} as an object, found {1}",
        "events: 멤버 {0} 객체가 있어야 합니다. 실제 값 {~1}",
    ),
    (
        "exp: expired {0} ago (exp {1}, now {2}, leeway {3} s)",
        "exp: {~0} 전에 만료되었습니다 (exp {1}, 현재 {2}, 허용 오차 {3}초)",
    ),
    (
        "iat: issued {0} in the future (iat {1}, now {2}, leeway {3} s)",
        "iat: {~0} 뒤의 미래에 발급되었습니다 (iat {1}, 현재 {2}, 허용 오차 {3}초)",
    ),
    (
        "nbf: not valid for another {0} (nbf {1}, now {2}, leeway {3} s)",
        "nbf: {~0} 뒤에 유효해집니다 (nbf {1}, 현재 {2}, 허용 오차 {3}초)",
    ),
    (
        "iat: issued {0} ago, at most {1} s are accepted (leeway {2} s)",
        "iat: {~0} 전에 발급되었습니다. {1}초까지만 받아들입니다 (허용 오차 {2}초)",
    ),
    ("iss: the key vouches for {0}, found {1}", "iss: 이 키는 {~0} 발급자의 것입니다. 실제 값 {1}"),
    ("nonce: is not the one that was sent", "nonce: 보낸 값과 다릅니다"),
    ("{0} and nobody else", "{0}만"),
    ("{0} and nobody else but {1}", "{0}만, 그 밖에는 {~1}까지"),
    (
        "no token at all, as the verifier asks for {0}, which is another kind's",
        "어떤 토큰도 아님(검증자가 다른 종류의 이름을 요구합니다: {0})",
    ),
    (
        "the signature holds, but the payload is a token itself, to be verified on its own",
        "서명은 유효하지만 페이로드가 또 다른 토큰이라 따로 검증해야 합니다",
    ),
    ("the payload is no Claims Set", "페이로드가 클레임 집합(Claims Set)이 아닙니다"),
    ("the payload is no Claims Set: {0}", "페이로드가 클레임 집합(Claims Set)이 아닙니다: {~0}"),
    (
        "the signature holds, but the payload is no Claims Set: {0}",
        "서명은 유효하지만 페이로드가 클레임 집합(Claims Set)이 아닙니다: {~0}",
    ),
    (
        "the claims do not fit the type asked for, at line {0} column {#1} of the payload",
        "클레임이 요구한 타입에 맞지 않습니다. 페이로드 {0}행 {1}열",
    ),
    (
        "the claims do not fit the type asked for, at line {0} column {1} of the payload: it has no {2}",
        "클레임이 요구한 타입에 맞지 않습니다. 페이로드 {0}행 {1}열, 없는 필드 {2}",
    ),
    ("the inner token: {0}", "안쪽 토큰: {~0}"),
    ("the outer token: {0}", "바깥 토큰: {~0}"),
    // Rules of the kinds of tokens.
    ("access token", "액세스 토큰"),
    ("ID token", "ID 토큰"),
    ("logout token", "로그아웃 토큰"),
    ("refresh token", "리프레시 토큰"),
    ("no standard, after RFC 8725 §3.12", "표준 없음, RFC 8725 §3.12에 따름"),
    ("{@0} must not be there", "{0}: 있으면 안 됩니다"),
    (
        "cnf must not be there: no proof is asked for",
        "cnf: 증명을 요구하지 않으므로 있으면 안 됩니다",
    ),
    ("{@0} must be there", "{0}: 있어야 합니다"),
    ("{@0} must be there, a string", "{0}: 문자열로 있어야 합니다"),
    ("{@0} or {@1} must be there, a string", "{0} 또는 {1}: 문자열로 있어야 합니다"),
    ("{@0} must be a string if it is there", "{0}: 있다면 문자열이어야 합니다"),
    (
        "{@0} must be the hash of what came with the token",
        "{0}: 토큰과 함께 온 것의 해시여야 합니다",
    ),
    ("aud must name {0}", "aud: {~0} 이름이 있어야 합니다"),
    ("iss must be {0}", "iss: 다음 값이어야 합니다: {0}"),
    ("acr must be {0}", "acr: {~0}이어야 합니다"),
    ("azp must be {0}", "azp: {~0}이어야 합니다"),
    ("azp must be {0} if it is there", "azp: 있다면 {~0}이어야 합니다"),
    ("auth_time must be at most {0} s ago", "auth_time: {0}초 전 이내여야 합니다"),
    ("nonce must be the one that was sent", "nonce: 보낸 값이어야 합니다"),
    ("typ must be {0}", "typ: {~0}이어야 합니다"),
    ("typ must be {0} or missing", "typ: {~0}이거나 없어야 합니다"),
    (
        "typ must be {0}, and no other kind's",
        "typ: 다른 종류의 이름이 아니라 다음 값이어야 합니다: {0}",
    ),
    ("events must have the member {0}, an object", "events: 멤버 {0} 객체가 있어야 합니다"),
    ("events must not have the member {0}", "events: 멤버 {0}: 있으면 안 됩니다"),
    // Proofs of possession.
    ("the access token: {0}", "액세스 토큰: {~0}"),
    (
        "expected one DPoP header field, found none or several",
        "DPoP 헤더 필드가 하나여야 하는데 없거나 여러 개입니다",
    ),
    (
        "exp: expected later than {0}, found {1} (leeway {2} s)",
        "exp: {0}보다 뒤여야 합니다. 실제 값 {1} (허용 오차 {2}초)",
    ),
    (
        "iat: expected {0} or earlier, found {1} (leeway {2} s)",
        "iat: {0} 또는 그 전이어야 합니다. 실제 값 {1} (허용 오차 {2}초)",
    ),
    (
        "nbf: expected {0} or earlier, found {1} (leeway {2} s)",
        "nbf: {0} 또는 그 전이어야 합니다. 실제 값 {1} (허용 오차 {2}초)",
    ),
    (
        "iat: expected at most {0} s ago, found {1} (now {2})",
        "iat: {0}초 전 이내여야 합니다. 실제 값 {1} (현재 {2})",
    ),
    ("the header has no jwk", "헤더에 jwk가 없습니다"),
    ("is missing", "없습니다"),
    ("is not the one that was given", "받은 값과 다릅니다"),
    ("the access token has no cnf with a jkt", "액세스 토큰에 jkt가 있는 cnf가 없습니다"),
    (
        "jwk: expected a public key, found the private member {0}",
        "jwk: 공개 키여야 하는데 개인 부분이 있습니다: {0}",
    ),
    ("expected an asymmetric key, found one for {0}", "비대칭 키여야 하는데 {0}용 키입니다"),
    ("the target URI {0}", "대상 URI: {~0}"),
    ("is too long", "너무 깁니다"),
    (
        "is not absolute: expected https://host/path",
        "절대 주소가 아닙니다. https://host/path 형식이어야 합니다",
    ),
    ("is neither http nor https", "http도 https도 아닙니다"),
    ("has no good host", "호스트가 올바르지 않습니다"),
    ("has no good port", "포트가 올바르지 않습니다"),
    ("has a path with wrong characters", "경로에 쓸 수 없는 글자가 있습니다"),
];
