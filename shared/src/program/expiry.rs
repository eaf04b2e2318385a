//! Expiry and clawback: how points end.

use serde::Serialize;

use crate::time::Span;

/// When available points expire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expiry {
    /// How long they live.
    pub after: Span,
    /// From when that counts.
    pub from: ExpiryFrom,
}

/// From when the life of points counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpiryFrom {
    /// From the time each lot became available.
    Earned,
    /// From the shopper's last paid order or capture, or from availability where that is later.
    LastActivity,
}

/// What happens to a clawback that the balance can't cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clawback {
    /// It becomes a deficit, which later credits repay.
    Deficit,
    /// It is forgiven, and recorded.
    WithinBalance,
}
