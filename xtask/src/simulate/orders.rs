//! Orders from a CSV file: one a row, its columns found by their names.

use std::fmt;
use std::io::Read;

use csv::{ReaderBuilder, StringRecord, Trim};
use shared::id::{ProductId, ShopperId};
use shared::program::Program;
use shared::simulate::OrderRow;
use shared::time::Day;
use shared::{Amount, Time};

/// What each column may be called, in lower case with `_` between words; the first that is there
/// counts.
const TIMES: [&str; 8] = [
    "at",
    "time",
    "date",
    "paid_at",
    "created_at",
    "order_date",
    "processed_at",
    "timestamp",
];
const SHOPPERS: [&str; 8] = [
    "shopper",
    "shopper_id",
    "customer",
    "customer_id",
    "email",
    "customer_email",
    "user",
    "user_id",
];
const AMOUNTS: [&str; 7] = [
    "amount",
    "subtotal",
    "net",
    "total",
    "order_total",
    "revenue",
    "price",
];
const PRODUCTS: [&str; 3] = ["product", "product_id", "item_id"];
const CURRENCIES: [&str; 2] = ["currency", "currency_code"];

/// A row that can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadRow {
    line: u64,
    reason: String,
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// The places of the columns.
#[derive(Clone, Copy)]
struct Columns {
    time: usize,
    shopper: usize,
    amount: usize,
    product: Option<usize>,
    currency: Option<usize>,
}

/// The rows of a file, one after the other as they are read; refused whole where a column that is
/// needed has no name we know.
pub(super) fn read<'a>(
    source: impl Read + 'a,
    program: &'a Program,
) -> Result<impl Iterator<Item = Result<OrderRow, BadRow>> + 'a, String> {
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .trim(Trim::All)
        .from_reader(source);
    let names = reader.headers().map_err(|fault| fault.to_string())?;
    let columns = columns(names)?;
    Ok(reader.into_records().map(move |record| {
        let record = record.map_err(|fault| BadRow {
            line: fault.position().map_or(0, csv::Position::line),
            reason: "it is not readable as CSV in UTF-8".to_owned(),
        })?;
        row(&record, columns, program).map_err(|reason| BadRow {
            line: record.position().map_or(0, csv::Position::line),
            reason,
        })
    }))
}

fn columns(names: &StringRecord) -> Result<Columns, String> {
    let plain = |name: &str| {
        name.trim_start_matches('\u{feff}')
            .to_lowercase()
            .replace([' ', '-'], "_")
    };
    let names: Vec<String> = names.iter().map(plain).collect();
    let find = |known: &[&str]| {
        let place = |name: &&str| names.iter().position(|column| column == name);
        known.iter().find_map(place)
    };
    let needed = |what: &str, known: &[&str]| {
        let found = find(known);
        found.ok_or_else(|| {
            format!(
                "no column has the {what}; it may be called {}",
                known.join(", ")
            )
        })
    };
    Ok(Columns {
        time: needed("time", &TIMES)?,
        shopper: needed("shopper", &SHOPPERS)?,
        amount: needed("amount", &AMOUNTS)?,
        product: find(&PRODUCTS),
        currency: find(&CURRENCIES),
    })
}

fn row(record: &StringRecord, columns: Columns, program: &Program) -> Result<OrderRow, String> {
    let field = |place: usize| record.get(place).unwrap_or("");
    let optional = |place: Option<usize>| place.map(field).filter(|text| !text.is_empty());
    if let Some(other) =
        optional(columns.currency).filter(|code| *code != program.currency.as_str())
    {
        return Err(format!(
            "found {other}, the program is in {}",
            program.currency
        ));
    }
    let (time, shopper) = (field(columns.time), field(columns.shopper));
    if shopper.is_empty() {
        return Err("it names no shopper".to_owned());
    }
    let shopper: ShopperId = shopper.parse().map_err(said(shopper))?;
    let at = instant(time, program).ok_or_else(|| {
        format!("found \"{time}\": a time is a date, 2026-11-27, or RFC 3339, 2026-11-27T09:30:00Z")
    })?;
    let amount = field(columns.amount);
    let amount = Amount::from_decimal(amount, program.currency).map_err(said(amount))?;
    let product = optional(columns.product);
    let product = product.map(|product| product.parse::<ProductId>().map_err(said(product)));
    Ok(OrderRow {
        at,
        shopper,
        amount,
        product: product.transpose()?,
    })
}

