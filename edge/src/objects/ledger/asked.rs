//! How often a shopper did something today: numbers, remembered answers and the patience of those
//! who moderate are not endless.

use serde_json::json;
use shared::Time;
use shared::id::ShopperId;

use super::LedgerObject;
use super::command::Answer;
use super::wakes::at_ms;
use crate::fault::Fault;
use crate::limits;
use crate::objects::sql::{Batch, Statement};

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// A day and how often was asked on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    day: u64,
    count: u32,
}

impl Asked {
    /// So often on a day.
    pub(super) const fn on(day: u64, count: u32) -> Self {
        Self { day, count }
    }

    /// Counts one more, or says for how many seconds it is one more than `most`.
    pub(super) fn again(before: Option<Self>, now: u64, most: u32) -> Result<Self, u32> {
        let day = now / DAY_MS;
        // `now` never goes back for an account, but an object's clock may.
        let count = before.filter(|it| it.day >= day).map_or(0, |it| it.count);
        if count < most {
            return Ok(Self {
                day: before.map_or(day, |it| it.day.max(day)),
                count: count + 1,
            });
        }
        let left = (day + 1) * DAY_MS - now;
        Err(u32::try_from(left.div_ceil(1000)).unwrap_or(1))
    }

    /// The day and the count.
    pub(super) const fn values(self) -> (u64, u32) {
        (self.day, self.count)
    }

    pub(super) fn write(self, batch: &mut Batch, shopper: &ShopperId) {
        batch.push(
            "INSERT OR REPLACE INTO asked (shopper, day, count) VALUES (?, ?, ?)",
            [json!(shopper.as_str()), json!(self.day), json!(self.count)],
        );
    }
}

impl LedgerObject {
    /// Counts a request for a redemption; what it counted is written with the answer.
    pub(super) fn asked_again(
        &self,
        shopper: &ShopperId,
        now: Time,
    ) -> Result<Result<Asked, Answer>, Fault> {
        let select = "SELECT day, count FROM asked WHERE shopper = ?";
        let statement = Statement::new(select, [json!(shopper.as_str())]);
        let row: Option<(u64, u32)> = self.store.first(statement)?;
        let before = row.map(|(day, count)| Asked { day, count });
        let asked = Asked::again(before, at_ms(now), limits::REDEMPTIONS_A_DAY);
        Ok(asked.map_err(|retry_after| Answer::TooOften { retry_after }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: u32 = 200;

    #[test]
    fn a_day_has_its_requests_and_the_next_day_again() {
        let now = 20_000 * DAY_MS + DAY_MS / 2;
        let mut asked = None;
        for _ in 0..MOST {
            asked = Asked::again(asked, now, MOST).ok();
            assert!(asked.is_some());
        }
        assert_eq!(Asked::again(asked, now, MOST), Err(43_200));
        assert_eq!(Asked::again(asked, now + DAY_MS / 2 - 1, MOST), Err(1));
        let next = Asked::again(asked, now + DAY_MS / 2, MOST).unwrap();
        assert_eq!((next.day, next.count), (20_001, 1));
    }

    #[test]
    fn a_clock_that_goes_back_gives_no_new_day() {
        let full = Asked {
            day: 20_001,
            count: MOST,
        };
        assert!(Asked::again(Some(full), 20_000 * DAY_MS, MOST).is_err());
    }
}
