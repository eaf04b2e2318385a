//! What must hold in the end, whatever was lost on the way.

use shared::ledger::{Account, Entry, EntryKind, RedemptionState, fold};
use shared::order::{Ignored, OrderState};

use crate::agree;
use crate::ledger_object::LedgerObject;
use crate::truth::Truth;
use crate::world::World;

/// Checks everything.
pub(crate) fn all(world: &mut World) {
    for index in 0..world.ledgers.len() {
        let ledger = &world.ledgers[index];
        fold_equals_what_is_stored(ledger);
        let account = ledger.read_whole();
        totals_are_sums(&account, ledger);
        nothing_appears_or_vanishes(&account, ledger, index, world);
        agree::counters(ledger);
        agree::extras(ledger);
        agree::caps(ledger, &world.programs[0]);
        agree::referral(world, index);
    }
    agree::stock(world);
    agree::gifts(world);
    for index in 0..world.orders.len() {
        order_agrees(world, index);
        redemption_agrees(world, index);
    }
}

pub(crate) fn entries(ledger: &LedgerObject) -> impl Iterator<Item = Entry> {
    ledger
        .entries
        .iter()
        .map(|(body, _)| serde_json::from_str(body).unwrap())
}

fn fold_equals_what_is_stored(ledger: &LedgerObject) {
    let pairs = ledger
        .entries
        .iter()
        .map(|(body, hash)| (body.as_str(), hash.as_str()));
    let folded = fold(pairs).expect("the chain holds");
    if !ledger.entries.is_empty() {
        assert_eq!(
            folded.rows(),
            ledger.rows,
            "the fold of the entries is what is stored"
        );
    }
}

fn totals_are_sums(account: &Account, ledger: &LedgerObject) {
    let totals = account.totals();
    let lots: u64 = account.lots().map(|(_, lot)| lot.points.get()).sum();
    let held: u64 = account.open_redemptions().map(|it| it.points.get()).sum();
    assert_eq!(
        totals.available.get(),
        lots,
        "available is the sum of the lots"
    );
    assert_eq!(
        totals.held.get(),
        held,
        "held is the sum of the open redemptions"
    );
    assert!(
        totals.available.is_zero() || totals.deficit.is_zero(),
        "available points above 0 mean no deficit"
    );
    let sum = |change: fn(&Entry) -> i64| entries(ledger).map(|entry| change(&entry)).sum::<i64>();
    assert_eq!(
        totals.available.get() as i64,
        sum(|entry| entry.points.get())
    );
    assert_eq!(
        totals.pending.get() as i64,
        sum(|entry| entry.pending.get())
    );
    assert_eq!(totals.held.get() as i64, sum(|entry| entry.held.get()));
    assert_eq!(
        totals.deficit.get() as i64,
        sum(|entry| entry.deficit.get())
    );
    let mut last = None;
    for entry in entries(ledger) {
        assert!(
            last.is_none_or(|last| last <= entry.at),
            "time never goes back"
        );
        last = Some(entry.at);
    }
}

/// What came in and did not go out is still there.
fn nothing_appears_or_vanishes(
    account: &Account,
    ledger: &LedgerObject,
    index: usize,
    world: &World,
) {
    let (mut kept, mut forgiven) = (0, 0);
    for (order, _) in &world.orders {
        if let Some(record) = account.order(&order.id) {
            kept += record.kept_points().get() as i64;
            forgiven += record.forgiven.get() as i64;
        }
    }
    for friend in agree::friends(ledger) {
        kept += friend.kept.get() as i64;
        forgiven += friend.forgiven.get() as i64;
    }
    let given = world.deeds[index].given as i64 + agree::gifts_of_tiers(ledger);
    let expired: i64 = entries(ledger)
        .filter(|entry| entry.kind == EntryKind::Expire)
        .map(|entry| entry.points.get())
        .sum();
    let spent: i64 = (1..=ledger.last_number)
        .filter_map(|number| account.redemption(shared::ledger::RedemptionNumber(number)))
        .map(|redemption| match &redemption.state {
            RedemptionState::Captured(capture) => {
                (capture.points.get() - capture.restored.get()) as i64
            }
            _ => 0,
        })
        .sum();
    let totals = account.totals();
    let there = (totals.available.get() + totals.pending.get() + totals.held.get()) as i64
        - totals.deficit.get() as i64;
    let came = kept + forgiven + given + world.adjusted[index];
    assert_eq!(there, came + expired - spent);
}

