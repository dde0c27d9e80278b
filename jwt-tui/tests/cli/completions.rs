//! `completions` and `man`: scripts and pages that know every command and every flag.

use std::fs;
use std::process::Command;

use super::run::folder;
use super::run::run;

const SHELLS: [&str; 6] = ["bash", "elvish", "fish", "nushell", "powershell", "zsh"];
const COMMANDS: [&[&str]; 13] = [
    &["inspect"],
    &["verify"],
    &["sign"],
    &["diff"],
    &["explain"],
    &["key"],
    &["key", "gen"],
    &["key", "show"],
    &["key", "convert"],
    &["key", "public"],
    &["key", "thumbprint"],
    &["completions"],
    &["man"],
];

/// Every long flag of the help of a command, without its dashes.
fn flags(command: &[&str]) -> Vec<String> {
    let own = run(&[command, &["--help"]].concat()).stdout;
    // What every command has is told once.
    let help = own + &run(&["--help"]).stdout;
    let options = help.lines().filter_map(|line| {
        let line =
            line.trim_start().trim_start_matches(|one: char| one == '-' || one.is_alphabetic());
        let line = if line.starts_with(", ") { line } else { "" };
        line.strip_prefix(", --")
    });
    let long = help.lines().filter_map(|line| line.trim_start().strip_prefix("--"));
    let name = |text: &str| text.split([' ', '=', '[']).next().unwrap_or_default().to_owned();
    options.chain(long).map(name).filter(|name| !name.is_empty()).collect()
}

#[test]
fn every_command_that_there_is_is_tested_here() {
    let listed = |command: &[&str]| -> Vec<String> {
        let help = run(&[command, &["--help"]].concat()).stdout;
        let rows = help.lines().skip_while(|line| *line != "Commands:").skip(1);
        rows.take_while(|line| !line.is_empty())
            .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
            .filter(|name| name != "help")
            .collect()
    };
    for name in listed(&[]) {
        assert!(COMMANDS.contains(&[name.as_str()].as_slice()), "{name}");
    }
    for name in listed(&["key"]) {
        assert!(COMMANDS.contains(&["key", &name].as_slice()), "{name}");
    }
}

#[test]
fn the_script_of_each_shell_names_every_command_and_flag() {
    for shell in SHELLS {
        let script = run(&["completions", shell]);
        assert_eq!((script.code, script.stderr.as_str()), (Some(0), ""), "{shell}");
        for command in COMMANDS {
            let name = command.last().unwrap();
            assert!(script.stdout.contains(name), "{shell}: {name}");
            let flags = flags(command);
            assert!(flags.contains(&"help".to_owned()) && flags.len() > 5, "{command:?}");
            for flag in flags {
                assert!(script.stdout.contains(&flag), "{shell}: {command:?} --{flag}");
            }
        }
    }
    assert_eq!(run(&["completions", "tcsh"]).code, Some(2));
}

#[test]
fn bash_can_read_its_script() {
    let bash = Command::new("bash").arg("--version").output();
    if bash.is_err() {
        eprintln!("skipped: bash is not installed");
        return;
    }
    let path = folder("bash").join("jwt-tui.bash");
    fs::write(&path, run(&["completions", "bash"]).stdout).unwrap();
    let output = Command::new("bash").arg("-n").arg(&path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // Completes the last word as a shell with the script would.
    for (words, expected) in [
        ("jwt-tui ver", "verify"),
        ("jwt-tui verify --lee", "--leeway"),
        ("jwt-tui key th", "thumbprint"),
        ("jwt-tui key gen --ki", "--kid"),
    ] {
        let all: Vec<&str> = words.split(' ').collect();
        let (last, before) = (all.len() - 1, all[all.len() - 2]);
        let script = format!(
            "source {}; COMP_WORDS=({words}); COMP_CWORD={last}; _jwt__tui jwt-tui {} {before}; \
             echo ${{COMPREPLY[@]}}",
            path.display(),
            all[last]
        );
        let output = Command::new("bash").args(["-c", &script]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), expected, "{words}");
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let folder = folder("manual");
    let ran = run(&["man", "--out", folder.to_str().unwrap()]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "", ""));
    let page = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    for command in COMMANDS {
        let text = page(&format!("jwt-tui-{}.1", command.join("-")));
        assert!(text.contains(".TH"), "{command:?}");
        let only_program = ["config", "history", "no-mouse", "theme", "version"];
        for flag in flags(command).iter().filter(|one| !only_program.contains(&one.as_str())) {
            assert!(text.contains(&flag.replace('-', "\\-")), "{command:?} --{flag}");
        }
    }
    let count = fs::read_dir(&folder).unwrap().count();
    assert_eq!(count, COMMANDS.len() + 1);
    let program = run(&["man"]).stdout;
    assert_eq!(program, page("jwt-tui.1"));
    for command in COMMANDS.iter().filter(|command| command.len() == 1) {
        assert!(program.contains(&format!("jwt\\-tui\\-{}", command[0])), "{command:?}");
    }
    if Command::new("man").arg("--version").output().is_err() {
        eprintln!("skipped: man is not installed");
        return;
    }
    let checked = Command::new("man")
        .args(["--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"])
        .arg(folder.join("jwt-tui-verify.1"))
        .output()
        .unwrap();
    assert!(checked.stderr.is_empty(), "{}", String::from_utf8_lossy(&checked.stderr));
}
