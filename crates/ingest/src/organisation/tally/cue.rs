//! What stands before or around the name of who issues a release, and nothing else.

use std::{cell::RefCell, sync::LazyLock};

use daachorse::DoubleArrayAhoCorasick;

use crate::{
    dateline,
    lexicon::{self, Line},
    met::Met,
    organisation::{known, run, word},
    quote::is_given_name,
};

/// What stands before the name of who issues a release.
const ISSUED_BY: &[&str] = &[
    "Source: ",
    "on behalf of the ",
    "on behalf of ",
    "Statement by the ",
    "Statement by ",
    "Oral statement by ",
    "Written statement by ",
    "Joint statement by ",
    "statement by the ",
    "Resolution of the ",
    "déclaration de l'",
    "déclaration de l’",
    "déclaration du ",
    "communiqué de la ",
    "communiqué du ",
    "comunicado de la ",
    "comunicado del ",
    "Erklärung des ",
    "Erklärung der ",
    "Pressemitteilung des ",
    "Pressemitteilung der ",
    "Pressemitteilung von ",
    "Issued by ",
    "Attributable to the ",
    "Attributable to ",
    "Distributed by ",
    "Statement from the ",
    "Statement from ",
    "Press release by the ",
    "Press release by ",
    "Press release from the ",
    "Press release from ",
    "Communiqué de la ",
    "Communiqué du ",
    "Communiqué des ",
    "Communiqué de l’",
    "Communiqué de l'",
    "Communiqué de presse de la ",
    "Communiqué de presse du ",
    "Communiqué de presse des ",
    "Communiqué de presse de l’",
    "Communiqué de presse de l'",
    "Déclaration de la ",
    "Déclaration du ",
    "Déclaration des ",
    "Déclaration de l’",
    "Déclaration de l'",
    "Comunicado de la ",
    "Comunicado del ",
    "Comunicado de prensa de la ",
    "Comunicado de prensa del ",
    "Pronunciamiento de la ",
    "Pronunciamiento del ",
    "Declaración de la ",
    "Declaración del ",
    "Comunicado da ",
    "Comunicado do ",
    "Nota da ",
    "Nota do ",
    "Nota pública da ",
    "Nota pública do ",
    "Nota de repúdio da ",
    "Nota de repúdio do ",
    "Nota de Repúdio da ",
    "Nota de Repúdio do ",
    "Comunicado de imprensa da ",
    "Comunicado de imprensa do ",
    "Presseerklärung der ",
    "Presseerklärung des ",
    "Presseinformation der ",
    "Presseinformation des ",
    "Stellungnahme der ",
    "Stellungnahme des ",
    "press statement from the ",
    "press statement from ",
    "press release from the ",
    "press release from ",
    "press release by the ",
    "press release by ",
    "statement from the ",
    "open letter organised by ",
    "letter was organised by ",
    "letter was organized by ",
    "letter was coordinated by ",
    "published today by the ",
    "published today by ",
    "integramos la ",
    "integramos el ",
    "encabezadas por ",
    "encabezados por ",
    "convocadas por ",
    "Da Página do ",
    "Da Página da ",
    "Recherche der ",
    "Recherche des ",
];
static ISSUED_BY_CUES: LazyLock<DoubleArrayAhoCorasick<usize>> = LazyLock::new(|| {
    DoubleArrayAhoCorasick::new(ISSUED_BY).expect("the cues differ and none is empty")
});

thread_local! {
    static CUES: RefCell<Met<Vec<usize>>> = RefCell::default();
}

/// `About Open Sea`; `About the Network: founded in 2004, the Open Sea Network …` names it in full behind the colon.
pub(super) fn told_about<'t>(line: &Line<'t>) -> Option<&'t str> {
    let is_about =
        |name: &str| name.strip_prefix("About the ").is_some_and(|noun| !noun.contains(' '));
    let runs = run::find(line);
    let full = runs.iter().find(|run| !is_about(run.name) && run.name.contains(' '));
    match runs.first() {
        Some(first) if is_about(first.name) => full.map(|run| run.name),
        first => first.map(|run| run.name),
    }
}

