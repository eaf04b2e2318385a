//! Ids within a document: each once in its list, and each reference to one that is there.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

use serde_json::Value;

use crate::document::Node;
use crate::id::{RuleId, TierId};
use crate::limits::PROGRAM_LIST_MAX;

/// How many ids a fault lists as allowed.
const SHOWN: usize = 10;

/// The ids that other parts of the document may refer to.
pub(super) struct Names {
    pub(super) rules: BTreeSet<RuleId>,
    pub(super) tiers: BTreeSet<TierId>,
}

impl Names {
    /// The ids of a document, whatever else is wrong with it: a fault in a level must not make
    /// faults of every reference to it.
    pub(super) fn of(document: &Value) -> Self {
        Self {
            rules: ids_of(document.pointer("/earn")),
            tiers: ids_of(document.pointer("/tiers/levels")),
        }
    }
}

fn ids_of<T: FromStr + Ord>(list: Option<&Value>) -> BTreeSet<T> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(id_of).collect()
}

/// The id of an item, read without recording a fault.
fn id_of<T: FromStr>(item: &Value) -> Option<T> {
    match item.get("id")? {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => number.as_u64()?.to_string().parse().ok(),
        _ => None,
    }
}

/// The items of a list, no two with the same id.
pub(super) fn unique<'a, 'f, Id, T>(
    node: &Node<'a, 'f>,
    read: impl Fn(&Node<'a, 'f>) -> Option<T>,
) -> Option<Vec<T>>
where
    Id: FromStr + Ord + Display,
{
    let mut seen = BTreeSet::new();
    let mut read_once = |item: &Node<'a, 'f>| {
        let made = read(item);
        match id_of::<Id>(item.value()) {
            Some(id) if seen.contains(&id) => item.fields()?.required("id")?.fault(format!(
                "found {id}, which an earlier item has already; allowed is one of its own"
            )),
            Some(id) => {
                seen.insert(id);
                made
            }
            None => made,
        }
    };
    let items = node.list(PROGRAM_LIST_MAX)?;
    // Read every item before giving up, so that every fault is found.
    let made: Vec<Option<T>> = items.iter().map(&mut read_once).collect();
    made.into_iter().collect()
}

/// A list of references to what the document has.
pub(super) fn references<Id>(
    node: &Node<'_, '_>,
    known: &BTreeSet<Id>,
    what: &str,
) -> Option<Vec<Id>>
where
    Id: FromStr + Ord + Display,
    Id::Err: Display,
{
    node.all(PROGRAM_LIST_MAX, |item| {
        let id: Id = item.id()?;
        if known.contains(&id) {
            return Some(id);
        }
        if known.is_empty() {
            return item.fault(format!(
                "found {id}, but the program has no {what}, so none is allowed"
            ));
        }
        let shown: Vec<String> = known.iter().take(SHOWN).map(Id::to_string).collect();
        let more = if known.len() > SHOWN { " and more" } else { "" };
        let shown = shown.join(", ");
        item.fault(format!(
            "found {id}, which is no {what} of the program; allowed are {shown}{more}"
        ))
    })
}
