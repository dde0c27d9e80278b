//! Sentences on JWS: reading, verifying, signing, and what an inspection points at.

use super::Pattern;

pub(super) const KOREAN: &[Pattern] = &[
    // Verifying.
    ("alg: expected {0}, found {1}", "alg: 기대한 값 {~0}, 실제 값 {~1}"),
    ("the header has no alg", "헤더에 alg가 없습니다"),
    (
        "the {0} is not base64url: {1} (byte {#2} of the token)",
        "{~0} base64url 오류: {~1} (토큰의 {2}번째 바이트)",
    ),
    ("crit {0}", "crit: {~0}"),
    (
        "{@0} stands in the protected and in the unprotected header",
        "{0}: 보호 헤더와 비보호 헤더에 모두 있습니다",
    ),
    (
        "the header has {0} bytes, the limit is {1}",
        "헤더가 {0}바이트입니다. 한도는 {1}바이트입니다",
    ),
    ("the header's JSON: {0}", "헤더의 JSON: {~0}"),
    ("the JSON Serialization: {0}", "JSON 직렬화: {~0}"),
    (
        "this is JSON, expected a compact token of three segments",
        "JSON입니다. 세그먼트가 세 개인 컴팩트 토큰이어야 합니다",
    ),
    (
        "this is a JWE, an encrypted token: expected three segments, found 5",
        "암호화된 토큰(JWE)입니다. 세그먼트가 세 개여야 하는데 다섯 개입니다",
    ),
    ("no key fits", "맞는 키가 없습니다"),
    ("no key fits the token's kid {0}", "토큰의 kid {0}에 맞는 키가 없습니다"),
    ("the keys could not be looked up", "키를 조회하지 못했습니다"),
    ("the keys could not be looked up: {0}", "키를 조회하지 못했습니다: {0}"),
    (
        "a detached payload was given, but the token has one of its own",
        "페이로드를 따로(detached) 받았는데 토큰에도 페이로드가 있습니다",
    ),
    (
        "Bearer stands before the token and is no part of it",
        "토큰 앞에 Bearer가 있습니다. Bearer는 토큰의 일부가 아닙니다",
    ),
    ("expected three segments, found {0}", "세그먼트가 세 개여야 하는데 {0}개입니다"),
    ("{#0} of {#1} signatures do not hold: {2}", "서명 {1}개 중 {0}개가 유효하지 않습니다: {~2}"),
    ("signatures[{0}]: {1}", "signatures[{0}]: {~1}"),
    ("the token has {0} bytes, the limit is {1}", "토큰이 {0}바이트입니다. 한도는 {1}바이트입니다"),
    ("more than {0} keys fit this token", "토큰에 맞는 키가 {0}개를 넘습니다"),
    ("{#0} signatures, the limit is {1}", "서명이 {0}개입니다. 한도는 {1}개입니다"),
    (
        "b64: expected true, found false: the payload must be encoded here",
        "b64: true여야 하는데 false입니다. 여기서는 페이로드를 인코딩해야 합니다",
    ),
    ("b64 differs between the signatures", "서명마다 b64가 다릅니다"),
    (
        "the unencoded payload is not printable ASCII (byte {0} of the token)",
        "인코딩하지 않은 페이로드가 출력 가능한 ASCII가 아닙니다 (토큰의 {0}번째 바이트)",
    ),
    (
        "{@0} stands only in the unprotected header, which anybody can change",
        "{0}: 누구나 바꿀 수 있는 비보호 헤더에만 있습니다",
    ),
    (
        "alg: expected a signature algorithm, found {0}",
        "alg: 서명 알고리즘이어야 합니다. 실제 값 {0}",
    ),
    // crit.
    ("expected an array of names", "이름의 배열이어야 합니다"),
    ("names more parameters than anybody understands", "이해할 수 없을 만큼 파라미터가 많습니다"),
    ("names a parameter twice:", "같은 파라미터를 두 번 적었습니다:"),
    ("names a parameter twice: {0}", "같은 파라미터를 두 번 적었습니다: {0}"),
    ("names a parameter of the standard itself:", "표준에 있는 파라미터를 적었습니다:"),
    ("names a parameter of the standard itself: {0}", "표준에 있는 파라미터를 적었습니다: {0}"),
    ("names a parameter that is not in the header:", "헤더에 없는 파라미터를 적었습니다:"),
    ("names a parameter that is not in the header: {0}", "헤더에 없는 파라미터를 적었습니다: {0}"),
    ("names a parameter that is not understood:", "이해하지 못하는 파라미터를 적었습니다:"),
    ("names a parameter that is not understood: {0}", "이해하지 못하는 파라미터를 적었습니다: {0}"),
    (
        "must name a parameter that changes how the token is read:",
        "토큰을 읽는 방식을 바꾸는 파라미터를 적어야 합니다:",
    ),
    (
        "must name a parameter that changes how the token is read: {0}",
        "토큰을 읽는 방식을 바꾸는 파라미터를 적어야 합니다: {0}",
    ),
    ("expected at least one name", "이름이 하나 이상 있어야 합니다"),
    // JSON Serialization.
    ("payload is missing", "payload가 없습니다"),
    (
        "payload is missing: a detached payload has to be given",
        "payload가 없습니다. 분리된(detached) 페이로드를 따로 주어야 합니다",
    ),
    ("signatures: there is none in this place", "signatures: 그 자리에 서명이 없습니다"),
    (
        "signatures stands beside a member of the flattened form",
        "signatures와 flattened 형식의 멤버가 함께 있습니다",
    ),
    ("signatures: expected an array of objects", "signatures: 객체의 배열이어야 합니다"),
    ("signatures: expected at least one", "signatures: 하나 이상 있어야 합니다"),
    ("signatures: expected objects only", "signatures: 객체만 있어야 합니다"),
    ("signature is missing", "signature가 없습니다"),
    ("header: expected an object", "header: 객체여야 합니다"),
    ("header: must be absent when it is empty", "header: 비어 있으면 빼야 합니다"),
    ("there is neither protected nor header", "protected도 header도 없습니다"),
    ("protected: must be absent when it is empty", "protected: 비어 있으면 빼야 합니다"),
    ("payload: expected a string", "payload: 문자열이어야 합니다"),
    ("protected: expected a string", "protected: 문자열이어야 합니다"),
    ("signature: expected a string", "signature: 문자열이어야 합니다"),
    // Signing.
    ("alg comes from the key and cannot be set", "alg는 키에서 정해지므로 지정할 수 없습니다"),
    (
        "crit lists what was added as critical and cannot be set",
        "crit은 필수(critical)로 추가한 것의 목록이므로 지정할 수 없습니다",
    ),
    ("{@0} is already in the header", "{0}: 이미 헤더에 있습니다"),
    ("the value of {0} cannot be written as JSON", "{0}의 값을 JSON으로 적을 수 없습니다"),
    ("the value of {0} has no JSON form", "{0}의 값은 JSON으로 나타낼 수 없습니다"),
    ("a value has no JSON form", "JSON으로 나타낼 수 없는 값이 있습니다"),
    ("a claim stands twice (RFC 7519 §4)", "같은 클레임이 두 번 나옵니다 (RFC 7519 §4)"),
    (
        "a Claims Set, one JSON object with unique names",
        "클레임 집합(이름이 겹치지 않는 JSON 객체 하나)",
    ),
    ("the claims cannot be written as a Claims Set: {0}", "클레임 집합으로 적을 수 없습니다: {~0}"),
    ("the header would be refused: {0}", "거부될 헤더입니다: {~0}"),
    (
        "the payload cannot stand unencoded here: {0}",
        "여기에는 페이로드를 인코딩하지 않고 담을 수 없습니다: {~0}",
    ),
    ("JSON takes UTF-8 text", "JSON에는 UTF-8 텍스트만 담습니다"),
    (
        "a compact token takes printable ASCII without dots",
        "컴팩트 토큰에는 점이 없는 출력 가능한 ASCII만 담습니다",
    ),
    ("a JWT is always base64url (RFC 7797 §7)", "JWT는 언제나 base64url입니다 (RFC 7797 §7)"),
    (
        "{@0} signatures have {1} octets, the signer gave {2}",
        "{0} 서명은 {1}바이트인데 서명자가 {2}바이트를 주었습니다",
    ),
    ("the signatures do not make one JWS: {0}", "이 서명들로는 JWS 하나를 만들 수 없습니다: {~0}"),
    ("b64 differs between them", "b64가 서로 다릅니다"),
    ("there is none, expected one or more", "하나 이상 있어야 하는데 없습니다"),
    ("the flattened form has exactly one", "flattened 형식에는 정확히 하나 있어야 합니다"),
    ("the signer failed: {0}", "서명자가 실패했습니다: {0}"),
    // What an inspection points at.
    (
        "cty says that the payload is a JWT, and it looks like one",
        "cty에 페이로드가 JWT라고 적혀 있고, 실제로 그렇게 보입니다",
    ),
    (
        "the {0} has padding, which is taken here by leave",
        "{~0}: 패딩이 있지만 여기서는 허용했습니다",
    ),
    ("the {0}'s JSON: {1}", "{~0}의 JSON: {~1}"),
    (
        "typ says that this is a DPoP proof: its jwk is the key to check it with",
        "typ에 DPoP 증명이라고 적혀 있습니다. 헤더의 jwk로 검증합니다",
    ),
    (
        "{@0} in the header is shown and never used",
        "헤더의 {0}: 보여 주기만 하고 절대 쓰지 않습니다",
    ),
    ("alg {0} is not known here", "여기서는 모르는 alg입니다: {0}"),
    ("there is no exp: the token never expires", "exp가 없어 만료되지 않는 토큰입니다"),
    ("exp {0} is not later than {1} {2}", "exp {0}: {1} {2}보다 늦지 않습니다"),
    ("{@0} lies beyond any calendar", "{0}: 달력으로 나타낼 수 없을 만큼 먼 날짜입니다"),
    ("{@0} looks like milliseconds, expected seconds", "{0}: 초여야 하는데 밀리초로 보입니다"),
    (
        "the payload is empty: it may travel apart from the token",
        "페이로드가 비어 있습니다. 토큰과 따로 전달될 수 있습니다",
    ),
    ("the signature is empty", "서명이 비어 있습니다"),
    (
        "{@0} signatures have {1} octets, found {2}",
        "{0} 서명 길이: 기대한 값 {~1}바이트, 실제 값 {~2}바이트",
    ),
    ("{#0} bytes are too many to take apart", "{0}바이트는 나누어 보기에 너무 깁니다"),
    // Verdicts.
    ("no key was given", "키를 주지 않았습니다"),
    ("too long to take apart", "나누어 보기에 너무 깁니다"),
    ("only the signature was asked for", "서명만 검증하도록 했습니다"),
    ("there is neither exp nor nbf", "exp도 nbf도 없습니다"),
    (
        "no issuer, audience or other claim was asked for",
        "요구한 발급자, 대상(aud), 그 밖의 클레임이 없습니다",
    ),
    ("the signature holds", "서명이 유효합니다"),
    (
        "the key was supplied, not taken from the token",
        "토큰에서 가져온 키가 아니라 따로 제공된 키입니다",
    ),
    ("valid at the time given", "주어진 시각에 유효합니다"),
    ("the claims are what was asked for", "클레임이 요구한 것과 같습니다"),
    ("there is no exp to compare with", "비교할 exp가 없습니다"),
    ("there is no iat to count the age from", "나이를 셀 iat가 없습니다"),
    ("not reached", "여기까지 오지 못했습니다"),
    (
        "three segments, a JSON header, a payload that stands as it is",
        "세그먼트 세 개, JSON 헤더, 인코딩하지 않은 페이로드",
    ),
    ("three segments of base64url, a JSON header", "base64url 세그먼트 세 개, JSON 헤더"),
    ("the signature was not shown to hold", "서명이 유효한지 확인되지 않았습니다"),
];
