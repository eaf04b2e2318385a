//! The colours, for light and dark screens.

/// The style sheet; tiers go from pale to strong, so that the order is seen.
pub(super) fn sheet(tiers: usize) -> String {
    let mut sheet = STYLE.to_owned();
    for place in 0..tiers {
        let light = between(84, 38, place, tiers);
        sheet.push_str(&format!(".t{place}{{fill:hsl(262 42% {light}%)}}\n"));
    }
    sheet.push_str(DARK);
    for place in 0..tiers {
        let light = between(34, 78, place, tiers);
        sheet.push_str(&format!(".t{place}{{fill:hsl(262 45% {light}%)}}\n"));
    }
    sheet.push_str("}\n");
    sheet
}

/// A step of the way from one number to another; half of it where there is only one.
fn between(from: i64, to: i64, place: usize, count: usize) -> i64 {
    if count < 2 {
        return i64::midpoint(from, to);
    }
    let (place, last) = (place as i64, count as i64 - 1);
    from + (to - from) * place / last
}

const STYLE: &str = "\
text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',sans-serif;fill:#24212b}
.page{fill:#fdfcfe}
.title{font-size:22px;font-weight:650}
.quiet{font-size:13px;fill:#6a6474}
.figure{font-size:19px;font-weight:600;font-variant-numeric:tabular-nums}
.name{font-size:15px;font-weight:600}
.tick{font-size:12px;fill:#6a6474;font-variant-numeric:tabular-nums}
.grid{stroke:#e7e3ec;stroke-width:1}
.base{stroke:#a9a2b4;stroke-width:1}
.line{fill:none;stroke:#6b46b8;stroke-width:2;stroke-linejoin:round}
.area{fill:#6b46b8;fill-opacity:.14}
.dot{fill:#6b46b8}
.outer{fill:#cdbdec}
.inner{fill:#c2571a}
.hint{fill:transparent}
.hint:hover{fill:#6b46b8;fill-opacity:.08}
";

const DARK: &str = "\
@media (prefers-color-scheme:dark){
text{fill:#ece8f2}
.page{fill:#17151c}
.quiet,.tick{fill:#a49db1}
.grid{stroke:#2c2834}
.base{stroke:#6a6376}
.line{stroke:#b79cf2}
.area{fill:#b79cf2;fill-opacity:.18}
.dot{fill:#b79cf2}
.outer{fill:#5a4787}
.inner{fill:#f0985a}
.hint:hover{fill:#b79cf2;fill-opacity:.12}
";
