//! The viewer: one photo at a time, with who took it, in the platform's own dialog.

use shared::reviews::Message;
use yew::Html;

use super::{Sight, card, say, text_of};
use crate::act::about;
use crate::proof::act::Act;
use crate::proof::rating::stars;
use crate::proof::visit::Look;
use crate::proof::words::Key;
use crate::view::{div, fixed, icon, made, none, tag};

// Empty while it is closed: what nobody sees is not drawn, nor fetched.
pub(super) fn view(sight: &Sight<'_>) -> Html {
    let attributes = [
        fixed("part", "viewer"),
        made("aria-label", &say(Key::Photos)),
    ];
    let children = sight.visit.look.as_ref().map(|look| sheet(sight, look));
    let children = children.unwrap_or_default();
    tag("dialog", "viewer", &attributes, children)
}

fn sheet(sight: &Sight<'_>, look: &Look) -> Vec<Html> {
    let Look { review, place } = look;
    let author = card::author(review);
    let alt = sight.tell(card::photo(review, *place, &author));
    let photo = review.photos.get(*place);
    let photo = photo.map_or_else(none, |url| card::picture(url, &alt, "eager"));
    let whose = tag(
        "bdi",
        "",
        &[fixed("dir", "auto")],
        vec![text_of(author.clone())],
    );
    let mut caption = vec![
        stars(u64::from(review.rating.stars()) * 100),
        tag("p", "author", &[], vec![whose]),
    ];
    let mut stage = vec![photo];
    if review.photos.len() > 1 {
        let place = sight.tell(Message::Place {
            number: *place as u64 + 1,
            count: review.photos.len() as u64,
        });
        let status = [fixed("role", "status")];
        caption.push(tag("p", "quiet tabular", &status, vec![text_of(place)]));
        stage.insert(0, step("before", Key::PhotoBefore, icon::BACK));
        stage.push(step("next", Key::PhotoNext, icon::ONWARD));
    }
    let close = [
        fixed("type", "button"),
        fixed("part", "close"),
        made("aria-label", &say(Key::PhotoClose)),
        Act::Close.mark(),
    ];
    let close = tag(
        "button",
        "round close",
        &close,
        vec![icon::icon(icon::CROSS)],
    );
    vec![
        div("bar-top", vec![div("caption", caption), close]),
        div("photo", stage),
    ]
}

fn step(way: &'static str, label: Key, drawing: icon::Icon) -> Html {
    let attributes = [
        fixed("type", "button"),
        fixed("part", way),
        made("aria-label", &say(label)),
        Act::Turn.mark(),
        about(way),
    ];
    tag(
        "button",
        "round step",
        &attributes,
        vec![icon::icon(drawing)],
    )
}