/// The order keeps exactly what its record says for what the platform's truth keeps.
fn order_agrees(world: &World, index: usize) {
    let (order, object) = &world.orders[index];
    let (truth, history) = (Truth::of(order), object.history());
    assert_eq!(
        history.newest(),
        Some(truth.newest),
        "the newest snapshot counts, of two of one instant the greater"
    );
    let is_too_old = history.state() == OrderState::Ignored(Ignored::TooOld);
    let is_paid = truth.is_paid() && !is_too_old;
    let owner = (0..world.ledgers.len()).find(|it| crate::world::shopper(*it) == order.shopper);
    let account = world.ledgers[owner.unwrap()].read_whole();
    let Some(record) = account.order(&order.id) else {
        assert!(!is_paid, "a paid order has a record");
        return;
    };
    let (lines, kept) = (truth.earning_lines(), truth.basis_kept());
    let (spend, subtotal) = if is_paid {
        (kept.iter().sum(), truth.subtotal_kept())
    } else {
        (0, 0)
    };
    assert_eq!(
        (record.spend.get(), record.subtotal.get()),
        (spend, subtotal)
    );
    assert_eq!(record.orders, u64::from(spend > 0));
    for (rule, keeps) in record.earned.rules.iter().zip(&record.kept) {
        let program = &world.programs[record.program as usize - 1];
        let (rate, per) = (rule.rate.get(), rule.per.get());
        assert!(program.earn.iter().any(|earn| earn.id == rule.rule));
        let basis: u64 = rule.lines.iter().map(|line| lines[*line].basis.get()).sum();
        assert_eq!(rule.basis.get(), basis);
        assert_eq!(rule.base.get(), basis * rate / per);
        assert_eq!(
            rule.qualifying.get(),
            rule.base.get() * u64::from(rule.multiplier) / 10_000
        );
        let extra: u64 = rule
            .campaigns
            .iter()
            .map(|campaign| campaign.extra.get())
            .sum();
        assert_eq!(rule.points.get(), rule.qualifying.get() + extra);
        let basis_kept: u64 = rule.lines.iter().map(|line| kept[*line]).sum();
        let expected = if is_paid && basis > 0 {
            rule.points.get() * basis_kept / basis
        } else {
            0
        };
        // While it was given back, others may have taken its place under a cap.
        let earn = program.earn.iter().find(|earn| earn.id == rule.rule);
        let is_capped = earn.is_some_and(|earn| earn.cap.is_some());
        assert!(
            keeps.get() == expected || (is_capped && keeps.is_zero()),
            "{} keeps what its basis keeps: {keeps} of {expected}",
            order.id
        );
    }
}

/// A redemption that one order alone carries is spent where that order is paid, and only there.
fn redemption_agrees(world: &World, index: usize) {
    let (order, _) = &world.orders[index];
    let Some(code) = order.code else { return };
    let carried = world
        .orders
        .iter()
        .filter(|(other, _)| other.code == Some(code))
        .count();
    let account = world.ledgers[code.shard.0 as usize].read_whole();
    let redemption = account
        .redemption(code.number)
        .expect("the redemption is known");
    let truth = Truth::of(order);
    match (&redemption.state, truth.is_paid()) {
        (RedemptionState::Captured(capture), true) if capture.order == order.id => {
            let (value, refunded) = truth.value_and_refunded();
            let captured = capture.points.get();
            let in_full_only = redemption.terms.kind.name() == "free_shipping";
            let expected = match refunded {
                0 => 0,
                refunded if refunded == value => captured,
                _ if in_full_only => 0,
                refunded => captured * refunded / value,
            };
            assert_eq!(
                capture.restored.get(),
                expected,
                "{} restores its share",
                order.id
            );
        }
        (RedemptionState::Captured(capture), false) if capture.order == order.id => {
            assert_eq!(
                capture.restored, capture.points,
                "an order that ended gives all back"
            );
        }
        (state, true) => {
            let by_other = match state {
                RedemptionState::Captured(capture) => {
                    carried > 1 || capture.order.as_str().starts_with("till")
                }
                _ => false,
            };
            assert!(by_other, "a paid order captures what it carries: {state:?}");
        }
        (_, false) => {}
    }
}
