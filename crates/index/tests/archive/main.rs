//! The archive as its callers use it: written, asked, changed.
#![allow(clippy::unwrap_used)] // allow-unwrap-in-tests does not reach helper functions

mod builder;
mod files;
mod history;
mod limits;
mod model;
mod oracle;
mod queue;
mod quotes;
mod repeated;
mod search;
