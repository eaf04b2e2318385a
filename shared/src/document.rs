//! Reading a JSON document whole: every fault is found, each with the pointer to its place (RFC
//! 6901).

use std::cell::RefCell;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::limits::FAULTS_MAX;

/// What is wrong with a document, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The JSON Pointer of the place; empty for the document itself.
    pub pointer: String,
    /// What was found there and what is allowed.
    pub detail: String,
}

/// Reads a document with `read`, and answers what it made or every fault it found, at most
/// [`FAULTS_MAX`].
///
/// `read` returns `None` only after it recorded a fault; what it returns is dropped where there is
/// any.
pub fn read<T>(
    document: &Value,
    read: impl FnOnce(&Node<'_, '_>) -> Option<T>,
) -> Result<T, Vec<Fault>> {
    let faults = RefCell::new(Vec::new());
    let made = read(&Node {
        value: document,
        is_missing: false,
        pointer: String::new(),
        faults: &faults,
    });
    let faults = faults.into_inner();
    match made {
        Some(made) if faults.is_empty() => Ok(made),
        _ => Err(faults),
    }
}

/// What stands for a field that is not there.
static NOTHING: Value = Value::Null;
/// How a fault of such a field begins.
const MISSING: &str = "is missing";

/// A place in a document.
pub struct Node<'a, 'f> {
    value: &'a Value,
    is_missing: bool,
    pointer: String,
    faults: &'f RefCell<Vec<Fault>>,
}

impl<'a, 'f> Node<'a, 'f> {
    /// Records a fault at this place, and answers `None` for the caller to return.
    pub fn fault<T>(&self, detail: impl Into<String>) -> Option<T> {
        let mut detail = detail.into();
        if self.is_missing && !detail.starts_with(MISSING) {
            detail = format!("{MISSING}; {detail}");
        }
        self.record(self.pointer.clone(), detail);
        None
    }

    /// Records the faults of a document that this place holds whole, below it.
    pub fn faults<T>(&self, faults: Vec<Fault>) -> Option<T> {
        for fault in faults {
            self.record(format!("{}{}", self.pointer, fault.pointer), fault.detail);
        }
        None
    }

