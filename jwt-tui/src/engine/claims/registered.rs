//! The seven registered claims, in the order of RFC 7519 §4.1.

use super::Meaning;
use super::date;
use super::text;

pub(super) const CLAIMS: &[Meaning] = &[
    text(
        "iss",
        "RFC 7519 §4.1.1",
        ["issuer", "발급자"],
        [
            "Who made the token. A verifier compares it with the one issuer it expects; a name alone proves nothing, the key does.",
            "토큰을 만든 쪽입니다. 검증자는 기대하는 발급자 하나와 비교합니다. 이름만으로는 아무것도 증명되지 않고 키가 증명합니다.",
        ],
    ),
    text(
        "sub",
        "RFC 7519 §4.1.2",
        ["subject", "주체"],
        [
            "Whom the token is about, unique within the issuer. The same text from another issuer is somebody else.",
            "토큰이 가리키는 대상으로, 발급자 안에서 유일합니다. 다른 발급자가 쓴 같은 값은 다른 사람입니다.",
        ],
    ),
    text(
        "aud",
        "RFC 7519 §4.1.3",
        ["audience", "대상(aud)"],
        [
            "For whom the token is meant: one name or a list. A recipient that does not find itself in it must refuse the token.",
            "토큰을 받을 쪽의 이름 하나 또는 목록입니다. 자기 이름이 없으면 토큰을 거부해야 합니다.",
        ],
    ),
    date(
        "exp",
        "RFC 7519 §4.1.4",
        ["expires", "만료"],
        [
            "The token must not be accepted at or after this moment.",
            "이 시각부터는 토큰을 받아들이면 안 됩니다.",
        ],
    ),
    date(
        "nbf",
        "RFC 7519 §4.1.5",
        ["not before", "유효 시작"],
        [
            "The token must not be accepted before this moment.",
            "이 시각 전에는 토큰을 받아들이면 안 됩니다.",
        ],
    ),
    date(
        "iat",
        "RFC 7519 §4.1.6",
        ["issued", "발급"],
        [
            "When the token was made. It tells the age of the token and makes it neither valid nor invalid by itself.",
            "토큰을 만든 시각입니다. 토큰의 나이를 알려 줄 뿐, 그것만으로 유효하거나 무효가 되지는 않습니다.",
        ],
    ),
    text(
        "jti",
        "RFC 7519 §4.1.7",
        ["token id", "토큰 ID"],
        [
            "A unique name of this token. A recipient that remembers it can refuse to see the same token twice.",
            "이 토큰만의 이름입니다. 받는 쪽이 기억해 두면 같은 토큰을 두 번 받지 않을 수 있습니다.",
        ],
    ),
];
