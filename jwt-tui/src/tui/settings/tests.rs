use super::*;

fn words(text: &str) -> String {
    Settings::parse(text).unwrap_err().words(Lang::En)
}

#[test]
fn every_setting_is_read() {
    let settings = Settings::parse(
        "theme = \"light\"\nlang = \"ko\"\nmouse = false\nascii = true\nhistory = true\n\
         [keys]\nsign = [\"ctrl-x\", \"f2\"]\n[keys.payload]\nedit = [\"c\"]\n",
    )
    .unwrap();
    assert_eq!(settings.theme, Some(Theme::Light));
    assert_eq!(settings.lang, Some(Lang::Ko));
    assert_eq!((settings.mouse, settings.ascii), (Some(false), Some(true)));
    assert_eq!(settings.history, Some(true));
    let press = |text| Press::parse(text).unwrap();
    let does = |context, text| settings.keymap.lookup(context, press(text));
    assert_eq!(does(Context::Checks, "f2"), Some(Command::Sign));
    assert_eq!(does(Context::Checks, "s"), None);
    assert_eq!(does(Context::Payload, "c"), Some(Command::Edit));
    assert_eq!(does(Context::Header, "enter"), Some(Command::Edit));
}

#[test]
fn an_empty_file_changes_nothing() {
    let settings = Settings::parse("# nothing\n").unwrap();
    assert_eq!(settings.theme, None);
    assert_eq!(settings.keymap.check(), Ok(()));
}

#[test]
fn an_unknown_name_is_told_with_its_line_and_the_nearest() {
    let told = words("theme = \"dark\"\nmuose = true\n");
    assert!(told.starts_with("line 2: \"muose\" is not known; did you mean mouse?"), "{told}");
    assert!(told.contains("ascii, history, keys, lang, mouse, theme"), "{told}");
    assert!(words("theme = \"drak\"").contains("did you mean dark?"));
    assert!(words("[keys]\nsing = [\"x\"]").contains("did you mean sign?"));
    assert!(words("[keys.paylaod]\nsign = [\"x\"]").contains("did you mean payload?"));
}

#[test]
fn a_wrong_value_is_told_with_its_line() {
    assert!(
        words("\n\nmouse = \"no\"").starts_with("line 3: true or false"),
        "{}",
        words("\n\nmouse = \"no\"")
    );
    assert!(words("keys = 1").contains("[keys]"));
    assert!(words("[keys]\nsign = \"x\"").contains("[\"ctrl-x\"]"));
    assert!(words("[keys]\nsign = [\"hyper-x\"]").starts_with("line 2: \"hyper-x\" is no key"));
    assert!(words("theme = ").starts_with("line 1: "));
}

#[test]
fn a_clash_is_refused_with_both_names() {
    let told = words("[keys]\nsign = [\"z\"]");
    assert!(
        told.contains("sign") && told.contains("zoom") && told.contains("z in token"),
        "{told}"
    );
}

#[test]
fn hostile_files_are_refused_and_never_panic() {
    for text in
        ["[[keys]]", "keys = { keys = { keys = [] } }", "\u{0}", "a.b.c = 1", "[keys]\n\"\" = []"]
    {
        assert!(Settings::parse(text).is_err(), "{text}");
    }
    let deep = format!("theme = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(Settings::parse(&deep).is_err());
}
