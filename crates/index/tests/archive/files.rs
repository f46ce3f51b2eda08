//! What the archive knows of files, and runs that change them.

use std::fs;

use index::{
    Added, Archive, Error, Facets, Failure, KnownFile, Outcome, Writer, WriterOptions, plan,
};

use crate::builder::{Draft, Folder, add, file_name, found_again, path, request};

fn twin(title: &str) -> Draft {
    Draft::new(7).title(title).body("The same text.")
}

#[test]
fn the_first_file_by_path_gives_the_release_whatever_the_order() {
    for names in [["a.txt", "b.html"], ["b.html", "a.txt"]] {
        let folder = Folder::empty();
        let mut writer = folder.writer();
        for name in names {
            add(&writer, name, &twin(name).0);
        }
        let committed = writer.commit().unwrap();
        assert_eq!(committed.duplicates, [("b.html".to_owned(), "a.txt".to_owned())]);
        writer.close().unwrap();
        let stored = folder.archive().release("0000000000000007").unwrap();
        assert_eq!(stored.release.title.as_ref().unwrap().value, "a.txt");
        assert_eq!(stored.path(), "a.txt");
        assert_eq!(stored.files.len(), 2);
        assert_eq!(folder.set("path:html"), [7]);
    }
}

#[test]
fn when_the_first_twin_goes_the_other_is_read_again() {
    let folder = Folder::empty();
    folder.update([("a.txt".to_owned(), &twin("a").0), ("b.txt".to_owned(), &twin("b").0)]);
    let mut writer = folder.writer();
    let known = writer.files();
    let found = [found_again(&known[1])];
    let plan = plan(&known, &found, &[path("")], false).unwrap();
    writer.begin(&plan, &known, &found).unwrap();
    assert_eq!(plan.read.len(), 1);
    assert_eq!(add(&writer, "b.txt", &twin("b").0), Added::Indexed);
    writer.commit().unwrap();
    writer.close().unwrap();
    let stored = folder.archive().release("0000000000000007").unwrap();
    assert_eq!(stored.release.title.unwrap().value, "b");
    assert_eq!(stored.files.len(), 1);
}

#[test]
fn a_release_goes_with_its_last_file_and_its_quotes_go_with_it() {
    let quoted = || Draft::new(1).quote("We condemn it.", Some("Ada Roe"), None, &[]);
    let folder = Folder::of([quoted(), Draft::new(2).body("other")]);
    folder.remove(&[file_name(&quoted().0)]);
    assert_eq!(folder.set("*"), [2]);
    assert_eq!(folder.archive().quotes(&request("*")).unwrap().total, 0);
    assert!(folder.archive().verify().unwrap().faults.is_empty());
}

#[test]
fn a_changed_file_replaces_its_release() {
    let folder = Folder::of([]);
    folder.update([("a.txt".to_owned(), &Draft::new(1).body("before").0)]);
    folder.update([("a.txt".to_owned(), &Draft::new(2).body("after").0)]);
    assert_eq!(folder.set("*"), [2]);
    assert_eq!(folder.archive().files().unwrap().len(), 1);
}

#[test]
fn a_moved_file_keeps_its_release_and_gets_its_new_path() {
    let folder = Folder::of([Draft::new(1).body("text")]);
    let mut writer = folder.writer();
    let known = writer.files();
    let mut found = [found_again(&known[0])];
    found[0].path = path("moved.txt");
    let plan = plan(&known, &found, &[path("")], false).unwrap();
    assert!(plan.read.is_empty());
    writer.begin(&plan, &known, &found).unwrap();
    writer.commit().unwrap();
    writer.close().unwrap();
    assert_eq!(folder.set("path:moved"), [1]);
    assert_eq!(folder.archive().release("0000000000000001").unwrap().path(), "moved.txt");
}

#[test]
fn what_failed_is_known_with_its_reason() {
    let folder = Folder::empty();
    let mut writer = folder.writer();
    let outcome = Outcome::Failed(Box::new(Failure {
        encoding: "utf-8".to_owned(),
        format: "pdf".to_owned(),
        stage: "read".to_owned(),
        reason: "encrypted".to_owned(),
        help: "save a copy without the password".to_owned(),
    }));
    let hash = index::ContentHash::of(b"%PDF");
    let file = KnownFile { path: path("x.pdf"), size: 4, hash, stamp: Some([7; 16]), outcome };
    writer.record(&file).unwrap();
    writer.commit().unwrap();
    writer.close().unwrap();
    assert_eq!(folder.archive().files().unwrap(), [file]);
    assert_eq!(folder.archive().status().unwrap().failed_files, 1);
}

#[test]
fn nothing_is_seen_before_a_commit() {
    let folder = Folder::of([Draft::new(1).body("old")]);
    let before = folder.archive();
    let mut writer = folder.writer();
    add(&writer, "new.txt", &Draft::new(2).body("new").0);
    assert_eq!(folder.set("*"), [1]);
    writer.commit().unwrap();
    assert_eq!(folder.set("*"), [1, 2]);
    assert_eq!(before.search(&request("*")).unwrap().total, 1);
    add(&writer, "newer.txt", &Draft::new(3).body("newer").0);
    drop(writer);
    assert_eq!(folder.set("*"), [1, 2]);
}

