//! History: the entries of an account that the page has read so far.

use std::rc::Rc;

use shared::{Points, Time};

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) sequence: u64,
    pub(crate) at: Time,
    pub(crate) kind: EntryKind,
    /// The change of the available points.
    pub(crate) points: i64,
    /// The change of the pending points.
    pub(crate) pending: i64,
    pub(crate) balance: Points,
    /// The service's own sentence about it.
    pub(crate) explanation: Option<String>,
}

macro_rules! kinds {
    ($($name:ident = $text:literal),+ $(,)?) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum EntryKind {
            $($name),+,
            /// Something that this build does not know yet.
            Other,
        }

        impl EntryKind {
            /// The kind by its name on the wire.
            pub(crate) fn parse(text: &str) -> Self {
                match text { $($text => Self::$name,)+ _ => Self::Other }
            }
        }
    };
}

kinds! {
    Earn = "earn",
    Visit = "visit",
    Gift = "gift",
    Available = "available",
    Hold = "hold",
    Present = "present",
    Attach = "attach",
    Capture = "capture",
    Void = "void",
    TimedOut = "timed_out",
    Restore = "restore",
    Clawback = "clawback",
    Adjustment = "adjustment",
    Expire = "expire",
    Tier = "tier",
}

/// One answer: entries, newest first, and where the next ones are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) entries: Vec<Rc<Entry>>,
    pub(crate) cursor: Option<String>,
}

/// What the page has read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct History {
    /// Newest first; nothing where nothing was heard yet.
    pub(crate) entries: Option<Vec<Rc<Entry>>>,
    /// Where older entries are, where there are any.
    pub(crate) cursor: Option<String>,
    pub(crate) asking: Asking,
    /// How many entries the last answer that was asked for by hand has added.
    pub(crate) added: Option<usize>,
}

/// Where the question stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Asking {
    #[default]
    Idle,
    Under,
    /// No answer.
    Failed,
}

impl History {
    /// Takes the newest page: what is new goes on top; where a gap would be, the rest is dropped.
    pub(crate) fn refresh(&mut self, page: Page) {
        self.asking = Asking::Idle;
        let known = self.entries.take().unwrap_or_default();
        let newest = known.first().map_or(0, |entry| entry.sequence);
        let meets = page.entries.iter().any(|entry| entry.sequence <= newest);
        if !meets {
            self.entries = Some(page.entries);
            self.cursor = page.cursor;
            return;
        }
        let is_new = |entry: &Rc<Entry>| entry.sequence > newest;
        let mut entries: Vec<_> = page.entries.into_iter().filter(is_new).collect();
        entries.extend(known);
        self.entries = Some(entries);
    }

    /// Takes an older page.
    pub(crate) fn extend(&mut self, page: Page) {
        self.asking = Asking::Idle;
        let entries = self.entries.get_or_insert_default();
        let oldest = entries.last().map_or(u64::MAX, |entry| entry.sequence);
        let before = entries.len();
        let older = page.entries.into_iter();
        entries.extend(older.filter(|entry| entry.sequence < oldest));
        self.added = Some(entries.len() - before);
        self.cursor = page.cursor;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(sequences: &[u64], cursor: Option<&str>) -> Page {
        let entry = |sequence: &u64| {
            Rc::new(Entry {
                sequence: *sequence,
                at: Time::from_unix_ms(0),
                kind: EntryKind::parse("earn"),
                points: 1,
                pending: 0,
                balance: Points::ZERO,
                explanation: None,
            })
        };
        Page {
            entries: sequences.iter().map(entry).collect(),
            cursor: cursor.map(str::to_owned),
        }
    }

    fn sequences(history: &History) -> Vec<u64> {
        let entries = history.entries.iter().flatten();
        entries.map(|entry| entry.sequence).collect()
    }

    #[test]
    fn older_pages_go_below_and_news_on_top() {
        let mut history = History::default();
        history.refresh(page(&[9, 8], Some("8")));
        history.extend(page(&[8, 7, 6], None));
        assert_eq!((history.added, history.cursor.as_deref()), (Some(2), None));
        history.refresh(page(&[11, 10, 9], Some("9")));
        assert_eq!(sequences(&history), [11, 10, 9, 8, 7, 6]);
        assert_eq!(history.cursor, None, "the oldest was read already");
    }

    #[test]
    fn a_gap_is_not_papered_over() {
        let mut history = History::default();
        history.refresh(page(&[3, 2], None));
        history.refresh(page(&[60, 59], Some("59")));
        assert_eq!(sequences(&history), [60, 59]);
        assert_eq!(history.cursor.as_deref(), Some("59"));
    }
}
