//! Plain forms of points, money and days.

use super::Explainer;
use crate::money::Amount;
use crate::points::Points;
use crate::time::Time;

/// Currencies with a sign that is theirs alone in English.
const SIGNS: &[(&str, &str)] = &[("USD", "$"), ("EUR", "€"), ("GBP", "£"), ("JPY", "¥")];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Explainer<'_> {
    /// `1,240 berries`, by the shop's own name for its points.
    pub(super) fn points(&self, points: Points) -> String {
        let names = self.program.points_name.as_ref();
        let name = names.and_then(|names| names.english(points.get()));
        let plain = if points.get() == 1 { "point" } else { "points" };
        format!("{} {}", self.number(points.get()), name.unwrap_or(plain))
    }

    /// A whole number with commas.
    pub(super) fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }

    /// `$1,240.00`, or `CHF 12.40` for a currency without a sign of its own.
    pub(super) fn money(&self, amount: Amount) -> String {
        let currency = self.program.currency;
        let digits = currency.exponent() as usize;
        let unit = 10_u64.pow(u32::from(currency.exponent()));
        let mut text = self.number(amount.get() / unit);
        if digits > 0 {
            text.push_str(&format!(".{:0digits$}", amount.get() % unit));
        }
        let sign = SIGNS.iter().find(|(code, _)| *code == currency.as_str());
        match sign {
            Some((_, sign)) => format!("{sign}{text}"),
            None => format!("{currency} {text}"),
        }
    }

    /// `5 December 2026`, in the program's zone.
    pub(super) fn day(&self, time: Time) -> String {
        let number = time.day(&self.program.zone).number();
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        let month = usize::try_from(month - 1).ok();
        let month = month.and_then(|month| MONTHS.get(month)).unwrap_or(&"");
        format!("{day} {month} {year}")
    }
}
