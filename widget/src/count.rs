//! Count: a number that counts once to its new value when it changes.

/// Frames that one count takes: about half a second.
const FRAMES: u32 = 28;
/// How long one frame lasts.
pub(crate) const FRAME_MS: u32 = 16;

/// A number on its way to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    from: u64,
    to: u64,
    frame: u32,
}

/// How a number changes before the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Motion {
    /// It counts.
    Counted,
    /// It is replaced, for those who asked for less motion.
    AtOnce,
}

impl Count {
    /// A number that stands still.
    pub(crate) fn at(number: u64) -> Self {
        Self {
            from: number,
            to: number,
            frame: FRAMES,
        }
    }

    /// Sets out for another number; whether there is a way to go that was not being gone already.
    pub(crate) fn set_out(&mut self, to: u64, motion: Motion) -> bool {
        if to == self.to {
            return false;
        }
        let was_still = self.is_still();
        let frame = if motion == Motion::Counted { 0 } else { FRAMES };
        *self = Self {
            from: self.shown(),
            to,
            frame,
        };
        was_still && !self.is_still()
    }

    /// Goes on by a frame; whether there is more to come.
    pub(crate) fn step(&mut self) -> bool {
        self.frame = (self.frame + 1).min(FRAMES);
        !self.is_still()
    }

    /// The number to show. Quick at first and slow at the end: what is left shrinks with the square
    /// of the frames left.
    pub(crate) fn shown(&self) -> u64 {
        let left = u128::from(FRAMES.saturating_sub(self.frame));
        let whole = u128::from(FRAMES) * u128::from(FRAMES);
        let part = u128::from(self.from.abs_diff(self.to)) * left * left / whole;
        let part = u64::try_from(part).unwrap_or(u64::MAX);
        if self.to >= self.from {
            self.to - part
        } else {
            self.to + part
        }
    }

    fn is_still(&self) -> bool {
        self.frame >= FRAMES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_starts_where_it_was_and_ends_on_the_number() {
        for (from, to) in [(0, 340), (340, 40), (0, u64::MAX), (u64::MAX, 0)] {
            let mut count = Count::at(from);
            assert!(count.set_out(to, Motion::Counted));
            assert_eq!(count.shown(), from);
            while count.step() {
                assert!((from.min(to)..=from.max(to)).contains(&count.shown()));
            }
            assert_eq!(count.shown(), to);
        }
    }

    #[test]
    fn the_same_number_and_stillness_start_nothing() {
        let mut count = Count::at(7);
        assert!(!count.set_out(7, Motion::Counted));
        assert!(!count.set_out(9, Motion::AtOnce));
        assert_eq!(count.shown(), 9);
    }

    #[test]
    fn a_change_on_the_way_goes_on_from_what_is_shown() {
        let mut count = Count::at(0);
        count.set_out(100, Motion::Counted);
        count.step();
        let shown = count.shown();
        assert!(!count.set_out(50, Motion::Counted));
        assert_eq!(count.shown(), shown);
    }
}
