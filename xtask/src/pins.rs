//! Versions that several tools must agree on, each written once and checked against the others.

use std::path::Path;

use serde_json::Value;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::output;

/// The runtime behaviour the workers are written for; `edge/wrangler.toml` says the same.
pub(crate) const COMPATIBILITY_DATE: &str = "2026-10-01";
/// The build tool of the `worker` crate, of the same release as the crate.
pub(crate) const WORKER_BUILD: &str = "0.8.7";

/// The one version of a crate in Cargo.lock.
pub(crate) fn locked(checkout: &Checkout, krate: &str) -> Outcome<String> {
    let path = checkout.path("Cargo.lock");
    let lock = read_toml(&path)?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let mut found = packages.into_iter().flatten().filter_map(|package| {
        let is_it = package.get("name")?.as_str()? == krate;
        is_it.then(|| package.get("version")?.as_str().map(str::to_owned))?
    });
    match (found.next(), found.next()) {
        (Some(version), None) => Ok(version),
        (None, _) => Err(Failure::document(path, format!("{krate} is not in it"))),
        (Some(_), Some(_)) => Err(Failure::document(path, format!("{krate} is in it twice"))),
    }
}

/// Everything that disagrees, one line each; `cli` is what the installed wasm-bindgen says it is.
pub(crate) fn disagreements(checkout: &Checkout, cli: Option<&str>) -> Outcome<Vec<String>> {
    let mut faults = Vec::new();
    let manifest = read_toml(&checkout.path("Cargo.toml"))?;
    for krate in ["wasm-bindgen", "worker"] {
        let locked = locked(checkout, krate)?;
        expect(
            &mut faults,
            &format!("{krate} in Cargo.toml"),
            &pin(&manifest, krate),
            &locked,
        );
    }
    let worker = locked(checkout, "worker")?;
    expect(
        &mut faults,
        "worker-build of this tool",
        WORKER_BUILD,
        &worker,
    );
    if let Some(cli) = cli {
        let bindgen = locked(checkout, "wasm-bindgen")?;
        let version = cli.trim_start_matches("wasm-bindgen").trim();
        expect(&mut faults, "the wasm-bindgen program", version, &bindgen);
    }
    let wrangler = read_toml(&checkout.path("edge/wrangler.toml"))?;
    let date = wrangler
        .get("compatibility_date")
        .and_then(toml::Value::as_str);
    expect(
        &mut faults,
        "compatibility_date in edge/wrangler.toml",
        date.unwrap_or("nothing"),
        COMPATIBILITY_DATE,
    );
    faults.extend(npm_disagreements(checkout)?);
    Ok(faults)
}

fn expect(faults: &mut Vec<String>, what: &str, is: &str, should: &str) {
    if is != should {
        faults.push(format!("{what} is {is}, it should be {should}"));
    }
}

fn pin(manifest: &toml::Value, krate: &str) -> String {
    let entry = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"))
        .and_then(|dependencies| dependencies.get(krate));
    let version = entry.and_then(|entry| entry.as_str().or_else(|| entry.get("version")?.as_str()));
    version
        .unwrap_or("nothing")
        .trim_start_matches('=')
        .to_owned()
}

fn npm_disagreements(checkout: &Checkout) -> Outcome<Vec<String>> {
    let package = read_json(&checkout.path("package.json"))?;
    let lock = read_json(&checkout.path("package-lock.json"))?;
    let wanted = package.get("devDependencies").and_then(Value::as_object);
    let mut faults = Vec::new();
    for (name, version) in wanted.into_iter().flatten() {
        let version = version.as_str().unwrap_or("nothing");
        if !version.starts_with(|letter: char| letter.is_ascii_digit()) {
            faults.push(format!(
                "{name} in package.json is {version}, not one exact version"
            ));
        }
        let entry = &lock["packages"][format!("node_modules/{name}")]["version"];
        let locked = entry.as_str().unwrap_or("nothing");
        expect(
            &mut faults,
            &format!("{name} in package-lock.json"),
            locked,
            version,
        );
    }
    Ok(faults)
}

/// Reads a TOML file of ours.
pub(crate) fn read_toml(path: &Path) -> Outcome<toml::Value> {
    let text = output::read_text(path)?;
    text.parse::<toml::Table>()
        .map(toml::Value::Table)
        .map_err(|fault| Failure::document(path, fault))
}

/// Reads a JSON file of ours.
pub(crate) fn read_json(path: &Path) -> Outcome<Value> {
    serde_json::from_str(&output::read_text(path)?).map_err(|fault| Failure::document(path, fault))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pinned_twice_agrees() {
        let checkout = Checkout::find().expect("the tests run in the checkout");
        let faults = disagreements(&checkout, None).expect("every file is there and readable");
        assert_eq!(faults, Vec::<String>::new());
    }

    #[test]
    fn a_pin_is_read_from_both_ways_of_writing_it() {
        let text = "[workspace.dependencies]\na = \"=1.2.3\"\nb = { version = \"4\" }";
        let manifest = toml::Value::Table(text.parse().expect("it is TOML"));
        for (krate, version) in [("a", "1.2.3"), ("b", "4"), ("c", "nothing")] {
            assert_eq!(pin(&manifest, krate), version);
        }
    }
}
