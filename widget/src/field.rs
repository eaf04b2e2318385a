//! Fields: the slider and the typed number for points. Uncontrolled: what is in them belongs to
//! the shopper, and is only written to when the other one of the two has been moved.

use shared::Points;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Whether a number is being typed just now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Typing {
    /// It may be half a number: it is left alone.
    #[default]
    Going,
    /// It is what the shopper wants: it is written as it was understood.
    Settled,
}

/// Brings the fields in line with the chosen points.
pub(crate) fn show_chosen(stage: &Element, chosen: Option<Points>, typing: Typing) {
    for name in ["input.slider", "input.number"] {
        let field = stage.query_selector(name).ok().flatten();
        let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else {
            continue;
        };
        let is_going = typing == Typing::Going && field.matches("input.number:focus") == Ok(true);
        let default = || field.get_attribute("data-chosen").unwrap_or_default();
        let text = chosen.map_or_else(default, |points| points.to_string());
        if !is_going && field.value() != text {
            field.set_value(&text);
        }
    }
}
