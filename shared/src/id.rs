//! Ids: opaque strings of 1 to 128 visible ASCII characters, a type for each thing they name; and
//! stock keeping units, which people write.

use serde::{Deserialize, Serialize};

/// A text that is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl std::fmt::Display for NotAnId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("an id has 1 to 128 visible ASCII characters")
    }
}

impl std::error::Error for NotAnId {}

/// A text that is no stock keeping unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASku;

impl std::fmt::Display for NotASku {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a stock keeping unit has 1 to 255 characters")
    }
}

impl std::error::Error for NotASku {}

/// The most characters a stock keeping unit has.
pub const SKU_LENGTH_MAX: usize = 255;

/// The most characters an id has.
pub const ID_LENGTH_MAX: usize = 128;

/// Strips `gid://shopify/X/` from a Shopify global id, so that it equals the plain one.
///
/// What is left has no slash: an id that is written and read again must stay what it is.
fn plain(text: &str) -> &str {
    let rest = text.strip_prefix("gid://shopify/");
    match rest.and_then(|rest| rest.split_once('/')) {
        Some((_, id)) if !id.contains('/') => id,
        _ => text,
    }
}

fn is_id(text: &str) -> bool {
    (1..=ID_LENGTH_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Shops write stock keeping units by hand: spaces and letters of any language are in them.
fn is_sku(text: &str) -> bool {
    let length = text.chars().take(SKU_LENGTH_MAX + 1).count();
    (1..=SKU_LENGTH_MAX).contains(&length) && !text.chars().any(char::is_control)
}

macro_rules! ids {
    ($valid:path, $error:ident; $($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, $error> {
                let text = plain(text);
                if $valid(text) { Ok(Self(text.to_owned())) } else { Err($error) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, $error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.0)
            }
        }
    )+};
}

ids! { is_sku, NotASku;
    /// A stock keeping unit.
    Sku,
}

ids! { is_id, NotAnId;
    /// A shop.
    ShopId,
    /// A shopper of a shop.
    ShopperId,
    /// An order of a shop, whichever door it came through.
    OrderId,
    /// A refund of an order.
    RefundId,
    /// A line of a cart or an order.
    LineId,
    /// A product.
    ProductId,
    /// A collection of products.
    CollectionId,
    /// An earn rule of a program.
    RuleId,
    /// A campaign of a program.
    CampaignId,
    /// A tier of a program.
    TierId,
    /// A reward of a program.
    RewardId,
    /// A group of shoppers that the shop names in identity tokens.
    Segment,
    /// Something a shopper does that the shop reports.
    ActionId,
    /// What a shop calls one thing that was done, so that it counts once.
    EventId,
    /// What a shop calls one pass through its checkout.
    CheckoutId,
    /// One of a limited reward, set aside for a redemption.
    LeaseId,
    /// What an imported review is known by, so that it is imported once.
    ImportKey,
}
