//! Reading: from what the page parsed to the types of the widget, or nothing where it does not fit.

mod earning;

use std::rc::Rc;

use shared::Decline;
use shared::id::RewardId;

use crate::account::{
    Access, Account, Counts, Effect, Expiring, Keep, Level, Names, NextTier, Offer, Quote,
    Redemption, RedemptionState, Refusal, Showcase, Standing, Tier, Window,
};
use crate::history::{Entry, EntryKind, Page};
use crate::node::Node;

/// An account, as `GET /account` answers it.
pub(crate) fn account(node: &Node, locale: &str) -> Option<Account> {
    let redemptions = node.list("redemptions");
    Some(Account {
        shopper: node.id("shopper")?,
        sequence: node.whole("sequence")?,
        as_of: node.time("as_of")?,
        program: node.whole("program")?,
        points: standing(&node.at("points")?)?,
        value: node.at("value").and_then(|value| {
            Some(shared::Money {
                amount: value.amount("amount")?,
                currency: value.currency("currency")?,
            })
        }),
        tier: node.at("tier").and_then(|node| tier(&node, locale)),
        expiring: node.list("expiring").iter().filter_map(expiring).collect(),
        offers: offers(node, locale),
        redemptions: redemptions
            .iter()
            .filter_map(redemption)
            .map(Rc::new)
            .collect(),
        names: names(node, locale),
        currency: node.currency("currency")?,
        title: node.text("name_of_program"),
        ways: earning::ways(node, locale),
        campaigns: earning::campaigns(node, locale),
        streak: earning::streak(node),
        gifts: earning::gifts(node),
        referral: earning::referral(node),
    })
}

fn expiring(node: &Node) -> Option<Expiring> {
    Some(Expiring {
        points: node.points("points")?,
        at: node.time("at")?,
    })
}

fn standing(node: &Node) -> Option<Standing> {
    Some(Standing {
        available: node.points("available")?,
        pending: node.points("pending").unwrap_or_default(),
        held: node.points("held").unwrap_or_default(),
        deficit: node.points("deficit").unwrap_or_default(),
        lifetime: node.points("lifetime").unwrap_or_default(),
    })
}

fn tier(node: &Node, locale: &str) -> Option<Tier> {
    let progress = node.at("progress")?;
    let have = progress.points("have")?;
    let next = progress.points("to").map(|at| NextTier {
        id: progress.text("next").unwrap_or_default(),
        name: progress
            .label("next_name", locale)
            .or_else(|| progress.text("next"))
            .unwrap_or_default(),
        at,
        needs: progress.points("needs").unwrap_or(at.less(have)),
    });
    Some(Tier {
        id: node.text("id").unwrap_or_default(),
        perks: node.labels("perks", locale),
        name: node.label("name", locale).or_else(|| node.text("id"))?,
        multiplier: node.whole("multiplier").unwrap_or(10_000),
        have,
        next,
        keep: progress.at("keep").and_then(|keep| {
            Some(Keep {
                needs: keep.points("needs")?,
                by: keep.time("by")?,
            })
        }),
    })
}

fn offers(node: &Node, locale: &str) -> Vec<Offer> {
    node.list("rewards")
        .iter()
        .filter_map(|reward| offer(reward, locale))
        .collect()
}

fn offer(node: &Node, locale: &str) -> Option<Offer> {
    Some(Offer {
        id: node.id("id")?,
        effect: effect(node)?,
        label: node.label("label", locale),
        points: node.points("points")?,
        min_subtotal: node.amount("min_subtotal"),
        tiers: node.names("tiers"),
        stock: node.at("stock").and_then(|stock| stock.whole("left")),
        from: node.time("from"),
        until: node.time("until"),
        per_shopper: node.at("per_shopper").and_then(|cap| earning::cap(&cap)),
        access: if node.says("available") {
            Access::Open
        } else {
            Access::Declined(refusal(node))
        },
    })
}

fn refusal(node: &Node) -> Refusal {
    Refusal {
        why: node.text("decline").and_then(|slug| decline(&slug)),
        missing: node.points("missing"),
    }
}

/// The decline of a slug, or of the address of a problem that ends in one.
pub(crate) fn decline(text: &str) -> Option<Decline> {
    let slug = text.rsplit_once('/').map_or(text, |(_, slug)| slug);
    Decline::ALL
        .iter()
        .copied()
        .find(|decline| decline.slug() == slug)
}

