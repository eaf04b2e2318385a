//! Choice: how many points a shopper may put into a `points_off` reward, and what they come to.

use shared::discount::{percent_of, points_off};
use shared::{Amount, Points};

use crate::account::{Effect, Offer};

/// The numbers of points that can be chosen: whole steps from `least` to `most`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) least: Points,
    pub(crate) most: Points,
    pub(crate) step: Points,
    amount: Amount,
}

impl Choice {
    /// What can be chosen for an offer with so many points, on a cart of this subtotal where there
    /// is one; nothing where not even the least fits, or where the offer has a fixed price.
    pub(crate) fn of(offer: &Offer, available: Points, subtotal: Option<Amount>) -> Option<Self> {
        let Effect::PointsOff {
            amount,
            min_points,
            max_percent,
        } = offer.effect
        else {
            return None;
        };
        let step = offer.points.max(Points::new(1)?);
        let percent = max_percent
            .and_then(|percent| u32::try_from(percent).ok())
            .unwrap_or(100);
        let room = subtotal.map(|subtotal| percent_of(subtotal, percent));
        let most = points_off(available, step, amount, room).points;
        let least = min_points.max(step).get().div_ceil(step.get());
        let least = Points::saturating(u128::from(least) * u128::from(step.get()));
        (least <= most).then_some(Self {
            least,
            most,
            step,
            amount,
        })
    }

    /// The nearest number of points at or below `points` that can be chosen.
    pub(crate) fn snap(&self, points: Points) -> Points {
        let steps = points.get() / self.step.get().max(1);
        let whole = Points::saturating(u128::from(steps) * u128::from(self.step.get()));
        whole.clamp(self.least, self.most)
    }

    /// What so many points take off.
    pub(crate) fn takes_off(&self, points: Points) -> Amount {
        points_off(points, self.step, self.amount, None)
            .amount
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Access;

    fn points(number: u64) -> Points {
        Points::saturating(number.into())
    }

    fn amount(minor: u64) -> Amount {
        Amount::saturating(minor.into())
    }

    fn offer(step: u64, least: u64, max_percent: Option<u64>) -> Option<Offer> {
        Some(Offer {
            id: "cash".parse().ok()?,
            effect: Effect::PointsOff {
                amount: amount(100),
                min_points: points(least),
                max_percent,
            },
            label: None,
            points: points(step),
            min_subtotal: None,
            tiers: Vec::new(),
            stock: None,
            from: None,
            until: None,
            per_shopper: None,
            access: Access::Open,
        })
    }

    #[test]
    fn the_range_is_whole_steps_within_points_and_cart() {
        // step, least, percent, available, subtotal -> least, most
        let cases = [
            (100, 100, Some(50), 340, None, Some((100, 300))),
            (100, 100, Some(50), 5_000, Some(1_240), Some((100, 600))),
            (100, 150, None, 5_000, Some(1_240), Some((200, 1_200))),
            (100, 100, None, 99, None, None),
            (100, 100, Some(50), 500, Some(150), None),
            (0, 0, None, 3, None, Some((1, 3))),
        ];
        for (step, least, percent, available, subtotal, expected) in cases {
            let choice = offer(step, least, percent)
                .and_then(|offer| Choice::of(&offer, points(available), subtotal.map(amount)));
            let range = choice.map(|choice| (choice.least.get(), choice.most.get()));
            assert_eq!(
                range, expected,
                "{step} {least} {percent:?} {available} {subtotal:?}"
            );
        }
    }

    #[test]
    fn what_is_typed_snaps_down_and_shows_its_worth() {
        let choice = offer(100, 100, None).and_then(|offer| Choice::of(&offer, points(540), None));
        let Some(choice) = choice else {
            panic!("a choice")
        };
        for (typed, expected) in [(0, 100), (199, 100), (200, 200), (10_000, 500)] {
            assert_eq!(choice.snap(points(typed)), points(expected), "{typed}");
        }
        assert_eq!(choice.takes_off(points(300)), amount(300));
    }
}
