//! Formatter: numbers, money, dates and points as people of a locale write them.
//!
//! The only place that asks the platform's `Intl`. What it formats arrives as whole numbers or as
//! decimal text made from whole numbers, so no amount passes through a float of ours.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use shared::{Amount, Currency, Points, Time};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::account::Names;
use crate::earning::Length;
use crate::node::object;
use crate::words::{self, Key};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> NumberFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn judged(locale: &str) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: &str) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> DateTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn in_zone(locale: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, ms: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type ListFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> ListFormat;
    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, items: &Array) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> PluralRules;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;
}

/// How many shared formatters are kept.
const SHARED_MOST: usize = 16;

/// Formats for one locale.
pub(crate) struct Formatter {
    locale: String,
    /// The locale it was asked for.
    asked: String,
    number: NumberFormat,
    two_digits: NumberFormat,
    percent: NumberFormat,
    tenths: NumberFormat,
    date: DateTimeFormat,
    clock: DateTimeFormat,
    plural: PluralRules,
    money: RefCell<Vec<(Currency, Precision, NumberFormat)>>,
}

/// How much of an amount of money is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Precision {
    /// Every digit of the currency: `$5.00`.
    Exact,
    /// No digits behind a round amount: `$5`.
    Short,
}

impl Formatter {
    /// The formatter of a locale, in the reader's own time; a locale that the platform refuses
    /// becomes English.
    pub(crate) fn new(locale: &str) -> Self {
        Self::in_zone(locale, None)
    }

    /// The formatter of a locale and a timezone, made once.
    pub(crate) fn shared(locale: &str, timezone: Option<&str>) -> Rc<Self> {
        thread_local! {
            static MADE: RefCell<Vec<(Option<String>, Rc<Formatter>)>> =
                const { RefCell::new(Vec::new()) };
        }
        MADE.with_borrow_mut(|made| {
            let is_it = |(zone, format): &&(Option<String>, Rc<Self>)| {
                format.asked == locale && zone.as_deref() == timezone
            };
            if let Some((_, format)) = made.iter().find(is_it) {
                return format.clone();
            }
            let format = Rc::new(Self::in_zone(locale, timezone));
            // At the edge anybody may ask for any of them.
            made.truncate(SHARED_MOST - 1);
            made.insert(0, (timezone.map(str::to_owned), format.clone()));
            format
        })
    }

    fn in_zone(asked: &str, timezone: Option<&str>) -> Self {
        let locale = match NumberFormat::judged(asked) {
            Ok(_) => asked,
            Err(_) => "en",
        };
        let text = |text: &str| JsValue::from_str(text);
        let two = ("minimumIntegerDigits", JsValue::from(2));
        let percent = [
            ("style", text("percent")),
            ("maximumFractionDigits", JsValue::from(2)),
        ];
        let tenths = [("minimumFractionDigits", JsValue::from(1))];
        let date = [
            ("day", text("numeric")),
            ("month", text("short")),
            ("year", text("numeric")),
        ];
        let mut zoned = date.to_vec();
        zoned.extend(timezone.map(|zone| ("timeZone", text(zone))));
        // A timezone that the platform does not know is passed over.
        let date = DateTimeFormat::in_zone(locale, &object(&zoned))
            .unwrap_or_else(|_| DateTimeFormat::new(locale, &object(&date)));
        let clock = [("hour", text("numeric")), ("minute", text("2-digit"))];
        Self {
            number: NumberFormat::new(locale, &JsValue::UNDEFINED),
            two_digits: NumberFormat::new(locale, &object(&[two])),
            percent: NumberFormat::new(locale, &object(&percent)),
            tenths: NumberFormat::new(locale, &object(&tenths)),
            date,
            clock: DateTimeFormat::new(locale, &object(&clock)),
            plural: PluralRules::new(locale),
            money: RefCell::new(Vec::new()),
            locale: locale.to_owned(),
            asked: asked.to_owned(),
        }
    }

    /// The locale.
    pub(crate) fn locale(&self) -> &str {
        &self.locale
    }

    /// A whole number, grouped.
    pub(crate) fn whole(&self, number: u64) -> String {
        self.number.format(&number.to_string())
    }

    /// Points with their name: `1 berry`, `19 berries`.
    pub(crate) fn points(&self, points: Points, names: &Names) -> String {
        let name = self.name_of(points, names);
        words::say(
            Key::PointsPhrase,
            &[("number", &self.whole(points.get())), ("name", &name)],
        )
    }

    /// The name alone, in the form that this many points take.
    pub(crate) fn name_of(&self, points: Points, names: &Names) -> String {
        let category = self.plural.select(points.get() as f64);
        names.form(&category).map_or_else(
            || {
                words::say(
                    if category == "one" {
                        Key::Point
                    } else {
                        Key::Points
                    },
                    &[],
                )
            },
            str::to_owned,
        )
    }

