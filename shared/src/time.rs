//! Time: instants, spans and calendar days, with the time zone as an argument and no clock.

use jiff::{ToSpan, civil, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// An instant, in whole milliseconds since 1970 in UTC; on the wire RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Time(i64);

/// Milliseconds of one day of 24 hours.
const DAY_MS: i64 = 86_400_000;

impl Time {
    /// The first instant: 1970-01-01.
    pub const MIN: Self = Self(0);
    /// The last instant: the end of 9998. Later ones become this one.
    pub const MAX: Self = Self(253_370_764_799_999);

    /// The instant so many milliseconds after 1970, kept between [`Time::MIN`] and [`Time::MAX`].
    pub fn from_unix_ms(ms: i64) -> Self {
        Self(ms.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Milliseconds since 1970.
    pub const fn unix_ms(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970, rounded down.
    pub const fn unix_seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// The instant `days` times 24 hours later.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_unix_ms(self.0.saturating_add(days.saturating_mul(DAY_MS)))
    }

    /// The instant a number of milliseconds later, or earlier where negative.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self::from_unix_ms(self.0.saturating_add(ms))
    }

    /// The instant a span later, its calendar units counted in `zone`; 31 January plus a month is
    /// the last of February.
    #[must_use]
    pub fn plus(self, span: &Span, zone: &Zone) -> Self {
        let zoned = self.timestamp().to_zoned(zone.tz.clone());
        match zoned.checked_add(span.jiff()) {
            Ok(later) => Self::from_unix_ms(later.timestamp().as_millisecond()),
            Err(_) => Self::MAX,
        }
    }

    /// The calendar day in `zone`.
    pub fn day(self, zone: &Zone) -> Day {
        Day::of(self.timestamp().to_zoned(zone.tz.clone()).date())
    }

    fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

impl std::str::FromStr for Time {
    type Err = NotATime;

    /// An instant from RFC 3339, with any offset; fractions below a millisecond are dropped.
    fn from_str(text: &str) -> Result<Self, NotATime> {
        if !is_rfc_3339(text) {
            return Err(NotATime);
        }
        let timestamp: jiff::Timestamp = text.parse().map_err(|_| NotATime)?;
        let ms = timestamp.as_millisecond();
        if (Self::MIN.0..=Self::MAX.0).contains(&ms) {
            Ok(Self(ms))
        } else {
            Err(NotATime)
        }
    }
}

/// Whether a text has the shape of RFC 3339. The parser takes more of ISO 8601 than that, and other
/// implementations of the same contract would not.
fn is_rfc_3339(text: &str) -> bool {
    const SHAPE: &[u8] = b"0000-00-00T00:00:00";
    let bytes = text.as_bytes();
    let Some((start, rest)) = bytes.split_at_checked(SHAPE.len()) else {
        return false;
    };
    let fits = |(byte, shape): (&u8, &u8)| match shape {
        b'0' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b't' | b' '),
        _ => byte == shape,
    };
    let offset = match rest.strip_prefix(b".") {
        Some(rest) => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
            rest.split_at(digits.count()).1
        }
        None => rest,
    };
    let is_offset = match offset {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => {
            [h1, h2, m1, m2].iter().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    };
    start.iter().zip(SHAPE).all(fits) && is_offset
}

impl std::fmt::Display for Time {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.timestamp().fmt(out)
    }
}

impl TryFrom<String> for Time {
    type Error = NotATime;

    fn try_from(text: String) -> Result<Self, NotATime> {
        text.parse()
    }
}

impl From<Time> for String {
    fn from(time: Time) -> Self {
        time.to_string()
    }
}

/// A text that is no instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATime;

impl std::fmt::Display for NotATime {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a time is RFC 3339 between 1970 and 9998, such as 2026-11-27T00:00:00Z")
    }
}

impl std::error::Error for NotATime {}

/// A length of time in ISO 8601, `PT15M`, `P30D`, `P12M`: calendar months and days, and seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    months: i32,
    days: i32,
    seconds: i64,
    text: String,
}

impl Span {
    /// A span of minutes.
    pub fn of_minutes(minutes: u32) -> Self {
        Self {
            months: 0,
            days: 0,
            seconds: i64::from(minutes) * 60,
            text: format!("PT{minutes}M"),
        }
    }

