//! A small release with everything that is hard to write: braces, signs, a date without a day.

use release::{
    Block, Country, CountryMention, Evidence, Found, Involvement, Language, Part, Quote, QuoteKind,
    Release, ReleaseId, ReleaseKind, Source, Span,
};

fn found<T>(value: T) -> Found<T> {
    Found::new(value, Span::new(0, 1), "test", 1.0)
}

pub(crate) fn release() -> Release {
    let blocks = [Part::Title, Part::Lede, Part::Body];
    let evidence = Evidence { span: Span::new(0, 1), rule: "test".into(), confidence: 1.0 };
    let quote = Quote {
        span: Span::new(40, 80),
        text: "A bridge is 100 % trust & steel_work".to_owned(),
        kind: QuoteKind::Direct,
        utterance: 0,
        paragraph: 2,
        speaker: Some("Ada Roe".to_owned()),
        speaker_surface: Some("Roe".to_owned()),
        role: Some("engineer".to_owned()),
        organisation: Some("Bridge Board".to_owned()),
        cue: None,
        mentions: Vec::new(),
        evidence: evidence.clone(),
    };
    let reported = Quote {
        span: Span::new(90, 110),
        text: "the bridge would fall".to_owned(),
        kind: QuoteKind::Indirect,
        utterance: 1,
        speaker: None,
        speaker_surface: Some("the Board".to_owned()),
        role: None,
        organisation: None,
        ..quote.clone()
    };
    Release {
        id: ReleaseId(0xbb),
        source: Source::default(),
        text: "Malta: Mend the {Old} Bridge".to_owned(),
        blocks: blocks.map(|part| Block { span: Span::new(0, 1), part }).to_vec(),
        kind: found(ReleaseKind::Statement),
        language: Language::new("en").map(found),
        title: Some(found("Malta: Mend the {Old} Bridge".to_owned())),
        subtitle: None,
        date: "2012-04".parse().ok().map(found),
        places: vec![found("VALLETTA".to_owned())],
        organisation: Some(found("Bridge Board".to_owned())),
        countries: vec![CountryMention {
            country: Country::new("MLT").expect("a code"),
            involvement: Involvement::Focus,
            mentions: 2,
            score: 1.0,
            spans: Vec::new(),
            evidence,
        }],
        passages: Vec::new(),
        speakers: Vec::new(),
        quotes: vec![quote, reported],
        contacts: Vec::new(),
        warnings: Vec::new(),
    }
}
