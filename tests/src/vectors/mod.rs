//! The conformance vectors: how their files read, and how a case is run against an implementation.
//!
//! `tests/vectors/README.md` describes the format for people.

mod case;
mod native;
mod order;
mod run;
mod subset;

pub use case::{
    Act, CaptureOf, Case, GiveStep, MeetStep, OrderStep, RedeemStep, ReviewStep, Step, VectorFile,
    merge,
};
pub use native::{Native, quote_facts};
pub use order::{OrderBodies, Placing};
pub use run::{Difference, run};
pub use subset::differs;

use serde_json::Value;

/// Something that keeps accounts by the rules: an implementation that a case is run against.
///
/// Answers are JSON in the words of the wire; a refusal of the rules is `{"decline": slug}`.
pub trait World {
    /// Does one step for a shopper, and answers what came of it.
    fn act(&mut self, shopper: &str, act: &Act) -> Result<Value, String>;

    /// The account of a shopper, as `GET /account` has it.
    fn account(&mut self, shopper: &str) -> Result<Value, String>;

    /// The entries of a shopper, oldest first, without those that only note something.
    fn entries(&mut self, shopper: &str) -> Result<Vec<Value>, String>;

    /// A redemption by the name that its step gave it.
    fn redemption(&mut self, name: &str) -> Result<Value, String>;

    /// Whether what was asked may still change by itself, so that asking again is worth it.
    fn wait_a_little(&mut self) -> bool {
        false
    }
}

/// Runs every case of a file against worlds that `world` makes; answers the name of each with what
/// was different, where something was.
pub fn run_file<W: World>(
    text: &str,
    mut world: impl FnMut(&Case) -> Result<W, String>,
) -> Vec<(String, Option<Difference>)> {
    let file = match VectorFile::parse(text) {
        Ok(file) => file,
        Err(fault) => return vec![("the file".to_owned(), Some(Difference(fault)))],
    };
    let one = |case: &Case| {
        let difference = match world(case) {
            Ok(mut world) => run(case, &mut world).err(),
            Err(fault) => Some(Difference(fault)),
        };
        (case.name.clone(), difference)
    };
    file.cases.iter().map(one).collect()
}

/// The vectors of this checkout: the name and the text of each file.
#[cfg(not(target_family = "wasm"))]
pub fn files() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap())
    };
    paths.into_iter().map(read).collect()
}
