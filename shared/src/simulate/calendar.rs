//! The months of a history, in the program's timezone.

use crate::limits::SIMULATED_MONTHS_MAX;
use crate::time::{Day, Time, Zone};

/// The months from the first order to the last.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    months: Vec<Day>,
    starts: Vec<Time>,
}

impl Calendar {
    /// The months that hold `first` to `last`, and one where there is no order at all.
    pub(super) fn of(first: Time, last: Time, zone: &Zone) -> Result<Self, HistoryTooLong> {
        let last_day = last.day(zone).first_of_month();
        let mut months = vec![first.day(zone).first_of_month()];
        while let Some(next) = months
            .last()
            .copied()
            .and_then(month_after)
            .filter(|next| *next <= last_day)
        {
            if months.len() >= SIMULATED_MONTHS_MAX {
                return Err(HistoryTooLong { first, last });
            }
            months.push(next);
        }
        let starts = months.iter().map(|day| day.start(zone)).collect();
        Ok(Self { months, starts })
    }

    /// How many months there are, at least one.
    pub(super) fn len(&self) -> usize {
        self.months.len()
    }

    /// The place of the month that an instant is in; of the nearest where it is in none.
    pub(super) fn place(&self, at: Time) -> usize {
        self.starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    }

    /// The name of each month: `2026-11`.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        self.months.iter().map(|day| {
            let month = day.number() / 100;
            format!("{:04}-{:02}", month / 100, month % 100)
        })
    }
}

fn month_after(day: Day) -> Option<Day> {
    let month = day.number() / 100;
    let next = if month % 100 == 12 {
        month + 89
    } else {
        month + 1
    };
    Day::from_number(next * 100 + 1)
}

/// A history of more months than are simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryTooLong {
    /// When its first order was paid.
    pub first: Time,
    /// When its last order was paid.
    pub last: Time,
}

impl std::fmt::Display for HistoryTooLong {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { first, last } = self;
        write!(
            out,
            "found orders from {first} to {last}, allowed are at most {SIMULATED_MONTHS_MAX} months"
        )
    }
}

impl std::error::Error for HistoryTooLong {}
