//! What a shopper and their shop can look at. Reading is a turn too: what is due is appended first.

use serde::Serialize;
use serde_json::json;
use shared::id::ShopperId;
use shared::ledger::{AccountView, Entry, EntryKind, Redemption, RedemptionRef, referral_rule};
use shared::program::EarnRule;
use shared::quote::{Quote, QuoteFor};

use super::command::{Answer, AskAccount, AskQuote};
use super::redemptions::granted;
use super::turn::Lend;
use super::{LedgerObject, Scene};
use crate::fault::Fault;
use crate::limits;
use crate::objects::sql::Statement;
use crate::wire::account::{AccountWire, ReferralWire};
use crate::wire::entry::EntryWire;
use crate::wire::redemption::RedemptionWire;

#[derive(Serialize)]
struct Page {
    entries: Vec<EntryWire>,
    cursor: Option<String>,
}

impl LedgerObject {
    /// The account as its shopper sees it.
    pub(super) fn account(&self, scene: &Scene, ask: AskAccount) -> Result<Answer, Fault> {
        let AskAccount {
            shopper,
            name,
            profile,
            stock,
        } = ask;
        let profile = self.may_meet(&shopper, profile)?;
        let program = &scene.program;
        let ((view, rule), taken) = self.turn(scene, &shopper, &Lend::default(), |turn| {
            if let Some(profile) = &profile {
                turn.meet(profile);
            }
            let (account, now) = (turn.account(), turn.now());
            let (program, version) = (&program.program, program.version);
            let view = AccountView::of(account, program, version, now, &stock);
            (view, referral_rule(program, account, now))
        })?;
        let mut redemptions: Vec<Redemption> = taken.account.open_redemptions().cloned().collect();
        self.keep(&shopper, taken)?;
        redemptions.extend(self.closed_redemptions(&shopper)?);
        redemptions.sort_by_key(|redemption| std::cmp::Reverse(redemption.number));
        let wire = |redemption: &Redemption| {
            let at = RedemptionRef {
                shard: scene.shard,
                number: redemption.number,
            };
            RedemptionWire::of(&scene.shop, at, redemption)
        };
        let redemptions = redemptions.iter().map(wire).collect::<Result<_, Fault>>()?;
        let referral = rule.map(|rule| self.referral(scene, &shopper, &view, rule));
        let body = AccountWire::of(shopper, name, view, redemptions, &program.program);
        let body = body.with_referral(referral.transpose()?.flatten());
        granted(200, &body)
    }

    /// What a shopper gives to friends, while the program rewards it.
    fn referral(
        &self,
        scene: &Scene,
        shopper: &ShopperId,
        view: &AccountView,
        rule: &EarnRule,
    ) -> Result<Option<ReferralWire>, Fault> {
        let is_open = |way: &shared::ledger::EarnView| way.rule == rule.id && way.available;
        if !view.earn.iter().any(is_open) || self.erased_at(shopper)?.is_some() {
            return Ok(None);
        }
        let friend = self.friend_ref(scene, shopper)?;
        let code = scene.shop.friend_code(friend);
        Ok(ReferralWire::of(
            code,
            rule,
            scene.program.program.currency,
            view.referred,
        ))
    }

    /// A page of history, newest first.
    pub(super) fn entries(
        &self,
        scene: &Scene,
        shopper: &ShopperId,
        before: Option<u64>,
    ) -> Result<Answer, Fault> {
        let ((), taken) = self.turn(scene, shopper, &Lend::default(), |_| ())?;
        self.keep(shopper, taken)?;
        let select = "SELECT sequence, body FROM entry WHERE shopper = ? AND sequence < ? \
            ORDER BY sequence DESC LIMIT ?";
        let before = before.unwrap_or(shared::Points::MAX.get());
        let values = [json!(shopper.as_str()), json!(before), json!(limits::PAGE)];
        let rows: Vec<(u64, String)> = self.store.rows(Statement::new(select, values))?;
        let last = rows
            .last()
            .map(|(sequence, _)| *sequence)
            .filter(|sequence| *sequence > 1);
        let mut entries = Vec::with_capacity(rows.len());
        for (_, body) in rows {
            let entry: Entry =
                serde_json::from_str(&body).map_err(|_| Fault::Unreadable("entry"))?;
            if entry.kind != EntryKind::Note {
                entries.push(scene.told(entry)?);
            }
        }
        granted(
            200,
            &Page {
                entries,
                cursor: last.map(|sequence| sequence.to_string()),
            },
        )
    }

    /// What a cart would earn and rewards would take off, for this shopper.
    pub(super) fn quote(&self, scene: &Scene, ask: &AskQuote) -> Result<Answer, Fault> {
        let profile = self.may_meet(&ask.shopper, Some(ask.profile.clone()))?;
        let program = &scene.program;
        let (quote, taken) = self.turn(scene, &ask.shopper, &Lend::default(), |turn| {
            if let Some(profile) = &profile {
                turn.meet(profile);
            }
            let whom = QuoteFor {
                account: Some(turn.account()),
                stock: &ask.stock,
                now: turn.now(),
            };
            Quote::of(&program.program, program.version, &ask.cart, whom)
        })?;
        self.keep(&ask.shopper, taken)?;
        granted(200, &quote)
    }

    fn closed_redemptions(&self, shopper: &ShopperId) -> Result<Vec<Redemption>, Fault> {
        let select = "SELECT value FROM account_row WHERE shopper = ? AND kind = 'redemption' \
            ORDER BY CAST(key AS INTEGER) DESC LIMIT ?";
        let values = [json!(shopper.as_str()), json!(limits::CLOSED_REDEMPTIONS)];
        let rows: Vec<(String,)> = self.store.rows(Statement::new(select, values))?;
        let read = |(text,): (String,)| {
            serde_json::from_str(&text).map_err(|_| Fault::Unreadable("redemption"))
        };
        rows.into_iter().map(read).collect()
    }
}
