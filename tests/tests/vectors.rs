//! Every conformance vector, natively.

use std::path::{Path, PathBuf};

use accolade_tests::vectors::{Native, run_file};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "json"));
    files.sort();
    files
}

#[test]
fn the_rules_do_what_every_vector_says() {
    let (mut cases, mut told) = (0, Vec::new());
    for path in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        for (case, difference) in run_file(&text, Native::new) {
            cases += 1;
            told.extend(difference.map(|difference| format!("{file}: {case}: {difference}")));
        }
    }
    println!("{cases} cases");
    assert!(told.is_empty(), "\n{}", told.join("\n"));
    assert!(cases >= 40, "only {cases} cases");
}
