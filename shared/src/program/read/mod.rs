//! Reading a program from its document: every part in a file, every fault in one answer.

mod audience;
pub(super) mod campaigns;
pub(super) mod earn;
pub(super) mod expiry;
pub(super) mod label;
mod names;
pub(super) mod program;
mod public;
pub(super) mod rewards;
pub(super) mod tiers;
pub(super) mod value;
