//! Reading a program from its document: every part in a file, every fault in one answer.

mod audience;
mod campaigns;
mod earn;
mod expiry;
mod label;
mod names;
mod program;
mod public;
mod rewards;
mod tiers;
mod value;
