//! Fields: the slider and the typed number for points. Uncontrolled: what is in them belongs to
//! the shopper, and is only written to when the other one of the two has been moved.

use shared::Points;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, InputEvent};
use yew::NodeRef;

/// The number in the field an event comes from.
pub(crate) fn typed(event: &InputEvent) -> Option<Points> {
    number_in(&event.target()?.dyn_into().ok()?)
}

/// The number in the field a change comes from.
pub(crate) fn settled(event: &web_sys::Event) -> Option<Points> {
    number_in(&event.target()?.dyn_into().ok()?)
}

/// Writes the settled number into the field a change comes from.
pub(crate) fn write(event: &web_sys::Event, points: Points) {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field {
        field.set_value(&points.to_string());
    }
}

fn number_in(field: &HtmlInputElement) -> Option<Points> {
    Points::new(field.value().trim().parse().ok()?)
}

/// Brings the fields in line with the chosen points, save the one that is being typed in.
pub(crate) fn show_chosen(stage: &NodeRef, chosen: Option<Points>) {
    let Some(stage) = stage.cast::<Element>() else { return };
    for name in ["slider", "number"] {
        let field = stage.query_selector(&["input.", name].concat()).ok().flatten();
        let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else {
            continue;
        };
        let default = || field.get_attribute("data-chosen").and_then(|text| text.parse().ok());
        let Some(points) = chosen.or_else(|| default().and_then(Points::new)) else { continue };
        let is_typed_in = name == "number" && field.matches(":focus").unwrap_or(false);
        if !is_typed_in && number_in(&field) != Some(points) {
            field.set_value(&points.to_string());
        }
    }
}
