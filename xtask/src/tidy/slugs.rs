//! Every decline and rejection has a test: its slug stands, quoted, in a file below `tests/`.

use super::Source;

/// Where slugs are written down: the declines, and the problems of the doors.
const TABLES: [(&str, &str); 2] = [
    ("shared/src/decline.rs", " = \""),
    ("edge/src/problem/catalog.rs", "entry(\""),
];

/// One fault per slug that no test names.
pub(super) fn without_a_test(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for (table, before) in TABLES {
        let Some(source) = sources.iter().find(|source| source.name == table) else {
            faults.push(format!(
                "{table}: not there, so nobody knows which slugs need a test"
            ));
            continue;
        };
        let slugs = slugs(&source.text, before);
        if slugs.is_empty() {
            faults.push(format!("{table}: no slug found after `{before}`"));
        }
        for slug in slugs.into_iter().filter(|slug| !is_tested(sources, slug)) {
            faults.push(format!("{table}: `{slug}` has no test below tests/"));
        }
    }
    faults
}

fn is_tested(sources: &[Source], slug: &str) -> bool {
    let quoted = [
        format!("\"{slug}\""),
        format!("'{slug}'"),
        format!("/{slug}\""),
    ];
    let is_test = |source: &&Source| source.name.starts_with("tests/");
    sources
        .iter()
        .filter(is_test)
        .any(|source| quoted.iter().any(|one| source.text.contains(one)))
}

/// The first quoted text after `before` on each line that is a slug.
fn slugs<'a>(text: &'a str, before: &str) -> Vec<&'a str> {
    let is_slug = |text: &&str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    let slug = |line: &'a str| line.split_once(before)?.1.split('"').next().filter(is_slug);
    let is_code = |line: &&str| !line.trim_start().starts_with('/');
    text.lines().filter(is_code).filter_map(slug).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, text: &str) -> Source {
        Source {
            name: name.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_slug_without_a_test_is_found() {
        let sources = [
            source(
                TABLES[0].0,
                "    /// Text = \"nothing\"\n    A = \"too-late\",\n    B = \"voided\",\n",
            ),
            source(
                TABLES[1].0,
                "    entry(\"malformed\", \"Unreadable\", 400, \"…\"),\n",
            ),
            source(
                "tests/http/a.rs",
                "assert_eq!(slug, \"too-late\"); check(\"malformed\");",
            ),
            source("shared/src/a.rs", "\"voided\""),
        ];
        assert_eq!(
            without_a_test(&sources),
            ["shared/src/decline.rs: `voided` has no test below tests/"]
        );
    }

    #[test]
    fn a_missing_table_is_found() {
        assert_eq!(without_a_test(&[]).len(), TABLES.len());
    }
}
