//! Folding: an account made again from its entries, with the chain checked on the way.

use super::account::Account;
use super::chain::Head;
use super::entry::Entry;

/// Where a chain of entries breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenChain {
    /// The place of the first entry that does not follow from those before it.
    pub sequence: u64,
}

impl std::fmt::Display for BrokenChain {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "entry {} does not follow from those before it",
            self.sequence
        )
    }
}

impl std::error::Error for BrokenChain {}

/// The account that entries come to: each given as the text that was hashed, with its hash, oldest
/// first.
pub fn fold<'a>(
    entries: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Account, BrokenChain> {
    let mut account = Account::default();
    for (body, hash) in entries {
        let sequence = account.core.sequence + 1;
        let head = account.core.head.after(body);
        let entry = serde_json::from_str::<Entry>(body).ok();
        match entry.filter(|entry| entry.sequence == sequence && head.as_str() == hash) {
            Some(entry) => account.apply(&entry, Head::from_text(hash.to_owned())),
            None => return Err(BrokenChain { sequence }),
        }
    }
    Ok(account)
}
