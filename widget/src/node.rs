//! Node: a value that the page parsed with `JSON.parse`, read member by member.

use js_sys::{Array, Date, Object, Reflect};
use shared::{Amount, Currency, Points, Time};
use wasm_bindgen::{JsCast, JsValue};

/// A parsed value, or a part of one.
pub(crate) struct Node(JsValue);

/// The largest integer that a JavaScript number carries exactly.
const WHOLE_MAX: f64 = 9_007_199_254_740_991.0;

impl Node {
    /// The value as a node.
    pub(crate) fn new(value: JsValue) -> Self {
        Self(value)
    }

    /// The value itself.
    pub(crate) fn value(&self) -> &JsValue {
        &self.0
    }

    /// The member of that name, unless it is missing or null.
    pub(crate) fn at(&self, name: &str) -> Option<Self> {
        let value = Reflect::get(&self.0, &JsValue::from_str(name)).ok()?;
        (!value.is_null() && !value.is_undefined()).then_some(Self(value))
    }

    /// A text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.at(name)?.0.as_string()
    }

    /// A whole number from 0 to 2^53-1.
    pub(crate) fn whole(&self, name: &str) -> Option<u64> {
        whole(&self.at(name)?.0)
    }

    /// The whole numbers of a list, that are such.
    pub(crate) fn wholes(&self, name: &str) -> Vec<u64> {
        let list = self.list(name);
        list.iter().filter_map(|node| whole(&node.0)).collect()
    }

    /// A yes or no; what is missing is no.
    pub(crate) fn says(&self, name: &str) -> bool {
        self.at(name).is_some_and(|node| node.0.is_truthy())
    }

    /// A number of points.
    pub(crate) fn points(&self, name: &str) -> Option<Points> {
        Points::new(self.whole(name)?)
    }

    /// An amount in minor units.
    pub(crate) fn amount(&self, name: &str) -> Option<Amount> {
        Amount::new(self.whole(name)?)
    }

    /// A currency.
    pub(crate) fn currency(&self, name: &str) -> Option<Currency> {
        self.text(name)?.parse().ok()
    }

    /// An instant, read by the platform.
    pub(crate) fn time(&self, name: &str) -> Option<Time> {
        let ms = Date::parse(&self.text(name)?);
        ms.is_finite().then(|| Time::from_unix_ms(ms as i64))
    }

    /// An id or anything else that is parsed from a text.
    pub(crate) fn id<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }

    /// The items of a list; nothing where there is none.
    pub(crate) fn list(&self, name: &str) -> Vec<Self> {
        let array = self
            .at(name)
            .and_then(|node| node.0.dyn_into::<Array>().ok());
        array
            .map(|array| array.iter().map(Self).collect())
            .unwrap_or_default()
    }

    /// The texts of a list.
    pub(crate) fn names(&self, name: &str) -> Vec<String> {
        let list = self.list(name);
        list.iter().filter_map(|node| node.0.as_string()).collect()
    }

    /// The texts of a list of texts by language, each in the best language.
    pub(crate) fn labels(&self, name: &str, locale: &str) -> Vec<String> {
        let best = |node: &Self| node.in_language(locale)?.0.as_string();
        self.list(name).iter().filter_map(best).collect()
    }

    /// A whole number with its sign.
    pub(crate) fn signed(&self, name: &str) -> Option<i64> {
        let number = self.at(name)?.0.as_f64()?;
        (number.abs() <= WHOLE_MAX && number.fract() == 0.0).then_some(number as i64)
    }

    /// The names and texts of a map such as `{"en": "Silver"}`.
    pub(crate) fn texts(&self) -> Vec<(String, String)> {
        let Some(object) = self.0.dyn_ref::<Object>() else {
            return Vec::new();
        };
        let names = Object::keys(object)
            .into_iter()
            .filter_map(|name| name.as_string());
        names
            .filter_map(|name| self.text(&name).map(|text| (name, text)))
            .collect()
    }

    /// The names of a map that say yes or no, such as `{"r1": true}`.
    pub(crate) fn yes_and_no(&self) -> Vec<(String, bool)> {
        let Some(object) = self.0.dyn_ref::<Object>() else {
            return Vec::new();
        };
        let names = Object::keys(object).into_iter();
        let names = names.filter_map(|name| name.as_string());
        names
            .filter_map(|name| self.at(&name)?.0.as_bool().map(|is| (name, is)))
            .collect()
    }

    /// The part of a map by language that fits a locale best: the locale, its language, English,
    /// or whatever comes first.
    pub(crate) fn in_language(&self, locale: &str) -> Option<Self> {
        let language = locale
            .split_once('-')
            .map_or(locale, |(language, _)| language);
        for name in [locale, language, "en"] {
            if let Some(node) = self.at(name) {
                return Some(node);
            }
        }
        let first = Object::keys(self.0.dyn_ref::<Object>()?)
            .get(0)
            .as_string()?;
        self.at(&first)
    }

    /// A text by language, in the best language.
    pub(crate) fn label(&self, name: &str, locale: &str) -> Option<String> {
        self.at(name)?.in_language(locale)?.0.as_string()
    }
}

fn whole(value: &JsValue) -> Option<u64> {
    let number = value.as_f64()?;
    ((0.0..=WHOLE_MAX).contains(&number) && number.fract() == 0.0).then_some(number as u64)
}

/// An object of names and values, to be sent.
pub(crate) fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // Unwrap safety: not needed; setting a member of a plain new object does not fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}
