//! Scales: round steps, and what they are called.

use shared::{Amount, Currency};

use super::super::figures::{decimal, grouped};

/// The most steps of a scale.
const STEPS: u64 = 5;
/// What large round numbers are said in.
const LARGE: [(u64, &str); 4] = [
    (1_000_000_000_000, "T"),
    (1_000_000_000, "B"),
    (1_000_000, "M"),
    (1_000, "k"),
];

/// What a scale counts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    /// Things.
    Count,
    /// Minor units of a currency.
    Money(Currency),
}

/// A scale from 0 in round steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    step: u64,
    steps: u64,
    unit: Unit,
}

impl Scale {
    /// The scale with the smallest round steps that reaches `most`.
    pub(super) fn reaching(most: u64, unit: Unit) -> Self {
        let tens = std::iter::successors(Some(1_u64), |ten| ten.checked_mul(10));
        let mut round = tens.flat_map(|ten| [1, 2, 5].map(|part| ten.saturating_mul(part)));
        let step = round
            .find(|step| most.div_ceil(*step) <= STEPS)
            .unwrap_or(u64::MAX);
        Self {
            step,
            steps: most.div_ceil(step).max(1),
            unit,
        }
    }

    /// How high a value stands in a height.
    pub(super) fn height(self, value: u64, height: u64) -> u64 {
        let most = u128::from(self.step) * u128::from(self.steps);
        let high = u128::from(value) * u128::from(height) / most;
        u64::try_from(high).unwrap_or(height)
    }

    /// The values with a line, and what stands beside it.
    pub(super) fn ticks(self) -> impl Iterator<Item = (u64, String)> {
        (0..=self.steps).map(move |place| {
            let value = self.step.saturating_mul(place);
            (value, self.said(value))
        })
    }

    fn said(self, value: u64) -> String {
        let minor = match self.unit {
            Unit::Count => 1,
            Unit::Money(currency) => 10_u64.pow(u32::from(currency.exponent())),
        };
        if let (Unit::Money(currency), true) = (self.unit, !self.step.is_multiple_of(minor)) {
            return decimal(Amount::saturating(value.into()), currency);
        }
        let (value, step) = (value / minor, self.step / minor);
        let large = LARGE.iter().find(|(large, _)| step.is_multiple_of(*large));
        match large {
            Some((large, letter)) if value > 0 => format!("{}{letter}", grouped(value / large)),
            _ => grouped(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(most: u64, unit: Unit) -> Vec<String> {
        Scale::reaching(most, unit)
            .ticks()
            .map(|(_, said)| said)
            .collect()
    }

    #[test]
    fn steps_are_round_and_reach_the_most() {
        assert_eq!(said(0, Unit::Count), ["0", "1"]);
        assert_eq!(said(7, Unit::Count), ["0", "2", "4", "6", "8"]);
        assert_eq!(said(1_100, Unit::Count), ["0", "500", "1,000", "1,500"]);
        assert_eq!(
            said(42_000, Unit::Count),
            ["0", "10k", "20k", "30k", "40k", "50k"]
        );
        let dollars = Unit::Money("USD".parse().unwrap());
        assert_eq!(
            said(90, dollars),
            ["0.00", "0.20", "0.40", "0.60", "0.80", "1.00"]
        );
        assert_eq!(
            said(120_000_000, dollars),
            ["0", "500k", "1,000k", "1,500k"]
        );
        assert_eq!(said(u64::MAX, Unit::Count).len(), 5);
    }

    #[test]
    fn heights_are_shares_of_the_height() {
        let scale = Scale::reaching(100, Unit::Count);
        assert_eq!(
            (
                scale.height(0, 180),
                scale.height(50, 180),
                scale.height(100, 180)
            ),
            (0, 90, 180)
        );
    }
}
