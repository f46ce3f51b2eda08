//! Cells of tables that spreadsheets open.

/// A cell that a spreadsheet would take for a formula gets an apostrophe; control characters become blanks,
/// as tables are read on terminals too and the names of files may hold anything.
pub fn harmless(cell: &str) -> String {
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
