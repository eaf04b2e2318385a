//! The shapes of small values, with the parser's limits.

use serde_json::{Map, Value, json};

use super::super::Per;
use super::super::read::label::{PLURALS, TAG_LENGTH_MAX};
use super::super::read::value::{CAP_FIELDS, PERS};
use crate::id::ID_LENGTH_MAX;
use crate::limits::{
    CAP_TIMES_MAX, LABEL_LENGTH_MAX, LANGUAGES_MAX, PROGRAM_LIST_MAX, RULE_POINTS_MAX,
};
use crate::money::Amount;

/// An object with the fields that the parser takes, each with the shape that `shape` knows; one
/// that is not required may be `null`, which is the same as leaving it out.
pub(super) fn object(
    description: &str,
    fields: &[&str],
    required: &[&str],
    shape: impl Fn(&str) -> Option<Value>,
) -> Value {
    let property = |field: &&str| {
        let shape = shape(field)?;
        let shape = if required.contains(field) {
            shape
        } else {
            or_null(shape)
        };
        Some(((*field).to_owned(), shape))
    };
    let properties: Map<String, Value> = fields.iter().filter_map(property).collect();
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The fields that rules, campaigns and rewards have in common.
pub(super) fn common(field: &str) -> Option<Value> {
    Some(match field {
        "id" => about("Its name within the program.", reference("id")),
        "from" => about("The first instant at which it is there.", reference("time")),
        "until" => about(
            "The first instant at which it is no longer.",
            reference("time"),
        ),
        "tiers" => about(
            "The tiers it is for, by their ids; everyone where empty.",
            ids(),
        ),
        "segments" => about(
            "The groups of shoppers it is for, as identity tokens name them; everyone where empty.",
            ids(),
        ),
        "label" => about("What shoppers read, by language.", reference("label")),
        _ => return None,
    })
}

/// The same shape, or `null`.
fn or_null(shape: Value) -> Value {
    let Value::Object(mut fields) = shape else {
        return shape;
    };
    if let Some(Value::String(one)) = fields.get("type") {
        let types = json!([one, "null"]);
        fields.insert("type".to_owned(), types);
        if let Some(Value::Array(words)) = fields.get_mut("enum") {
            words.push(Value::Null);
        }
        return Value::Object(fields);
    }
    // What describes stays outside, where an editor looks for it.
    let mut outer = Map::new();
    for key in ["description", "default"] {
        outer.extend(fields.remove_entry(key));
    }
    outer.insert("anyOf".to_owned(), json!([fields, {"type": "null"}]));
    Value::Object(outer)
}

/// A shape with a description.
pub(super) fn about(description: &str, mut shape: Value) -> Value {
    shape["description"] = json!(description);
    shape
}

/// A shape with a description and what holds where it is left out.
pub(super) fn with_default(description: &str, shape: Value, default: Value) -> Value {
    let mut shape = about(description, shape);
    shape["default"] = default;
    shape
}

/// A shape that stands among the definitions.
pub(super) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

/// One of the parser's words.
pub(super) fn word<T>(words: &[(&str, T)]) -> Value {
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    json!({"type": "string", "enum": words})
}

/// A text that is not empty.
pub(super) fn text(length_max: usize) -> Value {
    json!({"type": "string", "minLength": 1, "maxLength": length_max})
}

/// A whole number.
pub(super) fn whole(least: i64, most: i64) -> Value {
    json!({"type": "integer", "minimum": least, "maximum": most})
}

/// Points that something gives or costs.
pub(super) fn points() -> Value {
    whole(1, RULE_POINTS_MAX)
}

/// An amount in minor units, from `least`.
pub(super) fn amount(least: i64) -> Value {
    whole(least, Amount::MAX.get() as i64)
}

/// A list.
pub(super) fn list(items: Value, length_max: usize) -> Value {
    json!({"type": "array", "items": items, "maxItems": length_max})
}

/// A list of ids.
pub(super) fn ids() -> Value {
    list(reference("id"), PROGRAM_LIST_MAX)
}

/// An id: a text, or a number as platforms write it.
pub(super) fn id() -> Value {
    let plain = format!("[!-~]{{1,{ID_LENGTH_MAX}}}");
    let global = format!("gid://shopify/[^/]*/[!-.0-~]{{1,{ID_LENGTH_MAX}}}");
    json!({"anyOf": [
        {"type": "string", "pattern": format!("^(?:{global}|{plain})$")},
        {"type": "integer", "minimum": 0, "maximum": u64::MAX},
    ]})
}

/// An instant of RFC 3339.
pub(super) fn time() -> Value {
    let clock = "[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?";
    let offset = "(?:[Zz]|[+-][0-9]{2}:[0-9]{2})";
    json!({
        "type": "string",
        "pattern": format!("^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[Tt ]{clock}{offset}$"),
        "examples": ["2026-11-27T00:00:00Z"],
    })
}

const CALENDAR: &str = "(?:[0-9]+[YyMmWwDd])";
const CLOCK: &str = "(?:[0-9]+(?:[.,][0-9]+)?[HhMmSs])";

/// A duration of ISO 8601.
pub(super) fn duration() -> Value {
    json!({
        "type": "string",
        "pattern": format!("^P(?:{CALENDAR}+(?:[Tt]{CLOCK}+)?|[Tt]{CLOCK}+)$"),
        "examples": ["P30D", "P12M", "PT12H"],
    })
}

/// A duration that is as long in every calendar.
pub(super) fn clock_duration() -> Value {
    json!({
        "type": "string",
        "pattern": format!("^P(?:0+[YyMmWwDd])*[Tt]{CLOCK}+$"),
        "examples": ["PT15M", "PT1H"],
    })
}

/// A duration of whole days.
pub(super) fn calendar_duration() -> Value {
    json!({
        "type": "string",
        "pattern": format!("^P{CALENDAR}+(?:[Tt](?:0+(?:[.,]0+)?[HhMmSs])+)?$"),
        "examples": ["P12M", "P90D"],
    })
}

/// Something by language tag.
fn by_language(shape: Value) -> Value {
    json!({
        "type": "object",
        "minProperties": 1,
        "maxProperties": LANGUAGES_MAX,
        "propertyNames": {
            "pattern": "^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$",
            "maxLength": TAG_LENGTH_MAX,
        },
        "additionalProperties": shape,
    })
}

/// A text by language.
pub(super) fn label() -> Value {
    let mut label = by_language(text(LABEL_LENGTH_MAX));
    label["examples"] = json!([{"en": "Silver", "de": "Silber"}]);
    label
}

/// A noun by language and plural form.
pub(super) fn forms() -> Value {
    let form = |_: &str| Some(text(LABEL_LENGTH_MAX));
    let about = "The plural forms of CLDR; the language's other ones fall back to `other`.";
    let mut forms = by_language(object(about, PLURALS, &["other"], form));
    forms["examples"] = json!([{"en": {"one": "berry", "other": "berries"}}]);
    forms
}

/// How often something may happen, counted in one of `pers`.
pub(super) fn cap(description: &str, pers: &[Per]) -> Value {
    let words: Vec<(&str, Per)> = PERS
        .iter()
        .filter(|(_, per)| pers.contains(per))
        .copied()
        .collect();
    object(description, CAP_FIELDS, CAP_FIELDS, |name| {
        Some(match name {
            "times" => about("How many times.", whole(1, CAP_TIMES_MAX.into())),
            "per" => about("In what.", word(&words)),
            _ => return None,
        })
    })
}
