//! The profile: what identity tokens say of a shopper that rules ask for, and what follows from it.

use serde::{Deserialize, Serialize};

use crate::id::Segment;
use crate::time::{Day, MonthDay, Time};

/// What identity tokens say of a shopper that rules ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The birthday, once a token named one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birthday: Option<MonthDay>,
    /// The segments, by the last token.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<Segment>,
}

/// A day that comes once a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearlyDay {
    /// The birthday.
    Birthday,
    /// The day of joining.
    Anniversary,
}

/// When a yearly day is next, and the last year it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Yearly {
    /// The instant it next begins; `None` while no rule asks for it or it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Time>,
    /// The last year in which it was; a day that changes does not come twice in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_year: Option<i32>,
}

/// Visits on consecutive days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Streak {
    /// How many days, the last included; at least 1.
    pub days: u32,
    /// The day of the last visit.
    pub last: Day,
}

impl Streak {
    /// How many days the streak has on a day: none once a day was left out.
    pub fn on(self, day: Day) -> u32 {
        if self.last == day || self.last.plus_days(1) == day {
            self.days
        } else {
            0
        }
    }
}
