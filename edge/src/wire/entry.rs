//! An entry as its shopper sees it.

use serde::Serialize;
use serde_json::Value;
use shared::explain::Explainer;
use shared::ledger::{Entry, EntryKind, RedemptionNumber, RedemptionRef, Shard};
use shared::program::Program;
use shared::{Points, PointsChange, Time};

use crate::fault::Fault;
use crate::shop::open::Shop;

/// One line of the history.
#[derive(Clone, Debug, Serialize)]
pub struct EntryWire {
    sequence: u64,
    at: Time,
    kind: EntryKind,
    points: PointsChange,
    #[serde(skip_serializing_if = "is_nothing")]
    pending: PointsChange,
    #[serde(skip_serializing_if = "is_nothing")]
    held: PointsChange,
    #[serde(skip_serializing_if = "is_nothing")]
    deficit: PointsChange,
    balance: Points,
    because: Value,
    explanation: String,
}

impl EntryWire {
    /// An entry of a shard; redemptions are named by their ids.
    pub fn of(shop: &Shop, shard: Shard, program: &Program, entry: Entry) -> Result<Self, Fault> {
        let explanation = Explainer::new(program).explain(&entry);
        let because = serde_json::to_value(&entry.because);
        let mut because = because.map_err(|_| Fault::Unreadable("entry"))?;
        if let Some(named) = because.get_mut("redemption") {
            let number = named.as_u64().and_then(|number| u32::try_from(number).ok());
            let number = RedemptionNumber(number.ok_or(Fault::Unreadable("entry"))?);
            *named = shop.redemption_id(RedemptionRef { shard, number }).into();
        }
        Ok(Self {
            sequence: entry.sequence,
            at: entry.at,
            kind: entry.kind,
            points: entry.points,
            pending: entry.pending,
            held: entry.held,
            deficit: entry.deficit,
            balance: entry.balance,
            because,
            explanation,
        })
    }
}

fn is_nothing(change: &PointsChange) -> bool {
    change.is_zero()
}
