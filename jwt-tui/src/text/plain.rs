//! The words of the line mode: its menu, its questions and what it tells.

use crate::text::phrases;

phrases! {
    /// The first line: the name of the program, and what to do.
    WELCOME = "jwt-tui, line mode. Type a number or a name from the menu; a token alone opens it.",
        "jwt-tui 줄 모드입니다. 메뉴의 번호나 이름을 입력하세요. 토큰만 입력하면 그 토큰을 엽니다.";
    /// When there is no token.
    NO_TOKEN = "No token is open.", "열린 토큰이 없습니다.";
    /// Over the verdicts: the serialization, how many characters, the state.
    TOKEN = "Token: {0}, {1} characters, {2}", "토큰: {0}, {1}글자, {2}";
    /// After the name of a half: how many members it has.
    MEMBERS = "{0}: {1} members", "{0}: 항목 {1}개";
    /// Before the key.
    KEY = "Key: {0}", "키: {0}";
    /// When no key was given.
    NO_KEY = "none; the command key gives one", "없음. '키'를 입력해서 줍니다";
    /// After an edit.
    EDITED = "changed; sign makes a signature for it, undo takes it back", "바꿨습니다. '서명'을 입력하면 서명하고 '취소'를 입력하면 되돌립니다";
    /// After signing.
    SIGNED = "signed; print prints the token", "서명했습니다. '출력'을 입력하면 토큰을 출력합니다";
    /// After undo.
    UNDONE = "taken back", "되돌렸습니다";
    /// Before the menu.
    MENU = "Menu:", "메뉴:";
    /// Before each answer.
    PROMPT = "command", "명령";
    /// When a line is no command.
    UNKNOWN = "\"{0}\" is no command; help lists them", "\"{0}\": 없는 명령입니다. '도움말'을 입력하면 목록을 볼 수 있습니다";
    /// When a number is none of a claim: what stands there.
    NO_CLAIM = "\"{0}\" is no number of a claim", "\"{0}\": 클레임 번호가 아닙니다";
    /// When something needs a token.
    NEEDS_TOKEN = "open a token first", "먼저 토큰을 여세요";
    /// When a token is not made here.
    NOT_FORGED = "the token is as it was given: there is nothing to compare it with; name another token: diff TOKEN",
        "토큰이 받은 그대로라 비교할 것이 없습니다. 다른 토큰을 함께 적으세요: 비교 토큰";
    /// Question for a token.
    ASK_TOKEN = "token, text with a token, or @file", "토큰, 토큰이 든 텍스트, 또는 @파일";
    /// Question for a key.
    ASK_KEY = "secret, PEM, JWK, JWK Set, or @file; it is not shown",
        "비밀 값, PEM, JWK, JWK Set, 또는 @파일. 화면에 보이지 않습니다";
    /// Question for a claim.
    ASK_CLAIM = "number of the claim", "클레임 번호";
    /// Question for a value: the name, the value as it is.
    ASK_VALUE = "{0} is {1}; new value, or nothing to leave it", "{0}: 현재 값 {1}. 새 값을 입력하거나 비워 두세요";
    /// Question at each step of the explanation.
    ASK_NEXT = "Enter for the next step, q to leave", "Enter로 다음 단계, q로 나가기";
    /// Question before unsaved work is lost.
    ASK_QUIT = "the made token was not printed; leave all the same? yes or no",
        "만든 토큰을 출력하지 않았습니다. 그래도 끝낼까요? 예 또는 아니요";
    /// The answer that means yes.
    YES = "yes", "예";
    /// The end.
    BYE = "bye", "종료합니다";
    /// Menu: show.
    SHOW = "show", "보기";
    /// What it does.
    SHOW_HELP = "the verdicts, the header and the claims", "판정, 헤더, 클레임을 보여 줍니다";
    /// Menu: open.
    OPEN = "open", "열기";
    /// What it does.
    OPEN_HELP = "open another token", "다른 토큰을 엽니다";
    /// Menu: key.
    GIVE = "key", "키";
    /// What it does.
    GIVE_HELP = "give the key to verify or sign with", "검증하거나 서명할 키를 줍니다";
    /// Menu: explain.
    EXPLAIN = "explain", "설명";
    /// What it does.
    EXPLAIN_HELP = "how the signature comes about, step by step", "서명이 어떻게 만들어지는지 단계별로 설명합니다";
    /// Menu: why.
    WHY = "why", "이유";
    /// What it does.
    WHY_HELP = "what each verdict means and what to do", "판정마다 무슨 뜻이고 무엇을 하면 되는지 알려 줍니다";
    /// Menu: edit.
    EDIT = "edit", "편집";
    /// What it does.
    EDIT_HELP = "change the value of a claim", "클레임의 값을 바꿉니다";
    /// Menu: sign.
    SIGN = "sign", "서명";
    /// What it does.
    SIGN_HELP = "sign header and payload as they stand", "지금의 헤더와 페이로드에 서명합니다";
    /// Menu: print.
    PRINT = "print", "출력";
    /// What it does.
    PRINT_HELP = "print the token on a line of its own", "토큰을 한 줄로 출력합니다";
    /// Menu: diff.
    DIFF = "diff", "비교";
    /// What it does.
    DIFF_HELP = "compare with the token as it was given, or with another", "받은 토큰이나 다른 토큰과 비교합니다";
    /// Menu: undo.
    UNDO = "undo", "취소";
    /// What it does.
    UNDO_HELP = "take the last change back", "마지막 변경을 되돌립니다";
    /// Menu: help.
    HELP = "help", "도움말";
    /// What it does.
    HELP_HELP = "this menu", "이 메뉴를 보여 줍니다";
    /// Menu: quit.
    QUIT = "quit", "종료";
    /// What it does.
    QUIT_HELP = "leave", "프로그램을 끝냅니다";
}
