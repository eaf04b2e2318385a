//! The picture's frame: everything stands below what came before, so that nothing overlaps.

use std::fmt::Write;

use super::super::figures::{month_name, year};
use super::panel::{Panel, Series};
use super::scale::Scale;
use super::style;

/// The width of the picture.
const WIDTH: u64 = 960;
/// Where the plots begin, from the left; scales stand before that.
const LEFT: u64 = 84;
/// Where everything ends, from the right.
const RIGHT: u64 = 32;
/// The height of a plot.
const HEIGHT: u64 = 180;
/// The least room of a month's name.
const NAME_ROOM: u64 = 44;
/// About the width of a letter of a legend, rather more than less.
const LETTER: u64 = 8;
/// Positions are told in tenths, so that many months stay apart.
const TENTHS: u64 = 10;

/// A picture that grows downwards.
pub(super) struct Frame<'a> {
    months: &'a [&'a str],
    body: String,
    title: String,
    bottom: u64,
}

impl<'a> Frame<'a> {
    /// An empty picture over these months.
    pub(super) const fn new(months: &'a [&'a str]) -> Self {
        Self {
            months,
            body: String::new(),
            title: String::new(),
            bottom: 20,
        }
    }

    /// The title and a line below it.
    pub(super) fn head(&mut self, title: &str, line: &str) {
        self.title = escaped(title);
        self.text(RIGHT, self.bottom + 22, "title", title);
        self.text(RIGHT, self.bottom + 44, "quiet", line);
        self.bottom += 60;
    }

    /// Figures beside each other, each with its name above.
    pub(super) fn figures(&mut self, figures: &[(&str, String)]) {
        let each = (WIDTH - 2 * RIGHT) / (figures.len() as u64).max(1);
        for (place, (name, figure)) in (0..).zip(figures) {
            let x = RIGHT + place * each;
            self.text(x, self.bottom + 18, "quiet", name);
            self.text(x, self.bottom + 42, "figure", figure);
        }
        self.bottom += 58;
    }

    /// A chart, with its name, its legend and its months.
    pub(super) fn panel(&mut self, panel: &Panel) {
        self.text(RIGHT, self.bottom + 28, "name", &panel.name);
        self.bottom += 36;
        self.legend(&panel.legend);
        let top = self.bottom + 12;
        let scale = Scale::reaching(panel.series.most(), panel.unit);
        for (value, said) in scale.ticks() {
            let y = top + HEIGHT - scale.height(value, HEIGHT);
            let class = if value == 0 { "base" } else { "grid" };
            let end = WIDTH - RIGHT;
            self.push(format_args!(
                r#"<line class="{class}" x1="{LEFT}" y1="{y}" x2="{end}" y2="{y}"/>"#
            ));
            let (x, y) = (LEFT - 8, y + 4);
            self.push(format_args!(
                r#"<text class="tick" text-anchor="end" x="{x}" y="{y}">{said}</text>"#
            ));
        }
        self.series(&panel.series, scale, top);
        self.hints(&panel.hints, top);
        self.month_names(top + HEIGHT);
        self.bottom = top + HEIGHT + 44;
    }

    /// A line of small print.
    pub(super) fn note(&mut self, text: &str) {
        self.text(RIGHT, self.bottom + 14, "quiet", text);
        self.bottom += 34;
    }

    /// The whole picture.
    pub(super) fn finish(self, tiers: usize) -> String {
        let (height, title, body) = (self.bottom, self.title, self.body);
        let style = style::sheet(tiers);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
             viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"name\">\n\
             <title id=\"name\">{title}, simulated</title>\n<style>\n{style}</style>\n\
             <rect class=\"page\" width=\"{WIDTH}\" height=\"{height}\"/>\n{body}</svg>\n"
        )
    }

    fn legend(&mut self, legend: &[(String, String)]) {
        if legend.is_empty() {
            return;
        }
        let mut x = RIGHT;
        self.bottom += 20;
        for (class, name) in legend {
            let width = 30 + name.chars().count() as u64 * LETTER;
            if x + width > WIDTH - RIGHT && x > RIGHT {
                x = RIGHT;
                self.bottom += 20;
            }
            let y = self.bottom - 11;
            self.push(format_args!(
                r#"<rect class="{class}" x="{x}" y="{y}" width="12" height="12" rx="2"/>"#
            ));
            self.text(x + 18, self.bottom, "quiet", name);
            x += width;
        }
        self.bottom += 12;
    }

    fn series(&mut self, series: &Series, scale: Scale, top: u64) {
        let bottom = top + HEIGHT;
        let y = |value: u64| bottom - scale.height(value, HEIGHT);
        match series {
            Series::Area(values) => self.area(values.iter().map(|value| y(*value)), bottom),
            Series::Inside(outer, inner) => {
                for (place, (outer, inner)) in outer.iter().zip(inner).enumerate() {
                    self.bar("outer", place, 70, y(*outer), bottom);
                    self.bar("inner", place, 34, y(*inner), bottom);
                }
            }
            Series::Stack(months) => {
                for (place, parts) in months.iter().enumerate() {
                    let mut sum = 0_u64;
                    for (tier, part) in parts.iter().enumerate() {
                        let below = y(sum);
                        sum = sum.saturating_add(*part);
                        self.bar(&format!("t{tier}"), place, 82, y(sum), below);
                    }
                }
            }
        }
    }

    fn area(&mut self, heights: impl Iterator<Item = u64>, bottom: u64) {
        let points: Vec<(u64, u64)> = heights
            .enumerate()
            .map(|(place, y)| (self.tenths(place, 1, 2), y))
            .collect();
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return;
        };
        let mut line = String::new();
        for (x, y) in &points {
            line.push_str(&format!("{} {y} ", px(*x)));
        }
        let (from, to) = (px(first.0), px(last.0));
        let last_y = last.1;
        if points.len() > 1 {
            self.push(format_args!(
                r#"<path class="area" d="M{from} {bottom} L{line}L{to} {bottom} Z"/>"#
            ));
            self.push(format_args!(
                r#"<path class="line" d="M{}"/>"#,
                line.trim_end()
            ));
        }
        self.push(format_args!(
            r#"<circle class="dot" cx="{to}" cy="{last_y}" r="4"/>"#
        ));
    }

    /// A bar of a month, as wide as so many percent of its room.
    fn bar(&mut self, class: &str, place: usize, percent: u64, top: u64, bottom: u64) {
        if top >= bottom {
            return;
        }
        let from = self.tenths(place, 100 - percent, 200);
        let to = self.tenths(place, 100 + percent, 200);
        let (x, width, height) = (px(from), px(to - from), bottom - top);
        self.push(format_args!(
            r#"<rect class="{class}" x="{x}" y="{top}" width="{width}" height="{height}"/>"#
        ));
    }

    fn hints(&mut self, hints: &[String], top: u64) {
        for (place, hint) in hints.iter().enumerate() {
            let (from, to) = (self.tenths(place, 0, 1), self.tenths(place, 1, 1));
            let (x, width, hint) = (px(from), px(to - from), escaped(hint));
            self.push(format_args!(
                r#"<rect class="hint" x="{x}" y="{top}" width="{width}" height="{HEIGHT}">"#
            ));
            self.push(format_args!("<title>{hint}</title></rect>"));
        }
    }

    /// Names of months as far as there is room, and the year below the first and where it changes.
    fn month_names(&mut self, bottom: u64) {
        let months = self.months;
        let room = (WIDTH - RIGHT - LEFT) / (months.len() as u64).max(1);
        let least = usize::try_from(NAME_ROOM.div_ceil(room.max(1))).unwrap_or(usize::MAX);
        let every = [1, 2, 3, 4, 6, 12, 24, 48]
            .into_iter()
            .find(|every| *every >= least);
        let mut shown = "";
        for (place, month) in months.iter().enumerate().step_by(every.unwrap_or(least)) {
            let x = px(self.tenths(place, 1, 2));
            let mut name = |y: u64, text: &str| {
                self.push(format_args!(
                    r#"<text class="tick" text-anchor="middle" x="{x}" y="{y}">{text}</text>"#
                ));
            };
            name(bottom + 18, month_name(month));
            if year(month) != shown {
                shown = year(month);
                name(bottom + 34, shown);
            }
        }
    }

    /// A place within a month's room, in tenths.
    fn tenths(&self, place: usize, part: u64, whole: u64) -> u64 {
        let room = (WIDTH - RIGHT - LEFT) * TENTHS;
        let months = (self.months.len() as u64).max(1);
        LEFT * TENTHS + room * (place as u64 * whole + part) / (months * whole)
    }

    fn text(&mut self, x: u64, y: u64, class: &str, text: &str) {
        let text = escaped(text);
        self.push(format_args!(
            r#"<text class="{class}" x="{x}" y="{y}">{text}</text>"#
        ));
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a text never fails.
        let _ = writeln!(self.body, "{element}");
    }
}

/// Tenths as a position.
fn px(tenths: u64) -> String {
    format!("{}.{}", tenths / TENTHS, tenths % TENTHS)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
