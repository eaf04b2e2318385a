//! Reading the ways to earn, from an account or from the public program: both write them alike.

use crate::earning::{
    Campaign, Cap, Closed, Expiry, Gift, Length, NextVisit, On, Per, Referral, Streak, Way,
};
use crate::node::Node;

/// The ways to earn.
pub(super) fn ways(node: &Node, locale: &str) -> Vec<Way> {
    let list = node.list("earn");
    list.iter()
        .filter_map(|way| read_way(way, locale))
        .collect()
}

fn read_way(node: &Node, locale: &str) -> Option<Way> {
    let on = on(node)?;
    let is_told = node.at("available").is_some();
    let number = node.whole("days").or_else(|| node.whole("n"));
    Some(Way {
        rule: node.text("rule").or_else(|| node.text("id"))?,
        on,
        label: node.label("label", locale),
        points: node
            .points("referrer")
            .or_else(|| node.points("points"))
            .unwrap_or_default(),
        per: node.amount("per"),
        number: number.unwrap_or_default(),
        friend: node.points("referred").unwrap_or_default(),
        min_subtotal: node.amount("min_subtotal"),
        cap: node.at("cap").and_then(|cap| self::cap(&cap)),
        pending: length(node, "pending"),
        from: node.time("from"),
        until: node.time("until"),
        tiers: node.names("tiers"),
        is_partial: node.at("only").is_some() || node.at("except").is_some(),
        why: (is_told && !node.says("available"))
            .then(|| Closed::parse(node.text("why").as_deref())),
        next_at: node.time("next_at"),
    })
}

fn on(node: &Node) -> Option<On> {
    Some(match node.text("on")?.as_str() {
        "order" => On::Order,
        "nth_order" => On::NthOrder,
        "signup" => On::Signup,
        "birthday" => On::Birthday,
        "anniversary" => On::Anniversary,
        "review" => On::Review,
        "action" => On::Action(node.text("action").unwrap_or_default()),
        "visit_streak" => On::VisitStreak,
        "referral" => On::Referral,
        _ => return None,
    })
}

/// How often something may happen.
pub(super) fn cap(node: &Node) -> Option<Cap> {
    Some(Cap {
        times: node.whole("times")?,
        per: Per::parse(&node.text("per")?)?,
        left: node.whole("left"),
    })
}

/// A length of time.
pub(super) fn length(node: &Node, name: &str) -> Option<Length> {
    Length::parse(&node.text(name)?)
}

/// The campaigns.
pub(super) fn campaigns(node: &Node, locale: &str) -> Vec<Campaign> {
    let read = |node: &Node| {
        Some(Campaign {
            label: node.label("label", locale),
            multiplier: node.whole("multiplier")?,
            from: node.time("from"),
            until: node.time("until"),
            tiers: node.names("tiers"),
        })
    };
    node.list("campaigns").iter().filter_map(read).collect()
}

/// When points expire, where they do.
pub(super) fn expiry(node: &Node) -> Option<Expiry> {
    let expiry = node.at("expiry")?;
    Some(Expiry {
        after: length(&expiry, "after")?,
        is_renewed: expiry.text("from")? == "last_activity",
    })
}

/// The streak of an account.
pub(super) fn streak(node: &Node) -> Option<Streak> {
    let streak = node.at("streak")?;
    let next = streak.at("next").and_then(|next| {
        Some(NextVisit {
            visits: next.whole("in")?,
            points: next.points("points")?,
        })
    });
    Some(Streak {
        days: streak.whole("days").unwrap_or_default(),
        next,
    })
}

/// Bringing a friend, where the program has that.
pub(super) fn referral(node: &Node) -> Option<Referral> {
    let referral = node.at("referral")?;
    Some(Referral {
        code: referral.text("code")?,
        referrer: referral.points("referrer").unwrap_or_default(),
        referred: referral.points("referred").unwrap_or_default(),
        min_subtotal: referral.amount("min_subtotal"),
        is_claimed: referral.says("claimed"),
    })
}

/// The gifts of an account, newest first.
pub(super) fn gifts(node: &Node) -> Vec<Gift> {
    let read = |gift: &Node| {
        let is_reward = gift.text("kind")? == "reward";
        Some(Gift {
            id: gift.text("id")?,
            points: gift.points("points").filter(|_| !is_reward),
            reward: gift.text("reward").filter(|_| is_reward),
            message: gift.text("message").filter(|text| !text.is_empty()),
            at: gift.time("at")?,
            until: gift.time("until"),
        })
    };
    node.list("gifts").iter().filter_map(read).collect()
}
