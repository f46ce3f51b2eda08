//! `--recent`: newer releases before older ones that match about as well; ties in one order always.

use crate::archive::Archive;

fn release(date: &str, words: &str) -> String {
    format!(
        "{date}\n\nA Notice About {words}\n\nThe council of the town met about {words} and parted.\n"
    )
}

#[test]
fn what_is_newer_comes_first_where_it_matches_about_as_well() {
    let archive = Archive::new()
        .file("old.txt", release("3 April 2001", "wells wells and wells"))
        .file("new.txt", release("3 April 2020", "wells and roads and bridges"))
        .file("none.txt", release("The council", "wells wells and wells and wells"))
        .indexed();
    assert_eq!(archive.hits("wells").last().unwrap(), "new.txt");
    assert_eq!(archive.hits("wells --recent")[0], "new.txt");
    let counts = |command: &str| archive.json(&format!("search wells --json -n 0 {command}"));
    assert_eq!(counts("")["facets"], counts("--recent")["facets"]);
    assert_eq!(archive.run("search wells --recent --sort date").code, 2);
}

#[test]
fn ties_are_newest_first_then_by_id_whatever_the_order_of_files() {
    let dates = ["3 April 2012", "3 April 2014", "3 April 2012", "no date", "1 May 2013"];
    let name = |at: usize| format!("{at}.txt");
    // the bodies have as many words, so that nothing but the date parts them
    let text = |at: usize| release(dates[at], &format!("kiln{at} tiles"));
    let (forwards, backwards) = (Archive::new(), Archive::new());
    for at in 0..dates.len() {
        forwards.write(&name(at), text(at));
        forwards.index();
        let at = dates.len() - 1 - at;
        backwards.write(&name(at), text(at));
        backwards.index();
    }
    for command in ["'*'", "'*' --recent", "'*' --sort date", "'*' --sort=-date"] {
        assert_eq!(forwards.hits(command), backwards.hits(command), "{command}");
    }
    assert_eq!(forwards.hits("'*' --recent")[..2], ["1.txt", "4.txt"]);
    assert_eq!(forwards.hits("'*'")[..2], ["1.txt", "4.txt"]);
}
