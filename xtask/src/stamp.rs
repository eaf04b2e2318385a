//! Stamps: a part is built again only when the content it is made from has changed.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};
use crate::output;

/// Folders that are never input: what tools make, what git keeps.
const NOT_INPUT: [&str; 4] = ["target", "node_modules", ".git", "build"];

/// The running hash of what a part is made from.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    hash: Sha256,
}

impl Inputs {
    /// Adds a word: a version, a flag, a setting.
    pub(crate) fn word(mut self, word: &str) -> Self {
        self.hash.update((word.len() as u64).to_le_bytes());
        self.hash.update(word);
        self
    }

    /// Adds bytes under a name.
    pub(crate) fn bytes(self, name: &str, bytes: &[u8]) -> Self {
        let mut named = self.word(name);
        named.hash.update((bytes.len() as u64).to_le_bytes());
        named.hash.update(bytes);
        named
    }

    /// Adds a file, or every file below a folder, by path and content; what is missing is nothing.
    pub(crate) fn tree(mut self, root: &Path, inside: &str) -> Outcome<Self> {
        let mut files = Vec::new();
        files_below(&root.join(inside), &mut files)?;
        for file in files {
            let name = file
                .strip_prefix(root)
                .unwrap_or(&file)
                .to_string_lossy()
                .into_owned();
            self = self.bytes(&name, &output::read(&file)?);
        }
        Ok(self)
    }

    /// The hash as lower-case hex.
    pub(crate) fn hex(self) -> String {
        let mut hex = String::new();
        for byte in self.hash.finalize().as_slice() {
            // Writing to a String can't fail.
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }
}

/// Every file below `path` (or the file itself), sorted, without what tools make.
pub(crate) fn files_below(path: &Path, files: &mut Vec<PathBuf>) -> Outcome<()> {
    let doing = || format!("listing {}", path.display());
    if path.is_file() {
        files.push(path.to_path_buf());
    }
    if !path.is_dir() {
        return Ok(());
    }
    let mut inside = Vec::new();
    for entry in fs::read_dir(path).map_err(Failure::io(doing()))? {
        inside.push(entry.map_err(Failure::io(doing()))?.path());
    }
    inside.sort();
    for child in inside {
        let name = child
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !(child.is_dir() && NOT_INPUT.contains(&name.as_str())) {
            files_below(&child, files)?;
        }
    }
    Ok(())
}

/// Where the hash of the last good build of a part is kept.
#[derive(Debug)]
pub(crate) struct Stamp {
    path: PathBuf,
    hash: String,
}

impl Stamp {
    /// The stamp at `path` for inputs of this hash.
    pub(crate) fn new(path: PathBuf, inputs: Inputs) -> Self {
        Self {
            path,
            hash: inputs.hex(),
        }
    }

    /// Whether the part was built from exactly these inputs.
    pub(crate) fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|kept| kept == self.hash)
    }

    /// Keeps the hash after a good build.
    pub(crate) fn keep(&self) -> Outcome<()> {
        output::write(&self.path, self.hash.as_bytes())
    }

    /// Forgets the last good build, before a new one starts.
    pub(crate) fn forget(&self) {
        // A stamp that is not there is as good as one removed.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_tells_apart_what_differs_only_in_where_words_end() {
        let one = Inputs::default().word("ab").word("c").hex();
        let two = Inputs::default().word("a").word("bc").hex();
        assert_ne!(one, two);
        assert_eq!(one, Inputs::default().word("ab").word("c").hex());
    }
}
