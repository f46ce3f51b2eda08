//! What holds for every release, whatever its text.
#![allow(dead_code)] // not every test asks for everything

use std::env;

use proptest::test_runner::Config;
use release::{Evidence, Quote, QuoteKind, Release, Span};

/// A few cases, or as many as `PROPTEST_CASES` says.
pub(crate) fn cases(few: u32) -> Config {
    let cases = match env::var_os("PROPTEST_CASES") {
        Some(_) => Config::default().cases,
        None => few,
    };
    Config { cases, failure_persistence: None, ..Config::default() }
}

/// All of it.
pub(crate) fn check(release: &Release) {
    check_fields(release);
    check_quotes(release);
    check_speakers(release);
    check_utterances(release);
}

/// Spans lie in the text, blocks are in order, confidences are some, values are filled.
pub(crate) fn check_fields(release: &Release) {
    let text = release.text.as_str();
    let lies_in = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    let is_sure = |evidence: &Evidence| {
        lies_in(evidence.span);
        assert!((0.0..=1.0).contains(&evidence.confidence), "{evidence:?}");
    };
    let mut end = 0;
    for block in &release.blocks {
        lies_in(block.span);
        assert!(
            end <= block.span.start && !block.span.is_empty(),
            "{:?} of {text:?}",
            release.blocks
        );
        end = block.span.end;
    }
    for found in release
        .title
        .iter()
        .chain(&release.subtitle)
        .chain(&release.organisation)
        .chain(&release.places)
    {
        is_sure(&found.evidence);
        assert!(!found.value.trim().is_empty() && !found.value.contains('\n'), "{found:?}");
    }
    release.date.iter().for_each(|date| is_sure(&date.evidence));
    release.language.iter().for_each(|language| is_sure(&language.evidence));
    is_sure(&release.kind.evidence);
    release.contacts.iter().for_each(|contact| is_sure(&contact.evidence));
    release.countries.iter().for_each(|country| is_sure(&country.evidence));
    release.speakers.iter().for_each(|speaker| is_sure(&speaker.evidence));
    release.warnings.iter().filter_map(|warning| warning.span).for_each(lies_in);
}

/// Quotes lie in the text, in order; direct ones do not overlap.
pub(crate) fn check_quotes(release: &Release) {
    let (mut start, mut end_of_direct) = (0, 0);
    for Quote { span, kind, evidence, .. } in &release.quotes {
        assert!(release.text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?}");
        assert!(start <= span.start);
        start = span.start;
        assert!((0.0..=1.0).contains(&evidence.confidence));
        if *kind == QuoteKind::Direct {
            assert!(end_of_direct <= span.start, "{:?}", release.quotes);
            end_of_direct = span.end;
        }
    }
}

/// Whoever is quoted is listed, with a count.
pub(crate) fn check_speakers(release: &Release) {
    for name in release.quotes.iter().filter_map(|quote| quote.speaker.as_ref()) {
        let speaker = release.speakers.iter().find(|speaker| speaker.name == *name);
        assert!(speaker.is_some_and(|speaker| speaker.quotes > 0), "{name}");
    }
}

/// Utterances are numbered without a gap.
pub(crate) fn check_utterances(release: &Release) {
    let mut next = 0;
    for quote in &release.quotes {
        assert!(quote.utterance == next || quote.utterance + 1 == next, "{quote:?}");
        next = quote.utterance + 1;
    }
}
