//! `scan`: every mention of a country in a text, longest match first, on word boundaries.

use std::sync::OnceLock;

use release::{Country, Language, Span};

use crate::{
    context,
    edge::{self, Edges},
    flat::Flat,
    languages,
    longest::Longest,
    place,
    sense::{Kind, Sense},
    surface::Gathering,
};

/// A passage that names a country or a place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The passage.
    pub span: Span,
    /// Which country.
    pub country: Country,
    /// How it is named; [`Kind::is_mention`] tells countries from places in them.
    pub kind: Kind,
    /// The name may mean another country (Congo, Korea), a state (Georgia) or a person (Jordan,
    /// Israel); the rest of the text must tell.
    pub is_ambiguous: bool,
}

/// Finds every country and place that a text names, in text order and without overlap.
///
/// Names and adjectives are those of the text's language (if it is not known, of the commonest one of
/// its script) and English names. Case counts, `turkey` is a bird, but names in capitals are found too. Passages that hold a name and mean something else (`Lake
/// Chad`, `New Mexico`, `Paris Agreement`) are passed over, and so are languages (`in French`)
/// and persons that the words beside the name give away (`Mr. Jordan`).
///
/// # Examples
///
/// ```
/// let found = gazetteer::scan("Nigeriens and Nigerians fish on Lake Chad.", None);
/// let codes: Vec<_> = found.iter().map(|mention| mention.country.to_string()).collect();
/// assert_eq!(codes, ["NER", "NGA"]);
/// ```
pub fn scan(text: &str, language: Option<Language>) -> Vec<Mention> {
    let language = languages::known(language, text);
    let scanner = Scanner::of(language);
    let flat = Flat::new(text);
    let mut mentions = Vec::new();
    let mut at = 0;
    while let Some((hit, senses)) = scanner.surfaces.next(flat.text.as_bytes(), at) {
        at = hit.end;
        let found = Candidate { text: &flat.text, start: hit.start, end: hit.end, language };
        if let Some((end, sense, country)) = scanner.judge(&found, senses) {
            // the last byte of a name is never rewritten, so one past its original is the end
            let span = Span::new(flat.original(hit.start), flat.original(end - 1) + 1);
            mentions.push(Mention {
                span,
                country,
                kind: sense.kind,
                is_ambiguous: sense.is_ambiguous || context::is_doubtful(found.surface()),
            });
        }
    }
    mentions
}

/// A passage that the automaton found.
#[derive(Clone, Copy)]
pub(crate) struct Candidate<'t> {
    pub(crate) text: &'t str,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) language: &'static str,
}

impl<'t> Candidate<'t> {
    pub(crate) fn surface(&self) -> &'t str {
        &self.text[self.start..self.end]
    }

    pub(crate) fn before(&self) -> &'t str {
        &self.text[..self.start]
    }

    pub(crate) fn after(&self) -> &'t str {
        &self.text[self.end..]
    }
}

/// What is looked for in the texts of a language.
struct Scanner {
    /// Surface forms with their senses.
    surfaces: Longest<Sense>,
}

impl Scanner {
    /// The scanner for texts of a language, built when the first such text comes.
    fn of(language: &'static str) -> &'static Self {
        static SCANNERS: [OnceLock<Scanner>; languages::COUNT] =
            [const { OnceLock::new() }; languages::COUNT];
        SCANNERS[languages::position(language)].get_or_init(|| Self::build(language))
    }

    fn build(language: &'static str) -> Self {
        let places = place::forms();
        let mut gathering = Gathering::new(language);
        gathering.names_of_countries();
        let Gathering { mut forms, ambiguous, .. } = gathering;
        for name in ambiguous {
            for &sense in places.get(name).unwrap_or_default() {
                forms.push(name, Sense { is_ambiguous: true, ..sense });
            }
        }
        let mut surfaces = Longest::over(Some(places), forms.len());
        forms.in_order(|form, mut senses| {
            let others = places.get(form).unwrap_or_default();
            for other in others {
                other.join(&mut senses);
            }
            surfaces.push(form, senses);
        });
        Self { surfaces }
    }

    /// The sense of a passage, or of the shorter name it starts with ("Guinea pigments" holds
    /// "Guinea pig" as letters but names Guinea), and where it ends.
    fn judge(&self, found: &Candidate<'_>, senses: &[Sense]) -> Option<(usize, Sense, Country)> {
        let (mut candidate, mut senses) = (*found, senses);
        loop {
            if let Some((end, sense)) = choose(&candidate, senses) {
                let country = sense.country?;
                candidate.end = end;
                let is_named = !context::means_something_else(&candidate, sense);
                return is_named.then_some((end, sense, country));
            }
            (candidate, senses) = self.shorter(candidate)?;
        }
    }

    /// The longest name that ends at a blank within the candidate.
    fn shorter<'t>(&self, mut candidate: Candidate<'t>) -> Option<(Candidate<'t>, &[Sense])> {
        loop {
            candidate.end = candidate.start + candidate.surface().rfind(' ')?;
            if let Some(senses) = self.surfaces.get(candidate.surface()) {
                return Some((candidate, senses));
            }
        }
    }
}

