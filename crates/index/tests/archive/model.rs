//! Random archives asked random questions give what the naive scan gives: hits, total, every count.

use std::collections::{BTreeMap, BTreeSet};

use index::{Archive, Facets, Request, Sort};
use proptest::{collection::vec, prelude::*, sample::select, test_runner::TestCaseError};
use query::{DateRange, Field, Filter, Filters, Group, Node, Query, TextField};
use release::{Country, Involvement, Language, Part, Release, ReleaseId, ReleaseKind, Span};

use crate::{
    builder::{Draft, Folder, file_name},
    oracle::{Subject, counts},
};

const WORDS: [&str; 14] = [
    "right",
    "rights",
    "torture",
    "tortured",
    "torturing",
    "Côte",
    "d’Ivoire",
    "droits",
    "droit",
    "Kazakhstan's",
    "the",
    "of",
    "human-rights",
    "civil",
];
const NAMES: [&str; 5] = ["Ada Roe", "ADA ROE", "Zoë Roe", "Zoe Roe", "Bo Li"];
const COUNTRIES: [&str; 3] = ["KAZ", "CIV", "UZB"];
const ASKED: [&str; 4] = ["KAZ", "CIV", "UZB", "NGA"];
/// Standing text that names a country.
const STANDING: [(&str, &str); 2] = [
    (
        "KAZ",
        "The Steppe Watch is a network of thirty groups that have guarded the rights of Kazakhstan since 1991.",
    ),
    (
        "NGA",
        "Founded in Lagos, the Delta Desk of Nigeria has told the torture of the rivers to every court that hears.",
    ),
];
const DATES: [&str; 6] = ["2012-04-03", "2012-04", "2012", "2013-01-01", "2013", "1999-12-31"];
const FACETS: [Field; 10] = [
    Field::Country,
    Field::Mentions,
    Field::Region,
    Field::Year,
    Field::Month,
    Field::Speaker,
    Field::Organisation,
    Field::Place,
    Field::Language,
    Field::Kind,
];

fn text() -> impl Strategy<Value = String> {
    vec(select(&WORDS[..]), 1..7).prop_map(|words| words.join(" "))
}

fn name() -> impl Strategy<Value = &'static str> {
    select(&NAMES[..])
}

fn country() -> impl Strategy<Value = &'static str> {
    select(&ASKED[..])
}

prop_compose! {
    fn meta()(
        language in select(vec![None, Some("en"), Some("fr"), Some("sq")]),
        date in proptest::option::of(select(&DATES[..])),
        kind in select(&ReleaseKind::ALL[..3]),
        organisation in proptest::option::of(name()),
        place in proptest::option::of(name()),
        speakers in vec(name(), 0..3),
        involved in vec(select(vec![Involvement::Focus, Involvement::Mentioned, Involvement::Boilerplate]), 3),
        n_countries in 0_usize..=3,
    ) -> Draft {
        let mut draft = Draft::new(0).kind(kind);
        draft = language.into_iter().fold(draft.language("xx1"), Draft::language);
        draft = date.into_iter().fold(draft, Draft::date);
        draft = organisation.into_iter().fold(draft, Draft::organisation);
        draft = place.into_iter().fold(draft, Draft::place);
        draft = speakers.into_iter().fold(draft, Draft::speaker);
        COUNTRIES[..n_countries].iter().zip(involved).fold(draft, |draft, (code, involvement)| {
            draft.country(code, involvement)
        })
    }
}

prop_compose! {
    fn release()(
        meta in meta(),
        title in proptest::option::of(text()),
        lede in proptest::option::of(text()),
        body in vec(text(), 0..3),
        quotes in vec((text(), proptest::option::of(name()), proptest::option::of(name()), vec(country(), 0..2)), 0..3),
        standing in proptest::option::of((select(&STANDING[..]), any::<bool>())),
        background in proptest::option::of(text()),
        contacts in proptest::option::of(text()),
    ) -> Release {
        let mut draft = meta;
        draft = title.iter().fold(draft, |draft, text| draft.title(text));
        draft = lede.iter().fold(draft, |draft, text| draft.part(Part::Lede, text));
        draft = body.iter().fold(draft, |draft, text| draft.body(text));
        draft = quotes.iter().fold(draft, |draft, (text, speaker, organisation, mentions)| {
            draft.quote(text, *speaker, *organisation, mentions)
        });
        draft = standing.into_iter().fold(draft, |draft, ((code, text), is_focus)| {
            draft.naming(text, code, if is_focus { Involvement::Focus } else { Involvement::Mentioned })
        });
        draft = background.iter().fold(draft, |draft, text| draft.part(Part::Background, text));
        contacts.iter().fold(draft, |draft, text| draft.part(Part::Contacts, text)).0
    }
}

