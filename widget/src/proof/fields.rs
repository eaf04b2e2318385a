//! Fields: the form's, read and written, and what is in them as the service and a drawer take it.

use js_sys::{Array, JSON};
use shared::id::ShopperId;
use shared::reviews::Rating;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement};

use super::draft::{Draft, Field};
use crate::node::{Node, object};

/// Where the addresses of photos are, with a space between them.
const PHOTOS: &str = "[name=photos]";
/// What the loader hears when the form has other photos in it.
const FILLED: &str = "filled";

/// Reads what stands in the fields.
pub(super) fn typed(stage: &Element) -> Draft {
    let text = |field: Field| value(stage, &named(field)).unwrap_or_default();
    let rating = value(stage, "[name=rating]:checked");
    Draft {
        rating: rating.and_then(|rating| rating.parse::<Rating>().ok()),
        title: text(Field::Title),
        body: text(Field::Body),
        author: text(Field::Author),
        photos: value(stage, PHOTOS).map_or_else(Vec::new, |addresses| {
            addresses.split_whitespace().map(str::to_owned).collect()
        }),
    }
}

/// Writes a draft into the fields.
pub(super) fn fill(stage: &Element, draft: &Draft) {
    let find = |selector: &str| stage.query_selector(selector).ok().flatten();
    for rating in Rating::ALL {
        let star = find(&star(rating));
        if let Some(star) = star.and_then(|star| star.dyn_into::<HtmlInputElement>().ok()) {
            star.set_checked(draft.rating == Some(rating));
        }
    }
    for (field, text) in draft.texts() {
        if let Some(node) = find(&named(field)) {
            put(&node, text);
        }
    }
    if let Some(node) = find(PHOTOS) {
        put(&node, &draft.photos.join(" "));
        if let Ok(filled) = Event::new(FILLED) {
            let _ = node.dispatch_event(&filled);
        }
    }
}

// Every kind of field takes a text.
fn put(node: &Element, text: &str) {
    let name = JsValue::from_str("value");
    let _ = js_sys::Reflect::set(node, &name, &JsValue::from_str(text));
}

/// Where a field is.
pub(super) fn named(field: Field) -> String {
    ["[name=", field.name(), "]"].concat()
}

/// Where a star of the form is.
pub(super) fn star(rating: Rating) -> String {
    [
        &named(Field::Rating),
        "[value=\"",
        &rating.stars().to_string(),
        "\"]",
    ]
    .concat()
}

/// The name of the field that the keyboard is in.
pub(super) fn field_in_use(stage: &Element) -> Option<String> {
    let field = stage.query_selector("form :focus").ok().flatten()?;
    field.get_attribute("name")
}

/// The body of a request. Only a new review names an order.
pub(super) fn body(draft: &Draft, edits: Option<&str>, order: Option<&str>) -> Option<String> {
    draft.rating?;
    let mut members = members(draft);
    match (edits, order) {
        (Some(review), _) => members.push(("review", JsValue::from_str(review))),
        (None, Some(order)) => members.push(("order", JsValue::from_str(order))),
        (None, None) => {}
    }
    written(&members)
}

/// A draft as it is kept for a visitor until they sign in, and from then on for them alone.
pub(super) fn kept(draft: &Draft, shopper: Option<&ShopperId>) -> Option<String> {
    let mut members = members(draft);
    if let Some(shopper) = shopper {
        members.push(("shopper", JsValue::from_str(shopper.as_str())));
    }
    written(&members)
}

fn members(draft: &Draft) -> Vec<(&'static str, JsValue)> {
    let mut members = Vec::new();
    if let Some(rating) = draft.rating {
        let stars = JsValue::from_f64(rating.stars().into());
        members.push((Field::Rating.name(), stars));
    }
    for (field, text) in draft.texts() {
        let text = text.trim();
        if !text.is_empty() {
            members.push((field.name(), JsValue::from_str(text)));
        }
    }
    if !draft.photos.is_empty() {
        let photos = draft.photos.iter();
        let photos: Array = photos.map(|url| JsValue::from_str(url)).collect();
        members.push(("photos", photos.into()));
    }
    members
}

fn written(members: &[(&str, JsValue)]) -> Option<String> {
    JSON::stringify(&object(members)).ok()?.as_string()
}

fn value(stage: &Element, selector: &str) -> Option<String> {
    let field = stage.query_selector(selector).ok().flatten()?;
    Node::new(field.into()).text("value")
}
