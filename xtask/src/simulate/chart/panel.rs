//! A panel: one chart of the picture.

use super::scale::Unit;

/// A chart over the months.
#[derive(Debug)]
pub(super) struct Panel {
    /// What stands above it.
    pub(super) name: String,
    /// What its scale counts.
    pub(super) unit: Unit,
    /// What it shows.
    pub(super) series: Series,
    /// The classes of its parts, and what they are called.
    pub(super) legend: Vec<(String, String)>,
    /// What each month says when it is pointed at.
    pub(super) hints: Vec<String>,
}

/// Values, one for each month.
#[derive(Debug)]
pub(super) enum Series {
    /// A line with the area below it.
    Area(Vec<u64>),
    /// Bars, each with a narrower one of other values before it.
    Inside(Vec<u64>, Vec<u64>),
    /// Bars of parts, the first at the bottom.
    Stack(Vec<Vec<u64>>),
}

impl Series {
    /// The largest value.
    pub(super) fn most(&self) -> u64 {
        let most = |values: &[u64]| values.iter().copied().max().unwrap_or(0);
        match self {
            Self::Area(values) => most(values),
            Self::Inside(outer, inner) => most(outer).max(most(inner)),
            Self::Stack(months) => {
                let sums = months.iter().map(|parts| parts.iter().sum());
                sums.max().unwrap_or(0)
            }
        }
    }
}