    /// The seconds of a span without months and days, which is as long in every calendar.
    pub const fn clock_seconds(&self) -> Option<i64> {
        if self.months == 0 && self.days == 0 {
            Some(self.seconds)
        } else {
            None
        }
    }

    /// Whether the span is made of whole days and months, as a qualifying period must be.
    pub const fn is_calendar(&self) -> bool {
        self.seconds == 0
    }

    /// Whether the span has no length.
    pub const fn is_zero(&self) -> bool {
        self.months == 0 && self.days == 0 && self.seconds == 0
    }

    /// The span as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn jiff(&self) -> jiff::Span {
        jiff::Span::new()
            .months(self.months)
            .days(self.days)
            .seconds(self.seconds)
    }
}

/// The longest span: ten years.
const SPAN_MONTHS_MAX: i64 = 120;

impl std::str::FromStr for Span {
    type Err = NotASpan;

    fn from_str(text: &str) -> Result<Self, NotASpan> {
        let span: jiff::Span = text.parse().map_err(|_| NotASpan)?;
        let months = i64::from(span.get_years()) * 12 + i64::from(span.get_months());
        let days = i64::from(span.get_weeks()) * 7 + i64::from(span.get_days());
        let seconds =
            i64::from(span.get_hours()) * 3600 + span.get_minutes() * 60 + span.get_seconds();
        let below_seconds = span.get_milliseconds() != 0
            || span.get_microseconds() != 0
            || span.get_nanoseconds() != 0;
        let days_in_all = months * 31 + days + seconds / 86_400;
        let positive = months >= 0 && days >= 0 && seconds >= 0;
        if !text.starts_with('P')
            || below_seconds
            || !positive
            || days_in_all > SPAN_MONTHS_MAX * 31
        {
            return Err(NotASpan);
        }
        let whole = |number: i64| i32::try_from(number).map_err(|_| NotASpan);
        Ok(Self {
            months: whole(months)?,
            days: whole(days)?,
            seconds,
            text: text.to_owned(),
        })
    }
}

impl TryFrom<String> for Span {
    type Error = NotASpan;

    fn try_from(text: String) -> Result<Self, NotASpan> {
        text.parse()
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.text
    }
}

/// A text that is no span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASpan;

impl std::fmt::Display for NotASpan {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a duration is ISO 8601 of at most ten years, such as PT15M, P30D or P12M")
    }
}

impl std::error::Error for NotASpan {}

/// A time zone of the IANA database, from the copy that is compiled in.
#[derive(Clone, Debug)]
pub struct Zone {
    tz: TimeZone,
    name: String,
}

impl Zone {
    /// Coordinated Universal Time.
    pub fn utc() -> Self {
        Self {
            tz: TimeZone::UTC,
            name: "UTC".to_owned(),
        }
    }

    /// The name, `America/New_York`.
    pub fn as_str(&self) -> &str {
        &self.name
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl std::str::FromStr for Zone {
    type Err = UnknownZone;

    /// A zone from its name in any case; it keeps the name as the database writes it.
    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        let tz = TimeZone::get(name).map_err(|_| UnknownZone)?;
        // `Etc/Unknown` is a name, but of no zone: what formats times in a page refuses it.
        let known = tz.iana_name().filter(|_| !tz.is_unknown());
        let name = known.ok_or(UnknownZone)?.to_owned();
        Ok(Self { tz, name })
    }
}

/// A text that is no time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownZone;

impl std::fmt::Display for UnknownZone {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a time zone is an IANA name, such as Europe/Vienna")
    }
}

impl std::error::Error for UnknownZone {}

/// A calendar day, as the number `YYYYMMDD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(i32);

impl Day {
    /// The number `YYYYMMDD`.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day of a number `YYYYMMDD`, or `None` where there is no such day.
    pub fn from_number(number: i32) -> Option<Self> {
        civil_date(number).map(|_| Self(number))
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.0 / 10_000
    }

    /// 1 January of a year.
    pub const fn first_of_year(year: i32) -> Self {
        Self(year * 10_000 + 101)
    }

