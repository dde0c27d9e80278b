//! The words of the History screen and of the file behind it.

use crate::text::phrases;

phrases! {
    // Where a token came from.
    /// From a file.
    FROM_FILE = "file {0}", "파일 {0}";
    /// Made from another one.
    FROM_MADE = "made here", "직접 만듦";
    /// There at the start.
    FROM_START = "given at the start", "시작할 때 받음";
    /// Pasted.
    FROM_PASTE = "pasted", "붙여넣음";
    /// Typed.
    FROM_TYPING = "typed", "입력함";

    // The file.
    /// Another instance holds the lock.
    BUSY = "another jwt-tui holds the history file; nothing was written",
        "다른 jwt-tui가 기록 파일을 쓰고 있어 기록하지 못했습니다";
    /// It is no plain file.
    NOT_A_FILE = "{0} is no plain file; it is left alone", "일반 파일이 아니어서 건드리지 않았습니다: {0}";
    /// It is too large.
    TOO_LARGE = "{0} is too large to be a history; it is left alone",
        "기록 파일이라기엔 너무 커서 건드리지 않았습니다: {0}";
    /// Its rights were mended.
    MENDED = "others could read the history file until now; only you can from here on",
        "지금까지 다른 사용자도 기록 파일을 읽을 수 있었습니다. 이제는 본인만 읽을 수 있습니다";

    // The screen.
    /// Nothing there yet.
    NO_ENTRIES = "No token yet. Each one that you give goes into this list,\n\
        so that pasting another never loses it.",
        "아직 토큰이 없습니다. 준 토큰은 모두 이 목록에 들어가므로\n\
        다른 토큰을 붙여넣어도 사라지지 않습니다.";
    /// Nothing fits the filter.
    NO_MATCH = "no token fits {0}", "맞는 토큰이 없습니다: {0}";
    /// Where the list lives while nothing is kept.
    OFF = "In memory only; w keeps it in a file", "메모리에만 있습니다. w로 파일에 남깁니다";
    /// … while it is kept.
    ON = "Kept without signatures in {0}", "서명 없이 남깁니다: {0}";
    /// … while it is kept with signatures.
    ON_SIGNED = "Kept with signatures in {0}", "서명까지 남깁니다: {0}";
    /// What the letters before a token mean.
    LEGEND = "* on the workbench  f in the file", "* 작업대  f 파일";
    /// Lines that could not be read.
    SKIPPED_ONE = "1 damaged line skipped; it stays in the file",
        "손상된 줄 1개를 건너뛰었습니다. 파일에는 그대로 둡니다";
    /// … several of them.
    SKIPPED = "{0} damaged lines skipped; they stay in the file",
        "손상된 줄 {0}개를 건너뛰었습니다. 파일에는 그대로 둡니다";
    /// Only in memory.
    IN_MEMORY = "in memory only", "메모리에만 있음";
    /// In the file.
    IN_FILE = "in the file", "파일에 있음";
    /// Filter as it stands.
    FILTERED = "/{0}", "/{0}";
    /// Asks for the filter.
    PROMPT = "show tokens with", "찾을 말";
    /// Label: when it came.
    WHEN = "came", "시각";
    /// Label: where from.
    FROM = "from", "출처";
    /// Label: how long.
    LENGTH = "length", "길이";
    /// Length in characters.
    CHARS = "{0} chars", "{0}자";
    /// Label: the signature.
    SIGNATURE = "signature", "서명";
    /// It is there.
    SIGNATURE_HERE = "there, {0} chars", "있음, {0}자";
    /// It was not kept.
    SIGNATURE_LEFT_OUT = "left out when it was kept", "기록할 때 뺐음";
    /// It never had one.
    SIGNATURE_NONE = "none", "없음";
    /// Label: where it is kept.
    KEPT = "kept", "보관";
    /// Heading: header.
    HEADER = "Header", "헤더";
    /// Heading: payload.
    PAYLOAD = "Payload", "페이로드";
    /// What cannot be shown.
    NOT_JSON = "not JSON", "JSON이 아님";
    /// More members than are shown.
    MORE = "and {0} more", "외 {0}개";

    // What is asked and said.
    /// Question before something is written.
    ASK_KEEP = "Keep tokens in a file from now on?", "이제부터 토큰을 파일에 남길까요?";
    /// What will be kept and where, in lines.
    ASK_KEEP_BODY = "Where: {0}\n\
        What: header and payload of each token in this list ({1} now) and of those to come, when each came and \
        where from.\n\
        Not: signatures, keys, secrets, encrypted tokens, tokens that carry a private key.\n\
        Only you can read the file. It holds 500 tokens or 4 MiB, the oldest go first. It goes on until \
        you leave; --history switches it on at the start.",
        "위치: {0}\n\
        내용: 이 목록의 토큰(지금 {1}개)과 앞으로 줄 토큰의 헤더와 페이로드, 받은 시각과 출처.\n\
        제외: 서명, 키, 비밀 값, 암호화된 토큰, 개인 키가 든 토큰.\n\
        본인만 읽을 수 있는 파일입니다. 500개 또는 4 MiB까지 남기고 오래된 것부터 지웁니다. 끝낼 때까지 \
        적용되며, --history로 시작하면 처음부터 켜집니다.";
    /// Question before everything is deleted.
    ASK_CLEAR = "Delete the whole history?", "기록을 모두 지울까요?";
    /// What will be deleted.
    ASK_CLEAR_BODY = "All of this list but the token on the workbench ({0}) and the file {1}.",
        "작업대의 토큰을 뺀 이 목록의 토큰 {0}개와 다음 파일을 지웁니다: {1}";
    /// What is deleted when there is no place for a file.
    NO_FILE = "(none)", "(없음)";
    /// There is no place for the file.
    NO_PLACE = "no place for a file: neither XDG_STATE_HOME nor HOME is an absolute path",
        "파일을 둘 곳이 없습니다. XDG_STATE_HOME과 HOME 모두 절대 경로가 아닙니다";
    /// It was switched on.
    SWITCHED_ON = "history is kept from now on", "이제부터 기록을 남깁니다";
    /// It was switched off.
    SWITCHED_OFF = "nothing more is kept; the file stays until X deletes it",
        "더는 남기지 않습니다. 파일은 X로 지울 때까지 그대로입니다";
    /// One was deleted.
    DELETED = "deleted", "지웠습니다";
    /// The one on the workbench stays.
    IS_PRESENT = "this one is on the workbench; it stays", "작업대에 있는 토큰이라 지우지 않습니다";
    /// All were deleted.
    CLEARED = "the history is empty", "기록을 모두 지웠습니다";
    /// One was opened.
    OPENED = "opened; the one before is in this list", "열었습니다. 앞의 토큰은 이 목록에 있습니다";
    /// One without its signature was opened.
    OPENED_UNSIGNED = "opened without its signature, which was not kept",
        "열었습니다. 서명은 남기지 않아서 비어 있습니다";
}
