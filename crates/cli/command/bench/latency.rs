//! `Latency`: how long answers take.

use std::time::Duration;

use serde::Serialize;

/// Microseconds: the middle, the slow ones, the mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Latency {
    pub(crate) p50: f64,
    pub(crate) p95: f64,
    pub(crate) p99: f64,
    pub(crate) max: f64,
    pub(crate) mean: f64,
}

impl Latency {
    /// Of the times in any order; zeros of none.
    #[expect(clippy::cast_precision_loss, reason = "a mean is shown with one digit")]
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let micros = |time: Duration| (time.as_secs_f64() * 1e7).round() / 10.0;
        let below = |percent: usize| {
            let position = (times.len() * percent).div_ceil(100).max(1) - 1;
            times.get(position).copied().map_or(0.0, micros)
        };
        let all: f64 = times.iter().map(Duration::as_secs_f64).sum();
        let mean = if times.is_empty() { 0.0 } else { all * 1e6 / times.len() as f64 };
        Self {
            p50: below(50),
            p95: below(95),
            p99: below(99),
            max: below(100),
            mean: (mean * 10.0).round() / 10.0,
        }
    }
}

/// The middle of some times.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Duration, Latency};

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let latency = Latency::of((1..=200).rev().map(Duration::from_micros).collect());
        let told = Latency { p50: 100.0, p95: 190.0, p99: 198.0, max: 200.0, mean: 100.5 };
        assert_eq!(latency, told);
        assert_eq!(Latency::of(Vec::new()), Latency::default());
    }
}
