//! Entries: the immutable rows of a ledger, each with its reason and its postings.

use serde::{Deserialize, Serialize};

use super::because::Because;
use super::counter::Counter;
use super::gift::{Gift, GiftNumber};
use super::lot::{Lot, LotId, Pending};
use super::order_record::OrderRecord;
use super::profile::{Profile, Streak, Yearly, YearlyDay};
use super::redemption::Redemption;
use super::referral::{Claim, FriendRecord, FriendRef};
use crate::id::{OrderId, TierId};
use crate::points::{Points, PointsChange};
use crate::time::{Day, Time};

/// An immutable row of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place, from 1.
    pub sequence: u64,
    /// When it happened: for what fell due, the time it was due.
    pub at: Time,
    /// The version of the program that decided.
    pub program: u32,
    /// What happened.
    pub kind: EntryKind,
    /// Why.
    pub because: Because,
    /// What it changed, line by line.
    pub postings: Vec<Posting>,
    /// The change of the available points.
    pub points: PointsChange,
    /// The change of the pending points.
    pub pending: PointsChange,
    /// The change of the held points.
    pub held: PointsChange,
    /// The change of the deficit.
    pub deficit: PointsChange,
    /// The available points after it.
    pub balance: Points,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Points were earned.
    Earn,
    /// Something was given.
    Gift,
    /// Pending points became available.
    Available,
    /// Points were held for a reward.
    Hold,
    /// A checkout counted on a hold.
    Present,
    /// A placed order took a hold with it.
    Attach,
    /// A hold was spent.
    Capture,
    /// A hold was given back.
    Void,
    /// A hold's time ended.
    TimedOut,
    /// Spent points came back after a refund.
    Restore,
    /// Earned points were taken back after a refund.
    Clawback,
    /// The shop changed points by hand.
    Adjustment,
    /// A lot's time ended.
    Expire,
    /// The tier changed, or is about to.
    Tier,
    /// Something was heard that moves no points.
    Note,
}

/// One change of an account. The account is the fold of its postings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Posting {
    /// Earned points that are not available yet.
    Pend(LotId, Pending),
    /// Points that leave a pending credit.
    Unpend(LotId, Points),
    /// Points that open a lot, or go back to one.
    Give(LotId, Lot),
    /// Points that leave a lot.
    Take(LotId, Points),
    /// Points set aside.
    Hold(Points),
    /// Points set aside no longer.
    Unhold(Points),
    /// A deficit.
    Owe(Points),
    /// A deficit repaid.
    Repay(Points),
    /// A change of the points ever earned.
    Lifetime(PointsChange),
    /// The record of an order.
    Order(OrderId, Box<OrderRecord>),
    /// The record of a redemption.
    Redemption(Box<Redemption>),
    /// A change of what counts toward tiers, on the day of payment.
    Qualify(Day, QualifyingChange),
    /// Activity, and when the account counts as idle from now on.
    Active(Time),
    /// A change of how often something happened on a day.
    Count(Counter, Day, i32),
    /// The tier, since when, and when it goes down, where it is about to.
    Standing(TierId, Time, Option<Time>),
    /// The shopper joined.
    Joined(Time),
    /// What identity tokens say.
    Profile(Profile),
    /// When a yearly day is next.
    Yearly(YearlyDay, Yearly),
    /// Visits on consecutive days.
    Visited(Streak),
    /// Something that was done, by its key, and what it gave.
    Done(String, Points),
    /// A gift that is open, or news.
    Gift(Box<Gift>),
    /// A gift that was taken, or is news no longer.
    GiftGone(GiftNumber),
    /// A change of how many orders were heard and how many of them are live.
    Orders(OrdersChange),
    /// The shopper was referred.
    Claimed(Box<Claim>),
    /// The record of a friend.
    Friend(FriendRef, FriendRecord),
}

/// A change of how many orders there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersChange {
    /// Orders heard.
    pub heard: i64,
    /// Orders that are paid and not given back in full.
    pub live: i64,
}

/// A change of what counts toward tiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualifyingChange {
    /// Points.
    pub points: i64,
    /// Minor units spent.
    pub spend: i64,
    /// Orders.
    pub orders: i64,
}
