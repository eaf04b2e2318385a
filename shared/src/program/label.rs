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
