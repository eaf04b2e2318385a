//! Simulating a program on a file of orders: read, replay, tell.

mod chart;
mod figures;
mod orders;
mod table;

use std::path::{Path, PathBuf};

use shared::program::Program;
use shared::simulate::{OrderRow, Redeeming, Report, Simulation};

use crate::failure::{Failure, Outcome};
use crate::output;
use crate::pins;
use crate::progress::Progress;

/// How many rows that can't be read are listed.
const LISTED: usize = 50;
/// How long the bar of the progress is.
const BAR: usize = 30;

/// What the command line asks for.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) program: PathBuf,
    pub(crate) orders: PathBuf,
    pub(crate) redeem: Redeeming,
    pub(crate) seed: u64,
    pub(crate) svg: Option<PathBuf>,
}

/// Replays the orders, prints the report and draws it.
pub(crate) fn run(options: &Options) -> Outcome<()> {
    let program = program(&options.program)?;
    let rows = orders(&options.orders, &program)?;
    let report = replay(&program, rows, options)?;
    println!("{}", table::of(&program, &report));
    if let Some(svg) = &options.svg {
        output::write(svg, chart::of(&program, &report).as_bytes())?;
        println!("\nThe chart: {}", svg.display());
    }
    Ok(())
}

fn program(path: &Path) -> Outcome<Program> {
    Program::parse(&pins::read_json(path)?).map_err(|faults| {
        let lines = faults
            .iter()
            .map(|fault| format!("\n  {}: {}", fault.pointer, fault.detail));
        Failure::document(path, lines.collect::<String>())
    })
}

/// The rows that can be read; the others are listed.
fn orders(path: &Path, program: &Program) -> Outcome<Vec<OrderRow>> {
    let doing = format!("reading {}", path.display());
    let file = std::fs::File::open(path).map_err(Failure::io(&doing))?;
    let mut progress = Progress::start("reading orders");
    let (mut rows, mut bad) = (Vec::new(), 0);
    let mut told = Vec::new();
    for row in orders::read(file, program).map_err(|fault| Failure::document(path, fault))? {
        match row {
            Ok(row) => rows.push(row),
            Err(fault) => {
                bad += 1;
                if told.len() < LISTED {
                    told.push(format!("  {fault}"));
                }
            }
        }
        if (rows.len() + bad).is_multiple_of(5_000) {
            progress.tick(&figures::grouped(rows.len() as u64));
        }
    }
    progress.end(&format!("{} orders", figures::grouped(rows.len() as u64)));
    if bad > 0 {
        eprintln!("{bad} rows are left out:\n{}", told.join("\n"));
    }
    if bad > told.len() {
        eprintln!("  … and {} more", bad - told.len());
    }
    if rows.is_empty() {
        return Err(Failure::document(path, "it has no order that can be read"));
    }
    Ok(rows)
}

fn replay(program: &Program, rows: Vec<OrderRow>, options: &Options) -> Outcome<Report> {
    let total = rows.len();
    let mut simulation = Simulation::new(program, rows, options.redeem, options.seed)
        .map_err(|fault| Failure::document(&options.orders, fault))?;
    let mut progress = Progress::start("simulating");
    let mut shown = 0;
    while let Some(done) = simulation.step() {
        let full = done * BAR / total;
        if full > shown {
            shown = full;
            let bar = "█".repeat(full) + &"░".repeat(BAR - full);
            let done = figures::grouped(done as u64);
            progress.tick(&format!("{bar} {done}"));
        }
    }
    progress.end("done");
    Ok(simulation.finish())
}
