//! One review: who, how many stars, what they say, and what the shop answered.
//!
//! A card is a component of its own, so that a vote on one of a thousand draws that one again.

use std::rc::Rc;

use shared::reviews::Message;
use yew::virtual_dom::{Key as NodeKey, VComp};
use yew::{Component, Context, Html, Properties};

use super::{Sight, marks, said, say, text, text_of, votes};
use crate::act::about;
use crate::format::Formatter;
use crate::proof::act::Act;
use crate::proof::ballot::Ballot;
use crate::proof::rating::stars;
use crate::proof::review::{Reply, Review};
use crate::proof::telling::tell;
use crate::proof::visit::Word;
use crate::proof::words::Key;
use crate::view::{Attribute, div, fixed, made, none, tag};

/// All that a card depends on.
#[derive(Clone, Properties)]
pub(crate) struct Props {
    pub(super) review: Rc<Review>,
    pub(super) format: Rc<Formatter>,
    /// Nothing where the review is the reader's own.
    pub(super) poll: Option<Poll>,
}

/// The votes on a review, with what is said beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Poll {
    pub(super) ballot: Ballot,
    pub(super) word: Option<Word>,
    /// The way to sign in, where the word asks for it.
    pub(super) sign_in: Option<String>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.review, &other.review)
            && Rc::ptr_eq(&self.format, &other.format)
            && self.poll == other.poll
    }
}

/// A review among others.
pub(crate) struct Card;

impl Component for Card {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        view(ctx.props())
    }
}

/// The card of a review, which keeps its node wherever the review goes.
pub(super) fn card(sight: &Sight<'_>, review: &Rc<Review>) -> Html {
    let visit = sight.visit;
    let poll = (!visit.is_own(&review.id)).then(|| {
        let word = visit.word.as_ref().filter(|(id, _)| *id == review.id);
        let word = word.map(|(_, word)| *word);
        let sign_in = visit.page.sign_in.clone();
        Poll {
            ballot: visit.ballot(review),
            word,
            sign_in: sign_in.filter(|_| word == Some(Word::SignIn)),
        }
    });
    let props = Props {
        review: Rc::clone(review),
        format: Rc::clone(sight.format),
        poll,
    };
    let key = NodeKey::from(review.id.as_str());
    VComp::new::<Card>(Rc::new(props), Some(key)).into()
}

fn view(props: &Props) -> Html {
    let Props { review, format, .. } = props;
    let votes = props.poll.as_ref();
    let date = format.date(review.at);
    let label = tell(
        Message::ByLine {
            rating: review.rating,
            author: &author(review),
            at: review.at,
        },
        format,
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
                    photos(format, review),
                    marks::view(format, review),
                    reply(format, review.reply.as_ref()),
                    // Whose review it is is known late: the room of the votes stays.
                    votes.map_or_else(|| div("votes", Vec::new()), |poll| votes::view(props, poll)),
                ],
            ),
        ],
    );
    tag("li", "", &[fixed("part", "review")], vec![card])
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

fn photos(format: &Formatter, review: &Review) -> Html {
    if review.photos.is_empty() {
        return none();
    }
    let each = |(place, url): (usize, &String)| {
        let alt = tell(photo(review, place, &author(review)), format);
        let of = [&review.id, " ", &place.to_string()].concat();
        let marks = [fixed("type", "button"), Act::Look.mark(), about(&of)];
        let thumb = picture(url, &alt, "lazy");
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

/// What is said of a photo.
pub(super) const fn photo<'a>(review: &Review, place: usize, author: &'a str) -> Message<'a> {
    Message::Photo {
        number: place as u64 + 1,
        count: review.photos.len() as u64,
        author,
    }
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

fn reply(format: &Formatter, reply: Option<&Reply>) -> Html {
    let Some(Reply { body, at }) = reply else {
        return none();
    };
    let date = tag("span", "quiet", &[], vec![text_of(format.date(*at))]);
    let by = tag("span", "name", &[], vec![said(Key::ReplyBy)]);
    let children = vec![tag("p", "by", &[], vec![by, date]), text::whole(body)];
    tag("div", "reply", &[fixed("part", "reply")], children)
}
