//! Lines of a head that no headline is like: fields of a form, stamps, names of sites, occasions.

use crate::lexicon::Blanks as _;
use std::sync::LazyLock;

use daachorse::DoubleArrayAhoCorasick;

use crate::{
    layout::phrase,
    lexicon::{self, Line, Seen, traits},
};

/// `Utl.: …` is what Austrian wires write before the line under the headline.
pub(super) fn is_marked_subtitle(words: &str) -> bool {
    without_subtitle_mark(words).is_some()
}

/// `Subtitle: Fishers may go home` without what it is called.
pub(crate) fn without_subtitle_mark(words: &str) -> Option<&str> {
    const MARKS: [&str; 12] = [
        "Utl.:",
        "Utl.",
        "Subtitle:",
        "Sub-title:",
        "Sub-headline:",
        "Subheadline:",
        "Subheading:",
        "Subhead:",
        "Untertitel:",
        "Sous-titre :",
        "Sous-titre:",
        "Bajada:",
    ];
    MARKS.iter().find_map(|mark| words.strip_prefix(mark)).map(str::trim_start)
}

/// `Portfolio: Rivers & Lakes`, `ATTENTION: Reporters`.
pub(crate) fn is_form_field(words: &str) -> bool {
    let first = words.by_blanks().next().unwrap_or_default();
    first.strip_suffix(':').is_some_and(|field| {
        matches!(
            field.to_lowercase().as_str(),
            "portfolio"
                | "attention"
                | "attn"
                | "subject"
                | "subjects"
                | "topic"
                | "topics"
                | "dated"
                | "related"
                | "category"
                | "tags"
                | "speaker"
                | "venue"
                | "location"
                | "source"
                | "format"
                | "posted"
                | "origin"
                | "language"
                | "theme"
                | "themes"
                | "who"
                | "what"
                | "when"
                | "where"
                | "photo"
                | "foto"
                | "fotos"
                | "imagen"
                | "imagem"
                | "bild"
                | "фото"
                | "صورة"
        )
    })
}

/// `A mother and her daughter in a camp in Gedo (Red Sail/Ada Roe)`: what a picture shows, and who took it.
pub(super) fn is_credited(words: &str) -> bool {
    const LONGEST_CREDIT: usize = 60;
    const FEWEST_WORDS: usize = 6;
    let Some((shown, credit)) = words.strip_suffix(')').and_then(|words| words.rsplit_once('('))
    else {
        return false;
    };
    // `(Recife/PE)`
    let is_code = |part: &str| part.len() <= 2 && part.is_ascii();
    let is_credit = || {
        credit.split_once('/').is_some_and(|(agency, name)| {
            let begins = |part: &str| {
                part.trim_start().starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            };
            begins(agency) && begins(name) && !is_code(agency) && !is_code(name)
        })
    };
    credit.len() <= LONGEST_CREDIT && is_credit() && shown.by_blanks().nth(FEWEST_WORDS).is_some()
}

/// `ANNEX B`, `Anlage 2`: what a file is to another, not what it is about.
pub(super) fn is_annex_label(words: &str) -> bool {
    let mut parts = words.trim_end_matches([':', '.']).split_whitespace();
    let (name, number) = (parts.next().unwrap_or_default(), parts.next());
    if parts.next().is_some() {
        return false;
    }
    let is_number = |number: &str| {
        let is_roman = |letter: char| matches!(letter, 'I' | 'V' | 'X');
        number.chars().nth(1).is_none()
            || number.chars().all(|c| c.is_ascii_digit())
            || number.chars().all(is_roman)
    };
    let is_annex = matches!(
        name.to_lowercase().as_str(),
        "annex"
            | "annexe"
            | "appendix"
            | "attachment"
            | "enclosure"
            | "anexo"
            | "anhang"
            | "anlage"
            | "allegato"
            | "bijlage"
            | "приложение"
            | "додаток"
            | "ملحق"
            | "مرفق"
    );
    is_annex && number.is_none_or(is_number)
}

