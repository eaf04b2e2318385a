//! The list: ten reviews, and ten more whenever they are asked for.

use yew::Html;

use super::{Sight, button, card, said, say, yes_or_no};
use crate::proof::act::Act;
use crate::proof::review::Listing;
use crate::proof::visit::Asking;
use crate::proof::words::Key;
use crate::view::{all, div, fixed, line, none, tag};

pub(super) fn view(sight: &Sight<'_>, listing: &Listing) -> Html {
    let asking = sight.visit.asking;
    if listing.reviews.is_empty() {
        let nothing = match sight.visit.query.is_filtered() {
            true => say(Key::NoMatch),
            false => sight.count(
                listing.rating.rating_count(),
                (Key::RatingOne, Key::OnlyStars),
            ),
        };
        return all(vec![line("quiet nothing", nothing), trouble(asking)]);
    }
    let rows = listing
        .reviews
        .iter()
        .map(|review| card::view(sight, review));
    let attributes = [
        fixed("role", "list"),
        fixed("part", "reviews"),
        fixed("aria-busy", yes_or_no(asking == Asking::Anew)),
    ];
    all(vec![
        tag("ol", "cards", &attributes, rows.collect()),
        more(listing, asking),
        trouble(asking),
    ])
}

fn more(listing: &Listing, asking: Asking) -> Html {
    if listing.next.is_none() {
        return none();
    }
    let is_asking = asking == Asking::More;
    let class = if is_asking {
        "button plain busy"
    } else {
        "button plain"
    };
    let disabled = fixed("aria-disabled", yes_or_no(is_asking));
    let more = button(
        class,
        &[Act::More.mark(), disabled],
        vec![said(Key::ShowMore)],
    );
    div("actions more", vec![more])
}

fn trouble(asking: Asking) -> Html {
    if asking != Asking::Failed {
        return none();
    }
    let retry = button("button link", &[Act::Retry.mark()], vec![said(Key::Retry)]);
    let children = vec![line("quiet", say(Key::MoreUnreadable)), retry];
    tag("div", "aside", &[fixed("role", "status")], children)
}
