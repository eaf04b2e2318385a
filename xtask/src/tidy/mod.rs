//! Tidiness that rustfmt and clippy do not know: sizes, leftovers, and words that must stay out.

mod functions;
mod rules;
mod slugs;

use std::path::Path;

use crate::checkout::Checkout;
use crate::failure::Outcome;
use crate::stamp;

/// Files of these kinds are read.
const KINDS: [&str; 12] = [
    "rs", "toml", "js", "mjs", "css", "html", "md", "json", "capnp", "sh", "yml", "svg",
];
/// Written by tools, for tools.
const GENERATED: [&str; 2] = ["Cargo.lock", "package-lock.json"];

/// A file of the project.
#[derive(Debug)]
struct Source {
    name: String,
    text: String,
}

impl Source {
    fn is_rust(&self) -> bool {
        self.name.ends_with(".rs")
    }

    fn is_code(&self) -> bool {
        [".rs", ".js", ".mjs", ".css", ".html"]
            .iter()
            .any(|kind| self.name.ends_with(kind))
    }
}

/// Every fault, as `file:line: what`.
pub(crate) fn faults(checkout: &Checkout) -> Outcome<Vec<String>> {
    let sources = sources(checkout.root())?;
    let mut faults: Vec<String> = sources.iter().flat_map(of_source).collect();
    faults.extend(slugs::without_a_test(&sources));
    Ok(faults)
}

fn of_source(source: &Source) -> Vec<String> {
    let mut found = rules::faults(source);
    if source.is_rust() {
        found.extend(functions::faults(source));
    }
    found
        .into_iter()
        .map(|(line, what)| format!("{}:{line}: {what}", source.name))
        .collect()
}

fn sources(root: &Path) -> Outcome<Vec<Source>> {
    let mut files = Vec::new();
    stamp::files_below(root, &mut files)?;
    let mut sources = Vec::new();
    for file in files {
        let name = file
            .strip_prefix(root)
            .unwrap_or(&file)
            .to_string_lossy()
            .into_owned();
        let kind = file.extension().unwrap_or_default().to_string_lossy();
        let is_ours = KINDS.contains(&kind.as_ref()) && !GENERATED.contains(&name.as_str());
        // What is not text in a file of these kinds is not ours to judge.
        if let Some(text) = is_ours
            .then(|| std::fs::read_to_string(&file).ok())
            .flatten()
        {
            sources.push(Source { name, text });
        }
    }
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_tool_is_tidy() {
        let checkout = Checkout::find().expect("the tests run in the checkout");
        let ours = sources(&checkout.path("xtask")).expect("the files are readable");
        assert!(ours.len() > 20);
        assert_eq!(
            ours.iter().flat_map(of_source).collect::<Vec<_>>(),
            Vec::<String>::new()
        );
    }
}
