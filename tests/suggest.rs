//! "Did you mean": a word or name that the archive does not hold, and the nearest that it does.

use crate::archive::Archive;

#[track_caller]
fn notes(command: &str) -> String {
    let answer = Archive::sample().json(&format!("{command} --json"));
    let notes: Vec<&str> =
        answer["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect();
    notes.join("; ")
}

#[test]
fn a_word_that_no_release_holds_gets_the_nearest_that_one_does() {
    assert_eq!(notes("search prisn"), "no release holds `prisn`; did you mean `prison`?");
    assert_eq!(notes("search kazkhstn"), "no release holds `kazkhstn`; did you mean `kazakhstan`?");
    assert_eq!(notes("search journaliste"), "");
    assert_eq!(
        notes("search 'ferry OR coalitoin'"),
        "no release holds `coalitoin`; did you mean `coalition`?"
    );
    assert_eq!(
        notes("search title:statment"),
        "no title holds `statment`; did you mean `statement`?"
    );
    assert_eq!(notes("quotes famlies"), "no quote holds `famlies`; did you mean `families`?");
    // `who` looks for words nearly so spelt by itself
    assert_eq!(
        notes("who lockd"),
        "no quote has these words as they stand; these have them nearly so spelt"
    );
}

#[test]
fn a_phrase_is_looked_at_word_by_word_in_just_that_form() {
    assert_eq!(
        notes("search '\"locked dooor\"'"),
        "no release holds `dooor`; did you mean `door`?"
    );
    assert_eq!(
        notes("search '\"locked doors\"'"),
        "no release holds `doors`; did you mean `door`?"
    );
}

#[test]
fn what_is_like_nothing_or_is_held_gets_no_suggestion() {
    for typed in ["xyzzyplugh", "2031", "qq", "prison", "locked door", "prisn*"] {
        assert_eq!(notes(&format!("search '{typed}'")), "", "{typed}");
    }
}

#[test]
fn the_query_is_never_replaced() {
    let answer = Archive::sample().json("search prisn --json");
    assert_eq!((&answer["interpreted"], &answer["total"]), (&"prisn".into(), &0.into()));
}

#[test]
fn a_name_that_nobody_has_gets_the_nearest() {
    assert_eq!(
        notes("search --speaker Abenof"),
        "no speaker is called `Abenof`; did you mean `Daniyar Abenov`?"
    );
    assert_eq!(
        notes("search --org 'Lanten Coalition'"),
        "no org is called `Lanten Coalition`; did you mean `Lantern Coalition`?"
    );
    assert_eq!(
        notes("search --place Nairoby"),
        "no place is called `Nairoby`; did you mean `NAIROBI`?"
    );
}

#[test]
fn a_word_of_a_deleted_release_is_neither_held_nor_suggested() {
    let archive = Archive::new()
        .file("gate.txt", crate::sample::gate("Larkspur"))
        .file("rose.txt", crate::sample::gate("Marigold"))
        .indexed();
    archive.remove("gate.txt");
    archive.index();
    for typed in ["larkspur", "larkspr"] {
        let answer = archive.json(&format!("search {typed} --json"));
        assert_eq!(answer["notes"], serde_json::json!([]), "{typed}");
    }
    let answer = archive.json("search marygold --json");
    assert_eq!(answer["notes"][0], "no release holds `marygold`; did you mean `marigold`?");
}
