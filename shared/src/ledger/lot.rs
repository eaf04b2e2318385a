//! Lots: credits with what remains of them and when they expire.

use serde::{Deserialize, Serialize};

use super::origin::Origin;
use crate::points::Points;
use crate::time::Time;

/// The number of a lot within its account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LotId(pub u64);

/// Available points of one credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// What they came from, where it may ask for them back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// What is left of them, at least 1.
    pub points: Points,
    /// When they expire.
    pub expiry: LotExpiry,
}

/// When a lot expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotExpiry {
    /// Not at all.
    Never,
    /// At an instant.
    At(Time),
    /// At an instant, or when the account has been idle for long enough, whichever is later.
    Idle(Time),
}

impl LotExpiry {
    /// When the lot expires, in an account that counts as idle from `idle_until` on.
    pub fn due(self, idle_until: Option<Time>) -> Option<Time> {
        match self {
            Self::Never => None,
            Self::At(time) => Some(time),
            Self::Idle(time) => Some(idle_until.map_or(time, |idle| idle.max(time))),
        }
    }
}

/// Points taken from a lot, and what is needed to give them back to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The lot.
    pub lot: LotId,
    /// What they came from.
    pub origin: Option<Origin>,
    /// How many.
    pub points: Points,
    /// When the lot expires.
    pub expiry: LotExpiry,
}

/// Points that are earned and not available yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What they came from, where it may ask for them back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// How many, at least 1.
    pub points: Points,
    /// When they become available.
    pub due: Time,
    /// When they expire from then on.
    pub expiry: LotExpiry,
}
