//! The words inside the panes of the Workbench: what is said of a token, its claims and its edits.

use crate::text::phrases;

phrases! {
    /// Title of the lesson on tokens.
    JWT = "JSON Web Token", "JSON Web Token";
    /// What a token is.
    JWT_TEXT = "Claims about somebody or something, as JSON, signed by whoever issued them. Three segments of base64url with dots between: header, payload, signature.",
        "사람이나 사물에 대한 클레임을 JSON으로 적고 발급자가 서명한 것입니다. 헤더, 페이로드, 서명을 base64url로 적은 세 세그먼트를 점으로 잇습니다.";
    /// What a token is not.
    JWT_READABLE = "Everybody can read a token. Only the key tells whether it is genuine.",
        "토큰은 누구나 읽을 수 있습니다. 진짜인지는 키로만 알 수 있습니다.";
    /// How long a segment is: characters, octets.
    SEGMENT_SIZE = "{0} characters carry {1} bytes: base64url, six bits a character.",
        "글자 {0}개가 {1}바이트를 담습니다. base64url이므로 한 글자가 6비트입니다.";
    /// The same of a segment that does not decode.
    SEGMENT_BROKEN = "{0} characters, not base64url: see Checks.",
        "글자 {0}개, base64url이 아닙니다. 검사를 보세요.";
    /// What a stale signature is.
    STALE_TEXT = "It was made for another text: header or payload changed since. Sign anew to see the token pass.",
        "다른 텍스트로 만든 서명입니다. 그 뒤에 헤더나 페이로드가 바뀌었습니다. 다시 서명하면 통과합니다.";
    /// How much of a header and of a cookie the token takes, in percent.
    GAUGES = "8 KB header {0} % · 4 KB cookie {1} %", "8 KB 헤더 {0} % · 4 KB 쿠키 {1} %";
    /// The same in a sentence.
    GAUGES_TEXT = "Sent as Authorization: Bearer it takes {0} % of the 8 KB that most servers take for a header; as a cookie {1} % of 4 KB.",
        "Authorization: Bearer로 보내면 서버가 흔히 허용하는 8 KB 헤더의 {0} %를, 쿠키로 보내면 4 KB의 {1} %를 씁니다.";
    /// A finding on the length: bytes.
    LARGE_HEADER = "{0} bytes as an Authorization header: most servers take 8192",
        "Authorization 헤더로 {0}바이트입니다. 서버는 대개 8192바이트까지 받습니다";
    /// Its title.
    LARGE_HEADER_TITLE = "The token is too long for a header", "토큰이 헤더에 담기에 너무 깁니다";
    /// What it means.
    LARGE_HEADER_MEANING = "Servers and proxies limit a header field, most of them to 8 KB, and answer 431 or 400 to a longer one before anybody looks at the token.",
        "서버와 프록시는 헤더 필드 길이를 대개 8 KB로 제한합니다. 더 길면 토큰을 보기도 전에 431이나 400으로 응답합니다.";
    /// A finding on the length: bytes.
    LARGE_COOKIE = "{0} bytes do not fit a cookie, which has 4096",
        "{0}바이트는 4096바이트인 쿠키에 들어가지 않습니다";
    /// Its title.
    LARGE_COOKIE_TITLE = "The token is too long for a cookie", "토큰이 쿠키에 담기에 너무 깁니다";
    /// What it means.
    LARGE_COOKIE_MEANING = "Browsers keep 4096 bytes of a cookie with its name and drop longer ones, mostly without a word.",
        "브라우저는 이름까지 합쳐 4096바이트인 쿠키만 저장하고, 더 긴 쿠키는 대개 말없이 버립니다.";
    /// What to do about both.
    LARGE_REMEDY = "Leave out what the recipient can look up: pictures, lists of groups, whole profiles.",
        "받는 쪽이 찾아볼 수 있는 것은 빼세요. 사진, 그룹 목록, 전체 프로필 같은 것입니다.";
    /// A character under the cursor: its number in the segment, from 1.
    CHARACTER = "Character {0} of the segment", "세그먼트의 {0}번째 글자";
    /// Begins the row of a group: its characters.
    GROUP_CHARS = "chars", "글자";
    /// Begins the row of its octets.
    GROUP_BYTES = "bytes", "바이트";
    /// Begins the row that names what is carried.
    CARRIES = "carries", "내용";
    /// Carried octets that belong to no member.
    BETWEEN = "punctuation between the members", "멤버 사이의 구두점";
    /// Carried octets of the signature: their places.
    OCTETS_OF = "byte {0} to {1} of {2}", "{2}바이트 중 {0}~{1}번째";
    /// What a private header parameter is.
    PRIVATE_PARAMETER_TEXT = "A private header parameter: its meaning is agreed between those who use it. A verifier that does not know it ignores it, unless crit names it.",
        "비공개 헤더 파라미터입니다. 쓰는 쪽끼리 뜻을 정합니다. 모르는 검증자는 무시하지만 crit에 적혀 있으면 무시할 수 없습니다.";
    /// What a private claim is.
    PRIVATE_CLAIM_TEXT = "A private claim: issuer and audience agreed on its meaning among themselves. Nothing keeps others from using the name for something else.",
        "비공개 클레임입니다. 발급자와 대상이 서로 뜻을 정했습니다. 다른 곳에서 같은 이름을 다른 뜻으로 쓸 수 있습니다.";
    /// What a public name is that is not in the tables.
    PUBLIC_NAME_TEXT = "A public name: a URI or another name that belongs to somebody, so that nobody else uses it for something else. What it means is told by its owner.",
        "공개 이름입니다. URI처럼 주인이 있는 이름이어서 다른 뜻과 겹치지 않습니다. 뜻은 그 주인이 정합니다.";
    /// What a name that stands twice means.
    DUPLICATE_TEXT = "! The name stands here twice; one reader takes the first, another the last. Verifiers must refuse the token.",
        "! 같은 이름이 두 번 나옵니다. 읽는 쪽에 따라 처음 것이나 마지막 것을 씁니다. 검증자는 이 토큰을 거부해야 합니다.";
    /// A number of another unit: its name, the seconds, their date.
    LOOKS_LIKE = "! This looks like {0}; in seconds it would be {1} = {2}. {repair-units} writes that.",
        "! {0} 단위로 보입니다. 초로는 {1} = {2}입니다. {repair-units} 키로 고쳐 적습니다.";
    /// After a value was repaired: the name, the unit, the date.
    REPAIRED = "{0} was in {1} and is in seconds now: {2}; {undo} takes it back",
        "{0}: {1} 단위였던 값을 초로 바꿨습니다: {2}. {undo} 키로 되돌립니다";
    /// When there is nothing to repair.
    NOTHING_TO_REPAIR = "no date here looks like milliseconds", "밀리초로 보이는 날짜가 없습니다";
    /// Title of the lesson on keys.
    ABOUT_KEY = "The key", "키";
    /// Who brings the key.
    ABOUT_KEY_TEXT = "Whoever checks a token brings the key; the token may only hint at one. A signature that matches says that the holder of this key made the token, and whether that holder is to be trusted is for you to know.",
        "키는 토큰을 검사하는 쪽이 준비합니다. 토큰은 힌트만 줄 수 있습니다. 서명이 일치하면 이 키를 가진 쪽이 토큰을 만들었다는 뜻이고, 그쪽을 믿을지는 사용자가 판단합니다.";
    /// What a key is bound to.
    ABOUT_KEY_ALGORITHM = "A key has one algorithm. A header that names another one is refused, whatever the signature says.",
        "키 하나에는 알고리즘이 하나뿐입니다. 헤더에 다른 알고리즘이 적혀 있으면 서명과 관계없이 거부합니다.";
    /// Where an error is: one byte.
    WHERE_BYTE = "Where: byte {0} of the token, counted from 0.", "위치: 토큰의 바이트 {0}(0부터 셈).";
    /// Where an error is: the first and the last byte.
    WHERE_BYTES = "Where: bytes {0} to {1} of the token, counted from 0.",
        "위치: 토큰의 바이트 {0}~{1}(0부터 셈).";
    /// For a token that holds: how far a clock may be ahead.
    SKEW_AHEAD = "It holds as well for a clock that is up to {0} ahead of this one.",
        "이 시계보다 {0}까지 빠른 시계에서도 유효합니다.";
    /// For one that has expired: how far a clock must be behind.
    SKEW_BEHIND = "It is valid if your clock is more than {0} behind this one, or with that much leeway: {ask-rules} sets it.",
        "이 시계보다 {0} 넘게 느린 시계이거나 그만큼 허용 오차(leeway)를 주면 유효합니다. {ask-rules} 키로 정합니다.";
    /// For one that has not begun: how far a clock must be ahead.
    SKEW_EARLY = "It is valid if your clock is at least {0} ahead of this one, or with that much leeway: {ask-rules} sets it.",
        "이 시계보다 {0} 이상 빠른 시계이거나 그만큼 허용 오차(leeway)를 주면 유효합니다. {ask-rules} 키로 정합니다.";
    /// What can be asked for.
    ASK_TEXT = "{ask-rules} asks for an issuer, an audience, a type and more, and sets the leeway: iss=… aud=… typ=… leeway=30s.",
        "{ask-rules} 키로 발급자, 대상(aud), 타입 등을 요구하고 허용 오차를 정합니다: iss=… aud=… typ=… leeway=30s.";
    /// Added to the verdict when nothing was asked: what it says.
    ASK_HINT = "{0}; {ask-rules} asks", "{0}. {ask-rules} 키로 요구합니다";
    /// After the rules were taken.
    RULES_TAKEN = "asked for: {0}", "요구하는 것: {0}";
    /// After an empty line of rules.
    RULES_NONE = "nothing is asked for now", "이제 아무것도 요구하지 않습니다";
    /// When a word is no rule: the word.
    NO_RULE = "expected iss=, aud=, sub=, typ=, alg=, require= or leeway=, found {0}",
        "iss=, aud=, sub=, typ=, alg=, require=, leeway= 중 하나여야 합니다. 실제 값 {0}";
    /// When an algorithm is unknown: its name.
    NO_SUCH_ALGORITHM = "there is no algorithm {0}", "알고리즘 {0}: 없는 이름입니다";
    /// Prompt for the rules.
    PROMPT_RULES = "ask for", "요구할 조건";
    /// What stands in the line for the rules while it is empty.
    RULES_EXAMPLE = "iss=… aud=… leeway=30s", "iss=… aud=… leeway=30s";
    /// After Enter on that line while it is empty and nothing is asked for.
    RULES_WHAT = "iss=, aud=, sub=, typ=, alg=, require= or leeway=; Esc closes the line",
        "iss=, aud=, sub=, typ=, alg=, require=, leeway=을 쓸 수 있습니다. Esc로 닫습니다";
    /// Prompt for a search.
    PROMPT_SEARCH = "search", "검색";
    /// Prompt for a new member.
    PROMPT_MEMBER = "name=text or name:=JSON", "이름=텍스트 또는 이름:=JSON";
    /// Prompt for another name.
    PROMPT_NAME = "another name", "새 이름";
    /// When nothing is found: what was looked for.
    NOT_FOUND = "{0} is not in here", "{0}: 찾을 수 없습니다";
    /// After the search began at the other end again.
    WRAPPED = "{0}: begun again at the other end", "{0}: 반대쪽 끝에서 다시 찾았습니다";
    /// When nothing was looked for yet.
    NO_SEARCH = "nothing was looked for yet: {search} does", "아직 검색하지 않았습니다. {search} 키로 검색합니다";
    /// When a new member has no `=`.
    NO_MEMBER = "expected name=text or name:=JSON", "이름=텍스트 또는 이름:=JSON으로 입력하세요";
    /// After a member was taken away: its name.
    DELETED = "{0} is taken out; {undo} brings it back", "{0}: 뺐습니다. {undo} 키로 되살립니다";
    /// When there is no member under the cursor.
    NO_MEMBER_HERE = "there is no claim here", "여기에는 클레임이 없습니다";
    /// In place of a meaning: the name stands there before.
    NAMED_TWICE = "! named twice", "! 이름이 중복됨";
    /// In place of a meaning: the JSON type.
    NO_DATE = "! {0} is no NumericDate", "! {0}: 날짜가 아님";
    /// In place of a meaning: the sign of the unit.
    UNIT = "! {0}, not s: {repair-units} mends", "! {0}: {repair-units} 키로 고침";
    /// How long ago it expired.
    EXPIRED = "expired {0}", "{0} 만료됨";
    /// In how long it expires.
    EXPIRES = "expires {0}", "{0} 만료";
    /// In how long it begins.
    BEGINS = "begins {0}", "{0} 시작";
    /// How long ago it began.
    BEGAN = "began {0}", "{0} 시작됨";
    /// How long ago it was issued.
    ISSUED = "issued {0}", "{0} 발급";
    /// A date with the distance of it: the words, the date.
    WITH_DATE = "{0} ({1})", "{0} ({1})";
    /// A claim whose name is known, with the distance: the meaning, the distance.
    MEANING_AND_DISTANCE = "{0} {1}", "{0} {1}";
    /// What the value was before the edit.
    WAS = "was {0}", "이전 값 {0}";
    /// A member that an edit added.
    ADDED = "added by you", "추가함";
    /// Members that an edit took away: their names.
    REMOVED = "taken out: {0}", "뺀 것: {0}";
    /// Beside the bar of the lifetime.
    LIFETIME = "lifetime", "수명";
    /// How much of it has gone, in percent.
    USED = "{0} % used", "{0} % 지남";
    /// The letters of the kinds of names.
    LEGEND = "R registered  P public  · private", "R 등록  P 공개  · 비공개";
    /// Beside the algorithm that the header names.
    ALGORITHM_NOW = "now", "현재 값";
    /// Beside an algorithm that the key has not.
    NOT_WITH_KEY = "not with this key", "이 키로는 불가";
    /// How long a half is.
    BYTES = "{0} bytes", "{0}바이트";
    /// One member: bytes.
    ONE_MEMBER = "1 member · {0} bytes", "멤버 1개 · {0}바이트";
    /// Several: how many, bytes.
    MEMBERS = "{0} members · {1} bytes", "멤버 {0}개 · {1}바이트";
    /// How long the token is.
    CHARS = "{0} chars", "{0}자";
    /// After the worst check.
    ONE_FINDING = "  (1 finding)", "  (발견 1건)";
    /// After the worst check: how many.
    FINDINGS = "  ({0} findings)", "  (발견 {0}건)";
    /// A date that nobody vouches for: the words, why nobody does.
    SAYS_THE_TOKEN = "{0}, says the token; {1}", "토큰에 따르면 {0}. {1}";
    /// A signature that does not hold after an edit: the message, why.
    AND_WHY = "{0}: {1}", "{0}: {1}";
    /// A form of token.
    FORM_COMPACT = "JWS compact", "JWS compact";
    /// A form of token.
    FORM_FLATTENED = "JWS flattened JSON", "JWS flattened JSON";
    /// A form of token.
    FORM_GENERAL = "JWS general JSON", "JWS general JSON";
    /// A form of token.
    FORM_JWE = "JWE, encrypted", "JWE, 암호화됨";
    /// No form at all.
    FORM_NONE = "no known form", "알 수 없는 형식";
    /// What is edited: the text of a half.
    EDIT_JSON = "JSON text", "JSON 텍스트";
    /// What is edited: the token.
    EDIT_TOKEN = "text", "텍스트";
    /// What is edited: one segment.
    EDIT_SEGMENT = "segment, base64url", "세그먼트, base64url";
    /// The sign of a text area.
    EDIT_SIGN = "[edit]", "[편집]";
    /// Where the cursor is: line and column.
    PLACE = "line {0}, column {1}", "{0}행 {1}열";
    /// Before the date that is being typed.
    PREVIEW = "= {0}", "= {0}";
    /// What a date can be typed as.
    PREVIEW_HELP = "seconds, or +1h, -5m, tomorrow 9:00, 2026-12-24 18:00",
        "초, 또는 +1h, 1시간 뒤, 내일 9:00, 2026-12-24 18:00";
    /// Title over the tokens that were found in one text.
    WHICH_TOKEN = "Which token?", "어떤 토큰을 볼까요?";
    /// When several tokens were found: how many.
    TOKENS_FOUND = "{0} tokens are in it", "토큰이 {0}개 들어 있습니다";
    /// A token in that list: what stood around it.
    ORIGIN_BARE = "token", "토큰";
    /// The same after `Bearer`.
    ORIGIN_BEARER = "Bearer token", "Bearer 토큰";
    /// The same in a cookie.
    ORIGIN_COOKIE = "cookie", "쿠키";
    /// The same between quotation marks.
    ORIGIN_QUOTED = "quoted token", "따옴표 안 토큰";
    /// The same over several lines.
    ORIGIN_WRAPPED = "wrapped token", "줄바꿈된 토큰";
    /// An edit of a token of another form: how many segments.
    EDIT_THREE = "only a token of three segments can be edited part by part; this has {0}",
        "세그먼트가 세 개인 토큰만 부분별로 편집할 수 있습니다. 이 토큰은 {0}개입니다";
    /// An edit of a header that is none.
    EDIT_HEADER = "the header is no sound JSON object; mend its text first",
        "헤더가 올바른 JSON 객체가 아닙니다. 텍스트부터 고치세요";
    /// An edit of members where there are none.
    EDIT_OBJECT = "this is no sound JSON object; mend its text first",
        "올바른 JSON 객체가 아닙니다. 텍스트부터 고치세요";
    /// An edit of a segment that does not decode.
    EDIT_BASE64URL = "this segment is not base64url; edit the token text instead",
        "이 세그먼트는 base64url이 아닙니다. 토큰 텍스트를 편집하세요";
    /// An edit of octets that are no text.
    EDIT_TEXT = "this segment is not UTF-8 text; edit the token text instead",
        "이 세그먼트는 UTF-8 텍스트가 아닙니다. 토큰 텍스트를 편집하세요";
}
