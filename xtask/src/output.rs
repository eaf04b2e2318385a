//! Files written whole or not at all.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};

/// Writes a file by way of a neighbour, so that a reader never sees half of it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Outcome<()> {
    let doing = || format!("writing {}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::io(doing()))?;
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    fs::write(&part, bytes).map_err(Failure::io(doing()))?;
    fs::rename(&part, path).map_err(Failure::io(doing()))
}

/// Writes a file only when it says something else by now.
pub(crate) fn write_if_changed(path: &Path, bytes: &[u8]) -> Outcome<()> {
    match fs::read(path) {
        Ok(now) if now == bytes => Ok(()),
        _ => write(path, bytes),
    }
}

/// Reads a file whole.
pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(Failure::io(format!("reading {}", path.display())))
}

/// Reads a file that is text.
pub(crate) fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(Failure::io(format!("reading {}", path.display())))
}

/// Empties a folder, or makes it.
pub(crate) fn empty(folder: &Path) -> Outcome<()> {
    let doing = || format!("emptying {}", folder.display());
    match fs::remove_dir_all(folder) {
        Ok(()) => {}
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {}
        Err(source) => {
            return Err(Failure::Io {
                doing: doing(),
                source,
            });
        }
    }
    fs::create_dir_all(folder).map_err(Failure::io(doing()))
}
