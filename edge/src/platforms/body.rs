//! Reading a webhook's JSON from its text, so that no number passes through a float, and only as
//! deep as is asked for.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::str::FromStr;

use serde_json::value::RawValue;
use shared::document::Fault;
use shared::limits::FAULTS_MAX;
use shared::{Amount, Currency, Time};

use super::decimal::{self, Signed};

/// Reads a body with `read`, and answers what it made or every fault it found.
///
/// `read` returns `None` only after it recorded a fault; what it returns is dropped where there is
/// any.
pub(super) fn read<T>(
    body: &[u8],
    read: impl FnOnce(&Place<'_, '_>) -> Option<T>,
) -> Result<T, Vec<Fault>> {
    let raw: &RawValue = match serde_json::from_slice(body) {
        Ok(raw) => raw,
        Err(error) => {
            let detail = format!("is no JSON: {error}");
            return Err(vec![Fault {
                pointer: String::new(),
                detail,
            }]);
        }
    };
    let faults = RefCell::new(Vec::new());
    let made = read(&Place {
        text: raw.get(),
        pointer: String::new(),
        faults: &faults,
    });
    let faults = faults.into_inner();
    match made {
        Some(made) if faults.is_empty() => Ok(made),
        _ => Err(faults),
    }
}

/// A place in a body.
pub(super) struct Place<'a, 'f> {
    /// Its JSON, untouched. The syntax of the whole body was checked once.
    text: &'a str,
    pointer: String,
    faults: &'f RefCell<Vec<Fault>>,
}

impl<'a, 'f> Place<'a, 'f> {
    /// Records a fault at this place, and answers `None` for the caller to return.
    pub(super) fn fault<T>(&self, detail: impl Into<String>) -> Option<T> {
        record(self.faults, self.pointer.clone(), detail.into());
        None
    }

    /// Records that something else was expected here.
    pub(super) fn expected<T>(&self, allowed: &str) -> Option<T> {
        self.fault(format!("found {}, allowed is {allowed}", self.found()))
    }

    /// The text, where it is one that Unicode can write.
    pub(super) fn as_text(&self) -> Option<String> {
        serde_json::from_str(self.text).ok()
    }

    /// A text.
    pub(super) fn text(&self) -> Option<String> {
        self.as_text().or_else(|| self.expected("a text"))
    }

