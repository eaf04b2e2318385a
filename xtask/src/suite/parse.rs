//! Reading how many tests passed from what a runner prints.

use super::Tally;

/// How many lines of a failed test in TAP are told.
const DETAIL: usize = 16;

/// The counts in the output of `cargo test`, `node --test` (TAP), or a line `N passed, N failed`.
///
/// A test that was ignored, skipped or left for later did not pass, so it counts as failed.
pub(super) fn counts(said: &str) -> Tally {
    let mut tally = Tally::default();
    for line in said.lines() {
        let line = line.trim();
        if let Some(result) = line.strip_prefix("test result: ") {
            tally.passed += before(result, "passed");
            tally.failed += before(result, "failed") + before(result, "ignored");
        } else if let Some(summary) = line.strip_prefix("# ") {
            tally.passed += after(summary, "pass");
            for word in ["fail", "cancelled", "skipped", "todo"] {
                tally.failed += after(summary, word);
            }
        } else if is_plain_summary(line) {
            tally.passed += before(line, "passed");
            tally.failed += before(line, "failed");
        }
    }
    tally
}

/// The tests that failed, by the lines that name them; TAP says why right below.
pub(super) fn failures(said: &str) -> String {
    let lines: Vec<&str> = said.lines().collect();
    let mut told = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        if trimmed.starts_with("not ok ") {
            let below = lines[index..].iter().take(DETAIL);
            told.extend(below.take_while(|line| line.trim() != "...").copied());
        } else if trimmed.starts_with("test ") && is_no_pass(trimmed) {
            told.push(line);
        }
    }
    told.join("\n")
}

// An ignored test is no pass either, and says so itself.
fn is_no_pass(line: &str) -> bool {
    line.ends_with("... FAILED") || line.contains("... ignored")
}

/// The number that stands before a word: `5 passed` is 5.
fn before(text: &str, word: &str) -> u64 {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_it = |pair: &&[&str]| pair[1].trim_end_matches([';', ',']) == word;
    words
        .windows(2)
        .find(is_it)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

/// The number that follows a word which starts the text: `pass 5` is 5.
fn after(text: &str, word: &str) -> u64 {
    let number = text
        .strip_prefix(word)
        .and_then(|rest| rest.strip_prefix(' '));
    number
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or(0)
}

fn is_plain_summary(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words[..], [passed, "passed,", failed, "failed"]
        if passed.parse::<u64>().is_ok() && failed.parse::<u64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_tests_are_named_and_tap_says_why() {
        let cargo = "test a::b ... ok\ntest a::c ... FAILED\ntest d ... ignored, slow\nrest";
        let named = "test a::c ... FAILED\ntest d ... ignored, slow";
        assert_eq!(failures(cargo), named);
        let tap = "ok 1 - a\nnot ok 2 - b\n  ---\n  error: 'no'\n  ...\nok 3 - c";
        assert_eq!(failures(tap), "not ok 2 - b\n  ---\n  error: 'no'");
    }

    #[test]
    fn every_runner_is_understood() {
        let cargo = "running 3 tests\ntest a ... ok\n\
            test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n\
            test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out";
        let tap = "TAP version 13\nok 1 - a\n# tests 7\n# pass 5\n# fail 1\n# skipped 1\n# todo 0";
        let cases = [
            (cargo, (5, 2)),
            (tap, (5, 2)),
            ("vectors\n41 passed, 1 failed\n", (41, 1)),
            (
                "nothing was run; 3 passed by the door, 1 failed to see",
                (0, 0),
            ),
            ("", (0, 0)),
        ];
        for (said, (passed, failed)) in cases {
            assert_eq!(counts(said), Tally { passed, failed }, "{said}");
        }
    }
}
