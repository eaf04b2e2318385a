//! The summary: the number, its stars, how many they are, and how they spread.

use shared::reviews::{Aggregate, Message, Rating};
use yew::Html;

use super::{Sight, own, say, text_of, yes_or_no};
use crate::act::about;
use crate::proof::act::Act;
use crate::proof::rating::{self, stars};
use crate::proof::review::Listing;
use crate::proof::words::Key;
use crate::view::{bar, div, fixed, line, made, tag, thousandths};

pub(super) fn view(sight: &Sight<'_>, listing: &Listing) -> Html {
    let rating = &listing.rating;
    if rating.rating_count() == 0 {
        let step = div(
            "first",
            vec![
                stars(0),
                line("lead", say(Key::Empty)),
                line("quiet", say(Key::EmptyStep)),
            ],
        );
        return div("summary empty", vec![step, own::view(sight)]);
    }
    div(
        "summary",
        vec![
            figure(sight, listing),
            histogram(sight, rating),
            own::view(sight),
        ],
    )
}

fn figure(sight: &Sight<'_>, listing: &Listing) -> Html {
    let rating = &listing.rating;
    let number = rating::value(rating, sight.format).unwrap_or_default();
    let attributes = [fixed("part", "number"), fixed("aria-hidden", "true")];
    let spoken = [
        fixed("role", "img"),
        made("aria-label", &rating::sentence(rating, sight.format)),
        fixed("class", "mean"),
        fixed("part", "rating"),
    ];
    let mean = vec![
        tag("span", "number", &attributes, vec![text_of(number)]),
        rating::average(rating),
    ];
    let ratings = sight.tell(Message::Ratings(rating.rating_count()));
    let texts = sight.tell(Message::Texts(rating.review_count()));
    let count = [ratings.as_str(), ", ", &texts].concat();
    div(
        "overall",
        vec![tag("div", "", &spoken, mean), line("quiet tabular", count)],
    )
}

fn histogram(sight: &Sight<'_>, rating: &Aggregate) -> Html {
    let rows = Rating::ALL.into_iter().rev();
    let rows = rows.map(|star| row(sight, rating, star));
    let attributes = [
        fixed("role", "group"),
        fixed("part", "histogram"),
        made("aria-label", &say(Key::Histogram)),
    ];
    tag("div", "histogram", &attributes, rows.collect())
}

fn row(sight: &Sight<'_>, rating: &Aggregate, star: Rating) -> Html {
    let number = rating.count(star);
    let stars = star.stars();
    let (count, digit) = (sight.format.whole(number), sight.format.whole(stars.into()));
    let label = sight.tell(Message::row(rating, star));
    let attributes = [
        fixed("type", "button"),
        fixed("part", "bar"),
        fixed("aria-pressed", yes_or_no(sight.visit.query.has_star(star))),
        Act::Star.mark(),
        about(&stars.to_string()),
    ];
    let unheard = [fixed("aria-hidden", "true")];
    let cell = |class, text| tag("span", class, &unheard, vec![text_of(text)]);
    let children = vec![
        tag("span", "sr", &[], vec![text_of(label)]),
        cell("digit tabular", digit),
        bar(thousandths(number, rating.rating_count())),
        cell("count tabular", count),
    ];
    tag("button", "spread", &attributes, children)
}