    /// The value itself, for what needs no reading.
    pub const fn value(&self) -> &'a Value {
        self.value
    }

    /// A text of at most `length_max` characters, not empty.
    pub fn text(&self, length_max: usize) -> Option<&'a str> {
        match self.value.as_str() {
            Some(text) if (1..=length_max).contains(&text.chars().count()) => Some(text),
            Some("") => self.fault(format!(
                "found an empty text, allowed are 1 to {length_max} characters"
            )),
            Some(_) => self.fault(format!(
                "found a text of more than {length_max} characters, allowed are 1 to {length_max}"
            )),
            None => self.expected("a text"),
        }
    }

    /// A value parsed from a text; the fault is the parser's own sentence.
    pub fn parsed<T>(&self) -> Option<T>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        let text = self.value.as_str();
        match text.map(str::parse) {
            Some(Ok(value)) => Some(value),
            Some(Err(error)) => self.fault(format!("found {}, but {error}", self.found())),
            None => match "".parse::<T>() {
                Err(error) => self.expected(&format!("a text: {error}")),
                Ok(_) => self.expected("a text"),
            },
        }
    }

    /// An id, which platforms also write as a number.
    pub fn id<T>(&self) -> Option<T>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        match self.value.as_u64() {
            Some(number) => number.to_string().parse().ok(),
            None => self.parsed(),
        }
    }

    /// A whole number from `least` to `most`.
    pub fn integer(&self, least: i64, most: i64) -> Option<i64> {
        match self.value.as_i64() {
            Some(number) if (least..=most).contains(&number) => Some(number),
            _ => self.expected(&format!("a whole number from {least} to {most}")),
        }
    }

    /// `true` or `false`.
    pub fn boolean(&self) -> Option<bool> {
        self.value
            .as_bool()
            .or_else(|| self.expected("true or false"))
    }

    /// The items of a list of at most `length_max`.
    pub fn list(&self, length_max: usize) -> Option<Vec<Node<'a, 'f>>> {
        let Some(items) = self.value.as_array() else {
            return self.expected("a list");
        };
        if items.len() > length_max {
            return self.fault(format!(
                "found {} items, allowed are {length_max}",
                items.len()
            ));
        }
        let node = |(index, value): (usize, &'a Value)| self.below(&index.to_string(), value);
        Some(items.iter().enumerate().map(node).collect())
    }

    /// Every item of a list read by `item`; `None` where one could not be.
    pub fn all<T>(
        &self,
        length_max: usize,
        item: impl Fn(&Node<'a, 'f>) -> Option<T>,
    ) -> Option<Vec<T>> {
        // Read every item before giving up, so that every fault is found.
        let read: Vec<Option<T>> = self.list(length_max)?.iter().map(item).collect();
        read.into_iter().collect()
    }

    /// The fields of an object, whatever their names.
    pub fn fields(&self) -> Option<Fields<'a, 'f>> {
        match self.value.as_object() {
            Some(map) => Some(Fields {
                map,
                node: self.below_itself(),
            }),
            None => self.expected("an object"),
        }
    }

    /// The fields of an object that may have only the names in `allowed`; others are faults.
    pub fn fields_only(&self, allowed: &[&str]) -> Option<Fields<'a, 'f>> {
        let fields = self.fields()?;
        for key in fields
            .map
            .keys()
            .filter(|key| !allowed.contains(&key.as_str()))
        {
            let detail = format!("found an unknown field; allowed are {}", allowed.join(", "));
            self.record(format!("{}/{}", self.pointer, escaped(key)), detail);
        }
        Some(fields)
    }

    /// Records that something else was expected here.
    pub fn expected<T>(&self, allowed: &str) -> Option<T> {
        if self.is_missing {
            return self.fault(format!("{MISSING}; allowed is {allowed}"));
        }
        self.fault(format!("found {}, allowed is {allowed}", self.found()))
    }

    fn found(&self) -> String {
        const SHOWN: usize = 60;
        let text = self.value.to_string();
        if text.chars().count() <= SHOWN {
            return text;
        }
        text.chars()
            .take(SHOWN)
            .chain(std::iter::once('…'))
            .collect()
    }

    fn record(&self, pointer: String, detail: String) {
        let mut faults = self.faults.borrow_mut();
        if faults.len() < FAULTS_MAX {
            faults.push(Fault { pointer, detail });
        }
    }

    fn below(&self, key: &str, value: &'a Value) -> Node<'a, 'f> {
        let pointer = format!("{}/{}", self.pointer, escaped(key));
        Node {
            value,
            is_missing: false,
            pointer,
            faults: self.faults,
        }
    }

    fn below_itself(&self) -> Node<'a, 'f> {
        Node {
            value: self.value,
            is_missing: self.is_missing,
            pointer: self.pointer.clone(),
            faults: self.faults,
        }
    }
}

/// The fields of an object; `null` is the same as not there.
pub struct Fields<'a, 'f> {
    map: &'a Map<String, Value>,
    node: Node<'a, 'f>,
}

impl<'a, 'f> Fields<'a, 'f> {
    /// A field that must be there. Where it is not, what is answered stands for nothing: whatever
    /// reads it refuses `null`, and so says what is allowed in its place.
    pub fn required(&self, key: &str) -> Option<Node<'a, 'f>> {
        Some(self.optional(key).unwrap_or_else(|| Node {
            is_missing: true,
            ..self.node.below(key, &NOTHING)
        }))
    }

    /// A field that may be absent.
    pub fn optional(&self, key: &str) -> Option<Node<'a, 'f>> {
        let value = self.map.get(key).filter(|value| !value.is_null())?;
        Some(self.node.below(key, value))
    }

    /// A field read where it is there: `Some(None)` where absent, `None` where faulty.
    pub fn maybe<T>(
        &self,
        key: &str,
        read: impl FnOnce(&Node<'a, 'f>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.optional(key) {
            Some(node) => read(&node).map(Some),
            None => Some(None),
        }
    }

    /// A field read where it is there, `otherwise` where absent, `None` where faulty.
    pub fn or<T>(
        &self,
        key: &str,
        otherwise: T,
        read: impl FnOnce(&Node<'a, 'f>) -> Option<T>,
    ) -> Option<T> {
        self.maybe(key, read)
            .map(|value| value.unwrap_or(otherwise))
    }

    /// Every field with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, Node<'a, 'f>)> {
        self.map
            .iter()
            .map(|(key, value)| (key.as_str(), self.node.below(key, value)))
    }

    /// The object itself, to record a fault of the whole.
    pub const fn node(&self) -> &Node<'a, 'f> {
        &self.node
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
