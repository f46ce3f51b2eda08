//! The record of a release, as it is stored: the whole of it in few bytes.
//!
//! Text is kept as it is, for the engine compresses it. What else there is of a release is mostly places in the
//! text, which compress badly: each is written by its distance from the one before, sureness by thousandths,
//! and a name or a rule that comes again as a number.

mod read;
mod write;

use release::{
    Block, Contact, Country, CountryMention, Evidence, Found, Involvement, Language, Part, Quote,
    QuoteKind, Release, ReleaseDate, ReleaseId, ReleaseKind, Source, Span, Speaker, Warning,
};

use self::{read::Packed, write::Packing};

/// Why bytes are no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a record that does not decode")]
pub(crate) struct NoRecord;

/// Strings that nearly every record has; their order is part of the format.
const FREQUENT: [&str; 32] = [
    "ranker",
    "speaker",
    "small-words",
    "focus-model",
    "headline",
    "default",
    "reported",
    "contact-block",
    "passage",
    "named",
    "head-date-line",
    "head-names-kind",
    "author",
    "dateline",
    "line-under-headline",
    "speakers-organisation",
    "letterhead",
    "lede-subject",
    "role-of-speaker",
    "closing-date",
    "footer",
    "standing-text",
    "lede-name",
    "lede-author",
    "contact-organisation",
    "trigrams",
    "dateline-date",
    "metadata",
    "said",
    "says",
    "txt",
    "utf-8",
];

/// Longer strings are written each time.
const MOST_BYTES: usize = 96;

/// Writes a release down.
pub(crate) fn pack(release: &Release) -> Result<Vec<u8>, postcard::Error> {
    let mut to = Packing::new(&release.text);
    let Release {
        text: _,
        id,
        source,
        blocks,
        kind,
        language,
        passages,
        title,
        subtitle,
        date,
        ..
    } = release;
    let Release { places, organisation, countries, speakers, quotes, contacts, warnings, .. } =
        release;
    id.pack(&mut to);
    source.pack(&mut to);
    blocks.pack(&mut to);
    kind.pack(&mut to);
    language.pack(&mut to);
    passages.pack(&mut to);
    title.pack(&mut to);
    subtitle.pack(&mut to);
    date.pack(&mut to);
    places.pack(&mut to);
    organisation.pack(&mut to);
    countries.pack(&mut to);
    speakers.pack(&mut to);
    quotes.pack(&mut to);
    contacts.pack(&mut to);
    warnings.pack(&mut to);
    to.finish()
}

/// Reads what [`pack`] wrote.
pub(crate) fn unpack(record: &[u8]) -> Result<Release, NoRecord> {
    let mut from = Packed::new(record)?;
    let release = Release {
        id: Pack::unpack(&mut from)?,
        source: Pack::unpack(&mut from)?,
        blocks: Pack::unpack(&mut from)?,
        kind: Pack::unpack(&mut from)?,
        language: Pack::unpack(&mut from)?,
        passages: Pack::unpack(&mut from)?,
        title: Pack::unpack(&mut from)?,
        subtitle: Pack::unpack(&mut from)?,
        date: Pack::unpack(&mut from)?,
        places: Pack::unpack(&mut from)?,
        organisation: Pack::unpack(&mut from)?,
        countries: Pack::unpack(&mut from)?,
        speakers: Pack::unpack(&mut from)?,
        quotes: Pack::unpack(&mut from)?,
        contacts: Pack::unpack(&mut from)?,
        warnings: Pack::unpack(&mut from)?,
        text: from.text().to_owned(),
    };
    from.finish()?;
    Ok(release)
}

/// What a record is made of.
trait Pack: Sized {
    fn pack<'a>(&'a self, to: &mut Packing<'a>);
    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord>;

    fn pack_some<'a>(some: Option<&'a Self>, to: &mut Packing<'a>) {
        to.number(u32::from(some.is_some()));
        if let Some(value) = some {
            value.pack(to);
        }
    }

    fn unpack_some(from: &mut Packed<'_>) -> Result<Option<Self>, NoRecord> {
        match from.number()? {
            0 => Ok(None),
            1 => Self::unpack(from).map(Some),
            _ => Err(NoRecord),
        }
    }
}

