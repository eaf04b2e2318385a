//! A ledger's outbox: what others are to hear of its turns, and the network between.

use shared::Time;
use shared::id::LeaseId;
use shared::ledger::{Entry, Posting, ReferralTarget, RowKind};

use crate::ledger_object::Names;
use crate::stock::Taking;
use crate::world::{Sabotage, World};

/// What another object is to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    Referral(ReferralTarget),
    Stock(LeaseId, Taking, u64),
}

/// A message on its way.
#[derive(Clone)]
pub(crate) struct Flying {
    from: usize,
    key: String,
    message: Message,
    sent_at: Time,
}

/// Minutes after which a request that has not arrived never will.
const GIVEN_UP_MINUTES: i64 = 10;

/// What an entry has to tell, under the key by which newer words replace older ones.
pub(crate) fn messages(entry: &Entry) -> impl Iterator<Item = (String, Message)> {
    let revision = entry.sequence;
    let message = move |posting: &Posting| match posting {
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
            let key = format!("stock {lease}");
            Some((key, Message::Stock(lease, taking, revision)))
        }
        _ => None,
    };
    entry.postings.iter().filter_map(message)
}

impl World {
    /// A ledger's alarm sends one of its messages.
    pub(crate) fn send_message(&mut self) {
        let from = self.rng.usize(..self.ledgers.len());
        let outbox = &self.ledgers[from].outbox;
        if outbox.is_empty() {
            return;
        }
        let place = self.rng.usize(..outbox.len());
        let (key, message) = outbox.iter().nth(place).unwrap();
        let (key, message, sent_at) = (key.clone(), message.clone(), self.now);
        self.flying.push(Flying {
            from,
            key,
            message,
            sent_at,
        });
    }

    /// One of them arrives, in any order, perhaps twice; it or its answer may be lost.
    pub(crate) fn deliver_message(&mut self) {
        let dead = self.now.plus_ms(-GIVEN_UP_MINUTES * 60_000);
        self.flying.retain(|flying| flying.sent_at > dead);
        if self.flying.is_empty() {
            return;
        }
        let place = self.rng.usize(..self.flying.len());
        let flying = self.flying[place].clone();
        let luck = self.rng.u8(..6);
        if luck > 0 {
            self.flying.swap_remove(place);
        }
        if luck == 1 {
            return;
        }
        self.tell(&flying.message);
        if luck > 2 {
            self.acknowledge(&flying);
        }
    }

    /// Everything that ledgers have to tell is told.
    pub(crate) fn deliver_messages(&mut self) {
        self.flying.clear();
        // What is told may move a ledger to tell something itself.
        while let Some(from) = self.ledgers.iter().position(|it| !it.outbox.is_empty()) {
            let (key, message) = self.ledgers[from].outbox.first_key_value().unwrap();
            let flying = Flying {
                from,
                key: key.clone(),
                message: message.clone(),
                sent_at: self.now,
            };
            self.tell(&flying.message);
            self.acknowledge(&flying);
        }
    }

    /// One that changed while it was told is told again.
    fn acknowledge(&mut self, flying: &Flying) {
        let outbox = &mut self.ledgers[flying.from].outbox;
        if outbox.get(&flying.key) == Some(&flying.message) {
            outbox.remove(&flying.key);
        }
    }

    fn tell(&mut self, message: &Message) {
        match message {
            Message::Referral(target) => {
                let mut target = target.clone();
                let index = target.referrer.shard.0 as usize;
                if self.sabotage == Sabotage::ReferralsPaidAgain {
                    let rows = &mut self.ledgers[index].rows;
                    rows.retain(|(kind, _), _| *kind != RowKind::Friend);
                    target.revision = u64::MAX;
                }
                let names = Names::Row(RowKind::Friend, target.friend.to_string());
                self.ask(index, &names, |turn| turn.apply_referral(&target));
            }
            Message::Stock(lease, taking, revision) => {
                self.stock.settle(lease, *taking, *revision, self.now);
            }
        }
    }
}
