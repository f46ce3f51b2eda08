//! What the flags of a question mean, and the documents that answer it.
//!
//! The command line and the HTTP API take the same flags and give the same JSON. Both fill the structs of
//! this crate, one from arguments, the other from an address, and both pass on what comes back:
//! [`Narrowing`] and [`Paging`] make a [`Request`](index::Request); [`Counting`] gives one facet as
//! [`Counts`], [`show()`] a release as [`Shown`], [`speaker()`] a person, [`Export`] everything that matches,
//! [`listed()`] what somebody should look at, [`count_row()`] the counts of a query of a list.
//! The comments on the fields are the help of the command line and the descriptions of the API.
//!
//! ```
//! use ask::Narrowing;
//!
//! let narrowing = Narrowing { country: vec!["Kenya".to_owned()], ..Narrowing::default() };
//! let request = narrowing.request("clean water")?;
//! assert_eq!(request.interpreted, "clean water country:KEN");
//! # Ok::<(), ask::Error>(())
//! ```
//!
//! It neither opens an archive nor prints: who asks brings the archive and shows the answer.

mod batch;
mod counts;
mod error;
mod export;
mod fault;
mod field;
mod figures;
mod lines;
mod narrowing;
mod of;
mod paging;
mod queue;
mod record;
mod show;
mod speaker;

pub use crate::{
    batch::{CountRow, UNDATED, count_row},
    counts::{Counting, Counts, Values},
    error::Error,
    export::{Export, ExportFormat, document},
    fault::Fault,
    field::facet_field,
    figures::{count, percent, thousands},
    lines::{Line, lines},
    narrowing::Narrowing,
    of::Of,
    paging::{Order, Paging, Window},
    queue::{Holdings, Listed, Lists, QueueRow, Queues, listed, queue_flag},
    record::{
        Record, RecordContact, RecordCountry, RecordPassage, RecordQuote, RecordRepeated,
        RecordSection, RecordSpeaker, RecordWarning, Why, record,
    },
    show::{Document, Showing, Shown, Version, show},
    speaker::{Portrait, speaker},
};
