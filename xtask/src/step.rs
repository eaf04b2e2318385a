//! One child process: its progress is shown, its log kept, its end judged.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::progress::Progress;

/// How many lines of a failed step are shown.
const TAIL: usize = 60;
/// How often the progress line is drawn, and the child asked whether it has ended.
const TICK: Duration = Duration::from_millis(100);
/// How long we listen on for a pipe that a grandchild may have kept open.
const GRACE: Duration = Duration::from_millis(500);
/// Longer than any step of ours takes on a slow machine.
const LIMIT: Duration = Duration::from_secs(45 * 60);

/// A child to run, with a name for people.
#[derive(Debug)]
pub(crate) struct Step {
    name: String,
    command: Command,
    log: PathBuf,
}

/// How a child ended and what it said.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) good: bool,
    pub(crate) said: String,
    pub(crate) how: String,
    pub(crate) log: PathBuf,
}

impl Step {
    /// A step of this checkout; it runs at the root without a keyboard.
    pub(crate) fn new(checkout: &Checkout, name: &str, mut command: Command) -> Self {
        if command.get_current_dir().is_none() {
            command.current_dir(checkout.root());
        }
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
            .env("CARGO_TERM_COLOR", "never")
            .env("NO_COLOR", "1")
            .env_remove("FORCE_COLOR");
        let file = name.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
        Self {
            name: name.to_owned(),
            command,
            log: checkout.built("logs").join(file + ".log"),
        }
    }

    /// Runs to the end, however it ends.
    pub(crate) fn run(mut self) -> Outcome<Ended> {
        if let Some(folder) = self.log.parent() {
            std::fs::create_dir_all(folder).map_err(Failure::io("making the folder of logs"))?;
        }
        let mut log = File::create(&self.log).map_err(Failure::io("opening a log"))?;
        let mut progress = Progress::start(&self.name);
        let mut child = self
            .command
            .spawn()
            .map_err(|source| not_started(&self.command, source))?;
        let lines = listen(&mut child);
        let mut said = String::new();
        let status = follow(&mut child, &lines, &mut progress, |line| {
            said.push_str(line);
            said.push('\n');
            writeln!(log, "{line}")
        })?;
        let how = match status {
            Some(status) if status.success() => "done".to_owned(),
            Some(status) => format!("failed ({status})"),
            None => format!(
                "stopped: it ran longer than {} minutes",
                LIMIT.as_secs() / 60
            ),
        };
        progress.end(&how);
        Ok(Ended {
            good: status.is_some_and(|s| s.success()),
            said,
            how,
            log: self.log,
        })
    }

    /// Runs to a good end, or fails with the tail of what was said.
    pub(crate) fn must(self) -> Outcome<Ended> {
        let name = self.name.clone();
        let ended = self.run()?;
        if ended.good {
            return Ok(ended);
        }
        let tail = ended.tail();
        Err(Failure::Child {
            step: name,
            ended: ended.how,
            log: ended.log,
            tail,
        })
    }
}

impl Ended {
    /// The last lines that were said.
    pub(crate) fn tail(&self) -> String {
        let lines: Vec<&str> = self.said.lines().collect();
        lines[lines.len().saturating_sub(TAIL)..].join("\n")
    }
}

/// What a short question to a program answers, or nothing when it can't.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn not_started(command: &Command, source: std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy().into_owned();
    if source.kind() == std::io::ErrorKind::NotFound {
        return Failure::missing(
            format!("{program} was not found"),
            "Rust (by rustup) and Node 20 or newer are needed, and must be on the PATH.",
        );
    }
    Failure::Io {
        doing: format!("starting {program}"),
        source,
    }
}

fn listen(child: &mut Child) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    if let Some(pipe) = child.stdout.take() {
        read_lines(pipe, sender.clone());
    }
    if let Some(pipe) = child.stderr.take() {
        read_lines(pipe, sender);
    }
    lines
}

fn read_lines(pipe: impl Read + Send + 'static, sender: Sender<String>) {
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut line = Vec::new();
        while reader
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            line.clear();
            if sender.send(text).is_err() {
                break;
            }
        }
    });
}

/// Passes lines on until the child has ended; `None` when it took too long and was killed.
fn follow(
    child: &mut Child,
    lines: &Receiver<String>,
    progress: &mut Progress,
    mut hear: impl FnMut(&str) -> std::io::Result<()>,
) -> Outcome<Option<ExitStatus>> {
    let mut last = String::new();
    let mut gone: Option<(ExitStatus, Instant)> = None;
    loop {
        match lines.recv_timeout(TICK) {
            Ok(line) => {
                hear(&line).map_err(Failure::io("writing a log"))?;
                if !line.trim().is_empty() {
                    last = line.trim().to_owned();
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return child
                    .wait()
                    .map(Some)
                    .map_err(Failure::io("waiting for a step"));
            }
        }
        match gone {
            Some((status, since)) if since.elapsed() > GRACE => return Ok(Some(status)),
            Some(_) => {}
            None => {
                let status = child
                    .try_wait()
                    .map_err(Failure::io("waiting for a step"))?;
                gone = status.map(|status| (status, Instant::now()));
            }
        }
        progress.tick(&last);
        if gone.is_none() && progress.elapsed() > LIMIT {
            child.kill().map_err(Failure::io("stopping a step"))?;
            return Ok(None);
        }
    }
}
