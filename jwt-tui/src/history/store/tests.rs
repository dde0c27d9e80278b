#![cfg(unix)]

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use jwt_core::NumericDate;
use jwt_core::base64url::encode;

use super::*;
use crate::engine::history::Origin;

const SIGNATURE: &str = "c2lnbmF0dXJlLW9mLXRoaXMtdG9rZW4";

/// A folder of its own for each test, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("jwt-tui-{}-{count}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("state").join("jwt-tui").join("history.ndjson")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn entry(number: usize) -> Entry {
    let payload = encode(format!(r#"{{"n":{number}}}"#));
    let token = format!("{}.{payload}.{SIGNATURE}", encode(r#"{"alg":"HS256"}"#));
    Entry::new(&token, NumericDate::from_seconds(1), Origin::Pasted)
}

fn add(file: &Path, numbers: impl IntoIterator<Item = usize>) -> Kept {
    let entries = numbers.into_iter().map(entry).collect();
    run(file, &Request::Add(entries, Keep::Unsigned)).unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn files_only_in_the_known_place() {
    // Trap: tools leave files in places that nobody knows of.
    let of = |state: Option<&str>, home: Option<&str>| {
        location(|name| match name {
            "XDG_STATE_HOME" => state.map(OsString::from),
            "HOME" => home.map(OsString::from),
            other => panic!("{other} is nobody's business"),
        })
    };
    let file = |path: &str| Some(PathBuf::from(path));
    assert_eq!(of(Some("/s"), Some("/h")), file("/s/jwt-tui/history.ndjson"));
    assert_eq!(of(None, Some("/h")), file("/h/.local/state/jwt-tui/history.ndjson"));
    assert_eq!(of(Some("s"), Some("/h")), file("/h/.local/state/jwt-tui/history.ndjson"));
    assert_eq!(of(Some(""), None), None);

    let folder = Folder::new();
    add(&folder.file(), [1]);
    let inside = fs::read_dir(folder.file().parent().unwrap()).unwrap();
    let mut names: Vec<_> = inside.map(|one| one.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["history.lock", "history.ndjson"]);
}

#[test]
fn folder_and_file_are_their_owners_alone() {
    let folder = Folder::new();
    let file = folder.file();
    assert!(!add(&file, [1]).mended);
    assert_eq!((mode(file.parent().unwrap()), mode(&file)), (0o700, 0o600));
    assert_eq!(mode(&file.with_extension("lock")), 0o600);
    fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(file.parent().unwrap(), Permissions::from_mode(0o755)).unwrap();
    assert!(run(&file, &Request::Load).unwrap().mended);
    assert_eq!((mode(file.parent().unwrap()), mode(&file)), (0o700, 0o600));
}

#[test]
fn no_secret_and_no_signature_is_written() {
    let folder = Folder::new();
    let jwk = r#"{"alg":"HS256","jwk":{"kty":"oct","k":"aHVudGVyMg"}}"#;
    let with_key = format!("{}.{}.{SIGNATURE}", encode(jwk), encode("{}"));
    let secret =
        Entry::new("hunter2.hunter2.hunter2", NumericDate::from_seconds(0), Origin::Pasted);
    let with_key = Entry::new(&with_key, NumericDate::from_seconds(0), Origin::Pasted);
    let request = Request::Add(vec![entry(1), secret, with_key], Keep::Unsigned);
    assert_eq!(run(&folder.file(), &request).unwrap().entries.len(), 1);
    let written = fs::read_to_string(folder.file()).unwrap();
    assert!(!written.contains(SIGNATURE) && !written.contains("hunter2"), "{written}");
    assert!(!written.contains(&encode(jwk)), "{written}");
}

#[test]
fn the_signature_is_written_only_when_told_and_stays() {
    let folder = Folder::new();
    run(&folder.file(), &Request::Add(vec![entry(1)], Keep::Signed)).unwrap();
    assert!(fs::read_to_string(folder.file()).unwrap().contains(SIGNATURE));
    // The same token without its signature comes beside it.
    assert_eq!(add(&folder.file(), [1]).entries.len(), 2);
}

#[test]
fn nothing_is_written_when_nothing_is_to_be_kept() {
    let folder = Folder::new();
    for request in [Request::Load, Request::Clear, Request::Delete(entry(1))] {
        assert_eq!(run(&folder.file(), &request).unwrap(), Kept::default());
    }
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 0);
}

#[test]
fn a_token_is_kept_once_and_the_newest_is_first() {
    let folder = Folder::new();
    let kept = add(&folder.file(), [1, 2, 3, 1]);
    let hashes: Vec<_> = kept.entries.iter().map(|one| one.hash.clone()).collect();
    assert_eq!(hashes, [1, 3, 2].map(|number| entry(number).hash));
}

#[test]
fn damaged_lines_are_skipped_and_stay() {
    let folder = Folder::new();
    let file = folder.file();
    add(&file, [1]);
    let mut content = fs::read(&file).unwrap();
    content.extend(b"{\"v\":1, damaged\n\xff\xfe\n{\"v\":2,\"of\":\"tomorrow\"}\n");
    fs::write(&file, &content).unwrap();
    let kept = add(&file, [2]);
    assert_eq!((kept.entries.len(), kept.skipped), (2, 3));
    let written = fs::read(&file).unwrap();
    assert!(written.starts_with(&content), "what was there stays as it was");
    let kept = run(&file, &Request::Delete(entry(2))).unwrap();
    assert_eq!((kept.entries.len(), kept.skipped), (1, 3));
}

#[test]
fn the_oldest_go_when_there_are_too_many() {
    let folder = Folder::new();
    let kept = add(&folder.file(), 0..MOST_ENTRIES + 20);
    assert_eq!(kept.entries.len(), MOST_ENTRIES);
    assert_eq!(kept.entries[0].hash, entry(MOST_ENTRIES + 19).hash);
    let mut lines: Vec<Line> = (0..100)
        .map(|number| Line { octets: vec![b' '; 100_000], entry: Some(entry(number)) })
        .collect();
    lines.push(Line { octets: vec![b' '; 100_000], entry: None });
    prune(&mut lines);
    assert!(lines.len() * 100_000 <= MOST_OCTETS && lines[0].entry == Some(entry(100 - 40)));
}

#[test]
fn instances_lose_nothing_of_each_other() {
    let folder = Folder::new();
    let file = folder.file();
    thread::scope(|scope| {
        for writer in 0..4 {
            let file = &file;
            scope.spawn(move || (0..10).for_each(|n| drop(add(file, [writer * 100 + n]))));
        }
    });
    assert_eq!(run(&file, &Request::Load).unwrap().entries.len(), 40);
}

#[test]
fn deleting_everything_deletes_the_file() {
    let folder = Folder::new();
    add(&folder.file(), [1, 2]);
    assert_eq!(run(&folder.file(), &Request::Clear).unwrap(), Kept::default());
    assert!(!folder.file().exists());
}

#[test]
fn what_is_no_plain_file_is_refused_in_words() {
    let folder = Folder::new();
    let file = folder.file();
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let target = folder.0.join("elsewhere");
    fs::write(&target, "precious").unwrap();
    std::os::unix::fs::symlink(&target, &file).unwrap();
    let error = run(&file, &Request::Add(vec![entry(1)], Keep::Unsigned)).unwrap_err();
    assert!(matches!(error, StoreError::NotAFile(_)));
    for lang in Lang::ALL {
        assert!(error.words(lang).contains("history.ndjson"));
    }
    assert_eq!(fs::read_to_string(&target).unwrap(), "precious");
}
