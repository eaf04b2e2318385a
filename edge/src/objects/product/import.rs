//! Reviews from a file: each is taken once, whatever becomes of it afterwards.

use std::collections::BTreeSet;

use serde_json::json;
use shared::id::ImportKey;
use shared::reviews::Review;

use super::ProductObject;
use super::command::Answer;
use crate::fault::Fault;
use crate::objects::sql::Statement;

impl ProductObject {
    /// Takes those that were not taken before; their names are given here.
    pub(super) fn import(&self, rows: Vec<(ImportKey, Review)>) -> Result<Answer, Fault> {
        let mut known = self.known(&rows)?;
        let mut turn = self.begin()?;
        let mut imported = 0;
        for (key, review) in rows {
            if !known.insert(key.clone()) {
                continue;
            }
            let review = Review {
                id: turn.core.next()?,
                ..review
            };
            let tally = std::mem::take(&mut turn.core.tally);
            turn.core.tally = tally.changed(None, Some(&review));
            turn.add(&review, &key)?;
            imported += 1;
        }
        self.keep(turn)?;
        Ok(Answer::Imported(imported))
    }

    fn known(&self, rows: &[(ImportKey, Review)]) -> Result<BTreeSet<ImportKey>, Fault> {
        let keys: Vec<&str> = rows.iter().map(|(key, _)| key.as_str()).collect();
        let select = "SELECT key FROM review WHERE key IN (SELECT value FROM json_each(?))";
        let statement = Statement::new(select, [json!(json!(keys).to_string())]);
        let known: Vec<(ImportKey,)> = self.store.rows(statement)?;
        Ok(known.into_iter().map(|(key,)| key).collect())
    }
}
