//! The tier: where the shopper stands, what is next, and what keeps it.

use yew::Html;

use super::Scene;
use super::icon::{self, bar, icon, thousandths};
use super::notice::{self, Welcome};
use super::tag::{all, div, fixed, line, made, none, tag, words};
use crate::account::{Counts, Tier};
use crate::words::Key;

/// The tier element.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    let visitor = (Key::SignedOutTier, Welcome::Short);
    let bones = ["bone title", "bone bar", "bone"];
    if let Some(notice) = notice::instead(scene, visitor, &bones) {
        return notice;
    }
    let tier = scene
        .state
        .account()
        .and_then(|account| account.tier.as_ref());
    let Some(tier) = tier else { return none() };
    let name = vec![words(tier.name.clone())];
    let head = vec![
        icon(icon::MEDAL),
        tag("p", "title", &[fixed("part", "tier")], name),
        multiplier(scene, tier),
    ];
    all(vec![
        div(
            if scene.desk.has_risen {
                "head risen"
            } else {
                "head"
            },
            head,
        ),
        progress(scene, tier),
        keep(scene, tier),
        perks(scene, tier),
        notice::freshness(scene),
    ])
}

fn multiplier(scene: &Scene<'_>, tier: &Tier) -> Html {
    if tier.multiplier <= 10_000 {
        return none();
    }
    let (factor, name) = (scene.format.factor(tier.multiplier), scene.name());
    line(
        "badge",
        scene.say(Key::EarnsTimes, &[("factor", &factor), ("name", &name)]),
    )
}

fn progress(scene: &Scene<'_>, tier: &Tier) -> Html {
    let Some(next) = &tier.next else {
        return all(vec![
            bar(1000),
            line("sentence", scene.say(Key::TopTier, &[])),
        ]);
    };
    let (have, to) = span(scene, tier.have.get(), next.at.get());
    let reached = scene.say(Key::Progress, &[("have", &have), ("to", &to)]);
    let share = thousandths(tier.have.get(), next.at.get());
    let Some(needs) = scene.counted(next.needs.get()) else {
        // The sentence's room, until its unit is known.
        return all(vec![bar(share), line("sentence", "\u{a0}".to_owned())]);
    };
    let sentence = scene.say(Key::ToNext, &[("points", &needs), ("tier", &next.name)]);
    let attributes = [
        fixed("role", "progressbar"),
        made("aria-label", &sentence),
        fixed("aria-valuemin", "0"),
        made("aria-valuemax", &next.at.to_string()),
        made("aria-valuenow", &tier.have.to_string()),
        made("aria-valuetext", &reached),
    ];
    let reached = vec![words(reached)];
    all(vec![
        tag("div", "", &attributes, vec![bar(share)]),
        div(
            "ends",
            vec![
                line("sentence", sentence),
                tag(
                    "p",
                    "quiet tabular",
                    &[fixed("aria-hidden", "true")],
                    reached,
                ),
            ],
        ),
    ])
}

// Bare numbers where points or orders count, money where money does.
fn span(scene: &Scene<'_>, have: u64, to: u64) -> (String, String) {
    let showcase = scene.state.showcase.as_ref();
    if showcase.is_some_and(|showcase| showcase.counts == Counts::Spend) {
        let money = |number| scene.counted(number).unwrap_or_default();
        return (money(have), money(to));
    }
    (scene.format.whole(have), scene.format.whole(to))
}

// What the tier brings beside points, and what the next one would.
fn perks(scene: &Scene<'_>, tier: &Tier) -> Html {
    let own = tier.perks.iter().map(|perk| {
        let text = tag("span", "", &[], vec![words(perk.clone())]);
        tag("li", "", &[], vec![icon(icon::TICK), text])
    });
    let own: Vec<_> = own.collect();
    let own = match own.is_empty() {
        true => none(),
        false => tag(
            "ul",
            "perks",
            &[fixed("role", "list"), fixed("part", "perks")],
            own,
        ),
    };
    all(vec![own, next_perks(scene, tier)])
}

fn next_perks(scene: &Scene<'_>, tier: &Tier) -> Html {
    let levels = scene
        .state
        .showcase
        .iter()
        .flat_map(|showcase| &showcase.levels);
    let mut levels = levels.filter(|level| Some(&level.id) == tier.next.as_ref().map(|it| &it.id));
    let Some(level) = levels.next() else {
        return none();
    };
    let more = level.perks.iter().filter(|perk| !tier.perks.contains(perk));
    let mut more: Vec<_> = more.cloned().collect();
    if level.multiplier > tier.multiplier {
        let (factor, name) = (scene.format.factor(level.multiplier), scene.name());
        let times = [("factor", factor.as_str()), ("name", name.as_str())];
        more.insert(0, scene.say(Key::EarnsTimes, &times));
    }
    if more.is_empty() {
        return none();
    }
    let perks = more.join(" \u{b7} ");
    line(
        "quiet",
        scene.say(Key::NextBrings, &[("tier", &level.name), ("perks", &perks)]),
    )
}

fn keep(scene: &Scene<'_>, tier: &Tier) -> Html {
    let Some(keep) = tier.keep else { return none() };
    let Some(points) = scene.counted(keep.needs.get()) else {
        return none();
    };
    let date = scene.format.last_day(keep.by);
    let places = [
        ("points", points.as_str()),
        ("date", &date),
        ("tier", &tier.name),
    ];
    line("quiet", scene.say(Key::KeepTier, &places))
}
