//! Tags: small functions that make nodes.
//!
//! They stand in for Yew's macro, so that a view reads as plain functions.

use yew::virtual_dom::{Key, VList, VTag};
use yew::{AttrValue, Html};

/// An attribute and its value.
pub(crate) type Attribute = (&'static str, AttrValue);

/// An attribute whose value is known when the widget is built.
pub(crate) const fn fixed(name: &'static str, value: &'static str) -> Attribute {
    (name, AttrValue::Static(value))
}

/// An attribute whose value is made.
pub(crate) fn made(name: &'static str, value: &str) -> Attribute {
    (name, AttrValue::Rc(value.into()))
}

/// A tag with a class (empty for none), attributes and children.
#[inline(never)]
pub(crate) fn tag(
    name: &'static str,
    class: &'static str,
    attributes: &[Attribute],
    children: Vec<Html>,
) -> Html {
    let mut tag = VTag::new(name);
    if !class.is_empty() {
        tag.add_attribute("class", AttrValue::Static(class));
    }
    for (name, value) in attributes {
        tag.add_attribute(name, value.clone());
    }
    if let Some(slot) = tag.children_mut() {
        *slot = all(children);
    }
    tag.into()
}

/// A tag that keeps its node wherever it goes among its siblings.
#[inline(never)]
pub(crate) fn keyed(
    name: &'static str,
    key: &str,
    attributes: &[Attribute],
    children: Vec<Html>,
) -> Html {
    let mut keyed = tag(name, "", attributes, children);
    if let Html::VTag(tag) = &mut keyed {
        std::rc::Rc::make_mut(tag).key = Some(Key::from(key));
    }
    keyed
}

/// A `div` of a class.
#[inline(never)]
pub(crate) fn div(class: &'static str, children: Vec<Html>) -> Html {
    tag("div", class, &[], children)
}

/// A paragraph of a class.
#[inline(never)]
pub(crate) fn line(class: &'static str, text: String) -> Html {
    tag("p", class, &[], vec![words(text)])
}

/// A text.
#[inline(never)]
pub(crate) fn words(text: String) -> Html {
    Html::VText(AttrValue::from(text).into())
}

/// Nodes one after the other.
#[inline(never)]
pub(crate) fn all(nodes: Vec<Html>) -> Html {
    VList::from(nodes).into()
}

/// Nothing.
pub(crate) fn none() -> Html {
    Html::default()
}
