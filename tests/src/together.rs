//! Waiting with a deadline, and doing many things at the same time.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Asks again and again until there is an answer; panics after ten seconds.
#[track_caller]
pub fn until<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    match until_within(Duration::from_secs(10), ask) {
        Some(answer) => answer,
        None => panic!("{what} did not come within ten seconds"),
    }
}

/// Asks again and again until there is an answer, or time is up.
pub fn until_within<T>(patience: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + patience;
    loop {
        match ask() {
            None if Instant::now() < deadline => thread::sleep(Duration::from_millis(20)),
            answer => return answer,
        }
    }
}

/// Does something `count` times at once, every thread waiting for all; answers in order.
pub fn all_at_once<T: Send>(count: usize, one: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let gate = Barrier::new(count);
    thread::scope(|scope| {
        let (gate, one) = (&gate, &one);
        let run = |index| {
            scope.spawn(move || {
                gate.wait();
                one(index)
            })
        };
        let threads: Vec<_> = (0..count).map(run).collect();
        let answers = threads.into_iter().map(|thread| thread.join().unwrap());
        answers.collect()
    })
}

/// Does each of many things on a number of threads, as fast as they can; answers in order.
pub fn on_threads<T: Send>(
    threads: usize,
    count: usize,
    one: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let mut answers: Vec<(usize, T)> = thread::scope(|scope| {
        let (next, one) = (&next, &one);
        let run = move || {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= count {
                    return done;
                }
                done.push((index, one(index)));
            }
        };
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}