/// The sense that fits the letters around the passage, one of the text's own language first, and
/// where it ends with its ending.
fn choose(candidate: &Candidate<'_>, senses: &[Sense]) -> Option<(usize, Sense)> {
    let edges = Edges::of(candidate);
    let fitting = senses.iter().filter(|sense| {
        // Congo and Jordan are rivers, first names and more in other languages
        !(sense.is_foreign && sense.is_ambiguous)
    });
    fitting
        .filter_map(|&sense| edge::end(candidate, &edges, sense).map(|end| (end, sense)))
        .min_by_key(|(_, sense)| sense.is_foreign)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check_in(language: &str, text: &str, expected: &str) {
        let found: Vec<String> = scan(text, Language::new(language))
            .iter()
            .filter(|mention| mention.kind.is_mention())
            .map(|mention| format!("{} {}", mention.country, mention.span.of(text)))
            .collect();
        assert_eq!(found.join(", "), expected, "{text}");
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        check_in("en", text, expected);
    }

    #[test]
    fn names_official_names_and_demonyms_are_found() {
        check("Kazakhstan and the Kazakhstani government", "KAZ Kazakhstan, KAZ Kazakhstani");
        check("the Islamic Republic of Iran", "IRN Islamic Republic of Iran");
        check("Burma (Myanmar)", "MMR Burma (Myanmar)");
        check("the DRC, the U.S. and the UK", "COD DRC, USA U.S., GBR UK");
        check("Saudi-led, US-backed, anti-Kazakh", "SAU Saudi, USA US, KAZ Kazakh");
    }

    #[test]
    fn the_longest_name_wins() {
        check("Democratic Republic of the Congo", "COD Democratic Republic of the Congo");
        check(
            "Republic of Congo, Congo-Brazzaville",
            "COG Republic of Congo, COG Congo-Brazzaville",
        );
        check(
            "Papua New Guinea; Equatorial Guinea; Guinea-Bissau; Guinea",
            "PNG Papua New Guinea, GNQ Equatorial Guinea, GNB Guinea-Bissau, GIN Guinea",
        );
        check("Republic of Korea, North Korea", "KOR Republic of Korea, PRK North Korea");
        check("South Sudanese in Sudan", "SSD South Sudanese, SDN Sudan");
        check(
            "Niger, Nigeria, Nigeriens, Nigerian",
            "NER Niger, NGA Nigeria, NER Nigeriens, NGA Nigerian",
        );
        check("Dominica, the Dominican Republic", "DMA Dominica, DOM Dominican Republic");
        check("People's Republic of China", "CHN People's Republic of China");
    }

    #[test]
    fn a_name_inside_a_word_is_no_name() {
        check("Nigeriana Omanization Perugia IRANIAN MUSEUM", "IRN IRANIAN");
        check("Guinea pigments", "GIN Guinea");
    }

    #[test]
    fn a_wrapped_name_is_one_name() {
        check("in South\n> Sudan", "SSD South\n> Sudan");
        check("Côte d’Ivoire", "CIV Côte d’Ivoire");
        check("Australia,New Zealand", "AUS Australia, NZL New Zealand");
    }

    #[test]
    fn names_in_capitals_are_found() {
        check("KAZAKHSTAN: FREE THE NIGERIENS", "KAZ KAZAKHSTAN, NER NIGERIENS");
        check("RUSSIA/US", "RUS RUSSIA, USA US");
        check("JOIN US TODAY", "");
        check_in("fr", "COTE D'IVOIRE ET SENEGAL", "CIV COTE D'IVOIRE, SEN SENEGAL");
    }

    #[test]
    fn passages_that_mean_something_else_are_passed_over() {
        check("New Mexico, New England, British Columbia, Lake Chad, Gulf of Guinea", "");
        check("Latin American states, the West Indies, a guinea pig, turkey, china", "");
        check("the Paris Agreement, the Council of Europe, Norwegian Helsinki Committee", "");
        check("Mexico City, Benin City, Niger Delta", "");
    }

    #[test]
    fn persons_are_no_countries() {
        check("Mr. Jordan met Rep. Jordan and Judge Chad.", "");
        check("Jordan Chadwick Obeng was freed. Chad Whitfield said so.", "");
        check("said Israel\nTembo, headman, at the Georgia O'Dowd Fund", "");
        check("Barbara Jordan, Marcus B. Jordan", "");
        check("in Jordan Reem said", "JOR Jordan");
        check("Jordan, Chad and Georgia", "JOR Jordan, TCD Chad, GEO Georgia");
        check("Jordan Arrests Two Reporters Over Facebook Posts", "JOR Jordan");
    }

    #[test]
    fn languages_are_no_countries() {
        check("French version; in French. Available in English, French and Spanish.", "");
        check("speaks Russian; Russian-speaking; (German); Azeri-language stations", "");
        check("(+00 312 555, Kyrgyz, Russian) in Tonga and Nyanja", "");
        check("in Swahili and French here; published in French in the gazette", "");
        check("in French prisons and French courts", "FRA French, FRA French");
    }

    #[test]
    fn addresses_are_no_mentions() {
        check("see www.Kazakhstan.org or write to me@Uganda.org, http://x.org/Chad-2", "");
    }

    #[test]
    fn inflected_forms_are_found_in_their_language() {
        check_in(
            "ru",
            "В Казахстане и Латвии, казахстанских, Россией, с Кубой",
            "KAZ Казахстане, LVA Латвии, KAZ казахстанских, RUS Россией, CUB Кубой",
        );
        check_in("uk", "Росії та України, українських", "RUS Росії, UKR України, UKR українських");
        check_in(
            "de",
            "die georgische Hauptstadt, Kasachstans Regierung, Sudanesinnen",
            "GEO georgische, KAZ Kasachstans, SDN Sudanesinnen",
        );
        check_in(
            "fr",
            "les autorités tchadiennes et le Kazakhstan",
            "TCD tchadiennes, KAZ Kazakhstan",
        );
        check_in(
            "es",
            "las autoridades nicaragüenses y hondureñas",
            "NIC nicaragüenses, HND hondureñas",
        );
        check_in("pt", "o governo moçambicano em Moçambique", "MOZ moçambicano, MOZ Moçambique");
        check_in("pl", "w Kazachstanie i Ukrainie", "KAZ Kazachstanie, UKR Ukrainie");
    }

    #[test]
    fn arabic_names_stand_with_their_prefixes() {
        check_in(
            "ar",
            "السلطات التونسية والجزائر وبمصر للعراق",
            "TUN تونسية, DZA جزائر, EGY مصر, IRQ عراق",
        );
    }

    #[test]
    fn scripts_without_blanks_need_no_boundary() {
        check_in("zh", "我在哈萨克斯坦工作", "KAZ 哈萨克斯坦");
        check_in("ko", "카자흐스탄의 인권", "KAZ 카자흐스탄");
    }

    #[test]
    fn words_of_another_language_do_not_count() {
        check("une décision russe", "");
        check_in("fr", "Maurice et Dominique, une réunion", "");
        check_in("vi", "Nga và Đức", "RUS Nga, DEU Đức");
        check("Anh Nga", "");
    }

    proptest! {
        #[test]
        fn whatever_the_text_mentions_stand_on_boundaries_in_order(
            text in "(South|Sudan|Georgia |Guinea pig|Mr. |US|in |French|№|’|\u{a0}|\u{ad}|\u{200b}|\n|\n\n|> |Казахстан|ами|الأردن|و|中国|[ -~]|\\PC){0,60}",
            language in "(en|fr|ru|ar|tr|zh)",
        ) {
            let mentions = scan(&text, Language::new(&language));
            for mention in &mentions {
                prop_assert!(!mention.span.of(&text).is_empty(), "{:?}", mention);
            }
            prop_assert!(mentions.is_sorted_by(|a, b| a.span.end <= b.span.start));
        }
    }
}
