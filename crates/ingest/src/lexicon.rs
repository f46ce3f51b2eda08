//! What words look like: names, roles, organisations, small words.
//!
//! The lists stand in `data/`; shapes are told by capitals.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

static ROLES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../data/role_heads.txt")).collect());

static ORGANISATION_WORDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../data/organisation_words.txt")).collect());

static COMMON_CAPITALS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../data/common_capitals.txt")).collect());

static FUNCTION_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    lines(include_str!("../data/function_words.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(_, words)| words.split(' '))
        .collect()
});

static HEADLINE_VERBS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    lines(include_str!("../data/headline_verbs.txt")).flat_map(|line| line.split(' ')).collect()
});

/// Whether a line has a verb that headlines use, after its first word.
pub(crate) fn has_headline_verb(line: &str) -> bool {
    let mut before = "";
    line.split_whitespace().take(30).enumerate().any(|(idx, word)| {
        let word = bare(word).trim_matches('.');
        // `for the Open Sea`: what follows an article is no verb.
        let is_noun = matches!(
            before,
            "the"
                | "The"
                | "a"
                | "an"
                | "of"
                | "for"
                | "on"
                | "in"
                | "and"
                | "der"
                | "die"
                | "das"
                | "für"
                | "de"
                | "des"
                | "du"
                | "la"
                | "le"
                | "les"
                | "el"
                | "los"
                | "las"
                | "da"
                | "do"
                | "dos"
                | "das "
                | "para"
                | "pour"
                | "your"
                | "our"
                | "its"
        );
        before = word;
        idx > 0
            && !is_noun
            && word.len() <= 32
            && HEADLINE_VERBS.contains(word.to_lowercase().as_str())
    })
}

/// Whether a word carries no content in some language.
pub(crate) fn is_function_word(word: &str) -> bool {
    word.len() <= 24 && FUNCTION_WORDS.contains(word.to_lowercase().as_str())
}

/// Whether a word names a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    matches!(
        word.strip_suffix("-feira").unwrap_or(word),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "lunes"
            | "martes"
            | "miércoles"
            | "jueves"
            | "viernes"
            | "sábado"
            | "domingo"
            | "segunda"
            | "terça"
            | "quarta"
            | "quinta"
            | "sexta"
            | "montag"
            | "dienstag"
            | "mittwoch"
            | "donnerstag"
            | "freitag"
            | "samstag"
            | "sonnabend"
            | "sonntag"
            | "понедельник"
            | "вторник"
            | "среда"
            | "четверг"
            | "пятница"
            | "суббота"
            | "воскресенье"
            | "الأحد"
            | "الاثنين"
            | "الثلاثاء"
            | "الأربعاء"
            | "الخميس"
            | "الجمعة"
            | "السبت"
    )
}

/// Whether a word can be part of saying a date.
pub(crate) fn is_date_word(word: &str) -> bool {
    crate::date::is_month(word)
        || is_weekday(word)
        || matches!(word, "im" | "los" | "días" | "dias" | "mes" | "mês")
        || matches!(
            word,
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "mon"
                | "tue"
                | "tues"
                | "wed"
                | "thu"
                | "thur"
                | "thurs"
                | "fri"
                | "sat"
                | "sun"
                | "lundi"
                | "mardi"
                | "mercredi"
                | "jeudi"
                | "vendredi"
                | "samedi"
                | "dimanche"
                | "lunes"
                | "martes"
                | "miércoles"
                | "jueves"
                | "viernes"
                | "sábado"
                | "domingo"
                | "segunda"
                | "terça"
                | "quarta"
                | "quinta"
                | "sexta"
                | "feira"
                | "montag"
                | "dienstag"
                | "mittwoch"
                | "donnerstag"
                | "freitag"
                | "samstag"
                | "sonnabend"
                | "sonntag"
                | "понедельник"
                | "вторник"
                | "среда"
                | "четверг"
                | "пятница"
                | "суббота"
                | "воскресенье"
                | "date"
                | "dated"
                | "data"
                | "datum"
                | "fecha"
                | "дата"
                | "on"
                | "le"
                | "den"
                | "am"
                | "pm"
                | "el"
                | "the"
                | "of"
                | "de"
                | "del"
                | "г"
                | "года"
                | "року"
                | "posted"
                | "published"
                | "publié"
                | "publicado"
                | "veröffentlicht"
                | "updated"
                | "released"
                | "gmt"
                | "utc"
                | "est"
                | "edt"
                | "pdt"
                | "pst"
                | "bst"
                | "cet"
                | "st"
                | "nd"
                | "rd"
                | "th"
                | "er"
                | "year"
                | "um"
                | "uhr"
                | "at"
                | "à"
                | "a"
                | "التاريخ"
                | "في"
                | "الأحد"
                | "الاثنين"
                | "الثلاثاء"
                | "الأربعاء"
                | "الخميس"
                | "الجمعة"
                | "السبت"
                | "年"
                | "月"
                | "日"
        )
}

