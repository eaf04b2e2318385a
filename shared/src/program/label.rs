//! Words of the shop's own: labels by language, and forms of its points' name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text by language tag (BCP 47): `{"en": "Silver"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(pub BTreeMap<String, String>);

/// A noun by language tag and plural form (CLDR): `{"en": {"one": "berry", "other": "berries"}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Forms(pub BTreeMap<String, BTreeMap<String, String>>);

impl Label {
    /// The text for a language: that of the tag, of its language alone, English, or the first.
    pub fn text(&self, tag: &str) -> &str {
        pick(&self.0, tag).map_or("", String::as_str)
    }
}

impl Forms {
    /// The noun for a whole number in English plural forms: `one` for 1, `other` otherwise.
    pub fn english(&self, number: u64) -> Option<&str> {
        let forms = pick(&self.0, "en")?;
        let wanted = if number == 1 { "one" } else { "other" };
        let form = forms.get(wanted).or_else(|| forms.get("other"));
        form.map(String::as_str)
    }
}

fn pick<'a, T>(texts: &'a BTreeMap<String, T>, tag: &str) -> Option<&'a T> {
    let language = tag.split('-').next().unwrap_or(tag);
    [tag, language, "en"]
        .iter()
        .find_map(|tag| texts.get(*tag))
        .or_else(|| texts.values().next())
}
