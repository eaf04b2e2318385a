//! Tiers: levels of standing, reached by qualifying within a window.

use serde::{Deserialize, Serialize};

use super::Label;
use crate::id::TierId;
use crate::points::Points;
use crate::time::Span;

/// The tiers of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct Tiers {
    /// What counts.
    pub by: TierBy,
    /// Over what time.
    pub window: TierWindow,
    /// What happens below the threshold.
    pub downgrade: Downgrade,
    /// The levels, lowest first, thresholds strictly rising; the first begins at 0.
    pub levels: Vec<Level>,
}

impl Tiers {
    /// The index of the highest level whose threshold `have` reaches.
    pub fn level_for(&self, have: u64) -> usize {
        self.levels
            .iter()
            .rposition(|level| level.from <= have)
            .unwrap_or(0)
    }

    /// The index of a level by its id.
    pub fn index(&self, id: &TierId) -> Option<usize> {
        self.levels.iter().position(|level| level.id == *id)
    }
}

/// What counts toward a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TierBy {
    /// Qualifying points.
    Points,
    /// Money spent, in minor units.
    Spend,
    /// Orders paid.
    Orders,
}

/// Over what time qualifying counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TierWindow {
    /// The last so many days or months, by calendar days.
    Rolling(Span),
    /// The calendar year; standing lasts to the end of the next.
    CalendarYear,
    /// All time.
    Lifetime,
}

/// What happens to a shopper below their tier's threshold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Downgrade {
    /// How far down.
    pub step: DowngradeStep,
    /// How long they keep the tier first.
    pub grace: Option<Span>,
}

/// How far down a downgrade goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DowngradeStep {
    /// One level.
    One,
    /// To the level that what they have says.
    Balance,
}

/// A level of standing.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Its name within the program.
    pub id: TierId,
    /// What shoppers read.
    pub name: Label,
    /// The threshold: qualifying points, minor units or orders.
    pub from: u64,
    /// What order points are multiplied by, in basis points.
    pub multiplier: u32,
    /// What else it brings, for shoppers to read.
    pub perks: Vec<Label>,
    /// Points given once on reaching it.
    pub gift: Option<Points>,
}
