//! The worker's own two secrets, refused when they are missing, short or a placeholder.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::mac;
use super::seal::SealKey;
use crate::limits;

/// Words that people leave in an example file.
const PLACEHOLDERS: [&str; 6] = [
    "change",
    "default",
    "example",
    "placeholder",
    "replace",
    "password",
];

/// The secrets that the worker is started with.
#[derive(Clone)]
pub struct ServiceKeys {
    operator: [u8; 32],
    /// The key that all stored secrets are sealed with.
    pub seal: SealKey,
}

/// A binding that keeps the worker from serving anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadBinding {
    /// `ACCOLADE_OPERATOR_KEY`.
    Operator,
    /// `ACCOLADE_SEAL_KEY`.
    Seal,
    /// `ACCOLADE_CLIENT_ADDRESS`.
    ClientAddress,
}

impl BadBinding {
    /// The name of the binding and what it needs to be.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Operator => {
                "ACCOLADE_OPERATOR_KEY must be at least 16 characters and not a placeholder."
            }
            Self::Seal => "ACCOLADE_SEAL_KEY must be the base64 of 32 random bytes.",
            Self::ClientAddress => {
                "ACCOLADE_CLIENT_ADDRESS must be the name of a header, or empty."
            }
        }
    }
}

impl ServiceKeys {
    /// Reads both bindings.
    pub fn read(operator: Option<&str>, seal: Option<&str>) -> Result<Self, BadBinding> {
        let operator = operator.map(str::trim).filter(|key| is_serious(key));
        let operator = operator.ok_or(BadBinding::Operator)?;
        let seal = seal.and_then(|text| STANDARD.decode(text.trim()).ok());
        let seal: [u8; 32] = seal
            .and_then(|key| key.try_into().ok())
            .ok_or(BadBinding::Seal)?;
        if !is_varied(&seal) {
            return Err(BadBinding::Seal);
        }
        Ok(Self {
            operator: mac::sha256(operator.as_bytes()),
            seal: SealKey::new(&seal),
        })
    }

    /// Whether this is the operator's key.
    pub fn is_operator(&self, key: &[u8]) -> bool {
        mac::same(&self.operator, &mac::sha256(key))
    }
}

/// The header that tells a caller's address; empty where there is none that can be believed.
pub fn address_header(text: Option<&str>) -> Result<String, BadBinding> {
    let name = text.unwrap_or_default().trim();
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if name.bytes().all(is_token) {
        Ok(name.to_ascii_lowercase())
    } else {
        Err(BadBinding::ClientAddress)
    }
}

fn is_serious(key: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    key.len() >= limits::OPERATOR_KEY_MIN
        && is_varied(key.as_bytes())
        && !PLACEHOLDERS.iter().any(|word| lower.contains(word))
}

/// Whether the bytes are more than a few values repeated.
fn is_varied(bytes: &[u8]) -> bool {
    let mut seen = [false; 256];
    bytes
        .iter()
        .for_each(|byte| seen[usize::from(*byte)] = true);
    seen.iter().filter(|seen| **seen).count() >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPERATOR: &str = "op-4f9c2a71d0e3b865";
    const SEAL: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    #[test]
    fn two_good_bindings_are_taken() {
        let keys = ServiceKeys::read(Some(OPERATOR), Some(SEAL)).ok().unwrap();
        assert!(keys.is_operator(OPERATOR.as_bytes()));
        assert!(!keys.is_operator(b""));
        assert!(!keys.is_operator(b"op-4f9c2a71d0e3b866"));
    }

    #[test]
    fn empty_short_and_placeholder_keys_are_refused() {
        for bad in [
            "",
            " ",
            "short",
            "aaaaaaaaaaaaaaaaaaaa",
            "change-me-please",
            "default-operator-key",
            "secretsecretsecret",
            "0000000000000000",
            "change-this-secret-key",
        ] {
            let got = ServiceKeys::read(Some(bad), Some(SEAL)).err();
            assert_eq!(got, Some(BadBinding::Operator), "{bad:?}");
        }
        assert_eq!(
            ServiceKeys::read(None, Some(SEAL)).err(),
            Some(BadBinding::Operator)
        );
    }

    #[test]
    fn a_header_of_addresses_is_a_name_or_nothing() {
        let header = |text| address_header(text).ok();
        assert_eq!(header(None).as_deref(), Some(""));
        assert_eq!(header(Some(" ")).as_deref(), Some(""));
        let known = header(Some("CF-Connecting-IP"));
        assert_eq!(known.as_deref(), Some("cf-connecting-ip"));
        for bad in ["a b", "x:y", "ä", "a\nb"] {
            assert_eq!(address_header(Some(bad)), Err(BadBinding::ClientAddress));
        }
    }

    #[test]
    fn a_seal_key_is_base64_of_32_varied_bytes() {
        let zeros = STANDARD.encode([0; 32]);
        let short = STANDARD.encode([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        for bad in ["", "?", &zeros, &short] {
            let got = ServiceKeys::read(Some(OPERATOR), Some(bad)).err();
            assert_eq!(got, Some(BadBinding::Seal), "{bad:?}");
        }
        assert_eq!(
            ServiceKeys::read(Some(OPERATOR), None).err(),
            Some(BadBinding::Seal)
        );
    }
}
