//! Edges of the calendar in the program's timezone: midnights, changes of the clocks, Mondays,
//! month ends and leap days.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod caps;
mod ledger;
mod streaks;
mod yearly_days;