/// `Doorstop Interview, Westwater`, `TRANSCRIPT OF PRESS CONFERENCE`: where words were said, not what about.
pub(super) fn is_occasion(words: &str) -> bool {
    // the first letters of all
    let first = words.trim_start_matches(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    if first.starts_with(|c: char| c.is_ascii() && !"AaDdTtPpJjIi".contains(c)) {
        return false;
    }
    let folded = phrase::fold(words, 4);
    [
        "doorstop",
        "transcript of",
        "press conference",
        "joint press conference",
        "interview with",
        // `A Statement from the Lake Union forwarded by …`
        "a statement from",
        "a joint statement",
        "a press release",
        "an article by",
        "an article from",
    ]
    .iter()
    .any(|occasion| folded.starts_with(occasion))
}

/// `9 Mill Lane, Westwater WW1 2AB`: a number, a few names, a comma.
pub(super) fn is_street_line(words: &str) -> bool {
    if !words.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let Some((street, town)) = words.split_once(", ") else { return false };
    let mut street = street.split(' ');
    let is_number = street.next().is_some_and(|number| {
        (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    });
    let n_names = street.clone().count();
    is_number
        && (1..=3).contains(&n_names)
        && street.all(|word| word.starts_with(char::is_uppercase))
        && town.starts_with(char::is_uppercase)
        && town.split(' ').count() <= 6
        && !lexicon::has_headline_verb(words)
}

/// `M1 57 2 7 O c t o b e r`: most of it is no word.
pub(super) fn is_scanned_stamp(line: &Line<'_>) -> bool {
    let n_tokens = line.words.len();
    if n_tokens < 5 {
        return false;
    }
    let is_word = |seen: &&Seen| {
        let bare = line.bare(seen);
        // `no`, `de`, `la` are words, though a scanner has such scraps
        if seen.is(traits::FUNCTION) && seen.is(traits::SMALL) && bare.len() > 1 {
            true
        } else if seen.is(traits::ASCII) {
            bare.len() > 2
        } else {
            bare.chars().filter(|c| c.is_alphanumeric()).count() > 2
        }
    };
    let n_words = line.words.iter().filter(is_word).count();
    n_words * 2 < n_tokens && !lexicon::is_unspaced(line.text)
}

/// `Open Sea Network - latest news`.
pub(super) fn is_site_name(words: &str) -> bool {
    static NAMES: LazyLock<DoubleArrayAhoCorasick<u32>> = LazyLock::new(|| {
        DoubleArrayAhoCorasick::new([
            "latest news",
            "homepage",
            "home page",
            "newsroom",
            "press room",
            "news & events",
            "official site",
        ])
        .expect("the names differ and none is empty")
    });
    // each has one of these; hardly any line has
    let parts = [*b"news", *b"page", *b"room", *b"site"].map(u32::from_le_bytes);
    let is_part = |window: [u8; 4]| parts.contains(&(u32::from_le_bytes(window) | 0x2020_2020));
    let mut windows = words.as_bytes().windows(4).filter_map(|window| window.first_chunk());
    if words.is_ascii() && !windows.any(|window| is_part(*window)) {
        return false;
    }
    NAMES.find_iter(words.to_lowercase()).next().is_some()
}

/// The name of a site and a section are no longer, in bytes.
const LONGEST_SITE: usize = 64;
/// A line that says when a page was published is no longer, in bytes.
pub(super) const LONGEST_STAMP: usize = 160;

/// `Open Sea - News`, `Open Sea | Home`: a site and one of its sections.
pub(super) fn is_site_and_section(words: &str) -> bool {
    const SECTIONS: [&str; 22] = [
        "news",
        "home",
        "press",
        "press releases",
        "press release",
        "media",
        "newsroom",
        "media releases",
        "startseite",
        "aktuelles",
        "presse",
        "accueil",
        "actualités",
        "communiqués",
        "inicio",
        "noticias",
        "prensa",
        "notícias",
        "imprensa",
        "новости",
        "главная",
        "пресс-релизы",
    ];
    if words.len() > LONGEST_SITE {
        return false;
    }
    // the last sign between blanks
    let is_sign = |c: char| matches!(c, '-' | '|' | ':' | '–' | '—');
    let parted = words.rfind(is_sign).and_then(|at| {
        let behind = words[at..].trim_start_matches(is_sign);
        Some((words[..at].strip_suffix(' ')?, behind.strip_prefix(' ')?))
    });
    parted.is_some_and(|(site, section)| {
        site.split_whitespace().count() <= 5
            && SECTIONS.contains(&section.trim().to_lowercase().as_str())
    })
}

/// `Published on 3 May 2011`, `Publicado em 03/05/2011 às 9h`, `By the press team on May 3, 2011`.
pub(crate) fn is_stamp(words: &str) -> bool {
    const OPENERS: [&str; 17] = [
        "published",
        "posted",
        "publié",
        "publiée",
        "publicado",
        "publicada",
        "veröffentlicht",
        "опубликовано",
        "опубликован",
        "نُشر",
        "نشر",
        "发布于",
        "发布时间",
        "last updated",
        "updated",
        "mis en ligne",
        "pubblicato",
    ];
    // without branches, so that many bytes are looked at together
    let has_digit = words.bytes().fold(false, |has, byte| has | byte.is_ascii_digit());
    let has_digit = has_digit || !words.is_ascii() && words.contains(char::is_numeric);
    let may_open = words.starts_with(|c: char| "PpVvОоUuLlMmBbن发".contains(c));
    if words.len() > LONGEST_STAMP || !has_digit || !may_open {
        return false;
    }
    let lower = words.to_lowercase();
    let opens = OPENERS.iter().any(|opener| {
        lower.strip_prefix(opener).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    });
    opens || lower.starts_with("by ") && lower.contains(" on ")
}

/// `Re: The port of Suva`, `Objet : le port`, `Betreff: …`.
pub(crate) fn is_subject_line(words: &str) -> bool {
    const HEADS: [&str; 20] = [
        "Headline",
        "HEADLINE",
        "Title",
        "TITLE",
        "Titre",
        "Título",
        "Titel",
        "Заголовок",
        "Re",
        "RE",
        "Subject",
        "SUBJECT",
        "Objet",
        "OBJET",
        "Asunto",
        "ASUNTO",
        "Assunto",
        "Betreff",
        "Тема",
        "الموضوع",
    ];
    words.split_once(':').is_some_and(|(head, rest)| {
        HEADS.contains(&head.trim_end()) && rest.split_whitespace().nth(1).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stamps_and_occasions_are_told() {
        assert!(is_form_field("Portfolio: Rivers & Lakes"));
        assert!(!is_form_field("Lund: River fund opens"));
        let is_stamp =
            |line: &str| is_scanned_stamp(&Line { text: line, words: &lexicon::look_up(line) });
        assert!(is_stamp("M1 57 2 7 O c t 1 9"));
        assert!(!is_stamp("UN and EU to aid delta villages"));
        assert!(!is_stamp("El gobierno de Honduras no busca, la comunidad sí"));
        assert!(is_street_line("9 Mill Lane, Westwater WW1 2AB"));
        assert!(!is_street_line("9 villages flooded, Red Sail says"));
        assert!(is_occasion("Doorstop Interview, Westwater"));
        assert!(is_occasion("A Statement from the Lake Union"));
        assert!(!is_occasion("Interview ban lifted"));
    }
}
