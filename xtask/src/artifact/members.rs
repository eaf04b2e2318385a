//! Which folders of the workspace a crate is made from.

use std::collections::BTreeSet;

use crate::checkout::Checkout;
use crate::failure::Outcome;
use crate::pins;

/// The folders of a member and of every member it depends on, tests left out.
pub(crate) fn sources(checkout: &Checkout, member: &str) -> Outcome<Vec<String>> {
    let mut reached = BTreeSet::from([member.to_owned()]);
    let mut open = vec![member.to_owned()];
    while let Some(next) = open.pop() {
        let manifest = pins::read_toml(&checkout.path(&format!("{next}/Cargo.toml")))?;
        let wanted = manifest.get("dependencies").and_then(toml::Value::as_table);
        for name in wanted.into_iter().flat_map(toml::map::Map::keys) {
            let is_member = checkout.path(&format!("{name}/Cargo.toml")).is_file();
            if is_member && reached.insert(name.clone()) {
                open.push(name.clone());
            }
        }
    }
    Ok(reached.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_is_made_from_what_it_decides_and_draws_with() {
        let checkout = Checkout::find().expect("the tests run in the checkout");
        let folders = sources(&checkout, "edge").expect("the manifests are readable");
        for name in ["edge", "shared", "widget"] {
            assert!(folders.contains(&name.to_owned()), "{name}");
        }
        assert!(!folders.contains(&"xtask".to_owned()));
    }
}
