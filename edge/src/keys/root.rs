//! The root key of a shop, and the keys that are derived from it by label.

use super::{mac, random};
use crate::fault::Fault;

/// The one random key of a shop; everything else is derived from it.
#[derive(Clone)]
pub struct RootKey([u8; 32]);

/// Keys a keyed hash that says which shard serves a shopper.
#[derive(Clone)]
pub struct ShardKey([u8; 32]);

/// Keys the tags of codes.
#[derive(Clone)]
pub struct CodeKey([u8; 32]);

/// Keys the tags of redemption ids.
#[derive(Clone)]
pub struct RedemptionKey([u8; 32]);

/// Keys the tags of friends' codes.
#[derive(Clone)]
pub struct FriendKey([u8; 32]);

impl RootKey {
    /// A fresh one.
    pub fn generate() -> Result<Self, Fault> {
        Ok(Self(random::bytes()?))
    }

    /// The one that was sealed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Fault> {
        Ok(Self(bytes.try_into().map_err(|_| Fault::Seal)?))
    }

    /// The bytes to seal.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key that places shoppers on shards.
    pub fn shard_key(&self) -> ShardKey {
        ShardKey(self.derive("accolade shard 1"))
    }

    /// The key of codes.
    pub fn code_key(&self) -> CodeKey {
        CodeKey(self.derive("accolade code 1"))
    }

    /// The key of redemption ids.
    pub fn redemption_key(&self) -> RedemptionKey {
        RedemptionKey(self.derive("accolade redemption 1"))
    }

    /// The key of friends' codes.
    pub fn friend_key(&self) -> FriendKey {
        FriendKey(self.derive("accolade friend 1"))
    }

    fn derive(&self, label: &str) -> [u8; 32] {
        mac::hmac_sha256(&self.0, label.as_bytes())
    }
}

impl ShardKey {
    /// The first 30 bits of a keyed hash.
    pub fn tag(&self, message: &[u8]) -> u32 {
        first_30_bits(&self.0, message)
    }
}

impl CodeKey {
    /// The first 30 bits of a keyed hash.
    pub fn tag(&self, message: &[u8]) -> u32 {
        first_30_bits(&self.0, message)
    }
}

impl RedemptionKey {
    /// The first 30 bits of a keyed hash.
    pub fn tag(&self, message: &[u8]) -> u32 {
        first_30_bits(&self.0, message)
    }
}

impl FriendKey {
    /// The first 30 bits of a keyed hash.
    pub fn tag(&self, message: &[u8]) -> u32 {
        first_30_bits(&self.0, message)
    }
}

fn first_30_bits(key: &[u8; 32], message: &[u8]) -> u32 {
    let [a, b, c, d, ..] = mac::hmac_sha256(key, message);
    u32::from_be_bytes([a, b, c, d]) >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_keys_differ_by_label_and_by_root() {
        let root = RootKey::from_bytes(&[1; 32]).unwrap();
        let other = RootKey::from_bytes(&[2; 32]).unwrap();
        assert_ne!(root.shard_key().0, root.code_key().0);
        assert_ne!(root.code_key().0, root.redemption_key().0);
        assert_ne!(root.code_key().0, other.code_key().0);
    }

    #[test]
    fn a_root_key_has_32_bytes() {
        assert!(RootKey::from_bytes(&[1; 31]).is_err());
        assert!(RootKey::from_bytes(&[]).is_err());
    }
}
