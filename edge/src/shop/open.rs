//! A shop with its secrets open, as an isolate keeps it for a short while.

use std::collections::BTreeMap;
use std::rc::Rc;

use shared::Currency;
use shared::id::{ShopId, ShopperId};
use shared::ledger::{FriendRef, RedemptionRef, Shard};
use shared::program::Program;
use shared::reviews::Policy;

use crate::code::{self, Place};
use crate::cors::Origin;
use crate::fault::Fault;
use crate::keys::root::{CodeKey, FriendKey, RedemptionKey, RootKey, ShardKey};
use crate::keys::seal::{Purpose, SealKey, Sealed};
use crate::keys::secret::{KeyHash, Secret};
use crate::shop::stored::StoredShop;
use crate::tokens::signing::{self, Jwks, KeyRecord, PublicKey, Signer};

/// A shop, ready to work with.
pub struct Shop {
    /// Its id.
    pub id: ShopId,
    /// Where its pages come from.
    pub origins: Vec<Origin>,
    /// The secrets of its identity tokens, by kid.
    pub identity_keys: BTreeMap<String, Secret>,
    /// The secrets of its Shopify webhooks.
    pub shopify: Vec<Secret>,
    /// The secrets of its WooCommerce webhooks.
    pub woocommerce: Vec<Secret>,
    /// Its domain at Shopify.
    pub shopify_domain: Option<String>,
    /// How it treats reviews.
    pub reviews: Policy,
    /// Signs its redemption tokens.
    pub signer: Signer,
    /// Checks its redemption tokens.
    pub public_keys: Vec<PublicKey>,
    /// The currency, once an entry was made in it.
    pub currency: Option<Currency>,
    /// Its program, once it has one.
    pub program: Option<Rc<VersionedProgram>>,
    secret_keys: Vec<KeyHash>,
    signing: Vec<KeyRecord>,
    shard_key: ShardKey,
    code_key: CodeKey,
    redemption_key: RedemptionKey,
    friend_key: FriendKey,
}

/// A version of a program, which never changes.
pub struct VersionedProgram {
    /// The version.
    pub version: u32,
    /// The rules.
    pub program: Program,
    /// The document as the shop wrote it.
    pub text: String,
}

impl VersionedProgram {
    /// Parses what was kept; it was accepted when it came.
    pub fn parse(version: u32, text: String) -> Result<Self, Fault> {
        let document = serde_json::from_str(&text).map_err(|_| Fault::Unreadable("program"))?;
        let program = Program::parse(&document).map_err(|_| Fault::Unreadable("program"))?;
        Ok(Self {
            version,
            program,
            text,
        })
    }
}

impl Shop {
    /// Opens what was stored.
    pub fn open(
        id: ShopId,
        stored: StoredShop,
        program: Option<Rc<VersionedProgram>>,
        seal: &SealKey,
    ) -> Result<Self, Fault> {
        let shop = id.as_str();
        let root = RootKey::from_bytes(&seal.open(shop, Purpose::Root, &stored.root)?)?;
        let secret = |purpose, sealed: &Sealed| -> Result<Secret, Fault> {
            let text = String::from_utf8(seal.open(shop, purpose, sealed)?);
            text.map(Secret::new).map_err(|_| Fault::Seal)
        };
        let webhooks = |list: &[Sealed]| -> Result<Vec<Secret>, Fault> {
            list.iter()
                .map(|sealed| secret(Purpose::Webhook, sealed))
                .collect()
        };
        let identity = stored.identity_keys.iter();
        let identity =
            identity.map(|(kid, key)| Ok((kid.clone(), secret(Purpose::Identity, key)?)));
        Ok(Self {
            identity_keys: identity.collect::<Result<_, Fault>>()?,
            shopify: webhooks(&stored.shopify)?,
            woocommerce: webhooks(&stored.woocommerce)?,
            signer: signing::signer(&stored.signing, shop, seal)?,
            public_keys: stored
                .signing
                .iter()
                .map(KeyRecord::public_key)
                .collect::<Result<_, _>>()?,
            origins: stored.origins,
            shopify_domain: stored.shopify_domain,
            reviews: stored.reviews,
            currency: stored.currency,
            program,
            secret_keys: stored.secret_keys,
            signing: stored.signing,
            shard_key: root.shard_key(),
            code_key: root.code_key(),
            redemption_key: root.redemption_key(),
            friend_key: root.friend_key(),
            id,
        })
    }

    /// Whether this is one of the shop's secret keys; every one is compared, whichever fits.
    pub fn has_secret_key(&self, key: &[u8]) -> bool {
        self.secret_keys
            .iter()
            .fold(false, |found, hash| hash.matches(key) | found)
    }

    /// The public keys, for the world.
    pub fn jwks(&self, now: u64) -> Jwks {
        signing::jwks(&self.signing, now)
    }

    /// The shard that serves a shopper.
    pub fn shard(&self, shopper: &ShopperId) -> Shard {
        code::shard_of(&self.shard_key, shopper)
    }

    /// The code of a redemption.
    pub fn code(&self, at: RedemptionRef) -> String {
        Place(at).code(&self.code_key)
    }

    /// Where the redemption of a code is, if the code is one of the shop's.
    pub fn redemption_of_code(&self, typed: &str) -> Option<RedemptionRef> {
        Place::from_code(&self.code_key, typed).map(|place| place.0)
    }

    /// The code that a shopper gives to friends.
    pub fn friend_code(&self, friend: FriendRef) -> String {
        Place::friend_code(friend, &self.friend_key)
    }

    /// Where the ledger is of who gave a friend's code, if the code is one of the shop's.
    pub fn friend_of_code(&self, typed: &str) -> Option<FriendRef> {
        Place::from_friend_code(&self.friend_key, typed)
    }

    /// The id of a redemption.
    pub fn redemption_id(&self, at: RedemptionRef) -> String {
        Place(at).redemption_id(&self.redemption_key)
    }

    /// Where a redemption is, if its id is one of the shop's.
    pub fn redemption_of_id(&self, id: &str) -> Option<RedemptionRef> {
        Place::from_redemption_id(&self.redemption_key, id).map(|place| place.0)
    }
}
