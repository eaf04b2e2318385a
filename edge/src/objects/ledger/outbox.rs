//! The outbox: what other objects are to hear of a turn, written with it and told by the alarm.
//!
//! Every message is absolute, so that it may come any number of times; a newer one about the same
//! thing takes the place of an older one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::id::{LeaseId, RewardId};
use shared::ledger::{Entry, Posting, ReferralTarget};

use super::LedgerObject;
use super::alarm::RETRY_AFTER;
use super::command::{Ask, Command};
use super::wakes::Wake;
use crate::fault::Fault;
use crate::host;
use crate::objects::sql::{Batch, Statement};
use crate::objects::stock::{self, Taking};

/// What another object is to hear.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Message {
    /// What a friend's order should have paid, for the ledger of who referred.
    Referral(ReferralTarget),
    /// What became of one of a limited reward.
    Stock {
        reward: RewardId,
        lease: LeaseId,
        taking: Taking,
        revision: u64,
    },
}

/// How many messages one alarm sends.
const AT_ONCE: u32 = 50;

/// What the entries of a turn have to tell, the newest about each thing.
pub(super) fn messages(entries: &[Entry]) -> BTreeMap<String, Message> {
    let mut messages = BTreeMap::new();
    for entry in entries {
        let told = entry.postings.iter().filter_map(|it| message(it, entry));
        messages.extend(told);
    }
    messages
}

fn message(posting: &Posting, entry: &Entry) -> Option<(String, Message)> {
    match posting {
        Posting::Claimed(claim) => {
            let target = claim.target()?;
            let key = format!("referral {}", target.friend);
            Some((key, Message::Referral(target)))
        }
        Posting::Redemption(redemption) => {
            let lease = redemption.lease.clone()?;
            let taking = if redemption.takes_stock() {
                Taking::Taken
            } else {
                Taking::Free
            };
            let message = Message::Stock {
                reward: redemption.terms.reward.clone(),
                lease: lease.clone(),
                taking,
                revision: entry.sequence,
            };
            Some((format!("stock {lease}"), message))
        }
        _ => None,
    }
}

/// Writes messages with the turn that they tell of.
pub(super) fn write(batch: &mut Batch, messages: &BTreeMap<String, Message>) -> Result<(), Fault> {
    for (key, message) in messages {
        let text = serde_json::to_string(message).map_err(|_| Fault::Unreadable("message"))?;
        batch.push(
            "INSERT OR REPLACE INTO outbox (key, message) VALUES (?, ?)",
            [json!(key), json!(text)],
        );
    }
    Ok(())
}

impl LedgerObject {
    /// Tells the next messages. One that changed while it was told is told again.
    pub(super) async fn send_messages(&self) -> Result<(), Fault> {
        let select = "SELECT key, message FROM outbox ORDER BY key LIMIT ?";
        let rows: Vec<(String, String)> =
            self.store.rows(Statement::new(select, [json!(AT_ONCE)]))?;
        let (mut batch, mut sent) = (Batch::default(), 0);
        for (key, text) in rows {
            match self.send(&text).await {
                Ok(()) => {
                    sent += 1;
                    batch.push(
                        "DELETE FROM outbox WHERE key = ? AND message = ?",
                        [json!(key), json!(text)],
                    );
                }
                Err(fault) => worker::console_error!("outbox: {fault}"),
            }
        }
        self.store.commit(&batch)?;
        let left: Option<(u64,)> = self
            .store
            .first(Statement::new("SELECT count(*) FROM outbox", []))?;
        let left = left.map_or(0, |(left,)| left);
        let wait = if sent > 0 { 0 } else { RETRY_AFTER };
        let again = (left > 0).then(|| host::now() + wait);
        let (mut wakes, mut batch) = (self.take_wakes()?, Batch::default());
        self.wake_at(&mut wakes, &mut batch, &Wake::Outbox, again);
        self.commit(batch, wakes)
    }

    async fn send(&self, text: &str) -> Result<(), Fault> {
        let Some((shop, _)) = self.home()? else {
            return Ok(());
        };
        let message = serde_json::from_str(text).map_err(|_| Fault::Unreadable("message"))?;
        match message {
            Message::Referral(target) => {
                let shard = target.referrer.shard;
                let command = Command {
                    shop,
                    shard,
                    program: 0,
                    ask: Ask::ApplyReferral(target),
                };
                super::ask(&self.env, shard, &command).await.map(|_| ())
            }
            Message::Stock {
                reward,
                lease,
                taking,
                revision,
            } => {
                let command = stock::Command::Settle {
                    lease,
                    taking,
                    revision,
                };
                let told = stock::ask(&self.env, &shop, &reward, &command).await;
                told.map(|_| ())
            }
        }
    }
}