#[test]
fn there_is_one_writer_at_a_time_and_reading_needs_none() {
    let folder = Folder::of([Draft::new(1)]);
    let writer = folder.writer();
    let second = Writer::open(folder.dir(), WriterOptions::default());
    assert!(matches!(second, Err(Error::Locked { .. })));
    assert_eq!(folder.set("*"), [1]);
    drop(writer);
    folder.writer();
}

#[test]
fn a_folder_without_archive_and_a_foreign_one_are_told_apart() {
    let folder = Folder::empty();
    assert!(matches!(Archive::open(folder.dir()), Err(Error::NoArchive { .. })));
    fs::write(folder.dir().join("meta.json"), "{}").unwrap();
    assert!(Archive::open(folder.dir()).is_err());
    let folder = Folder::of([Draft::new(1)]);
    let meta = fs::read_to_string(folder.dir().join("meta.json")).unwrap();
    let format = folder.archive().status().unwrap().format;
    let stated = format!("\\\"dateline\\\":{format}");
    let other = meta.replace(&stated, "\\\"dateline\\\":77");
    assert_ne!(meta, other);
    fs::write(folder.dir().join("meta.json"), other).unwrap();
    assert!(matches!(Archive::open(folder.dir()), Err(Error::Version { found: 77, .. })));
}

#[test]
fn status_counts_and_verify_finds_a_flipped_bit() {
    let folder = Folder::of([
        Draft::new(1).quote("We condemn it.", Some("Ada Roe"), None, &[]).date("2012").focus("KAZ"),
        Draft::new(2).body("rien").language("fr"),
    ]);
    let status = folder.archive().status().unwrap();
    assert_eq!((status.releases, status.quotes, status.dated, status.with_country), (2, 1, 1, 1));
    assert_eq!((status.attributed_quotes, status.indexed_files, status.generation), (1, 2, 1));
    assert_eq!(status.languages.len(), 2);
    assert!(folder.archive().verify().unwrap().faults.is_empty());
    let entries = fs::read_dir(folder.dir()).unwrap().map(|entry| entry.unwrap().path());
    let store =
        entries.into_iter().find(|path| path.extension().is_some_and(|ext| ext == "fieldnorm"));
    let store = store.unwrap();
    let mut bytes = fs::read(&store).unwrap();
    bytes[3] ^= 1;
    fs::write(&store, bytes).unwrap();
    assert_eq!(folder.archive().verify().unwrap().faults.len(), 1);
}

#[test]
fn scanning_gives_everything_in_the_order_of_dates() {
    let folder = Folder::of([
        Draft::new(3).date("2014"),
        Draft::new(1),
        Draft::new(2).date("2012-05"),
        Draft::new(4).date("2012-05"),
    ]);
    let archive = folder.archive();
    let scan = archive.scan(&request("*")).unwrap();
    assert_eq!(scan.total, 4);
    let ids: Vec<u64> = scan.map(|scanned| scanned.unwrap().stored.release.id.0).collect();
    assert_eq!(ids, [2, 4, 3, 1]);
}

#[test]
fn a_wrong_answer_is_told_by_a_check() {
    let folder = Folder::of([
        Draft::new(1).body("the well").date("2012").focus("KAZ").speaker("Ada Roe"),
        Draft::new(2).body("the well").date("2013").focus("KEN"),
        Draft::new(3).body("the mine").date("2013").focus("KAZ"),
    ]);
    let archive = folder.archive();
    for typed in ["well", "*", "well country:kenya", "country:(kenya OR kazakhstan)"] {
        let request = request(typed);
        let mut answer = archive.search(&request).unwrap();
        let check = |total, facets: &Facets| archive.check(&request, total, facets).unwrap();
        assert_eq!(check(answer.total, &answer.facets), [""; 0], "{typed}");
        assert_eq!(check(answer.total + 1, &answer.facets).len(), 1, "{typed}");
        let (_, values) = &mut answer.facets.0[0];
        values[0].count += 1;
        assert_eq!(check(answer.total, &answer.facets).len(), 1, "{typed}");
        let (_, values) = &mut answer.facets.0[0];
        values.remove(0);
        assert_eq!(check(answer.total, &answer.facets).len(), 1, "a value is missing: {typed}");
    }
}

#[test]
fn the_size_of_an_archive_is_that_of_its_parts() {
    let folder = Folder::of([Draft::new(1).body("the well"), Draft::new(2).body("the mine")]);
    let size = folder.archive().size().unwrap();
    let parts = [size.terms, size.postings, size.positions, size.stored, size.columns, size.other];
    assert_eq!(size.total, parts.iter().sum::<u64>() + size.tables);
    assert!(size.fields["body_exact"] > 0 && size.stored > 0 && size.tables > 0);
}