/// Whether only a bracket, a comma and `and` stand between two names.
pub(super) fn are_joined(words: &str, first: &run::Run<'_>, second: &run::Run<'_>) -> bool {
    let Some(between) = words.get(first.start + first.length..second.start) else { return false };
    let between = word::after_bracket(between.trim_start()).trim_matches([',', ' ']);
    between.len() <= 12
        && between
            .split_whitespace()
            .next()
            .is_none_or(|word| word::is_and(word) || matches!(word, "the" | "la" | "le" | "die"))
}

/// `SUVA, 4 Dec (Open Sea News) - The …`: the name in parentheses before the dash of a dateline, or its abbreviation.
pub(super) fn source_of_wire(words: &str) -> Option<&str> {
    const FARTHEST: usize = 60;
    let open = words.find('(').filter(|open| (1..=FARTHEST).contains(open))?;
    let (name, rest) = words[open + 1..].split_once(')')?;
    let is_name = ((2..=6).contains(&name.split_whitespace().count())
        || lexicon::is_acronym(name) && name.len() > 2)
        && name.starts_with(char::is_uppercase)
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | '/' | ':'))
        && !lexicon::is_place(name);
    // `(OPEN SEA NEWS).- The`
    let is_dash = rest.trim_start_matches('.').trim_start().starts_with(['-', '–', '—']);
    (is_name && is_dash && dateline::opens(words)).then_some(name)
}

/// `Ada Roe, directora, Casa de las Voces`, `Chairperson, Open Hands`: the name behind person and role, or the role alone.
pub(super) fn behind_signer(line: &str) -> Option<&str> {
    let mut pieces = line.split(',').map(str::trim).peekable();
    let person = pieces.next_if(|piece| lexicon::is_name(piece) && !lexicon::has_role(piece));
    let (role, name) = (pieces.next()?, pieces.next()?);
    let is_role = lexicon::has_role(role) && (person.is_some() || role.split(' ').count() <= 4);
    let is_name = name.starts_with(char::is_uppercase)
        && (2..=8).contains(&name.split_whitespace().count())
        && !lexicon::has_role(name)
        && gazetteer::resolve(name).is_none();
    (is_role && is_name && pieces.next().is_none()).then_some(name)
}

/// `LA COORDINADORA DEL RÍO A LA OPINIÓN PÚBLICA`: who turns to the public in a headline.
pub(super) fn to_the_public(headline: &str) -> Option<&str> {
    const TURNED_TO: [&str; 6] = [
        " a la opinión pública",
        " ante la opinión pública",
        " a la comunidad nacional",
        " al pueblo de ",
        " à opinião pública",
        " à l’opinion publique",
    ];
    const ARTICLES: [&str; 8] = ["el ", "la ", "los ", "las ", "o ", "a ", "os ", "as "];
    let lower = headline.to_lowercase();
    // lower case must not move the bytes
    if lower.len() != headline.len() {
        return None;
    }
    let end = TURNED_TO.iter().find_map(|cue| lower.find(cue))?;
    let article = ARTICLES.iter().find(|article| lower[..end].starts_with(**article));
    let name = headline.get(article.map_or(0, |article| article.len())..end)?;
    let n_words = name.split_whitespace().count();
    ((2..=9).contains(&n_words) && lexicon::is_organisation(name)).then_some(name)
}

/// `By Open Hands on 3 May 2011`, `Open Hands  2`: the name of a head line between its cue and the day, without the page.
pub(super) fn of_head_line(line: &str) -> &str {
    let name = ["By ", "by "].iter().find_map(|cue| line.strip_prefix(cue)).unwrap_or(line);
    let is_digit = |c: char| c.is_ascii_digit();
    let day = name.rsplit_once(" on ").filter(|(_, day)| day.ends_with(is_digit));
    let name = day.filter(|_| name.len() < line.len()).map_or(name, |(name, _)| name);
    let page = name.rsplit_once(' ').filter(|(before, page)| {
        page.len() <= 3
            && page.chars().all(is_digit)
            && before.trim_end().contains(' ')
            && !known::is_known(name)
    });
    page.map_or(name, |(name, _)| name.trim_end())
}

