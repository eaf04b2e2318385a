//! Running a case: each step, what it answers, and how things stand then.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value, json};

use super::case::{Act, Case, Step, Then};
use super::subset::differs;
use super::{World, case};

/// Where an implementation and a case differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference(pub String);

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Runs a case.
pub fn run(case: &Case, world: &mut impl World) -> Result<(), Difference> {
    let mut seen = BTreeMap::new();
    for (index, step) in case.steps.iter().enumerate() {
        let told = |fault: String| Difference(format!("step {index}: {fault}"));
        run_step(step, world, &mut seen).map_err(told)?;
    }
    Ok(())
}

fn run_step(
    step: &Step,
    world: &mut impl World,
    seen: &mut BTreeMap<String, usize>,
) -> Result<(), String> {
    let answer = world.act(&step.shopper, &step.act)?;
    let plain = json!({"decline": null});
    let expected = step.expect.as_ref().unwrap_or(&plain);
    if !matches!(step.act, Act::Look)
        && let Some(difference) = differs(expected, &answer)
    {
        return Err(format!("answer {difference}, in {answer}"));
    }
    let nothing = Then::default();
    let then = step.then.as_ref().unwrap_or(&nothing);
    loop {
        let before = seen.get(&step.shopper).copied().unwrap_or(0);
        match look(then, &step.shopper, world, before)? {
            Ok(count) => {
                seen.insert(step.shopper.clone(), count);
                return Ok(());
            }
            Err(difference) if !world.wait_a_little() => return Err(difference),
            Err(_) => {}
        }
    }
}

/// How things stand: the number of entries where all is as expected, or the first difference.
fn look(
    then: &Then,
    shopper: &str,
    world: &mut impl World,
    before: usize,
) -> Result<Result<usize, String>, String> {
    let entries = world.entries(shopper)?;
    if let Some(expected) = &then.entries {
        let new: Vec<Value> = entries.iter().skip(before).map(short).collect();
        if let Some(difference) = differs(&json!(expected), &json!(new)) {
            return Ok(Err(format!("entries {difference}, in {}", json!(new))));
        }
    }
    let mut wanted = Map::new();
    let tier = then.tier.as_ref().map(|id| json!({"id": id}));
    let progress = then.progress.as_ref().map(|it| json!({"progress": it}));
    let mut standing = Value::Null;
    for part in [tier, progress].into_iter().flatten() {
        case::merge(&mut standing, &part);
    }
    let parts = [
        ("points", &then.points),
        ("expiring", &then.expiring),
        ("streak", &then.streak),
    ];
    for (key, value) in parts {
        if let Some(value) = value {
            wanted.insert(key.to_owned(), value.clone());
        }
    }
    if let Some(gifts) = &then.gifts {
        wanted.insert("gifts".to_owned(), json!(gifts));
    }
    let lists = [
        ("earn", "rule", &then.earn),
        ("rewards", "id", &then.rewards),
    ];
    for (key, _, items) in lists {
        if let Some(items) = items {
            wanted.insert(key.to_owned(), Value::Object(items.clone()));
        }
    }
    if !standing.is_null() {
        wanted.insert("tier".to_owned(), standing);
    }
    if !wanted.is_empty() {
        let mut account = world.account(shopper)?;
        if account["gifts"].is_null() {
            account["gifts"] = json!([]);
        }
        for (key, id, _) in lists {
            account[key] = by_id(&account[key], id);
        }
        if let Some(difference) = differs(&Value::Object(wanted), &account) {
            return Ok(Err(format!("account {difference}, in {account}")));
        }
    }
    for (name, expected) in then.redemptions.iter().flatten() {
        let redemption = world.redemption(name)?;
        if let Some(difference) = differs(expected, &redemption) {
            return Ok(Err(format!(
                "redemption {name} {difference}, in {redemption}"
            )));
        }
    }
    Ok(Ok(entries.len()))
}

/// The items of a list by their ids.
fn by_id(list: &Value, id: &str) -> Value {
    let items = list.as_array().into_iter().flatten();
    let named = items.map(|item| {
        let id = item[id].as_str().unwrap_or_default().to_owned();
        (id, item.clone())
    });
    Value::Object(named.collect())
}

/// An entry as vectors write it: `[kind, points, balance]`, and a fourth with the other changes,
/// where there are any.
fn short(entry: &Value) -> Value {
    let mut parts = vec![
        entry["kind"].clone(),
        entry["points"].clone(),
        entry["balance"].clone(),
    ];
    let mut others = Map::new();
    for key in ["pending", "held", "deficit"] {
        if entry[key].as_i64().is_some_and(|change| change != 0) {
            others.insert(key.to_owned(), entry[key].clone());
        }
    }
    if !others.is_empty() {
        parts.push(Value::Object(others));
    }
    Value::Array(parts)
}
