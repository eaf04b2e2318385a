//! Votes: whether a review has helped, once per person.

use shared::reviews::Message;
use yew::Html;

use super::card::{Poll, Props};
use super::{button, said, say, sign_in, text_of, yes_or_no};
use crate::act::about;
use crate::proof::act::Act;
use crate::proof::ballot::Vote;
use crate::proof::telling::tell;
use crate::proof::words::{self, Key};
use crate::view::{fixed, icon, made, none, tag};

pub(super) fn view(props: &Props, poll: &Poll) -> Html {
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
        each(props, poll, Vote::Helpful),
        each(props, poll, Vote::Unhelpful),
        word(poll),
    ];
    tag("div", "votes", &attributes, children)
}

fn each(props: &Props, poll: &Poll, vote: Vote) -> Html {
    let ballot = poll.ballot;
    let (helpful, unhelpful) = (ballot.helpful, ballot.unhelpful);
    let (act, number, drawing, label) = match vote {
        Vote::Helpful => {
            let label = Message::Helpful(helpful);
            (Act::Helpful, helpful, icon::THUMB_UP, label)
        }
        Vote::Unhelpful => {
            let label = Message::Unhelpful(unhelpful);
            (Act::Unhelpful, unhelpful, icon::THUMB_DOWN, label)
        }
    };
    let marks = [
        act.mark(),
        about(&props.review.id),
        made("aria-label", &tell(label, &props.format)),
        fixed("aria-pressed", yes_or_no(ballot.yours == Some(vote))),
    ];
    let shown = match number {
        0 => none(),
        _ => {
            let count = props.format.whole(number);
            tag("span", "tabular", &[], vec![text_of(count)])
        }
    };
    button("vote", &marks, vec![icon::icon(drawing), shown])
}

fn word(poll: &Poll) -> Html {
    let Some(word) = poll.word else { return none() };
    let text = tag("span", "quiet", &[], vec![said(words::beside(word))]);
    let way = sign_in(poll.sign_in.as_deref());
    tag("span", "aside", &[], vec![text, way])
}
