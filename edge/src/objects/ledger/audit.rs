//! Audit: every account folded again from its entries and compared with what is kept beside them.

use std::collections::BTreeMap;

use serde_json::json;
use shared::id::{OrderId, ShopperId};
use shared::ledger::{Granted, Redemption, RedemptionRef, RedemptionState, RowKind, fold};

use super::command::Answer;
use super::redemptions::granted;
use super::{LedgerObject, Scene};
use crate::code;
use crate::fault::Fault;
use crate::objects::sql::Statement;
use crate::wire::audit::{Difference, ShardAudit, Uncaptured};

impl LedgerObject {
    /// What differs in this shard, and which discounts were granted and never captured.
    pub(super) fn audit(&self, scene: &Scene) -> Result<Answer, Fault> {
        let mut audit = ShardAudit {
            books: Some(self.report(code::shard_name(scene.shard))?),
            ..ShardAudit::default()
        };
        for shopper in self.shoppers()? {
            let account = self.audit_account(&shopper, &mut audit)?;
            for redemption in account {
                audit
                    .uncaptured
                    .extend(uncaptured(scene, &shopper, &redemption));
            }
            let orders = self.revisions(&shopper)?.into_iter();
            audit
                .orders
                .extend(orders.map(|(order, at)| (shopper.clone(), order, at)));
            audit.accounts += 1;
        }
        granted(200, &audit)
    }

    /// Folds one account; answers its redemptions.
    fn audit_account(
        &self,
        shopper: &ShopperId,
        audit: &mut ShardAudit,
    ) -> Result<Vec<Redemption>, Fault> {
        let select = "SELECT body, hash FROM entry WHERE shopper = ? ORDER BY sequence";
        let values = [json!(shopper.as_str())];
        let entries: Vec<(String, String)> = self.store.rows(Statement::new(select, values))?;
        audit.entries += entries.len() as u64;
        let pairs = entries
            .iter()
            .map(|(body, hash)| (body.as_str(), hash.as_str()));
        let stored = self.stored_rows(shopper)?;
        match fold(pairs) {
            Ok(account) => {
                let folded: BTreeMap<(String, String), String> = account
                    .rows()
                    .into_iter()
                    .map(|((kind, key), value)| ((kind.name().to_owned(), key), value))
                    .collect();
                for key in folded.keys().chain(stored.keys()) {
                    if folded.get(key) != stored.get(key) {
                        let what = format!("{} {}", key.0, key.1);
                        audit.differences.push(Difference {
                            shopper: Some(shopper.clone()),
                            what,
                        });
                    }
                }
            }
            Err(broken) => {
                let what = format!("the chain breaks at entry {}", broken.sequence);
                audit.differences.push(Difference {
                    shopper: Some(shopper.clone()),
                    what,
                });
            }
        }
        audit.differences.dedup();
        let kinds = [RowKind::Hold.name(), RowKind::Redemption.name()];
        let redemptions = stored
            .iter()
            .filter(|((kind, _), _)| kinds.contains(&kind.as_str()));
        let read = |(_, text): (_, &String)| {
            serde_json::from_str(text).map_err(|_| Fault::Unreadable("redemption"))
        };
        redemptions.map(read).collect()
    }

    fn stored_rows(
        &self,
        shopper: &ShopperId,
    ) -> Result<BTreeMap<(String, String), String>, Fault> {
        let select = "SELECT kind, key, value FROM account_row WHERE shopper = ?";
        let values = [json!(shopper.as_str())];
        let rows: Vec<(String, String, String)> =
            self.store.rows(Statement::new(select, values))?;
        Ok(rows
            .into_iter()
            .map(|(kind, key, value)| ((kind, key), value))
            .collect())
    }

    fn shoppers(&self) -> Result<Vec<ShopperId>, Fault> {
        let select = "SELECT DISTINCT shopper FROM entry ORDER BY shopper";
        let rows: Vec<(ShopperId,)> = self.store.rows(Statement::new(select, []))?;
        Ok(rows.into_iter().map(|(shopper,)| shopper).collect())
    }

    fn revisions(&self, shopper: &ShopperId) -> Result<Vec<(OrderId, u64)>, Fault> {
        let select = "SELECT key, json_extract(value, '$.revision') FROM account_row \
            WHERE shopper = ? AND kind = 'order'";
        self.store
            .rows(Statement::new(select, [json!(shopper.as_str())]))
    }
}

fn uncaptured(scene: &Scene, shopper: &ShopperId, redemption: &Redemption) -> Option<Uncaptured> {
    let at = match &redemption.state {
        RedemptionState::Voided {
            at,
            granted: Granted::Presented,
        }
        | RedemptionState::TimedOut {
            at,
            granted: Granted::Presented,
        } => *at,
        _ => return None,
    };
    let place = RedemptionRef {
        shard: scene.shard,
        number: redemption.number,
    };
    Some(Uncaptured {
        redemption: scene.shop.redemption_id(place),
        shopper: shopper.clone(),
        reward: redemption.terms.reward.clone(),
        points: redemption.points,
        state: redemption.state_name().to_owned(),
        at,
    })
}
