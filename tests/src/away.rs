//! A ledger that can't be reached: its storage is somewhere else for a while.

use std::fs;
use std::path::{Path, PathBuf};

use crate::service::Service;

/// The storage of some ledgers, while it is somewhere else.
#[derive(Debug)]
pub struct Away(Vec<PathBuf>);

fn away(file: &Path) -> PathBuf {
    file.with_extension(format!("{}-away", file.extension().unwrap().display()))
}

impl Away {
    /// Takes the storage of those ledgers, and leaves what can't be read. The service ends as by a
    /// power cut and starts again.
    pub fn take(service: &Service, is_taken: impl Fn(&Path) -> bool) -> Self {
        service.kill();
        let mut files = service.stored("ledger");
        files.retain(|file| is_taken(file));
        for file in &files {
            fs::rename(file, away(file)).unwrap();
            fs::create_dir(file).unwrap();
        }
        service.restart();
        Self(files)
    }

    /// Brings it back.
    pub fn bring_back(self, service: &Service) {
        service.kill();
        for file in self.0 {
            fs::remove_dir(&file).unwrap();
            fs::rename(away(&file), &file).unwrap();
        }
        service.restart();
    }
}
