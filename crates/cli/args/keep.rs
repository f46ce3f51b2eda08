//! Keeping an index: `backup`, `recover`, `migrate`, and waiting for another writer.

use std::{path::PathBuf, time::Duration};

use clap::Args;

use super::ReadingArgs;

#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct WaitArgs {
    /// Wait so long for another dateline that is writing to the index
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    pub(crate) wait: u64,
}

impl WaitArgs {
    pub(crate) fn duration(self) -> Duration {
        Duration::from_secs(self.wait)
    }
}

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// The folder to make; it must not be there yet, or be empty
    #[arg(value_name = "DEST")]
    pub(crate) to: PathBuf,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RecoverArgs {
    #[command(flatten)]
    pub(crate) wait: WaitArgs,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    /// Go on where releases are lost whose files are gone and whose records cannot be read
    #[arg(long)]
    pub(crate) drop_lost: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) wait: WaitArgs,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
}
