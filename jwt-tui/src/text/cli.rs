//! The words of the command line: what stands beside a result.

use crate::text::Lang;
use crate::text::phrases;

/// Says a name in a language; one that is not known stays as it is.
#[must_use]
pub fn named(lang: Lang, english: &str) -> &str {
    let known = NAMES.iter().find(|one| one.of(Lang::En) == english);
    known.map_or(english, |one| one.of(lang))
}

/// Names that are found by their English.
const NAMES: [crate::text::Phrase; 20] = [
    STRUCTURE,
    SIGNATURE,
    KEY,
    TIME,
    CLAIMS,
    WITH,
    AT,
    HEADER,
    PAYLOAD,
    TOKEN,
    BEARER,
    COOKIE,
    QUOTED,
    WRAPPED,
    THE_ARGUMENT,
    THE_CLIPBOARD,
    KEY_FORM,
    PRIVATE,
    SERVES,
    THUMBPRINT,
];

phrases! {
    /// Before an error.
    ERROR = "error", "오류";
    /// Before what to do about an error.
    HELP = "help", "도움말";
    /// Before something worth knowing.
    NOTE = "note", "참고";
    /// Before a warning.
    WARNING = "warning", "경고";
    /// Question for a secret.
    SECRET_QUESTION = "secret", "비밀 값";
    /// After a question that was broken off.
    INTERRUPTED = "broken off", "중단했습니다";
    // Names.
    /// Verdict.
    STRUCTURE = "structure", "구조";
    /// Verdict, and segment.
    SIGNATURE = "signature", "서명";
    /// Verdict.
    KEY = "key", "키";
    /// Verdict.
    TIME = "time", "시간";
    /// Verdict.
    CLAIMS = "claims", "클레임";
    /// Before the key that was used.
    WITH = "with", "사용한 키";
    /// Before the time at which a token was judged.
    AT = "at", "기준 시각";
    /// Segment.
    HEADER = "header", "헤더";
    /// Segment.
    PAYLOAD = "payload", "페이로드";
    /// What stood in a text without a name.
    TOKEN = "token", "토큰";
    /// What stood after `Bearer`.
    BEARER = "Bearer token", "Bearer 토큰";
    /// What stood in a cookie.
    COOKIE = "cookie", "쿠키";
    /// What stood in quotes.
    QUOTED = "quoted token", "따옴표 안의 토큰";
    /// What stood in several lines.
    WRAPPED = "wrapped token", "여러 줄로 나뉜 토큰";
    /// Where something was read.
    THE_ARGUMENT = "the argument", "인자";
    /// Where something was read.
    THE_CLIPBOARD = "the clipboard", "클립보드";
    /// Where something was read: its name.
    THE_VARIABLE = "the variable {0}", "환경 변수 {0}";

    /// Before the form of a key.
    KEY_FORM = "form", "형식";
    /// Before whether there is a private part.
    PRIVATE = "private", "개인 부분";
    /// Before the algorithms of a key.
    SERVES = "serves", "알고리즘";
    /// Before the thumbprint of a key.
    THUMBPRINT = "thumbprint", "지문";
    /// Title of one key of several: its place, how many.
    KEY_TITLE = "key {0} of {1}", "키 {0}/{1}";
    /// Kind and size of a key.
    KEY_SIZE = "{0}, {1} bits", "{0}, {1}비트";
    /// There is a private part.
    PRIVATE_YES = "yes, not shown", "있음(보여 주지 않음)";
    /// There is no private part.
    PRIVATE_NO = "no", "없음";
    /// A key that cannot be used: which and why.
    SKIPPED_KEY = "skipped {0}", "건너뜀: {0}";

    // What was found.
    /// A verdict that is none: why.
    NOT_CHECKED = "not checked: {0}", "검사하지 않음: {0}";
    /// Size of a segment: characters, sign between, octets.
    SEGMENT_SIZE = "{0} chars {1} {2} bytes", "{0}자 {1} {2}바이트";
    /// Of a segment.
    EMPTY = "empty", "비어 있음";
    /// Of an object.
    NO_MEMBER = "no member", "멤버 없음";
    /// What is no JSON: the text.
    TEXT = "text: {0}", "텍스트: {0}";
    /// Findings that are not shown: how many.
    MORE_FINDINGS = "{0} more findings: see -v", "발견 {0}개가 더 있습니다. -v로 볼 수 있습니다";
    /// Characters that are not shown: how many.
    MORE_CHARS = "({0} more chars)", "({0}자 더 있음)";
    /// A date that looks like another unit than seconds: the unit, and the date it would be.
    OTHER_UNIT = "{0}? as such {1}", "{0}인가요? 그렇다면 {1}";
    /// Form of a token.
    FORM_COMPACT = "JWS, compact", "JWS, 컴팩트 형식";
    /// Form of a token.
    FORM_FLATTENED = "JWS, JSON with one signature", "JWS, 서명이 하나인 JSON";
    /// Form of a token.
    FORM_GENERAL = "JWS, JSON with several signatures", "JWS, 서명이 여럿인 JSON";
    /// Form of a token.
    FORM_JWE = "JWE, encrypted: only the header can be shown", "JWE, 암호화됨: 헤더만 볼 수 있습니다";
    /// Form of what is no token.
    FORM_NONE = "not a JWS", "JWS가 아님";
    /// How many there are.
    SEGMENT_ONE = "1 segment", "세그먼트 1개";
    /// How many there are.
    SEGMENTS = "{0} segments", "세그먼트 {0}개";
    /// How many there are.
    CHARS = "{0} chars", "{0}자";
    /// Why `inspect` says nothing of the signature.
    USES_NO_KEY = "inspect uses no key; see jwt-tui verify", "inspect는 키를 쓰지 않습니다. jwt-tui verify를 쓰세요";
    /// Of an input: why.
    NOT_A_TOKEN = "not a token: {0}", "토큰이 아닙니다: {0}";
    /// Why an input is no token.
    INPUT_EMPTY = "the input is empty", "입력이 비어 있습니다";
    /// Why an input is no token.
    NOTHING_DECODED = "nothing could be decoded", "아무것도 디코딩할 수 없습니다";
    /// Why an input is no token.
    FOREIGN_CHARACTER = "it holds a character that is not base64url", "base64url이 아닌 글자가 있습니다";
    /// A token that was found more than once: how often.
    REPEATED = "the same token is there {0} times; it is told once",
        "같은 토큰이 {0}번 있어 한 번만 보여 줍니다";
    /// When the name of a file stands for a token: the name.
    FILE_OF_THIS_NAME = "there is a file of this name; to read it, write @{0}",
        "같은 이름의 파일이 있습니다. 파일을 읽으려면 @를 붙이세요: @{0}";
    /// What is granted for clocks: how much.
    LEEWAY = "leeway {0}", "허용 오차 {0}";
    /// What to do without a key.
    GIVE_A_KEY = "give one with --key FILE, --jwks FILE, --secret-file FILE, --secret-env NAME or --secret-prompt",
        "--key FILE, --jwks FILE, --secret-file FILE, --secret-env NAME, --secret-prompt 중 하나로 키를 주세요";

    /// What to do when a public key would have to serve as a secret.
    KEY_CONFUSION = "A public key is no secret: whoever knows it could sign such a token (key confusion). Refuse it, or give the secret of its issuer.",
        "공개 키는 비밀 값이 아닙니다. 공개 키를 아는 누구나 이런 토큰에 서명할 수 있습니다(키 혼동 공격). 거부하거나 발급자의 비밀 값을 주세요.";
    /// What to do about a claim that is not there.
    CLAIM_MISSING = "Ask the issuer to add the claim, or leave out the option that asks for it.",
        "발급자에게 클레임을 넣어 달라고 하거나, 그 클레임을 요구하는 옵션을 빼세요.";

    // Beside the data.
    /// A date that counts another unit: which.
    EXP_UNIT = "exp seems to count {0}, not seconds: the token hardly ever expires",
        "exp가 초가 아니라 {0} 단위로 보입니다. 사실상 만료되지 않는 토큰입니다";
    /// A short secret that verifies: the algorithm.
    WEAK_SECRET = "the secret is shorter than {0} asks for (RFC 7518 §3.2): it can be guessed",
        "비밀 값이 {0}에 필요한 길이보다 짧습니다(RFC 7518 §3.2). 추측당할 수 있습니다";
    /// A short secret that signs: its bits, the algorithm, what it asks for.
    WEAK_SIGNING = "the secret has {0} bits, {1} asks for {2} (RFC 7518 §3.2): it can be guessed",
        "비밀 값은 {0}비트인데 {1}에는 {2}비트가 필요합니다(RFC 7518 §3.2). 추측당할 수 있습니다";
    /// How a secret was read: the encoding.
    FITS_AS = "--secret-encoding auto: the secret fits as {0}", "--secret-encoding auto: 비밀 값이 {0} 형식으로 맞습니다";
    /// How a secret would fit: the readings, and the flag.
    WOULD_FIT = "the secret fits {0}{1}", "비밀 값을 다르게 읽으면 맞습니다: {0}{1}";
    /// A secret in the arguments.
    SECRET_SHOWS = "--secret shows the secret in ps and in the shell's history; --secret-file does not",
        "--secret에 쓴 비밀 값은 ps와 셸 기록에 보입니다. --secret-file은 그렇지 않습니다";
    /// A key of a set that cannot be used: where, which and why.
    SKIPPED = "{0}: skipped {1}", "{0}: 건너뜀: {1}";
    /// A line break that is left out: the flag.
    LINE_BREAK = "{0}: the line break at its end is not taken for the secret",
        "{0}: 끝의 줄바꿈은 비밀 값에 넣지 않습니다";
    /// Keys without a screen.
    KEYS_NOT_USED = "without a screen this is jwt-tui inspect, which uses no key: see jwt-tui verify",
        "화면이 없으면 jwt-tui inspect로 동작하며 키를 쓰지 않습니다. jwt-tui verify를 쓰세요";
    /// Of several algorithms the usual one: which.
    ALGORITHM_TAKEN = "the key names no algorithm: {0} is taken; say --alg",
        "키에 알고리즘이 없어 기본값을 씁니다: {0}. --alg로 지정할 수 있습니다";
    /// A date that is a text: the claim.
    DATE_AS_TEXT = "{0} must be a number, or verifiers refuse it: say {0}:=123, or --{0} 15m",
        "{0}: 숫자여야 합니다. 아니면 검증에서 거부됩니다. {0}:=123 또는 --{0} 15m으로 쓰세요";
    /// A date long ago: the flag, its value, the date.
    EARLY_DATE = "{0} {1} is {2}; for so many seconds from now, say {1}s",
        "{0} {1}: {2}입니다. 지금부터 그만큼의 초라면 {1}s로 쓰세요";
    /// Secrets that have no public half: how many.
    NO_PUBLIC_LEFT_OUT = "{0} shared secrets have no public half and are left out",
        "공유 비밀 값 {0}개는 공개 부분이 없어 제외했습니다";
    /// Before the thumbprint of a secret.
    SECRET_THUMBPRINT = "the thumbprint of a weak secret can be guessed from: do not publish it",
        "약한 비밀 값은 지문으로 추측할 수 있습니다. 공개하지 마세요";

    // Errors.
    /// An argument before the command.
    BEFORE_COMMAND = "an input or a key stands before the command; it belongs after it",
        "입력이나 키가 명령보다 앞에 있습니다. 명령 뒤에 쓰세요";
    /// Nothing to look at.
    NO_TOKEN = "there is no token: give it as an argument, as @FILE, env:NAME, or on stdin",
        "토큰이 없습니다. 인자, @FILE, env:NAME, 표준 입력으로 주세요";
    /// Two readers of stdin.
    STDIN_TWICE = "stdin is asked for twice: give the token or the key in another way, such as @FILE or --key FILE",
        "표준 입력을 두 번 쓰려고 합니다. 토큰이나 키를 @FILE, --key FILE 같은 다른 방법으로 주세요";
    /// A clipboard that is not in the build.
    NO_CLIPBOARD = "clip: is not in this build (feature clipboard); pipe the clipboard instead, e.g. wl-paste | jwt-tui inspect",
        "이 빌드에는 clip:이 없습니다(clipboard 기능). 클립보드를 파이프로 넘기세요. 예: wl-paste | jwt-tui inspect";
    /// A variable that is not set.
    NOT_SET = "it is not set", "설정되어 있지 않습니다";
    /// Too much to read: where, how many MiB.
    TOO_LARGE = "{0}: more than {1} MiB; expected a token, a key or a text with tokens",
        "{0}: {1} MiB가 넘습니다. 토큰, 키, 토큰이 든 텍스트여야 합니다";
    /// The screen could not be opened: why.
    TERMINAL = "the terminal: {0}", "터미널: {0}";
    /// A bug of ours: the place.
    BUG = "this is a bug in jwt-tui, at {0}; please report it", "jwt-tui의 버그입니다({0}). 알려 주세요";
    /// An option that `sign` has no use for.
    SIGN_NDJSON = "--ndjson: sign makes one token; say --json", "--ndjson: sign은 토큰 하나를 만듭니다. --json을 쓰세요";
    /// An option that `key` has no use for.
    KEY_JSON = "--json is for inspect, verify, sign and key show; keys have --to",
        "--json은 inspect, verify, sign, key show에 씁니다. 키의 형식은 --to로 정합니다";
    /// An encoding that is no answer.
    AUTO_SIGNS_NOTHING = "--secret-encoding auto: a new token needs one secret; say text, b64, b64u or hex",
        "--secret-encoding auto: 새 토큰에는 비밀 값이 하나여야 합니다. text, b64, b64u, hex 중 하나를 쓰세요";
    /// No key to sign with.
    NO_SIGNING_KEY = "no key was given: sign with --key FILE, --secret-file FILE or another KEY option",
        "키가 없습니다. --key FILE, --secret-file FILE 같은 키 옵션으로 주세요";
    /// No key of this name: how many there are, the name.
    KID_NONE = "--kid: none of {0} keys is {1}", "--kid: 키 {0}개 중 {1}인 키가 없습니다";
    /// Several keys of this name: how many, the name.
    KID_MANY = "--kid: {0} keys are called {1}", "--kid: {1}인 키가 {0}개입니다";
    /// Several keys and no choice: how many, their names.
    KEYS_MANY = "{0} keys were given, expected one: choose with --kid ({1})",
        "키가 {0}개입니다. --kid로 하나를 고르세요 ({1})";
    /// A key in a form for one: where, how many there are.
    MAKE_A_SET = "{0}: {1} keys make a set: say --to jwks", "{0}: 키가 {1}개이므로 --to jwks를 쓰세요";
    /// No public half: where.
    NO_PUBLIC = "{0}: a shared secret has no public half; expected RSA, EC or OKP",
        "{0}: 공유 비밀 값에는 공개 부분이 없습니다. RSA, EC, OKP 키여야 합니다";
    /// A claim twice: its name.
    TWICE = "{0} is given twice: by --claim and by --{0}", "{0}: 두 번 주었습니다(--claim과 --{0})";
    /// What is no member: the flag, the text.
    NO_PAIR = "{0}: expected k=text or k:=json, found {1}", "{0}: k=텍스트 또는 k:=json이어야 합니다. 실제 값 {1}";
    /// What is no JSON: the flag, the name, why.
    NO_JSON = "{0} {1}: {2}; for a text write {1}=…, in JSON texts have quotes",
        "{0} {1}: {2}. 텍스트라면 {1}=…로 쓰세요. JSON의 문자열에는 따옴표가 필요합니다";
    /// What is no JSON: the name.
    HEADER_NO_JSON = "--header: the value of {0} is no JSON", "--header: {0}의 값이 JSON이 아닙니다";

    /// The name of a file where a token belongs: the name.
    NO_SUCH_TOKEN = "{0} is no token", "{0}: 토큰이 아닙니다";
    /// A form that is not said: what was given.
    NO_FORM = "which form? say --to jwk, jwks or pem, or name the file .jwk, .jwks or .pem with --out",
        "형식을 알 수 없습니다. --to jwk, jwks, pem 중 하나를 쓰거나 --out 파일 이름을 .jwk, .jwks, .pem으로 끝내세요";

    // Many tokens.
    /// When nobody reads the output any more: how many tokens were judged.
    STOPPED = "nobody reads the output any more: stopped after {0} tokens",
        "출력을 읽는 쪽이 없어 토큰 {0}개에서 멈췄습니다";
    /// While many tokens are read: how many, how many of them failed.
    PROGRESS = "{0} tokens, {1} failed", "토큰 {0}개, 실패 {1}개";
    /// After `verify` of many tokens that all hold: how many.
    ALL_HOLD = "{0} tokens: all hold", "토큰 {0}개: 모두 통과했습니다";
    /// After `verify` of many tokens: how many, how many hold, how many failed, each reason with its count.
    SOME_FAILED = "{0} tokens: {1} hold, {2} failed ({3})",
        "토큰 {0}개: 통과 {1}개, 실패 {2}개 ({3})";
    /// After `inspect` of many tokens that were all decoded: how many.
    ALL_DECODED = "{0} tokens: all decoded", "토큰 {0}개: 모두 디코딩했습니다";
    /// After `inspect` of many tokens: how many, how many decoded, how many not, each reason with its count.
    SOME_NOT_DECODED = "{0} tokens: {1} decoded, {2} not ({3})",
        "토큰 {0}개: 디코딩 {1}개, 실패 {2}개 ({3})";
    /// Before the result of one line: its number, what was found.
    LINE_RESULT = "line {0}: {1}", "{0}번째 줄: {1}";
    /// Title of a token that stands in a line: its number, what it is.
    LINE_TITLE = "line {0}: {1}", "{0}번째 줄: {1}";
    /// Title of one token of several: its place, how many, what it is.
    TOKEN_TITLE = "token {0} of {1}: {2}", "토큰 {0}/{1}: {2}";
}
