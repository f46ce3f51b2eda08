//! Throws that are the same on every machine: splitmix64.

/// A seeded generator of numbers.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The generator of `seed`.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The generator of the `number`-th thing of `seed`, which owes nothing to its neighbours.
    pub const fn of(seed: u64, number: u64) -> Self {
        Self(mixed(seed ^ mixed(number)))
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number below `bound`; 0 if there is none.
    pub fn below(&mut self, bound: usize) -> usize {
        // the high half of a product, so that nothing is divided
        let product = u128::from(self.next()) * (bound as u128);
        usize::try_from(product >> 64).unwrap_or(0)
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list, each as likely.
    ///
    /// # Panics
    ///
    /// Panics on an empty list.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// A rank below `bound` by the law of Zipf and Mandelbrot: rank r is drawn in proportion to
    /// 1 / (r + `head`). The larger the head, the less the first ranks stand out.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "ranks are far below 2^52, and what is rounded is drawn"
    )]
    pub fn rank(&mut self, bound: usize, head: f64) -> usize {
        let chance = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let reach = (bound as f64 + head) / head;
        let rank = head * (chance * reach.ln()).exp() - head;
        (rank as usize).min(bound.saturating_sub(1))
    }
}

const fn mixed(number: u64) -> u64 {
    let mut z = number;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn low_ranks_come_more_often_and_high_ones_come() {
        let mut dice = Dice::new(1);
        let mut counts = [0_usize; 1000];
        for _ in 0..100_000 {
            counts[dice.rank(1000, 2.7)] += 1;
        }
        assert!(counts[0] > 3 * counts[10] && counts[10] > 3 * counts[100]);
        assert!(counts[500..].iter().sum::<usize>() > 1_000);
    }

    #[test]
    fn throws_stay_below_their_bound() {
        let mut dice = Dice::new(2);
        assert!((0..1000).all(|bound| dice.below(bound) < bound.max(1)));
        assert_eq!(dice.rank(0, 1.0), 0);
    }
}
