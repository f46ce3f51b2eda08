//! What stands in a spoilt file may make the engine panic; whoever asked gets an error that says so.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Error;

/// Does something with an index whose files nobody has checked. Nothing of what a panic left half done is
/// looked at again but values that are filled once and whole.
pub(crate) fn guarded<T>(
    damaged: impl FnOnce(String) -> Error,
    work: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let told = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let told = told.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(damaged(format!("it cannot be read ({})", told.unwrap_or_default())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let damaged = |detail| Error::Damaged { dir: "idx".into(), detail };
        let none: Vec<u8> = Vec::new();
        let error = guarded(damaged, || Ok(none[none.len()])).unwrap_err();
        assert!(error.to_string().contains("out of bounds"), "{error}");
    }
}
