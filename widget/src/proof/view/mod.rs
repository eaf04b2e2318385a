//! Views of reviews: functions of what is known and of what the shopper does, with no page in them.

mod card;
mod chosen;
mod filters;
mod form;
mod list;
mod look;
mod marks;
mod own;
mod photos;
mod summary;
mod text;
mod votes;

use std::rc::Rc;

use shared::reviews::Message;
use yew::Html;

use super::review::Listing;
use super::telling::tell;
use super::visit::Visit;
use super::words::{self, Key};
use crate::format::Formatter;
use crate::view::{Attribute, all, fixed, line, made, none, tag, words as text_of};

pub(crate) use chosen::view as testimonials;

/// All that a view of reviews looks at.
pub(crate) struct Sight<'a> {
    pub(crate) format: &'a Rc<Formatter>,
    pub(crate) visit: &'a Visit,
}

impl Sight<'_> {
    fn tell(&self, message: Message<'_>) -> String {
        tell(message, self.format)
    }

    // What a screen reader is told, and nobody sees.
    fn spoken(&self) -> Html {
        let said = vec![text_of(self.visit.said().to_owned())];
        tag("p", "sr", &[fixed("role", "status")], said)
    }

    fn sign_in(&self) -> Html {
        sign_in(self.visit.page.sign_in.as_deref())
    }
}

// The way to sign in, where the shop has told of one.
fn sign_in(address: Option<&str>) -> Html {
    let Some(address) = address else {
        return none();
    };
    let attributes = [fixed("part", "button"), made("href", address)];
    let label = vec![said(Key::SignIn)];
    tag("a", "button link", &attributes, label)
}

fn button(class: &'static str, marks: &[Attribute], children: Vec<Html>) -> Html {
    let attributes = [&[fixed("type", "button"), fixed("part", "button")], marks];
    tag("button", class, &attributes.concat(), children)
}

fn say(key: Key) -> String {
    words::say(key, &[])
}

fn said(key: Key) -> Html {
    text_of(say(key))
}

const fn yes_or_no(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

/// The reviews of a product.
pub(crate) fn reviews(sight: &Sight<'_>, listing: &Listing) -> Html {
    let is_empty = listing.rating.rating_count() == 0;
    let mut parts = vec![
        sight.spoken(),
        summary::view(sight, listing),
        form::view(sight),
    ];
    if !is_empty {
        parts.push(filters::view(sight, listing));
        parts.push(list::view(sight, listing));
    }
    parts.push(look::view(sight));
    all(parts)
}

/// What stands where no reviews could be read.
pub(crate) fn unreadable() -> Html {
    line("quiet", say(Key::Unreadable))
}
