//! Amounts as platforms write them: decimal texts and JSON numbers, read from their digits.

use shared::money::NotAnAmount;
use shared::{Amount, Currency};

/// An amount that may be below zero, as refunds and adjustments are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signed {
    /// Whether it is below zero.
    pub(super) negative: bool,
    /// How much, whatever the sign.
    pub(super) size: Amount,
}

/// The largest power of ten a number may be written with; beyond it nobody means money.
const POWER_MAX: i32 = 30;

/// Reads a decimal text: `19.99`, `-5`, and `1.999e1` too, because JSON allows it of numbers.
///
/// Digits beyond the currency's minor unit are rounded half up: shops choose how many decimals they
/// work with, and platforms write sums of floats (`10.799999999`).
pub(super) fn read(text: &str, currency: Currency) -> Result<Signed, NotAnAmount> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let size = match Amount::from_decimal(text, currency) {
        Ok(amount) => amount,
        Err(_) => rounded(text, currency)?,
    };
    Ok(Signed {
        negative: negative && !size.is_zero(),
        size,
    })
}

fn rounded(text: &str, currency: Currency) -> Result<Amount, NotAnAmount> {
    let (mantissa, power) = match text.split_once(['e', 'E']) {
        Some((mantissa, power)) => (mantissa, power.parse().map_err(|_| NotAnAmount)?),
        None => (text, 0_i32),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let is_number = !whole.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || mantissa.ends_with('.') || !(-POWER_MAX..=POWER_MAX).contains(&power) {
        return Err(NotAnAmount);
    }
    let exponent = usize::from(currency.exponent());
    let minor_digits = i64::try_from(whole.len()).map_err(|_| NotAnAmount)?
        + i64::from(power)
        + i64::from(currency.exponent());
    let (kept, beyond) = match usize::try_from(minor_digits) {
        Ok(count) => digits.split_at(count.min(digits.len())),
        // Smaller than a tenth of the minor unit.
        Err(_) => ("", "0"),
    };
    let padding = usize::try_from(minor_digits).unwrap_or(0) - kept.len();
    let minor = format!("{kept}{}", "0".repeat(padding));
    // As many zeros as the fraction has digits, so that it can be cut off whatever the length.
    let minor = format!("{}{minor}", "0".repeat(exponent + 1));
    let (whole, fraction) = minor.split_at(minor.len() - exponent);
    let point = if fraction.is_empty() { "" } else { "." };
    let amount = Amount::from_decimal(&format!("{whole}{point}{fraction}"), currency)?;
    let odd = u64::from(beyond.bytes().next().is_some_and(|digit| digit >= b'5'));
    Amount::new(amount.get() + odd).ok_or(NotAnAmount)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minor(text: &str, currency: &str) -> Option<i64> {
        let signed = read(text, currency.parse().unwrap()).ok()?;
        let size = i64::try_from(signed.size.get()).unwrap();
        Some(if signed.negative { -size } else { size })
    }

    #[test]
    fn decimals_are_read_to_the_digit() {
        for (text, currency, expected) in [
            ("19.99", "USD", 1999),
            ("19.9", "USD", 1990),
            ("19", "USD", 1900),
            ("0.00", "USD", 0),
            ("-0.00", "USD", 0),
            ("-75.00", "USD", -7500),
            ("1200", "JPY", 1200),
            ("1200.00", "JPY", 1200),
            ("1.250", "KWD", 1250),
            ("1.25", "KWD", 1250),
            ("90071992547409.91", "USD", 9_007_199_254_740_991),
            // What a double would make 0.57 of.
            ("0.57", "USD", 57),
            ("1.005", "KWD", 1005),
        ] {
            assert_eq!(minor(text, currency), Some(expected), "{text} {currency}");
        }
    }

    #[test]
    fn digits_beyond_the_minor_unit_are_rounded_half_up() {
        for (text, currency, expected) in [
            ("10.799999999999999", "USD", 1080),
            ("269.96999999999997", "USD", 26_997),
            ("0.004", "USD", 0),
            ("0.005", "USD", 1),
            ("0.0049999", "USD", 0),
            ("-0.004", "USD", 0),
            ("-1.005", "USD", -101),
            ("99.5", "JPY", 100),
            ("99.4999", "JPY", 99),
            ("1.2345", "KWD", 1235),
        ] {
            assert_eq!(minor(text, currency), Some(expected), "{text} {currency}");
        }
    }

    #[test]
    fn powers_of_ten_are_only_another_way_to_write() {
        for (text, expected) in [
            ("1e2", 10_000),
            ("1E+2", 10_000),
            ("1.5e1", 1500),
            ("12.345e1", 12_345),
            ("1999e-2", 1999),
            ("5e-3", 1),
            ("4e-3", 0),
            ("9e-4", 0),
            ("1e-30", 0),
            ("0e30", 0),
        ] {
            assert_eq!(minor(text, "USD"), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            "-",
            "--1",
            "+1",
            ".",
            ".5",
            "1.",
            "1.2.3",
            "1,00",
            "1 000",
            " 1",
            "a",
            "NaN",
            "1e",
            "1e99",
            "1e999999999999",
            "1e31",
            "1e-31",
            "0x10",
            "٣",
            "90071992547409.92",
            "1e15",
            "99999999999999999999999999",
        ] {
            assert_eq!(minor(text, "USD"), None, "{text}");
        }
    }
}
