//! Origins: what points came from, so that they are taken back from there first.

use serde::{Deserialize, Serialize};

use super::referral::FriendRef;
use crate::id::OrderId;

/// What points came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// An order of the shopper's own.
    Order(OrderId),
    /// An order of a friend.
    Friend(FriendRef),
}

impl Origin {
    /// The shopper's own order, where it is one.
    pub const fn order(&self) -> Option<&OrderId> {
        match self {
            Self::Order(order) => Some(order),
            Self::Friend(_) => None,
        }
    }
}
