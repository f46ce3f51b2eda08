//! Countries by any of their names: the one place that asks the gazetteer.

use release::Country;

/// The country of that name or code, in any language of the tables.
pub(crate) fn resolve(name: &str) -> Option<Country> {
    gazetteer::resolve(name)
}

/// The name that comes nearest.
pub(crate) fn nearest(name: &str) -> Option<String> {
    gazetteer::nearest(name).first().map(ToString::to_string)
}
