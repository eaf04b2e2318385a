//! The chooser: a slider for points, and a number field for those who would rather type.

use yew::Html;

use super::Scene;
use super::tag::{div, fixed, made, none, tag, words};
use crate::account::Offer;
use crate::act;
use crate::choice::Choice;
use crate::format::Precision;
use crate::words::Key;

/// The two fields, with what the chosen points take off.
pub(super) fn view(scene: &Scene<'_>, offer: &Offer, choice: &Choice) -> Html {
    let chosen = scene.desk.points(choice);
    let common = [
        act::about(offer.id.as_str()),
        made("aria-label", &scene.say_name(Key::HowMany)),
        made("min", &choice.least.to_string()),
        made("max", &choice.most.to_string()),
        made("step", &choice.step.to_string()),
        made("data-chosen", &chosen.to_string()),
    ];
    let slider = [
        fixed("part", "slider"),
        fixed("type", "range"),
        made("aria-valuetext", &scene.points(chosen)),
    ];
    let number = [
        fixed("part", "field"),
        fixed("type", "number"),
        fixed("inputmode", "numeric"),
        fixed("autocomplete", "off"),
        fixed("aria-describedby", "range"),
    ];
    let whole = |points: shared::Points| scene.format.whole(points.get());
    let (least, most) = (whole(choice.least), whole(choice.most));
    let range = scene.say(Key::AmountRange, &[("least", &least), ("most", &most)]);
    let takes_off = scene.state.currency().map_or_else(none, |currency| {
        let money = scene.money(choice.takes_off(chosen), currency, Precision::Exact);
        let said = vec![words(scene.say(Key::AmountOff, &[("money", &money)]))];
        tag("p", "takes tabular", &[fixed("aria-live", "polite")], said)
    });
    div(
        "choosing",
        vec![
            tag(
                "input",
                "slider",
                &[&slider[..], &common].concat(),
                Vec::new(),
            ),
            tag(
                "input",
                "number",
                &[&number[..], &common].concat(),
                Vec::new(),
            ),
            tag(
                "p",
                "quiet tabular",
                &[fixed("id", "range")],
                vec![words(range)],
            ),
            takes_off,
        ],
    )
}
