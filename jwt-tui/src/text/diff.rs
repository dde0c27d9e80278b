//! The words of a comparison: what two tokens differ in, what that means, and the Diff screen.

use crate::text::phrases;

phrases! {
    // What it means for the two tokens as a whole.
    /// Nothing differs.
    SAME_BYTES = "the same token, character for character", "글자 하나까지 같은 토큰입니다";
    /// Header and payload agree, the signature does not.
    OTHER_SIGNATURE = "the same content with another signature: signed once more (ECDSA and RSA-PSS \
        give another one each time), with another key, or damaged",
        "내용은 같고 서명만 다릅니다. 다시 서명했거나(ECDSA와 RSA-PSS는 매번 다른 서명을 만듭니다), 키가 \
        다르거나, 서명이 손상된 것입니다";
    /// The content differs, the signature does not.
    SAME_SIGNATURE = "the content changed and the signature did not: it can hold for one of them at most",
        "내용은 바뀌었는데 서명은 그대로입니다. 이 서명은 많아야 둘 중 하나에만 맞습니다";
    /// Content and signature differ.
    SIGNATURE_REPLACED = "the signature is another one, as it must be for other content",
        "서명이 바뀌었습니다. 내용이 다르면 서명도 달라야 합니다";
    /// The second has no signature any more.
    SIGNATURE_LOST = "the signature is gone: nobody vouches for the second one",
        "서명이 없어졌습니다. 두 번째 토큰은 아무도 보증하지 않습니다";
    /// The second has a signature, the first has none.
    SIGNATURE_GAINED = "the second one is signed, the first is not",
        "두 번째 토큰에는 서명이 있고 첫 번째에는 없습니다";
    /// `exp` less `iat` is twice as long.
    LIFETIME_DOUBLED = "lifetime doubled: {0} → {1}", "유효 기간이 두 배가 되었습니다: {0} → {1}";
    /// … half as long.
    LIFETIME_HALVED = "lifetime halved: {0} → {1}", "유효 기간이 절반이 되었습니다: {0} → {1}";
    /// … longer.
    LIFETIME_LONGER = "lifetime longer: {0} → {1}", "유효 기간이 길어졌습니다: {0} → {1}";
    /// … shorter.
    LIFETIME_SHORTER = "lifetime shorter: {0} → {1}", "유효 기간이 짧아졌습니다: {0} → {1}";
    /// The second has no `exp`.
    NEVER_EXPIRES = "the second one never expires", "두 번째 토큰은 만료되지 않습니다";
    /// Only dates and `jti` differ.
    LOOKS_RENEWED = "nothing differs but what each issue sets anew: the same token, renewed",
        "발급할 때마다 바뀌는 값만 다릅니다. 같은 토큰을 갱신한 것으로 보입니다";

    // What it means that one member differs.
    /// A date is later.
    LATER = "{0} later", "{0} 늦어졌습니다";
    /// A date is earlier.
    EARLIER = "{0} earlier", "{0} 빨라졌습니다";
    /// A distance that is no whole second.
    UNDER_A_SECOND = "less than a second", "1초 미만";
    /// Another number text of the same date.
    SAME_MOMENT = "the same moment, written in another way", "같은 시각을 다르게 적었습니다";
    /// Another number text.
    SAME_NUMBER = "the same number, written in another way", "같은 수를 다르게 적었습니다";
    /// Another text of the same value: escapes or spaces.
    SAME_VALUE = "the same value, written in another way", "같은 값을 다르게 적었습니다";
    /// A list got names.
    GAINED = "gained {0}", "추가됨: {0}";
    /// A list lost names.
    LOST = "lost {0}", "빠짐: {0}";
    /// A list did both.
    GAINED_AND_LOST = "gained {0}; lost {1}", "추가됨: {0}, 빠짐: {1}";
    /// A list has the same names.
    SAME_NAMES = "the same names in another order or form", "이름은 같고 순서나 형식이 다릅니다";
    /// The order of members is not part of what JSON says.
    ORDER = "the order says nothing in JSON, but other characters are signed",
        "JSON에서 순서는 의미가 없지만, 서명되는 글자가 달라집니다";
    /// `aud` differs.
    OTHER_AUDIENCE = "meant for another recipient", "다른 대상(aud)을 위한 토큰입니다";
    /// `iss` differs.
    OTHER_ISSUER = "another issuer vouches: its keys are others", "발급자가 다릅니다. 키도 다릅니다";
    /// `sub` differs.
    OTHER_SUBJECT = "about somebody else", "다른 주체에 대한 토큰입니다";
    /// `jti` differs.
    OTHER_ID = "another token of its own, not a copy", "사본이 아니라 별개의 토큰입니다";
    /// `alg`: from a key pair to a shared secret.
    TO_SECRET = "from a key pair to a shared secret: a verifier that lets the token choose would take the \
        public key as the secret (RFC 8725 §2.1)",
        "키 쌍에서 공유 비밀 값으로 바뀌었습니다. 토큰이 알고리즘을 고르게 두는 검증자는 공개 키를 비밀 값으로 \
        쓰게 됩니다 (RFC 8725 §2.1)";
    /// `alg`: from a shared secret to a key pair.
    FROM_SECRET = "from a shared secret to a key pair: verifiers need the public key now",
        "공유 비밀 값에서 키 쌍으로 바뀌었습니다. 이제 검증에는 공개 키가 필요합니다";
    /// `alg`: to `none`.
    TO_NONE = "nobody signs any more: to be refused", "더는 아무도 서명하지 않습니다. 거부해야 합니다";
    /// `alg`: from `none`.
    FROM_NONE = "signed now, unsigned before", "전에는 서명이 없었고 이제는 있습니다";
    /// `alg`: the same family.
    OTHER_HASH = "the same kind of key, another hash", "키 종류는 같고 해시가 다릅니다";
    /// `alg`: RSA, the other padding.
    OTHER_PADDING = "the same RSA key can do both; verifiers should bind it to one",
        "같은 RSA 키로 둘 다 할 수 있지만, 검증자는 하나로 고정해야 합니다";
    /// `alg`: anything else.
    OTHER_ALGORITHM = "another algorithm: a key of another kind, or another use of it",
        "알고리즘이 다릅니다. 키의 종류나 쓰임이 달라집니다";
    /// `kid` differs.
    OTHER_KEY = "names another key", "다른 키를 가리킵니다";
    /// `typ` differs.
    OTHER_TYPE = "another kind of token", "토큰의 종류가 다릅니다";
    /// `crit` differs.
    OTHER_EXTENSIONS = "asks the verifier to understand other extensions",
        "검증자에 다른 확장을 이해하라고 요구합니다";
    /// `jku`, `x5u` differ.
    OTHER_KEY_URL = "points to other keys; never followed", "다른 키 주소를 가리킵니다. 따라가지 않습니다";
    /// `jwk`, `x5c` differ.
    OTHER_EMBEDDED_KEY = "brings another key along; never trusted",
        "다른 키를 함께 가져옵니다. 신뢰하지 않습니다";

    // How far a part is apart.
    /// Header, as a heading.
    HEADER = "HEADER", "헤더";
    /// Payload, as a heading.
    PAYLOAD = "PAYLOAD", "페이로드";
    /// Signature, as a heading.
    SIGNATURE = "SIGNATURE", "서명";
    /// The whole text, as a heading.
    TOKEN = "TOKEN", "토큰";
    /// A part without a difference.
    PART_SAME = "the same {0} chars", "{0}자 모두 같음";
    /// A part that both have without a character in it.
    PART_EMPTY = "empty in both", "둘 다 비어 있음";
    /// A part that one of the two lacks.
    PART_ONLY_SECOND = "only the second has it, {0} chars", "두 번째에만 있음, {0}자";
    /// The other way round.
    PART_ONLY_FIRST = "only the first has it, {0} chars", "첫 번째에만 있음, {0}자";
    /// The same members in another text.
    PART_RESPELT = "the same members in another text: spaces, escapes, digits or order",
        "멤버는 같고 표기가 다름: 공백, 이스케이프, 숫자 표기, 순서";
    /// A part of the same length.
    PART_CHARS = "{0} of {1} chars differ", "{1}자 중 {0}자가 다름";
    /// A part of another length.
    PART_LENGTH = "{0} chars became {1}", "{0}자가 {1}자로 바뀜";
    /// More members differ than are told of.
    MORE = "and {0} more", "외 {0}개";
    /// Place of a member in its object: before and after.
    MOVED = "place {0} {2} {1}", "{0}번째 {2} {1}번째";

    // The command line.
    /// Name of the first token.
    FIRST = "first", "첫 번째";
    /// Name of the second token.
    SECOND = "second", "두 번째";
    /// One of the two is no token.
    NOT_A_TOKEN = "not a token: nothing of the {0} could be decoded",
        "토큰이 아닙니다. {0} 입력에서 아무것도 해석하지 못했습니다";
    /// Several tokens stand in one input.
    FIRST_OF_MANY = "{0} tokens in one input; the first is compared",
        "입력 하나에 토큰이 {0}개 있어 첫 번째만 비교합니다";
    /// Heads what it all means.
    IN_SHORT = "IN SHORT", "요약";

    // The Diff screen.
    /// There is no second token.
    NOTHING_TO_COMPARE = "Nothing to compare with yet.\n\
        Press d and give the other token, paste a second one over the first,\n\
        or edit this one: then it is compared with its original.",
        "아직 비교할 대상이 없습니다.\n\
        d를 눌러 다른 토큰을 주거나, 두 번째 토큰을 붙여넣으세요.\n\
        지금 토큰을 편집하면 원본과 비교합니다.";
    /// There is no token at all.
    NO_TOKEN = "There is no token yet: paste one.", "아직 토큰이 없습니다. 토큰을 붙여넣으세요.";
    /// Side: the token before its edits.
    ORIGINAL = "original", "원본";
    /// Side: the token made here.
    MADE = "made here", "직접 만든 토큰";
    /// Side: the token on the workbench.
    PRESENT = "on the workbench", "작업대의 토큰";
    /// Side: the token that was there before.
    BEFORE = "the token before", "바로 앞의 토큰";
    /// Side: the token that was asked for.
    GIVEN = "given for comparison", "비교용으로 준 토큰";
    /// Side: a token of the history.
    FROM_HISTORY = "from the history", "기록의 토큰";
    /// Verdict of a side: no key.
    NO_KEY = "not checked: no key", "검증 안 함: 키 없음";
    /// Verdict of a side: the signature was not kept.
    NOT_KEPT = "not checked: its signature was not kept", "검증 안 함: 서명을 남기지 않은 토큰";
    /// Verdict of a side: no key could be tried.
    NO_FITTING_KEY = "not checked: no key fits", "검증 안 함: 맞는 키 없음";
    /// Verdict of a side: good.
    HOLDS = "signature matches", "서명이 일치합니다";
    /// Verdict of a side: bad.
    FAILS = "signature does not match", "서명이 일치하지 않습니다";
    /// Verdict of a side: there is no signature of an algorithm that a key could check.
    REFUSED = "nothing that a key could check", "키로 검증할 수 있는 서명이 아닙니다";
    /// Which key a side was checked with.
    BY_KEY = "by {0}", "키: {0}";
    /// What a change without members is called.
    WHOLE_PART = "all of it", "전체";
    /// Identical characters that are left out.
    SAME_CHARS = "{0} chars the same", "{0}자 같음";
    /// No character differs.
    ALL_SAME = "no character differs", "다른 글자가 없습니다";
    /// There is one change.
    COUNT_ONE = "1 change", "변경 1개";
    /// How many changes there are.
    COUNT = "{0} changes", "변경 {0}개";
    /// Asks for the other token.
    PROMPT = "compare with", "비교할 토큰";
    /// After the other token was given.
    COMPARED = "compared with the token given", "받은 토큰과 비교합니다";
    /// After the sides were swapped.
    SWAPPED = "sides swapped", "좌우를 바꾸었습니다";
    /// Nothing is marked.
    NOTHING_MARKED = "nothing differs here", "다른 부분이 없습니다";
    /// The claim is not in the token on the workbench.
    NOT_PRESENT = "the token on the workbench does not have it; b puts it back",
        "작업대의 토큰에는 없습니다. b로 되살릴 수 있습니다";
    /// What was copied.
    THE_CHANGE = "the change", "변경 내용";
    /// After a value was taken back.
    TAKEN_BACK = "{0}: taken from the other token; u undoes it",
        "{0}: 다른 토큰의 값으로 되돌렸습니다. u로 취소합니다";
    /// A value cannot be taken back.
    NOT_TAKEN_BACK = "this cannot be taken over into the token as it stands",
        "지금 토큰에는 이 값을 넣을 수 없습니다";
}
