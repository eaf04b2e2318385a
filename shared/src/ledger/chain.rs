//! The hash chain: each entry is sealed together with all that came before it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::entry::Entry;

/// The hash of an entry and all before it: SHA-256 in lower-case hexadecimal, empty before the
/// first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Head(String);

/// An entry with the text that was hashed and its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedEntry {
    /// The entry.
    pub entry: Entry,
    /// Its JSON, to the letter.
    pub body: String,
    /// The hash of the head before it and the body.
    pub head: Head,
}

impl Head {
    /// The head after an entry of this body: SHA-256 of the head before, a line feed, and the body.
    #[must_use]
    pub fn after(&self, body: &str) -> Self {
        let digest = Sha256::new()
            .chain_update(&self.0)
            .chain_update(b"\n")
            .chain_update(body)
            .finalize();
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The hash as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A hash that was stored as text.
    pub const fn from_text(text: String) -> Self {
        Self(text)
    }
}
