//! Who may read the file: its owner and nobody else. Where a system knows no such rights, its own
//! rules for the user's folder hold.

use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use super::StoreError;

/// The folder's rights.
#[cfg(unix)]
const FOLDER: u32 = 0o700;
/// The file's rights.
#[cfg(unix)]
const FILE: u32 = 0o600;

/// Makes the folder if it is not there; tells whether its rights had to be mended.
pub(super) fn folder(path: &Path) -> io::Result<bool> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, FOLDER);
    builder.create(path)?;
    mend(path, true)
}

/// Looks at the file, if there is one; tells whether its rights had to be mended.
pub(super) fn file(path: &Path) -> Result<bool, StoreError> {
    let at = |error| StoreError::Io(path.to_owned(), error);
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(at(error)),
        // A link would let somebody choose what is read and replaced.
        Ok(found) if !found.is_file() => Err(StoreError::NotAFile(path.to_owned())),
        Ok(_) => mend(path, false).map_err(at),
    }
}

/// Opens a file for writing that nobody else may read, from the first moment on.
pub(super) fn open_private(path: &Path, is_new: bool) -> io::Result<File> {
    if is_new {
        // Left over from a crash: it has no content that counts.
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    let mut options = OpenOptions::new();
    options.write(true).create(!is_new).create_new(is_new);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, FILE);
    options.open(path)
}

#[cfg(unix)]
fn mend(path: &Path, is_folder: bool) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;

    let wanted = if is_folder { FOLDER } else { FILE };
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        return Ok(false);
    }
    fs::set_permissions(path, fs::Permissions::from_mode(wanted))?;
    Ok(true)
}

#[cfg(not(unix))]
fn mend(_: &Path, _: bool) -> io::Result<bool> {
    Ok(false)
}
