//! Every conformance vector whose steps need no time travel, through HTTP against workerd.

use accolade_tests::on_threads;
use accolade_tests::over_http::OverHttp;
use accolade_tests::vectors::{Case, VectorFile, files, run};

/// The cases that move time, which no door of the service allows: they run natively and in wasm
/// only.
const NATIVE_ONLY: &[&str] = &[
    "clawback-takes-from: its own lot before lots that expire sooner",
    "declines-checkout: expired comes before cart-changed",
    "earn-actions: a window takes its first instant in and leaves its last one out",
    "earn-campaigns: the paid time decides whether the campaign ran, to the instant",
    "earn-caps: a day ends at midnight of the program's timezone",
    "earn-caps: a month ends with its last day",
    "earn-caps: a week begins on Monday, though the clocks changed on Sunday",
    "earn-caps: a year ends with New Year's Eve of the program's timezone",
    "earn-caps: for ever is for ever",
    "earn-caps: the month of an order heard late is the one it was paid in",
    "earn-nth-order: its own pending where that is longer",
    "earn-nth-order: pending with the order",
    "earn-pending: available after fourteen days",
    "earn-reviews: a review's points may be pending",
    "earn-streaks: 29 February and the month's end are days like others",
    "earn-streaks: a cap ends what a streak earns, not the streak",
    "earn-streaks: a day counts once",
    "earn-streaks: a day left out begins anew",
    "earn-streaks: a day of 25 hours is one day",
    "earn-streaks: a streak that goes on earns again each time it is full",
    "earn-streaks: midnight of the program's timezone divides two days",
    "earn-streaks: three days in a row, across the change of the clocks",
    "earn-streaks: two rules count the same days",
    "earn-targets: a window of a rule is asked at the instant of payment, however late it is heard",
    "earn-yearly-days: 29 February is the 28th in a year that has none",
    "earn-yearly-days: a birthday begins at midnight of the program's timezone",
    "earn-yearly-days: a birthday's points may be pending",
    "earn-yearly-days: a cap of once for ever ends it",
    "earn-yearly-days: a day without a midnight begins where it begins",
    "earn-yearly-days: a rule that is new asks from now on",
    "earn-yearly-days: a token without a birthday leaves it known",
    "earn-yearly-days: a window and a tier are asked on the day",
    "earn-yearly-days: an anniversary is a year after the day of joining, not that day",
    "earn-yearly-days: changed after it came it earns nothing more that year",
    "earn-yearly-days: changed before it came the new day counts, and the old one no more",
    "earn-yearly-days: each year comes by itself, however long nobody looked",
    "earn-yearly-days: joined on 29 February, the anniversary is the 28th",
    "earn-yearly-days: named on the day itself it earns at once, and once",
    "earn-yearly-days: named the day after it waits for a year",
    "earn-yearly-days: nobody who never joined has an anniversary",
    "earn-yearly-days: on the day of the clocks' change it begins before the change",
    "gifts: a hold that times out gives it back",
    "gifts: only until it ends",
    "gifts: points are news for thirty days",
    "gifts: points repay a deficit first, expire like others and count toward no tier",
    "hold-life: a checkout that is refused does not present",
    "hold-life: a hold times out at the instant it says",
    "hold-life: a presented hold lives on from the checkout",
    "hold-life: a released lot that fell due meanwhile expires one day after the release",
    "hold-life: a void gives points back to their own lot",
    "hold-life: giving back a hold that timed out changes nothing",
    "late-capture: timed out, then the paid order comes with the code",
    "limits-per-shopper: a day ends at midnight of the program's timezone",
    "lots-and-expiry: each lot expires by itself",
    "lots-and-expiry: last activity: a capture renews",
    "lots-and-expiry: last activity: a paid order renews everything",
    "lots-and-expiry: last activity: a paid order that earns no points renews too",
    "lots-and-expiry: last activity: neither a placed order nor a hold given back renews",
    "lots-and-expiry: last activity: points that become available later live from then",
    "lots-and-expiry: last activity: without any, from availability",
    "lots-and-expiry: months are of the calendar",
    "lots-and-expiry: months are of the program's timezone",
    "lots-and-expiry: pending points live their whole life from the day they are available",
    "lots-and-expiry: the lot that expires soonest is spent first",
    "lots-and-expiry: without expiry points stay",
    "orders-ignored: a paid time in the future counts as now",
    "orders-ignored: exactly 90 days is not older than 90 days",
    "orders-ignored: too old is judged when the order is first heard",
    "orders-with-codes: a placed order keeps its hold for 30 days, not longer",
    "program-changes: a higher threshold waits for the grace",
    "program-changes: a threshold lowered again within the grace loses nothing",
    "program-changes: another window looks at the same days",
    "program-changes: points that never expire do not begin to",
    "referrals: a rule's own pending holds what a referral pays where the order does not",
    "referrals: pending with the order, and available with it",
    "referrals: the points of an order cancelled while pending never become available",
    "restore: restored points whose lot fell due live for 30 days",
    "restore: restored points whose lot is not due go back to it",
    "rewards-conditions: a hold that times out returns its one",
    "rewards-conditions: a window takes its first instant in and leaves its last one out",
    "rewards-conditions: given back in another month it frees the month it was taken in",
    "rewards-conditions: how often for one shopper: a month and a year",
    "rewards-conditions: how often for one shopper: a week from Monday",
    "tier-gifts: an order of last year that is heard in this one brings last year's gift",
    "tier-gifts: in a rolling window it comes again once the last one has left the window",
    "tier-gifts: in a rolling window it does not come again before",
    "tier-gifts: in calendar years it comes again in the year of the next reaching",
    "tier-gifts: pending with the order, and never available when it is cancelled meanwhile",
    "tiers-calendar-year: a clawback lowers the year of payment",
    "tiers-calendar-year: a leap day counts in its year",
    "tiers-calendar-year: after the standing and the grace, to what the count says",
    "tiers-calendar-year: after the standing comes the grace, one step at a time",
    "tiers-calendar-year: an order of December heard in January counts in December",
    "tiers-calendar-year: gold of one year, then silver of the next",
    "tiers-calendar-year: one short in the next year, it ends",
    "tiers-calendar-year: reached again in the next year, it lasts a year longer",
    "tiers-calendar-year: regained within the grace, it lasts to the end of the year after",
    "tiers-calendar-year: south of the equator the year ends in summer time",
    "tiers-calendar-year: the first second of a year is that year's",
    "tiers-calendar-year: the last second of a year is that year's",
    "tiers-calendar-year: two years are not added up",
    "tiers-days: a day without midnight begins at its first instant",
    "tiers-days: a month after 31 January of a leap year",
    "tiers-days: a month after 31 March",
    "tiers-days: a month after the end of February is no month's end",
    "tiers-days: an hour earlier is the day before, and summer time still",
    "tiers-days: over the beginning of summer time",
    "tiers-days: over the end of summer time",
    "tiers-days: the last days of January leave with February",
    "tiers-days: the last two days of a leap year's February leave together",
    "tiers-days: thirty days over a leap day",
    "tiers-days: thirty days over a plain February",
    "tiers-days: twelve months after a leap day",
    "tiers-days: twelve months into a leap year",
    "tiers-downgrade: a clawback begins the grace at once",
    "tiers-downgrade: a grace over the beginning of summer time",
    "tiers-downgrade: a grace over the end of summer time",
    "tiers-downgrade: a month of grace from a month's end, and another from there",
    "tiers-downgrade: a month of grace to a leap day",
    "tiers-downgrade: all the way down is where the count holds it",
    "tiers-downgrade: one step down is where the count holds it",
    "tiers-downgrade: up from within the grace, past what was held",
    "tiers-rolling: a calendar year's standing lasts to the end of the next",
    "tiers-rolling: a clawback counts at the date of payment",
    "tiers-rolling: a new order keeps what it reaches, and the old one leaves",
    "tiers-rolling: an order heard late counts on the day it was paid",
    "tiers-rolling: one step at a time, each with its grace",
    "tiers-rolling: regained within the grace, nothing is lost",
    "tiers-rolling: the tier ends when the window has passed",
    "tiers-rolling: to what the count says, all at once",
    "tiers-rolling: with a grace the tier stays for that long",
    "tiers-spend-and-orders: a refund lowers the day of payment, and that day leaves",
    "tiers-spend-and-orders: orders leave the window one by one",
    "tiers-spend-and-orders: orders of a year give its standing to the end of the next",
    "tiers-spend-and-orders: orders within the grace keep the tier",
    "tiers-spend-and-orders: two sides of New York's new year",
    "timezone-changed: a hold that times out in another zone frees its day",
    "timezone-changed: in a rolling window the right day leaves",
];

