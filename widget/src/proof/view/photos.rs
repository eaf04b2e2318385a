//! The place for photos in the form. It is hidden until the loader finds that the shop takes some:
//! files and the network meet there alone. Their addresses stand in a hidden field, with a space
//! between them, and are the form's; what is in here besides is the loader's.

use shared::limits::PHOTOS_MAX;
use yew::Html;

use super::{said, text_of};
use crate::proof::words::{self, Key};
use crate::view::{fixed, made, tag};

/// What the loader says here, by the marks that it reads.
const WORDS: [(&str, Key); 7] = [
    ("data-adding", Key::PhotoAdding),
    ("data-added", Key::PhotoAdded),
    ("data-remove", Key::PhotoRemove),
    ("data-kind", Key::PhotoKind),
    ("data-large", Key::PhotoLarge),
    ("data-lost", Key::PhotoLost),
    ("data-many", Key::PhotoMany),
];

pub(super) fn view() -> Html {
    let optional = tag("span", "quiet", &[], vec![said(Key::Optional)]);
    let legend = vec![said(Key::Photos), text_of(" ".to_owned()), optional];
    let legend = tag("legend", "label", &[], legend);
    let file = [
        fixed("type", "file"),
        fixed("accept", "image/*"),
        fixed("multiple", ""),
        fixed("aria-describedby", "photo-word"),
    ];
    let file = tag("input", "sr", &file, Vec::new());
    let add = vec![said(Key::PhotoAdd), file];
    let add = tag("label", "button plain add", &[], add);
    let word = [fixed("id", "photo-word"), fixed("role", "status")];
    let held = [fixed("type", "hidden"), fixed("name", "photos")];
    let children = vec![
        legend,
        tag("input", "", &held, Vec::new()),
        tag("ul", "photos", &[fixed("role", "list")], Vec::new()),
        add,
        tag("p", "quiet", &word, Vec::new()),
    ];
    let mut attributes = vec![
        fixed("part", "photo-field"),
        fixed("hidden", ""),
        made("data-most", &PHOTOS_MAX.to_string()),
    ];
    attributes.extend(WORDS.map(|(mark, key)| fixed(mark, words::unfilled(key))));
    tag("fieldset", "photo-field", &attributes, children)
}
