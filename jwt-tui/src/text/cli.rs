//! The words of the command line: what stands beside a result.

use crate::text::phrases;

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
