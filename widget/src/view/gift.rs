//! Gifts: rewards that wait to be used for nothing, and points that came with a word.

use shared::id::RewardId;
use yew::Html;

use super::earn::mark;
use super::icon;
use super::tag::{div, fixed, line, made, none, tag};
use super::{Scene, panel, title_of_offer};
use crate::account::Offer;
use crate::act::{self, Act};
use crate::earning::Gift;
use crate::words::Key;

/// The rewards that were given and not used yet.
pub(super) fn rewards(scene: &Scene<'_>) -> Html {
    list(scene, |gift| gift.reward.is_some())
}

/// Everything that was given.
pub(super) fn every(scene: &Scene<'_>) -> Html {
    list(scene, |_| true)
}

fn list(scene: &Scene<'_>, is_shown: impl Fn(&Gift) -> bool) -> Html {
    let Some(account) = scene.state.account() else {
        return none();
    };
    let shown = account.gifts.iter().filter(|gift| is_shown(gift));
    let rows: Vec<_> = shown.filter_map(|gift| row(scene, gift)).collect();
    if rows.is_empty() {
        return none();
    }
    let attributes = [fixed("role", "list"), fixed("part", "gifts")];
    tag("ul", "rows gifts", &attributes, rows)
}

fn row(scene: &Scene<'_>, gift: &Gift) -> Option<Html> {
    let offer = match &gift.reward {
        Some(reward) => {
            let reward = reward.parse::<RewardId>().ok()?;
            Some(scene.state.account()?.offer(&reward)?)
        }
        None => None,
    };
    let title = match (offer, gift.points) {
        (Some(offer), _) => title_of_offer(scene, offer),
        (None, Some(points)) => scene.points(points),
        (None, None) => return None,
    };
    let title = scene.say(Key::GiftTitle, &[("gift", &title)]);
    let message = gift
        .message
        .clone()
        .map_or_else(none, |text| line("said", text));
    let (key, day) = match (gift.until, offer) {
        (Some(until), Some(_)) => (Key::UseGiftBy, scene.format.last_day(until)),
        _ => (Key::GivenOn, scene.format.date(gift.at)),
    };
    let day = scene.say(key, &[("date", &day)]);
    let open = offer.and_then(|offer| panel::of_gift(scene, offer, &gift.id));
    let button = match offer {
        Some(offer) if open.is_none() => button(scene, offer, gift),
        _ => none(),
    };
    let what = div(
        "what",
        vec![line("name", title), message, line("quiet", day)],
    );
    let children = vec![mark(icon::PRESENT), what, button, open.unwrap_or_default()];
    Some(tag("li", "row gift", &[fixed("part", "gift")], children))
}

fn button(scene: &Scene<'_>, offer: &Offer, gift: &Gift) -> Html {
    let title = title_of_offer(scene, offer);
    let spoken = scene.say(Key::UseGiftWhat, &[("reward", &title)]);
    let marks = [
        Act::AskGift.mark(),
        act::about(&gift.id),
        made("aria-label", &spoken),
    ];
    scene.button("button", &marks, scene.say(Key::UseGift, &[]))
}
