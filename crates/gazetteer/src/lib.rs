//! Countries: their names in many languages, and where a text names them.
//!
//! Two questions are answered here. *Which country does this typed name mean?* ([`resolve()`], and
//! [`nearest`] where none does), and *which countries does this running text name?* ([`scan()`]).
//! All knowledge stands in `data/*.tsv`, so adding a name is adding a line.
//!
//! ```
//! use release::Country;
//!
//! assert_eq!(gazetteer::resolve("Côte d’Ivoire"), Country::new("CIV"));
//! assert_eq!(gazetteer::resolve("kazakhstani"), Country::new("KAZ"));
//! assert_eq!(gazetteer::resolve("Kazakhistan"), None);
//! assert_eq!(gazetteer::nearest("Kazakhistan")[0], "Kazakhstan");
//! ```
//!
//! Whether a release is *about* a country is not decided here: that needs the parts of a release.

mod context;
mod edge;
mod flat;
mod fold;
mod forms;
mod key;
mod languages;
mod longest;
mod place;
mod plain;
mod region;
mod resolve;
mod scan;
mod sense;
mod sieve;
mod sorted;
mod surface;
mod table;
mod town;

pub use crate::{
    fold::fold,
    languages::is_home,
    plain::plain_end,
    region::{countries_of, find_region},
    resolve::{nearest, resolve},
    scan::{Mention, scan},
    sense::Kind,
    sieve::Sieve,
    table::{Entry, all, alpha2, exists, name, region},
    town::town,
};
