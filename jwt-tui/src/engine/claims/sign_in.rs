//! Claims about a sign-in: OpenID Connect and its logout.

use super::Meaning;
use super::date;
use super::text;

pub(super) const CLAIMS: &[Meaning] = &[
    date(
        "auth_time",
        "OpenID Connect Core §2",
        ["signed in", "로그인"],
        [
            "When the person proved who they are; the token may be much younger.",
            "사용자가 자신을 증명한 시각입니다. 토큰은 그보다 훨씬 나중에 만들었을 수 있습니다.",
        ],
    ),
    text(
        "nonce",
        "OpenID Connect Core §2",
        ["replay guard", "재사용 방지 값"],
        [
            "A value the client sent with the request and finds again here, so that an answer cannot be used twice.",
            "클라이언트가 요청에 넣어 보내고 여기서 다시 확인하는 값입니다. 응답을 두 번 쓸 수 없게 합니다.",
        ],
    ),
    text(
        "acr",
        "OpenID Connect Core §2",
        ["assurance level", "인증 수준"],
        [
            "How strong the sign-in was, by a name that both sides know.",
            "얼마나 강하게 로그인했는지를 양쪽이 아는 이름으로 나타냅니다.",
        ],
    ),
    text(
        "amr",
        "RFC 8176 §1",
        ["sign-in methods", "인증 방법"],
        [
            "How the person proved who they are, such as pwd, otp or mfa.",
            "pwd, otp, mfa처럼 사용자가 자신을 증명한 방법입니다.",
        ],
    ),
    text(
        "azp",
        "OpenID Connect Core §2",
        ["authorized party", "요청한 클라이언트"],
        [
            "The client the token was issued to, when that is not the audience.",
            "토큰을 발급받은 클라이언트입니다. 대상(aud)과 다를 때 씁니다.",
        ],
    ),
    text(
        "at_hash",
        "OpenID Connect Core §3.1.3.6",
        ["access token hash", "액세스 토큰 해시"],
        [
            "The left half of the hash of the access token that came along, so that the two cannot be mixed.",
            "함께 온 액세스 토큰을 해시한 값의 왼쪽 절반입니다. 두 토큰이 뒤섞이지 않게 합니다.",
        ],
    ),
    text(
        "c_hash",
        "OpenID Connect Core §3.3.2.11",
        ["code hash", "인가 코드 해시"],
        [
            "The left half of the hash of the authorization code that came along.",
            "함께 온 인가 코드를 해시한 값의 왼쪽 절반입니다.",
        ],
    ),
    text(
        "s_hash",
        "FAPI 1.0 Advanced §5.1",
        ["state hash", "state 해시"],
        [
            "The left half of the hash of the state that the client sent with the request.",
            "클라이언트가 요청에 넣은 state를 해시한 값의 왼쪽 절반입니다.",
        ],
    ),
    text(
        "sid",
        "OpenID Connect Front-Channel Logout §3",
        ["session id", "세션 ID"],
        [
            "The session at the issuer, for signing out everywhere.",
            "발급자 쪽의 세션입니다. 모든 곳에서 로그아웃할 때 씁니다.",
        ],
    ),
    text(
        "sub_jwk",
        "OpenID Connect Core §7.4",
        ["own public key", "자신의 공개 키"],
        [
            "The public key of a self-issued token: whoever signs is the subject.",
            "스스로 발급한 토큰의 공개 키입니다. 서명한 사람이 곧 주체입니다.",
        ],
    ),
    text(
        "_claim_names",
        "OpenID Connect Core §5.6.2",
        ["claims elsewhere", "다른 곳의 클레임"],
        [
            "Names of claims that another server tells, each with a key of _claim_sources.",
            "다른 서버가 알려 주는 클레임의 이름과, 그에 해당하는 _claim_sources의 키입니다.",
        ],
    ),
    text(
        "_claim_sources",
        "OpenID Connect Core §5.6.2",
        ["sources of claims", "클레임 출처"],
        [
            "Where the claims of _claim_names can be had. Shown here, never fetched.",
            "_claim_names의 클레임을 얻을 수 있는 곳입니다. 여기서는 보여 주기만 하고 가져오지 않습니다.",
        ],
    ),
];