#[test]
fn the_service_does_what_every_vector_says() {
    let mut cases: Vec<(String, Case)> = Vec::new();
    for (file, text) in files() {
        let parsed = VectorFile::parse(&text).unwrap();
        let named = |case: Case| (format!("{file}: {}", case.name), case);
        cases.extend(parsed.cases.into_iter().map(named));
    }
    let (native, over_http): (Vec<_>, Vec<_>) =
        cases.into_iter().partition(|(_, case)| case.moves_time());

    let mut names: Vec<&str> = native.iter().map(|(name, _)| name.as_str()).collect();
    let mut listed = NATIVE_ONLY.to_vec();
    names.sort_unstable();
    listed.sort_unstable();
    assert_eq!(
        names, listed,
        "the list of cases that only run natively is not right"
    );

    let told = on_threads(8, over_http.len(), |index| {
        let (name, case) = &over_http[index];
        let difference = run(case, &mut OverHttp::new(case)).err();
        difference.map(|difference| format!("{name}: {difference}"))
    });
    let told: Vec<String> = told.into_iter().flatten().collect();
    println!(
        "{} over HTTP, {} natively only",
        over_http.len(),
        native.len()
    );
    assert!(told.is_empty(), "\n{}", told.join("\n"));
    assert!(over_http.len() >= 140, "only {} over HTTP", over_http.len());
}
