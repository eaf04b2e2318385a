//! What must hold after every turn, and in the end.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::Time;
use shared::ledger::{
    Account, Entry, EntryKind, ExtraOf, FriendRecord, OrderRecord, Posting, RedemptionNumber,
    RedemptionState, RowKind, fold,
};

use crate::ledger::Ledger;

/// The sums of a ledger's entries.
#[derive(Default)]
pub(crate) struct Running {
    available: i64,
    pending: i64,
    held: i64,
    deficit: i64,
    /// What orders and friends brought, less what was taken back of it.
    ordered: i64,
    spent: BTreeMap<RedemptionNumber, i64>,
    last: Option<Time>,
}

impl Running {
    /// Adds an entry, which must say of itself what its kind allows.
    pub(crate) fn entry(&mut self, entry: &Entry) {
        self.available += entry.points.get();
        self.pending += entry.pending.get();
        self.held += entry.held.get();
        self.deficit += entry.deficit.get();
        assert!(self.last.is_none_or(|last| last <= entry.at), "{entry:?}");
        self.last = Some(entry.at);
        assert_eq!(entry.balance.get() as i64, self.available, "{entry:?}");
        let net = entry.points.get() + entry.pending.get() + entry.held.get() - entry.deficit.get();
        let (mut earned, mut spent, mut is_ordered) = (0, 0, entry.kind == EntryKind::Clawback);
        for posting in &entry.postings {
            match posting {
                Posting::Lifetime(change) => earned += change.get(),
                Posting::Order(..) | Posting::Friend(..) => is_ordered = true,
                Posting::Redemption(redemption) => {
                    let now = match &redemption.state {
                        RedemptionState::Captured(capture) => {
                            capture.points.get() as i64 - capture.restored.get() as i64
                        }
                        _ => 0,
                    };
                    spent += now - self.spent.insert(redemption.number, now).unwrap_or(0);
                }
                _ => {}
            }
        }
        if is_ordered {
            self.ordered += earned;
        }
        let fits = match entry.kind {
            EntryKind::Earn | EntryKind::Gift => net == earned && net >= 0,
            EntryKind::Clawback => net == earned && net <= 0,
            EntryKind::Adjustment => net == earned || (net < 0 && earned == 0),
            EntryKind::Expire => net < 0 && net == entry.points.get(),
            EntryKind::Capture | EntryKind::Restore => net == -spent,
            _ => net == 0 && earned == 0,
        };
        assert!(fits, "net {net}, earned {earned}, spent {spent}: {entry:?}");
    }
}

/// After a turn: the totals are the sums of the entries and of what is stored.
pub(crate) fn after_turn(ledger: &Ledger, account: &Account) {
    let (totals, running) = (account.totals(), &ledger.running);
    let number = |points: shared::Points| points.get() as i64;
    assert_eq!(number(totals.available), running.available);
    assert_eq!(number(totals.pending), running.pending);
    assert_eq!(number(totals.held), running.held);
    assert_eq!(number(totals.deficit), running.deficit);
    assert!(
        totals.available.is_zero() || totals.deficit.is_zero(),
        "points are available in spite of a deficit: {totals:?}"
    );
    let sum = |kind, of: fn(&Value) -> i64| ledger.rows_of(kind).map(|row| of(&row)).sum::<i64>();
    let points = |row: &Value| row["points"].as_i64().unwrap();
    assert_eq!(sum(RowKind::Lot, points), running.available, "lots");
    assert_eq!(sum(RowKind::Pending, points), running.pending, "pending");
    assert_eq!(sum(RowKind::Hold, points), running.held, "holds");
}

/// The stored rows are the fold of the entries; what orders brought is what their records say.
pub(crate) fn whole(ledger: &Ledger) {
    let entries = ledger.entries.iter();
    let pairs = entries.map(|sealed| (sealed.body.as_str(), sealed.head.as_str()));
    let folded = fold(pairs).unwrap();
    if !ledger.entries.is_empty() {
        assert_eq!(folded.rows(), ledger.rows);
    }
    let of_orders = orders(ledger).map(|record| record.kept_points().plus(record.forgiven));
    let of_friends = friends(ledger).map(|record| record.kept.plus(record.forgiven));
    let ordered: u64 = of_orders.chain(of_friends).map(|points| points.get()).sum();
    assert_eq!(ordered as i64, ledger.running.ordered);
}

/// Nothing is kept of any order.
pub(crate) fn keeps_nothing(ledger: &Ledger) {
    for record in orders(ledger) {
        assert!(record.kept_points().is_zero(), "{record:?}");
        assert_eq!((record.orders, record.qualifying.get()), (0, 0));
    }
    for record in friends(ledger) {
        assert!(record.kept.is_zero(), "{record:?}");
    }
    let days: Vec<Value> = ledger.rows_of(RowKind::Day).collect();
    assert!(days.is_empty(), "this still counts toward tiers: {days:?}");
    let core = ledger.rows_of(RowKind::Core).next();
    assert!(core.is_none_or(|core| core["orders"]["live"] == 0));
}

/// The names of what an entry is, to see what cases come to.
pub(crate) fn said_of(entry: &Entry) -> Vec<String> {
    let name = |posting: &Posting| match posting {
        Posting::Owe(_) => Some("owe"),
        Posting::Repay(_) => Some("repay"),
        Posting::Claimed(_) => Some("claimed"),
        Posting::Friend(..) => Some("friend"),
        Posting::GiftGone(_) => Some("gift gone"),
        Posting::Visited(_) => Some("visited"),
        Posting::Yearly(..) => Some("yearly"),
        Posting::Done(..) => Some("done"),
        Posting::Order(_, record) => record.extras.last().map(|extra| match extra.of {
            ExtraOf::NthOrder(_) => "nth",
            ExtraOf::Tier(_) => "tier gift",
            ExtraOf::Referred(_) => "referred",
        }),
        _ => None,
    };
    let names = entry.postings.iter().filter_map(name).map(str::to_owned);
    names.chain([format!("{:?}", entry.kind)]).collect()
}

fn orders(ledger: &Ledger) -> impl Iterator<Item = OrderRecord> {
    let rows = ledger.rows_of(RowKind::Order);
    rows.map(|row| serde_json::from_value(row).unwrap())
}

fn friends(ledger: &Ledger) -> impl Iterator<Item = FriendRecord> {
    let rows = ledger.rows_of(RowKind::Friend);
    rows.map(|row| serde_json::from_value(row).unwrap())
}
