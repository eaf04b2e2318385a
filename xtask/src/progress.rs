//! What a person sees while a step runs: its name, how long it takes, what it last said.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often a step that runs without a terminal says that it still does.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// The line of one running step.
#[derive(Debug)]
pub(crate) struct Progress {
    name: String,
    started: Instant,
    spoke: Instant,
    terminal: bool,
}

impl Progress {
    /// Announces a step.
    pub(crate) fn start(name: &str) -> Self {
        let terminal = std::io::stderr().is_terminal();
        if !terminal {
            eprintln!("{name} …");
        }
        let now = Instant::now();
        Self {
            name: name.to_owned(),
            started: now,
            spoke: now,
            terminal,
        }
    }

    /// How long the step has run.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Shows that the step still runs, and what it last said.
    pub(crate) fn tick(&mut self, last: &str) {
        let took = seconds(self.elapsed());
        if self.terminal {
            let line: String = format!("{} … {took}  {last}", self.name)
                .chars()
                .take(100)
                .collect();
            eprint!("\r\x1b[K{line}");
            // A terminal that went away is not a failure of the step.
            let _ = std::io::stderr().flush();
        } else if self.spoke.elapsed() >= HEARTBEAT {
            self.spoke = Instant::now();
            eprintln!("{} … {took}  {last}", self.name);
        }
    }

    /// Ends the line with how it went.
    pub(crate) fn end(self, how: &str) {
        let took = seconds(self.elapsed());
        let back = if self.terminal { "\r\x1b[K" } else { "" };
        eprintln!("{back}{}: {how} in {took}", self.name);
    }
}

/// A duration as a person says it.
pub(crate) fn seconds(took: Duration) -> String {
    let tenths = took.as_millis() / 100;
    match tenths / 10 {
        0..60 => format!("{}.{} s", tenths / 10, tenths % 10),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_in_seconds_then_minutes() {
        for (millis, said) in [
            (40, "0.0 s"),
            (1_250, "1.2 s"),
            (59_990, "59.9 s"),
            (61_000, "1 min 1 s"),
        ] {
            assert_eq!(seconds(Duration::from_millis(millis)), said);
        }
    }
}
