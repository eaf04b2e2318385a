//! The shapes of tiers and their levels.

use serde_json::{Value, json};

use super::super::read::tiers as read;
use super::shape::{about, list, object, points, reference, whole, with_default, word};
use crate::limits::{MULTIPLIER_MAX, PROGRAM_LIST_MAX};
use crate::points::Points;

/// The tiers.
pub(super) fn tiers() -> Value {
    let levels = || {
        let mut levels = list(reference("level"), PROGRAM_LIST_MAX);
        levels["minItems"] = json!(1);
        levels
    };
    object("Levels of standing.", read::FIELDS, &["levels"], |name| {
        Some(match name {
            "by" => with_default(
                "What counts: qualifying points, money spent in minor units, or orders paid.",
                word(read::BYS),
                json!("points"),
            ),
            "window" => window(),
            "downgrade" => about("What happens below the threshold.", downgrade()),
            "levels" => about(
                "The levels, lowest first: the first from 0, each next from more.",
                levels(),
            ),
            _ => return None,
        })
    })
}

fn window() -> Value {
    let rolling = object(
        "The last so many days or months.",
        read::ROLLING_FIELDS,
        read::ROLLING_FIELDS,
        |name| match name {
            "rolling" => Some(reference("calendar_duration")),
            _ => None,
        },
    );
    json!({
        "description": "Over what time it counts.",
        "default": read::LIFETIME,
        "anyOf": [rolling, {"type": "string", "enum": [read::CALENDAR_YEAR, read::LIFETIME]}],
    })
}

fn downgrade() -> Value {
    let about_it = "What happens below the threshold.";
    object(about_it, read::DOWNGRADE_FIELDS, &[], |name| {
        Some(match name {
            "step" => with_default(
                "How far down: one level, or to the one that the count says.",
                word(read::STEPS),
                json!("one"),
            ),
            "grace" => about("How long the tier is kept first.", reference("duration")),
            _ => return None,
        })
    })
}

/// A level.
pub(super) fn level() -> Value {
    object(
        "A level of standing.",
        read::LEVEL_FIELDS,
        &["id", "name", "from"],
        |name| {
            Some(match name {
                "id" => about("Its name within the program.", reference("id")),
                "name" => about("What shoppers read, by language.", reference("label")),
                "from" => about(
                    "The threshold: points, minor units or orders.",
                    whole(0, Points::MAX.get() as i64),
                ),
                "multiplier" => with_default(
                    "What points of orders are multiplied by, in basis points: 12500 is 1.25.",
                    multiplier(),
                    json!(read::MULTIPLIER_ONCE),
                ),
                "perks" => about(
                    "What else it brings, for shoppers to read.",
                    list(reference("label"), PROGRAM_LIST_MAX),
                ),
                "gift" => about("Points given on reaching it.", points()),
                _ => return None,
            })
        },
    )
}

/// A multiplier in basis points.
pub(super) fn multiplier() -> Value {
    whole(1, MULTIPLIER_MAX)
}
