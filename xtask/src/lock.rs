//! Locks between processes: one build per checkout, one install per tool.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use crate::failure::{Failure, Outcome};

/// A held lock; it is let go when dropped, also when the process dies.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the lock at `path`, saying so when somebody else has it.
    pub(crate) fn wait(path: &Path, what: &str) -> Outcome<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .map_err(Failure::io(format!("making the folder for {what}")))?;
        }
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .map_err(Failure::io(format!("opening {}", path.display())))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                eprintln!("waiting: another process is busy with {what}");
                file.lock()
                    .map_err(Failure::io(format!("waiting for {what}")))?;
            }
            Err(TryLockError::Error(source)) => {
                return Err(Failure::Io {
                    doing: format!("locking {what}"),
                    source,
                });
            }
        }
        Ok(Self { _file: file })
    }
}
