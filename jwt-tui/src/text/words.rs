//! The words of the Workbench and of the frame around every screen.

use crate::text::phrases;

phrases! {
    /// Name of the program in the top line.
    PROGRAM = "jwt-tui", "jwt-tui";
    /// The promise in the top line.
    OFFLINE = "offline", "오프라인";
    /// State in which the token is as it was given.
    VERIFY = "VERIFY", "VERIFY";
    /// State in which the token is made from edits.
    FORGE = "FORGE", "FORGE";
    /// The word beside `?` in the top line.
    HELP_HINT = "help", "도움말";
    /// Title of the list of keys.
    HELP = "Keys", "단축키";
    /// Title over a lesson.
    WHY = "Why?", "이유";
    /// Title over the algorithms.
    ALGORITHMS = "Which algorithm?", "어떤 알고리즘을 쓸까요?";
    /// The question at the end.
    UNSAVED = "Lose the made token?", "만든 토큰을 버릴까요?";
    /// After `y`.
    COPY_WHAT = "copy:", "복사:";
    /// What an empty workbench says, in lines.
    WELCOME = "Paste a token. Anything with a token in it will do:\n\
        a header, a cookie, JSON, the output of curl -v.\n\
        \n\
        Or go to the payload with Tab and press Enter to make one.\n\
        Nothing is sent anywhere: this program opens no connection.",
        "토큰을 붙여넣으세요. 토큰이 들어 있으면 무엇이든 됩니다.\n\
        헤더, 쿠키, JSON, curl -v 출력 모두 괜찮습니다.\n\
        \n\
        Tab으로 페이로드에 가서 Enter를 누르면 새로 만들 수 있습니다.\n\
        아무것도 전송하지 않습니다. 이 프로그램은 네트워크에 연결하지 않습니다.";
    /// What an empty half says.
    NOTHING_DECODED = "nothing to show yet", "아직 보여 줄 내용이 없습니다";
    /// What a half says whose segment is empty.
    EMPTY_SEGMENT = "this segment is empty", "이 세그먼트는 비어 있습니다";
    /// What an empty object says.
    NO_MEMBERS = "an empty object: { }", "빈 객체입니다: { }";
    /// What the signature says of a token that has none.
    NOTHING_SIGNED = "nothing signed yet: {sign} signs", "아직 서명하지 않았습니다. {sign} 키로 서명합니다";
    /// What the signature says of a token that was given without one.
    UNSIGNED = "empty: nobody signed this token", "비어 있음: 아무도 서명하지 않은 토큰입니다";
    /// What the signature says after an edit.
    STALE = "made before the edit; {sign} signs anew", "편집 전의 서명입니다. {sign} 키로 다시 서명합니다";
    /// What the payload of an encrypted token is.
    ENCRYPTED = "encrypted: only the holder of the key can read the content",
        "암호화됨: 키를 가진 쪽만 내용을 읽을 수 있습니다";
    /// What an empty key pane says, in lines.
    NO_KEY = "No key yet, so nothing is verified.\nPaste a PEM, JWK or JWK Set, or press",
        "키가 없어서 아무것도 검증하지 않았습니다.\nPEM, JWK, JWK Set을 붙여넣거나 다음을 누르세요";
    /// Why the key may be trusted.
    KEY_TRUST = "supplied by you, not by the token", "토큰이 아니라 사용자가 직접 준 키입니다";
    /// When no key of several was used.
    KEY_NOT_USED = "none was used for this token", "이 토큰에 쓰인 키가 없습니다";
    /// After undo at the first step.
    NOTHING_TO_UNDO = "nothing to take back", "되돌릴 것이 없습니다";
    /// After redo at the last step.
    NOTHING_TO_REDO = "nothing to do again", "다시 실행할 것이 없습니다";
    /// After an undo.
    UNDONE = "taken back; {redo} does it again", "되돌렸습니다. {redo} 키로 다시 실행합니다";
    /// After a redo.
    REDONE = "done again", "다시 실행했습니다";
    /// When a key is needed.
    NEEDS_KEY = "there is no key; Tab to the key pane, or {give-key} gives one",
        "키가 없습니다. Tab으로 키 창에 가거나 {give-key} 키로 입력하세요";
    /// After forgetting.
    FORGOTTEN = "the key is forgotten and wiped", "키를 잊고 메모리에서 지웠습니다";
    /// When something was pasted that is nothing known.
    NOT_RECOGNISED = "this is neither a token nor a key; {give-token} takes any text as a token, the key pane takes it as a secret",
        "토큰도 키도 아닙니다. {give-token} 키를 누르면 어떤 텍스트든 토큰으로 받고, 키 창에서는 비밀 값으로 받습니다";
    /// When nothing was typed.
    NOTHING_TYPED = "nothing was typed", "입력한 내용이 없습니다";
    /// When the value of a claim is no JSON.
    NOT_JSON = "this is not JSON; a text needs quotes: \"text\"",
        "JSON이 아닙니다. 문자열에는 따옴표가 필요합니다: \"text\"";
    /// After an edit that changed nothing.
    UNCHANGED = "nothing changed; the token is as it was", "바뀐 것이 없습니다. 토큰은 그대로입니다";
    /// After an edit.
    EDITED = "the edit is kept; {sign} signs, {undo} takes it back",
        "편집을 저장했습니다. {sign} 키로 서명하고 {undo} 키로 되돌립니다";
    /// While an edit is open.
    EDITING = "FORGE: the token is made from your edit as you type; the original is kept",
        "FORGE: 입력하는 대로 토큰을 만듭니다. 원본은 그대로 남습니다";
    /// When there is no token yet.
    NOTHING_TO_SIGN = "there is no token yet; Enter in the payload begins one",
        "아직 토큰이 없습니다. 페이로드에서 Enter를 누르면 시작합니다";
    /// When there is nothing to copy.
    NOTHING_TO_COPY = "there is nothing to copy here", "여기에는 복사할 것이 없습니다";
    /// When a public key would be needed but only a secret is there.
    NO_PUBLIC_PART = "a shared secret has no public part; yK copies the secret itself",
        "공유 비밀 값에는 공개 부분이 없습니다. yK는 비밀 값 자체를 복사합니다";
    /// After reading keys of which none was usable.
    NO_USABLE_KEY = "there is no usable key in it{0}", "쓸 수 있는 키가 없습니다{0}";
    /// After a signature that came out the same.
    SAME_SIGNATURE = "the signature comes out the same: this key made this token",
        "서명이 똑같이 나옵니다. 이 키로 만든 토큰입니다";
    /// When the algorithm cannot be signed with.
    NO_ALGORITHM = "the header names no algorithm that can sign; A picks one",
        "헤더에 서명할 수 있는 알고리즘이 없습니다. A로 고르세요";
    /// Where a typed key came from.
    TYPED = "typed", "직접 입력";
    /// Where a pasted key came from.
    PASTED = "pasted", "붙여넣기";
    /// Where a made key came from.
    MADE_HERE = "made here", "여기서 생성";
    /// What was copied: the token.
    THE_TOKEN = "token", "토큰";
    /// What was copied: the header for a request.
    THE_BEARER = "Authorization header", "Authorization 헤더";
    /// What was copied: the name of a member.
    THE_NAME = "name", "이름";
    /// What was copied: the value of a member.
    THE_VALUE = "value", "값";
    /// What was copied: the JOSE Header.
    THE_HEADER = "header", "헤더";
    /// What was copied: the payload.
    THE_PAYLOAD = "payload", "페이로드";
    /// What was copied: the signature segment.
    THE_SIGNATURE = "signature", "서명";
    /// What was copied: a public key.
    THE_PUBLIC_KEY = "public key", "공개 키";
    /// What was copied: a key with its secret.
    THE_SECRET_KEY = "key with its secret part", "개인 부분까지 포함한 키";
    /// What was copied: all of a view.
    THE_TEXT = "text", "텍스트";
    /// What was copied: one segment.
    THE_SEGMENT = "segment", "세그먼트";
    /// What was copied: the thumbprint of a key.
    THE_THUMBPRINT = "thumbprint", "지문(thumbprint)";
    /// What was copied: what a check says.
    THE_MESSAGE = "message", "메시지";
    /// When the terminal is too small: needed columns and rows, found columns and rows.
    TOO_SMALL = "needs {0}x{1}, have {2}x{3}", "필요 {0}x{1}, 현재 {2}x{3}";
    /// After a paste or a file that held one token: where it came from.
    TOKEN_TAKEN = "token taken{0}; {undo} brings the old one back", "토큰을 받았습니다{0}. {undo} 키로 이전 토큰을 되살립니다";
    /// Where a token came from.
    FROM = " from {0}", " (출처: {0})";
    /// After one key was taken: the form.
    KEY_TAKEN = "{0}: 1 key taken", "{0}: 키 1개를 받았습니다";
    /// After keys were taken: the form, how many.
    KEYS_TAKEN = "{0}: {1} keys taken", "{0}: 키 {1}개를 받았습니다";
    /// After keys were taken and some were not: the sentence before, how many not.
    LEFT_OUT = "{0}, {1} left out", "{0}. {1}개는 제외했습니다";
    /// After a secret was taken: how many octets.
    SECRET_TAKEN = "secret of {0} bytes taken as text", "{0}바이트 비밀 값을 텍스트로 받았습니다";
    /// The same when a line break was cut.
    SECRET_TAKEN_TRIMMED = "secret of {0} bytes taken as text; the line break at its end was left out",
        "{0}바이트 비밀 값을 텍스트로 받았습니다. 끝의 줄바꿈은 뺐습니다";
    /// While a key is made: the algorithm.
    MAKING_KEY = "making a key for {0} …", "{0} 키를 만드는 중 …";
    /// After a key was made: the algorithm.
    KEY_MADE = "a key for {0}, for this session only: {sign} signs, {copy}{copy-public-key} and {copy}{copy-secret-key} copy it",
        "{0} 키를 만들었습니다. 이 세션에서만 씁니다. {sign} 키로 서명하고 {copy}{copy-public-key}, {copy}{copy-secret-key} 키로 복사합니다";
    /// After signing: the algorithm.
    SIGNED = "signed with {0}; {copy}{copy-token} copies the token", "서명했습니다({0}). {copy}{copy-token} 키로 토큰을 복사합니다";
    /// … where there are several keys: the algorithm, the name of the key, where it came from.
    SIGNED_BY = "signed with {0} by {1} ({2}); {copy}{copy-token} copies the token",
        "서명했습니다({0}). 서명한 키: {1} ({2}). {copy}{copy-token} 키로 토큰을 복사합니다";
    /// When no key can sign with the algorithm of the header.
    CANNOT_SIGN = "no private key here does {0}; A picks another algorithm, g in the key pane makes a key",
        "{0}에 쓸 개인 키가 없습니다. A로 다른 알고리즘을 고르거나 키 창에서 g로 키를 만드세요";
    /// After another algorithm was chosen, with a key.
    ALGORITHM_WRITTEN = "alg is {0} now; {sign} signs", "alg 값을 바꿨습니다: {0}. {sign} 키로 서명합니다";
    /// After another algorithm was chosen, without a key.
    ALGORITHM_WRITTEN_NO_KEY = "alg is {0} now; g in the key pane makes a key for it",
        "alg 값을 바꿨습니다: {0}. 키 창에서 g로 키를 만듭니다";
    /// When the key cannot do what was chosen.
    KEY_CANNOT = "this key cannot do {0}; g in the key pane makes one that can",
        "이 키로 쓸 수 없는 알고리즘입니다: {0}. 키 창에서 g로 맞는 키를 만드세요";
    /// After a copy; OSC 52 has no answer, so only the sending is known.
    COPIED = "{0} sent to the terminal's clipboard (OSC 52)", "{0}: 터미널 클립보드로 보냈습니다 (OSC 52)";
    /// Prompt for the value of a claim.
    PROMPT_CLAIM = "JSON value", "JSON 값";
    /// Prompt for a file.
    PROMPT_FILE = "file with a token or a key", "토큰이나 키가 든 파일";
    /// Prompt for a key.
    PROMPT_KEY = "secret, PEM, JWK or JWK Set", "비밀 값, PEM, JWK, JWK Set";
    /// Prompt for a token.
    PROMPT_TOKEN = "token, or text with a token in it", "토큰, 또는 토큰이 든 텍스트";
    /// Title of the token pane.
    TOKEN = "Token", "토큰";
    /// Title of the token pane when the token was made here.
    TOKEN_MADE = "Token (made)", "토큰 (만듦)";
    /// Title of the header pane.
    HEADER = "Header", "헤더";
    /// Title of the payload pane.
    PAYLOAD = "Payload", "페이로드";
    /// Title of the key pane.
    KEY = "Key", "키";
    /// Title of the checks pane.
    CHECKS = "Checks", "검사";
    /// Title of the pane that explains.
    ABOUT = "What is this?", "이게 뭔가요?";
    /// Name of the view as a table.
    VIEW_TABLE = "table", "표";
    /// Name of the view as JSON.
    VIEW_JSON = "json", "json";
    /// Name of the view as it is.
    VIEW_RAW = "raw", "원문";
    /// Verdict on the structure.
    STRUCTURE = "structure", "구조";
    /// The same, short.
    STRUCTURE_SHORT = "struct", "구조";
    /// The same, as short as it gets.
    STRUCTURE_SHORTEST = "str", "구조";
    /// Verdict on the signature.
    SIGNATURE = "signature", "서명";
    /// The same, short.
    SIGNATURE_SHORT = "sig", "서명";
    /// Verdict on whose key it is.
    KEY_VERDICT = "key trust", "키 신뢰";
    /// The same, short.
    KEY_VERDICT_SHORT = "key", "키";
    /// Verdict on the dates.
    TIME = "time", "시간";
    /// Verdict on the other claims.
    CLAIMS = "claims", "클레임";
    /// The same, as short as it gets.
    CLAIMS_SHORTEST = "clm", "클레임";
    /// The first segment.
    PIECE_HEADER = "JOSE Header", "JOSE 헤더";
    /// What it is.
    PIECE_HEADER_TEXT = "Says how the token was made: the algorithm, a hint which key, the type. Everybody can read it, and whoever made the token chose it.",
        "토큰을 어떻게 만들었는지 알려 줍니다. 알고리즘, 어떤 키인지에 대한 힌트, 타입이 들어 있습니다. 누구나 읽을 수 있고, 토큰을 만든 쪽이 정한 값입니다.";
    /// The second segment.
    PIECE_PAYLOAD = "Payload", "페이로드";
    /// What it is.
    PIECE_PAYLOAD_TEXT = "The claims, as UTF-8 JSON in base64url. It is encoded, not encrypted: everybody who holds the token can read it.",
        "클레임입니다. UTF-8 JSON을 base64url로 적은 것입니다. 인코딩일 뿐 암호화가 아니므로 토큰을 가진 사람은 누구나 읽을 수 있습니다.";
    /// The third segment.
    PIECE_SIGNATURE = "Signature", "서명";
    /// What it is.
    PIECE_SIGNATURE_TEXT = "Made with a key over the first two segments and the dot between them, exactly as they are written. One other character and it no longer matches.",
        "앞의 두 세그먼트와 그 사이의 점을 적힌 그대로 키로 서명한 값입니다. 한 글자만 달라도 더는 일치하지 않습니다.";
    /// The content of an encrypted token.
    PIECE_CIPHERTEXT = "Ciphertext", "암호문";
    /// What it is.
    PIECE_CIPHERTEXT_TEXT = "The encrypted content. Only the holder of the key can read it.",
        "암호화된 내용입니다. 키를 가진 쪽만 읽을 수 있습니다.";
    /// The last segment of an encrypted token.
    PIECE_TAG = "Authentication tag", "인증 태그";
    /// What it is.
    PIECE_TAG_TEXT = "Shows whether header or ciphertext were changed, to whoever holds the key.",
        "헤더나 암호문이 바뀌었는지 키를 가진 쪽이 알 수 있게 합니다.";
    /// The segments in the middle of an encrypted token.
    PIECE_ENCRYPTED_KEY = "Encrypted key or initialization vector", "암호화된 키 또는 초기화 벡터";
    /// What they are.
    PIECE_ENCRYPTED_KEY_TEXT = "What the holder of the key needs to decrypt the content.",
        "키를 가진 쪽이 내용을 복호화하는 데 필요한 값입니다.";
    /// A segment too many.
    PIECE_OTHER = "Segment", "세그먼트";
    /// What it is.
    PIECE_OTHER_TEXT = "A signed token has three segments; this is none of them.",
        "서명된 토큰의 세그먼트는 세 개입니다. 이것은 그중 하나가 아닙니다.";
    /// Over the keys of the focused pane: its title.
    IN_THIS_PANE = "In this pane ({0})", "이 창에서 ({0})";
    /// First screen.
    SCREEN_WORKBENCH = "Workbench", "작업대";
    /// Second screen.
    SCREEN_EXPLAIN = "Explain", "설명";
    /// Fifth screen.
    SCREEN_KEYS = "Keys", "키";
    /// Sixth screen.
    SCREEN_DIFF = "Diff", "비교";
    /// Seventh screen.
    SCREEN_HISTORY = "History", "기록";
    /// Title of the list of steps.
    STEPS = "Steps", "단계";
    /// Title of the values of a step.
    STEP = "Values", "값";
    /// Title of the base64url group.
    GROUP = "Base64url", "Base64url";
    /// Title of the list of keys.
    RING = "Key ring", "키 목록";
    /// Title of the marked key.
    KEY_CARD = "This key", "이 키";
    /// Title of whether it fits.
    FIT = "Does it fit?", "맞나요?";
    /// Title of what changed.
    CHANGES = "What changed", "바뀐 것";
    /// Title of the characters of both tokens.
    CHARACTERS = "Characters", "글자";
    /// Title of the list of tokens.
    ENTRIES = "Tokens of before", "이전 토큰";
    /// Title of the marked token.
    ENTRY = "This token", "이 토큰";
}
