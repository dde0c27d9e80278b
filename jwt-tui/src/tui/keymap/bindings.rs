//! The rows of the key table, in the order in which help lists them.

use std::borrow::Cow;

use crate::text::Phrase;
use crate::tui::keymap::Binding;
use crate::tui::keymap::Context;
use crate::tui::keymap::Key;
use crate::tui::keymap::Press;
use crate::tui::message::Command;
use crate::tui::model::Screen;

/// Every key there is. Within a context the order is that of the help.
pub const BINDINGS: &[Binding] = &[
    // Panes.
    row(
        PANES,
        &[on(Key::Tab)],
        Command::NextPane,
        t("pane", "창"),
        t("go to the next pane", "다음 창으로 갑니다"),
        2,
    ),
    row(
        PANES,
        &[on(Key::BackTab)],
        Command::PreviousPane,
        t("pane back", "이전 창"),
        t("go to the pane before", "이전 창으로 갑니다"),
        0,
    ),
    row(
        PANES,
        &[key('z')],
        Command::Zoom,
        t("zoom", "확대"),
        t("give the whole screen to this pane, or back", "이 창을 화면 전체로 키우거나 되돌립니다"),
        13,
    ),
    row(
        PANES,
        &[ctrl('o')],
        Command::Jump,
        t("jump", "이동"),
        t(
            "show a letter on each pane; it goes there",
            "창마다 글자를 보여 줍니다. 누르면 그 창으로 갑니다",
        ),
        0,
    ),
    row(
        PANES,
        &[key('<')],
        Command::NarrowLeft,
        t("narrower", "왼쪽 좁게"),
        t("make the left column narrower", "왼쪽 열을 좁힙니다"),
        0,
    ),
    row(
        PANES,
        &[key('>')],
        Command::WidenLeft,
        t("wider", "왼쪽 넓게"),
        t("make the left column wider", "왼쪽 열을 넓힙니다"),
        0,
    ),
    // Screens.
    row(
        PANES,
        &[key('1'), alt('1')],
        Command::Show(Screen::Workbench),
        t("workbench", "작업대"),
        t("the token, its claims, the key and the verdicts", "토큰, 클레임, 키, 판정을 봅니다"),
        0,
    ),
    row(
        PANES,
        &[key('2'), alt('2')],
        Command::Show(Screen::Explain),
        t("explain", "설명"),
        t(
            "how the signature comes about, step by step",
            "서명이 어떻게 만들어지는지 단계별로 봅니다",
        ),
        0,
    ),
    row(
        PANES,
        &[key('5'), alt('5')],
        Command::Show(Screen::Keys),
        t("keys", "키"),
        t("the keys of this session", "이 세션의 키를 봅니다"),
        0,
    ),
    row(
        PANES,
        &[key('6'), alt('6')],
        Command::Show(Screen::Diff),
        t("diff", "비교"),
        t("compare two tokens", "두 토큰을 비교합니다"),
        0,
    ),
    row(
        PANES,
        &[key('7'), alt('7')],
        Command::Show(Screen::History),
        t("history", "기록"),
        t("the tokens of before", "이전 토큰을 봅니다"),
        0,
    ),
    // Moving.
    row(
        MOVING,
        &[on(Key::Down), key('j')],
        Command::Down,
        t("down", "아래"),
        t("one line down", "한 줄 아래로 갑니다"),
        0,
    ),
    row(
        MOVING,
        &[on(Key::Up), key('k')],
        Command::Up,
        t("up", "위"),
        t("one line up", "한 줄 위로 갑니다"),
        0,
    ),
    row(
        KEY,
        &[on(Key::Down), key('j')],
        Command::Down,
        t("down", "아래"),
        t("one line down", "한 줄 아래로 갑니다"),
        0,
    ),
    row(KEY, &[on(Key::Up)], Command::Up, t("up", "위"), t("one line up", "한 줄 위로 갑니다"), 0),
    row(
        TOKEN,
        &[on(Key::Right), key('l')],
        Command::Right,
        t("next character", "다음 글자"),
        t(
            "one character on; the octets and the claim that it carries show",
            "다음 글자로 갑니다. 그 글자가 나르는 바이트와 클레임이 보입니다",
        ),
        3,
    ),
    row(
        TOKEN,
        &[on(Key::Left), key('h')],
        Command::Left,
        t("character back", "이전 글자"),
        t("one character back", "이전 글자로 갑니다"),
        0,
    ),
    row(
        TOKEN,
        &[key('w')],
        Command::GroupRight,
        t("next group", "다음 묶음"),
        t(
            "to the next group of four characters, which carry three bytes",
            "3바이트를 나르는 글자 네 개의 다음 묶음으로 갑니다",
        ),
        4,
    ),
    row(
        TOKEN,
        &[key('b')],
        Command::GroupLeft,
        t("group back", "이전 묶음"),
        t("to the group of four characters before", "이전 네 글자 묶음으로 갑니다"),
        0,
    ),
    row(
        TOKEN,
        &[with_ctrl(Key::Right), key(']')],
        Command::SegmentRight,
        t("next segment", "다음 세그먼트"),
        t("to the next segment", "다음 세그먼트로 갑니다"),
        0,
    ),
    row(
        TOKEN,
        &[with_ctrl(Key::Left), key('[')],
        Command::SegmentLeft,
        t("segment back", "이전 세그먼트"),
        t("to the segment before", "이전 세그먼트로 갑니다"),
        0,
    ),
    row(
        MOVING,
        &[on(Key::PageDown), ctrl('d')],
        Command::PageDown,
        t("page down", "다음 쪽"),
        t("one page down", "한 쪽 아래로 갑니다"),
        0,
    ),
    row(
        MOVING,
        &[on(Key::PageUp), ctrl('u')],
        Command::PageUp,
        t("page up", "이전 쪽"),
        t("one page up", "한 쪽 위로 갑니다"),
        0,
    ),
    row(
        MOVING,
        &[on(Key::Home), key('g')],
        Command::Top,
        t("top", "맨 위"),
        t("to the first line", "첫 줄로 갑니다"),
        0,
    ),
    row(
        MOVING,
        &[on(Key::End), key('G')],
        Command::Bottom,
        t("bottom", "맨 아래"),
        t("to the last line", "마지막 줄로 갑니다"),
        0,
    ),
    // Looking.
    row(
        CLAIMS,
        &[key('t')],
        Command::NextView,
        t("view", "보기"),
        t(
            "show as table, as JSON, or raw as it is in the token",
            "표, JSON, 토큰에 적힌 원문 순으로 바꿔 봅니다",
        ),
        4,
    ),
    row(
        CLAIMS,
        &[key('/')],
        Command::Search,
        t("search", "검색"),
        t(
            "look for a text; capitals find only capitals",
            "텍스트를 찾습니다. 대문자로 적으면 대소문자를 구별합니다",
        ),
        10,
    ),
    row(
        CLAIMS,
        &[key('n')],
        Command::NextMatch,
        t("next match", "다음 결과"),
        t("to the next place of it", "다음 결과로 갑니다"),
        0,
    ),
    row(
        CLAIMS,
        &[key('N')],
        Command::PreviousMatch,
        t("match before", "이전 결과"),
        t("to the place before", "이전 결과로 갑니다"),
        0,
    ),
    row(
        &[Context::Checks],
        &[on(Key::Enter)],
        Command::Why,
        t("why?", "이유"),
        t("say what this means and what to do", "무슨 뜻이고 무엇을 하면 되는지 알려 줍니다"),
        1,
    ),
    // Editing.
    row(
        EDITABLE,
        &[on(Key::Enter), key('i')],
        Command::Edit,
        t("edit", "편집"),
        t(
            "edit this claim, text or token; the original is kept",
            "이 클레임, 텍스트, 토큰을 편집합니다. 원본은 그대로 남습니다",
        ),
        1,
    ),
    row(
        CLAIMS,
        &[key('+')],
        Command::AddMember,
        t("add", "추가"),
        t("add a claim or a header parameter", "클레임이나 헤더 파라미터를 추가합니다"),
        8,
    ),
    row(
        CLAIMS,
        &[key('r')],
        Command::RenameMember,
        t("rename", "이름 변경"),
        t("give the claim another name", "클레임의 이름을 바꿉니다"),
        0,
    ),
    row(
        CLAIMS,
        &[key('D'), on(Key::Delete)],
        Command::DeleteMember,
        t("take out", "빼기"),
        t("take the claim out; the rest stays as it is", "클레임을 뺍니다. 나머지는 그대로 둡니다"),
        0,
    ),
    row(
        &[Context::Header, Context::Payload, Context::Checks, Context::About],
        &[key('m')],
        Command::RepairUnits,
        t("mend dates", "날짜 고치기"),
        t(
            "write dates in milli-, micro- or nanoseconds as seconds",
            "밀리초, 마이크로초, 나노초로 적힌 날짜를 초로 고쳐 적습니다",
        ),
        0,
    ),
    row(
        EDITABLE,
        &[key('I')],
        Command::EditSegment,
        t("edit segment", "세그먼트 편집"),
        t(
            "edit one segment as base64url; what it decodes to shows at once",
            "세그먼트 하나를 base64url 그대로 편집합니다. 디코딩한 내용이 바로 보입니다",
        ),
        0,
    ),
    row(
        WORKBENCH,
        &[key('R')],
        Command::AskRules,
        t("ask for", "요구"),
        t(
            "ask for an issuer, an audience and more, and set the leeway",
            "발급자, 대상(aud) 등을 요구하고 허용 오차(leeway)를 정합니다",
        ),
        9,
    ),
    row(
        PANES,
        &[key('s')],
        Command::Sign,
        t("sign", "서명"),
        t(
            "sign header and payload as they stand with the key",
            "지금의 헤더와 페이로드를 키로 서명합니다",
        ),
        6,
    ),
    row(
        PANES,
        &[key('A')],
        Command::ChooseAlgorithm,
        t("algorithm", "알고리즘"),
        t("write another algorithm into the header", "헤더에 다른 알고리즘을 적습니다"),
        9,
    ),
    row(
        PANES,
        &[key('u')],
        Command::Undo,
        t("undo", "실행 취소"),
        t("take the last edit or paste back", "마지막 편집이나 붙여넣기를 되돌립니다"),
        8,
    ),
    row(
        PANES,
        &[ctrl('r')],
        Command::Redo,
        t("redo", "다시 실행"),
        t("do it again", "되돌린 것을 다시 실행합니다"),
        0,
    ),
    // Giving tokens and keys.
    row(
        PANES,
        &[key('p')],
        Command::GiveToken,
        t("paste", "붙여넣기"),
        t(
            "give another token: type or paste it; pasting works without this key, too",
            "다른 토큰을 입력하거나 붙여넣습니다. 이 키 없이 바로 붙여넣어도 됩니다",
        ),
        5,
    ),
    row(
        PANES,
        &[key('v')],
        Command::GiveKey,
        t("verify with", "검증 키"),
        t(
            "give the key to verify with: secret, PEM, JWK or JWK Set",
            "검증에 쓸 키를 줍니다: 비밀 값, PEM, JWK, JWK Set",
        ),
        5,
    ),
    row(
        PANES,
        &[key('o')],
        Command::OpenFile,
        t("open", "열기"),
        t(
            "open a file with a key or a token; what it is shows in its content",
            "키나 토큰이 든 파일을 엽니다. 종류는 내용으로 알아냅니다",
        ),
        10,
    ),
    row(
        KEY,
        &[on(Key::Enter), key('i'), key('k')],
        Command::GiveKey,
        t("type a secret", "비밀 값 입력"),
        t(
            "type or paste a secret, PEM, JWK or JWK Set; nothing of it is shown",
            "비밀 값, PEM, JWK, JWK Set을 입력하거나 붙여넣습니다. 화면에는 보이지 않습니다",
        ),
        1,
    ),
    row(
        KEY,
        &[key('g')],
        Command::GenerateKey,
        t("generate", "생성"),
        t(
            "make a new key for the algorithm of the token",
            "토큰의 알고리즘에 맞는 새 키를 만듭니다",
        ),
        3,
    ),
    row(
        KEY,
        &[key('r')],
        Command::Reveal,
        t("reveal", "표시"),
        t("show the secret, or hide it again", "비밀 값을 보이거나 다시 숨깁니다"),
        4,
    ),
    row(
        KEY,
        &[key('x')],
        Command::ForgetKey,
        t("forget", "잊기"),
        t("forget the key and wipe it from memory", "키를 잊고 메모리에서 지웁니다"),
        5,
    ),
    // Copying.
    row(
        PANES,
        &[key('y')],
        Command::Copy,
        t("copy…", "복사…"),
        t(
            "copy something; the next key says what",
            "복사합니다. 다음 키가 무엇을 복사할지 정합니다",
        ),
        7,
    ),
    row(
        COPY,
        &[key('y')],
        Command::CopyValue,
        t("value", "값"),
        t("copy the value under the cursor", "커서가 있는 값을 복사합니다"),
        1,
    ),
    row(
        COPY,
        &[key('n')],
        Command::CopyName,
        t("name", "이름"),
        t("copy the name of the claim under the cursor", "커서가 있는 클레임의 이름을 복사합니다"),
        2,
    ),
    row(
        COPY,
        &[key('t')],
        Command::CopyToken,
        t("token", "토큰"),
        t("copy the token", "토큰을 복사합니다"),
        3,
    ),
    row(
        COPY,
        &[key('h')],
        Command::CopyHeader,
        t("header", "헤더"),
        t("copy the header as JSON", "헤더를 JSON으로 복사합니다"),
        4,
    ),
    row(
        COPY,
        &[key('p')],
        Command::CopyPayload,
        t("payload", "페이로드"),
        t("copy the payload as JSON", "페이로드를 JSON으로 복사합니다"),
        5,
    ),
    row(
        COPY,
        &[key('s')],
        Command::CopySignature,
        t("signature", "서명"),
        t("copy the signature segment", "서명 세그먼트를 복사합니다"),
        6,
    ),
    row(
        COPY,
        &[key('b')],
        Command::CopyBearer,
        t("Bearer header", "Bearer 헤더"),
        t(
            "copy Authorization: Bearer with the token",
            "토큰이 든 Authorization: Bearer 헤더를 복사합니다",
        ),
        7,
    ),
    row(
        COPY,
        &[key('k')],
        Command::CopyPublicKey,
        t("public key", "공개 키"),
        t("copy the public key as a JWK", "공개 키를 JWK로 복사합니다"),
        8,
    ),
    row(
        COPY,
        &[key('K')],
        Command::CopySecretKey,
        t("secret key", "비밀 키"),
        t(
            "copy the whole key with its secret part as a JWK",
            "비밀 부분까지 키 전체를 JWK로 복사합니다",
        ),
        9,
    ),
    row(
        COPY,
        &[on(Key::Esc)],
        Command::Close,
        t("nothing", "취소"),
        t("copy nothing", "아무것도 복사하지 않습니다"),
        10,
    ),
    // Program.
    row(
        PANES,
        &[key('?'), on(Key::F(1))],
        Command::Help,
        t("help", "도움말"),
        t(
            "list the keys, those of this pane first",
            "단축키를 보여 줍니다. 이 창의 것이 먼저 나옵니다",
        ),
        11,
    ),
    row(
        PANES,
        &[key(':'), ctrl('p')],
        Command::Palette,
        t("commands", "명령"),
        t("look for a command by its name and run it", "이름으로 명령을 찾아 실행합니다"),
        14,
    ),
    row(
        PANES,
        &[on(Key::Esc)],
        Command::Close,
        t("back", "뒤로"),
        t("leave the zoom, clear the message", "확대를 끝내고 메시지를 지웁니다"),
        0,
    ),
    row(
        PANES,
        &[key('T')],
        Command::NextTheme,
        t("theme", "테마"),
        t("change the colours", "색 구성을 바꿉니다"),
        0,
    ),
    row(
        PANES,
        &[key('M')],
        Command::ToggleMouse,
        t("mouse", "마우스"),
        t(
            "take the mouse from the terminal, or give it back",
            "마우스를 이 프로그램이 쓰거나 터미널에 돌려줍니다",
        ),
        0,
    ),
    row(
        PANES,
        &[key('L')],
        Command::NextLanguage,
        t("한국어", "English"),
        t("speak Korean: 한국어로 바꿉니다", "speak English, 영어로 바꿉니다"),
        0,
    ),
    row(
        PANES,
        &[ctrl('l')],
        Command::Redraw,
        t("redraw", "다시 그리기"),
        t("draw the screen anew", "화면을 새로 그립니다"),
        0,
    ),
    row(
        PANES,
        &[ctrl('z')],
        Command::Suspend,
        t("suspend", "일시 정지"),
        t("go back to the shell; fg returns", "셸로 돌아갑니다. fg로 되돌아옵니다"),
        0,
    ),
    row(
        PANES,
        &[key('q'), ctrl('c')],
        Command::Quit,
        t("quit", "끝내기"),
        t(
            "leave; asks once when a made token was not copied",
            "끝냅니다. 만든 토큰을 복사하지 않았으면 한 번 묻습니다",
        ),
        12,
    ),
    // While a text area is open.
    row(
        &[Context::Edit],
        &[on(Key::Esc)],
        Command::Close,
        t("done", "완료"),
        t("keep the text and leave; u takes it back", "텍스트를 남기고 나갑니다. u로 되돌립니다"),
        1,
    ),
    row(
        &[Context::Edit],
        &[ctrl('s')],
        Command::Format,
        t("format", "정렬"),
        t(
            "lay the JSON out over lines; names, digits and order stay",
            "JSON을 여러 줄로 펼칩니다. 이름, 숫자, 순서는 그대로입니다",
        ),
        2,
    ),
    row(
        &[Context::Edit],
        &[ctrl('z')],
        Command::Undo,
        t("undo", "실행 취소"),
        t("take the last typing back", "마지막 입력을 되돌립니다"),
        3,
    ),
    row(
        &[Context::Edit],
        &[ctrl('y')],
        Command::Redo,
        t("redo", "다시 실행"),
        t("type it again", "다시 입력합니다"),
        4,
    ),
    row(
        &[Context::Edit],
        &[ctrl('c')],
        Command::Quit,
        t("quit", "끝내기"),
        t("leave the program", "프로그램을 끝냅니다"),
        0,
    ),
    // While a line is typed.
    row(
        &[Context::Line],
        &[on(Key::Enter)],
        Command::Accept,
        t("take it", "받기"),
        t("take what was typed", "입력한 것을 받습니다"),
        1,
    ),
    row(
        &[Context::Line],
        &[on(Key::Esc)],
        Command::Close,
        t("leave", "나가기"),
        t("leave and change nothing", "아무것도 바꾸지 않고 나갑니다"),
        2,
    ),
    row(
        &[Context::Line],
        &[ctrl('r')],
        Command::Reveal,
        t("reveal", "표시"),
        t("show what is typed, or hide it again", "입력한 것을 보이거나 다시 숨깁니다"),
        3,
    ),
    row(
        &[Context::Line],
        &[ctrl('u')],
        Command::ClearLine,
        t("clear", "지우기"),
        t("start the line anew", "줄을 처음부터 다시 씁니다"),
        4,
    ),
    row(
        &[Context::Line],
        &[ctrl('c')],
        Command::Quit,
        t("quit", "끝내기"),
        t("leave the program", "프로그램을 끝냅니다"),
        0,
    ),
    // Over the screen.
    row(
        &[Context::Choose],
        &[on(Key::Enter)],
        Command::Accept,
        t("choose", "고르기"),
        t("take the marked one", "표시된 것을 고릅니다"),
        1,
    ),
    row(
        &[Context::Choose],
        &[on(Key::Esc), key('q')],
        Command::Close,
        t("leave", "나가기"),
        t("leave and change nothing", "아무것도 바꾸지 않고 나갑니다"),
        2,
    ),
    row(
        &[Context::Overlay],
        &[on(Key::Esc), key('q'), key('?'), on(Key::Enter)],
        Command::Close,
        t("close", "닫기"),
        t("back to the workbench", "작업대로 돌아갑니다"),
        1,
    ),
    // The palette and the jump.
    row(
        &[Context::Palette],
        &[on(Key::Enter)],
        Command::Accept,
        t("run", "실행"),
        t("run the marked command", "표시된 명령을 실행합니다"),
        1,
    ),
    row(
        &[Context::Palette],
        &[on(Key::Down), ctrl('n')],
        Command::Down,
        t("down", "아래"),
        t("mark the next command", "다음 명령을 표시합니다"),
        3,
    ),
    row(
        &[Context::Palette],
        &[on(Key::Up), ctrl('p')],
        Command::Up,
        t("up", "위"),
        t("mark the command before", "이전 명령을 표시합니다"),
        4,
    ),
    row(
        &[Context::Palette],
        &[on(Key::PageDown), ctrl('d')],
        Command::PageDown,
        t("page down", "다음 쪽"),
        t("one page down", "한 쪽 아래로 갑니다"),
        0,
    ),
    row(
        &[Context::Palette],
        &[on(Key::PageUp)],
        Command::PageUp,
        t("page up", "이전 쪽"),
        t("one page up", "한 쪽 위로 갑니다"),
        0,
    ),
    row(
        &[Context::Palette],
        &[ctrl('u')],
        Command::ClearLine,
        t("clear", "지우기"),
        t("start the line anew", "줄을 처음부터 다시 씁니다"),
        0,
    ),
    row(
        &[Context::Palette, Context::Jump],
        &[on(Key::Esc)],
        Command::Close,
        t("leave", "나가기"),
        t("leave and change nothing", "아무것도 바꾸지 않고 나갑니다"),
        2,
    ),
    row(
        &[Context::Choose, Context::Overlay, Context::Copy, Context::Palette, Context::Jump],
        &[ctrl('c')],
        Command::Quit,
        t("quit", "끝내기"),
        t("leave the program", "프로그램을 끝냅니다"),
        0,
    ),
    // The question at the end.
    row(
        &[Context::Quit],
        &[key('y'), key('q'), ctrl('c')],
        Command::QuitNow,
        t("quit", "끝내기"),
        t("leave; the made token is lost", "끝냅니다. 만든 토큰은 사라집니다"),
        1,
    ),
    row(
        &[Context::Quit],
        &[key('n'), on(Key::Esc)],
        Command::Close,
        t("stay", "머무르기"),
        t("go on working", "계속 작업합니다"),
        2,
    ),
];

