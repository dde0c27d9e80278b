//! What can be wrong in a file of settings.

use crate::text::phrases;

phrases! {
    /// Before each problem: the line, what is wrong.
    LINE = "line {0}: {1}", "{0}번째 줄: {1}";
    /// A file that cannot be read: its name, why.
    UNREADABLE = "the settings {0} cannot be read: {1}", "설정 파일을 읽을 수 없습니다: {0}: {1}";
    /// A file with something wrong in it: its name, what.
    WRONG = "the settings {0}, {1}", "설정 파일 {0}, {1}";
    /// A theme that is none, from the command line: what is wrong.
    WRONG_THEME = "--theme: {0}", "--theme: {0}";
    /// A name that is not known: what stands there, the nearest, all.
    UNKNOWN_NEAR = "\"{0}\" is not known; did you mean {1}? Known: {2}",
        "\"{0}\": 알 수 없는 이름입니다. 혹시 {1}인가요? 쓸 수 있는 것: {2}";
    /// The same without a near one: what stands there, all.
    UNKNOWN = "\"{0}\" is not known. Known: {1}", "\"{0}\": 알 수 없는 이름입니다. 쓸 수 있는 것: {1}";
    /// A key that is none.
    NO_KEY = "\"{0}\" is no key; keys are written x, X, ctrl-x, alt-1, f5, enter, esc, tab, space, up, pgdn",
        "\"{0}\": 키 이름이 아닙니다. x, X, ctrl-x, alt-1, f5, enter, esc, tab, space, up, pgdn처럼 적습니다";
    /// Keys that are no list.
    NO_LIST = "keys are a list of texts, such as [\"ctrl-x\"]", "키는 [\"ctrl-x\"]처럼 문자열 목록으로 적습니다";
    /// Keys that are no table.
    NO_TABLE = "keys stand in a table that begins with [keys]", "키는 [keys]로 시작하는 표에 적습니다";
    /// Neither true nor false.
    NO_TRUTH = "true or false is expected", "true나 false를 적어야 합니다";
    /// No TOML: what the parser says.
    SYNTAX = "this is no TOML: {0}", "TOML이 아닙니다: {0}";
    /// Two commands on one key: the key, the place, both commands.
    CLASH = "the key {0} in {1} would run both {2} and {3}", "{1}에서 {0} 키가 {2}, {3} 두 명령에 걸립니다";
    /// A place that cannot be left any more.
    NO_WAY_OUT = "nothing would lead out of {0}: close or quit needs a key there",
        "{0}에서 나갈 방법이 없어집니다. close나 quit에 키가 있어야 합니다";
    /// A letter where text is typed: the key, the place.
    TYPES_ITSELF = "{0} types itself in {1}; add ctrl- or alt-", "{1}에서 {0} 키는 글자로 입력됩니다. ctrl-이나 alt-를 붙이세요";
    /// A command that no row has.
    NO_COMMAND = "there is no such command", "그런 명령이 없습니다";
}
