//! HMAC-SHA256: derivation, truncated tags and signatures compared in constant time.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A keyed hash of some bytes.
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = keyed(key);
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// Whether `signature` is the keyed hash of the message; takes as long whatever the answer.
pub fn verify(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let mut mac = keyed(key);
    mac.update(message);
    mac.verify_slice(signature).is_ok()
}

/// A plain hash, for secrets that are only ever compared.
pub fn sha256(message: &[u8]) -> [u8; 32] {
    Sha256::digest(message).into()
}

/// Whether two byte strings are equal; takes as long wherever they differ.
pub fn same(left: &[u8], right: &[u8]) -> bool {
    left.ct_eq(right).into()
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    // Unwrap safety: HMAC takes keys of any length.
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_4231_case_2() {
        let tag = hmac_sha256(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(tag[..4], [0x5b, 0xdc, 0xc1, 0x46]);
        assert!(verify(b"Jefe", b"what do ya want for nothing?", &tag));
    }

    #[test]
    fn every_changed_byte_of_a_signature_is_refused() {
        let tag = hmac_sha256(b"key", b"message");
        for at in 0..tag.len() {
            for bit in 0..8 {
                let mut other = tag;
                other[at] ^= 1 << bit;
                assert!(!verify(b"key", b"message", &other));
            }
        }
        assert!(!verify(b"key", b"message", &tag[..31]));
        assert!(!verify(b"key", b"message", &[]));
    }

    #[test]
    fn same_needs_the_same_length() {
        assert!(same(b"abc", b"abc"));
        assert!(!same(b"abc", b"abcd"));
        assert!(!same(b"", b"a"));
    }
}
