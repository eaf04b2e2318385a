//! Rows: an account as an object stores it, so that a turn writes only what it changed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, de::DeserializeOwned};

use super::account::Account;
use super::counter::Counter;
use super::gift::GiftNumber;
use super::lot::{Lot, LotId, Pending};
use super::redemption::{Redemption, RedemptionNumber};
use super::referral::FriendRef;
use crate::id::OrderId;
use crate::time::Day;

/// What a row holds. An account is read back from its open kinds; the others are lent when they are
/// needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// What an account keeps of fixed size. Open.
    Core,
    /// A lot with points in it. Open.
    Lot,
    /// Points that are not available yet. Open.
    Pending,
    /// A redemption whose points are held. Open.
    Hold,
    /// What counts toward tiers on a day. Open.
    Day,
    /// How often something happened on a day. Open.
    Count,
    /// A gift that is open, or news. Open.
    Gift,
    /// A redemption that is no longer held. Lent.
    Redemption,
    /// What an order earned. Lent.
    Order,
    /// Something that was done. Lent.
    Done,
    /// What a friend's order paid. Lent.
    Friend,
}

impl RowKind {
    /// The kinds that an account is read back from.
    pub const OPEN: [Self; 7] = [
        Self::Core,
        Self::Lot,
        Self::Pending,
        Self::Hold,
        Self::Day,
        Self::Count,
        Self::Gift,
    ];

    /// The name in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Lot => "lot",
            Self::Pending => "pending",
            Self::Hold => "hold",
            Self::Day => "day",
            Self::Count => "count",
            Self::Redemption => "redemption",
            Self::Order => "order",
            Self::Gift => "gift",
            Self::Done => "done",
            Self::Friend => "friend",
        }
    }

    /// The kind of a name in storage.
    pub fn from_name(name: &str) -> Option<Self> {
        let all =
            Self::OPEN
                .into_iter()
                .chain([Self::Redemption, Self::Order, Self::Done, Self::Friend]);
        all.into_iter().find(|kind| kind.name() == name)
    }
}

/// A row that a turn changed: its new JSON, or that it is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// What it holds.
    pub kind: RowKind,
    /// Which one.
    pub key: String,
    /// Its JSON; `None` where it is gone.
    pub value: Option<String>,
}

/// What a turn touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Touched {
    pub(super) lots: BTreeSet<LotId>,
    pub(super) pending: BTreeSet<LotId>,
    pub(super) redemptions: BTreeSet<RedemptionNumber>,
    pub(super) orders: BTreeSet<OrderId>,
    pub(super) days: BTreeSet<Day>,
    pub(super) counts: BTreeSet<(Counter, Day)>,
    pub(super) gifts: BTreeSet<GiftNumber>,
    pub(super) done: BTreeSet<String>,
    pub(super) friends: BTreeSet<FriendRef>,
}

/// A stored row that can't be read: a fault of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableRow {
    /// What it holds.
    pub kind: &'static str,
    /// Which one.
    pub key: String,
}

impl std::fmt::Display for UnreadableRow {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "the stored {} {} can't be read", self.kind, self.key)
    }
}

impl std::error::Error for UnreadableRow {}

