//! Sealing of what must be stored and read again: AES-256-GCM under the service's own key.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::random;
use crate::fault::Fault;

const NONCE_BYTES: usize = 12;

/// What is sealed; part of what a seal is bound to, so that none opens as another.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// The key that all of a shop's derived keys come from.
    Root,
    /// A secret that identity tokens are signed with.
    Identity,
    /// A secret that webhooks are signed with.
    Webhook,
    /// An Ed25519 private key.
    Signing,
}

/// A sealed text: base64 of a nonce and what AES-GCM made of the secret.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Sealed(String);

/// The service's sealing key.
#[derive(Clone)]
pub struct SealKey(Aes256Gcm);

impl SealKey {
    /// The key made of 32 bytes.
    pub fn new(bytes: &[u8; 32]) -> Self {
        Self(Aes256Gcm::new(bytes.into()))
    }

    /// Seals bytes for one shop and purpose.
    pub fn seal(&self, shop: &str, purpose: Purpose, open: &[u8]) -> Result<Sealed, Fault> {
        let nonce = random::bytes::<NONCE_BYTES>()?;
        let aad = context(shop, purpose);
        let payload = Payload {
            msg: open,
            aad: aad.as_bytes(),
        };
        let closed = self
            .0
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| Fault::Seal)?;
        Ok(Sealed(STANDARD.encode([&nonce[..], &closed].concat())))
    }

    /// Opens what was sealed for this shop and purpose.
    pub fn open(&self, shop: &str, purpose: Purpose, sealed: &Sealed) -> Result<Vec<u8>, Fault> {
        let bytes = STANDARD.decode(&sealed.0).map_err(|_| Fault::Seal)?;
        let (nonce, closed) = bytes
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(Fault::Seal)?;
        let aad = context(shop, purpose);
        let payload = Payload {
            msg: closed,
            aad: aad.as_bytes(),
        };
        self.0
            .decrypt(&Nonce::from(*nonce), payload)
            .map_err(|_| Fault::Seal)
    }
}

fn context(shop: &str, purpose: Purpose) -> String {
    let purpose = match purpose {
        Purpose::Root => "root",
        Purpose::Identity => "identity",
        Purpose::Webhook => "webhook",
        Purpose::Signing => "signing",
    };
    format!("accolade seal 1 {purpose} {shop}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> (SealKey, Sealed) {
        let key = SealKey::new(&[7; 32]);
        let sealed = key.seal("juniper", Purpose::Identity, b"a secret").unwrap();
        (key, sealed)
    }

    #[test]
    fn opens_what_it_sealed() {
        let (key, sealed) = sealed();
        assert_eq!(
            key.open("juniper", Purpose::Identity, &sealed).unwrap(),
            b"a secret"
        );
    }

    #[test]
    fn never_seals_the_same_twice() {
        let (key, first) = sealed();
        assert_ne!(
            first,
            key.seal("juniper", Purpose::Identity, b"a secret").unwrap()
        );
    }

    #[test]
    fn stays_shut_for_another_shop_purpose_or_key() {
        let (key, sealed) = sealed();
        assert!(key.open("willow", Purpose::Identity, &sealed).is_err());
        assert!(key.open("juniper", Purpose::Webhook, &sealed).is_err());
        assert!(
            SealKey::new(&[8; 32])
                .open("juniper", Purpose::Identity, &sealed)
                .is_err()
        );
    }

    #[test]
    fn every_changed_byte_stays_shut() {
        let (key, sealed) = sealed();
        let bytes = STANDARD.decode(&sealed.0).unwrap();
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            let other = Sealed(STANDARD.encode(other));
            assert!(key.open("juniper", Purpose::Identity, &other).is_err());
        }
        assert!(
            key.open("juniper", Purpose::Identity, &Sealed("AAAA".into()))
                .is_err()
        );
        assert!(
            key.open("juniper", Purpose::Identity, &Sealed("?".into()))
                .is_err()
        );
    }
}
