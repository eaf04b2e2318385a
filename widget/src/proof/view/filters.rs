//! Filters and order: what is shown of the reviews, and which come first.

use shared::reviews::{Message, Sort};
use yew::Html;

use super::{Sight, button, said, text_of, yes_or_no};
use crate::act::about;
use crate::proof::act::Act;
use crate::proof::query::Trait;
use crate::proof::review::{Counts, Listing};
use crate::proof::visit::Asking;
use crate::proof::words::{self, Key};
use crate::view::{div, fixed, made, none, tag};

pub(super) fn view(sight: &Sight<'_>, listing: &Listing) -> Html {
    let query = &sight.visit.query;
    let chips: Vec<_> = Trait::ALL
        .into_iter()
        .filter(|which| count(&listing.counts, *which) > 0 || query.has(*which))
        .map(|which| chip(sight, listing, which))
        .collect();
    let attributes = [
        fixed("role", "group"),
        fixed("part", "filters"),
        made("aria-label", &words::say(Key::Filters, &[])),
    ];
    let chips = tag("div", "chips", &attributes, chips);
    div(
        "choose",
        vec![chips, order(sight), matching(sight, listing)],
    )
}

const fn count(counts: &Counts, which: Trait) -> u64 {
    match which {
        Trait::Photos => counts.photos,
        Trait::Verified => counts.verified,
        Trait::Text => counts.text,
    }
}

fn chip(sight: &Sight<'_>, listing: &Listing, which: Trait) -> Html {
    let number = sight.format.whole(count(&listing.counts, which));
    let marks = [
        Act::Only.mark(),
        about(which.name()),
        fixed("aria-pressed", yes_or_no(sight.visit.query.has(which))),
    ];
    let number = tag("span", "quiet tabular", &[], vec![text_of(number)]);
    let name = tag("span", "", &[], vec![said(words::traits(which))]);
    button("chip", &marks, vec![name, number])
}

fn order(sight: &Sight<'_>) -> Html {
    let option = |sort: &Sort| {
        let mut attributes = vec![fixed("value", sort.slug())];
        if *sort == sight.visit.query.sort {
            attributes.push(fixed("selected", ""));
        }
        tag("option", "", &attributes, vec![said(words::sort(*sort))])
    };
    let attributes = [fixed("part", "sort"), Act::Sort.on_change()];
    let options = Sort::ALL.iter().map(option);
    let select = tag("select", "", &attributes, options.collect());
    let label = tag("span", "quiet", &[], vec![said(Key::SortBy)]);
    tag("label", "sort", &[], vec![label, select])
}

// Only where something is left out: else the summary has said how many there are.
fn matching(sight: &Sight<'_>, listing: &Listing) -> Html {
    if !sight.visit.query.is_filtered() {
        return none();
    }
    // The number of what is chosen, not of what is still shown.
    let number = match sight.visit.asking {
        Asking::Anew => "\u{2026}".to_owned(),
        _ if listing.query != sight.visit.query => String::new(),
        _ => sight.tell(Message::Matching(listing.matching)),
    };
    let clear = button(
        "button link",
        &[Act::ShowAll.mark()],
        vec![said(Key::ClearFilters)],
    );
    let number = tag("span", "tabular", &[], vec![text_of(number)]);
    div("matching", vec![number, clear])
}
