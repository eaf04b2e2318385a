//! How long a function may be; it relies on rustfmt, which puts the closing brace below the `fn`.

use super::Source;

/// The longest function, with its signature and braces.
const LINES: usize = 70;
/// The same below a folder of tests, where a function may hold a table of cases.
const LINES_OF_A_TEST: usize = 100;
/// What may stand before `fn`.
const BEFORE: [&str; 6] = ["pub", "const", "async", "unsafe", "extern", "default"];

/// Functions that are too long, with the lines they start on.
pub(super) fn faults(source: &Source) -> Vec<(usize, String)> {
    let lines: Vec<&str> = source.text.lines().collect();
    let is_test = source.name.starts_with("tests/") || source.name.contains("/tests/");
    let allowed = if is_test { LINES_OF_A_TEST } else { LINES };
    let mut found = Vec::new();
    for (start, line) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_function(line))
    {
        let indent = line.len() - line.trim_start().len();
        let end = format!("{}}}", " ".repeat(indent));
        let has_body = !line.trim_end().ends_with(['}', ';']);
        let length = length_of(&lines[start..], &end);
        if has_body && length > allowed {
            found.push((
                start + 1,
                format!("the function has {length} lines; {allowed} are allowed"),
            ));
        }
    }
    found
}

fn length_of(lines: &[&str], end: &str) -> usize {
    lines
        .iter()
        .position(|line| line.trim_end() == end)
        .map_or(1, |length| length + 1)
}

fn is_function(line: &str) -> bool {
    let mut words = line
        .split_whitespace()
        .map(|word| word.split('(').next().unwrap_or(word));
    let is_before = |word: &str| BEFORE.contains(&word) || word.starts_with('"') || word == "in";
    words
        .find(|word| !is_before(word))
        .is_some_and(|word| word == "fn")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(signature: &str, body: usize) -> usize {
        let text = format!(
            "impl A {{\n    {signature} {{\n{}    }}\n}}\n",
            "        a();\n".repeat(body)
        );
        faults(&Source {
            name: "a.rs".to_owned(),
            text,
        })
        .len()
    }

    #[test]
    fn seventy_lines_are_allowed_and_no_more() {
        for signature in [
            "fn a()",
            "pub fn a()",
            "pub(crate) async fn a(b: B) -> C",
            "const fn a()",
        ] {
            assert_eq!(found(signature, 68), 0, "{signature}");
            assert_eq!(found(signature, 69), 1, "{signature}");
        }
    }

    #[test]
    fn what_is_not_a_function_may_be_long() {
        for line in ["mod fns", "match a", "let f = move ||", "struct Fn"] {
            assert_eq!(found(line, 200), 0, "{line}");
        }
    }
}
