//! The report as a picture: liability, points given and redeemed, and tiers, month by month.

mod frame;
mod panel;
mod scale;
mod style;

use shared::program::Program;
use shared::simulate::Report;

use super::figures::{decimal, grouped, money, percent};
use super::table;
use frame::Frame;
use panel::{Panel, Series};
use scale::Unit;

/// The picture, as SVG.
pub(super) fn of(program: &Program, report: &Report) -> String {
    let months: Vec<&str> = report
        .months
        .iter()
        .map(|month| month.month.as_str())
        .collect();
    let mut frame = Frame::new(&months);
    frame.head(&program.name, &line(report));
    frame.figures(&key_figures(report));
    frame.panel(&liability(report));
    frame.panel(&points(report));
    if let Some(tiers) = tiers(program, report) {
        frame.panel(&tiers);
    }
    frame.note(&format!(
        "{}; at the end of each month.",
        capital(&table::worth(report))
    ));
    frame.finish(report.tiers.len())
}

fn line(report: &Report) -> String {
    format!(
        "{} orders of {} shoppers; {}",
        grouped(report.orders),
        grouped(report.shoppers),
        table::behaviour(report.redeem)
    )
}

fn key_figures(report: &Report) -> Vec<(&'static str, String)> {
    let in_money = |amount| money(amount, report.currency);
    let owed = match report.liability {
        Some(liability) => ("Liability at the end", in_money(liability)),
        None => (
            "Points outstanding",
            grouped(report.points.outstanding.get()),
        ),
    };
    vec![
        ("Revenue", in_money(report.revenue)),
        ("Discounts", in_money(report.discounts)),
        owed,
        ("Cost of revenue", percent(report.cost.share)),
    ]
}

fn liability(report: &Report) -> Panel {
    let in_money = report.worth.is_some();
    let value = |month: &shared::simulate::MonthReport| match month.liability {
        Some(amount) => amount.get(),
        None => month.outstanding.get(),
    };
    let said = |month: &shared::simulate::MonthReport| match month.liability {
        Some(amount) => decimal(amount, report.currency),
        None => grouped(month.outstanding.get()),
    };
    let name = if in_money {
        format!("Liability, {}", report.currency)
    } else {
        "Points outstanding".to_owned()
    };
    Panel {
        name,
        unit: if in_money {
            Unit::Money(report.currency)
        } else {
            Unit::Count
        },
        series: Series::Area(report.months.iter().map(value).collect()),
        legend: Vec::new(),
        hints: report
            .months
            .iter()
            .map(|month| format!("{}: {}", month.month, said(month)))
            .collect(),
    }
}

fn points(report: &Report) -> Panel {
    let given = report.months.iter().map(|month| month.given.get());
    let redeemed = report.months.iter().map(|month| month.redeemed.get());
    let hint = |month: &shared::simulate::MonthReport| {
        let (given, redeemed) = (grouped(month.given.get()), grouped(month.redeemed.get()));
        format!("{}: {given} given, {redeemed} redeemed", month.month)
    };
    Panel {
        name: "Points by month".to_owned(),
        unit: Unit::Count,
        series: Series::Inside(given.collect(), redeemed.collect()),
        legend: vec![
            ("outer".to_owned(), "given".to_owned()),
            ("inner".to_owned(), "redeemed".to_owned()),
        ],
        hints: report.months.iter().map(hint).collect(),
    }
}

fn tiers(program: &Program, report: &Report) -> Option<Panel> {
    let levels = &program.tiers.as_ref()?.levels;
    let name = |level: &shared::program::Level| {
        let texts = &level.name.0;
        let text = texts.get("en").or_else(|| texts.values().next());
        text.cloned().unwrap_or_else(|| level.id.to_string())
    };
    let names: Vec<String> = levels.iter().map(name).collect();
    let hint = |month: &shared::simulate::MonthReport| {
        let parts = names.iter().zip(&month.tiers);
        let parts: Vec<String> = parts
            .map(|(name, count)| format!("{} {name}", grouped(*count)))
            .collect();
        format!("{}: {}", month.month, parts.join(", "))
    };
    let hints = report.months.iter().map(hint).collect();
    let legend = names.iter().enumerate();
    Some(Panel {
        name: "Shoppers by tier".to_owned(),
        unit: Unit::Count,
        series: Series::Stack(
            report
                .months
                .iter()
                .map(|month| month.tiers.clone())
                .collect(),
        ),
        legend: legend
            .map(|(place, name)| (format!("t{place}"), name.clone()))
            .collect(),
        hints,
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
