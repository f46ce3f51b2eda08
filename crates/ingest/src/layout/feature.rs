//! What can be seen of a unit without understanding it: one bit each.

/// Declares the features: their bits and the names that the weights use.
macro_rules! features {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Feature { $($(#[$doc])* $name,)* }

        impl Feature {
            /// Every feature with its name in the weights.
            pub(crate) const ALL: &'static [(Feature, &'static str)] =
                &[$((Feature::$name, $text),)*];
        }
    };
}

features! {
    /// Always there.
    Bias = "bias",
    /// At most three words.
    Words3 = "words3",
    /// Four to eight words.
    Words8 = "words8",
    /// Nine to fifteen words.
    Words15 = "words15",
    /// Sixteen to twenty-five words.
    Words25 = "words25",
    /// More words.
    WordsMany = "words-many",
    /// Ends like a sentence.
    EndsStop = "ends-stop",
    /// Ends with a colon.
    EndsColon = "ends-colon",
    /// Ends with a comma.
    EndsComma = "ends-comma",
    /// Six of ten words or more are capitalised.
    TitleCase = "title-case",
    /// No lower-case letter.
    AllCaps = "all-caps",
    /// Starts with a lower-case letter.
    StartsLower = "starts-lower",
    /// A heading by markup or style.
    Heading = "heading",
    /// A heading of the first level.
    Heading1 = "heading1",
    /// Emphasised as a whole.
    Bold = "bold",
    /// Starts like a list item.
    Bullet = "bullet",
    /// Starts with a quotation mark.
    QuoteStart = "quote-start",
    /// Holds a mail address.
    Email = "email",
    /// Holds a web address.
    Url = "url",
    /// Holds a telephone number.
    Phone = "phone",
    /// A short line with a full date.
    DateLine = "date-line",
    /// Nothing but a date, a place and small words.
    DateOnly = "date-only",
    /// A release line.
    Marker = "marker",
    /// An embargo line.
    Embargo = "embargo",
    /// `PRESS RELEASE`.
    KindHead = "kind-head",
    /// `Contact:`.
    ContactHead = "contact-head",
    /// A contact phrase inside the line.
    ContactPhrase = "contact-phrase",
    /// `Background:`.
    BackgroundHead = "background-head",
    /// `About the Coalition`.
    AboutHead = "about-head",
    /// `Notes to editors`.
    NotesHead = "notes-head",
    /// An end mark.
    EndMark = "end-mark",
    /// A phrase of page furniture.
    ChromePhrase = "chrome-phrase",
    /// A rule.
    Rule = "rule",
    /// No letters.
    NoLetters = "no-letters",
    /// Starts with a dateline.
    Dateline = "dateline",
    /// Reads like running text.
    Prose = "prose",
    /// Shaped like a person's name.
    NameShaped = "name-shaped",
    /// Names a role and has no verb.
    RoleLine = "role-line",
    /// Shaped like the name of an organisation.
    OrgShaped = "org-shaped",
    /// `X is a global network of …`.
    Boiler = "boiler",
    /// `Sincerely`.
    SignOff = "sign-off",
    /// `Dear Sir`.
    Salutation = "salutation",
    /// Equals the title in the metadata.
    MetaTitle = "meta-title",
    /// The same words stand in an earlier unit.
    Repeats = "repeats",
    /// A blank line before.
    BlankBefore = "blank-before",
    /// A blank line after.
    BlankAfter = "blank-after",
    /// Two blank lines or more before.
    GapBefore = "gap-before",
    /// In the first tenth.
    Head10 = "head10",
    /// In the first quarter.
    Head25 = "head25",
    /// In the last quarter.
    Tail25 = "tail25",
    /// In the last tenth.
    Tail10 = "tail10",
    /// Before the first unit of running text.
    BeforeProse = "before-prose",
    /// A carrier line.
    Carrier = "carrier",
    /// Markup only: an image, a link.
    MarkupOnly = "markup-only",
    /// `Home | News | About`.
    Bars = "bars",
    /// `By Ada Roe`.
    Byline = "byline",
    /// In a contact block: after its head or a detail, itself a detail or with one soon to follow.
    InContact = "in-contact",
    /// A verb of headlines.
    HeadlineVerb = "headline-verb",
    /// The unit after is running text.
    BeforeNextProse = "before-next-prose",
    /// A square-bracketed remark.
    Bracketed = "bracketed",
    /// Holds a place label: `In Geneva:`.
    PlaceLabel = "place-label",
    /// A street or post office address.
    Address = "address",
    /// Nothing but persons and offices.
    OfficeLine = "office-line",
}

/// A set of features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Features(u64);

impl Features {
    pub(crate) fn has(self, feature: Feature) -> bool {
        self.0 >> feature as u8 & 1 == 1
    }

    pub(crate) fn set(&mut self, feature: Feature, holds: bool) {
        self.0 |= u64::from(holds) << feature as u8;
    }

    /// Takes a feature away.
    pub(crate) fn clear(&mut self, feature: Feature) {
        self.0 &= !(1 << feature as u8);
    }

    /// The features that hold, lowest bit first.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(bit)
        })
    }
}
