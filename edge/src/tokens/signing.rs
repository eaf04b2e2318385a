//! A shop's Ed25519 keys: made, retired, and shown to the world as a JWKS.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::keys::random;
use crate::keys::seal::{Purpose, SealKey, Sealed};
use crate::limits;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// A key pair as the Shop object keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeyRecord {
    /// What tokens call it.
    pub kid: String,
    /// The public half, base64url.
    pub public: String,
    /// The private half, while the key still signs.
    pub private: Option<Sealed>,
    /// When it was made, in milliseconds.
    pub made_at: u64,
    /// When it stopped signing.
    pub retired_at: Option<u64>,
}

/// The key that signs now.
#[derive(Clone)]
pub struct Signer {
    /// What tokens call it.
    pub kid: String,
    /// The private half.
    pub(super) seed: [u8; 32],
}

/// The public half of a key by which tokens are checked.
#[derive(Clone, Debug)]
pub struct PublicKey {
    /// What tokens call it.
    pub kid: String,
    /// The point, 32 bytes.
    pub(super) point: Vec<u8>,
}

/// What `/.well-known/accolade/{shop}/jwks.json` answers.
#[derive(Debug, Serialize)]
pub struct Jwks {
    keys: Vec<Jwk>,
}

#[derive(Debug, Serialize)]
struct Jwk {
    kty: &'static str,
    crv: &'static str,
    #[serde(rename = "use")]
    usage: &'static str,
    alg: &'static str,
    kid: String,
    x: String,
}

impl KeyRecord {
    /// A fresh key pair.
    pub fn generate(shop: &str, seal: &SealKey, now: u64) -> Result<Self, Fault> {
        let seed = random::bytes::<32>()?;
        let point = SigningKey::from_bytes(&seed).verifying_key().to_bytes();
        let kid = URL_SAFE_NO_PAD.encode(random::bytes::<6>()?);
        Ok(Self {
            kid,
            public: URL_SAFE_NO_PAD.encode(point),
            private: Some(seal.seal(shop, Purpose::Signing, &seed)?),
            made_at: now,
            retired_at: None,
        })
    }

    /// The key to check tokens with.
    pub fn public_key(&self) -> Result<PublicKey, Fault> {
        let point = URL_SAFE_NO_PAD.decode(&self.public);
        let point = point.map_err(|_| Fault::Unreadable("public key"))?;
        Ok(PublicKey {
            kid: self.kid.clone(),
            point,
        })
    }

    fn is_old(&self, now: u64) -> bool {
        now.saturating_sub(self.made_at) >= limits::SIGNING_KEY_DAYS * DAY_MS
    }

    fn is_over(&self, now: u64) -> bool {
        let kept = limits::RETIRED_KEY_DAYS * DAY_MS;
        self.retired_at
            .is_some_and(|retired| now.saturating_sub(retired) >= kept)
    }
}

/// Whether the keys want a new one: none signs, or the one that does is old.
pub fn wants_rotation(keys: &[KeyRecord], now: u64) -> bool {
    keys.iter()
        .find(|key| key.retired_at.is_none())
        .is_none_or(|key| key.is_old(now))
}

/// Retires the key that signs, puts a new one in its place and forgets those that are over.
pub fn rotate(
    keys: &mut Vec<KeyRecord>,
    shop: &str,
    seal: &SealKey,
    now: u64,
) -> Result<(), Fault> {
    let fresh = KeyRecord::generate(shop, seal, now)?;
    for key in keys.iter_mut().filter(|key| key.retired_at.is_none()) {
        key.retired_at = Some(now);
        key.private = None;
    }
    keys.retain(|key| !key.is_over(now));
    keys.push(fresh);
    Ok(())
}

/// Opens the key that signs now.
pub fn signer(keys: &[KeyRecord], shop: &str, seal: &SealKey) -> Result<Signer, Fault> {
    let key = keys.iter().find(|key| key.retired_at.is_none());
    let key = key.ok_or(Fault::Unreadable("signing keys"))?;
    let private = key
        .private
        .as_ref()
        .ok_or(Fault::Unreadable("signing keys"))?;
    let seed = seal.open(shop, Purpose::Signing, private)?;
    let seed = seed.try_into().map_err(|_| Fault::Seal)?;
    Ok(Signer {
        kid: key.kid.clone(),
        seed,
    })
}

/// The public halves of all keys whose tokens may still live.
pub fn jwks(keys: &[KeyRecord], now: u64) -> Jwks {
    let keys = keys.iter().filter(|key| !key.is_over(now));
    let jwk = |key: &KeyRecord| Jwk {
        kty: "OKP",
        crv: "Ed25519",
        usage: "sig",
        alg: "EdDSA",
        kid: key.kid.clone(),
        x: key.public.clone(),
    };
    Jwks {
        keys: keys.map(jwk).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_800_000_000_000;

    fn seal() -> SealKey {
        SealKey::new(&[3; 32])
    }

    #[test]
    fn a_shop_without_keys_wants_one() {
        let mut keys = Vec::new();
        assert!(wants_rotation(&keys, NOW));
        rotate(&mut keys, "juniper", &seal(), NOW).unwrap();
        assert!(!wants_rotation(&keys, NOW));
        assert!(!wants_rotation(&keys, NOW + 30 * DAY_MS - 1));
        assert!(wants_rotation(&keys, NOW + 30 * DAY_MS));
    }

    #[test]
    fn one_key_signs_and_retired_ones_stay_public_for_a_while() {
        let mut keys = Vec::new();
        rotate(&mut keys, "juniper", &seal(), NOW).unwrap();
        let first = signer(&keys, "juniper", &seal()).unwrap().kid;
        rotate(&mut keys, "juniper", &seal(), NOW + DAY_MS).unwrap();
        let second = signer(&keys, "juniper", &seal()).unwrap().kid;
        assert_ne!(first, second);
        assert_eq!(jwks(&keys, NOW + DAY_MS).keys.len(), 2);
        assert_eq!(jwks(&keys, NOW + 46 * DAY_MS).keys.len(), 1);
        rotate(&mut keys, "juniper", &seal(), NOW + 46 * DAY_MS).unwrap();
        assert!(keys.iter().all(|key| key.kid != first));
        assert!(keys.iter().filter(|key| key.private.is_some()).count() == 1);
    }

    #[test]
    fn another_shop_cannot_open_the_key() {
        let mut keys = Vec::new();
        rotate(&mut keys, "juniper", &seal(), NOW).unwrap();
        assert!(signer(&keys, "willow", &seal()).is_err());
    }
}
