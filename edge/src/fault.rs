//! Faults: what is ours to repair; a caller learns that there was one, and no more.

use std::fmt;

/// Something of ours that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The platform gave no random bytes.
    NoRandomness,
    /// A seal could not be made or opened.
    Seal,
    /// An object could not be reached, or failed.
    Object(String),
    /// Storage refused a statement or a commit.
    Storage(String),
    /// What was stored or sent between our own parts does not read.
    Unreadable(&'static str),
    /// A binding is missing.
    Binding(&'static str),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRandomness => f.write_str("no random bytes"),
            Self::Seal => f.write_str("a seal does not open"),
            Self::Object(why) => write!(f, "object: {why}"),
            Self::Storage(why) => write!(f, "storage: {why}"),
            Self::Unreadable(what) => write!(f, "unreadable: {what}"),
            Self::Binding(name) => write!(f, "missing binding: {name}"),
        }
    }
}
