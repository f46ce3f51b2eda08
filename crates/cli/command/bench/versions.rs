//! `Versions`: of what was measured.

use serde::Serialize;

/// The program, its engine and its compiler.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Versions {
    pub(crate) dateline: &'static str,
    pub(crate) engine: &'static str,
    /// What the project is built with.
    pub(crate) rust: &'static str,
    /// `release` or `debug`; figures of the latter say nothing.
    pub(crate) build: &'static str,
}

impl Versions {
    pub(crate) fn here() -> Self {
        let toolchain = include_str!("../../../../rust-toolchain.toml");
        let rust = toolchain.lines().find_map(|line| line.strip_prefix("channel = "));
        Self {
            dateline: env!("CARGO_PKG_VERSION"),
            engine: index::engine_version(),
            rust: rust.unwrap_or(env!("CARGO_PKG_RUST_VERSION")).trim_matches('"'),
            build: if cfg!(debug_assertions) { "debug" } else { "release" },
        }
    }
}
