//! Reviews from a file: each is taken once, whatever becomes of it afterwards.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::json;
use shared::id::ImportKey;
use shared::reviews::{Review, complete};

use super::ProductObject;
use super::command::Answer;
use crate::fault::Fault;
use crate::objects::sql::Statement;

impl ProductObject {
    /// Takes those that were not taken before; their names are given here. Those that were get the
    /// photos that they came without.
    pub(super) fn import(&self, rows: Vec<(ImportKey, Review)>) -> Result<Answer, Fault> {
        let mut known = self.known(&rows)?;
        let mut turn = self.begin()?;
        let (mut imported, mut completed) = (0, 0);
        for (key, review) in rows {
            let (before, after) = match known.entry(key) {
                Entry::Vacant(slot) => {
                    let review = Review {
                        id: turn.core.next()?,
                        ..review
                    };
                    let tally = std::mem::take(&mut turn.core.tally);
                    turn.core.tally = tally.changed(None, Some(&review));
                    turn.add(&review, slot.key())?;
                    slot.insert(None);
                    imported += 1;
                    continue;
                }
                // Once in a turn: what the next row would add to is not kept yet.
                Entry::Occupied(mut slot) => {
                    let before = slot.get_mut().take();
                    let after = before.as_ref().and_then(|it| complete(it, &review.photos));
                    (before, after)
                }
            };
            if let (Some(before), Some(after)) = (before, after) {
                let tally = std::mem::take(&mut turn.core.tally);
                turn.core.tally = tally.changed(Some(&before), Some(&after));
                turn.put(&before, &after)?;
                completed += 1;
            }
        }
        self.keep(turn)?;
        Ok(Answer::Imported {
            imported,
            completed,
        })
    }

    /// The reviews of these keys that are there.
    fn known(
        &self,
        rows: &[(ImportKey, Review)],
    ) -> Result<BTreeMap<ImportKey, Option<Review>>, Fault> {
        let keys: Vec<&str> = rows.iter().map(|(key, _)| key.as_str()).collect();
        let select = "SELECT key, value FROM review WHERE key IN (SELECT value FROM json_each(?))";
        let statement = Statement::new(select, [json!(json!(keys).to_string())]);
        let known: Vec<(ImportKey, String)> = self.store.rows(statement)?;
        let read = |(key, text): (ImportKey, String)| {
            let review = serde_json::from_str(&text).map_err(|_| Fault::Unreadable("review"))?;
            Ok((key, Some(review)))
        };
        known.into_iter().map(read).collect()
    }
}
