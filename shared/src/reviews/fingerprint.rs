//! Fingerprint: what two reviews that say the same have in common.

use sha2::{Digest, Sha256};

use super::Body;

/// The fewest letters and digits of a text that nobody else writes by chance.
const LENGTH_MIN: usize = 40;

/// A hash of what a text says, whatever its case, blanks and signs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of a text; none of a short one, since many people write "Great, thank you".
    pub fn of(body: &Body) -> Option<Self> {
        let letters = body.as_str().chars().filter(|c| c.is_alphanumeric());
        let said: String = letters.flat_map(char::to_lowercase).collect();
        if said.chars().take(LENGTH_MIN).count() < LENGTH_MIN {
            return None;
        }
        let hash = Sha256::digest(said.as_bytes());
        let hex = hash.iter().take(16).map(|byte| format!("{byte:02x}"));
        Some(Self(hex.collect()))
    }

    /// The hash as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
