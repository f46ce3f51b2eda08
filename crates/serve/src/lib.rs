//! An archive over HTTP: the API, and the page for people.
//!
//! [`serve()`] binds an address and answers until it is told to stop. The archive is only read; a generation
//! that is committed meanwhile is opened beside the old one and takes its place (`app`). Every question is
//! answered on a thread for such work, as many at a time as there are processors, so that neither a slow
//! question nor a slow reader holds up others.
//!
//! `api` gives the JSON of the command line, by the parameters that are its flags (`params`); `page` shows
//! the same to people. Both ask through the crate `ask`.

mod api;
mod app;
mod connection;
mod error;
mod fresh;
mod guard;
mod hex;
mod listen;
mod openapi;
mod page;
mod params;
mod refusal;
mod run;

pub use crate::{
    error::Error,
    listen::Address,
    run::{Options, serve},
};
