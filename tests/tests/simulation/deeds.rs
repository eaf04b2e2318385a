//! What a shopper did, and what that gives by a plain model: each thing once, within its cap.

use std::collections::{BTreeMap, BTreeSet};

use shared::Time;
use shared::ledger::ReviewWritten;
use shared::program::{Per, Program};
use shared::time::{Day, MonthDay};

use crate::programs::{BIRTHDAY, FOLLOW, FOLLOW_VIP, REVIEW, VISITS, WELCOME, YEARS};

/// One shopper's deeds.
#[derive(Default)]
pub(crate) struct Deeds {
    /// What all of it gave.
    pub(crate) given: u64,
    heard: BTreeMap<String, u64>,
    times: BTreeMap<String, u32>,
    streak: Option<(Day, u32)>,
    birthday: Option<(MonthDay, Day)>,
    joined: Option<Day>,
    celebrated: BTreeSet<(u32, i32)>,
    is_vip: bool,
}

impl Deeds {
    /// Time passes: yearly days come.
    pub(crate) fn pass(&mut self, today: Day) {
        if let Some((date, since)) = self.birthday {
            for year in since.year()..=today.year() {
                let day = date.in_year(year);
                if day >= since && day <= today {
                    self.celebrate(BIRTHDAY, year);
                }
            }
        }
        if let Some(joined) = self.joined {
            for year in joined.year() + 1..=today.year() {
                if MonthDay::from(joined).in_year(year) <= today {
                    self.celebrate(YEARS, year);
                }
            }
        }
    }

    fn celebrate(&mut self, points: u32, year: i32) {
        if self.celebrated.insert((points, year)) {
            self.given += u64::from(points);
        }
    }

    /// The shopper joins.
    pub(crate) fn join(&mut self, today: Day) -> Option<u64> {
        if self.joined.is_some() {
            return None;
        }
        self.joined = Some(today);
        self.given += u64::from(WELCOME);
        Some(u64::from(WELCOME))
    }

    /// A token says who the shopper is.
    pub(crate) fn meet(&mut self, birthday: Option<MonthDay>, is_vip: bool, today: Day) {
        self.is_vip = is_vip;
        if let Some(date) = birthday
            && self.birthday.is_none_or(|(known, _)| known != date)
        {
            self.birthday = Some((date, today));
        }
        self.pass(today);
    }

    /// What an action gives: at first, or what it gave before.
    pub(crate) fn act(&mut self, event: &str, at: (Time, &Program, u32)) -> Result<u64, u64> {
        let (now, program, version) = at;
        let today = now.day(&program.zone);
        let period = match per_of(program, "follow") {
            Per::Day => format!("follow {today}"),
            Per::Year => format!("follow {}", today.year()),
            _ => "follow".to_owned(),
        };
        let vip = if self.is_vip { FOLLOW_VIP } else { 0 };
        let key = format!("action {event}");
        self.once(
            key,
            (period, 2),
            u64::from(FOLLOW * version),
            u64::from(vip),
        )
    }

    /// What a review gives.
    pub(crate) fn review(
        &mut self,
        written: &ReviewWritten<'_>,
        now: Time,
        program: &Program,
    ) -> Result<u64, u64> {
        let period = match (per_of(program, "review"), written.order) {
            (Per::Day, _) => format!("review {}", now.day(&program.zone)),
            (Per::Order, Some(order)) => format!("review of order {order}"),
            _ => format!("review of product {}", written.product),
        };
        let key = format!("review {}", written.review);
        // A campaign doubles it.
        self.once(key, (period, 1), u64::from(2 * REVIEW), 0)
    }

    fn once(
        &mut self,
        key: String,
        cap: (String, u32),
        capped: u64,
        always: u64,
    ) -> Result<u64, u64> {
        if let Some(before) = self.heard.get(&key) {
            return Err(*before);
        }
        let times = self.times.entry(cap.0).or_default();
        let is_capped = *times >= cap.1;
        *times += u32::from(!is_capped);
        let points = if is_capped { always } else { capped + always };
        self.heard.insert(key, points);
        self.given += points;
        Ok(points)
    }

    /// What a visit gives.
    pub(crate) fn visit(&mut self, today: Day) -> u64 {
        let days = match self.streak {
            Some((last, _)) if last == today => return 0,
            Some((last, days)) if last.plus_days(1) == today => days + 1,
            _ => 1,
        };
        self.streak = Some((today, days));
        let points = u64::from(if days % 2 == 0 { VISITS } else { 0 });
        self.given += points;
        points
    }
}

fn per_of(program: &Program, id: &str) -> Per {
    let rule = program.earn.iter().find(|rule| rule.id.as_str() == id);
    rule.unwrap().cap.unwrap().per
}
