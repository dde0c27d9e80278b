//! Sentences of the engine: the verdict in one line, the trust in a key, readings of a key's text.

use super::Pattern;

pub(super) const KOREAN: &[Pattern] = &[
    // The verdict.
    ("it is not set", "설정되어 있지 않습니다"),
    (
        "there is such a file already; --force replaces it",
        "이미 있는 파일입니다. --force로 바꿉니다",
    ),
    ("algorithm refused: {0}", "알고리즘 거부: {~0}"),
    (
        "signature holds but the payload is no Claims Set",
        "서명은 유효하지만 페이로드가 클레임 집합(Claims Set)이 아닙니다",
    ),
    ("signature holds, expired since {0} ({1})", "서명은 유효하지만 만료됨: {0} ({~1})"),
    ("signature holds, not valid before {0} ({1})", "서명은 유효하지만 아직 시작 전: {0} ({~1})"),
    ("signature not checked: {0}", "서명을 검증하지 않음: {~0}"),
    ("not a token: {0}", "토큰이 아님: {~0}"),
    ("signature holds, but {0}", "서명은 유효하지만 거부합니다. {~0}"),
    (
        "signature holds, expired since {0} ({1}), within the leeway of {2}",
        "서명 유효, 만료됨: {0} ({~1}), 허용 오차 {~2} 안",
    ),
    ("expired, but within the leeway", "만료되었지만 허용 오차 안입니다"),
    ("valid at the time of the check", "검사 시각에 유효합니다"),
    ("signature holds, valid until {0} ({1})", "서명 유효, 만료 시각: {0} ({~1})"),
    ("signature holds", "서명이 유효합니다"),
    ("signature holds, claims hold", "서명과 클레임이 모두 유효합니다"),
    ("no key could be tried", "시도할 수 있는 키가 없습니다"),
    // Why a key is believed.
    ("the keys given have kid {0}", "주어진 키의 kid: {0}"),
    ("supplied by you ({0}), not by the token", "토큰이 아니라 직접 제공한 키입니다 ({0})"),
    ("chosen by kid {0}", "kid로 고른 키입니다: {0}"),
    ("its kid is not the token's, {0}", "키의 kid가 토큰의 kid와 다릅니다: {0}"),
    ("the public half of a private key", "개인 키의 공개 부분입니다"),
    (
        "{0} is taken from the token's header, within the key's family: not pinned",
        "{0}: 키에 맞는 범위에서 토큰 헤더의 알고리즘을 썼습니다. 고정되지 않았습니다",
    ),
    ("pinned to {0} by the key", "키가 알고리즘을 고정합니다: {0}"),
    ("pinned to {0} by you", "사용자가 알고리즘을 고정했습니다: {0}"),
    (
        "the secret is shorter than the hash and can be guessed",
        "비밀 값이 해시보다 짧아 추측할 수 있습니다",
    ),
    ("oct, {0} bits", "oct, {0}비트"),
    // Reading keys.
    (
        "it is empty; expected a PEM, JWK, JWK Set or DER key",
        "비어 있습니다. PEM, JWK, JWK Set, DER 키여야 합니다",
    ),
    ("the JWK Set holds no usable key", "JWK Set에 쓸 수 있는 키가 없습니다"),
    ("the JWK Set holds no usable key: {0}", "JWK Set에 쓸 수 있는 키가 없습니다: {~0}"),
    ("the secret is not {0}: {1}", "비밀 값이 {0} 형식이 아닙니다: {~1}"),
    (
        "expected a PEM, JWK, JWK Set or DER key, found {0}",
        "PEM, JWK, JWK Set, DER 키여야 합니다. 실제로는 {~0}",
    ),
    ("expected pairs of the digits 0-9 and a-f", "0-9와 a-f가 두 글자씩 짝을 이루어야 합니다"),
    (
        "block {#0} ({1}): only the first key of a PEM text is taken",
        "블록 {0}({1}): PEM 텍스트에서는 첫 번째 키만 받습니다",
    ),
    ("key {#0} (kid {1}): {2}", "키 {0} (kid {1}): {~2}"),
    (
        "block {0} ({1}): only the first key of a PEM text is taken",
        "블록 {0} ({1}): PEM 텍스트에서는 첫 키만 받습니다",
    ),
    ("key {#0}: {1}", "키 {0}: {~1}"),
    ("an OpenSSH public key; convert it with: {0}", "OpenSSH 공개 키입니다. 변환 명령: {0}"),
    (
        "what may be the inside of a PEM key; its BEGIN and END lines are missing",
        "BEGIN 줄과 END 줄이 없는 PEM 키의 본문인 것 같습니다",
    ),
    ("what looks like a token", "토큰처럼 보이는 텍스트입니다"),
    (
        "a JSON array; a JWK Set is an object with the member keys",
        "JSON 배열입니다. JWK Set은 keys 멤버가 있는 객체입니다",
    ),
    (
        "other text; a shared secret is given with --secret-file or typed as a secret",
        "다른 텍스트입니다. 공유 비밀 값은 --secret-file로 주거나 비밀 값으로 입력하세요",
    ),
    (
        "other octets; a binary shared secret is given with --secret-file",
        "다른 바이트입니다. 이진 공유 비밀 값은 --secret-file로 주세요",
    ),
    ("character {0} does not belong there", "{0}번째 글자는 올 수 없습니다"),
    ("any encoding", "어떤 인코딩"),
    // Other readings of a secret.
    ("decoded from {0}", "{0}에서 디코딩"),
    ("with LF line ends instead of CR LF", "줄 끝을 CR LF 대신 LF로"),
    ("with CR LF line ends instead of LF", "줄 끝을 LF 대신 CR LF로"),
    ("with line breaks where it has \\n written out", "\\n 글자를 줄바꿈으로"),
    ("without the quotes around it", "양쪽 따옴표 없이"),
    ("without the white space at its ends", "양 끝의 공백 없이"),
    ("with a line feed at its end", "끝에 LF를 붙여서"),
    ("with CR LF at its end", "끝에 CR LF를 붙여서"),
    // Editing.
    (
        "only a token of three segments can be edited part by part; this has {0}",
        "세그먼트가 세 개인 토큰만 부분별로 편집할 수 있습니다. 이 토큰은 {0}개입니다",
    ),
    (
        "the header is no sound JSON object; mend its text first",
        "헤더가 올바른 JSON 객체가 아닙니다. 먼저 텍스트를 고치세요",
    ),
    (
        "this segment is not base64url; edit the token text instead",
        "이 세그먼트는 base64url이 아닙니다. 토큰 텍스트를 편집하세요",
    ),
    (
        "this segment is not UTF-8 text; edit the token text instead",
        "이 세그먼트는 UTF-8 텍스트가 아닙니다. 토큰 텍스트를 편집하세요",
    ),
    ("Bearer token", "Bearer 토큰"),
    ("quoted token", "따옴표로 묶인 토큰"),
    ("wrapped token", "줄이 나뉜 토큰"),
];
