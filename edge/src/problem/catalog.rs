//! Every problem by its slug: title, status and a plain explanation.

/// A kind of problem.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name on the wire.
    pub slug: &'static str,
    /// A few words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What it means and what helps.
    pub explanation: &'static str,
}

/// The problem of everything that is ours.
pub const FAULT: Entry = entry(
    "fault",
    "Our fault",
    500,
    "Something failed on our side. Send the same request again with the same Idempotency-Key.",
);

const REJECTIONS: [Entry; 11] = [
    entry(
        "malformed",
        "Unreadable request",
        400,
        "The request is not JSON, or a header it needs is missing or not readable.",
    ),
    entry(
        "unauthenticated",
        "Not signed in",
        401,
        "The request needs a Bearer token or key, and the one it has is missing, wrong or over.",
    ),
    entry(
        "forbidden",
        "Not allowed",
        403,
        "This caller may not do this, or the page it comes from is not one of the shop's origins.",
    ),
    entry(
        "not-found",
        "Not found",
        404,
        "There is no such thing here, or it belongs to somebody else.",
    ),
    entry("unknown-shop", "Unknown shop", 404, "No shop has this id."),
    entry(
        "method-not-allowed",
        "Wrong method",
        405,
        "The path is right, the method is not; the Allow header names those that are.",
    ),
    entry(
        "idempotency-conflict",
        "Request id used already",
        409,
        "This Idempotency-Key was used for another request. Make a new key for a new request.",
    ),
    entry(
        "program-changed",
        "The program has changed",
        409,
        "The program changed since you looked. Look again, and decide again.",
    ),
    entry(
        "too-large",
        "Too large",
        413,
        "The request has more bytes than one of its kind may have.",
    ),
    entry(
        "invalid",
        "Not valid",
        422,
        "The document reads, but something in it cannot be. Each error points at its place.",
    ),
    entry(
        "rate-limited",
        "Too many requests",
        429,
        "There were too many requests at once. Wait for as many seconds as Retry-After says.",
    ),
];

const DECLINES: [Entry; 26] = [
    decline(
        "unknown-reward",
        "No such reward",
        "The program has no reward with this id.",
    ),
    decline(
        "reward-not-open",
        "Not open",
        "This reward is not offered at this time, or not yet.",
    ),
    decline(
        "tier-too-low",
        "For other tiers",
        "This reward is for tiers that the shopper has not reached.",
    ),
    decline(
        "not-for-you",
        "Not for this shopper",
        "This is for a group that the shopper is not in, or belongs to another shopper.",
    ),
    decline(
        "limit-reached",
        "Had as often as one may",
        "The shopper has had this reward as often as the program allows.",
    ),
    decline(
        "out-of-stock",
        "None left",
        "There is none of this reward left.",
    ),
    decline(
        "currency-mismatch",
        "Another currency",
        "The cart is in another currency than the program.",
    ),
    decline(
        "cart-too-small",
        "The cart is too small",
        "The cart is below the least subtotal of this reward.",
    ),
    decline(
        "not-combinable",
        "Does not combine",
        "This reward does not go together with another discount of the cart.",
    ),
    decline(
        "points-below-minimum",
        "Too few points asked for",
        "This reward needs more points than were asked for.",
    ),
    decline(
        "not-enough-points",
        "Not enough points",
        "The shopper has fewer points available than this needs.",
    ),
    decline(
        "too-many-holds",
        "Too many open redemptions",
        "The shopper has as many open redemptions as one may have. Use or return one first.",
    ),
    decline(
        "unknown-code",
        "No such code",
        "No redemption of this shop has this code or token.",
    ),
    decline(
        "presented",
        "In a checkout",
        "The code is in use at a checkout. Only the shop, or time, gives the points back.",
    ),
    decline(
        "already-used",
        "Used already",
        "The redemption was used for an order already.",
    ),
    decline(
        "voided",
        "Given back",
        "The points of this redemption were given back.",
    ),
    decline(
        "expired",
        "Its time is over",
        "The redemption was not used in time, and its points were given back.",
    ),
    decline(
        "cart-changed",
        "The cart has changed",
        "The cart no longer meets a condition of the redemption.",
    ),
    decline(
        "no-referral",
        "No referrals",
        "The program does not reward inviting friends at this time.",
    ),
    decline(
        "own-code",
        "The shopper's own code",
        "A friend's code is for friends: one's own does not count.",
    ),
    decline(
        "already-referred",
        "Invited already",
        "Another friend's code was used first, and the first counts.",
    ),
    decline(
        "not-new",
        "Has ordered before",
        "A friend's code counts only before the first order.",
    ),
    decline(
        "already-reviewed",
        "Reviewed already",
        "There is a review of this product by this shopper already. It can be edited.",
    ),
    decline(
        "own-review",
        "The shopper's own review",
        "A vote is for the reviews of others.",
    ),
    decline(
        "review-changed",
        "The review has changed",
        "The review says something else than what you looked at. Look again, and decide again.",
    ),
    decline(
        "not-possible",
        "Not possible any more",
        "The review can't go from where it stands to what was asked.",
    ),
];

/// The problem of a slug.
pub fn find(slug: &str) -> Option<Entry> {
    all().find(|entry| entry.slug == slug)
}

/// Every problem there is.
pub fn all() -> impl Iterator<Item = Entry> {
    REJECTIONS.into_iter().chain(DECLINES).chain([FAULT])
}

const fn entry(
    slug: &'static str,
    title: &'static str,
    status: u16,
    explanation: &'static str,
) -> Entry {
    Entry {
        slug,
        title,
        status,
        explanation,
    }
}

const fn decline(slug: &'static str, title: &'static str, explanation: &'static str) -> Entry {
    entry(slug, title, 409, explanation)
}

#[cfg(test)]
mod tests {
    use shared::Decline;

    use super::*;

    #[test]
    fn every_decline_has_an_entry_and_every_entry_is_known() {
        for decline in Decline::ALL {
            assert!(find(decline.slug()).is_some(), "{decline}");
        }
        for entry in DECLINES {
            assert!(
                Decline::ALL
                    .iter()
                    .any(|decline| decline.slug() == entry.slug)
            );
        }
    }

    #[test]
    fn slugs_are_unique() {
        let mut slugs: Vec<&str> = all().map(|entry| entry.slug).collect();
        let count = slugs.len();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), count);
    }
}
