//! The account: the fold of a ledger's entries.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::chain::Head;
use super::counter::Counter;
use super::entry::{Entry, OrdersChange, Posting, QualifyingChange};
use super::gift::{Gift, GiftNumber};
use super::lot::{Lot, LotExpiry, LotId, Pending};
use super::order_record::OrderRecord;
use super::profile::{Profile, Streak, Yearly, YearlyDay};
use super::redemption::{Redemption, RedemptionNumber};
use super::referral::{Claim, FriendRecord, FriendRef};
use super::rows::Touched;
use crate::id::{OrderId, TierId};
use crate::points::{Points, PointsChange};
use crate::time::{Day, Time};

/// One shopper's ledger, folded: what is open, and of what is closed only what was lent to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub(super) core: Core,
    pub(super) lots: BTreeMap<LotId, Lot>,
    pub(super) fixed: BTreeSet<(Time, LotId)>,
    pub(super) idle: BTreeSet<(Time, LotId)>,
    pub(super) pending: BTreeMap<LotId, Pending>,
    pub(super) redemptions: BTreeMap<RedemptionNumber, Redemption>,
    pub(super) orders: BTreeMap<OrderId, OrderRecord>,
    pub(super) days: BTreeMap<Day, Qualifying>,
    pub(super) counts: BTreeMap<(Counter, Day), u32>,
    pub(super) gifts: BTreeMap<GiftNumber, Gift>,
    pub(super) done: BTreeMap<String, Points>,
    pub(super) friends: BTreeMap<FriendRef, FriendRecord>,
    pub(super) touched: Touched,
}

/// What an account keeps of fixed size.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Core {
    /// The place of the last entry; 0 where there is none.
    pub sequence: u64,
    /// The hash of the last entry.
    pub head: Head,
    /// When the last entry was appended; `now` never goes behind it.
    pub clock: Option<Time>,
    /// The newest version of the program that decided.
    pub program: u32,
    /// The totals.
    pub totals: Totals,
    /// When the shopper joined.
    pub joined: Option<Time>,
    /// From when the account counts as idle.
    pub idle_until: Option<Time>,
    /// The number of the last lot.
    pub last_lot: u64,
    /// The tiers the shopper had, newest last, with the time of each change.
    pub tiers: Vec<(Time, TierId)>,
    /// When the tier goes down, where it is about to.
    pub falls_at: Option<Time>,
    /// What identity tokens say.
    #[serde(default)]
    pub profile: Profile,
    /// The birthday.
    #[serde(default)]
    pub birthday: Yearly,
    /// The day of joining.
    #[serde(default)]
    pub anniversary: Yearly,
    /// Visits on consecutive days.
    #[serde(default)]
    pub streak: Option<Streak>,
    /// How many orders were heard, and how many of them are live.
    #[serde(default)]
    pub orders: Orders,
    /// Who referred the shopper.
    #[serde(default)]
    pub claim: Option<Claim>,
    /// The number of the last gift.
    #[serde(default)]
    pub last_gift: u32,
}

/// How many orders there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orders {
    /// Orders heard.
    pub heard: u64,
    /// Orders that are paid and not given back in full.
    pub live: u64,
}

/// The sums of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Points that can be redeemed.
    pub available: Points,
    /// Points that are earned and not available yet.
    pub pending: Points,
    /// Points set aside for redemptions.
    pub held: Points,
    /// Points taken back beyond what was there.
    pub deficit: Points,
    /// Points ever earned, less what was taken back.
    pub lifetime: Points,
}

/// What counts toward tiers on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qualifying {
    /// Points.
    pub points: u64,
    /// Minor units spent.
    pub spend: u64,
    /// Orders.
    pub orders: u64,
}

/// How many tier changes are remembered for orders that are heard late.
const TIERS_REMEMBERED_MAX: usize = 50;

impl Account {
    /// Nobody's account, with points: what a quote for anyone asks.
    pub(crate) fn with_available(available: Points) -> Self {
        let mut account = Self::default();
        account.core.totals.available = available;
        account
    }

    /// The totals.
    pub const fn totals(&self) -> Totals {
        self.core.totals
    }

    /// What it keeps of fixed size.
    pub const fn core(&self) -> &Core {
        &self.core
    }

