//! Votes: whether a review has helped, once per person.

use yew::Html;

use super::{Sight, button, said, say, text_of, yes_or_no};
use crate::act::about;
use crate::proof::act::Act;
use crate::proof::ballot::Vote;
use crate::proof::review::Review;
use crate::proof::visit::Word;
use crate::proof::words::{self, Key};
use crate::view::{div, fixed, icon, made, none, tag};

pub(super) fn view(sight: &Sight<'_>, review: &Review) -> Html {
    if sight.visit.is_own(&review.id) {
        // Whose review it is is known late: the room of the votes stays.
        return div("votes", Vec::new());
    }
    let attributes = [
        fixed("role", "group"),
        fixed("part", "votes"),
        made("aria-label", &say(Key::WasHelpful)),
    ];
    let question = tag(
        "span",
        "quiet",
        &[fixed("aria-hidden", "true")],
        vec![said(Key::WasHelpful)],
    );
    let children = vec![
        question,
        each(sight, review, Vote::Helpful),
        each(sight, review, Vote::Unhelpful),
        word(sight, review),
    ];
    tag("div", "votes", &attributes, children)
}

fn each(sight: &Sight<'_>, review: &Review, vote: Vote) -> Html {
    let ballot = sight.visit.ballot(review);
    let (act, number, drawing, plain, counted) = match vote {
        Vote::Helpful => (
            Act::Helpful,
            ballot.helpful,
            icon::THUMB_UP,
            Key::Helpful,
            Key::HelpfulCount,
        ),
        Vote::Unhelpful => (
            Act::Unhelpful,
            ballot.unhelpful,
            icon::THUMB_DOWN,
            Key::Unhelpful,
            Key::UnhelpfulCount,
        ),
    };
    let count = sight.format.whole(number);
    let label = match number {
        0 => say(plain),
        _ => words::say(counted, &[("count", &count)]),
    };
    let marks = [
        act.mark(),
        about(&review.id),
        made("aria-label", &label),
        fixed("aria-pressed", yes_or_no(ballot.yours == Some(vote))),
    ];
    let shown = match number {
        0 => none(),
        _ => tag("span", "tabular", &[], vec![text_of(count)]),
    };
    button("vote", &marks, vec![icon::icon(drawing), shown])
}

fn word(sight: &Sight<'_>, review: &Review) -> Html {
    let word = sight.visit.word.as_ref().filter(|(id, _)| *id == review.id);
    let Some((_, word)) = word else { return none() };
    let way = match word {
        Word::SignIn => sight.sign_in(),
        Word::NotThrough | Word::OwnReview => none(),
    };
    let text = tag("span", "quiet", &[], vec![said(words::beside(*word))]);
    tag("span", "aside", &[], vec![text, way])
}