fn filter() -> impl Strategy<Value = Filter> {
    let code = |code: &str| Country::new(code).unwrap();
    let range = || {
        let day =
            || proptest::option::of(select(vec![20_120_101, 20_120_403, 20_121_231, 20_130_101]));
        (day(), day()).prop_map(|(first, last)| DateRange { first, last })
    };
    // every name of the archive, so that names are meant exactly; several-word look-ups have own tests
    prop_oneof![
        country().prop_map(move |country| Filter::Country(code(country))),
        country().prop_map(move |country| Filter::Mentions(code(country))),
        select(vec!["Central Asia", "Africa"]).prop_map(|name| Filter::Region(name.to_owned())),
        range().prop_map(Filter::Year),
        range().prop_map(Filter::Date),
        Just(Filter::Undated),
        name().prop_map(|name| Filter::Speaker(name.to_lowercase())),
        name().prop_map(|name| Filter::Organisation(name.to_owned())),
        name().prop_map(|name| Filter::Place(name.to_owned())),
        select(vec!["en", "fr"]).prop_map(|code| Filter::Language(Language::new(code).unwrap())),
        select(&ReleaseKind::ALL[..3]).prop_map(Filter::Kind),
    ]
}

fn filters() -> impl Strategy<Value = Filters> {
    let group = vec(filter(), 1..4).prop_map(|filters| {
        let field = filters[0].field();
        Group {
            field,
            any_of: filters.into_iter().filter(|filter| filter.field() == field).collect(),
        }
    });
    (vec(group, 0..3), vec(filter(), 0..2)).prop_map(|(groups, not)| Filters { groups, not })
}

fn node() -> impl Strategy<Value = Node> {
    let field = || {
        select(vec![
            TextField::Any,
            TextField::Any,
            TextField::Title,
            TextField::Body,
            TextField::Quote,
        ])
    };
    let word = || select(&WORDS[..]).prop_map(str::to_owned);
    let span = Span::default();
    let phrase = || vec(word(), 2..4).prop_map(|words| words.join(" "));
    let leaf = prop_oneof![
        4 => (field(), word()).prop_map(move |(field, word)| Node::Word { field, word, span }),
        2 => (field(), phrase(), select(vec![0, 0, 2, 5]))
            .prop_map(move |(field, text, slop)| Node::Phrase { field, text, slop, span }),
        1 => (field(), select(vec!["to", "tortu", "RI", "cô"]))
            .prop_map(move |(field, stem)| Node::Prefix { field, stem: stem.to_owned(), span }),
        1 => (field(), select(vec!["torture", "rihgts", "driots"]), 1..3_u8)
            .prop_map(move |(field, word, distance)| Node::Fuzzy { field, word: word.to_owned(), distance, span }),
        1 => filter().prop_map(move |filter| Node::Filter { filter, span }),
        1 => Just(Node::All),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(Node::And),
            vec(inner.clone(), 2..4).prop_map(Node::Or),
            inner.prop_map(|node| Node::Not(Box::new(node))),
        ]
    })
}

/// Does to a folder what a scenario says and gives the releases that are then in it.
fn write(
    folder: &Folder,
    mut releases: Vec<Release>,
    n_commits: usize,
    n_removed: usize,
) -> Vec<Release> {
    for (id, release) in (1..).zip(&mut releases) {
        release.id.0 = id;
    }
    let per_commit = releases.len().div_ceil(n_commits).max(1);
    for some in releases.chunks(per_commit) {
        folder.update(some.iter().map(|release| (file_name(release), release)));
    }
    let n_removed = n_removed.min(releases.len());
    let removed: Vec<String> = releases[..n_removed].iter().map(file_name).collect();
    if n_removed > 0 {
        folder.remove(&removed);
    }
    releases.split_off(n_removed)
}

/// Makes boilerplate of the countries that only standing text names: what four occasions over a season or
/// five in all repeat, where versions of a text and texts of a day are one.
fn demoted(mut releases: Vec<Release>, archive: &Archive) -> Vec<Release> {
    for (code, text) in STANDING {
        let holds = |release: &&Release| release.text.contains(text);
        let mut texts: BTreeMap<ReleaseId, Option<(u32, u32)>> = BTreeMap::new();
        for release in releases.iter().filter(holds) {
            let days = release.date.as_ref().map(|date| date.value);
            let days = days.map(|date| (date.first_day(), date.last_day()));
            let versions = archive.versions(release.id).unwrap().into_iter();
            let first = versions.map(|version| version.release.id).min();
            let first = first.map_or(release.id, |first| first.min(release.id));
            let of_text = texts.entry(first).or_default();
            *of_text = [*of_text, days].into_iter().flatten().min();
        }
        let days: BTreeSet<(u32, u32)> = texts.values().copied().flatten().collect();
        let n_occasions = days.len() + texts.values().filter(|days| days.is_none()).count();
        let months = |day: u32| day / 10_000 * 12 + day / 100 % 100;
        let first = days.iter().map(|(_, last)| months(*last)).min().unwrap_or(0);
        let last = days.iter().map(|(first, _)| months(*first)).max().unwrap_or(0);
        if n_occasions < 5 && (n_occasions < 4 || last < first + 3) {
            continue;
        }
        for release in releases.iter_mut().filter(|release| holds(&&**release)) {
            let mut named = release.countries.iter_mut();
            let hangs = named.find(|found| found.country.code() == code && !found.spans.is_empty());
            if let Some(found) = hangs {
                found.involvement = Involvement::Boilerplate;
            }
        }
    }
    releases
}

