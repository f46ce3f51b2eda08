//! `dateline export`: the whole result for other programs.

use ask::Export;
use index::Archive;

use crate::{
    args::{Common, ExportArgs},
    exit::Exit,
    output::Screen,
};

pub(crate) fn run(
    args: &ExportArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let archive = Archive::open(&super::index_folder(common)?)?;
    let request = args.filters.request(&args.query.join(" "))?;
    let export = Export::new(&archive, &request, args.of, args.format)?;
    super::tell_notes(export.notes(), common)?;
    let total = export.total();
    export.write(screen.raw())?;
    Ok(Exit::found(total > 0))
}
