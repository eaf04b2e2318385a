//! An Order object: its history on disk, and which ledgers have acknowledged which revision.

use std::collections::BTreeMap;

use shared::ledger::RedemptionRef;
use shared::order::{EarnTarget, OrderHistory, RedemptionTarget};

/// What an order tells a ledger.
#[derive(Clone)]
pub(crate) enum Tell {
    Earn(EarnTarget),
    Redemption(RedemptionTarget),
}

/// Whom it tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Told {
    Shopper,
    Redemption(RedemptionRef),
}

impl Tell {
    pub(crate) fn told(&self) -> Told {
        match self {
            Self::Earn(_) => Told::Shopper,
            Self::Redemption(target) => Told::Redemption(target.redemption),
        }
    }

    pub(crate) fn revision(&self) -> u64 {
        match self {
            Self::Earn(target) => target.revision,
            Self::Redemption(target) => target.revision,
        }
    }
}

/// An order with its disk: the history is stored as text, as the object does.
pub(crate) struct OrderObject {
    stored: String,
    acknowledged: BTreeMap<Told, u64>,
}

impl OrderObject {
    pub(crate) fn new(history: &OrderHistory) -> Self {
        Self {
            stored: serde_json::to_string(history).unwrap(),
            acknowledged: BTreeMap::new(),
        }
    }

    pub(crate) fn history(&self) -> OrderHistory {
        serde_json::from_str(&self.stored).expect("a stored history can be read")
    }

    pub(crate) fn store(&mut self, history: &OrderHistory) {
        self.stored = serde_json::to_string(history).unwrap();
    }

    pub(crate) fn acknowledge(&mut self, tell: &Tell) {
        let known = self.acknowledged.entry(tell.told()).or_default();
        *known = (*known).max(tell.revision());
    }

    /// What is not acknowledged yet.
    pub(crate) fn outbox(&self) -> Vec<Tell> {
        let targets = self.history().targets();
        let redemptions = targets.redemptions.into_iter().map(Tell::Redemption);
        let tells = redemptions.chain(targets.earn.map(Tell::Earn));
        tells
            .filter(|tell| {
                self.acknowledged
                    .get(&tell.told())
                    .is_none_or(|known| *known < tell.revision())
            })
            .collect()
    }
}
