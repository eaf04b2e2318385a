//! Signatures of webhooks: base64 of HMAC-SHA256 over the very bytes of the body.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::keys::mac;
use crate::keys::secret::Secret;

/// Whether one of the shop's secrets signed these bytes.
pub fn is_signed(body: &[u8], signature: &str, secrets: &[Secret]) -> bool {
    let Ok(signature) = STANDARD.decode(signature.trim()) else {
        return false;
    };
    // Every secret is tried, so that the time taken does not tell which of them fits.
    secrets.iter().fold(false, |found, key| {
        mac::verify(key.bytes(), body, &signature) | found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"foo": "bar"}"#;
    const SIGNATURE: &str = "B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g=";

    fn secrets(texts: &[&str]) -> Vec<Secret> {
        texts
            .iter()
            .map(|text| Secret::new((*text).into()))
            .collect()
    }

    #[test]
    fn the_example_of_the_platforms_own_tests_is_genuine() {
        assert!(is_signed(BODY, SIGNATURE, &secrets(&["test_secret_key"])));
        assert!(is_signed(
            BODY,
            SIGNATURE,
            &secrets(&["newer", "test_secret_key", "older"])
        ));
    }

    #[test]
    fn other_secrets_and_none_are_refused() {
        assert!(!is_signed(BODY, SIGNATURE, &secrets(&["test_secret_kez"])));
        assert!(!is_signed(BODY, SIGNATURE, &[]));
    }

    #[test]
    fn every_changed_byte_is_refused() {
        let secrets = secrets(&["test_secret_key"]);
        for at in 0..BODY.len() {
            let mut body = BODY.to_vec();
            body[at] ^= 1;
            assert!(!is_signed(&body, SIGNATURE, &secrets));
        }
        for at in 0..SIGNATURE.len() {
            let mut signature = SIGNATURE.as_bytes().to_vec();
            signature[at] ^= 1;
            let signature = String::from_utf8(signature).unwrap();
            assert!(!is_signed(BODY, &signature, &secrets), "{signature}");
        }
        for signature in [
            "",
            "=",
            "AAAA",
            "B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g",
        ] {
            assert!(!is_signed(BODY, signature, &secrets));
        }
    }
}
