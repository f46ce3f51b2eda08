//! How far the headline goes, and which line under it says more.

use crate::{
    layout::{
        feature::{Feature, Features},
        furniture::is_form_field,
        label::{Label, Zone},
        observe::fold_title,
        settle::opens_quote,
        title::said::n_long_words,
        unit::{Link, Unit, ends_open},
    },
    lexicon::{self, Blanks as _},
    quote::is_given_name,
};

/// A sentence of so many words or more, with no running text below it, is the text.
const FEWEST_OF_TEXT: usize = 12;
/// And if it is a quote.
const FEWEST_SAID: usize = 6;

/// The last unit of a headline that runs over several lines without a blank one.
pub(super) fn last_line(units: &[Unit], features: &[Features], first: usize) -> usize {
    let mut last = first;
    while last + 1 < units.len() && last < first + 3 {
        let next = last + 1;
        let (line, below) = (&units[last].words, &features[next]);
        if units[next].link == Link::Headline {
            last = next;
            continue;
        }
        let is_open = !ends_headline(line);
        let is_alike = below.has(Feature::AllCaps) == features[first].has(Feature::AllCaps)
            || n_long_words(&units[next].words) == 0;
        let is_plain = [
            Feature::DateLine,
            Feature::Marker,
            Feature::ContactHead,
            Feature::Email,
            Feature::Phone,
            Feature::Rule,
            Feature::NoLetters,
            Feature::KindHead,
            Feature::Dateline,
            Feature::ChromePhrase,
            Feature::Bullet,
            Feature::Byline,
            Feature::EndsStop,
            Feature::OfficeLine,
            Feature::MarkupOnly,
            Feature::Prose,
        ]
        .iter()
        .all(|feature| !below.has(*feature));
        let is_short_line = units[last].words.chars().count() < 80;
        let is_whole = features[first].has(Feature::MetaTitle)
            && (!below.has(Feature::MetaTitle) || units[last].link == Link::Headline);
        if units[next].n_blank_before > 1
            || (units[next].n_blank_before == 1
                && !goes_on_below(line, &units[next].words)
                && !is_close(units, features, last, next))
            || !is_open
            || !is_alike
            || !is_plain
            || is_caption(&units[next].words)
            || is_signed(units, features, last, next)
            || !is_short_line
            || is_whole
            || features[last].has(Feature::Heading1)
            || is_second_headline(units, features, last, next)
        {
            break;
        }
        last = next;
    }
    last
}

/// `Foto: archivo`, `Photo: Ada Roe`.
fn is_caption(words: &str) -> bool {
    const LABELS: [&str; 8] =
        ["foto", "fotos", "photo", "photos", "crédit", "crédito", "imagen", "фото"];
    words.split_once(':').is_some_and(|(label, _)| {
        lexicon::with_lower(label.trim(), |label| LABELS.contains(&label))
    })
}

/// `The port is closed`, and below it `Ada Roe`: who wrote, under a line that waits for nothing.
fn is_signed(units: &[Unit], features: &[Features], last: usize, next: usize) -> bool {
    const FEWEST: usize = 4;
    const MOST_NAMES: usize = 5;
    let first = units[next].words.by_blanks().next().unwrap_or_default();
    let waits = ends_open(&units[last].words)
        || units[last].words.ends_with([',', ':', '-', '–', '—', '&']);
    // `The port must open again`, `Open Sea Group`, the day
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    let n_small = units[last].words.by_blanks().filter(is_small).count();
    let is_dated = features.get(next + 1).is_some_and(|below| below.has(Feature::DateOnly));
    let names = units[next].words.as_str();
    if is_dated
        && !waits
        && n_small >= FEWEST - 1
        && !features[next].has(Feature::AllCaps)
        && (2..=MOST_NAMES).contains(&names.by_blanks().count())
        && names.by_blanks().all(|word| word.starts_with(char::is_uppercase))
    {
        return true;
    }
    // `Ada Roe` twice, the second beside the picture
    let is_twice = || units.get(next + 1).is_some_and(|more| more.words == units[next].words);
    features[next].has(Feature::NameShaped)
        && !features[next].has(Feature::AllCaps)
        && units[next].words.by_blanks().count() <= 3
        && units[last].words.by_blanks().nth(FEWEST - 1).is_some()
        && !waits
        && (is_given_name(first) || is_twice())
}

/// Whether blank lines part the lines of a scanned headline as they part all lines, and more of them stand
/// above and below it.
fn is_close(units: &[Unit], features: &[Features], last: usize, next: usize) -> bool {
    features[last].has(Feature::AllCaps)
        && features[next].has(Feature::AllCaps)
        && units[last].n_blank_before > 1
        && units.get(next + 1).is_some_and(|below| below.n_blank_before > 1)
}

/// Whether a line past a blank one still belongs to the headline: it begins small, or what stands above
/// waits for it.
fn goes_on_below(line: &str, below: &str) -> bool {
    let first = below.by_blanks().next().unwrap_or_default();
    let begins_small = first.starts_with(char::is_lowercase)
        || lexicon::is_function_word(first) && first.len() > 1 && !first.starts_with("The");
    let n_words = below.by_blanks().count();
    (begins_small && n_words <= 8 && !names_tongues(below)) || ends_open(&line.to_lowercase())
}

/// `en fr`: the tongues in which a page can be read.
fn names_tongues(line: &str) -> bool {
    const CODES: [&str; 10] = ["ar", "de", "en", "es", "fr", "it", "pt", "ru", "uk", "zh"];
    line.by_blanks().nth(1).is_some() && line.by_blanks().all(|word| CODES.contains(&word))
}