/// Types that are written field by field.
macro_rules! by_field {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl Pack for $name {
            fn pack<'a>(&'a self, to: &mut Packing<'a>) {
                let Self { $($field),* } = self;
                $($field.pack(to);)*
            }

            fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
                $(let $field = Pack::unpack(from)?;)*
                Ok(Self { $($field),* })
            }
        }
    )*};
}

/// Types without anything to save in them.
macro_rules! whole {
    ($($name:ty),*) => {$(
        impl Pack for $name {
            fn pack<'a>(&'a self, to: &mut Packing<'a>) {
                to.whole(self);
            }

            fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
                from.whole()
            }
        }
    )*};
}

by_field! {
    Block { span, part }
    CountryMention { country, involvement, mentions, score, spans, evidence }
    Speaker { name, role, organisation, quotes, evidence }
    Contact { name, role, organisation, place, phones, emails, evidence }
}

whole!(ReleaseId, Source, Part, ReleaseKind, ReleaseDate, Involvement, QuoteKind, Warning);

impl Pack for Quote {
    fn pack<'a>(&'a self, to: &mut Packing<'a>) {
        let Self { span, text, kind, utterance, paragraph, .. } = self;
        let Self { speaker, speaker_surface, role, organisation, cue, mentions, evidence, .. } =
            self;
        span.pack(to);
        to.words_in(text, *span);
        kind.pack(to);
        utterance.pack(to);
        paragraph.pack(to);
        speaker.pack(to);
        speaker_surface.pack(to);
        role.pack(to);
        organisation.pack(to);
        cue.pack(to);
        mentions.pack(to);
        evidence.pack(to);
    }

    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
        let span = Span::unpack(from)?;
        Ok(Self {
            span,
            text: from.words_in(span)?,
            kind: Pack::unpack(from)?,
            utterance: Pack::unpack(from)?,
            paragraph: Pack::unpack(from)?,
            speaker: Pack::unpack(from)?,
            speaker_surface: Pack::unpack(from)?,
            role: Pack::unpack(from)?,
            organisation: Pack::unpack(from)?,
            cue: Pack::unpack(from)?,
            mentions: Pack::unpack(from)?,
            evidence: Pack::unpack(from)?,
        })
    }
}

impl Pack for Evidence {
    fn pack<'a>(&'a self, to: &mut Packing<'a>) {
        let Self { span, rule, confidence } = self;
        span.pack(to);
        to.string(Some(rule));
        confidence.pack(to);
    }

    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
        let span = Span::unpack(from)?;
        let rule = from.string()?.ok_or(NoRecord)?.to_owned().into();
        Ok(Self { span, rule, confidence: f32::unpack(from)? })
    }
}

impl<T: Pack> Pack for Found<T> {
    fn pack<'a>(&'a self, to: &mut Packing<'a>) {
        self.value.pack(to);
        self.evidence.pack(to);
    }

    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
        Ok(Self { value: T::unpack(from)?, evidence: Evidence::unpack(from)? })
    }
}

impl Pack for Span {
    fn pack<'a>(&'a self, to: &mut Packing<'a>) {
        to.span(*self);
    }

    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
        from.span()
    }
}

impl Pack for u32 {
    fn pack<'a>(&'a self, to: &mut Packing<'a>) {
        to.number(*self);
    }

    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
        from.number()
    }
}

impl Pack for f32 {
    fn pack<'a>(&'a self, to: &mut Packing<'a>) {
        to.share(*self);
    }

    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
        from.share()
    }
}

impl Pack for Country {
    fn pack<'a>(&'a self, to: &mut Packing<'a>) {
        to.bytes(self.code().as_bytes());
    }

    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
        Self::new(from.utf8(3)?).ok_or(NoRecord)
    }
}

impl Pack for Language {
    fn pack<'a>(&'a self, to: &mut Packing<'a>) {
        to.bytes(self.code().as_bytes());
    }

    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
        Self::new(from.utf8(2)?).ok_or(NoRecord)
    }
}

