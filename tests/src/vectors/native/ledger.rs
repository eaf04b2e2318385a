//! One shopper's ledger as an object stores it, checked after every turn.

use std::collections::BTreeMap;

use shared::Points;
use shared::ledger::{Account, Redemption, RowKind, SealedEntry, fold};

/// One shopper's ledger as an object stores it.
#[derive(Default)]
pub(super) struct Ledger {
    pub(super) shard: u32,
    pub(super) rows: BTreeMap<(RowKind, String), String>,
    pub(super) entries: Vec<SealedEntry>,
    pub(super) redemptions: u32,
}

impl Ledger {
    pub(super) fn open(&self) -> Result<Account, String> {
        let open = self.rows.iter();
        let open = open.filter(|((kind, _), _)| RowKind::OPEN.contains(kind));
        let rows = open.map(|((kind, key), value)| (*kind, key.as_str(), value.as_str()));
        Account::from_rows(rows).map_err(|fault| fault.to_string())
    }

    pub(super) fn store(&mut self, sealed: Vec<SealedEntry>, account: &mut Account) {
        self.entries.extend(sealed);
        for change in account.take_changes() {
            let key = (change.kind, change.key);
            match change.value {
                Some(value) => self.rows.insert(key, value),
                None => self.rows.remove(&key),
            };
        }
    }

    /// The stored rows are the fold of the entries, and the chain holds.
    pub(super) fn check(&self) -> Result<(), String> {
        let entries = self.entries.iter();
        let folded = fold(entries.map(|sealed| (sealed.body.as_str(), sealed.head.as_str())));
        let folded = folded.map_err(|broken| broken.to_string())?;
        if !self.rows.is_empty() && folded.rows() != self.rows {
            return Err("the stored rows are not the fold of the entries".to_owned());
        }
        let totals = folded.totals();
        let lots: Points = folded.lots().map(|(_, lot)| lot.points).sum();
        let held: Points = folded.open_redemptions().map(|hold| hold.points).sum();
        let fits = lots == totals.available
            && held == totals.held
            && (totals.available.is_zero() || totals.deficit.is_zero());
        if fits {
            Ok(())
        } else {
            Err(format!(
                "{totals:?} does not fit lots {lots} and holds {held}"
            ))
        }
    }

    /// Every redemption there is, open or not.
    pub(super) fn all_redemptions(&self) -> impl Iterator<Item = Redemption> {
        let kinds = [RowKind::Hold, RowKind::Redemption];
        let rows = self.rows.iter();
        let of_kind = rows.filter(move |((kind, _), _)| kinds.contains(kind));
        of_kind.map(|(_, value)| serde_json::from_str(value).unwrap())
    }
}
