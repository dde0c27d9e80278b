//! The words of what every screen shares: places of keys, palette, jump, themes, mouse, settings.

use crate::text::phrases;

phrases! {
    /// Keys that work in every pane.
    EVERYWHERE = "In every pane", "모든 창에서";
    /// Keys that work in many places.
    IN_MOST_PLACES = "In panes and lists", "창과 목록에서";
    /// Keys of the screen that shows: its name.
    ON_SCREEN = "On the screen {0}", "{0} 화면에서";
    /// Keys of another pane: its title.
    IN_PANE = "In the pane {0}", "{0} 창에서";
    /// Keys after `y`.
    AFTER_COPY = "After y (copy)", "y(복사) 다음에";
    /// Keys while a text area is open.
    WHILE_EDITING = "While a text is edited", "텍스트를 편집하는 동안";
    /// Keys while a line is typed.
    WHILE_TYPING = "While a line is typed", "한 줄을 입력하는 동안";
    /// Keys while a text lies over the screen.
    OVER_THE_SCREEN = "While help or a lesson is open", "도움말이나 설명이 열려 있는 동안";
    /// Keys while something is chosen.
    IN_A_LIST = "While something is chosen from a list", "목록에서 고르는 동안";
    /// Keys of the palette.
    IN_THE_PALETTE = "In the palette of commands", "명령 팔레트에서";
    /// Keys of the jump.
    WHILE_JUMPING = "After Ctrl-O (jump)", "Ctrl-O(이동) 다음에";
    /// Keys of the last question.
    BEFORE_THE_END = "Before unsaved work is lost", "저장하지 않은 작업을 버리기 전에";
    /// Column of a table: the keys.
    COLUMN_KEYS = "keys", "키";
    /// Column of a table: the name of the command.
    COLUMN_COMMAND = "command", "명령";
    /// Column of a table: what it does.
    COLUMN_HELP = "what it does", "하는 일";
    /// Title of the palette.
    PALETTE = "Commands", "명령";
    /// The prompt of the palette.
    PALETTE_PROMPT = "command", "명령";
    /// When no command fits what was typed.
    NO_COMMAND = "no command fits", "맞는 명령이 없습니다";
    /// How many commands fit: how many, of how many.
    COMMANDS_FIT = "{0} of {1}", "{1}개 중 {0}개";
    /// Before the letters of the jump.
    JUMP_TO = "go to:", "이동:";
    /// When a key is the letter of no pane: the key.
    NO_SUCH_LETTER = "no pane has {0}; Esc leaves", "{0}: 그런 창이 없습니다. Esc로 나갑니다";
    /// After another theme was taken: its name.
    THEME_IS = "theme: {0}", "테마: {0}";
    /// When a theme needs more colours than there are: its name.
    THEME_NEEDS_TRUECOLOR = "the theme {0} needs COLORTERM=truecolor; this terminal does not set it, so the 16 colours stay",
        "{0} 테마에는 COLORTERM=truecolor가 필요합니다. 이 터미널은 설정하지 않아 16색을 그대로 씁니다";
    /// When colours are forbidden.
    THEME_NO_COLOR = "no colours are wanted here (NO_COLOR or --color never): the theme stays mono",
        "색을 쓰지 않도록 설정되어 있어(NO_COLOR 또는 --color never) mono 테마를 그대로 씁니다";
    /// After the mouse was taken.
    MOUSE_ON = "the mouse works here; with Shift it selects text as the terminal does",
        "마우스를 이 프로그램이 씁니다. Shift를 누른 채 끌면 터미널처럼 텍스트를 고릅니다";
    /// After the mouse was given back.
    MOUSE_OFF = "the mouse is the terminal's again; M takes it back",
        "마우스를 터미널에 돌려주었습니다. M으로 다시 씁니다";
    /// When there is no split to move.
    NO_SPLIT = "there is one column: nothing to move", "열이 하나뿐이라 옮길 경계가 없습니다";
}
