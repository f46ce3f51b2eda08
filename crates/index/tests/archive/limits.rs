//! No question takes longer than it may, whatever it is built of.

use std::time::Duration;

use index::{Archive, Error, Of, Request};
use query::Field;

use crate::builder::{Draft, Folder, request};

/// Two releases that give the same words of one person.
fn folder() -> Folder {
    let words = "The wells of the northern district ran dry before the second harvest.";
    let draft = |number| {
        Draft::new(number)
            .title("Northern district: the wells")
            .body("The wells of the northern district are empty.")
            .speaker("Ada Roe")
            .quote(words, Some("Ada Roe"), None, &[])
            .date("2012-04-03")
            .focus("KEN")
    };
    Folder::of([draft(1), draft(2)])
}

type Question = fn(&Archive) -> Result<(), Error>;

/// Every question of an archive that a server passes on.
const QUESTIONS: [(&str, Question); 9] = [
    ("search", |archive| archive.search(&request("wells")).map(drop)),
    ("ids", |archive| archive.ids(&request("wells")).map(drop)),
    ("quotes", |archive| archive.quotes(&request("wells")).map(drop)),
    ("reused", |archive| archive.reused(&request("wells")).map(drop)),
    ("who", |archive| archive.who(&request("wells")).map(drop)),
    ("facet", |archive| archive.facet(Field::Year, &request("wells"), "", Of::Releases).map(drop)),
    ("speaker", |archive| archive.speaker("Ada Roe", 5).map(drop)),
    ("similar", |archive| {
        let stored = archive.release("0000000000000001")?;
        archive.similar(&stored.release, 5).map(drop)
    }),
    ("prove", |archive| archive.prove(&Request::default()).map(drop)),
];

#[test]
fn each_question_is_broken_off_when_its_time_is_over() {
    let folder = folder();
    let limited = folder.archive().with_time_limit(Duration::ZERO);
    for (name, question) in QUESTIONS {
        let broken_off = question(&limited);
        assert!(matches!(broken_off, Err(Error::TooSlow { .. })), "{name}: {broken_off:?}");
        question(&folder.archive()).unwrap();
    }
}

#[test]
fn with_time_enough_the_answer_is_the_same() {
    let folder = folder();
    let limited = folder.archive().with_time_limit(Duration::from_hours(1));
    for (name, question) in QUESTIONS {
        question(&limited).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let of = |archive: &Archive| archive.who(&request("wells")).unwrap().hits;
    assert_eq!(of(&limited), of(&folder.archive()));
}
