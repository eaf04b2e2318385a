//! Dates as these formats write them. What may be read in two ways is not guessed.

use super::bad::Reason;
use crate::time::Time;

/// Which comes first where a date is written with slashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slashes {
    /// The day: `31/12/2024`.
    DayFirst,
    /// Nobody says: only a date that has one reading is read.
    Unknown,
}

/// The instant of a date, which may have a time and a zone; without a zone it is UTC, and without
/// a time noon, so that it is the same day nearly everywhere.
pub(super) fn parse(text: &str, slashes: Slashes) -> Result<Time, Reason> {
    let text = text.trim();
    let end = text.find(['T', 't', ' ']).unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let (year, month, day) = date_of(date, slashes)?;
    let clock = clock(rest.get(1..).unwrap_or_default().trim()).ok_or(Reason::NotADate)?;
    let time = format!("{year:04}-{month:02}-{day:02}T{clock}").parse();
    time.map_err(|_| Reason::NotADate)
}

fn date_of(text: &str, slashes: Slashes) -> Result<(u32, u32, u32), Reason> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [first, second, third] = parts[..] else {
        return Err(Reason::NotADate);
    };
    let number = |text: &str| {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().ok().filter(|_| is_number);
        number.ok_or(Reason::NotADate)
    };
    let numbers = (number(first)?, number(second)?, number(third)?);
    match (first.len(), third.len(), numbers) {
        (4, 1..=2, (year, month, day)) => Ok((year, month, day)),
        (1..=2, 4, (first, second, year)) => match (slashes, first > 12, second > 12) {
            (Slashes::DayFirst, ..) | (Slashes::Unknown, true, false) => Ok((year, second, first)),
            (Slashes::Unknown, false, true) => Ok((year, first, second)),
            (Slashes::Unknown, false, false) if first == second => Ok((year, second, first)),
            (Slashes::Unknown, ..) => Err(Reason::AmbiguousDate),
        },
        _ => Err(Reason::NotADate),
    }
}

/// The instant, unless it is more than a day after `now`: a clock may be wrong, a year mistyped.
pub(super) fn no_later(time: Time, now: Time) -> Result<Time, Reason> {
    if time > now.plus_days(1) {
        Err(Reason::InTheFuture)
    } else {
        Ok(time)
    }
}

/// A time of day with its zone, as RFC 3339 ends.
fn clock(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("12:00:00Z".to_owned());
    }
    let named = ["UTC", "GMT", "Z", "z"];
    let utc = named.iter().find_map(|name| text.strip_suffix(name));
    let (time, offset) = match (utc, text.rfind(['+', '-'])) {
        (Some(time), _) => (time, "Z".to_owned()),
        (None, Some(sign)) => {
            let (time, offset) = text.split_at(sign);
            (time, with_colon(offset)?)
        }
        (None, None) => (text, "Z".to_owned()),
    };
    let mut parts = time.trim_end().split(':');
    let (hours, minutes) = (number(parts.next()?)?, number(parts.next()?)?);
    let (seconds, fraction) = match parts.next() {
        Some(part) => {
            let end = part.find('.').unwrap_or(part.len());
            let (seconds, fraction) = part.split_at(end);
            (number(seconds)?, fraction)
        }
        None => (0, ""),
    };
    let is_whole = parts.next().is_none();
    is_whole.then(|| format!("{hours:02}:{minutes:02}:{seconds:02}{fraction}{offset}"))
}

/// A number of a clock, with a zero before it or without.
fn number(digits: &str) -> Option<u8> {
    let is_number = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

/// `+0200` and `+02` as `+02:00`.
fn with_colon(offset: &str) -> Option<String> {
    let (hours, minutes) = offset.split_at_checked(3)?;
    let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
    let minutes = if minutes.is_empty() { "00" } else { minutes };
    Some(format!("{hours}:{minutes}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_is_read() {
        for (text, expected) in [
            ("2024-03-02", "2024-03-02T12:00:00Z"),
            ("2024/03/02", "2024-03-02T12:00:00Z"),
            ("2024-03-02 10:12:00 UTC", "2024-03-02T10:12:00Z"),
            ("2024-03-02 10:12:00", "2024-03-02T10:12:00Z"),
            ("2024-03-02 10:12", "2024-03-02T10:12:00Z"),
            ("2024-03-02T10:12:00Z", "2024-03-02T10:12:00Z"),
            ("2024-03-02T10:12:00.250Z", "2024-03-02T10:12:00.25Z"),
            ("2024-03-02T10:12:00-04:00", "2024-03-02T14:12:00Z"),
            ("2024-03-02 10:12:00 -0400", "2024-03-02T14:12:00Z"),
            ("2024-03-02T10:12:00+02", "2024-03-02T08:12:00Z"),
            (" 25/03/2024 ", "2024-03-25T12:00:00Z"),
            ("03/25/2024", "2024-03-25T12:00:00Z"),
            ("4/4/2024 09:30", "2024-04-04T09:30:00Z"),
            ("4/4/2024 9:30", "2024-04-04T09:30:00Z"),
            ("2025-03-02 9:12:00", "2025-03-02T09:12:00Z"),
            ("2025-03-02 9:12:5 UTC", "2025-03-02T09:12:05Z"),
            ("2025-03-02T9:12:00.5+02:00", "2025-03-02T07:12:00.5Z"),
            ("25.3.2024", "2024-03-25T12:00:00Z"),
        ] {
            let found = parse(text, Slashes::Unknown).map(|time| time.to_string());
            assert_eq!(found, Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn slashes_follow_the_rule_of_the_format() {
        let day_first = |text| parse(text, Slashes::DayFirst).map(|time| time.to_string());
        assert_eq!(
            day_first("04/03/2024"),
            Ok("2024-03-04T12:00:00Z".to_owned())
        );
        assert_eq!(day_first("03/25/2024"), Err(Reason::NotADate));
        for text in ["04/03/2024", "4/3/2024 10:00", "04.03.2024", "13/13/2024"] {
            let found = parse(text, Slashes::Unknown);
            assert_eq!(found, Err(Reason::AmbiguousDate), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_said() {
        for text in [
            "",
            "yesterday",
            "2024-02-30",
            "2024-03-02 25:00",
            "2024-03-02 10:60",
            "2024-03-02 10:",
            "2024-03-02 :10",
            "2024-03-02 10:12:00:00",
            "2024-03-02 +9:12",
            "2024-03-02 10:12:00.",
            "2024-03-02 010:12",
            "02/03/24",
            "1969-12-31",
            "45352",
            "2024-03",
            "2024-03-02 10 am",
            "2024-03-02T10:12:00+",
            "２０２４-03-02",
            "+024-03-02",
        ] {
            let found = parse(text, Slashes::Unknown);
            assert_eq!(found, Err(Reason::NotADate), "{text}");
        }
    }

    #[test]
    fn a_date_may_be_a_day_ahead_and_no_more() {
        let now = "2026-05-03T10:00:00Z".parse().unwrap();
        for (text, is_fine) in [
            ("2026-05-03T10:00:00Z", true),
            ("2026-05-04T10:00:00Z", true),
            ("2026-05-04T10:00:00.001Z", false),
            ("2204-03-02T12:00:00Z", false),
        ] {
            let time: Time = text.parse().unwrap();
            let expected = if is_fine {
                Ok(time)
            } else {
                Err(Reason::InTheFuture)
            };
            assert_eq!(no_later(time, now), expected, "{text}");
        }
    }
}
