//! Results as JSON.

use serde::Serialize;

use super::Screen;

/// One object, laid out for people.
pub(crate) fn object(screen: &mut Screen<'_>, value: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(screen.raw(), value)?;
    Ok(screen.line("")?)
}

/// An object a line.
pub(crate) fn lines<T: Serialize>(
    screen: &mut Screen<'_>,
    values: impl IntoIterator<Item = T>,
) -> anyhow::Result<()> {
    for value in values {
        serde_json::to_writer(screen.raw(), &value)?;
        screen.line("")?;
    }
    Ok(())
}