    /// A redemption that is open, or was lent.
    pub fn redemption(&self, number: RedemptionNumber) -> Option<&Redemption> {
        self.redemptions.get(&number)
    }

    /// An order that was lent or touched.
    pub fn order(&self, order: &OrderId) -> Option<&OrderRecord> {
        self.orders.get(order)
    }

    /// What something that was done gave, where that was lent.
    pub fn done(&self, key: &str) -> Option<Points> {
        self.done.get(key).copied()
    }

    /// The gifts that are open or news, newest first.
    pub fn gifts(&self) -> impl Iterator<Item = &Gift> {
        self.gifts.values().rev()
    }

    /// The segments of the shopper, by the last identity token.
    pub fn segments(&self) -> &[crate::id::Segment] {
        &self.core.profile.segments
    }

    /// The open redemptions, oldest first.
    pub fn open_redemptions(&self) -> impl Iterator<Item = &Redemption> {
        self.redemptions
            .values()
            .filter(|redemption| redemption.is_open())
    }

    /// The lots, oldest first.
    pub fn lots(&self) -> impl Iterator<Item = (LotId, &Lot)> {
        self.lots.iter().map(|(id, lot)| (*id, lot))
    }

    /// The soonest-to-expire lot and when it expires; lots that never do come last.
    pub(super) fn soonest_lot(&self) -> Option<(Option<Time>, LotId)> {
        let fixed = self.fixed.first().copied();
        let idle = self.idle.first().map(|(time, lot)| {
            (
                LotExpiry::Idle(*time)
                    .due(self.core.idle_until)
                    .unwrap_or(*time),
                *lot,
            )
        });
        match fixed.into_iter().chain(idle).min() {
            Some((time, lot)) => Some((Some(time), lot)),
            None => self.lots.first_key_value().map(|(lot, _)| (None, *lot)),
        }
    }

    /// The account after an entry: the only way in which one changes.
    pub(super) fn apply(&mut self, entry: &Entry, head: Head) {
        self.core.sequence = entry.sequence;
        self.core.clock = Some(entry.at);
        self.core.program = entry.program;
        self.core.head = head;
        for posting in &entry.postings {
            self.post(posting);
        }
    }

    fn post(&mut self, posting: &Posting) {
        let totals = &mut self.core.totals;
        match posting {
            Posting::Pend(id, pending) => {
                totals.pending = totals.pending.plus(pending.points);
                self.core.last_lot = self.core.last_lot.max(id.0);
                self.pending.insert(*id, pending.clone());
                self.touched.pending.insert(*id);
            }
            Posting::Unpend(id, points) => {
                totals.pending = totals.pending.less(*points);
                self.unpend(*id, *points);
            }
            Posting::Give(id, lot) => {
                totals.available = totals.available.plus(lot.points);
                self.core.last_lot = self.core.last_lot.max(id.0);
                self.give(*id, lot);
            }
            Posting::Take(id, points) => {
                totals.available = totals.available.less(*points);
                self.take(*id, *points);
            }
            Posting::Hold(points) => totals.held = totals.held.plus(*points),
            Posting::Unhold(points) => totals.held = totals.held.less(*points),
            Posting::Owe(points) => totals.deficit = totals.deficit.plus(*points),
            Posting::Repay(points) => totals.deficit = totals.deficit.less(*points),
            Posting::Lifetime(change) => totals.lifetime = changed(totals.lifetime, *change),
            Posting::Order(id, record) => {
                self.orders.insert(id.clone(), (**record).clone());
                self.touched.orders.insert(id.clone());
            }
            Posting::Redemption(redemption) => {
                self.redemptions
                    .insert(redemption.number, (**redemption).clone());
                self.touched.redemptions.insert(redemption.number);
            }
            Posting::Qualify(day, change) => self.qualify(*day, *change),
            Posting::Active(idle_until) => self.core.idle_until = Some(*idle_until),
            Posting::Count(counter, day, by) => self.count(counter, *day, *by),
            Posting::Standing(tier, since, falls_at) => self.stand(tier, *since, *falls_at),
            Posting::Joined(time) => self.core.joined = Some(*time),
            Posting::Profile(profile) => self.core.profile = profile.clone(),
            Posting::Yearly(YearlyDay::Birthday, yearly) => self.core.birthday = *yearly,
            Posting::Yearly(YearlyDay::Anniversary, yearly) => self.core.anniversary = *yearly,
            Posting::Visited(streak) => self.core.streak = Some(*streak),
            Posting::Done(key, points) => {
                self.done.insert(key.clone(), *points);
                self.touched.done.insert(key.clone());
            }
            Posting::Gift(gift) => {
                self.core.last_gift = self.core.last_gift.max(gift.number.0);
                self.gifts.insert(gift.number, (**gift).clone());
                self.touched.gifts.insert(gift.number);
            }
            Posting::GiftGone(number) => {
                self.gifts.remove(number);
                self.touched.gifts.insert(*number);
            }
            Posting::Orders(change) => self.change_orders(*change),
            Posting::Claimed(claim) => self.core.claim = Some((**claim).clone()),
            Posting::Friend(friend, record) => {
                self.friends.insert(*friend, record.clone());
                self.touched.friends.insert(*friend);
            }
        }
    }

