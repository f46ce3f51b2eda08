//! Results as a table that spreadsheets open.

use export::harmless;

use super::Screen;

/// Writes a header and rows.
pub(crate) fn table(
    screen: &mut Screen<'_>,
    header: impl IntoIterator<Item = impl AsRef<str>>,
    rows: impl IntoIterator<Item = impl IntoIterator<Item = String>>,
) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_writer(screen.raw());
    writer.write_record(header.into_iter().map(|name| harmless(name.as_ref())))?;
    for row in rows {
        writer.write_record(row.into_iter().map(|cell| harmless(&cell)))?;
    }
    Ok(writer.flush()?)
}
