//! Claims of OAuth, of proofs, of events and of credentials.

use super::Meaning;
use super::date;
use super::text;

pub(super) const CLAIMS: &[Meaning] = &[
    text(
        "scope",
        "RFC 8693 §4.2",
        ["scope", "권한 범위(scope)"],
        [
            "What the token may be used for: names with spaces between them.",
            "토큰으로 할 수 있는 일을 공백으로 나누어 적은 이름들입니다.",
        ],
    ),
    text(
        "client_id",
        "RFC 8693 §4.3",
        ["client", "클라이언트"],
        ["The client that asked for the token.", "토큰을 요청한 클라이언트입니다."],
    ),
    text(
        "act",
        "RFC 8693 §4.1",
        ["actor", "대리인"],
        [
            "Who acts for the subject, when a service does something in somebody's name.",
            "서비스가 누군가의 이름으로 행동할 때, 주체를 대신해 행동하는 쪽입니다.",
        ],
    ),
    text(
        "may_act",
        "RFC 8693 §4.4",
        ["may act", "대리 허용"],
        ["Who is allowed to act for the subject.", "주체를 대신해 행동해도 되는 쪽입니다."],
    ),
    text(
        "cnf",
        "RFC 7800 §3.1",
        ["proof key", "증명 키"],
        [
            "The key that the sender must prove to hold: the token alone is then not enough.",
            "보내는 쪽이 가졌음을 증명해야 하는 키입니다. 토큰만으로는 쓸 수 없습니다.",
        ],
    ),
    text(
        "roles",
        "RFC 9068 §2.2.3.1",
        ["roles", "역할"],
        ["Roles of the subject.", "주체가 맡은 역할입니다."],
    ),
    text(
        "groups",
        "RFC 9068 §2.2.3.1",
        ["groups", "그룹"],
        ["Groups of the subject.", "주체가 속한 그룹입니다."],
    ),
    text(
        "entitlements",
        "RFC 9068 §2.2.3.1",
        ["entitlements", "개별 권한"],
        ["Single rights of the subject.", "주체가 가진 개별 권한입니다."],
    ),
    text(
        "authorization_details",
        "RFC 9396 §9.1",
        ["permissions", "세부 권한"],
        ["Fine-grained permissions, a list of objects.", "세밀한 권한을 적은 객체의 목록입니다."],
    ),
    text(
        "htm",
        "RFC 9449 §4.2",
        ["method", "HTTP 메서드"],
        [
            "The method of the one request that a DPoP proof is for.",
            "DPoP 증명이 쓰이는 요청 하나의 HTTP 메서드입니다.",
        ],
    ),
    text(
        "htu",
        "RFC 9449 §4.2",
        ["request address", "요청 주소"],
        [
            "The address of the one request that a DPoP proof is for, without query and fragment.",
            "DPoP 증명이 쓰이는 요청 하나의 주소입니다. 쿼리와 프래그먼트는 뺍니다.",
        ],
    ),
    text(
        "ath",
        "RFC 9449 §4.2",
        ["access token hash", "액세스 토큰 해시"],
        [
            "The hash of the access token that a DPoP proof goes with.",
            "DPoP 증명과 함께 쓰는 액세스 토큰의 해시입니다.",
        ],
    ),
    text(
        "events",
        "RFC 8417 §2.2",
        ["events", "이벤트"],
        [
            "What happened, in a security event or logout token; each name is a URI.",
            "보안 이벤트 토큰이나 로그아웃 토큰에서 일어난 일입니다. 이름은 URI입니다.",
        ],
    ),
    date(
        "toe",
        "RFC 8417 §2.2",
        ["event happened", "이벤트 시각"],
        [
            "When the event happened that a security event token tells of.",
            "보안 이벤트 토큰이 알리는 이벤트가 일어난 시각입니다.",
        ],
    ),
    text(
        "txn",
        "RFC 8417 §2.2",
        ["transaction id", "트랜잭션 ID"],
        [
            "Ties tokens together that belong to one transaction.",
            "한 트랜잭션에 속하는 토큰들을 이어 줍니다.",
        ],
    ),
    text(
        "sub_id",
        "RFC 9493 §4.1",
        ["subject identifier", "주체 식별자"],
        [
            "Whom the token is about, as an object with a format of its own.",
            "토큰이 가리키는 대상을 형식이 정해진 객체로 나타냅니다.",
        ],
    ),
    text(
        "vot",
        "RFC 8485",
        ["vector of trust", "신뢰 벡터"],
        [
            "How the person was proofed and signed in, as letters and digits.",
            "사람을 어떻게 확인하고 로그인시켰는지를 글자와 숫자로 나타냅니다.",
        ],
    ),
    text(
        "vtm",
        "RFC 8485",
        ["trustmark", "신뢰 표지"],
        [
            "The address that says what the values of vot mean. Shown here, never fetched.",
            "vot 값의 뜻을 설명하는 주소입니다. 여기서는 보여 주기만 하고 가져오지 않습니다.",
        ],
    ),
    text(
        "token_introspection",
        "RFC 9701 §5",
        ["introspection", "토큰 조회 결과"],
        [
            "What the issuer answers about a token that it was asked about.",
            "발급자가 문의받은 토큰에 대해 응답한 내용입니다.",
        ],
    ),
    text(
        "_sd",
        "RFC 9901 §4.2.4.1",
        ["hidden claims", "숨긴 클레임"],
        [
            "Hashes of claims that the holder can disclose one by one.",
            "가진 쪽이 하나씩 골라 공개할 수 있는 클레임의 해시입니다.",
        ],
    ),
    text(
        "_sd_alg",
        "RFC 9901 §4.1.1",
        ["hash of hidden", "숨김 해시 알고리즘"],
        [
            "The hash algorithm of the claims in _sd; sha-256 when it is absent.",
            "_sd에 쓴 해시 알고리즘입니다. 없으면 sha-256입니다.",
        ],
    ),
    text(
        "sd_hash",
        "RFC 9901 §4.3",
        ["hash of SD-JWT", "SD-JWT 해시"],
        [
            "Ties a proof of the holder's key to the one SD-JWT that it was shown with.",
            "키를 가졌다는 증명을 함께 보여 준 SD-JWT 하나에 묶습니다.",
        ],
    ),
    text(
        "vc",
        "W3C Verifiable Credentials §6.3.1",
        ["credential", "자격 증명(VC)"],
        ["A verifiable credential.", "검증 가능한 자격 증명(VC)입니다."],
    ),
    text(
        "vp",
        "W3C Verifiable Credentials §6.3.1",
        ["presentation", "제시(VP)"],
        ["A verifiable presentation of credentials.", "검증 가능한 자격 증명의 제시(VP)입니다."],
    ),
    text(
        "jwks",
        "OpenID Federation §3.1",
        ["key set", "키 세트"],
        [
            "Public keys of the subject, in the documents of a federation.",
            "연합(federation) 문서에서 주체의 공개 키입니다.",
        ],
    ),
    text(
        "metadata",
        "OpenID Federation §3.1",
        ["metadata", "메타데이터"],
        [
            "What a member of a federation says about itself.",
            "연합(federation)의 구성원이 자신에 대해 알리는 정보입니다.",
        ],
    ),
    text(
        "authority_hints",
        "OpenID Federation §3.1",
        ["superiors", "상위 기관"],
        [
            "Who vouches for the subject in a federation.",
            "연합(federation)에서 주체를 보증하는 상위 기관입니다.",
        ],
    ),
    text(
        "trust_marks",
        "OpenID Federation §3.1",
        ["trust marks", "신뢰 마크"],
        [
            "Signed statements that the subject meets certain rules.",
            "주체가 특정 규칙을 지킨다는 서명된 증명서입니다.",
        ],
    ),
];