    fn change_orders(&mut self, change: OrdersChange) {
        let orders = &mut self.core.orders;
        orders.heard = orders.heard.saturating_add_signed(change.heard);
        orders.live = orders.live.saturating_add_signed(change.live);
    }

    fn give(&mut self, id: LotId, lot: &Lot) {
        self.touched.lots.insert(id);
        if let Some(open) = self.lots.get_mut(&id) {
            open.points = open.points.plus(lot.points);
            return;
        }
        self.lots.insert(id, lot.clone());
        self.index(id, lot.expiry);
    }

    fn take(&mut self, id: LotId, points: Points) {
        let Some(lot) = self.lots.get_mut(&id) else {
            return;
        };
        self.touched.lots.insert(id);
        lot.points = lot.points.less(points);
        if lot.points.is_zero() {
            let expiry = lot.expiry;
            self.lots.remove(&id);
            match expiry {
                LotExpiry::Never => false,
                LotExpiry::At(time) => self.fixed.remove(&(time, id)),
                LotExpiry::Idle(time) => self.idle.remove(&(time, id)),
            };
        }
    }

    /// Files an open lot by when it expires.
    pub(super) fn index(&mut self, id: LotId, expiry: LotExpiry) {
        match expiry {
            LotExpiry::Never => false,
            LotExpiry::At(time) => self.fixed.insert((time, id)),
            LotExpiry::Idle(time) => self.idle.insert((time, id)),
        };
    }

    fn unpend(&mut self, id: LotId, points: Points) {
        let Some(pending) = self.pending.get_mut(&id) else {
            return;
        };
        self.touched.pending.insert(id);
        pending.points = pending.points.less(points);
        if pending.points.is_zero() {
            self.pending.remove(&id);
        }
    }

    fn qualify(&mut self, day: Day, change: QualifyingChange) {
        self.touched.days.insert(day);
        let sums = self.days.entry(day).or_default();
        sums.points = sums.points.saturating_add_signed(change.points);
        sums.spend = sums.spend.saturating_add_signed(change.spend);
        sums.orders = sums.orders.saturating_add_signed(change.orders);
        if *sums == Qualifying::default() {
            self.days.remove(&day);
        }
    }

    fn count(&mut self, counter: &Counter, day: Day, by: i32) {
        let key = (counter.clone(), day);
        let times = self
            .counts
            .get(&key)
            .copied()
            .unwrap_or(0)
            .saturating_add_signed(by);
        if times == 0 {
            self.counts.remove(&key);
        } else {
            self.counts.insert(key.clone(), times);
        }
        self.touched.counts.insert(key);
    }

    fn stand(&mut self, tier: &TierId, since: Time, falls_at: Option<Time>) {
        self.core.falls_at = falls_at;
        if self.core.tiers.last().is_none_or(|(_, last)| last != tier) {
            self.core.tiers.push((since, tier.clone()));
        }
        let beyond = self.core.tiers.len().saturating_sub(TIERS_REMEMBERED_MAX);
        self.core.tiers.drain(..beyond);
    }
}

/// Points after a change, never below zero.
const fn changed(points: Points, change: PointsChange) -> Points {
    if change.get() < 0 {
        points.less(change.size())
    } else {
        points.plus(change.size())
    }
}
