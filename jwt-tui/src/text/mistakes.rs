//! The words about command lines that make no sense.

use crate::text::phrases;

phrases! {
    /// Names that are close to what was typed.
    ALIKE = "alike: {0}", "비슷한 이름: {0}";
    /// Where to read more.
    SEE_HELP = "For more, see --help.", "자세한 내용은 --help를 보세요.";
    /// Two options that exclude each other.
    CONFLICT = "{0} cannot be used with {1}", "{0} 옵션은 {1} 옵션과 함께 쓸 수 없습니다";
    /// A command that there is not.
    NO_COMMAND = "there is no command {0}", "{0} 명령은 없습니다";
    /// An option without its value.
    NO_VALUE = "{0} needs a value", "{0}: 값이 필요합니다";
    /// A wrong value: the option, the value, why.
    WRONG_VALUE = "{0}: {1}: {2}", "{0}: 잘못된 값 {1}: {2}";
    /// The values that there are.
    ONE_OF = "expected one of {0}", "{0} 중 하나여야 합니다";
    /// Something required is missing.
    MISSING = "{0} is missing", "{0}: 필요한 값이 없습니다";
    /// An option that there is not.
    UNKNOWN = "there is no {0} here", "{0}: 여기에는 없는 옵션이나 인자입니다";
    /// A name of an algorithm in another spelling: the right one.
    ALGORITHM_SPELLING = "names of algorithms are exact: did you mean {0}?",
        "알고리즘 이름은 정확히 써야 합니다. {0}인가요?";
    /// The algorithm that is none.
    ALGORITHM_NONE = "none is no signature: unsecured tokens never pass here",
        "none은 서명이 아닙니다. 서명 없는 토큰은 통과할 수 없습니다";
    /// A language that is not spoken.
    LANGUAGE = "expected en or ko", "en 또는 ko여야 합니다";
    /// A time zone that is not known.
    CLOCK = "expected utc, local or a name of the time zone database, such as Asia/Seoul",
        "utc, local, 또는 Asia/Seoul 같은 시간대 데이터베이스의 이름이어야 합니다";
}
