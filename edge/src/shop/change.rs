//! What an operator may say of a shop: only the fields that are named change.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::document::{self, Fault, Node};
use shared::reviews::Policy;

use crate::cors::Origin;
use crate::keys::secret::Secret;
use crate::limits;

const FIELDS: [&str; 8] = [
    "origins",
    "identity_keys",
    "secret_keys",
    "webhooks",
    "shopify",
    "program",
    "reviews",
    "rotate_signing_key",
];

/// A change of a shop's settings.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct ShopChange {
    /// Where its pages come from.
    pub origins: Option<Vec<Origin>>,
    /// The secrets of its identity tokens, by kid.
    pub identity_keys: Option<BTreeMap<String, Secret>>,
    /// Its secret keys.
    pub secret_keys: Option<Vec<Secret>>,
    /// The secrets of its Shopify webhooks.
    pub shopify: Option<Vec<Secret>>,
    /// The secrets of its WooCommerce webhooks.
    pub woocommerce: Option<Vec<Secret>>,
    /// Its domain at Shopify.
    pub shopify_domain: Option<String>,
    /// The program, to be parsed by the rules.
    pub program: Option<Value>,
    /// How it treats reviews.
    pub reviews: Option<Policy>,
    /// Whether its tokens get a new key pair now.
    pub rotate_signing_key: bool,
}

/// Reads a change, or every fault of it.
pub fn parse(document: &Value) -> Result<ShopChange, Vec<Fault>> {
    document::read(document, read)
}

fn read(node: &Node<'_, '_>) -> Option<ShopChange> {
    let fields = node.fields_only(&FIELDS)?;
    let origins = fields.maybe("origins", |node| {
        one_or_more(node, limits::ORIGINS, |node| node.parsed())
    });
    let identity_keys = fields.maybe("identity_keys", read_identity_keys);
    let secret_keys = fields.maybe("secret_keys", |node| secrets(node, limits::SECRET_MIN));
    let webhooks = fields.maybe("webhooks", read_webhooks);
    let domain = fields.maybe("shopify", |node| {
        node.fields_only(&["domain"])?
            .maybe("domain", |node| node.text(limits::ID))
    });
    let program = fields.optional("program").map(|node| node.value().clone());
    let reviews = fields.maybe("reviews", Policy::from_node);
    let rotate = fields.or("rotate_signing_key", false, Node::boolean);
    let (shopify, woocommerce) = webhooks?.unwrap_or_default();
    Some(ShopChange {
        origins: origins?,
        identity_keys: identity_keys?,
        secret_keys: secret_keys?,
        shopify,
        woocommerce,
        shopify_domain: domain?.flatten().map(str::to_ascii_lowercase),
        program,
        reviews: reviews?,
        rotate_signing_key: rotate?,
    })
}

type Webhooks = (Option<Vec<Secret>>, Option<Vec<Secret>>);

fn read_webhooks(node: &Node<'_, '_>) -> Option<Webhooks> {
    let fields = node.fields_only(&["shopify", "woocommerce"])?;
    let shopify = fields.maybe("shopify", |node| secrets(node, 1));
    let woocommerce = fields.maybe("woocommerce", |node| secrets(node, 1));
    Some((shopify?, woocommerce?))
}

fn read_identity_keys(node: &Node<'_, '_>) -> Option<BTreeMap<String, Secret>> {
    let keys = node.fields()?;
    let read: Vec<_> = keys
        .iter()
        .map(|(kid, node)| {
            let fits = (1..=limits::ID).contains(&kid.len())
                && kid.bytes().all(|byte| byte.is_ascii_graphic());
            let secret = secret(&node, limits::SECRET_MIN);
            if fits {
                Some((kid.to_owned(), secret?))
            } else {
                node.fault("the kid is no id")
            }
        })
        .collect();
    if read.len() > limits::SECRETS {
        return node.fault(format!(
            "found {} keys, allowed are {}",
            read.len(),
            limits::SECRETS
        ));
    }
    read.into_iter().collect()
}

fn secrets(node: &Node<'_, '_>, least: usize) -> Option<Vec<Secret>> {
    one_or_more(node, limits::SECRETS, |node| secret(node, least))
}

/// A secret; the faults never show what was found.
fn secret(node: &Node<'_, '_>, least: usize) -> Option<Secret> {
    let secret = node
        .value()
        .as_str()
        .map(|text| Secret::new(text.to_owned()));
    match secret {
        Some(secret) if (least..=limits::SECRET).contains(&secret.length()) => Some(secret),
        _ => node.fault(format!(
            "a secret has {least} to {} characters",
            limits::SECRET
        )),
    }
}

/// A list, or a single item that stands for a list of one.
fn one_or_more<T>(
    node: &Node<'_, '_>,
    most: usize,
    read: impl Fn(&Node<'_, '_>) -> Option<T>,
) -> Option<Vec<T>> {
    if node.value().is_array() {
        node.all(most, read)
    } else {
        Some(vec![read(node)?])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pointers(document: &Value) -> Vec<String> {
        parse(document)
            .unwrap_err()
            .into_iter()
            .map(|fault| fault.pointer)
            .collect()
    }

    #[test]
    fn only_named_fields_change() {
        let change = parse(&json!({"webhooks": {"shopify": "hush"}})).unwrap();
        let expected = ShopChange {
            shopify: Some(vec![Secret::new("hush".into())]),
            ..Default::default()
        };
        assert_eq!(change, expected);
        assert_eq!(parse(&json!({})).unwrap(), ShopChange::default());
    }

    #[test]
    fn a_single_secret_stands_for_a_list() {
        let one = parse(&json!({"secret_keys": "0123456789abcdef"})).unwrap();
        let list = parse(&json!({"secret_keys": ["0123456789abcdef"]})).unwrap();
        assert_eq!(one, list);
    }

    #[test]
    fn faults_point_at_their_places() {
        let cases = [
            (json!([]), ""),
            (json!({"origin": []}), "/origin"),
            (json!({"origins": ["*"]}), "/origins/0"),
            (
                json!({"identity_keys": {"k1": "short"}}),
                "/identity_keys/k1",
            ),
            (
                json!({"identity_keys": {"": "0123456789abcdef"}}),
                "/identity_keys/",
            ),
            (
                json!({"identity_keys": "0123456789abcdef"}),
                "/identity_keys",
            ),
            (json!({"secret_keys": [""]}), "/secret_keys/0"),
            (json!({"secret_keys": [7]}), "/secret_keys/0"),
            (
                json!({"webhooks": {"shopify": [""]}}),
                "/webhooks/shopify/0",
            ),
            (json!({"webhooks": {"magento": ["x"]}}), "/webhooks/magento"),
            (json!({"shopify": {"domain": ""}}), "/shopify/domain"),
            (json!({"rotate_signing_key": "yes"}), "/rotate_signing_key"),
            (json!({"reviews": {"publish": "good"}}), "/reviews/publish"),
            (
                json!({"reviews": {"photo_hosts": ["*"]}}),
                "/reviews/photo_hosts/0",
            ),
        ];
        for (document, pointer) in cases {
            assert_eq!(pointers(&document), [pointer], "{document}");
        }
    }

    #[test]
    fn a_fault_never_shows_the_secret() {
        let faults = parse(&json!({"secret_keys": ["tooshort"]})).unwrap_err();
        assert!(!faults[0].detail.contains("tooshort"));
    }
}
