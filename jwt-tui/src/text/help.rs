//! The help of the command line: each text of the grammar and what it is in Korean.
//!
//! The English is the key by which a text is found, so it stands as it does in the grammar; a test
//! walks the grammar and fails for a text that is missing here.

use crate::text::Lang;
use crate::text::phrases;

/// Says a text of the grammar in a language; nothing when it is not known.
#[must_use]
pub fn say(lang: Lang, english: &str) -> Option<&'static str> {
    ALL.iter()
        .map(|(_, phrase)| phrase)
        .find(|one| one.of(Lang::En) == english)
        .map(|one| one.of(lang))
}

phrases! {
    // Frame and headings.
    /// Before the usage.
    USAGE = "Usage:", "사용법:";
    /// Heading of the commands.
    COMMANDS = "Commands", "명령";
    /// Heading of the arguments.
    ARGUMENTS = "Arguments", "인자";
    /// Heading of the options without a heading.
    OPTIONS = "Options", "옵션";
    /// Heading.
    CONTENT = "Content", "내용";
    /// Heading.
    DEBUGGER = "Debugger", "디버거";
    /// Heading.
    KEY = "Key", "키";
    /// Heading.
    MANY_TOKENS = "Many tokens", "여러 토큰";
    /// Heading.
    OUTPUT = "Output", "출력";
    /// Heading.
    RULES = "Rules", "규칙";
    /// After the help of a command: flags that every command has.
    ALSO = "Also {0}: see jwt-tui --help.", "공통: {0} (jwt-tui --help)";
    /// After the help of the program: where the options about keys are told.
    KEYS_TOO = "Keys are given as for verify, e.g. jwt-tui T --key ec.pem: see jwt-tui verify --help.",
        "키는 verify처럼 줍니다. 예: jwt-tui T --key ec.pem (설명은 jwt-tui verify --help)";

    // The program and its commands.
    /// The program.
    PROGRAM = "Look into JSON Web Tokens, verify and sign them. Without a command: the debugger on this \
        terminal, or what `inspect` prints when the output is no terminal. Nothing is ever sent anywhere",
        "JSON Web Token을 들여다보고, 검증하고, 서명합니다. 명령 없이 실행하면 이 터미널에 디버거가 열립니다. \
        출력이 터미널이 아니면 `inspect`의 결과를 출력합니다. 아무것도 외부로 전송하지 않습니다";
    /// Examples.
    PROGRAM_AFTER = "Examples:
  jwt-tui                                     open the debugger and paste a token
  pbpaste | jwt-tui                           open it with what was copied
  curl -sv https://api.example 2>&1 | jwt-tui inspect
  jwt-tui verify @token.txt --jwks jwks.json --iss https://idp.example --aud api
  jwt-tui sign --key ec.pem --claim sub=alice --exp 15m",
        "예:
  jwt-tui                                     디버거를 열고 토큰을 붙여넣습니다
  pbpaste | jwt-tui                           복사한 내용으로 디버거를 엽니다
  curl -sv https://api.example 2>&1 | jwt-tui inspect
  jwt-tui verify @token.txt --jwks jwks.json --iss https://idp.example --aud api
  jwt-tui sign --key ec.pem --claim sub=alice --exp 15m";
    /// `inspect`.
    INSPECT = "Decode everything that can be decoded; never needs a key",
        "디코딩할 수 있는 것을 모두 디코딩합니다. 키가 필요 없습니다";
    /// Examples.
    INSPECT_AFTER = "Examples:
  jwt-tui inspect eyJhbGciOi…                 curl -sv https://api.example 2>&1 | jwt-tui inspect
  jwt-tui inspect --json @token.txt           jwt-tui inspect env:TOKEN @response.json
Exit: 0 something could be decoded, 3 nothing could, 5 input not readable.",
        "예:
  jwt-tui inspect eyJhbGciOi…                 curl -sv https://api.example 2>&1 | jwt-tui inspect
  jwt-tui inspect --json @token.txt           jwt-tui inspect env:TOKEN @response.json
종료 코드: 0 무언가 디코딩함, 3 아무것도 디코딩하지 못함, 5 입력을 읽지 못함.";
    /// `verify`.
    VERIFY = "Check structure, algorithm, signature, time and claims",
        "구조, 알고리즘, 서명, 시간, 클레임을 검사합니다";
    /// Examples.
    VERIFY_AFTER = "Example: jwt-tui verify @token.txt --jwks jwks.json --iss https://idp.example --aud api
Lines that are tokens, or JSON objects with one, are answered each, in order, on every core.
Exit: 0 holds, 3 not a token, 4 no key fits, 10 signature, 11 expired, 12 not yet valid,
  13 claims, 14 algorithm, 1 another check; 2 usage, 5 reading or writing failed.",
        "예: jwt-tui verify @token.txt --jwks jwks.json --iss https://idp.example --aud api
줄마다 토큰(또는 토큰이 든 JSON 객체)이 있으면 모든 코어로 검사하고 순서대로 결과를 냅니다.
종료 코드: 0 통과, 3 토큰이 아님, 4 맞는 키 없음, 10 서명 불일치, 11 만료, 12 아직 유효하지 않음,
  13 클레임, 14 알고리즘, 1 그 밖의 검사, 2 사용법 오류, 5 읽기나 쓰기 실패.";
    /// `sign`.
    SIGN = "Make a token", "토큰을 만듭니다";
    /// Examples.
    SIGN_AFTER = "The token goes to stdout, everything else to stderr. iat is now unless --iat says otherwise.
TIME is seconds since 1970, 2026-01-31T12:00:00Z, now, or from now: 15m, 1h30m, 2d, -1h.
Example: jwt-tui sign --key ec.pem --claim sub=alice --claim 'roles:=[\"admin\"]' --exp 15m",
        "토큰은 표준 출력으로, 나머지는 표준 오류로 나갑니다. --iat가 없으면 iat는 지금입니다.
TIME: 1970년부터 센 초, 2026-01-31T12:00:00Z, now, 또는 지금부터 15m, 1h30m, 2d, -1h.
예: jwt-tui sign --key ec.pem --claim sub=alice --claim 'roles:=[\"admin\"]' --exp 15m";
    /// `explain`.
    EXPLAIN = "Show step by step how a signature comes about, with a shell command for each step",
        "서명이 만들어지는 과정을 단계별로, 단계마다 셸 명령과 함께 보여 줍니다";
    /// After the help of `explain`.
    EXPLAIN_AFTER = "Examples:
  jwt-tui explain @token.txt --secret-file key.txt    jwt-tui explain @token.txt --key ec.pem
  jwt-tui explain @token.txt --step 5                 without a key: all that needs none
Exit: 0 explained, 2 no such step, 3 not a token, 4 key cannot be used, 5 input not readable.",
        "예:
  jwt-tui explain @token.txt --secret-file key.txt    jwt-tui explain @token.txt --key ec.pem
  jwt-tui explain @token.txt --step 5                 키 없이: 키가 필요 없는 것을 모두
종료 코드: 0 설명함, 2 없는 단계, 3 토큰이 아님, 4 키를 쓸 수 없음, 5 입력을 읽을 수 없음.";
    /// `explain --step`.
    EXPLAIN_STEP = "Show one step alone, with its shell command, e.g. --step 5",
        "한 단계만 셸 명령과 함께 보여 줍니다. 예: --step 5";
    /// `diff`.
    DIFF = "Compare two tokens: characters, claims and what the changes mean",
        "두 토큰을 비교합니다: 글자, 클레임, 차이의 의미";
    /// Examples.
    DIFF_AFTER = "Examples:
  jwt-tui diff @before.txt @after.txt         jwt-tui diff \"$OLD\" \"$NEW\" --key issuer.jwks
Exit: 0 the same, 22 they differ, 3 one is no token, 5 input not readable.",
        "예:
  jwt-tui diff @before.txt @after.txt         jwt-tui diff \"$OLD\" \"$NEW\" --key issuer.jwks
종료 코드: 0 같음, 22 다름, 3 토큰이 아닌 것이 있음, 5 입력을 읽지 못함.";
    /// `key`.
    KEY_COMMAND = "Make, show and convert keys", "키를 만들고, 보여 주고, 변환합니다";
    /// Examples.
    KEY_AFTER = "FILE is PEM, DER, JWK or JWK Set, told by its content; - is stdin.
Examples:
  jwt-tui key gen ES256 --kid 2026-01 --out ec.jwk    jwt-tui key public ec.jwk > ec.pub.jwk
  jwt-tui key convert ec.jwk --to pem > ec.pem        jwt-tui key show - < jwks.json",
        "FILE은 PEM, DER, JWK, JWK Set이며 내용으로 구별합니다. -는 표준 입력입니다.
예:
  jwt-tui key gen ES256 --kid 2026-01 --out ec.jwk    jwt-tui key public ec.jwk > ec.pub.jwk
  jwt-tui key convert ec.jwk --to pem > ec.pem        jwt-tui key show - < jwks.json";
    /// `key gen`.
    KEY_GEN = "Make a new private key or secret, e.g. key gen ES256 --out ec.jwk",
        "새 개인 키나 비밀 값을 만듭니다. 예: key gen ES256 --out ec.jwk";
    /// `key show`.
    KEY_SHOW = "Describe the keys in a file, never their private parts, e.g. key show jwks.json",
        "파일에 든 키를 설명합니다. 개인 부분은 보여 주지 않습니다. 예: key show jwks.json";
    /// `key convert`.
    KEY_CONVERT = "Write keys in another form, private parts included, e.g. key convert ec.pem --to jwk",
        "키를 다른 형식으로 씁니다. 개인 부분도 포함합니다. 예: key convert ec.pem --to jwk";
    /// `key public`.
    KEY_PUBLIC = "Write the public half, e.g. key public ec.pem --to jwks",
        "공개 부분을 씁니다. 예: key public ec.pem --to jwks";
    /// `key thumbprint`.
    KEY_THUMBPRINT = "Print the SHA-256 thumbprint (RFC 7638), e.g. key thumbprint ec.pub.pem",
        "SHA-256 지문(RFC 7638)을 출력합니다. 예: key thumbprint ec.pub.pem";
    /// `completions`.
    COMPLETIONS = "Print a script that completes commands and flags in a shell",
        "셸에서 명령과 옵션을 자동 완성하는 스크립트를 출력합니다";
    /// Examples.
    COMPLETIONS_AFTER = "Examples:
  jwt-tui completions bash > ~/.local/share/bash-completion/completions/jwt-tui
  jwt-tui completions zsh > ~/.zfunc/_jwt-tui
  jwt-tui completions fish > ~/.config/fish/completions/jwt-tui.fish",
        "예:
  jwt-tui completions bash > ~/.local/share/bash-completion/completions/jwt-tui
  jwt-tui completions zsh > ~/.zfunc/_jwt-tui
  jwt-tui completions fish > ~/.config/fish/completions/jwt-tui.fish";
    /// `man`.
    MAN = "Print the manual page, or write one for each command",
        "매뉴얼 페이지를 출력하거나 명령마다 파일로 씁니다";
    /// Examples.
    MAN_AFTER = "Examples:
  jwt-tui man | man -l -                      jwt-tui man --out ~/.local/share/man/man1",
        "예:
  jwt-tui man | man -l -                      jwt-tui man --out ~/.local/share/man/man1";
    /// `help`.
    HELP_COMMAND = "Print this message or the help of the given subcommand(s)",
        "이 도움말이나 명령의 도움말을 출력합니다";

    // Arguments.
    /// A token.
    INPUT = "Token or text, @FILE, -, env:NAME or clip: (--features clipboard)",
        "토큰이나 텍스트, @FILE, -, env:NAME, clip:(--features clipboard)";
    /// Tokens.
    INPUTS = "Tokens or texts, @FILE, -, env:NAME or clip: (--features clipboard)",
        "토큰들이나 텍스트들, @FILE, -, env:NAME, clip:(--features clipboard)";
    /// First of two.
    BEFORE = "First token, as for inspect, e.g. @before.txt", "첫 번째 토큰, inspect와 같은 방식. 예: @before.txt";
    /// Second of two.
    AFTER = "Second token, e.g. env:TOKEN", "두 번째 토큰. 예: env:TOKEN";
    /// A file of keys.
    KEY_FILE_PEM = "Key file, or - for stdin, e.g. ec.pem", "키 파일, -는 표준 입력. 예: ec.pem";
    /// A file of keys.
    KEY_FILE_SET = "Key file, or - for stdin, e.g. jwks.json", "키 파일, -는 표준 입력. 예: jwks.json";
    /// An algorithm.
    GEN_ALG = "Algorithm that the key is for, e.g. ES256, Ed25519, RS256 or HS256",
        "키를 쓸 알고리즘. 예: ES256, Ed25519, RS256, HS256";
    /// A shell.
    SHELL = "bash, elvish, fish, nushell, powershell or zsh", "bash, elvish, fish, nushell, powershell, zsh 중 하나";

    // Options.
    /// `--help`.
    HELP = "Print help", "도움말을 출력합니다";
    /// `--version`.
    VERSION = "Print version", "버전을 출력합니다";
    /// `--key`.
    KEY_FILE = "PEM, DER, JWK or JWK Set by content; - is stdin, e.g. --key ec.pem",
        "PEM, DER, JWK, JWK Set 파일. -는 표준 입력. 예: --key ec.pem";
    /// `--jwks`.
    JWKS = "JWK Set; - is stdin, e.g. curl -s URL | jwt-tui verify T --jwks -",
        "JWK Set. -는 표준 입력. 예: curl -s URL | jwt-tui verify T --jwks -";
    /// `--secret-file`.
    SECRET_FILE = "Secret in a file, less a final line break, e.g. --secret-file key.txt",
        "파일에 든 비밀 값(끝의 줄바꿈 제외). 예: --secret-file key.txt";
    /// `--secret-env`.
    SECRET_ENV = "Secret in an environment variable, e.g. --secret-env SECRET",
        "환경 변수에 든 비밀 값. 예: --secret-env SECRET";
    /// `--secret-stdin`.
    SECRET_STDIN = "Secret on stdin, less a final line break, e.g. pass jwt | jwt-tui verify …",
        "표준 입력의 비밀 값(끝의 줄바꿈 제외). 예: pass jwt | jwt-tui …";
    /// `--secret-prompt`.
    SECRET_PROMPT = "Secret typed on this terminal, unseen, e.g. --secret-prompt",
        "터미널에 입력하는 비밀 값(화면에 보이지 않음). 예: --secret-prompt";
    /// `--secret`.
    SECRET = "Secret itself, for all to see in ps and history, e.g. --secret demo",
        "비밀 값 자체. ps와 셸 기록에 그대로 보입니다. 예: --secret demo";
    /// `--secret-encoding`.
    SECRET_ENCODING = "text (default), b64, b64u, hex or auto, e.g. --secret-encoding hex",
        "text(기본), b64, b64u, hex, auto. 예: --secret-encoding hex";
    /// `--jws`.
    JWS = "Check the signature alone, whatever the payload is, e.g. --jws",
        "페이로드가 무엇이든 서명만 검사합니다. 예: --jws";
    /// `verify --alg`.
    VERIFY_ALG = "Accept this algorithm only; again for one more, e.g. --alg ES256",
        "이 알고리즘만 허용합니다. 여러 번 쓸 수 있습니다. 예: --alg ES256";
    /// `--iss`.
    ISS = "Require this issuer, e.g. --iss https://idp.example",
        "발급자가 이 값이어야 합니다. 예: --iss https://idp.example";
    /// `--aud`.
    AUD = "Require this audience; again for one more that will do, e.g. --aud api",
        "대상(aud)에 이 값이 있어야 합니다. 여러 번 가능. 예: --aud api";
    /// `--sub`.
    SUB = "Require this subject, e.g. --sub alice", "주체(sub)가 이 값이어야 합니다. 예: --sub alice";
    /// `verify --typ`.
    VERIFY_TYP = "Require this media type in the header, e.g. --typ at+jwt",
        "헤더의 typ가 이 값이어야 합니다. 예: --typ at+jwt";
    /// `--require`.
    REQUIRE = "Require a claim to be there, e.g. --require exp --require jti",
        "이 클레임이 있어야 합니다. 예: --require exp --require jti";
    /// `--leeway`.
    LEEWAY = "Grant so much for clocks that differ, else nothing, e.g. --leeway 60s",
        "시계 차이를 이만큼 허용합니다. 없으면 0입니다. 예: --leeway 60s";
    /// `--at`.
    AT = "Judge at this time, e.g. --at 1300819379 or --at 2026-01-31T12:00:00Z",
        "이 시각에 판단합니다. 예: --at 1300819379, --at 2026-01-31T12:00:00Z";
    /// `--threads`.
    THREADS = "Use so many threads, else one for each core, e.g. --threads 2",
        "스레드 수. 없으면 코어마다 하나입니다. 예: --threads 2";
    /// `sign --alg`.
    SIGN_ALG = "Algorithm, unless the key names one, e.g. --alg PS256",
        "알고리즘. 키에 적혀 있으면 생략할 수 있습니다. 예: --alg PS256";
    /// `--header`.
    HEADER = "Header parameter: k=text, k:=json or a JSON object, e.g. --header ver:=2",
        "헤더 파라미터: k=텍스트, k:=json, JSON 객체. 예: --header ver:=2";
    /// `sign --kid`.
    SIGN_KID = "kid of the header; of several keys, the one to use, e.g. --kid 2026-01",
        "헤더의 kid. 키가 여러 개면 쓸 키를 고릅니다. 예: --kid 2026-01";
    /// `sign --typ`.
    SIGN_TYP = "typ of the header, JWT without it; none leaves it out, e.g. --typ at+jwt",
        "헤더의 typ. 기본은 JWT, none이면 넣지 않습니다. 예: --typ at+jwt";
    /// `--claim`.
    CLAIM = "Claim: k=text or k:=json, in order, e.g. --claim sub=alice --claim n:=1",
        "클레임: k=텍스트, k:=json, 적은 순서대로. 예: --claim sub=alice --claim n:=1";
    /// `--payload`.
    PAYLOAD = "Sign these very bytes: text, @FILE or - (stdin), e.g. --payload @claims.json",
        "이 바이트에 그대로 서명합니다: 텍스트, @FILE, -. 예: --payload @claims.json";
    /// `--exp`.
    EXP = "Expiration time, e.g. --exp 15m", "만료 시각. 예: --exp 15m";
    /// `--nbf`.
    NBF = "Time before which it is not valid, e.g. --nbf now", "이 시각 전에는 유효하지 않습니다. 예: --nbf now";
    /// `--iat`.
    IAT = "Time of issue, now without it; none leaves it out, e.g. --iat none",
        "발급 시각. 기본은 지금, none이면 넣지 않습니다. 예: --iat none";
    /// `--jti`.
    JTI = "Name of this one token: random or a text, e.g. --jti random",
        "이 토큰의 이름: random 또는 텍스트. 예: --jti random";
    /// `key gen --kid`.
    GEN_KID = "Name of the key, e.g. --kid 2026-01", "키의 이름. 예: --kid 2026-01";
    /// `key gen --to`.
    GEN_TO = "Form to write: jwk (default), jwks or pem, e.g. --to pem",
        "쓸 형식: jwk(기본), jwks, pem. 예: --to pem";
    /// `key convert --to`.
    CONVERT_TO = "Form to write: jwk, jwks or pem, else by the name of --out, e.g. --to jwk",
        "쓸 형식: jwk, jwks, pem. 없으면 --out의 이름으로 정합니다. 예: --to jwk";
    /// `key public --to`.
    PUBLIC_TO = "Form to write: jwk, jwks or pem, else by --out or as the file, e.g. --to jwks",
        "쓸 형식: jwk, jwks, pem. 없으면 --out의 이름이나 파일과 같은 형식. 예: --to jwks";
    /// `key --out`.
    KEY_OUT = "File to write, readable by its owner alone, e.g. --out ec.jwk; stdout without it",
        "쓸 파일(소유자만 읽을 수 있음). 없으면 표준 출력. 예: --out ec.jwk";
    /// `--force`.
    FORCE = "Replace the file if there is one, e.g. --out ec.jwk --force",
        "파일이 있으면 바꿉니다. 예: --out ec.jwk --force";
    /// `man --out`.
    MAN_OUT = "Folder to write all pages to, e.g. --out man1", "모든 페이지를 쓸 폴더. 예: --out man1";
    /// `--theme`.
    THEME = "Colours of the debugger, e.g. --theme mono", "디버거의 색. 예: --theme mono";
    /// `--no-mouse`.
    NO_MOUSE = "Leave the mouse to the terminal, e.g. jwt-tui --no-mouse T",
        "마우스를 터미널에 맡깁니다. 예: jwt-tui --no-mouse T";
    /// `--config`.
    CONFIG = "Settings of the debugger, e.g. --config keys.toml", "디버거 설정 파일. 예: --config keys.toml";
    /// `--history`.
    HISTORY = "Keep tokens of before: off, unsigned (--history alone), signed, e.g. --history=signed",
        "이전 토큰 보관: off, unsigned(--history만 쓸 때), signed. 예: --history=signed";
    /// `--json`.
    JSON = "Print JSON with a versioned schema, e.g. inspect --json T | jq .payload.value",
        "버전 있는 JSON으로 출력합니다. 예: inspect --json T | jq .payload.value";
    /// `--ndjson`.
    NDJSON = "Print JSON, a line for each token, e.g. inspect --ndjson @log.txt",
        "토큰마다 한 줄의 JSON으로 출력합니다. 예: inspect --ndjson @log.txt";
    /// `--color`.
    COLOR = "auto (a terminal without NO_COLOR), always, never, e.g. --color never",
        "auto(터미널이고 NO_COLOR가 없을 때), always, never. 예: --color never";
    /// `--ascii`.
    ASCII = "Write marks in ASCII: [ok] [no] [??] [!!], e.g. inspect --ascii T",
        "표시를 ASCII로 씁니다: [ok] [no] [??] [!!]. 예: inspect --ascii T";
    /// `--plain`.
    PLAIN = "Print plain text, never take over the terminal, e.g. jwt-tui --plain T",
        "화면을 차지하지 않고 텍스트로만 출력합니다. 예: jwt-tui --plain T";
    /// `--lang`.
    LANG = "Language, en or ko, else that of the locale, e.g. --lang ko",
        "언어: en, ko. 없으면 로캘을 따릅니다. 예: --lang ko";
    /// `--tz`.
    TZ = "Clock for dates: utc (default), local or a place, e.g. --tz Asia/Seoul",
        "날짜의 시간대: utc(기본), local, 지역 이름. 예: --tz Asia/Seoul";
    /// `--quiet`.
    QUIET = "Say nothing but errors, the exit code answers, e.g. verify -q T --key ec.pem",
        "오류만 출력하고 종료 코드로 답합니다. 예: verify -q T --key ec.pem";
    /// `--verbose`.
    VERBOSE = "Explain failures and findings, show long values whole, e.g. inspect -v T",
        "실패와 발견을 설명하고 긴 값을 모두 보여 줍니다. 예: inspect -v T";
}
