//! Earning: the ways to points, what runs now, and what the program promises about both.

use shared::{Amount, Points, Time};

/// A way to earn points, as it stands for this shopper or, without one, for anyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) rule: String,
    pub(crate) on: On,
    pub(crate) label: Option<String>,
    pub(crate) points: Points,
    /// Minor units for each of which an order earns the points.
    pub(crate) per: Option<Amount>,
    /// Days of a streak, or the place of an order.
    pub(crate) number: u64,
    /// What the friend gets.
    pub(crate) friend: Points,
    pub(crate) min_subtotal: Option<Amount>,
    pub(crate) cap: Option<Cap>,
    pub(crate) pending: Option<Length>,
    pub(crate) from: Option<Time>,
    pub(crate) until: Option<Time>,
    pub(crate) tiers: Vec<String>,
    /// It looks at some products only.
    pub(crate) is_partial: bool,
    /// Why it is not open; nothing where it is.
    pub(crate) why: Option<Closed>,
    /// When it comes next, where that is known.
    pub(crate) next_at: Option<Time>,
}

/// What earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum On {
    Order,
    NthOrder,
    Signup,
    Birthday,
    Anniversary,
    Review,
    /// Something that the shop reports, by its name there.
    Action(String),
    VisitStreak,
    Referral,
}

/// Why a way to earn is not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closed {
    NotOpen,
    TierTooLow,
    NotForYou,
    CapReached,
    Done,
    /// A reason that this build does not know yet.
    Other,
}

impl Closed {
    /// The reason by its name on the wire.
    pub(crate) fn parse(text: Option<&str>) -> Self {
        match text {
            Some("not-open") => Self::NotOpen,
            Some("tier-too-low") => Self::TierTooLow,
            Some("not-for-you") => Self::NotForYou,
            Some("cap-reached") => Self::CapReached,
            Some("done") => Self::Done,
            _ => Self::Other,
        }
    }
}

/// How often something may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cap {
    pub(crate) times: u64,
    pub(crate) per: Per,
    /// How often it still may, where that is known.
    pub(crate) left: Option<u64>,
}

/// What a cap counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Per {
    Day,
    Week,
    Month,
    Year,
    Lifetime,
    Product,
    Order,
}

impl Per {
    /// The period by its name on the wire.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            "lifetime" => Self::Lifetime,
            "product" => Self::Product,
            "order" => Self::Order,
            _ => return None,
        })
    }
}

/// A time at which rules give more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Campaign {
    pub(crate) label: Option<String>,
    /// Basis points.
    pub(crate) multiplier: u64,
    pub(crate) from: Option<Time>,
    pub(crate) until: Option<Time>,
    pub(crate) tiers: Vec<String>,
}

/// Visits on consecutive days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Streak {
    pub(crate) days: u64,
    pub(crate) next: Option<NextVisit>,
}

/// What going on with a streak brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NextVisit {
    /// How many more visits on consecutive days.
    pub(crate) visits: u64,
    pub(crate) points: Points,
}

/// Bringing a friend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Referral {
    pub(crate) code: String,
    pub(crate) referrer: Points,
    pub(crate) referred: Points,
    pub(crate) min_subtotal: Option<Amount>,
    /// Whether this shopper came by a friend's code.
    pub(crate) is_claimed: bool,
}

/// Something given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gift {
    pub(crate) id: String,
    /// The points, where it is points that were given.
    pub(crate) points: Option<Points>,
    /// The reward, where one was given for nothing.
    pub(crate) reward: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) at: Time,
    pub(crate) until: Option<Time>,
}

/// When points expire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Expiry {
    pub(crate) after: Length,
    /// Whether orders and rewards start the time again.
    pub(crate) is_renewed: bool,
}

/// A length of time in one unit, as a program writes it: `P12M`, `P14D`, `PT15M`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) count: u64,
    /// The unit's name in `Intl`.
    pub(crate) unit: &'static str,
}

impl Length {
    /// Reads a length of one unit; nothing where there are several.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('P')?;
        let (rest, is_clock) = match rest.strip_prefix('T') {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let mark = rest.chars().next_back()?;
        let unit = match (is_clock, mark) {
            (false, 'Y') => "year",
            (false, 'M') => "month",
            (false, 'W') => "week",
            (false, 'D') => "day",
            (true, 'H') => "hour",
            (true, 'M') => "minute",
            (true, 'S') => "second",
            _ => return None,
        };
        let count = rest.strip_suffix(mark)?.parse().ok()?;
        Some(Self { count, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_one_unit_are_read_and_no_others() {
        let cases = [
            ("P12M", Some((12, "month"))),
            ("P14D", Some((14, "day"))),
            ("PT15M", Some((15, "minute"))),
            ("P1Y", Some((1, "year"))),
            ("P1DT2H", None),
            ("PT", None),
            ("14 days", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let length = Length::parse(text).map(|length| (length.count, length.unit));
            assert_eq!(length, expected, "{text}");
        }
    }

    #[test]
    fn an_unknown_reason_is_still_a_reason() {
        assert_eq!(Closed::parse(Some("cap-reached")), Closed::CapReached);
        assert_eq!(Closed::parse(Some("on-holiday")), Closed::Other);
        assert_eq!(Closed::parse(None), Closed::Other);
    }
}