/// Whether a line is written without blanks between its words.
pub(crate) fn is_unspaced(line: &str) -> bool {
    let mut n_unspaced = 0;
    let mut n_letters = 0;
    for letter in line.chars().filter(|c| c.is_alphabetic()).take(60) {
        n_letters += 1;
        n_unspaced += usize::from(is_unspaced_letter(letter));
    }
    n_unspaced * 2 > n_letters
}

fn is_unspaced_letter(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Small words inside names of persons.
pub(crate) fn is_name_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "di"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ten"
            | "ter"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "bint"
            | "y"
            | "e"
            | "af"
            | "zu"
            | "st."
            | "al-"
            | "d'"
            | "ben"
    )
}

/// Titles before a name, in lower case without a full stop.
pub(crate) fn is_honorific(word: &str) -> bool {
    matches!(
        word,
        "mag"
            | "dipl"
            | "père"
            | "maitre"
            | "maître"
            | "pater"
            | "sister"
            | "lic"
            | "right"
            | "mr"
            | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "prof"
            | "professor"
            | "sir"
            | "dame"
            | "hon"
            | "rev"
            | "sen"
            | "rep"
            | "mme"
            | "m"
            | "mlle"
            | "sr"
            | "sra"
            | "don"
            | "doña"
            | "herr"
            | "frau"
            | "h.e"
            | "senator"
            | "ambassador"
            | "judge"
            | "justice"
            | "fr"
            | "sheikh"
            | "г-н"
            | "г-жа"
    )
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
}

/// Whether a line names a role: `Executive Director`.
pub(crate) fn has_role(line: &str) -> bool {
    line.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | '(' | ')' | ':' | ';'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-'))
        .filter(|word| !word.is_empty() && word.len() <= 48)
        .any(|word| {
            ROLES.contains(word.to_lowercase().trim_end_matches("'s").trim_end_matches("’s"))
        })
}

/// Whether a piece opens with an office: `Head of the Geneva Secretariat`.
pub(crate) fn opens_with_role(piece: &str) -> bool {
    piece.split_whitespace().take(3).any(|word| {
        let lower = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_lowercase();
        let is_adjective = matches!(
            lower.as_str(),
            "general"
                | "press"
                | "media"
                | "policy"
                | "communications"
                | "programme"
                | "program"
                | "member"
                | "executive"
                | "associate"
                | "expert"
                | "research"
        );
        !is_adjective && ROLES.contains(lower.as_str())
    })
}

/// Whether one word belongs to names of organisations.
pub(crate) fn is_organisation_word(word: &str) -> bool {
    if word.len() > 48 {
        return false;
    }
    let lower = bare(word).trim_matches('.').to_lowercase();
    ORGANISATION_WORDS.contains(lower.as_str()) || is_german_compound(word, &lower)
}

/// `Menschenrechtswerk`, `Flussbund`: the last part of a German compound is the organisation word.
fn is_german_compound(word: &str, lower: &str) -> bool {
    const LAST_PARTS: &[&str] = &[
        "werk",
        "bund",
        "netz",
        "netzwerk",
        "verein",
        "verband",
        "bündnis",
        "hilfe",
        "stiftung",
        "zentrum",
        "gesellschaft",
        "komitee",
        "partei",
        "initiative",
        "gewerkschaft",
        "organisation",
    ];
    word.starts_with(char::is_uppercase)
        && LAST_PARTS.iter().any(|end| lower.ends_with(end) && lower.len() >= end.len() + 3)
}

/// An abbreviation such as `FIDH` or `CCPR-Centre`'s first part.
pub(crate) fn is_acronym(word: &str) -> bool {
    let word = bare(word);
    let n_letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (2..=10).contains(&n_letters)
        && word.chars().any(char::is_uppercase)
        && !word.chars().any(char::is_lowercase)
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '&' | '-'))
}