    /// Before every day that anything happens on.
    pub const FIRST: Self = Self(0);
    /// After every day that anything happens on.
    pub const LAST: Self = Self(99_991_231);

    /// The first day of the month.
    #[must_use]
    pub const fn first_of_month(self) -> Self {
        Self(self.0 / 100 * 100 + 1)
    }

    /// The last day of the month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        civil_date(self.0).map_or(self, |date| Self::of(date.last_of_month()))
    }

    /// 31 December of a year.
    pub const fn last_of_year(year: i32) -> Self {
        Self(year * 10_000 + 1231)
    }

    /// The day a number of days later, or earlier where negative.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let later = civil_date(self.0).and_then(|date| date.checked_add(days.days()).ok());
        later.map_or(self, Self::of)
    }

    /// The Monday of the week.
    #[must_use]
    pub fn monday(self) -> Self {
        let monday = civil_date(self.0).and_then(|date| {
            date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days())
                .ok()
        });
        monday.map_or(self, Self::of)
    }

    fn of(date: civil::Date) -> Self {
        Self(
            i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day()),
        )
    }

    /// The first instant of the day in `zone`.
    pub fn start(self, zone: &Zone) -> Time {
        let start = civil_date(self.0).and_then(|date| date.to_zoned(zone.tz.clone()).ok());
        start.map_or(Time::MAX, |zoned| {
            Time::from_unix_ms(zoned.timestamp().as_millisecond())
        })
    }

    /// The instant the day after `self + span` begins in `zone`: until then, the day counts within
    /// a window as long as the span.
    pub fn end_of_window(self, span: &Span, zone: &Zone) -> Time {
        let end = civil_date(self.0)
            .and_then(|date| date.checked_add(span.jiff()).ok())
            .and_then(|date| date.checked_add(1.day()).ok())
            .and_then(|date| date.to_zoned(zone.tz.clone()).ok());
        end.map_or(Time::MAX, |zoned| {
            Time::from_unix_ms(zoned.timestamp().as_millisecond())
        })
    }
}

/// `YYYY-MM-DD`.
impl std::fmt::Display for Day {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100);
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

fn civil_date(number: i32) -> Option<civil::Date> {
    let year = i16::try_from(number / 10_000).ok()?;
    let month = i8::try_from(number / 100 % 100).ok()?;
    let day = i8::try_from(number % 100).ok()?;
    civil::Date::new(year, month, day).ok()
}

/// A day of every year, as the number `MMDD`; as text `MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay(i32);

impl MonthDay {
    /// The day in a year; 29 February is the 28th in a year that has none.
    pub fn in_year(self, year: i32) -> Day {
        let day = Day(year * 10_000 + self.0);
        match civil_date(day.0) {
            Some(_) => day,
            None => Day(year * 10_000 + 228),
        }
    }
}

impl From<Day> for MonthDay {
    fn from(day: Day) -> Self {
        Self(day.0 % 10_000)
    }
}

/// A text that is no day of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMonthDay;

impl std::fmt::Display for NotAMonthDay {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a birthday is a month and a day, such as 02-29")
    }
}

impl std::error::Error for NotAMonthDay {}

impl std::str::FromStr for MonthDay {
    type Err = NotAMonthDay;

    fn from_str(text: &str) -> Result<Self, NotAMonthDay> {
        let (month, day) = text.split_once('-').ok_or(NotAMonthDay)?;
        let two_digits = |part: &str| {
            let is_number = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse::<i32>().ok()).flatten()
        };
        let number = two_digits(month).zip(two_digits(day));
        let (month, day) = number.ok_or(NotAMonthDay)?;
        // A leap year has every day that there is.
        civil_date(20_000_000 + month * 100 + day)
            .map(|_| Self(month * 100 + day))
            .ok_or(NotAMonthDay)
    }
}

impl TryFrom<String> for MonthDay {
    type Error = NotAMonthDay;

    fn try_from(text: String) -> Result<Self, NotAMonthDay> {
        text.parse()
    }
}

impl From<MonthDay> for String {
    fn from(day: MonthDay) -> Self {
        format!("{:02}-{:02}", day.0 / 100, day.0 % 100)
    }
}
