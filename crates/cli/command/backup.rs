//! `dateline backup`: a consistent copy of the index, made while it may be written to.

use crate::{
    args::{BackupArgs, Common},
    exit::Exit,
    output::{Screen, count, json, printable, thousands},
};

pub(crate) fn run(
    args: &BackupArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let folder = super::index_folder(common)?;
    let copied = index::backup(&folder, &args.to)?;
    if args.json {
        json::object(screen, &copied)?;
    } else {
        let index::BackedUp { generation, files, bytes, releases } = copied;
        screen.line(&printable(&format!(
            "{} of generation {generation}, {} with {} kB, copied to {} and checked",
            count(releases, "release"),
            count(files, "file"),
            thousands(bytes / 1000),
            args.to.display(),
        )))?;
    }
    Ok(Exit::Found)
}