    /// A value parsed from a text; the fault is the parser's own sentence.
    pub(super) fn parsed<T>(&self) -> Option<T>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        match self.text()?.parse() {
            Ok(value) => Some(value),
            Err(error) => self.fault(format!("found {}: {error}", self.found())),
        }
    }

    /// An id: a text, or a whole number to its last digit.
    pub(super) fn id<T>(&self) -> Option<T>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        if !self.is_whole_number() {
            return self.parsed();
        }
        match self.text.parse() {
            Ok(id) => Some(id),
            Err(error) => self.fault(format!("found {}: {error}", self.found())),
        }
    }

    /// An id where there is one: platforms write 0 and an empty text for none.
    pub(super) fn id_or_none<T>(&self) -> Option<Option<T>>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        match self.text {
            "0" | "\"0\"" | "\"\"" => Some(None),
            _ => self.id().map(Some),
        }
    }

    /// An amount in minor units of `currency`, of any sign, from a text or a number.
    pub(super) fn signed(&self, currency: Currency) -> Option<Signed> {
        let text = if self.text.starts_with('"') {
            self.text()?
        } else {
            self.text.to_owned()
        };
        match decimal::read(&text, currency) {
            Ok(signed) => Some(signed),
            Err(_) => self.expected(&format!("an amount of {currency}")),
        }
    }

    /// An amount in minor units of `currency`, not below 0.
    pub(super) fn amount(&self, currency: Currency) -> Option<Amount> {
        let signed = self.signed(currency)?;
        if signed.negative {
            return self.expected("an amount not below 0");
        }
        Some(signed.size)
    }

    /// A whole number of at most `most`, not below 0.
    pub(super) fn integer(&self, most: u64) -> Option<u64> {
        let number = self.text.parse().ok().filter(|number| *number <= most);
        number.or_else(|| self.expected(&format!("a whole number from 0 to {most}")))
    }

    /// A number not below 0, rounded up to a whole one of at most `most`: some shops sell by
    /// weight.
    pub(super) fn integer_above(&self, most: u64) -> Option<u64> {
        match self.text.split_once('.') {
            Some((whole, fraction)) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => {
                let odd = u64::from(fraction.bytes().any(|byte| byte != b'0'));
                let whole = whole.parse().ok().filter(|number: &u64| *number < most);
                whole
                    .map(|whole| whole + odd)
                    .or_else(|| self.expected(&format!("a number from 0 to {most}")))
            }
            _ => self.integer(most),
        }
    }

    /// `true` or `false`.
    pub(super) fn boolean(&self) -> Option<bool> {
        let boolean = self.text.parse().ok();
        boolean.or_else(|| self.expected("true or false"))
    }

    /// An instant with an offset.
    pub(super) fn time(&self) -> Option<Time> {
        self.parsed()
    }

    /// An instant in UTC that does not say so, as WooCommerce writes its `_gmt` fields.
    pub(super) fn time_in_utc(&self) -> Option<Time> {
        let text = self.text()?;
        let time = text.parse().or_else(|_| format!("{text}Z").parse());
        match time {
            Ok(time) => Some(time),
            Err(_) => self.expected("an instant such as 2026-03-01T12:00:00"),
        }
    }

    /// The items of a list of at most `length_max`.
    pub(super) fn list(&self, length_max: usize) -> Option<Vec<Self>> {
        let Ok(items) = serde_json::from_str::<Vec<&'a RawValue>>(self.text) else {
            return self.expected("a list");
        };
        if items.len() > length_max {
            return self.fault(format!(
                "found {} items, allowed are {length_max}",
                items.len()
            ));
        }
        let place = |(index, item): (usize, &&'a RawValue)| self.below(&index.to_string(), item);
        Some(items.iter().enumerate().map(place).collect())
    }

    /// Every item of a list read by `item`; `None` where one could not be.
    pub(super) fn all<T>(
        &self,
        length_max: usize,
        item: impl Fn(&Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        // Read every item before giving up, so that every fault is found.
        let read: Vec<Option<T>> = self.list(length_max)?.iter().map(item).collect();
        read.into_iter().collect()
    }

    /// The fields of an object.
    pub(super) fn fields(&self) -> Option<Fields<'a, 'f>> {
        let map = serde_json::from_str(self.text).ok();
        map.map_or_else(
            || self.expected("an object"),
            |map| {
                Some(Fields {
                    map,
                    pointer: self.pointer.clone(),
                    faults: self.faults,
                })
            },
        )
    }

    fn is_whole_number(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn found(&self) -> String {
        const SHOWN: usize = 60;
        if self.text.chars().nth(SHOWN).is_none() {
            return self.text.to_owned();
        }
        self.text.chars().take(SHOWN).chain(['…']).collect()
    }

    fn below(&self, key: &str, value: &'a RawValue) -> Self {
        Self {
            text: value.get(),
            pointer: below(&self.pointer, key),
            faults: self.faults,
        }
    }
}

/// The fields of an object; `null` is the same as not there.
pub(super) struct Fields<'a, 'f> {
    map: BTreeMap<String, &'a RawValue>,
    pointer: String,
    faults: &'f RefCell<Vec<Fault>>,
}

impl<'a, 'f> Fields<'a, 'f> {
    /// Whether the object has a field of this name, be it `null`.
    pub(super) fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    /// The names of the fields.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.map.keys().map(String::as_str)
    }

    /// A field that may be absent.
    pub(super) fn optional(&self, key: &str) -> Option<Place<'a, 'f>> {
        let value = self.map.get(key).filter(|value| value.get() != "null")?;
        Some(Place {
            text: value.get(),
            pointer: below(&self.pointer, key),
            faults: self.faults,
        })
    }

    /// A field that must be there; its absence is a fault.
    pub(super) fn required(&self, key: &str) -> Option<Place<'a, 'f>> {
        self.optional(key).or_else(|| self.missing(key))
    }

    /// Records that a field is missing.
    pub(super) fn missing<T>(&self, key: &str) -> Option<T> {
        record(
            self.faults,
            below(&self.pointer, key),
            "is missing".to_owned(),
        );
        None
    }

    /// A field read where it is there: `Some(None)` where absent, `None` where faulty.
    pub(super) fn maybe<T>(
        &self,
        key: &str,
        read: impl FnOnce(&Place<'a, 'f>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.optional(key) {
            Some(place) => read(&place).map(Some),
            None => Some(None),
        }
    }

    /// A field read where it is there, `otherwise` where absent, `None` where faulty.
    pub(super) fn or<T>(
        &self,
        key: &str,
        otherwise: T,
        read: impl FnOnce(&Place<'a, 'f>) -> Option<T>,
    ) -> Option<T> {
        self.maybe(key, read)
            .map(|value| value.unwrap_or(otherwise))
    }

    /// The objects in a list that need not be one: what is none is passed over.
    pub(super) fn objects(&self, key: &str) -> Vec<Self> {
        let items: Option<Vec<&'a RawValue>> = self
            .map
            .get(key)
            .and_then(|value| serde_json::from_str(value.get()).ok());
        let fields = |item: &'a RawValue| {
            let map = serde_json::from_str(item.get()).ok()?;
            Some(Self {
                map,
                pointer: below(&self.pointer, key),
                faults: self.faults,
            })
        };
        items
            .unwrap_or_default()
            .into_iter()
            .filter_map(fields)
            .collect()
    }

    /// The text deep inside, where there is one; anything else is passed over.
    pub(super) fn text_at(&self, path: &[&str]) -> Option<String> {
        let (last, above) = path.split_last()?;
        let mut found = None;
        for key in above {
            let map = found.as_ref().unwrap_or(&self.map);
            let next = map
                .get(*key)
                .and_then(|value| serde_json::from_str(value.get()).ok())?;
            found = Some(next);
        }
        let value = found.as_ref().unwrap_or(&self.map).get(*last)?;
        serde_json::from_str(value.get()).ok()
    }
}

fn record(faults: &RefCell<Vec<Fault>>, pointer: String, detail: String) {
    let mut faults = faults.borrow_mut();
    if faults.len() < FAULTS_MAX {
        faults.push(Fault { pointer, detail });
    }
}

fn below(pointer: &str, key: &str) -> String {
    let key = key.replace('~', "~0").replace('/', "~1");
    format!("{pointer}/{key}")
}
