//! The list: ten reviews, and ten more whenever they are asked for.

use shared::reviews::Message;
use yew::Html;

use super::{Sight, button, card, said, say, text_of, yes_or_no};
use crate::proof::act::Act;
use crate::proof::review::Listing;
use crate::proof::visit::Asking;
use crate::proof::words::{self, Key};
use crate::view::{all, div, fixed, line, none, tag};

pub(super) fn view(sight: &Sight<'_>, listing: &Listing) -> Html {
    let asking = sight.visit.asking;
    if listing.reviews.is_empty() {
        let nothing = match listing.query.is_filtered() {
            true => say(Key::NoMatch),
            false => sight.tell(Message::OnlyStars(listing.rating.rating_count())),
        };
        let attributes = [fixed("tabindex", "-1")];
        let nothing = tag("p", "quiet nothing", &attributes, vec![text_of(nothing)]);
        return all(vec![nothing, trouble(asking)]);
    }
    let rows = listing
        .reviews
        .iter()
        .map(|review| card::card(sight, review));
    let attributes = [
        fixed("role", "list"),
        fixed("part", "reviews"),
        fixed("tabindex", "-1"),
        fixed("aria-busy", yes_or_no(asking == Asking::Anew)),
    ];
    all(vec![
        tag("ol", "cards", &attributes, rows.collect()),
        more(sight, listing),
        trouble(asking),
    ])
}

// Only where what is chosen is what is shown: else it would go on with something else.
fn more(sight: &Sight<'_>, listing: &Listing) -> Html {
    if listing.next.is_none() || listing.query != sight.visit.query {
        return none();
    }
    let is_asking = sight.visit.asking == Asking::More;
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
    let Asking::Failed(part) = asking else {
        return none();
    };
    let retry = button("button link", &[Act::Retry.mark()], vec![said(Key::Retry)]);
    div(
        "aside",
        vec![line("quiet", say(words::unread(part))), retry],
    )
}
