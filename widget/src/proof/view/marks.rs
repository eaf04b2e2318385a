//! Marks: what is known of a review beside its words, each with its meaning behind it.

use shared::reviews::{Incentive, Message};
use yew::Html;

use super::{said, text_of};
use crate::format::Formatter;
use crate::proof::review::Review;
use crate::proof::telling::tell;
use crate::proof::words::Key;
use crate::view::{div, fixed, icon, line, none, tag};

/// That the shop knows the order.
pub(super) fn verified(review: &Review) -> Html {
    if !review.is_verified {
        return none();
    }
    let label = vec![icon::icon(icon::SEAL), said(Key::VerifiedBuyer)];
    explained("mark-verified", label, Key::VerifiedMeans)
}

/// What came before, with or for the review.
pub(super) fn view(format: &Formatter, review: &Review) -> Html {
    let mut marks = Vec::new();
    let incentive = match review.incentive {
        Incentive::None => None,
        Incentive::Rewarded => Some((Key::Rewarded, Key::RewardedMeans)),
        Incentive::Given => Some((Key::Given, Key::GivenMeans)),
    };
    if let Some((label, meaning)) = incentive {
        marks.push(explained("", vec![said(label)], meaning));
    }
    if let Some(app) = &review.imported {
        let from = tell(Message::ImportedFrom { app }, format);
        marks.push(explained("", vec![text_of(from)], Key::ImportedMeans));
    }
    if let Some(at) = review.edited_at {
        let edited = tell(Message::EditedAt(at), format);
        marks.push(line("", edited));
    }
    if marks.is_empty() {
        return none();
    }
    div("marks quiet", marks)
}

fn explained(class: &'static str, label: Vec<Html>, meaning: Key) -> Html {
    let summary = tag("summary", "", &[], label);
    let meaning = tag("p", "meaning", &[], vec![said(meaning)]);
    tag(
        "details",
        class,
        &[fixed("part", "mark")],
        vec![summary, meaning],
    )
}
