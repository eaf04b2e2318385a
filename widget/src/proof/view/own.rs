//! The shopper's own part: the way to write, and what they wrote with where it stands.

use std::rc::Rc;

use shared::reviews::Message;
use yew::Html;

use super::{Sight, button, said, say, text_of, yes_or_no};
use crate::act::about;
use crate::proof::act::Act;
use crate::proof::rating::stars;
use crate::proof::review::{Review, Standing};
use crate::proof::visit::{Form, Mine};
use crate::proof::words::{self, Key};
use crate::view::{div, fixed, line, made, none, tag};

/// Its room is kept, so that nothing moves when it is known who is here.
pub(super) fn view(sight: &Sight<'_>) -> Html {
    let own = sight.visit.mine.own();
    let mut parts: Vec<_> = own
        .iter()
        .flat_map(|own| &own.reviews)
        .map(|review| written(sight, review))
        .collect();
    if own.is_none_or(|own| own.may_write) {
        parts.push(write(sight));
    }
    tag("div", "own", &[fixed("part", "own")], parts)
}

fn write(sight: &Sight<'_>) -> Html {
    let is_open = match &sight.visit.form {
        Form::Open(open) => open.edits.is_none(),
        Form::SignIn => true,
        Form::Closed | Form::Sent(_) => false,
    };
    let marks = [
        Act::Write.mark(),
        fixed("aria-expanded", yes_or_no(is_open)),
        fixed("data-focus", "write"),
    ];
    let is_unsent = sight.visit.asides.has_unsent(None);
    // The form says it itself, and there is room for one line.
    let reward = sight.visit.page.reward.as_ref();
    let reward = reward.filter(|_| !is_open && !is_unsent);
    let brings = reward.map_or_else(none, |points| {
        line("quiet", sight.tell(Message::Brings { points }))
    });
    let unsent = unsent(is_unsent);
    let asks = match (&sight.visit.form, &sight.visit.mine) {
        (Form::SignIn, Mine::Unknown | Mine::SignedOut) => {
            let word = tag("span", "", &[], vec![said(Key::WriteSignIn)]);
            tag("p", "aside", &[], vec![word, sight.sign_in()])
        }
        _ => none(),
    };
    let button = button("button", &marks, vec![said(Key::Write)]);
    div("writing", vec![button, brings, unsent, asks])
}

fn unsent(is_there: bool) -> Html {
    match is_there {
        true => line("", say(Key::KeptHint)),
        false => none(),
    }
}

fn written(sight: &Sight<'_>, review: &Rc<Review>) -> Html {
    let rating = sight.tell(Message::Stars(review.rating));
    let drawn = [fixed("role", "img"), made("aria-label", &rating)];
    let class = match review.state {
        Standing::Published => "quiet",
        _ => "",
    };
    let edit = match review.state {
        Standing::Withdrawn => none(),
        _ => {
            let is_open = matches!(&sight.visit.form, Form::Open(open)
                if open.edits.as_ref() == Some(&review.id));
            let marks = [
                Act::Edit.mark(),
                about(&review.id),
                fixed("aria-expanded", yes_or_no(is_open)),
                fixed("data-focus", "write"),
            ];
            button("button link", &marks, vec![said(Key::Edit)])
        }
    };
    let kept = unsent(sight.visit.asides.has_unsent(Some(&review.id)));
    let title = review.title.as_ref().map_or_else(none, |title| {
        let attributes = [fixed("dir", "auto")];
        tag("p", "own-title", &attributes, vec![text_of(title.clone())])
    });
    let children = vec![
        line("name", say(Key::YourReview)),
        tag(
            "div",
            "",
            &drawn,
            vec![stars(u64::from(review.rating.stars()) * 100)],
        ),
        title,
        line(class, words::standing(review.state, sight.format)),
        kept,
        edit,
    ];
    tag("div", "mine", &[fixed("part", "own-review")], children)
}