/// Whether a short line is shaped like the name of an organisation: capitals, and a word that such names
/// have, or an acronym alone.
pub(crate) fn is_organisation(line: &str) -> bool {
    if has_kind_and_quoted_name(line) {
        return true;
    }
    if line.starts_with("To ")
        || line.starts_with("An ")
        || line.starts_with("À ")
        || line.contains(": ")
    {
        return false;
    }
    let mut n_words = 0;
    let mut n_capitals = 0;
    let mut has_word = false;
    for word in line.split_whitespace() {
        let bare = bare(word);
        if bare.is_empty() || word.contains('@') {
            continue;
        }
        n_words += 1;
        let is_capital = bare.chars().next().is_some_and(|c| !c.is_lowercase());
        n_capitals +=
            usize::from(is_capital || is_function_word(bare) || is_organisation_word(word));
        has_word |= is_organisation_word(word);
    }
    let is_unspaced_name = n_words == 1
        && is_unspaced(line)
        && [
            "组织",
            "組織",
            "委员会",
            "委員會",
            "协会",
            "協會",
            "联盟",
            "聯盟",
            "中心",
            "基金会",
            "基金會",
            "联合会",
        ]
        .iter()
        .any(|end| line.trim_end().ends_with(end));
    (has_word && n_words >= 2 && n_capitals == n_words && !has_headline_verb(line))
        || is_named_and_explained(line)
        || (n_words == 1 && is_acronym(line))
        || is_unspaced_name
}

/// `Экологическое общество «Степной голос»`: an organisation word and a quoted name end the line.
fn has_kind_and_quoted_name(line: &str) -> bool {
    let Some((kind, name)) = line.split_once(['«', '“', '„']) else { return false };
    let name = name.trim_end_matches(['»', '”', '“', '.', ',', ' ']);
    kind.split_whitespace().next_back().is_some_and(is_organisation_word)
        && kind.split_whitespace().count() <= 5
        && (1..=6).contains(&name.split_whitespace().count())
        && name.starts_with(char::is_uppercase)
        && !name.contains(['«', '»', '“', '”'])
}

/// `Open Sea Network for the rights of fishers`: a name of two capitalised words or more, and what it is for.
fn is_named_and_explained(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let mut n_capitals = 0;
    let mut has_word = false;
    for word in words.by_ref() {
        if word.starts_with(char::is_uppercase) {
            n_capitals += 1;
            has_word |= is_organisation_word(word);
            continue;
        }
        let explains =
            matches!(word, "for" | "of" | "pour" | "para" | "für" | "per" | "des" | "de" | "по");
        return explains
            && has_word
            && n_capitals >= 2
            && words.clone().count() <= 10
            && !has_headline_verb(line)
            && !ends_like_a_sentence(line);
    }
    false
}

/// Whether a passage is shaped like a person's name: two to five capitalised words, no role, no office.
pub(crate) fn is_name(passage: &str) -> bool {
    let mut n_full = 0;
    let mut n_words = 0;
    for word in passage.split_whitespace() {
        n_words += 1;
        let bare =
            word.trim_matches(|c: char| matches!(c, ',' | '.' | '*' | '"' | '“' | '”' | '(' | ')'));
        let lower = bare.to_lowercase();
        if bare.is_empty()
            || has_inner_stop(bare)
            || bare
                .chars()
                .any(|c| c.is_numeric() || matches!(c, '@' | '/' | ':' | '_' | '|' | '&' | '+'))
        {
            return false;
        }
        if is_honorific(&lower)
            || is_name_particle(bare)
            || (n_words > 1 && is_name_particle(&lower))
        {
            continue;
        }
        let is_initial = bare.chars().filter(|c| c.is_alphabetic()).count() == 1;
        let is_capital = bare.chars().next().is_some_and(|c| c.is_uppercase() || is_caseless(c));
        if !is_capital || is_organisation_word(bare) || ROLES.contains(lower.as_str()) {
            return false;
        }
        if !is_initial {
            if is_common_capital(&lower) {
                return false;
            }
            n_full += 1;
        }
    }
    (2..=6).contains(&n_words)
        && (1..=4).contains(&n_full)
        && !ends_like_a_sentence(passage)
        && !is_unspaced(passage)
}

/// `Казахстан.Тел`: a full stop inside a word that is no row of initials.
fn has_inner_stop(word: &str) -> bool {
    word.split('.').filter(|part| part.chars().count() > 2).count() > 1
}

fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

fn ends_like_a_sentence(passage: &str) -> bool {
    let last = passage.split_whitespace().next_back().unwrap_or_default();
    passage.ends_with(['?', '!', ':']) || (passage.ends_with('.') && last.chars().count() > 4)
}

/// Words with a capital in contact blocks that are no names.
fn is_common_capital(lower: &str) -> bool {
    let is_small = is_function_word(lower)
        && lower.len() <= 4
        && !matches!(lower, "an" | "don" | "per" | "van" | "een");
    let is_also_a_name =
        matches!(lower, "may" | "april" | "june" | "august" | "jan" | "mai" | "mars");
    let is_month = crate::date::is_month(lower) && !is_also_a_name;
    is_small || is_month || COMMON_CAPITALS.contains(lower)
}

