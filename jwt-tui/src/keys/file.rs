//! Keys on disk: files that their owner alone can read.

use std::fs;
use std::fs::OpenOptions;
use std::io;
use std::io::Write;
use std::path::Path;

/// Writes a file for its owner alone.
///
/// Replacing goes through a new file beside it, so that neither old permissions nor a link decides who
/// can read the key.
///
/// # Errors
///
/// [`io::ErrorKind::AlreadyExists`] when there is such a file and it is not to be replaced, and what
/// the system says.
pub fn write_private(path: &Path, text: &[u8], replace: bool) -> io::Result<()> {
    if !replace {
        return create_private(path, text);
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = Path::new(&beside);
    let result = create_private(beside, text).and_then(|()| fs::rename(beside, path));
    if result.is_err() {
        let _ = fs::remove_file(beside);
    }
    result
}

fn create_private(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;

        options.mode(0o600);
    }
    options.open(path)?.write_all(text)
}
