//! Friends: the numbers that their codes carry, claims, and what a friend's order pays.

use serde::Serialize;
use serde_json::json;
use shared::id::ShopperId;
use shared::ledger::{FriendRef, ReferralTarget, RowKind, referral_rule};
use shared::{Amount, Currency, Points};

use super::command::{Answer, AskClaim};
use super::redemptions::granted;
use super::turn::Lend;
use super::{LedgerObject, Scene};
use crate::code;
use crate::fault::Fault;
use crate::objects::sql::{Batch, Statement};

#[derive(Serialize)]
struct Claimed {
    points: Points,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_subtotal: Option<Amount>,
    currency: Currency,
}

impl LedgerObject {
    /// Where a shopper's ledger is, for codes that say nothing of who they are.
    pub(super) fn friend_ref(
        &self,
        scene: &Scene,
        shopper: &ShopperId,
    ) -> Result<FriendRef, Fault> {
        let select = "SELECT number FROM friend WHERE shopper = ?";
        let statement = Statement::new(select, [json!(shopper.as_str())]);
        let known: Option<(u32,)> = self.store.first(statement)?;
        let number = match known {
            Some((number,)) => number,
            None => self.number_friend(shopper)?,
        };
        Ok(FriendRef {
            shard: scene.shard,
            number,
        })
    }

    /// Whether a friend's code of this number belongs to somebody, and by which rule they refer.
    pub(super) fn refers(&self, scene: &Scene, number: u32) -> Result<Answer, Fault> {
        let Some(shopper) = self.friend(number)? else {
            return Ok(Answer::NotFound);
        };
        let program = &scene.program.program;
        let (rule, taken) = self.turn(scene, &shopper, &Lend::default(), |turn| {
            referral_rule(program, turn.account(), turn.now())
        })?;
        self.keep(&shopper, taken)?;
        Ok(Answer::Refers(rule.map(|rule| rule.id.clone())))
    }

    /// The shopper says who referred them.
    pub(super) fn claim(&self, scene: &Scene, ask: &AskClaim) -> Result<Answer, Fault> {
        let shopper = &ask.shopper;
        if self.erased_at(shopper)?.is_some() {
            return Ok(Answer::NotFound);
        }
        let own = self.friend_ref(scene, shopper)?;
        let ordered = self.orders_of(shopper)?;
        let (said, taken) = self.turn(scene, shopper, &Lend::default(), |turn| {
            turn.meet(&ask.profile);
            turn.claim(ask.referrer, own, ask.rule.as_ref(), ordered)
        })?;
        self.keep(shopper, taken)?;
        match said {
            Ok(claim) => granted(
                200,
                &Claimed {
                    points: claim.referred_points,
                    min_subtotal: claim.min_subtotal,
                    currency: scene.program.program.currency,
                },
            ),
            Err(decline) => Ok(Answer::Declined(decline)),
        }
    }

    /// Brings what a friend's order paid to what it should have.
    pub(super) fn apply_referral(
        &self,
        scene: &Scene,
        target: &ReferralTarget,
    ) -> Result<Answer, Fault> {
        let Some(shopper) = self.friend(target.referrer.number)? else {
            return Ok(Answer::NotFound);
        };
        let lend = Lend {
            row: Some((RowKind::Friend, target.friend.to_string())),
            ..Lend::default()
        };
        let ((), taken) = self.turn(scene, &shopper, &lend, |turn| turn.apply_referral(target))?;
        self.keep(&shopper, taken)?;
        Ok(Answer::Done)
    }

    fn friend(&self, number: u32) -> Result<Option<ShopperId>, Fault> {
        let select = "SELECT shopper FROM friend WHERE number = ?";
        let statement = Statement::new(select, [json!(number)]);
        let row: Option<(Option<ShopperId>,)> = self.store.first(statement)?;
        Ok(row.and_then(|(shopper,)| shopper))
    }

    /// Gives a shopper the next number. It stays taken, so that no code ever means somebody else.
    fn number_friend(&self, shopper: &ShopperId) -> Result<u32, Fault> {
        let select = Statement::new("SELECT coalesce(max(number), -1) + 1 FROM friend", []);
        let row: Option<(u32,)> = self.store.first(select)?;
        let next = row.map(|(next,)| next).filter(|next| *next < code::NUMBERS);
        // A shard nearly always serves one shopper, so its million numbers do not run out.
        let next = next.ok_or(Fault::Unreadable("friend"))?;
        let mut batch = Batch::default();
        batch.push(
            "INSERT INTO friend (number, shopper) VALUES (?, ?)",
            [json!(next), json!(shopper.as_str())],
        );
        self.store.commit(&batch)?;
        Ok(next)
    }

    /// How many orders named a shopper, whatever became of them.
    fn orders_of(&self, shopper: &ShopperId) -> Result<u64, Fault> {
        let select = "SELECT count(*) FROM order_of WHERE shopper = ?";
        let statement = Statement::new(select, [json!(shopper.as_str())]);
        let row: Option<(u64,)> = self.store.first(statement)?;
        Ok(row.map_or(0, |(count,)| count))
    }
}