/// The place of a label such as `In Geneva:`; the rest of the line may follow.
pub(crate) fn place_label(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.split_once(':')?;
    let label = label.trim().trim_matches('*');
    let place = PLACE_PREPOSITIONS.iter().find_map(|preposition| {
        let head = label.get(..preposition.len())?;
        head.eq_ignore_ascii_case(preposition).then(|| label[preposition.len()..].trim())
    });
    let place = place.or_else(|| {
        let lower = label.to_lowercase();
        ["в ", "во ", "у ", "в", "à ", "في "].iter().find_map(|preposition| {
            let is_word = preposition.ends_with(' ') && lower.starts_with(preposition);
            is_word.then(|| label[label.find(' ')?..].trim().into()).flatten()
        })
    })?;
    let is_place = !place.is_empty()
        && place.len() <= 40
        && place.split_whitespace().count() <= 4
        && place.chars().next().is_some_and(|c| c.is_uppercase() || is_caseless(c))
        && !place.contains(['@', '.'])
        && !place.chars().any(char::is_numeric);
    is_place.then(|| (place, rest.trim().trim_matches('*').trim()))
}

const PLACE_PREPOSITIONS: &[&str] = &["in ", "en ", "em ", "im ", "a "];

/// Whether a paragraph tells what an organisation is: `The Network is a global alliance of …`.
pub(crate) fn is_self_description(paragraph: &str) -> bool {
    let head_end = paragraph.char_indices().nth(260).map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..head_end];
    let words: Vec<&str> = head.split_whitespace().take(40).collect();
    let Some(verb) = words.iter().position(|word| {
        matches!(
            *word,
            "is" | "are"
                | "est"
                | "es"
                | "é"
                | "ist"
                | "works"
                | "brings"
                | "represents"
                | "promotes"
                | "campaigns"
                | "has"
                | "was"
                | "—"
                | "это"
                | "является"
                | "fights"
                | "defends"
        )
    }) else {
        return false;
    };
    let subject = &words[..verb];
    let is_subject = (1..=14).contains(&verb)
        && subject.iter().any(|word| is_organisation_word(word) || is_acronym(word))
        && subject.iter().all(|word| {
            let bare = bare(word);
            bare.is_empty()
                || bare.chars().next().is_some_and(|c| !c.is_lowercase())
                || is_function_word(bare)
        });
    let predicate = &words[verb + 1..];
    let describes = predicate.iter().take(12).any(|word| {
        let lower = bare(word).trim_matches('.').to_lowercase();
        is_organisation_word(&lower)
            || matches!(
                lower.as_str(),
                "worldwide" | "network" | "ngo" | "charity" | "nonprofit" | "non-profit"
            )
    });
    let first = predicate.first().copied().unwrap_or_default();
    let is_article = matches!(
        first,
        "a" | "an"
            | "the"
            | "une"
            | "un"
            | "una"
            | "uma"
            | "um"
            | "eine"
            | "ein"
            | "one"
            | "dedicated"
            | "based"
            | "founded"
            | "committed"
            | "composed"
            | "made"
            | "America's"
    );
    let is_telling = matches!(
        words[verb],
        "works"
            | "brings"
            | "represents"
            | "promotes"
            | "campaigns"
            | "fights"
            | "defends"
            | "—"
            | "является"
            | "это"
    );
    let has_worked = words[verb] == "has" && matches!(first, "worked" | "been" | "campaigned");
    let was_founded =
        words[verb] == "was" && matches!(first, "founded" | "established" | "created");
    is_subject && ((is_article && describes) || is_telling || has_worked || was_founded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_offices_in_them() {
        for name in
            ["Ada Roe", "Ilse Marwitz-Okonjo", "José da Silva", "Dr. A. N. Other", "Матильда Рё"]
        {
            assert!(is_name(name), "{name}");
        }
        for other in
            ["Executive Director", "Geneva Office", "Tel Aviv 12", "ada roe", "Help End Torture?"]
        {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn an_organisation_has_capitals_and_its_word() {
        assert!(is_organisation("Coalition for the Open Sea"));
        assert!(is_organisation("FIDH"));
        assert!(!is_organisation("a coalition for the open sea"));
    }

    #[test]
    fn a_place_label_gives_its_place_and_the_rest() {
        assert_eq!(place_label("In Brussels: Ada Roe"), Some(("Brussels", "Ada Roe")));
        assert_eq!(place_label("**In The Hague:**"), Some(("The Hague", "")));
        assert_eq!(place_label("В Ташкенте: Ада"), Some(("Ташкенте", "Ада")));
        assert_eq!(place_label("Tel: 12"), None);
    }

    #[test]
    fn standing_text_says_what_an_organisation_is() {
        assert!(is_self_description("The Open Sea Network is a global alliance of fishers."));
        assert!(!is_self_description("The court is expected to rule today."));
    }
}