/// `Statement of “Open Hands” on ports`, `Pressemitteilung von „Offene See“`: the name in marks behind what a text is.
pub(super) fn marked_issuer(words: &str) -> Option<&str> {
    const KINDS: [&str; 13] = [
        "Statement of ",
        "Statement by ",
        "Statement from ",
        "Press release of ",
        "Press release from ",
        "Pressemitteilung von ",
        "Presseerklärung von ",
        "Erklärung von ",
        "Stellungnahme von ",
        "Communiqué de ",
        "Comunicado de ",
        "Заявление ",
        "بيان ",
    ];
    const MOST_WORDS: usize = 8;
    let is_mark = |c: char| matches!(c, '“' | '„' | '«' | '"' | '”' | '»');
    let rest = KINDS.iter().find_map(|kind| words.strip_prefix(kind))?;
    let (name, _) = rest.strip_prefix(is_mark)?.split_once(is_mark)?;
    let is_name = name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    (is_name && name.split(' ').count() <= MOST_WORDS).then_some(name)
}

/// `Distributed by Sea Wire on behalf of Open Hands.`: for whom a service passes a release on.
pub(super) fn distributed_for(words: &str) -> Option<&str> {
    const PASSED: [(&str, &str); 4] = [
        ("Distributed by ", " on behalf of "),
        ("Issued by ", " on behalf of "),
        ("Distribué par ", " pour "),
        ("Distribuído por ", " em nome de "),
    ];
    let (_, name) = PASSED.iter().find_map(|(by, on_behalf)| {
        words.strip_prefix(by).and_then(|rest| rest.split_once(on_behalf))
    })?;
    let name = name.strip_prefix("the ").unwrap_or(name).trim_end_matches(['.', ' ']);
    let is_name = name.starts_with(char::is_uppercase) && name.split(' ').count() <= 10;
    (is_name && !name.contains(". ")).then_some(name)
}

/// The first of those who sign, where a line heads their list: `Signed by:`, or `Signataires : L’Amicale, …` at once.
pub(super) fn signs_first<'t>(words: &'t str, next: Option<&'t str>) -> Option<&'t str> {
    const HEADS: [&str; 30] = [
        "signed",
        "signed by",
        "signatories",
        "signatory organisations",
        "signatory organizations",
        "the undersigned",
        "signing organisations",
        "signing organizations",
        "signataires",
        "premiers signataires",
        "organisations signataires",
        "associations signataires",
        "les signataires",
        "firman",
        "firmantes",
        "organizaciones firmantes",
        "suscriben",
        "assinam",
        "assinam esta nota",
        "assinam a nota",
        "entidades signatárias",
        "unterzeichnende",
        "unterzeichnende organisationen",
        "unterzeichner",
        "подписали",
        "подписи",
        "подписанты",
        "الموقعون",
        "المنظمات الموقعة",
        "الجمعيات الموقعة",
    ];
    const LONGEST_HEAD: usize = 60;
    let (head, rest) = words.split_once(':').unwrap_or((words, ""));
    let is_head = head.len() <= LONGEST_HEAD
        && lexicon::with_lower(head.trim(), |lower| HEADS.contains(&lower));
    let list = match rest.trim() {
        "" => next.filter(|_| is_head)?,
        rest => Some(rest).filter(|_| is_head)?,
    };
    let first = list.split([',', ';', '(', '/']).next()?.split(" - ").next()?;
    let name = first.trim_start_matches(|c: char| !c.is_alphabetic()).trim();
    let article = ["L’", "L'", "La ", "Le ", "Les ", "The ", "El ", "O ", "A "];
    let name = article.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    let is_person = lexicon::is_name(name) && name.split(' ').next().is_some_and(is_given_name);
    let is_name = name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    (is_name && !is_person && !lexicon::has_role(name)).then_some(name)
}

/// Where each cue of [`ISSUED_BY`] that a line has ends for the first time, in the order of the cues.
pub(super) fn after_issued_by(words: &str) -> Vec<usize> {
    CUES.with_borrow_mut(|cues| cues.get_or(words, || find_issued_by(words)))
}

fn find_issued_by(words: &str) -> Vec<usize> {
    let mut ends: Vec<(usize, usize)> = ISSUED_BY_CUES
        .find_overlapping_iter(words.as_bytes())
        .map(|met| (met.value(), met.end()))
        .collect();
    ends.sort_unstable();
    ends.dedup_by_key(|(cue, _)| *cue);
    ends.into_iter().map(|(_, end)| end).collect()
}

pub(super) fn after_news_from(line: &str) -> &str {
    ["NEWS FROM THE ", "NEWS FROM ", "News from the ", "News from ", "A project of "]
        .iter()
        .find_map(|head| line.strip_prefix(head))
        .unwrap_or(line)
}
