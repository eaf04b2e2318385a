//! The JSON Schema of a program's document, made from the tables that its parser reads by.
//!
//! Which fields there are, which words and which limits is taken from there; only descriptions,
//! what is required and the shape of each field stand here, and tests hold them to the parser. A
//! schema knows the shape of each part and not how parts agree: references, order and uniqueness
//! are the parser's alone.

mod earn;
mod rewards;
mod shape;
mod tiers;

use serde_json::{Value, json};

use super::Program;
use super::read::{campaigns, expiry, program};
use crate::limits::{LABEL_LENGTH_MAX, PROGRAM_LIST_MAX};
use crate::money::Currency;
use shape::{about, list, object, reference, text, word};

impl Program {
    /// The JSON Schema (draft 2020-12) of the document that [`Program::parse`] reads.
    pub fn schema() -> Value {
        let mut schema = object(
            "A shop's rules: what earns points, what points buy, and in between.",
            program::FIELDS,
            &["name", "currency"],
            field,
        );
        schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
        schema["title"] = json!("Accolade program");
        schema["$defs"] = json!({
            "id": shape::id(),
            "duration": shape::duration(),
            "clock_duration": shape::clock_duration(),
            "calendar_duration": shape::calendar_duration(),
            "time": shape::time(),
            "label": shape::label(),
            "points_name": shape::forms(),
            "rule": earn::rule(),
            "line_filter": earn::line_filter(),
            "campaign": campaign(),
            "tiers": tiers::tiers(),
            "level": tiers::level(),
            "reward": rewards::reward(),
            "expiry": expires(),
        });
        schema
    }
}

fn field(name: &str) -> Option<Value> {
    let items = |what: &str| list(reference(what), PROGRAM_LIST_MAX);
    Some(match name {
        program::SCHEMA => about(
            "Where this schema is; it says nothing about the program.",
            text(program::SCHEMA_LENGTH_MAX),
        ),
        "name" => about("What the shop calls its programme.", text(LABEL_LENGTH_MAX)),
        "currency" => json!({
            "description": "The currency of every amount, by its ISO 4217 code. Fixed after the \
                shop's first entry.",
            "type": "string",
            "enum": Currency::codes().collect::<Vec<_>>(),
        }),
        "timezone" => json!({
            "description": "Where calendar days, months and years are counted: an IANA name.",
            "type": "string",
            "default": "UTC",
            "examples": ["Europe/Vienna", "America/New_York", "Asia/Tokyo"],
        }),
        "points_name" => about(
            "What the shop calls its points, by language and plural form.",
            reference(name),
        ),
        "earn" => about("The ways to earn points.", items("rule")),
        "campaigns" => about("Times at which rules give more.", items("campaign")),
        "tiers" => about("Levels of standing.", reference("tiers")),
        "rewards" => about("What points buy.", items("reward")),
        "expiry" => about(
            "When available points expire; never, where it is left out.",
            reference(name),
        ),
        "hold" => shape::with_default(
            "How long points are held for a reward until a checkout counts on it.",
            reference("clock_duration"),
            json!(format!("PT{}M", program::HOLD_MINUTES)),
        ),
        "presented" => shape::with_default(
            "How long a hold lives on once a checkout has counted on it.",
            reference("clock_duration"),
            json!(format!("PT{}M", program::PRESENTED_MINUTES)),
        ),
        "clawback" => shape::with_default(
            "What becomes of points that a refund takes back and that are spent already: a \
             deficit that later points repay, or nothing.",
            word(program::CLAWBACKS),
            json!("deficit"),
        ),
        _ => return None,
    })
}

fn campaign() -> Value {
    object(
        "A time at which rules give more.",
        campaigns::FIELDS,
        &["id", "multiplier"],
        |name| {
            Some(match name {
                "multiplier" => about(
                    "What points are multiplied by, in basis points: 20000 is twice.",
                    tiers::multiplier(),
                ),
                "rules" => about(
                    "The rules it multiplies, by their ids; all order rules where empty.",
                    shape::ids(),
                ),
                "max_points" => about("The most points it adds to one order.", shape::points()),
                _ => return shape::common(name),
            })
        },
    )
}

fn expires() -> Value {
    object(
        "When available points expire.",
        expiry::FIELDS,
        &["after"],
        |name| {
            Some(match name {
                "after" => about("How long points live.", reference("duration")),
                "from" => shape::with_default(
                    "From when that counts: when each became available, or the shopper's last \
                     activity.",
                    word(expiry::FROMS),
                    json!("earned"),
                ),
                _ => return None,
            })
        },
    )
}

#[cfg(test)]
mod tests {
    use super::super::read::{earn as rules, rewards as kinds, tiers as levels};
    use super::*;

    /// A field that the parser takes and nothing here describes would be one that an editor marks.
    #[test]
    fn every_field_of_the_parser_is_in_the_schema() {
        let schema = Program::schema();
        let check = |pointer: &str, fields: &[&str]| {
            let found = schema
                .pointer(pointer)
                .and_then(|object| object["properties"].as_object());
            let mut found: Vec<&str> = found
                .into_iter()
                .flatten()
                .map(|(name, _)| &**name)
                .collect();
            let mut expected = fields.to_vec();
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{pointer}");
        };
        check("", program::FIELDS);
        check("/$defs/campaign", campaigns::FIELDS);
        check("/$defs/expiry", expiry::FIELDS);
        check("/$defs/tiers", levels::FIELDS);
        check("/$defs/level", levels::LEVEL_FIELDS);
        check("/$defs/line_filter", rules::FILTER_FIELDS);
        for (place, (_, on)) in rules::ONS.words.iter().enumerate() {
            let fields = [rules::ONS.common, (rules::ONS.own)(*on)].concat();
            check(&format!("/$defs/rule/oneOf/{place}"), &fields);
        }
        for (place, (_, kind)) in kinds::KINDS.words.iter().enumerate() {
            let fields = [kinds::KINDS.common, (kinds::KINDS.own)(*kind)].concat();
            check(&format!("/$defs/reward/oneOf/{place}"), &fields);
        }
    }
}
