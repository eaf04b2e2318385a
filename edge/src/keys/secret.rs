//! Secrets in memory: never printed, and compared in constant time.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::mac;

/// A secret as its owner wrote it; it has no way to be shown.
#[derive(Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Takes a secret out of a body or a seal.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The bytes to key a hash with.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Its length in characters.
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// The SHA-256 of a secret key, which is all that is kept of one.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct KeyHash(String);

impl KeyHash {
    /// The hash to keep of a secret key.
    pub fn of(key: &[u8]) -> Self {
        Self(STANDARD.encode(mac::sha256(key)))
    }

    /// Whether this is the hash of `key`.
    pub fn matches(&self, key: &[u8]) -> bool {
        mac::same(self.0.as_bytes(), Self::of(key).0.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed() {
        let secret = Secret::new("a-very-secret-word".into());
        assert_eq!(format!("{secret:?}"), "Secret");
    }

    #[test]
    fn only_the_key_itself_matches_its_hash() {
        let key = b"shop-secret-key-0123";
        let hash = KeyHash::of(key);
        assert!(hash.matches(key));
        for at in 0..key.len() {
            let mut other = *key;
            other[at] ^= 1;
            assert!(!hash.matches(&other));
        }
        assert!(!hash.matches(b""));
    }
}
