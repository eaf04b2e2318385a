//! Decline: the rules say no, which is a normal answer.

use serde::{Deserialize, Serialize};

macro_rules! declines {
    ($($(#[$doc:meta])* $name:ident = $slug:literal),+ $(,)?) => {
        /// Why the rules say no. The order of declaration is the order of the checks: the first
        /// that applies is the answer. Its slug is the problem's type, the message key and the
        /// test's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Decline {
            $($(#[$doc])* #[serde(rename = $slug)] $name,)+
        }

        impl Decline {
            /// Every decline, in order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name on the wire.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }
        }
    };
}

declines! {
    /// The program has no such reward.
    UnknownReward = "unknown-reward",
    /// The reward is not offered at this time.
    RewardNotOpen = "reward-not-open",
    /// The reward is for other tiers.
    TierTooLow = "tier-too-low",
    /// The reward is for other shoppers.
    NotForYou = "not-for-you",
    /// The shopper has had the reward as often as one may.
    LimitReached = "limit-reached",
    /// There are no more of the reward.
    OutOfStock = "out-of-stock",
    /// The cart is in another currency than the program.
    CurrencyMismatch = "currency-mismatch",
    /// The cart is below the reward's least subtotal.
    CartTooSmall = "cart-too-small",
    /// The reward does not go with the cart's other discounts.
    NotCombinable = "not-combinable",
    /// Fewer points than the reward's least were asked for.
    PointsBelowMinimum = "points-below-minimum",
    /// The shopper has too few available points.
    NotEnoughPoints = "not-enough-points",
    /// The shopper has too many redemptions open.
    TooManyHolds = "too-many-holds",
    /// No redemption has this code or token.
    UnknownCode = "unknown-code",
    /// The hold is in a checkout: only the shop, or time, gives it back.
    Presented = "presented",
    /// The redemption was captured already.
    AlreadyUsed = "already-used",
    /// The redemption was given back.
    Voided = "voided",
    /// The redemption's time ended.
    Expired = "expired",
    /// The cart no longer fits what was redeemed.
    CartChanged = "cart-changed",
    /// The program has no referral rule that is open.
    NoReferral = "no-referral",
    /// The friend's code is the shopper's own.
    OwnCode = "own-code",
    /// The shopper was referred by somebody else before.
    AlreadyReferred = "already-referred",
    /// The shopper has ordered before.
    NotNew = "not-new",
    /// The shopper has reviewed the product of this order before.
    AlreadyReviewed = "already-reviewed",
    /// The review is the shopper's own.
    OwnReview = "own-review",
    /// The review says something else than what was looked at.
    ReviewChanged = "review-changed",
    /// The review can't go from where it stands to what was asked.
    NotPossible = "not-possible",
}

impl std::fmt::Display for Decline {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.slug())
    }
}