fn folded(facets: &Facets, field: Field) -> BTreeMap<String, u64> {
    let is_name = matches!(field, Field::Speaker | Field::Organisation | Field::Place);
    let values = facets.get(field).iter().map(|value| {
        let name = if is_name { gazetteer::fold(&value.value) } else { value.value.clone() };
        (name, value.count)
    });
    values.collect()
}

fn check(
    archive: &Archive,
    is_of_quotes: bool,
    subjects: &[Subject<'_>],
    request: &Request,
) -> Result<(), TestCaseError> {
    let (total, ids, facets) = if is_of_quotes {
        let answer = archive.quotes(request).unwrap();
        (answer.total, answer.hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>(), answer.facets)
    } else {
        let answer = archive.search(request).unwrap();
        (answer.total, answer.hits.into_iter().map(|hit| hit.id).collect(), answer.facets)
    };
    let hits = |without| {
        subjects.iter().copied().filter(move |subject| {
            subject.is_hit(&request.query.root, &request.filters, without, request.boilerplate)
        })
    };
    let mut expected: Vec<_> = hits(None)
        .map(|subject| {
            let release = subject.release;
            let day = release.date.as_ref().map_or(0, |date| date.value.first_day());
            let number = subject.quote.map(|quote| quote.utterance);
            let number = number.map_or_else(String::new, |number| format!("-{number}"));
            (std::cmp::Reverse(day), format!("{}{number}", release.id))
        })
        .collect();
    expected.sort();
    prop_assert_eq!(total, expected.len() as u64, "{:?} {:?}", request.query.root, request.filters);
    if request.sort == Sort::Newest {
        prop_assert_eq!(ids, expected.into_iter().map(|(_, id)| id).collect::<Vec<_>>());
    }
    for &field in &request.facets {
        let expected = counts(hits(Some(field.own())), field, request.boilerplate);
        prop_assert_eq!(folded(&facets, field), expected, "{:?}", field);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_gives_what_a_naive_scan_gives(
        releases in vec(release(), 1..24),
        n_commits in 1_usize..4,
        n_removed in 0_usize..4,
        questions in vec((node(), filters(), any::<bool>(), proptest::sample::subsequence(&FACETS[..], 0..=10)), 6),
    ) {
        let folder = Folder::empty();
        let releases = write(&folder, releases, n_commits, n_removed);
        let archive = folder.archive();
        prop_assert_eq!(archive.verify().unwrap().faults, Vec::<String>::new());
        let releases = demoted(releases, &archive);
        let of_releases: Vec<Subject<'_>> =
            releases.iter().map(|release| Subject { release, quote: None }).collect();
        let of_quotes: Vec<Subject<'_>> = releases
            .iter()
            .flat_map(|release| release.quotes.iter().map(move |quote| Subject { release, quote: Some(quote) }))
            .collect();
        for (root, filters, boilerplate, facets) in questions {
            let query = Query { root };
            let request = Request {
                query,
                filters,
                boilerplate,
                facets,
                limit: 1000,
                facet_limit: 0,
                sort: Sort::Newest,
                ..Request::default()
            };
            check(&archive, false, &of_releases, &request)?;
            check(&archive, true, &of_quotes, &request)?;
            check(&archive, false, &of_releases, &Request { sort: Sort::Relevance, ..request })?;
        }
    }

    #[test]
    fn how_releases_lie_in_segments_does_not_change_an_answer(
        releases in vec(release(), 1..14),
        questions in vec(node(), 4),
    ) {
        let (one, three) = (Folder::empty(), Folder::empty());
        write(&one, releases.clone(), 1, 0);
        write(&three, releases, 3, 0);
        let (one, three) = (one.archive(), three.archive());
        for root in questions {
            let request = Request { query: Query { root }, limit: 1000, ..Request::default() };
            let (of_one, of_three) = (one.search(&request).unwrap(), three.search(&request).unwrap());
            prop_assert_eq!(of_one.hits, of_three.hits);
            prop_assert_eq!(of_one.facets, of_three.facets);
        }
    }
}