impl Account {
    /// An account from its open rows, in any order.
    pub fn from_rows<'a>(
        rows: impl IntoIterator<Item = (RowKind, &'a str, &'a str)>,
    ) -> Result<Self, UnreadableRow> {
        let mut account = Self::default();
        for (kind, key, value) in rows {
            account.lend(kind, key, value)?;
        }
        Ok(account)
    }

    /// Lends a stored row to the account.
    pub fn lend(&mut self, kind: RowKind, key: &str, value: &str) -> Result<(), UnreadableRow> {
        let unreadable = || UnreadableRow {
            kind: kind.name(),
            key: key.to_owned(),
        };
        self.lend_parsed(kind, key, value).ok_or_else(unreadable)
    }

    fn lend_parsed(&mut self, kind: RowKind, key: &str, value: &str) -> Option<()> {
        match kind {
            RowKind::Core => self.core = parsed(value)?,
            RowKind::Lot => {
                let (id, lot) = (LotId(key.parse().ok()?), parsed::<Lot>(value)?);
                self.index(id, lot.expiry);
                self.lots.insert(id, lot);
            }
            RowKind::Pending => {
                self.pending
                    .insert(LotId(key.parse().ok()?), parsed::<Pending>(value)?);
            }
            RowKind::Hold | RowKind::Redemption => {
                let redemption = parsed::<Redemption>(value)?;
                self.redemptions.insert(redemption.number, redemption);
            }
            RowKind::Day => {
                self.days
                    .insert(Day::from_number(key.parse().ok()?)?, parsed(value)?);
            }
            RowKind::Count => {
                let (day, counter) = key.split_once(' ')?;
                let key = (counter.parse().ok()?, Day::from_number(day.parse().ok()?)?);
                self.counts.insert(key, parsed(value)?);
            }
            RowKind::Order => {
                self.orders.insert(key.parse().ok()?, parsed(value)?);
            }
            RowKind::Gift => {
                self.gifts
                    .insert(GiftNumber(key.parse().ok()?), parsed(value)?);
            }
            RowKind::Done => {
                self.done.insert(key.to_owned(), parsed(value)?);
            }
            RowKind::Friend => {
                self.friends
                    .insert(FriendRef::from_key(key)?, parsed(value)?);
            }
        }
        Some(())
    }

    /// The rows that changed since this was last asked. What is closed is forgotten with that.
    pub fn take_changes(&mut self) -> Vec<RowChange> {
        let touched = std::mem::take(&mut self.touched);
        let mut rows = vec![changed(RowKind::Core, String::new(), Some(&self.core))];
        let lot_key = |id: &LotId| id.0.to_string();
        push(&mut rows, RowKind::Lot, &touched.lots, &self.lots, lot_key);
        push(
            &mut rows,
            RowKind::Pending,
            &touched.pending,
            &self.pending,
            lot_key,
        );
        push(&mut rows, RowKind::Day, &touched.days, &self.days, |day| {
            day.number().to_string()
        });
        push(
            &mut rows,
            RowKind::Count,
            &touched.counts,
            &self.counts,
            count_key,
        );
        push(
            &mut rows,
            RowKind::Gift,
            &touched.gifts,
            &self.gifts,
            |id| id.0.to_string(),
        );
        push(
            &mut rows,
            RowKind::Order,
            &touched.orders,
            &self.orders,
            OrderId::to_string,
        );
        push(
            &mut rows,
            RowKind::Done,
            &touched.done,
            &self.done,
            String::clone,
        );
        push(
            &mut rows,
            RowKind::Friend,
            &touched.friends,
            &self.friends,
            FriendRef::to_string,
        );
        for number in &touched.redemptions {
            let key = number.0.to_string();
            let redemption = self.redemptions.get(number);
            let (open, closed) = (
                redemption.filter(|it| it.is_open()),
                redemption.filter(|it| !it.is_open()),
            );
            rows.push(changed(RowKind::Hold, key.clone(), open));
            rows.push(changed(RowKind::Redemption, key, closed));
        }
        self.forget_closed();
        rows
    }

    /// Forgets what was lent, after a question that changed nothing.
    pub fn forget_closed(&mut self) {
        self.orders.clear();
        self.done.clear();
        self.friends.clear();
        self.redemptions
            .retain(|_, redemption| redemption.is_open());
    }

    /// Every row of the account as it stands, to compare with what is stored.
    pub fn rows(&self) -> BTreeMap<(RowKind, String), String> {
        let mut copy = self.clone();
        copy.touched = Touched {
            lots: self.lots.keys().copied().collect(),
            pending: self.pending.keys().copied().collect(),
            redemptions: self.redemptions.keys().copied().collect(),
            orders: self.orders.keys().cloned().collect(),
            days: self.days.keys().copied().collect(),
            counts: self.counts.keys().cloned().collect(),
            gifts: self.gifts.keys().copied().collect(),
            done: self.done.keys().cloned().collect(),
            friends: self.friends.keys().copied().collect(),
        };
        let rows = copy.take_changes().into_iter();
        rows.filter_map(|row| Some(((row.kind, row.key), row.value?)))
            .collect()
    }
}

/// Adds the rows of one kind that a turn touched.
fn push<K: Ord, V: Serialize>(
    rows: &mut Vec<RowChange>,
    kind: RowKind,
    touched: &BTreeSet<K>,
    held: &BTreeMap<K, V>,
    key: impl Fn(&K) -> String,
) {
    let row = |it: &K| changed(kind, key(it), held.get(it));
    rows.extend(touched.iter().map(row));
}

fn count_key((counter, day): &(Counter, Day)) -> String {
    format!("{} {counter}", day.number())
}

fn parsed<T: DeserializeOwned>(value: &str) -> Option<T> {
    serde_json::from_str(value).ok()
}

fn changed<T: Serialize>(kind: RowKind, key: String, value: Option<&T>) -> RowChange {
    // Unwrap safety: these types have text keys and no floats, which is all that JSON refuses.
    #[expect(clippy::unwrap_used, reason = "plain data is always JSON")]
    let value = value.map(|value| serde_json::to_string(value).unwrap());
    RowChange { kind, key, value }
}
