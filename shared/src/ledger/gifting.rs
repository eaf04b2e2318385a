//! Gifting: what the shop gives by hand, and what a tier gives on being reached.

use super::because::{Because, GiftCause};
use super::counter::Counter;
use super::draft::Draft;
use super::entry::{EntryKind, Posting};
use super::gift::{Gift, GiftFrom, GiftNumber, GiftOf};
use super::turn::Turn;
use crate::decline::Decline;
use crate::discount::Terms;
use crate::id::RewardId;
use crate::limits::OPEN_GIFTS_MAX;
use crate::points::Points;
use crate::program::RewardKind;
use crate::time::Time;

/// What a shop gives.
#[derive(Clone, Debug)]
pub struct GiveCommand<'a> {
    /// What it is.
    pub of: GiveOf<'a>,
    /// What the shop says with it.
    pub message: Option<&'a str>,
    /// Until when a reward can be taken.
    pub until: Option<Time>,
}

/// What a shop can give.
#[derive(Clone, Copy, Debug)]
pub enum GiveOf<'a> {
    /// Points.
    Points(Points),
    /// A reward of the program, for nothing.
    Reward(&'a RewardId),
}

impl Turn<'_> {
    /// The shop gives something. A reward that takes any number of points can't be given: its
    /// points can.
    pub fn present_gift(&mut self, command: &GiveCommand<'_>) -> Result<Gift, Decline> {
        let of = match command.of {
            GiveOf::Points(points) => GiftOf::Points(points),
            GiveOf::Reward(id) => {
                let program = self.program;
                let reward = program.reward(id).ok_or(Decline::UnknownReward)?;
                if matches!(reward.kind, RewardKind::PointsOff { .. }) {
                    return Err(Decline::UnknownReward);
                }
                let terms = Terms {
                    price: Points::ZERO,
                    ..Terms::of(reward, program)
                };
                GiftOf::Reward(Box::new(terms))
            }
        };
        let is_reward = |gift: &&Gift| matches!(gift.of, GiftOf::Reward(_));
        let open = self.account.gifts().filter(|gift| gift.is_open(self.now));
        if open.filter(is_reward).count() >= OPEN_GIFTS_MAX {
            return Err(Decline::LimitReached);
        }
        let gift = Gift {
            number: self.next_gift(),
            of,
            message: command.message.map(str::to_owned),
            from: GiftFrom::Shop,
            at: self.now,
            until: command.until,
        };
        self.append_gift(gift.clone());
        Ok(gift)
    }

    /// Appends a gift that no order brought.
    pub(super) fn append_gift(&mut self, gift: Gift) {
        let reward = match &gift.of {
            GiftOf::Points(_) => None,
            GiftOf::Reward(terms) => Some(terms.reward.clone()),
        };
        let because = Because::Gift(GiftCause {
            gift: gift.number,
            from: gift.from.clone(),
            message: gift.message.clone(),
            reward,
            order: None,
            multiplied: None,
            pending_until: None,
        });
        let expiry = self.expiry_from(self.now);
        let old = self.old_gifts();
        let today = self.now.day(&self.program.zone);
        self.append(EntryKind::Gift, because, |draft| {
            if let GiftFrom::Tier(tier) = &gift.from {
                draft.post(Posting::Count(Counter::Gift(tier.clone()), today, 1));
            }
            if let GiftOf::Points(points) = gift.of {
                draft.post(Posting::Lifetime(points.gain()));
                draft.credit(None, points, expiry);
            }
            show(draft, gift, old);
        });
    }

    /// The number of the next gift.
    pub(super) const fn next_gift(&self) -> GiftNumber {
        GiftNumber(self.account.core.last_gift.saturating_add(1))
    }

    /// The gifts that are news no longer, or can't be taken any more.
    pub(super) fn old_gifts(&self) -> Vec<GiftNumber> {
        let gifts = self.account.gifts();
        let old = gifts.filter(|gift| !gift.is_open(self.now));
        old.map(|gift| gift.number).collect()
    }
}

/// Puts a gift with those that are shown, and takes the old ones away.
pub(super) fn show(draft: &mut Draft<'_>, gift: Gift, old: Vec<GiftNumber>) {
    for number in old {
        draft.post(Posting::GiftGone(number));
    }
    draft.post(Posting::Gift(Box::new(gift)));
}