fn effect(node: &Node) -> Option<Effect> {
    Some(match node.text("kind")?.as_str() {
        "amount_off" => Effect::AmountOff(node.amount("amount")),
        "percent_off" => Effect::PercentOff {
            percent: node.whole("percent")?,
            most: node.amount("max_amount"),
        },
        "free_shipping" => Effect::FreeShipping {
            most: node.amount("max_amount"),
        },
        "free_product" => Effect::FreeProduct,
        "points_off" => Effect::PointsOff {
            amount: node.amount("amount").unwrap_or_default(),
            min_points: node.points("min_points").unwrap_or_default(),
            max_percent: node.whole("max_percent"),
        },
        _ => return None,
    })
}

/// A redemption, as every route answers it.
pub(crate) fn redemption(node: &Node) -> Option<Redemption> {
    let discount = node.at("discount")?;
    Some(Redemption {
        id: node.text("id")?,
        code: node.text("code")?,
        reward: node.id("reward")?,
        points: node.points("points")?,
        effect: effect(&discount)?,
        takes_off: discount.amount("amount"),
        currency: discount.currency("currency")?,
        created_at: node.time("created_at")?,
        expires_at: node.time("expires_at")?,
        state: RedemptionState::parse(&node.text("state")?)?,
    })
}

fn names(node: &Node, locale: &str) -> Names {
    let forms = node
        .at("points_name")
        .and_then(|names| names.in_language(locale));
    Names(forms.map(|forms| forms.texts()).unwrap_or_default())
}

/// The public part of a program.
pub(crate) fn showcase(node: &Node, locale: &str) -> Option<Showcase> {
    let ways = earning::ways(node, locale);
    let signup = ways
        .iter()
        .find(|way| way.on == crate::earning::On::Signup)
        .map(|way| way.points);
    let tiers = node.at("tiers");
    let tiers = tiers.as_ref();
    Some(Showcase {
        title: node.text("name"),
        names: names(node, locale),
        currency: node.currency("currency")?,
        timezone: node.text("timezone"),
        welcome: signup,
        offers: offers(node, locale),
        ways,
        campaigns: earning::campaigns(node, locale),
        levels: tiers.map_or_else(Vec::new, |tiers| levels(tiers, locale)),
        counts: match tiers.and_then(|tiers| tiers.text("by")).as_deref() {
            Some("spend") => Counts::Spend,
            Some("orders") => Counts::Orders,
            _ => Counts::Points,
        },
        window: tiers.map_or(Window::Other, window),
        expiry: earning::expiry(node),
        hold: earning::length(node, "hold"),
    })
}

fn levels(tiers: &Node, locale: &str) -> Vec<Level> {
    let level = |level: &Node| {
        Some(Level {
            id: level.text("id")?,
            name: level.label("name", locale)?,
            from: level.whole("from").unwrap_or_default(),
            multiplier: level.whole("multiplier").unwrap_or(10_000),
            perks: level.labels("perks", locale),
        })
    };
    tiers.list("levels").iter().filter_map(level).collect()
}

fn window(tiers: &Node) -> Window {
    match tiers.text("window").as_deref() {
        Some("calendar_year") => Window::Year,
        Some("lifetime") => Window::Lifetime,
        _ => tiers
            .at("window")
            .and_then(|window| earning::length(&window, "rolling"))
            .map_or(Window::Other, Window::Rolling),
    }
}

/// A page of the history.
pub(crate) fn entries(node: &Node) -> Option<Page> {
    node.at("entries")?;
    Some(Page {
        entries: node
            .list("entries")
            .iter()
            .filter_map(entry)
            .map(Rc::new)
            .collect(),
        cursor: node.text("cursor"),
    })
}

fn entry(node: &Node) -> Option<Entry> {
    Some(Entry {
        sequence: node.whole("sequence")?,
        at: node.time("at")?,
        kind: EntryKind::parse(&node.text("kind")?),
        points: node.signed("points")?,
        pending: node.signed("pending").unwrap_or_default(),
        balance: node.points("balance")?,
        explanation: node.text("explanation").filter(|text| !text.is_empty()),
    })
}

/// A quote of a cart.
pub(crate) fn quote(node: &Node) -> Option<Quote> {
    let rewards = node.list("rewards");
    let id = |reward: &Node| reward.id::<RewardId>("id");
    Some(Quote {
        subtotal: node.amount("subtotal")?,
        currency: node.currency("currency")?,
        earns: node.at("earn")?.points("points")?,
        pending_until: node.at("earn")?.time("pending_until"),
        declines: rewards
            .iter()
            .filter(|reward| !reward.says("available"))
            .filter_map(|reward| Some((id(reward)?, refusal(reward))))
            .collect(),
        most: rewards
            .iter()
            .filter_map(|reward| Some((id(reward)?, reward.points("applied")?)))
            .collect(),
    })
}
