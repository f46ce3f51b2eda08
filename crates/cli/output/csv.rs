//! Results as a table that spreadsheets open.

use super::Screen;

/// Writes a header and rows. A cell that a spreadsheet would take for a formula gets an apostrophe;
/// control characters become blanks, as tables are read on terminals too.
pub(crate) fn table<const N: usize>(
    screen: &mut Screen<'_>,
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_writer(screen.raw());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    Ok(writer.flush()?)
}

fn harmless(cell: &str) -> String {
    // names of files may hold anything; what is quoted from documents is clean already
    let cell = cell.replace(char::is_control, " ");
    if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_looks_like_a_formula_is_made_a_text() {
        assert_eq!(harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(harmless("Kazakhstan"), "Kazakhstan");
        assert_eq!(harmless("a\u{1b}[2J\nb"), "a [2J b");
    }
}
