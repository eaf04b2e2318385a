//! The developer tool's words, as a shop's people run them.

use std::fs;

use crate::service::{tests_folder, xtask};
use crate::shop::Shop;

/// How a word ended and what it said.
#[derive(Debug)]
pub struct Said {
    /// Whether it ended well.
    pub is_good: bool,
    /// Everything it said.
    pub text: String,
}

impl Shop {
    /// `cargo xtask import-reviews` with two files of ours, as who holds a key.
    pub fn import_by_command(&self, csv: &str, map: &str, key: &str, more: &[&str]) -> Said {
        let folder = tests_folder().join(format!("files of {}", self.id));
        fs::create_dir_all(&folder).unwrap();
        let [reviews, map] = [("reviews.csv", csv), ("map.csv", map)].map(|(name, text)| {
            let path = folder.join(name);
            fs::write(&path, text).unwrap();
            path
        });
        let mut command = xtask();
        command.arg("import-reviews").arg(reviews);
        command.arg("--map").arg(map);
        command.args(["--shop", &self.id, "--service", &self.service_origin()]);
        let ended = command.args(more).env("ACCOLADE_SECRET_KEY", key).output();
        let ended = ended.unwrap();
        let [out, err] = [ended.stdout, ended.stderr].map(|it| String::from_utf8(it).unwrap());
        Said {
            is_good: ended.status.success(),
            text: out + &err,
        }
    }
}
