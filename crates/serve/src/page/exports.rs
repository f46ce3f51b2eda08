//! Links by which a whole result is taken along.

use super::{
    address::{Address, Pair},
    hits::Link,
};

/// The parameter of the address, and what a reader calls it.
const FORMATS: [(&str, &str); 6] = [
    ("csv", "CSV table"),
    ("bibtex", "BibTeX"),
    ("ris", "RIS (Zotero)"),
    ("csl-json", "CSL JSON"),
    ("markdown", "Markdown notes"),
    ("jsonl", "JSON lines"),
];

/// One link a format for what these parameters find; `of` is `releases` or `quotes`.
pub(crate) fn exports(of: &str, pairs: &[Pair]) -> Vec<Link> {
    let link = |(format, label): &(&str, &str)| {
        let address = Address::new("/api/export").with_all(pairs);
        let address = address.without(&["sort", "limit", "recent", "collapse"]);
        Link::new(*label, &address.set("of", of).set("format", format))
    };
    FORMATS.iter().map(link).collect()
}

/// The same for one release.
pub(crate) fn exports_of(id: &str) -> Vec<Link> {
    let link = |(format, label): &(&str, &str)| {
        let address = Address::below("/releases", id).then("export");
        Link::new(*label, &address.with("format", format))
    };
    FORMATS.iter().map(link).collect()
}
