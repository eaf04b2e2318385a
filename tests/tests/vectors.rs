//! Every conformance vector, natively.

use accolade_tests::vectors::{Native, files, run_file};

#[test]
fn the_rules_do_what_every_vector_says() {
    let (mut cases, mut told) = (0, Vec::new());
    for (file, text) in files() {
        for (case, difference) in run_file(&text, Native::new) {
            cases += 1;
            told.extend(difference.map(|difference| format!("{file}: {case}: {difference}")));
        }
    }
    assert!(told.is_empty(), "\n{}", told.join("\n"));
    assert!(cases >= 200, "only {cases} cases");
}

#[test]
fn a_vector_that_is_wrong_is_told() {
    let text = r#"{
        "about": "a wrong one", "program": {"name": "P", "currency": "USD"},
        "cases": [
            {"name": "points", "steps": [{"adjust": 5, "then": {"points": {"available": 6}}}]},
            {"name": "entries", "steps": [{"adjust": 5, "then": {"entries": []}}]},
            {"name": "answer", "steps": [{"adjust": 5, "expect": {"decline": "expired"}}]},
            {"name": "decline", "steps": [{"adjust": -5}]}
        ]
    }"#;
    let told = run_file(text, Native::new);
    assert_eq!(told.len(), 4);
    for (case, difference) in told {
        assert!(difference.is_some(), "{case} passed");
    }
}
