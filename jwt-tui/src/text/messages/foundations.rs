//! Sentences on base64url, JSON, time and algorithms.

use super::Pattern;

pub(super) const KOREAN: &[Pattern] = &[
    // base64url.
    (
        "the buffer is too small: {0} octets are needed",
        "버퍼가 너무 작습니다. {0}바이트가 필요합니다",
    ),
    (
        "character at offset {0} is '{1}': not base64url",
        "오프셋 {0}의 글자 '{1}': base64url이 아닙니다",
    ),
    (
        "lone character at offset {0}: it carries 6 bits, too few for an octet",
        "오프셋 {0}에 글자 하나가 남습니다. 6비트로는 한 바이트도 되지 않습니다",
    ),
    ("byte at offset {0} is 0x{1}: not ASCII", "오프셋 {0}의 바이트 0x{1}: ASCII가 아닙니다"),
    (
        "character at offset {0} is '=': padding, which base64url here omits",
        "오프셋 {0}의 글자 '=': 여기서 쓰는 base64url에는 없는 패딩입니다",
    ),
    (
        "character at offset {0} is '{1}': standard base64, not base64url",
        "오프셋 {0}의 글자 '{1}': base64url이 아니라 표준 base64입니다",
    ),
    (
        "last character, at offset {0}, has bits set after the last octet",
        "오프셋 {0}의 마지막 글자에 마지막 바이트를 넘는 비트가 있습니다",
    ),
    ("character at offset {0} is '{1}': white space", "오프셋 {0}의 글자 '{1}': 공백 문자입니다"),
    // JSON.
    ("{0} at byte {#1}", "{~0} ({1}번째 바이트)"),
    ("member name {0} occurs twice", "멤버 이름 {0}: 두 번 나옵니다"),
    ("{@0} where an object was expected", "객체가 올 자리에 {~0}"),
    ("text is not UTF-8", "UTF-8 텍스트가 아닙니다"),
    (
        "member name {0} is kept for a reader's own use",
        "멤버 이름 {0}: JSON 파서가 내부용으로 쓰는 이름입니다",
    ),
    (
        "objects and arrays are nested deeper than {0} levels",
        "객체와 배열이 {0}단계보다 깊게 중첩되어 있습니다",
    ),
    ("no value", "값이 없습니다"),
    ("byte order mark", "BOM(바이트 순서 표시)이 있습니다"),
    ("unexpected byte", "올 수 없는 바이트입니다"),
    ("lone surrogate in a \\u escape", "\\u 이스케이프의 서로게이트가 짝이 없습니다"),
    ("EOF while parsing a list", "배열이 끝나기 전에 텍스트가 끝났습니다"),
    ("EOF while parsing an object", "객체가 끝나기 전에 텍스트가 끝났습니다"),
    ("EOF while parsing a string", "문자열이 끝나기 전에 텍스트가 끝났습니다"),
    ("EOF while parsing a value", "값이 끝나기 전에 텍스트가 끝났습니다"),
    ("expected `:`", "`:` 기호가 와야 합니다"),
    ("expected `,` or `]`", "`,` 또는 `]` 기호가 와야 합니다"),
    ("expected `,` or `}`", "`,` 또는 `}` 기호가 와야 합니다"),
    ("expected `\"`", "`\"` 기호가 와야 합니다"),
    ("expected ident", "true, false, null 중 하나여야 합니다"),
    ("expected value", "값이 와야 합니다"),
    ("key must be a string", "멤버 이름은 문자열이어야 합니다"),
    ("invalid escape", "잘못된 이스케이프입니다"),
    ("invalid number", "잘못된 숫자입니다"),
    ("number out of range", "숫자가 범위를 벗어났습니다"),
    ("invalid unicode code point", "잘못된 유니코드 코드 포인트입니다"),
    (
        "control character (\\u0000-\\u001F) found while parsing a string",
        "문자열에 제어 문자(\\u0000-\\u001F)가 있습니다",
    ),
    ("lone leading surrogate in hex escape", "16진수 이스케이프의 앞 서로게이트가 짝이 없습니다"),
    ("trailing comma", "끝에 쉼표가 있습니다"),
    ("trailing characters", "뒤에 다른 글자가 있습니다"),
    ("unexpected end of hex escape", "16진수 이스케이프가 중간에 끝났습니다"),
    ("recursion limit exceeded", "너무 깊게 중첩되어 있습니다"),
    // Time and algorithms.
    ("negative number of seconds", "초가 음수입니다"),
    ("not a JSON number", "JSON 숫자가 아닙니다"),
    ("number too large for any reader", "어떤 파서도 담을 수 없을 만큼 큰 수입니다"),
    (
        "not the exact name of a supported signature algorithm",
        "지원하는 서명 알고리즘의 정확한 이름이 아닙니다",
    ),
    ("the signature does not match", "서명이 일치하지 않습니다"),
    (
        "the signature could not be made: the source of randomness failed",
        "난수를 얻지 못해 서명하지 못했습니다",
    ),
    ("the source of randomness failed", "난수를 얻지 못했습니다"),
];
