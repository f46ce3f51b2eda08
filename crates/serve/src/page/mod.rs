//! The page for people: rendered here, so that it works without scripts.
//!
//! A handler ([`handlers`]) asks the archive as the API does. A file for each kind of page turns the answer
//! into what its template shows, links included: templates decide nothing. They lie in `templates/`; files
//! that are sent as they are lie in `assets/`; both are inside the program. Templates escape whatever they
//! are given, which is the one place where text becomes HTML.

mod address;
mod asked;
mod assets;
mod batch;
mod chart;
mod chips;
mod compare;
mod exports;
mod facets;
mod fields;
mod frame;
mod handlers;
mod help;
mod hits;
mod map;
mod marks;
mod pager;
mod person;
mod problem;
mod proved;
mod reading;
mod results;
mod reused;
mod status;
mod suggest;
mod templates;
mod tools;
mod values;
mod who;
mod words;
mod work;
mod years;

use minijinja::{Value, value::Serde};
use serde::Serialize;

use self::assets::Assets;
pub(crate) use self::{
    handlers::routes,
    problem::{astray, enter},
    templates::Templates,
};

/// A page about to be rendered: its template, and what that shows.
#[derive(Debug)]
pub(crate) struct Page {
    template: &'static str,
    view: Value,
}

impl Page {
    fn new(template: &'static str, view: &impl Serialize) -> Self {
        Self { template, view: Value::from(Serde(view)) }
    }
}
