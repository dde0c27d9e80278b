//! The words of the Keys screen, of the key pane and of the secret doctor.

use crate::text::phrases;

phrases! {
    /// What an empty ring says, in lines.
    EMPTY = "No key yet, so nothing is verified.\nPaste a PEM, JWK or JWK Set, or press:",
        "키가 없어서 아무것도 검증하지 않았습니다.\nPEM, JWK, JWK Set을 붙여넣거나 다음을 누르세요.";
    /// Beside the key `v`.
    EMPTY_GIVE = "type or paste a secret or a key",
        "비밀 값이나 키를 입력";
    /// Beside the key `o`.
    EMPTY_OPEN = "open a file of any form",
        "파일 열기 (형식은 내용으로 판단)";
    /// Beside the key `g`.
    EMPTY_MAKE = "make a new key",
        "새 키 만들기";
    /// When something needs a key and there is none.
    NO_KEY_MARKED = "no key is marked; v gives one, g makes one", "고른 키가 없습니다. v로 키를 주거나 g로 만드세요";
    /// The ring folded to one line: how many keys, how many fit.
    RING_SUMMARY = "keys: {0}, of which fit: {1}",
        "키 {0}개, 맞는 키 {1}개";
    /// The same before they are tried, or without a token.
    RING_SUMMARY_UNTRIED = "keys: {0}",
        "키 {0}개";
    /// Which keys a verifier gets: all of them.
    OFFERS_ALL = "verifies with: every key that fits", "검증에 쓰는 키: 맞는 키 모두";
    /// Which keys a verifier gets: one.
    OFFERS_ONE = "verifies with: only ●", "검증에 쓰는 키: ● 하나만";
    /// What can sign.
    PRIVATE = "private", "개인";
    /// What can verify.
    PUBLIC = "public", "공개";
    /// What can do both.
    SECRET = "secret", "비밀";
    /// Label of kind and size.
    LABEL_KIND = "kind", "종류";
    /// Label of `kid`.
    LABEL_KID = "kid", "kid";
    /// Label of `alg`.
    LABEL_ALG = "alg", "alg";
    /// Label of `use`.
    LABEL_USE = "use", "use";
    /// Label of `key_ops`.
    LABEL_KEY_OPS = "key_ops", "key_ops";
    /// Label of the thumbprint.
    LABEL_THUMBPRINT = "thumb", "지문";
    /// Label of the source.
    LABEL_SOURCE = "source", "출처";
    /// Label of the form it came in.
    LABEL_FORM = "came as", "형식";
    /// Label of what it can do.
    LABEL_PART = "part", "부분";
    /// Label of the algorithms it serves.
    LABEL_SERVES = "serves",
        "알고리즘";
    /// Label of its certificate.
    LABEL_CERTIFICATE = "cert", "인증서";
    /// Label of the readings of a secret.
    LABEL_READ = "read", "읽는 법";
    /// Label of the secret.
    LABEL_SECRET = "secret", "비밀";
    /// Label of the key in the key pane.
    LABEL_KEY = "key", "키";
    /// Label of why it may be trusted.
    LABEL_TRUST = "trust", "신뢰";
    /// Label of a warning.
    LABEL_WARNING = "!", "!";
    /// Size in bits.
    BITS = "{0}, {1} bits", "{0}, {1}비트";
    /// Size of a secret.
    SECRET_SIZE = "oct, {0} bytes ({1} bits)", "oct, {0}바이트({1}비트)";
    /// A member that is not there.
    NOT_SAID = "—", "—";
    /// When a key names no algorithm.
    NO_ALG = "names none", "정해져 있지 않음";
    /// When a key serves nothing here.
    SERVES_NOTHING = "no algorithm here", "쓸 수 있는 알고리즘이 없음";
    /// Why a secret has no thumbprint.
    NO_THUMBPRINT = "none shown: that of a secret can be guessed from",
        "표시하지 않음: 비밀 값의 지문으로는 비밀 값을 추측할 수 있습니다";
    /// What a private key can do.
    HAS_PRIVATE = "private part present: signs, and verifies by its public half",
        "개인 부분이 있음: 서명할 수 있고, 공개 부분으로 검증합니다";
    /// What a public key can do.
    HAS_PUBLIC = "public part alone: verifies, cannot sign", "공개 키만 있음: 검증만 하고 서명은 못 합니다";
    /// What a secret can do.
    HAS_SECRET = "shared secret: whoever verifies can sign, too", "공유 비밀 값: 검증하는 쪽도 서명할 수 있습니다";
    /// A certificate: its subject, its last day.
    CERTIFICATE = "{0}, until {1}", "{0}, {1}까지";
    /// A key that was made here.
    FORM_MADE = "made here", "여기서 생성";
    /// A key that came with the command line.
    FORM_GIVEN = "given at the start", "시작할 때 받음";
    /// A secret.
    FORM_SECRET = "secret, taken as text", "비밀 값, 텍스트로 받음";
    /// A secret that was read otherwise.
    FORM_SECRET_READ = "secret, read in another way", "비밀 값, 다른 방식으로 읽음";
    /// The public part of another key.
    FORM_DERIVED = "public part of another key here", "이 세션에 있는 다른 키의 공개 부분";
    /// Hidden: the whole secret part.
    HIDDEN = "•••••• (r shows it)", "•••••• (r로 표시)";
    /// Hidden in the key pane: how many octets, and how to see them.
    HIDDEN_BYTES = "•••••• ({0} bytes; r in this pane shows it)", "•••••• ({0}바이트, 이 창에서 r로 표시)";
    /// The same for a private part.
    HIDDEN_PRIVATE = "•••••• (private part; r in this pane shows it)", "•••••• (개인 부분, 이 창에서 r로 표시)";
    /// A secret that is too short: how long, the algorithm, how long it must be.
    WEAK = "weak: {0} bytes, {1} needs {2} (RFC 7518 §3.2); a short secret is found by trying",
        "약함: {0}바이트입니다. {1}에는 {2}바이트가 필요합니다(RFC 7518 §3.2). 짧은 비밀 값은 대입해서 찾아낼 수 있습니다";
    /// A secret that looks like something written down: the encoding, how many octets.
    LOOKS_ENCODED = "looks like {1} random bytes in {0}, but is used as text; f reads it as {0}",
        "{0} 형식으로 적은 임의의 {1}바이트처럼 보이지만 텍스트로 쓰고 있습니다. f를 누르면 {0} 형식으로 읽습니다";
    /// Over the text of a key: the form, whole.
    WRITTEN_WHOLE = "as {0}, private part included", "{0} 형식, 개인 부분 포함";
    /// Over the text of a key: the form, public.
    WRITTEN_PUBLIC = "as {0}, public part", "{0} 형식, 공개 부분";
    /// When a form does not exist for this key: the form, why.
    NOT_WRITTEN = "as {0}: {1}", "{0} 형식: {1}";
    /// What a line of left-out keys is.
    LEFT_OUT = "left out", "제외";
    /// What to know about it.
    LEFT_OUT_MEANING = "This key of the source was not taken, and the others were. A verifier passes over what it does not know (RFC 7517 §5).",
        "이 출처의 다른 키는 받고 이 키만 받지 않았습니다. 검증하는 쪽은 모르는 키를 건너뜁니다(RFC 7517 §5).";
    /// When there is no token to ask about.
    FIT_NO_TOKEN = "there is no token yet: p gives one", "아직 토큰이 없습니다. p로 토큰을 주세요";
    /// While the answer is worked out.
    FIT_PENDING = "being tried …", "확인하는 중 …";
    /// It fits: the algorithm.
    FIT_YES = "yes: the signature matches with {0}", "맞음: {0} 서명이 일치합니다";
    /// It fits, and the `kid` says so.
    FIT_YES_KID = "yes, by kid and by signature ({0})", "맞음: kid와 서명이 모두 일치합니다({0})";
    /// What a short secret means although it fits.
    FIT_WEAK = "It matches, but the secret is shorter than the hash: anybody with a token can search for it.",
        "일치하지만 비밀 값이 해시보다 짧습니다. 토큰을 가진 사람은 누구나 이 값을 찾아볼 수 있습니다.";
    /// Another family: the algorithm, the kind it needs, the kind of this key.
    FIT_FAMILY = "no: other family. {0} needs {1}, this is {2}", "안 맞음: 다른 종류입니다. {0}에는 {1} 키가 필요하고 이 키는 {2}입니다";
    /// What to do about it.
    FIT_FAMILY_WHY = "A key serves one family of algorithms only, and the header never decides how a key is used (RFC 8725 §3.1).",
        "키는 한 종류의 알고리즘에만 씁니다. 키를 어떻게 쓸지는 헤더가 정하지 않습니다(RFC 8725 §3.1).";
    /// The attack: the form of the text.
    FIT_CONFUSION = "The token was signed with the TEXT of this public key ({0}) as an HMAC secret: the key confusion attack. Refuse it.",
        "이 공개 키의 텍스트({0})를 HMAC 비밀 값으로 써서 서명한 토큰입니다. 키 혼동 공격이니 거부해야 합니다.";
    /// Another curve: the algorithm, what it needs, what this is.
    FIT_CURVE = "no: other curve or size. {0} needs {1}, this is {2}", "안 맞음: 곡선이나 크기가 다릅니다. {0}에는 {1} 키가 필요하고 이 키는 {2}입니다";
    /// What to do about it.
    FIT_CURVE_WHY = "Each of these algorithms has exactly one curve or parameter set (RFC 7518 §3.4).",
        "이 알고리즘들은 저마다 곡선이나 파라미터 집합이 하나로 정해져 있습니다(RFC 7518 §3.4).";
    /// Bound to another algorithm: the token's, the key's.
    FIT_ALGORITHM = "no: other algorithm. The token says {0}, the key is for {1}", "안 맞음: 알고리즘이 다릅니다. 토큰은 {0}, 키는 {1} 전용입니다";
    /// What to do about it.
    FIT_ALGORITHM_WHY = "alg in a key binds it: it must not be used with another one (RFC 7517 §4.4).",
        "키에 적힌 alg는 그 키를 묶습니다. 다른 알고리즘에 쓰면 안 됩니다(RFC 7517 §4.4).";
    /// Forbidden: the member, what stands there, what would be needed.
    FIT_FORBIDDEN = "no: {0} says {1}, verifying needs {2}",
        "안 맞음: {0} 값이 {1}입니다. 검증하려면 {2} 값이 필요합니다";
    /// What to do about it.
    FIT_FORBIDDEN_WHY = "The owner of the key says what it is for, and it is not for checking signatures (RFC 7517 §4.2, §4.3).",
        "키의 주인이 용도를 정해 두었고, 서명 검증용이 아닙니다(RFC 7517 §4.2, §4.3).";
    /// Tried and not matching: the algorithm.
    FIT_MISMATCH = "no: tried with {0}, the signature does not match",
        "안 맞음: {0} 서명을 확인했지만 일치하지 않습니다";
    /// What that means for a key pair.
    FIT_MISMATCH_WHY = "Kind and algorithm are right: it is another key, or the token was changed after it was signed.",
        "종류와 알고리즘은 맞습니다. 다른 키이거나, 서명한 뒤에 토큰이 바뀌었습니다.";
    /// What that means for a secret.
    FIT_MISMATCH_SECRET = "It is another secret, another reading of it (the doctor tried text, base64, base64url, hex, quotes, blanks and line ends), or the token was changed.",
        "다른 비밀 값이거나 읽는 방법이 다르거나(텍스트, base64, base64url, 16진수, 따옴표, 공백, 줄바꿈을 시도했습니다) 토큰이 바뀌었습니다.";
    /// What it means after an edit.
    FIT_STALE = "The token was edited after it was signed: no key can match until it is signed anew.",
        "서명한 뒤에 토큰을 편집했습니다. 다시 서명하기 전에는 어떤 키도 일치하지 않습니다.";
    /// The key cannot be used: why.
    FIT_UNUSABLE = "no: the key cannot be used: {0}", "안 맞음: 쓸 수 없는 키입니다: {0}";
    /// No key could fit: why.
    FIT_TOKEN = "not tried: the token cannot be verified with any key: {0}", "확인하지 않음: 어떤 키로도 검증할 수 없는 토큰입니다: {0}";
    /// No algorithm: what the header says.
    FIT_NO_ALGORITHM = "not tried: alg is {0}, which no key serves", "확인하지 않음: alg가 {0}인데, 여기에 쓰는 키는 없습니다";
    /// No algorithm at all.
    FIT_ALGORITHM_MISSING = "not tried: the header names no alg", "확인하지 않음: 헤더에 alg가 없습니다";
    /// `kid`: the same.
    KID_SAME = "kid: {0}, the same in both", "kid: 양쪽 모두 {0}";
    /// `kid`: different: the token's, the key's.
    KID_DIFFERS = "kid differs: the token says {0}, the key {1}; tried all the same", "kid가 다름: 토큰은 {0}, 키는 {1}. 그래도 확인했습니다";
    /// `kid`: different, and the key was not tried for another reason.
    KID_DIFFERS_TOO = "kid differs, too: the token says {0}, the key {1}", "kid도 다름: 토큰은 {0}, 키는 {1}";
    /// `kid`: only the token has one.
    KID_ONLY_TOKEN = "kid: the token says {0}, the key has none", "kid: 토큰은 {0}, 키에는 없음";
    /// `kid`: only the key has one.
    KID_ONLY_KEY = "kid: the key has {0}, the token names none", "kid: 키는 {0}, 토큰에는 없음";
    /// What it means when the `kid` differs and the signature matches.
    KID_ROTATION = "A verifier that chooses by kid would not take this key from a set: the kid is wrong, or the set is not the current one. Enter verifies with it alone.",
        "kid로 키를 고르는 쪽은 이 키를 키 세트에서 고르지 않습니다. kid가 틀렸거나 최신 키 세트가 아닙니다. Enter로 이 키 하나만 써서 검증합니다.";
    /// This key is the one behind the verdict.
    FIT_USED = "The verdict on the signature is by this key.", "서명 판정은 이 키로 내렸습니다.";
    /// What the doctor found: the steps.
    DOCTOR = "the secret fits {0}: f takes it so", "비밀 값을 {0} 일치합니다. f를 누르면 그렇게 읽습니다";
    /// The same as a message, which is read where `f` is no key, too.
    DOCTOR_SAID = "the secret does not match as it stands; it fits {0}",
        "그대로는 일치하지 않지만, 비밀 값을 {0} 일치합니다";
    /// The same for the line of a check.
    DOCTOR_CHECK = "the secret would fit {0} (f in the key pane)", "비밀 값을 {0} 일치합니다(키 창에서 f)";
    /// Between two steps.
    DOCTOR_THEN = ", then ", ", 이어서 ";
    /// The name of an encoding.
    ENCODING_HEX = "hexadecimal", "16진수";
    /// A step: decoded from base64.
    READ_BASE64 = "decoded from base64", "base64로 디코딩하면";
    /// A step: decoded from base64url.
    READ_BASE64URL = "decoded from base64url", "base64url로 디코딩하면";
    /// A step: decoded from hex.
    READ_HEX = "decoded from hexadecimal", "16진수로 디코딩하면";
    /// A step: as text.
    READ_TEXT = "as text", "텍스트 그대로 쓰면";
    /// A step: LF for CR LF.
    READ_LF = "with LF line ends instead of CR LF", "줄바꿈을 CR LF에서 LF로 바꾸면";
    /// A step: CR LF for LF.
    READ_CRLF = "with CR LF line ends instead of LF", "줄바꿈을 LF에서 CR LF로 바꾸면";
    /// A step: `\n` as a line break.
    READ_UNESCAPED = "with line breaks where it has \\n written out", "글자로 적힌 \\n을 줄바꿈으로 바꾸면";
    /// A step: without quotes.
    READ_UNQUOTED = "without the quotes around it", "양끝의 따옴표를 빼면";
    /// A step: trimmed.
    READ_TRIMMED = "without the white space at its ends", "양끝의 공백을 빼면";
    /// A step: with a line feed.
    READ_WITH_LF = "with a line feed at its end", "끝에 LF를 붙이면";
    /// A step: with CR LF.
    READ_WITH_CRLF = "with CR LF at its end", "끝에 CR LF를 붙이면";
    /// After the doctor's reading was taken.
    READING_TAKEN = "the secret is read so now: {0} bytes", "이제 비밀 값을 그렇게 읽습니다: {0}바이트";
    /// When there is no other reading to take.
    NO_READING = "no other reading of this secret is known to fit", "이 비밀 값을 달리 읽어도 맞는 방법이 없습니다";
    /// After a key was chosen: its name.
    USES_ONE = "verifying with {0} alone; Enter takes all keys again", "{0} 하나로만 검증합니다. Enter를 다시 누르면 모든 키를 씁니다";
    /// After all keys were taken again.
    USES_ALL = "verifying with every key that fits", "맞는 키 모두로 검증합니다";
    /// After the marked key was forgotten: its name.
    FORGOTTEN_ONE = "{0} is forgotten and wiped", "{0}: 잊고 메모리에서 지웠습니다";
    /// After all keys were forgotten: how many.
    FORGOTTEN_ALL = "all {0} keys are forgotten and wiped", "키 {0}개를 모두 잊고 메모리에서 지웠습니다";
    /// Where that is asked.
    BEFORE_FORGETTING = "Before all keys are forgotten", "키를 모두 잊기 전";
    /// The question: how many keys.
    FORGET_ALL = "Forget all {0} keys?", "키 {0}개를 모두 잊을까요?";
    /// When they were kept.
    NOT_FORGOTTEN = "no key is forgotten", "키를 그대로 두었습니다";
    /// When the ring is full: how many keys it holds.
    RING_FULL = "there is no room for more than {0} keys; X forgets all", "키를 {0}개보다 많이 담을 수 없습니다. X로 모두 잊을 수 있습니다";
    /// After the form was changed: the form.
    FORM_SHOWN = "shown as {0}; y copies the public part, Y all of it, w and W write files",
        "{0} 형식으로 표시합니다. y는 공개 키, Y는 전체를 복사하고 w와 W는 파일로 씁니다";
    /// When a secret has no public part.
    SECRET_HAS_NO_PUBLIC = "a shared secret has no public part; Y copies and W writes the secret itself",
        "공유 비밀 값에는 공개 부분이 없습니다. Y로 비밀 값을 복사하고 W로 파일에 씁니다";
    /// When a public key has no private part.
    HAS_NO_PRIVATE = "this key has no private part; y copies it, w writes it", "개인 부분이 없는 키입니다. y로 복사하고 w로 파일에 씁니다";
    /// When a private part is needed to sign.
    CANNOT_SIGN = "this key has no private part and cannot sign", "개인 부분이 없어서 서명할 수 없습니다";
    /// When the header's algorithm is not the key's: the header's, the key's.
    OTHER_ALGORITHM = "the header says {0}, this key is for {1}; S writes {1} into the header and signs",
        "헤더는 {0}, 이 키는 {1} 전용입니다. S를 누르면 헤더의 alg를 {1} 값으로 바꾸고 서명합니다";
    /// After the public part was added.
    DERIVED = "the public part stands first now", "공개 부분을 맨 앞에 추가했습니다";
    /// When it is public already.
    IS_PUBLIC = "this key is a public part already", "이미 공개 키입니다";
    /// When a key of before is the one that matches: its source.
    EARLIER_KEY = "{0}; the signature matches by an earlier key ({1})", "{0}. 서명은 먼저 준 키({1})와 일치합니다";
    /// What was copied: a whole key.
    THE_PRIVATE_KEY = "key with its secret part", "개인 부분까지 포함한 키";
    /// Prompt for a file to write the public part to.
    PROMPT_WRITE = "write the public part as {0} to the file", "공개 키를 쓸 파일({0})";
    /// Prompt for a file to write the whole key to.
    PROMPT_WRITE_WHOLE = "write the PRIVATE part as {0} to the file", "개인 키까지 쓸 파일({0})";
    /// Where the question before a file is replaced is asked.
    BEFORE_REPLACING = "Before a file is replaced", "파일을 바꾸기 전";
    /// The question before a file is replaced: its name.
    REPLACE = "{0} exists. Replace it?", "{0}: 이미 있습니다. 바꿀까요?";
    /// After a file was written: its name.
    WRITTEN_FILE = "{0} written, readable by you alone (0600)", "{0}에 썼습니다. 본인만 읽을 수 있습니다(0600)";
    /// When it was not replaced.
    NOT_REPLACED = "the file is as it was", "파일은 그대로입니다";
    /// After signing on the Keys screen: the algorithm.
    SIGNED = "signed with {0}; 1 shows the token", "{0} 서명을 마쳤습니다. 1을 누르면 토큰이 보입니다";
    /// … where there are several keys: the algorithm, the name of the key, where it came from.
    SIGNED_BY = "signed with {0} by {1} ({2}); 1 shows the token", "{0} 서명을 마쳤습니다. 서명한 키: {1} ({2}). 1을 누르면 토큰이 보입니다";
    /// After a key was made on the Keys screen: the algorithm.
    MADE = "a key for {0}, for this session only: S signs, W writes it to a file",
        "{0} 키를 만들었습니다. 이 세션에서만 씁니다. S로 서명하고 W로 파일에 씁니다";
    /// When a key could not be made: the algorithm, why.
    NOT_MADE = "no key was made: {0}", "키를 만들지 못했습니다: {0}";
    /// In the key pane: further keys that are not listed.
    AND_MORE = "and {0} more; 5 shows all keys", "외 {0}개. 5를 누르면 모두 보입니다";
    /// In the key pane: where the keys of the others are.
    KEY_COUNT = "{0}  ({1} keys)", "{0}  (키 {1}개)";
    /// In the key pane folded, without a key.
    NONE_FOLDED = "none: v gives one, g in this pane makes one", "없음: v로 주거나 이 창에서 g로 만듭니다";
    /// Beside `v` in an empty key pane.
    TO_TYPE = "to type a secret,", "비밀 값 입력,";
    /// Beside `o` in an empty key pane.
    TO_OPEN = "to open a file,", "파일 열기,";
    /// Beside `g` in an empty key pane that has the keys.
    TO_MAKE = "to make a new key.", "새 키 만들기";
    /// Beside `g` in an empty key pane.
    TO_MAKE_HERE = "in this pane to make a new key.", "이 창에서 새 키 만들기";
}
