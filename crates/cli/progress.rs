//! A progress bar on standard error, only where somebody watches.

use std::{
    io::{self, IsTerminal},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::Common;

/// A bar for `length` files, or whatever is counted; hidden in pipes, with `--quiet` and with `--no-progress`.
pub(crate) fn bar(common: &Common, length: usize, what: &str) -> ProgressBar {
    if common.quiet || common.no_progress || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr());
    let template = format!(
        "{{bar:32.cyan/dim}} {{human_pos}} of {{human_len}} {what}  {{per_sec}}  {{eta}} left"
    );
    let style =
        ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style.progress_chars("━╸─"));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
