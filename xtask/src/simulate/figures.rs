//! Numbers as a person reads them.

use shared::{Amount, Currency};

/// A whole number with a comma before every three digits.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// An amount without its currency: `1,240.50`.
pub(super) fn decimal(amount: Amount, currency: Currency) -> String {
    let exponent = u32::from(currency.exponent());
    let unit = 10_u64.pow(exponent);
    let whole = grouped(amount.get() / unit);
    match exponent {
        0 => whole,
        _ => format!(
            "{whole}.{:0width$}",
            amount.get() % unit,
            width = exponent as usize
        ),
    }
}

/// An amount with its currency.
pub(super) fn money(amount: Amount, currency: Currency) -> String {
    format!("{} {currency}", decimal(amount, currency))
}

/// Basis points as a percentage: `12.34 %`.
pub(super) fn percent(share: Option<u64>) -> String {
    match share {
        Some(share) => format!("{}.{:02} %", grouped(share / 100), share % 100),
        None => "–".to_owned(),
    }
}

/// A share of a whole as basis points, rounded down.
pub(super) fn share(part: u64, whole: u64) -> Option<u64> {
    let share = (u128::from(part) * 10_000).checked_div(u128::from(whole))?;
    u64::try_from(share).ok()
}

/// The name of a month: `Nov` of `2026-11`.
pub(super) fn month_name(month: &str) -> &str {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let number = month
        .get(5..)
        .and_then(|digits| digits.parse::<usize>().ok());
    number
        .and_then(|number| NAMES.get(number.wrapping_sub(1)))
        .copied()
        .unwrap_or(month)
}

/// The year of a month: `2026` of `2026-11`.
pub(super) fn year(month: &str) -> &str {
    month.get(..4).unwrap_or(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(123_456), "123,456");
        let amount = |minor, code: &str| money(Amount::new(minor).unwrap(), code.parse().unwrap());
        assert_eq!(amount(124_050, "EUR"), "1,240.50 EUR");
        assert_eq!(amount(5, "KWD"), "0.005 KWD");
        assert_eq!(amount(1240, "JPY"), "1,240 JPY");
        assert_eq!(percent(Some(123_456)), "1,234.56 %");
        assert_eq!(percent(share(1, 3)), "33.33 %");
        assert_eq!((month_name("2026-11"), year("2026-11")), ("Nov", "2026"));
    }
}