/// `After the flood:` over `Village asks for boats and for a doctor, and the minister sends a letter`: a line that waits
/// for the headline, which is as long as a sentence.
pub(super) fn waits_for_headline(units: &[Unit], features: &[Features], idx: usize) -> bool {
    const MOST_WORDS: usize = 30;
    let next = idx + 1;
    let Some(below) = features.get(next) else { return false };
    units[idx].words.ends_with(':')
        && units[idx].words.by_blanks().nth(2).is_some()
        && units[next].n_blank_before == 1
        && units[next].seen.len() > MOST_WORDS / 5
        && units[next].seen.len() <= MOST_WORDS
        && below.has(Feature::BlankAfter)
        && !below.has(Feature::EndsStop)
        && !below.has(Feature::EndsColon)
        && !below.has(Feature::QuoteStart)
}

/// Whether a line of a headline ends it; a colon opens the rest.
fn ends_headline(line: &str) -> bool {
    line.ends_with(['.', '?', '!', ';'])
}

/// A line broken on purpose whose next line could stand alone: a headline and its subhead.
fn is_second_headline(units: &[Unit], features: &[Features], last: usize, next: usize) -> bool {
    let (line, below) = (&units[last].words, &units[next].words);
    let last_word = line.split_whitespace().next_back().unwrap_or_default();
    let first_word = below.by_blanks().next().unwrap_or_default();
    let ends_open = ends_open(line)
        || line.ends_with([',', '-', '–', '—', '&', ':'])
        || lexicon::is_headline_verb(last_word);
    let opens_small = lexicon::is_function_word(first_word)
        || first_word.starts_with(|c: char| c.is_lowercase())
        || matches!(
            first_word,
            "Over" | "After" | "Against" | "Amid" | "As" | "Before" | "Through" | "Without"
        );
    let opens_with_verb = lexicon::is_headline_verb(first_word);
    let is_enough = line.by_blanks().count() >= 4
        && below.by_blanks().count() >= 4
        && !features[next].has(Feature::StartsLower);
    is_enough && units[next].is_broken_by_hand && !ends_open && !opens_small && !opens_with_verb
}

/// The line under the headline: several words, no detail, no date, before the running text.
pub(super) fn subtitle(units: &[Unit], features: &[Features], labels: &mut [Label], title: usize) {
    let folded_title = fold_title(&units[title].words);
    for idx in title + 1..labels.len().min(title + 4) {
        if labels[idx].zone() != Zone::Head && !is_standfirst(units, features, labels, idx) {
            return;
        }
        let unit = features[idx];
        if unit.has(Feature::Rule) || unit.has(Feature::DateOnly) {
            continue;
        }
        let is_plain = [
            Feature::Email,
            Feature::Phone,
            Feature::Url,
            Feature::Marker,
            Feature::KindHead,
            Feature::ContactHead,
            Feature::ChromePhrase,
            Feature::Bars,
            Feature::NoLetters,
            Feature::MarkupOnly,
            Feature::DateLine,
            Feature::Byline,
            Feature::PlaceLabel,
            Feature::InContact,
            Feature::Salutation,
            Feature::Dateline,
            Feature::Embargo,
            Feature::Carrier,
            Feature::NameShaped,
            Feature::OrgShaped,
            Feature::Address,
            Feature::Bracketed,
        ]
        .iter()
        .all(|feature| !unit.has(*feature));
        let n_words = units[idx].seen.len();
        let is_dup = fold_title(&units[idx].words) == folded_title;
        // a paragraph of running text right below the headline is the first, not a line under it
        let is_lede =
            unit.has(Feature::Prose) && unit.has(Feature::WordsMany) && unit.has(Feature::EndsStop);
        let is_text = |label: &Label| label.zone() == Zone::Body;
        // `„Das Urteil ist ein Meilenstein“, sagte Ada Roe.`
        let is_said = unit.has(Feature::QuoteStart) || opens_quote(&units[idx].words);
        let fewest = if is_said { FEWEST_SAID } else { FEWEST_OF_TEXT };
        let is_only = unit.has(Feature::EndsStop)
            && units[idx].seen.len() >= fewest
            && !labels[idx + 1..].iter().any(is_text);
        if is_only || is_lede && !labels[idx + 1..].contains(&Label::Lede) {
            labels[idx] = Label::Lede;
            return;
        }
        if !is_plain
            || is_dup
            || names_who_speaks(&units[idx].words)
            || !(3..=45).contains(&n_words)
            || units[idx].words.ends_with(':')
        {
            return;
        }
        labels[idx] = Label::Subtitle;
        // Its further lines.
        for next in idx + 1..labels.len().min(idx + 3) {
            let is_more = units[next].n_blank_before == 0
                && labels[next].zone() == Zone::Head
                && !ends_headline(&units[next - 1].words)
                && !features[next].has(Feature::DateLine)
                && !features[next].has(Feature::Rule)
                && !features[next].has(Feature::Byline)
                && !features[next].has(Feature::ChromePhrase)
                && !is_form_field(&units[next].words)
                && features[next].has(Feature::AllCaps) == unit.has(Feature::AllCaps);
            if !is_more {
                break;
            }
            labels[next] = Label::Subtitle;
        }
        return;
    }
}

/// `Spokesperson for the Open Sea Mission: Ada Roe`.
fn names_who_speaks(words: &str) -> bool {
    words
        .split_once(':')
        .is_some_and(|(office, name)| lexicon::is_name(name.trim()) && lexicon::has_role(office))
}

/// A line of running text without a full stop before the real lede.
fn is_standfirst(units: &[Unit], features: &[Features], labels: &[Label], idx: usize) -> bool {
    let next_is_dateline = features.get(idx + 1).is_some_and(|next| next.has(Feature::Dateline));
    labels[idx].zone() == Zone::Body
        && next_is_dateline
        && !features[idx].has(Feature::QuoteStart)
        && units[idx].seen.len() <= 40
}
