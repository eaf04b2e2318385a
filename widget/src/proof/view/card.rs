//! One review: who, how many stars, what they say, and what the shop answered.

use std::rc::Rc;

use yew::Html;

use super::{Sight, marks, said, say, text, text_of, votes};
use crate::act::about;
use crate::proof::act::Act;
use crate::proof::rating::stars;
use crate::proof::review::{Reply, Review};
use crate::proof::words::{self, Key};
use crate::view::{Attribute, div, fixed, keyed, made, none, tag};

pub(super) fn view(sight: &Sight<'_>, review: &Rc<Review>) -> Html {
    let date = sight.format.date(review.at);
    let label = words::say(
        Key::ByLine,
        &[
            ("stars", &sight.format.whole(review.rating.stars().into())),
            ("author", &author(review)),
            ("date", &date),
        ],
    );
    let attributes = [made("aria-label", &label), fixed("tabindex", "-1")];
    let card = tag(
        "article",
        "",
        &attributes,
        vec![
            who(review, date),
            div(
                "words",
                vec![
                    stars(u64::from(review.rating.stars()) * 100),
                    title(review),
                    text::folded(review.body.as_ref()),
                    photos(sight, review),
                    marks::view(sight, review),
                    reply(sight, review.reply.as_ref()),
                    votes::view(sight, review),
                ],
            ),
        ],
    );
    keyed("li", &review.id, &[fixed("part", "review")], vec![card])
}

/// What the writer is called.
pub(super) fn author(review: &Review) -> String {
    let own = review.author.clone();
    own.unwrap_or_else(|| say(Key::Somebody))
}

fn who(review: &Review, date: String) -> Html {
    let name = tag(
        "bdi",
        "",
        &[fixed("dir", "auto")],
        vec![text_of(author(review))],
    );
    let date = tag("span", "quiet", &[], vec![text_of(date)]);
    let children = vec![
        tag("p", "author", &[], vec![name]),
        tag("p", "date", &[], vec![date]),
        marks::verified(review),
    ];
    div("who", children)
}

pub(super) fn title(review: &Review) -> Html {
    review.title.as_ref().map_or_else(none, |title| {
        let attributes = [fixed("dir", "auto"), fixed("part", "title")];
        tag("p", "name", &attributes, vec![text_of(title.clone())])
    })
}

fn photos(sight: &Sight<'_>, review: &Review) -> Html {
    if review.photos.is_empty() {
        return none();
    }
    let count = sight.format.whole(review.photos.len() as u64);
    let each = |(place, url): (usize, &String)| {
        let number = sight.format.whole(place as u64 + 1);
        let places = [
            ("number", number.as_str()),
            ("count", &count),
            ("author", &author(review)),
        ];
        let of = [&review.id, " ", &place.to_string()].concat();
        let marks = [fixed("type", "button"), Act::Look.mark(), about(&of)];
        let thumb = picture(url, &words::say(Key::PhotoOf, &places), "lazy");
        let button = tag("button", "thumb", &marks, vec![thumb]);
        tag("li", "", &[], vec![button])
    };
    let all = review.photos.iter().enumerate().map(each).collect();
    let attributes = [
        fixed("role", "list"),
        fixed("part", "photos"),
        made("aria-label", &say(Key::Photos)),
    ];
    tag("ul", "photos", &attributes, all)
}

/// A picture of somebody else's: its host is not told where it is looked at.
pub(super) fn picture(url: &str, alt: &str, loading: &'static str) -> Html {
    let attributes: [Attribute; 6] = [
        fixed("loading", loading),
        fixed("decoding", "async"),
        fixed("referrerpolicy", "no-referrer"),
        fixed("part", "photo"),
        made("alt", alt),
        // Last: what stands above must be set before the picture is fetched.
        made("src", url),
    ];
    tag("img", "", &attributes, Vec::new())
}

fn reply(sight: &Sight<'_>, reply: Option<&Reply>) -> Html {
    let Some(Reply { body, at }) = reply else {
        return none();
    };
    let date = tag("span", "quiet", &[], vec![text_of(sight.format.date(*at))]);
    let by = tag("span", "name", &[], vec![said(Key::ReplyBy)]);
    let children = vec![tag("p", "by", &[], vec![by, date]), text::whole(body)];
    tag("div", "reply", &[fixed("part", "reply")], children)
}