impl Pack for String {
    fn pack<'a>(&'a self, to: &mut Packing<'a>) {
        to.string(Some(self));
    }

    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
        Self::unpack_some(from)?.ok_or(NoRecord)
    }

    // that there is none costs no byte of its own
    fn pack_some<'a>(some: Option<&'a Self>, to: &mut Packing<'a>) {
        to.string(some.map(String::as_str));
    }

    fn unpack_some(from: &mut Packed<'_>) -> Result<Option<Self>, NoRecord> {
        Ok(from.string()?.map(str::to_owned))
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack<'a>(&'a self, to: &mut Packing<'a>) {
        T::pack_some(self.as_ref(), to);
    }

    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
        T::unpack_some(from)
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn pack<'a>(&'a self, to: &mut Packing<'a>) {
        to.count(self.len());
        for value in self {
            value.pack(to);
        }
    }

    fn unpack(from: &mut Packed<'_>) -> Result<Self, NoRecord> {
        let n_values = from.count()?;
        (0..n_values).map(|_| T::unpack(from)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A release with everything that a record can hold.
    fn release() -> Release {
        let text =
            "HARBOUR CLOSED\n\n“The harbour is shut,” said Ana Pereira. Ana Pereira: «Open it»";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let ana = || Some("Ana Pereira".to_owned());
        let quote = |span: Span, words: &str| Quote {
            span,
            text: words.to_owned(),
            kind: QuoteKind::Direct,
            utterance: 1,
            paragraph: 2,
            speaker: ana(),
            speaker_surface: ana(),
            role: None,
            organisation: Some(String::new()),
            cue: Some("said".to_owned()),
            mentions: vec![Country::new("PRT").unwrap()],
            evidence: Evidence::new(at("said"), "ranker", 0.87654),
        };
        Release {
            id: ReleaseId(u64::MAX),
            source: Source { format: "txt".to_owned(), item: 7, ..Source::default() },
            text: text.to_owned(),
            blocks: vec![
                Block { span: at("HARBOUR CLOSED"), part: Part::Title },
                Block { span: Span { start: 90, end: 3 }, part: Part::End },
            ],
            kind: Found::new(ReleaseKind::Statement, Span::default(), "default", 0.5),
            language: Some(Found::new(Language::ENGLISH, at("harbour"), "trigrams", 1.0)),
            passages: vec![Found::new(Language::ENGLISH, at("Open"), "passage", 0.999)],
            title: Some(Found::new("x".repeat(200), at("HARBOUR"), "a rule of its own", -1.5)),
            subtitle: None,
            date: Some(Found::new("2012-04".parse().unwrap(), at("said"), "dateline", f32::MAX)),
            places: vec![Found::new("Porto".to_owned(), at("Ana"), "dateline", 0.0)],
            organisation: None,
            countries: vec![CountryMention {
                country: Country::new("PRT").unwrap(),
                involvement: Involvement::Focus,
                mentions: 3,
                score: 0.912_345,
                spans: vec![at("Ana"), Span { start: u32::MAX, end: u32::MAX }, at("it")],
                evidence: Evidence::new(at("shut"), "focus-model", 0.91),
            }],
            speakers: vec![Speaker {
                name: "Ana Pereira".to_owned(),
                role: Some("harbour master".to_owned()),
                organisation: None,
                quotes: 2,
                evidence: Evidence::new(at("Ana Pereira"), "speaker", 0.9),
            }],
            quotes: vec![
                quote(at("“The harbour is shut,”"), "The harbour is shut"),
                quote(at("«Open it»"), "Open  it"),
                quote(Span { start: 20, end: 19 }, ""),
            ],
            contacts: vec![Contact {
                name: ana(),
                role: None,
                organisation: None,
                place: None,
                phones: vec!["+351".to_owned()],
                emails: vec![],
                evidence: Evidence::new(at("Ana"), "contact-block", 0.9),
            }],
            warnings: vec![],
        }
    }

    #[test]
    fn a_record_gives_its_release_back_and_is_shorter_than_it() {
        let release = release();
        let record = pack(&release).unwrap();
        assert_eq!(unpack(&record).unwrap(), release);
        let plain = postcard::to_stdvec(&release).unwrap();
        assert!(record.len() < plain.len(), "{} {}", record.len(), plain.len());
    }

    #[test]
    fn what_is_no_record_is_refused() {
        let record = pack(&release()).unwrap();
        for end in 0..record.len() {
            assert_eq!(unpack(&record[..end]), Err(NoRecord), "{end}");
        }
        assert_eq!(unpack(&[&record[..], &[0]].concat()), Err(NoRecord));
        for at in 0..record.len() {
            for bit in 0..8 {
                let mut other = record.clone();
                other[at] ^= 1 << bit;
                let _ = unpack(&other);
            }
        }
    }
}
