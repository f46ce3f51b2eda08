//! A progress bar on standard error, only where somebody watches.

use std::{
    fmt,
    io::{self, IsTerminal},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::args::Common;

/// A bar for `length` files, or whatever is counted; hidden in pipes, with `--quiet` and with `--no-progress`.
pub(crate) fn bar(common: &Common, length: usize, what: &str) -> ProgressBar {
    if common.quiet || common.no_progress || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr());
    let template = format!(
        "{{bar:32.cyan/dim}} {{human_pos}} of {{human_len}} {what}  {{rate}}  {{eta}} left"
    );
    let style =
        ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
        // a bar that cannot be written is no loss
        let _ = write!(out, "{:.0}/s", state.per_sec());
    };
    bar.set_style(style.with_key("rate", rate).progress_chars("━╸─"));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
