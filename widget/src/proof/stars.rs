//! The stars of a product: a drawing, the number, and of how many ratings it comes.

use shared::reviews::Aggregate;
use yew::Html;

use super::rating;
use crate::format::Formatter;
use crate::view::{fixed, made, tag, words};
use crate::words::{self, Key};

/// The stars element.
pub(super) fn view(aggregate: &Aggregate, format: &Formatter) -> Html {
    let mut shown = vec![rating::average(aggregate)];
    match rating::value(aggregate, format) {
        None => shown.push(part("", "count quiet", words::say(Key::NoRatings, &[]))),
        Some(value) => {
            let count = format.whole(aggregate.rating_count());
            let count = words::say(Key::RatingCount, &[("count", &count)]);
            shown.push(part("number", "number", value));
            shown.push(part("count", "count quiet", count));
        }
    }
    let sentence = rating::sentence(aggregate, format);
    let attributes = [
        fixed("role", "img"),
        fixed("part", "rating"),
        made("aria-label", &sentence),
    ];
    tag("span", "rating", &attributes, shown)
}

fn part(name: &'static str, class: &'static str, text: String) -> Html {
    let attributes = match name {
        "" => &[][..],
        name => &[fixed("part", name)],
    };
    tag("span", class, attributes, vec![words(text)])
}
