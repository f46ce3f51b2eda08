//! Countries by any of their names: the one place that asks the gazetteer.

use release::Country;

/// The country of that name or code, in any language of the tables.
pub(crate) fn resolve(name: &str) -> Option<Country> {
    gazetteer::resolve(name)
}

/// The name that comes nearest, if any does.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    // nothing near is much longer than the longest name, and to compare would cost time
    if name.len() > 128 { None } else { gazetteer::nearest(name).first().copied() }
}
