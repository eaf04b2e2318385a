//! Testimonials: reviews that the shop chose, and says so.

use std::rc::Rc;

use shared::reviews::Message;
use yew::Html;

use super::{Sight, button, card, marks, say, text, text_of, yes_or_no};
use crate::act::about;
use crate::proof::act::Act;
use crate::proof::rating::stars;
use crate::proof::review::{Chosen, Review};
use crate::proof::subject::Layout;
use crate::proof::words::Key;
use crate::view::{Attribute, all, div, fixed, icon, keyed, made, none, tag};

/// The testimonials element.
pub(crate) fn view(sight: &Sight<'_>, layout: Layout, chosen: &Chosen) -> Html {
    let by = match &sight.visit.page.shop {
        Some(shop) => sight.tell(Message::ChosenBy { shop }),
        None => say(Key::ChosenByShop),
    };
    let by = tag(
        "p",
        "quiet chosen-by",
        &[fixed("part", "chosen-by")],
        vec![text_of(by)],
    );
    let quotes = chosen.reviews.iter().map(|review| quote(sight, review));
    let list = |class, attributes: &[Attribute]| {
        let fixed = [
            &[fixed("role", "list"), fixed("part", "testimonials")],
            attributes,
        ];
        tag("ul", class, &fixed.concat(), quotes.collect())
    };
    match layout {
        Layout::Wall => all(vec![list("wall", &[]), by]),
        Layout::Carousel => {
            // It scrolls, and the keyboard must reach what scrolls.
            let track = list(
                "track-row",
                &[
                    fixed("tabindex", "0"),
                    made("aria-label", &say(Key::Testimonials)),
                ],
            );
            let foot = div("foot", vec![by, steps(sight)]);
            let attributes = [
                fixed("role", "group"),
                fixed("aria-roledescription", "carousel"),
                made("aria-label", &say(Key::Testimonials)),
            ];
            tag("div", "carousel", &attributes, vec![track, foot])
        }
    }
}

fn steps(sight: &Sight<'_>) -> Html {
    let step = |way: &'static str, label, drawing| {
        let marks = [
            made("aria-label", &say(label)),
            Act::Turn.mark(),
            about(way),
        ];
        button("round", &marks, vec![icon::icon(drawing)])
    };
    let halt = if sight.visit.page.moves {
        let is_stopped = sight.visit.is_stopped;
        let (label, drawing) = match is_stopped {
            true => (Key::Go, icon::PLAY),
            false => (Key::Stop, icon::PAUSE),
        };
        let marks = [
            made("aria-label", &say(label)),
            fixed("data-stopped", yes_or_no(is_stopped)),
            Act::Halt.mark(),
        ];
        button("round halt", &marks, vec![icon::icon(drawing)])
    } else {
        none()
    };
    let before = step("before", Key::Before, icon::BACK);
    let next = step("next", Key::Next, icon::ONWARD);
    div("steps", vec![halt, before, next])
}

fn quote(sight: &Sight<'_>, review: &Rc<Review>) -> Html {
    let rating = sight.tell(Message::Stars(review.rating));
    let drawn = [fixed("role", "img"), made("aria-label", &rating)];
    let name = vec![text_of(card::author(review))];
    let children = vec![
        tag(
            "div",
            "",
            &drawn,
            vec![stars(u64::from(review.rating.stars()) * 100)],
        ),
        tag(
            "blockquote",
            "",
            &[],
            vec![card::title(review), text::folded(review.body.as_ref())],
        ),
        div(
            "who",
            vec![
                tag(
                    "p",
                    "author",
                    &[],
                    vec![tag("bdi", "", &[fixed("dir", "auto")], name)],
                ),
                marks::verified(review),
                product(sight, review),
            ],
        ),
        marks::view(sight.format, review),
    ];
    let product = review.product.as_ref().map_or("", |product| &product.id);
    let key = [product, " ", &review.id].concat();
    let quote = tag("figure", "quote", &[], children);
    keyed("li", &key, &[fixed("part", "testimonial")], vec![quote])
}

fn product(sight: &Sight<'_>, review: &Review) -> Html {
    let product = review.product.as_ref();
    let Some((product, title)) = product.and_then(|it| Some((it, it.title.as_ref()?))) else {
        return none();
    };
    let title = sight.tell(Message::About { product: title });
    let title = vec![text_of(title)];
    let inside = match &product.url {
        Some(url) => tag("a", "", &[made("href", url)], title),
        None => tag("span", "", &[], title),
    };
    tag("p", "quiet about", &[], vec![inside])
}