/// The panes of every screen.
const PANES: &[Context] = &[
    Context::Token,
    Context::Header,
    Context::Payload,
    Context::Key,
    Context::Checks,
    Context::About,
    Context::Steps,
    Context::Step,
    Context::Group,
    Context::Ring,
    Context::KeyCard,
    Context::Fit,
    Context::Changes,
    Context::Characters,
    Context::Entries,
    Context::Entry,
];
/// Where letters move; in the key pane they do things with keys.
const MOVING: &[Context] = &[
    Context::Token,
    Context::Header,
    Context::Payload,
    Context::Checks,
    Context::About,
    Context::Steps,
    Context::Step,
    Context::Group,
    Context::Ring,
    Context::KeyCard,
    Context::Fit,
    Context::Changes,
    Context::Characters,
    Context::Entries,
    Context::Entry,
    Context::Overlay,
    Context::Choose,
];
/// The panes of the Workbench.
const WORKBENCH: &[Context] = &[
    Context::Token,
    Context::Header,
    Context::Payload,
    Context::Key,
    Context::Checks,
    Context::About,
];
const TOKEN: &[Context] = &[Context::Token];
const CLAIMS: &[Context] = &[Context::Header, Context::Payload];
const EDITABLE: &[Context] = &[Context::Token, Context::Header, Context::Payload];
const KEY: &[Context] = &[Context::Key];
const COPY: &[Context] = &[Context::Copy];

pub(super) const fn key(character: char) -> Press {
    on(Key::Char(character))
}

pub(super) const fn ctrl(character: char) -> Press {
    Press { key: Key::Char(character), ctrl: true, alt: false }
}

const fn with_ctrl(key: Key) -> Press {
    Press { key, ctrl: true, alt: false }
}

pub(super) const fn alt(character: char) -> Press {
    Press { key: Key::Char(character), ctrl: false, alt: true }
}

pub(super) const fn on(key: Key) -> Press {
    Press { key, ctrl: false, alt: false }
}

/// A text in both languages.
const fn t(en: &'static str, ko: &'static str) -> Phrase {
    Phrase::new(en, ko)
}

const fn row(
    contexts: &'static [Context],
    keys: &'static [Press],
    command: Command,
    name: Phrase,
    help: Phrase,
    hint: u8,
) -> Binding {
    let (contexts, keys) = (Cow::Borrowed(contexts), Cow::Borrowed(keys));
    Binding { contexts, keys, command, name, help, hint }
}
