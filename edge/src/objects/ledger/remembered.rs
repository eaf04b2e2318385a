//! Remembered answers: the same request id gets the same answer, whatever has happened since.

use serde_json::json;
use shared::Time;
use shared::id::ShopperId;
use shared::ledger::RedemptionNumber;

use super::LedgerObject;
use super::command::{Answer, RequestId};
use super::wakes::{Wake, at_ms};
use crate::fault::Fault;
use crate::limits;
use crate::objects::sql::{Batch, Statement};

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Whom and what a remembered answer is about.
pub(super) struct About<'a> {
    pub(super) shopper: &'a ShopperId,
    pub(super) redemption: Option<RedemptionNumber>,
}

impl LedgerObject {
    /// The answer to a request id that was used before.
    pub(super) fn recall(&self, request: &RequestId) -> Result<Option<Answer>, Fault> {
        let select = "SELECT content, answer FROM answer WHERE scope = ? AND key = ?";
        let statement = Statement::new(select, [json!(request.scope), json!(request.key)]);
        let row: Option<(String, String)> = self.store.first(statement)?;
        let Some((content, answer)) = row else {
            return Ok(None);
        };
        if content != request.content {
            return Ok(Some(Answer::Conflict));
        }
        serde_json::from_str(&answer)
            .map(Some)
            .map_err(|_| Fault::Unreadable("remembered answer"))
    }

    /// Remembers an answer, in the same turn as what it tells of.
    pub(super) fn remember(
        &self,
        taken: &mut super::turn::Taken,
        request: &RequestId,
        answer: &Answer,
        about: &About<'_>,
        now: Time,
    ) -> Result<(), Fault> {
        let text = serde_json::to_string(answer).map_err(|_| Fault::Unreadable("answer"))?;
        taken.batch.push(
            "INSERT INTO answer (scope, key, content, answer, at, redemption, shopper) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                json!(request.scope),
                json!(request.key),
                json!(request.content),
                json!(text),
                json!(at_ms(now)),
                json!(about.redemption.map(|number| number.0)),
                json!(about.shopper.as_str()),
            ],
        );
        if taken.wakes.time(&Wake::Answers).is_none() {
            let over = at_ms(now) + (limits::REMEMBERED_DAYS + 1) * DAY_MS;
            self.wake_at(
                &mut taken.wakes,
                &mut taken.batch,
                &Wake::Answers,
                Some(over),
            );
        }
        Ok(())
    }

    /// Forgets the answers that were kept long enough, but none about points that are still held.
    pub(super) fn forget_answers(&self, now: u64) -> Result<(), Fault> {
        let mut wakes = self.take_wakes()?;
        let mut batch = Batch::default();
        let before = now.saturating_sub(limits::REMEMBERED_DAYS * DAY_MS);
        batch.push(
            "DELETE FROM answer WHERE at < ? AND (redemption IS NULL OR redemption NOT IN \
             (SELECT CAST(key AS INTEGER) FROM account_row WHERE kind = 'hold'))",
            [json!(before)],
        );
        let left = Statement::new(
            "SELECT 1 FROM answer WHERE at >= ? LIMIT 1",
            [json!(before)],
        );
        let is_any_left = self.store.first::<(i64,)>(left)?.is_some();
        let again = is_any_left.then_some(now + DAY_MS);
        self.wake_at(&mut wakes, &mut batch, &Wake::Answers, again);
        self.commit(batch, wakes)
    }
}
