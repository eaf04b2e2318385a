//! The report as text.

use shared::program::Program;
use shared::simulate::{Redeeming, Report};

use super::figures::{decimal, grouped, money, percent, share};

/// The whole report: what it came to, then month by month.
pub(super) fn of(program: &Program, report: &Report) -> String {
    let mut lines = vec![String::new(), format!("{}, simulated", program.name)];
    lines.extend(pairs(&sums(report)));
    lines.push(String::new());
    lines.extend(columns(&months(program, report)));
    lines.join("\n")
}

/// How shoppers redeem, in words.
pub(super) fn behaviour(redeem: Redeeming) -> String {
    match redeem {
        Redeeming::Never => "shoppers never redeem".to_owned(),
        Redeeming::AtOnce => "shoppers redeem as soon as they can".to_owned(),
        Redeeming::Rate(percent) => format!("shoppers redeem {percent} % of the times they can"),
    }
}

/// What a point is taken to be worth, in words.
pub(super) fn worth(report: &Report) -> String {
    match &report.worth {
        Some(worth) => format!(
            "{} points are taken to be worth {}, as the reward {} says",
            grouped(worth.points.get()),
            money(worth.amount, report.currency),
            worth.reward
        ),
        None => "no reward gives points a worth in money".to_owned(),
    }
}

fn sums(report: &Report) -> Vec<(String, String)> {
    let in_money = |amount| money(amount, report.currency);
    let points = report.points;
    let mut sums: Vec<(&str, String)> = vec![
        ("orders", grouped(report.orders)),
        ("shoppers", grouped(report.shoppers)),
        ("revenue", in_money(report.revenue)),
        ("redeeming", behaviour(report.redeem)),
        ("redemptions", grouped(report.redemptions)),
        ("discounts", in_money(report.discounts)),
        ("points given", grouped(points.given.get())),
        (
            "  by campaigns",
            format!(
                "{} ({})",
                grouped(points.by_campaigns.get()),
                percent(points.campaigns_share)
            ),
        ),
        ("points redeemed", grouped(points.redeemed.get())),
        ("points expired", grouped(points.expired.get())),
        ("points outstanding", grouped(points.outstanding.get())),
        ("worth", worth(report)),
    ];
    if let Some(liability) = report.liability {
        sums.push(("liability", in_money(liability)));
    }
    let cost = report.cost;
    sums.push(("discounts of revenue", percent(cost.discounts_share)));
    sums.push((
        "cost of revenue",
        format!("{}, discounts and liability", percent(cost.share)),
    ));
    let mut sums: Vec<(String, String)> = sums
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    for tier in &report.tiers {
        let part = percent(share(tier.shoppers, report.shoppers));
        let count = grouped(tier.shoppers);
        sums.push((
            format!("tier {}", tier.id),
            format!("{count} shoppers ({part})"),
        ));
    }
    sums
}

fn months(program: &Program, report: &Report) -> Vec<Vec<String>> {
    let mut head: Vec<String> = [
        "month",
        "orders",
        "revenue",
        "discounts",
        "given",
        "redeemed",
        "expired",
        "outstanding",
        "liability",
    ]
    .map(str::to_owned)
    .to_vec();
    let levels = program.tiers.iter().flat_map(|tiers| &tiers.levels);
    head.extend(levels.map(|level| level.id.to_string()));
    let in_money = |amount| decimal(amount, report.currency);
    let row = |month: &shared::simulate::MonthReport| {
        let mut row = vec![
            month.month.clone(),
            grouped(month.orders),
            in_money(month.revenue),
            in_money(month.discounts),
            grouped(month.given.get()),
            grouped(month.redeemed.get()),
            grouped(month.expired.get()),
            grouped(month.outstanding.get()),
            month.liability.map_or_else(|| "–".to_owned(), in_money),
        ];
        row.extend(month.tiers.iter().map(|count| grouped(*count)));
        row
    };
    std::iter::once(head)
        .chain(report.months.iter().map(row))
        .collect()
}

fn pairs(pairs: &[(String, String)]) -> Vec<String> {
    let width = pairs
        .iter()
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or(0);
    pairs
        .iter()
        .map(|(name, value)| format!("  {name:<width$}  {value}"))
        .collect()
}

/// Rows with every column as wide as its widest cell; numbers stand right.
fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let count = rows.first().map_or(0, Vec::len);
    let width = |place: usize| {
        let cells = rows.iter().filter_map(|row| row.get(place));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:>width$}"))
            .collect();
        format!("  {}", cells.join("  "))
    };
    rows.iter().map(line).collect()
}
