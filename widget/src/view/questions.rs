//! Questions: what shoppers ask, answered from the program itself and from nothing else.

use yew::Html;

use super::tag::{div, fixed, line, none, tag, words};
use super::{Scene, way};
use crate::account::{Showcase, Window};
use crate::earning::Way;
use crate::words::Key;

/// The questions and their answers, each folded away.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    let Some(program) = &scene.state.showcase else {
        return none();
    };
    let mut asked = vec![
        (Key::AskEarn, earning(scene)),
        (Key::AskRedeem, redeeming(scene, program)),
        (Key::AskExpire, expiring(scene, program)),
    ];
    if program.levels.len() > 1 {
        asked.push((Key::AskTiers, tiers(scene, program)));
    }
    let fold = |(question, answers): (Key, Vec<String>)| {
        let question = vec![words(scene.say_name(question))];
        let answers = answers.into_iter().map(|answer| line("", answer)).collect();
        let children = vec![tag("summary", "", &[], question), div("answer", answers)];
        tag("details", "", &[fixed("part", "question")], children)
    };
    div("questions", asked.into_iter().map(fold).collect())
}

fn earning(scene: &Scene<'_>) -> Vec<String> {
    let is_open = |way: &&Way| way::closed(scene, way).is_none();
    let say = |way: &Way| {
        let (title, gain) = (way::title(scene, way), way::gain(scene, way));
        let terms = way::terms(scene, way);
        let key = if terms.is_empty() {
            Key::WayIs
        } else {
            Key::WayIsWith
        };
        scene.say(key, &[("way", &title), ("gain", &gain), ("terms", &terms)])
    };
    scene.state.ways().iter().filter(is_open).map(say).collect()
}

fn redeeming(scene: &Scene<'_>, program: &Showcase) -> Vec<String> {
    let least = program.offers.iter().map(super::offer::least).min();
    let Some(least) = least else {
        return vec![scene.say_name(Key::NoRewards)];
    };
    let mut said = vec![
        scene.say(Key::RedeemFrom, &[("points", &scene.points(least))]),
        scene.say(Key::RedeemHow, &[]),
    ];
    said.extend(program.hold.map(|hold| {
        let (time, name) = (scene.format.length(hold), scene.name());
        scene.say(Key::RedeemHold, &[("time", &time), ("name", &name)])
    }));
    said
}

fn expiring(scene: &Scene<'_>, program: &Showcase) -> Vec<String> {
    let Some(expiry) = program.expiry else {
        return vec![scene.say_name(Key::ExpireNever)];
    };
    let key = if expiry.is_renewed {
        Key::ExpireIdle
    } else {
        Key::ExpireEarned
    };
    let (time, name) = (scene.format.length(expiry.after), scene.name());
    let mut said = vec![scene.say(key, &[("time", &time), ("name", &name)])];
    let account = scene.state.account();
    let next = account.and_then(|account| account.expiring.first());
    said.extend(next.map(|next| {
        let (points, date) = (scene.points(next.points), scene.format.last_day(next.at));
        scene.say(Key::ExpireNext, &[("points", &points), ("date", &date)])
    }));
    said
}

fn tiers(scene: &Scene<'_>, program: &Showcase) -> Vec<String> {
    let mut said: Vec<_> = program
        .levels
        .iter()
        .filter(|level| level.from > 0)
        .map(|level| {
            let from = scene.counted(level.from).unwrap_or_default();
            let mut brings = level.perks.clone();
            if level.multiplier > 10_000 {
                let (factor, name) = (scene.format.factor(level.multiplier), scene.name());
                let times = [("factor", factor.as_str()), ("name", name.as_str())];
                brings.insert(0, scene.say(Key::EarnsTimes, &times));
            }
            let perks = brings.join(" \u{b7} ");
            let key = if perks.is_empty() {
                Key::LevelFrom
            } else {
                Key::LevelFromWith
            };
            let places = [
                ("tier", level.name.as_str()),
                ("from", &from),
                ("perks", &perks),
            ];
            scene.say(key, &places)
        })
        .collect();
    said.extend(match program.window {
        Window::Rolling(length) => {
            let time = scene.format.length(length);
            Some(scene.say(Key::CountsRolling, &[("time", &time)]))
        }
        Window::Year => Some(scene.say(Key::CountsYear, &[])),
        Window::Lifetime => Some(scene.say(Key::CountsLifetime, &[])),
        Window::Other => None,
    });
    said
}
