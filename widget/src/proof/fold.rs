//! Fold: a long text in two parts, the first of which is enough to begin with.

use shared::reviews::excerpt;

use super::links::{Run, runs};

/// A text as runs of words and links, folded where it is long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fold {
    pub(crate) head: Vec<Run>,
    /// Nothing where the head is all there is.
    pub(crate) rest: Vec<Run>,
    /// The text itself, for who edits it.
    pub(crate) whole: String,
}

impl Fold {
    /// Folds a text.
    pub(crate) fn of(whole: String) -> Self {
        let (head, rest) = excerpt(&whole);
        Self {
            head: runs(head),
            rest: runs(rest),
            whole,
        }
    }
}
