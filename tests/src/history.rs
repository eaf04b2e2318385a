//! Histories of orders that a shop might have: many shoppers that come once, some that come often,
//! and a busier end of the year. The same seed, the same history.

use shared::simulate::OrderRow;
use shared::{Amount, Time};

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// A kind of shop.
#[derive(Clone, Copy, Debug)]
pub struct Trade {
    /// Days between two visits of someone who comes often.
    pub days_between: i64,
    /// What a usual basket comes to, in minor units.
    pub basket: u64,
    /// What it sells.
    pub products: &'static [&'static str],
}

/// At least so many orders over two years from January 2025.
pub fn of(trade: Trade, orders: usize, seed: u64) -> Vec<OrderRow> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let begin: Time = "2025-01-01T06:00:00Z".parse().unwrap();
    let mut history = Vec::with_capacity(orders);
    let mut shopper = 0;
    while history.len() < orders {
        shopper += 1;
        let id = format!("shopper-{shopper}");
        // Six in ten come once or twice, three now and then, one as often as the trade has it.
        let (pace, stays) = match rng.u8(..10) {
            0..6 => (120, 90),
            6..9 => (trade.days_between * 4, 400),
            _ => (trade.days_between, 730),
        };
        let mut day = rng.i64(0..700);
        let last = (day + stays).min(729);
        while day <= last {
            // Three in ten visits outside November and December come to nothing.
            let is_busy = day % 365 > 304;
            if is_busy || rng.u8(..10) < 7 {
                let hour = rng.i64(0..14 * 3_600_000);
                history.push(OrderRow {
                    at: begin.plus_ms(day * DAY + hour),
                    shopper: id.parse().unwrap(),
                    amount: amount(&mut rng, trade.basket),
                    product: rng.choice(trade.products).map(|id| id.parse().unwrap()),
                });
            }
            day += 1 + rng.i64(0..pace * 2);
        }
    }
    history
}

/// A basket around the usual one: most are smaller, a few are several times as much.
fn amount(rng: &mut fastrand::Rng, usual: u64) -> Amount {
    let part = rng.u64(30..130);
    let more = if rng.u8(..12) == 0 { rng.u64(2..5) } else { 1 };
    Amount::new(usual * part / 100 * more).unwrap()
}
