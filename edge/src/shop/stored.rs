//! A shop's settings as its object keeps them: secrets sealed or hashed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::Currency;
use shared::reviews::Policy;

use crate::cors::Origin;
use crate::fault::Fault;
use crate::keys::root::RootKey;
use crate::keys::seal::{Purpose, SealKey, Sealed};
use crate::keys::secret::{KeyHash, Secret};
use crate::shop::change::ShopChange;
use crate::tokens::signing::{self, KeyRecord};

/// The settings of a shop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoredShop {
    /// Where its pages come from.
    pub origins: Vec<Origin>,
    /// The secrets of its identity tokens, by kid.
    pub identity_keys: BTreeMap<String, Sealed>,
    /// The hashes of its secret keys.
    pub secret_keys: Vec<KeyHash>,
    /// The secrets of its Shopify webhooks.
    pub shopify: Vec<Sealed>,
    /// The secrets of its WooCommerce webhooks.
    pub woocommerce: Vec<Sealed>,
    /// Its domain at Shopify.
    pub shopify_domain: Option<String>,
    /// How it treats reviews.
    #[serde(default)]
    pub reviews: Policy,
    /// The key that others are derived from.
    pub root: Sealed,
    /// The key pairs of its tokens.
    pub signing: Vec<KeyRecord>,
    /// The version of its program, once it has one.
    pub program: Option<u32>,
    /// The currency of that version.
    #[serde(default)]
    pub program_currency: Option<Currency>,
    /// The currency, once an entry was made in it.
    pub currency: Option<Currency>,
}

impl StoredShop {
    /// A shop with fresh keys and nothing else.
    pub fn generate(shop: &str, seal: &SealKey, now: u64) -> Result<Self, Fault> {
        let root = RootKey::generate()?;
        let mut signing = Vec::new();
        signing::rotate(&mut signing, shop, seal, now)?;
        Ok(Self {
            origins: Vec::new(),
            identity_keys: BTreeMap::new(),
            secret_keys: Vec::new(),
            shopify: Vec::new(),
            woocommerce: Vec::new(),
            shopify_domain: None,
            reviews: Policy::default(),
            root: seal.seal(shop, Purpose::Root, root.bytes())?,
            signing,
            program: None,
            program_currency: None,
            currency: None,
        })
    }

    /// Replaces what the change names.
    pub fn apply(
        &mut self,
        change: &ShopChange,
        shop: &str,
        seal: &SealKey,
        now: u64,
    ) -> Result<(), Fault> {
        let close = |purpose, secret: &Secret| seal.seal(shop, purpose, secret.bytes());
        let webhooks = |secrets: &Vec<Secret>| -> Result<Vec<Sealed>, Fault> {
            secrets
                .iter()
                .map(|secret| close(Purpose::Webhook, secret))
                .collect()
        };
        if let Some(origins) = &change.origins {
            self.origins.clone_from(origins);
        }
        if let Some(keys) = &change.identity_keys {
            let sealed = keys
                .iter()
                .map(|(kid, key)| Ok((kid.clone(), close(Purpose::Identity, key)?)));
            self.identity_keys = sealed.collect::<Result<_, Fault>>()?;
        }
        if let Some(keys) = &change.secret_keys {
            self.secret_keys = keys.iter().map(|key| KeyHash::of(key.bytes())).collect();
        }
        if let Some(secrets) = &change.shopify {
            self.shopify = webhooks(secrets)?;
        }
        if let Some(secrets) = &change.woocommerce {
            self.woocommerce = webhooks(secrets)?;
        }
        if let Some(domain) = &change.shopify_domain {
            self.shopify_domain = Some(domain.clone());
        }
        if let Some(reviews) = &change.reviews {
            self.reviews.clone_from(reviews);
        }
        if change.rotate_signing_key || signing::wants_rotation(&self.signing, now) {
            signing::rotate(&mut self.signing, shop, seal, now)?;
        }
        Ok(())
    }
}
