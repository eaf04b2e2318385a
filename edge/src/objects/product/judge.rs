//! What others think of a review: the shop's verdicts and answers, and votes.

use std::ops::ControlFlow;

use serde_json::json;
use shared::Time;
use shared::id::ShopperId;
use shared::reviews::{
    Changed, Publication, ReplyText, Review, ReviewId, Revision, Verdict, Vote, moderate, vote,
};

use super::ProductObject;
use super::command::Answer;
use crate::fault::Fault;
use crate::objects::sql::Statement;

impl ProductObject {
    /// The shop decides whether a review is shown.
    pub(super) fn moderate(
        &self,
        seen: (ReviewId, Option<Revision>),
        verdict: Verdict,
        now: Time,
    ) -> Result<Answer, Fault> {
        let before = match self.seen(seen)? {
            ControlFlow::Continue(before) => before,
            ControlFlow::Break(answer) => return Ok(answer),
        };
        let mut turn = self.begin()?;
        let changed = match moderate(before.clone(), verdict, now, &turn.core.tally) {
            Ok(changed) => changed,
            Err(decline) => return Ok(Answer::Declined(decline)),
        };
        let Changed {
            review,
            tally,
            publication,
        } = changed;
        if review != before {
            turn.core.tally = tally;
            turn.put(&before, &review)?;
            if publication == Publication::First {
                turn.reward(&review);
            }
            self.keep(turn)?;
        }
        Ok(Answer::Changed(Box::new(review)))
    }

    /// A review as the shop saw it; where it is not there, or says something else by now, the
    /// answer to that.
    fn seen(
        &self,
        (id, revision): (ReviewId, Option<Revision>),
    ) -> Result<ControlFlow<Answer, Review>, Fault> {
        Ok(match self.review(id)? {
            Some(review) => match review.as_seen(revision) {
                Ok(review) => ControlFlow::Continue(review),
                Err(decline) => ControlFlow::Break(Answer::Declined(decline)),
            },
            None => ControlFlow::Break(Answer::NotFound),
        })
    }

    /// The shop answers a review.
    pub(super) fn reply(
        &self,
        seen: (ReviewId, Option<Revision>),
        body: Option<ReplyText>,
        now: Time,
    ) -> Result<Answer, Fault> {
        let before = match self.seen(seen)? {
            ControlFlow::Continue(before) => before,
            ControlFlow::Break(answer) => return Ok(answer),
        };
        let review = match shared::reviews::reply(before.clone(), body, now) {
            Ok(review) => review,
            Err(decline) => return Ok(Answer::Declined(decline)),
        };
        if review != before {
            let mut turn = self.begin()?;
            turn.put(&before, &review)?;
            self.keep(turn)?;
        }
        Ok(Answer::Changed(Box::new(review)))
    }

    /// A shopper votes: once each, and the newest vote counts.
    pub(super) fn vote(
        &self,
        id: ReviewId,
        shopper: &ShopperId,
        after: Option<Vote>,
    ) -> Result<Answer, Fault> {
        if self.is_forgotten(shopper)? {
            return Ok(Answer::NotFound);
        }
        let review = self.review(id)?;
        // What nobody sees is nothing that others know of.
        let seen = review.filter(|it| it.published_at.is_some() || it.is_by(shopper));
        let Some(before) = seen else {
            return Ok(Answer::NotFound);
        };
        let name = [json!(shopper.as_str()), json!(id.number())];
        let select = "SELECT vote FROM vote WHERE shopper = ? AND number = ?";
        let row: Option<(Vote,)> = self.store.first(Statement::new(select, name.clone()))?;
        let voted = row.map(|(vote,)| vote);
        let review = match vote(before.clone(), shopper, voted, after) {
            Ok(review) => review,
            Err(decline) => return Ok(Answer::Declined(decline)),
        };
        if review != before {
            let mut turn = self.begin()?;
            match after {
                Some(vote) => turn.batch.push(
                    "INSERT OR REPLACE INTO vote (shopper, number, vote) VALUES (?, ?, ?)",
                    name.into_iter().chain([json!(vote)]),
                ),
                None => turn
                    .batch
                    .push("DELETE FROM vote WHERE shopper = ? AND number = ?", name),
            }
            turn.put(&before, &review)?;
            self.keep(turn)?;
        }
        Ok(Answer::Changed(Box::new(review)))
    }
}
