//! What the operating system says when a file, a pipe or a terminal fails.

use std::io;
use std::io::ErrorKind;

use crate::text::Lang;
use crate::text::Phrase;
use crate::text::messages;
use crate::text::phrases;

/// Says why something failed: the usual reasons in words of ours, the others in those of the system.
#[must_use]
pub fn words(lang: Lang, error: &io::Error) -> String {
    // An error of our own has no number, and its text says more than its kind.
    match (error.raw_os_error(), phrase(error.kind())) {
        (Some(_), Some(phrase)) => phrase.of(lang).to_owned(),
        _ => messages::say(lang, &error.to_string()).into_owned(),
    }
}

/// Finds the Korean of a reason that was said in English.
pub(super) fn korean(english: &str) -> Option<&'static str> {
    let (_, phrase) = ALL.iter().find(|(_, phrase)| phrase.of(Lang::En) == english)?;
    Some(phrase.of(Lang::Ko))
}

fn phrase(kind: ErrorKind) -> Option<Phrase> {
    Some(match kind {
        ErrorKind::NotFound => NOT_FOUND,
        ErrorKind::PermissionDenied => PERMISSION_DENIED,
        ErrorKind::IsADirectory => IS_A_DIRECTORY,
        ErrorKind::NotADirectory => NOT_A_DIRECTORY,
        ErrorKind::AlreadyExists => ALREADY_EXISTS,
        ErrorKind::BrokenPipe => BROKEN_PIPE,
        ErrorKind::StorageFull => STORAGE_FULL,
        ErrorKind::QuotaExceeded => QUOTA_EXCEEDED,
        ErrorKind::ReadOnlyFilesystem => READ_ONLY,
        ErrorKind::FileTooLarge => FILE_TOO_LARGE,
        ErrorKind::InvalidFilename => INVALID_NAME,
        _ => return None,
    })
}

phrases! {
    /// There is none.
    NOT_FOUND = "no such file or folder", "파일이나 폴더가 없습니다";
    /// The rights do not allow it.
    PERMISSION_DENIED = "permission denied", "권한이 없습니다";
    /// A folder in place of a file.
    IS_A_DIRECTORY = "this is a folder, expected a file", "폴더입니다. 파일이어야 합니다";
    /// A file in place of a folder.
    NOT_A_DIRECTORY = "a part of the path is no folder", "경로에 폴더가 아닌 것이 있습니다";
    /// Something of this name is there.
    ALREADY_EXISTS = "there is such a file already", "이미 있는 파일입니다";
    /// Nobody reads any more.
    BROKEN_PIPE = "nobody reads the output any more", "출력을 읽는 쪽이 닫혔습니다";
    /// No room.
    STORAGE_FULL = "the disk is full", "디스크가 가득 찼습니다";
    /// No room for this user.
    QUOTA_EXCEEDED = "the quota of this disk is used up", "디스크 할당량을 다 썼습니다";
    /// Mounted for reading.
    READ_ONLY = "the file system is read-only", "읽기 전용 파일 시스템입니다";
    /// Larger than the system lets a file be.
    FILE_TOO_LARGE = "the file would be too large", "파일이 너무 커집니다";
    /// A name that cannot be one.
    INVALID_NAME = "the name of the file is too long or not allowed", "파일 이름이 너무 길거나 쓸 수 없는 이름입니다";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_reasons_are_said_in_every_language() {
        let missing = std::fs::File::open("/no/such/place").unwrap_err();
        assert_eq!(words(Lang::En, &missing), "no such file or folder");
        assert_eq!(words(Lang::Ko, &missing), "파일이나 폴더가 없습니다");
        assert_eq!(messages::say(Lang::Ko, &words(Lang::En, &missing)), "파일이나 폴더가 없습니다");
    }

    #[test]
    fn a_reason_of_our_own_is_kept() {
        let own = io::Error::new(ErrorKind::NotFound, "it is not set");
        assert_eq!(words(Lang::En, &own), "it is not set");
    }
}
