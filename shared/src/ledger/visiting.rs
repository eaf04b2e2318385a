//! Visiting: what identity tokens say, streaks of visits, and days that come once a year.

use super::because::{Because, Occasion};
use super::entry::{EntryKind, Posting};
use super::profile::{Profile, Streak, Yearly, YearlyDay};
use super::turn::Turn;
use crate::limits::SEGMENTS_MAX;
use crate::points::Points;
use crate::program::RuleOn;
use crate::time::{Day, MonthDay, Time};

impl Turn<'_> {
    /// An identity token spoke of the shopper. A birthday stays known once one was named.
    pub fn meet(&mut self, said: &Profile) {
        let mut segments = said.segments.clone();
        segments.sort();
        segments.dedup();
        segments.truncate(SEGMENTS_MAX);
        let known = &self.account.core.profile;
        let profile = Profile {
            birthday: said.birthday.or(known.birthday),
            segments,
        };
        if profile == *known {
            return;
        }
        self.append(EntryKind::Note, Because::Profile, |draft| {
            draft.post(Posting::Profile(profile));
        });
        if self.plan_yearly_days() {
            self.append_due();
        }
    }

    /// The shopper visited: the streak grows by a day, or begins anew. Once a day counts.
    pub fn visit(&mut self) -> Points {
        let (now, program) = (self.now, self.program);
        let asked = |on: &RuleOn| matches!(on, RuleOn::VisitStreak { .. });
        if !program.earn.iter().any(|rule| asked(&rule.on)) {
            return Points::ZERO;
        }
        let today = now.day(&program.zone);
        let before = self.account.core.streak;
        if before.is_some_and(|streak| streak.last >= today) {
            return Points::ZERO;
        }
        let days = before
            .map_or(0, |streak| streak.on(today))
            .saturating_add(1);
        self.append(EntryKind::Note, Because::Visit { days }, |draft| {
            draft.post(Posting::Visited(Streak { days, last: today }));
        });
        let given = self.give_all(now, None, |on| match on {
            RuleOn::VisitStreak { days: of, points } if days.is_multiple_of((*of).max(1)) => {
                Some((*points, Occasion::VisitStreak { days: *of }))
            }
            _ => None,
        });
        given.unwrap_or(Points::ZERO)
    }

    /// Writes down when the yearly days are next, where that is news; a rule that is new asks from
    /// now on, never back.
    pub(super) fn plan_yearly_days(&mut self) -> bool {
        let birthday = self.plan(YearlyDay::Birthday, self.now);
        let anniversary = self.plan(YearlyDay::Anniversary, self.now);
        birthday || anniversary
    }

    fn plan(&mut self, day: YearlyDay, from: Time) -> bool {
        let known = self.yearly(day);
        let next = self.next_yearly(day, known.last_year, from);
        if next == known.next {
            return false;
        }
        self.append(EntryKind::Note, Because::Yearly { day }, |draft| {
            draft.post(Posting::Yearly(day, Yearly { next, ..known }));
        });
        true
    }

    /// A yearly day came: its rules give their points, and the next one is a year away.
    pub(super) fn celebrate(&mut self, day: YearlyDay, at: Time) {
        let today = at.day(&self.program.zone);
        let is_changed = self
            .date_of(day)
            .is_none_or(|(date, _)| date.in_year(today.year()) != today);
        let years = self
            .date_of(day)
            .map_or(0, |(_, since)| today.year() - since);
        let last_year = if is_changed {
            self.yearly(day).last_year
        } else {
            Some(today.year())
        };
        self.append_at(at, EntryKind::Note, Because::Yearly { day }, |draft| {
            draft.post(Posting::Yearly(
                day,
                Yearly {
                    next: None,
                    last_year,
                },
            ));
        });
        if is_changed {
            return;
        }
        self.give_all(at, None, |on| match (on, day) {
            (RuleOn::Birthday { points }, YearlyDay::Birthday) => {
                Some((*points, Occasion::Birthday))
            }
            (RuleOn::Anniversary { points }, YearlyDay::Anniversary) => {
                let years = years.unsigned_abs();
                Some((*points, Occasion::Anniversary { years }))
            }
            _ => None,
        });
        // From that day on, not from now: where nobody looked for years, each of them came.
        self.plan(day, at);
    }

    /// The instant at which a yearly day begins next from `from` on: that day too, where it was not
    /// yet.
    fn next_yearly(&self, day: YearlyDay, last_year: Option<i32>, from: Time) -> Option<Time> {
        let program = self.program;
        let asks = |on: &RuleOn| match day {
            YearlyDay::Birthday => matches!(on, RuleOn::Birthday { .. }),
            YearlyDay::Anniversary => matches!(on, RuleOn::Anniversary { .. }),
        };
        if !program.earn.iter().any(|rule| asks(&rule.on)) {
            return None;
        }
        let (date, not_before) = self.date_of(day)?;
        let today = from.day(&program.zone);
        let is_to_come = |date: &Day| {
            *date >= today
                && date.year() > not_before
                && last_year.is_none_or(|last| date.year() > last)
        };
        let years = today.year()..=today.year() + 2;
        let next = years.map(|year| date.in_year(year)).find(is_to_come)?;
        Some(next.start(&program.zone))
    }

    /// The day of every year, and the year after which it begins.
    fn date_of(&self, day: YearlyDay) -> Option<(MonthDay, i32)> {
        let core = &self.account.core;
        match day {
            YearlyDay::Birthday => core.profile.birthday.map(|date| (date, 0)),
            YearlyDay::Anniversary => {
                let joined = core.joined?.day(&self.program.zone);
                Some((joined.into(), joined.year()))
            }
        }
    }

    const fn yearly(&self, day: YearlyDay) -> Yearly {
        match day {
            YearlyDay::Birthday => self.account.core.birthday,
            YearlyDay::Anniversary => self.account.core.anniversary,
        }
    }
}