fn said<E: fmt::Display>(found: &str) -> impl Fn(E) -> String {
    move |fault| format!("found \"{found}\": {fault}")
}

/// A date, which begins in the program's timezone, or an instant; shop systems also write it as
/// `2026-11-27 09:30:00 -0500`.
fn instant(text: &str, program: &Program) -> Option<Time> {
    if let Ok(time) = text.parse() {
        return Some(time);
    }
    let date = |text: &str| {
        let digits: String = text.split('-').collect();
        let is_date = text.len() == 10 && digits.len() == 8;
        let number = digits.parse().ok().filter(|_| is_date)?;
        Day::from_number(number).map(|day| day.start(&program.zone))
    };
    date(text).or_else(|| {
        let (local, offset) = text.rsplit_once(' ')?;
        let (hours, minutes) = offset.split_at_checked(3)?;
        format!("{local}{hours}:{minutes}").parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, currency: &str) -> Vec<Result<OrderRow, BadRow>> {
        let document = serde_json::json!({
            "name": "N", "currency": currency, "timezone": "America/New_York",
        });
        let program = Program::parse(&document).unwrap();
        read(text.as_bytes(), &program).unwrap().collect()
    }

    #[test]
    fn columns_go_by_many_names_and_amounts_by_their_currency() {
        let text = "Name,Email,Created at,Total,Product ID\n\
            #1,ann@example.com,2026-11-27 09:30:00 -0500,12.40,88\n\
            #2,bo@example.com,2026-11-27,7,\n\
            #3,bo@example.com,2026-11-27T00:00:00Z,0.5\n";
        let rows: Vec<OrderRow> = rows(text, "EUR").into_iter().map(Result::unwrap).collect();
        let facts: Vec<(String, u64)> = rows
            .iter()
            .map(|row| (row.at.to_string(), row.amount.get()))
            .collect();
        let expected = [
            ("2026-11-27T14:30:00Z".to_owned(), 1240),
            ("2026-11-27T05:00:00Z".to_owned(), 700),
            ("2026-11-27T00:00:00Z".to_owned(), 50),
        ];
        assert_eq!(facts, expected);
        assert_eq!(rows[0].product.as_ref().map(ProductId::as_str), Some("88"));
        assert_eq!(rows[1].product, None);
        let yen = super::tests::rows("at,shopper,amount\n2026-01-01,a,1240\n", "JPY");
        assert_eq!(yen[0].as_ref().unwrap().amount.get(), 1240);
    }

    #[test]
    fn rows_that_do_not_read_are_told_with_their_line() {
        let text = "at,shopper,amount,currency\n\
            2026-02-30,a,1,EUR\n\
            2026-01-01,,1,EUR\n\
            \"2026-01-01\",\"a\nb\",1,EUR\n\
            2026-01-01,a,\"1,5\",EUR\n\
            2026-01-01,a,1.999,EUR\n\
            2026-01-01,a,-3,EUR\n\
            2026-01-01,a,3,USD\n\
            2026-01-01,a,3,EUR\n";
        let found = rows(text, "EUR");
        let told: Vec<(u64, bool)> = found
            .iter()
            .filter_map(|row| row.as_ref().err())
            .map(|bad| (bad.line, bad.reason.is_empty()))
            .collect();
        let lines = [2, 3, 4, 6, 7, 8, 9].map(|line| (line, false));
        assert_eq!(told, lines);
        assert_eq!(found.iter().filter(|row| row.is_ok()).count(), 1);
    }

    #[test]
    fn a_file_without_a_column_says_what_it_may_be_called() {
        let document = serde_json::json!({"name": "N", "currency": "EUR"});
        let program = Program::parse(&document).unwrap();
        let fault = read("date,who\n".as_bytes(), &program).err().unwrap();
        assert!(fault.contains("shopper_id, customer"), "{fault}");
    }
}