    /// The name for points in general: `berries`.
    pub(crate) fn name(&self, names: &Names) -> String {
        names
            .form("other")
            .map_or_else(|| words::say(Key::Points, &[]), str::to_owned)
    }

    /// An amount of money.
    pub(crate) fn money(&self, amount: Amount, currency: Currency, precision: Precision) -> String {
        let text = decimal(amount.get(), currency.exponent());
        let mut kept = self.money.borrow_mut();
        let known = kept
            .iter()
            .find(|(of, how, _)| (*of, *how) == (currency, precision));
        if let Some((_, _, format)) = known {
            return format.format(&text);
        }
        let format = NumberFormat::new(&self.locale, &money_options(currency, precision));
        let written = format.format(&text);
        kept.push((currency, precision, format));
        written
    }

    /// A share of a hundred: `10%`.
    pub(crate) fn percent(&self, percent: u64) -> String {
        self.percent.format(&decimal(percent, 2))
    }

    /// Basis points as a factor: 12500 is `1.25`.
    pub(crate) fn factor(&self, basis_points: u64) -> String {
        self.number.format(&decimal(basis_points, 4))
    }

    /// So many tenths, with their digit: `4.6`, `5.0`.
    pub(crate) fn tenths(&self, tenths: u64) -> String {
        self.tenths.format(&decimal(tenths, 1))
    }

    /// A calendar day.
    pub(crate) fn date(&self, time: Time) -> String {
        self.date.format(time.unix_ms() as f64)
    }

    /// The last calendar day before an end: what ends at midnight is not there on the day after.
    pub(crate) fn last_day(&self, end: Time) -> String {
        self.date(end.plus_ms(-1))
    }

    /// A time of day, in the reader's own time.
    pub(crate) fn clock(&self, time: Time) -> String {
        self.clock.format(time.unix_ms() as f64)
    }

    /// A change with its sign: `+18`, `\u{2212}100`.
    pub(crate) fn signed(&self, change: i64) -> String {
        let sign = if change < 0 { "\u{2212}" } else { "+" };
        [sign, &self.whole(change.unsigned_abs())].concat()
    }

    /// A length of time in words: `12 months`.
    pub(crate) fn length(&self, length: Length) -> String {
        let options = [
            ("style", JsValue::from_str("unit")),
            ("unit", JsValue::from_str(length.unit)),
            ("unitDisplay", JsValue::from_str("long")),
        ];
        NumberFormat::new(&self.locale, &object(&options)).format(&length.count.to_string())
    }

    /// The plural category of a whole number.
    pub(crate) fn is_one(&self, number: u64) -> bool {
        self.plural.select(number as f64) == "one"
    }

    /// Names one after the other, as a sentence lists them.
    pub(crate) fn list(&self, items: &[String]) -> String {
        let values = Array::new();
        for item in items {
            values.push(&JsValue::from_str(item));
        }
        let options = object(&[("type", JsValue::from_str("conjunction"))]);
        ListFormat::new(&self.locale, &options).format(&values)
    }

    /// A length of time as a running clock shows it: `14:32`, `1:02:10`.
    pub(crate) fn countdown(&self, seconds: u64) -> String {
        let two = |number: u64| self.two_digits.format(&number.to_string());
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours == 0 {
            [&self.whole(minutes), ":", &two(seconds)].concat()
        } else {
            [&self.whole(hours), ":", &two(minutes), ":", &two(seconds)].concat()
        }
    }
}

fn money_options(currency: Currency, precision: Precision) -> JsValue {
    let digits = JsValue::from(currency.exponent());
    let mut options = vec![
        ("style", JsValue::from_str("currency")),
        ("currency", JsValue::from_str(currency.as_str())),
        ("minimumFractionDigits", digits.clone()),
        ("maximumFractionDigits", digits),
    ];
    if precision == Precision::Short {
        options.push(("trailingZeroDisplay", JsValue::from_str("stripIfInteger")));
    }
    object(&options)
}

/// A whole number of units of `10^-exponent` as decimal text: (1205, 2) is `12.05`.
fn decimal(units: u64, exponent: u8) -> String {
    let exponent = usize::from(exponent);
    let mut digits = units.to_string();
    if exponent == 0 {
        return digits;
    }
    if digits.len() <= exponent {
        digits.insert_str(0, &"0".repeat(exponent + 1 - digits.len()));
    }
    digits.insert(digits.len() - exponent, '.');
    digits
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn decimal_text_is_exact_at_every_exponent() {
        let cases = [
            (0, 2, "0.00"),
            (5, 2, "0.05"),
            (1205, 2, "12.05"),
            (1205, 0, "1205"),
            (1205, 3, "1.205"),
            (5, 4, "0.0005"),
            (12_500, 4, "1.2500"),
            (9_007_199_254_740_991, 2, "90071992547409.91"),
        ];
        for (units, exponent, expected) in cases {
            assert_eq!(decimal(units, exponent), expected);
        }
    }
}
