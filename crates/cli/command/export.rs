//! `dateline export`: the whole result for other programs.

use ::export::{Document, Format, Writer};
use index::{Archive, Stored};

use crate::{
    args::{Common, ExportArgs, ExportFormat, Of},
    exit::Exit,
    output::Screen,
};

pub(crate) fn run(
    args: &ExportArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let archive = Archive::open(&super::index_folder(common)?)?;
    let request = super::search::narrowed(&args.query, &args.filters)?;
    let (of, scan) = match args.of {
        Of::Releases => (::export::Of::Releases, archive.scan(&request)?),
        Of::Quotes => (::export::Of::Quotes, archive.scan_quotes(&request)?),
    };
    super::tell_notes(&scan.notes, common)?;
    let total = scan.total;
    let mut writer = Writer::new(screen.raw(), of, format(args.format))?;
    for scanned in scan {
        let scanned = scanned?;
        let document = document(&scanned.stored, scanned.near_duplicates);
        writer.write(&document, &scanned.quotes)?;
    }
    writer.finish()?;
    Ok(Exit::found(total > 0))
}

/// A stored release as the crate `export` takes it.
pub(super) fn document(stored: &Stored, near_duplicates: u64) -> Document<'_> {
    let paths = stored.files.iter().map(|file| &*file.path.shown).collect();
    Document::new(&stored.release, paths, near_duplicates)
}

fn format(format: ExportFormat) -> Format {
    match format {
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Jsonl => Format::JsonLines,
        ExportFormat::Markdown => Format::Markdown,
        ExportFormat::Bibtex => Format::Bibtex,
        ExportFormat::Ris => Format::Ris,
        ExportFormat::CslJson => Format::CslJson,
    }
}
