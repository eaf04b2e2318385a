//! Reviews: what they may hold, what becomes of them, and what is shown.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod checks;
mod deciding;
mod excerpts;
mod json_ld;
mod lists;
mod moderation;
mod photos;
mod policies;
mod purchases;
mod ratings;
mod sample;
mod submissions;
mod texts;
mod votes;
