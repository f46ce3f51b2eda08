//! Contacts from their blocks, line by line.
//!
//! A name opens a contact; roles, organisations, telephones and addresses belong to the contact before
//! them. A place label (`In Brussels:`) holds for all contacts until the next one. A blank line inside a
//! contact is allowed.

use release::{Contact, Evidence, Part, Span};

use crate::{
    contact::{emails, phones},
    layout::{
        Layout,
        feature::Feature,
        phrase::{self, Phrase},
    },
    lexicon,
};

/// Reads the contacts of a release.
pub(crate) fn read(text: &str, layout: &Layout) -> Vec<Contact> {
    let mut reader = Reader::default();
    let mut last_idx = None;
    for (idx, block) in layout.blocks.iter().enumerate() {
        let features = layout.features[idx];
        let is_detailed = features.has(Feature::Email) || features.has(Feature::Phone);
        let is_inline = matches!(block.part, Part::Notes | Part::Background | Part::Body)
            && (features.has(Feature::ContactHead) || features.has(Feature::ContactPhrase))
            && is_detailed;
        if block.part != Part::Contacts && !is_inline {
            continue;
        }
        if last_idx.is_some_and(|last| last + 6 < idx) {
            reader.flush();
            reader.place = None;
            reader.has_head = false;
        }
        reader.has_head |= features.has(Feature::ContactHead);
        last_idx = Some(idx);
        if layout.block_lines[idx].len() > 1 {
            reader.line(&layout.words[idx], block.span, layout.blocks[idx].part);
            continue;
        }
        let line = layout.lines[layout.block_lines[idx].start].span;
        let words = crate::layout::markup::strip(line.of(text));
        reader.line(&words, line, block.part);
    }
    reader.flush();
    reader.finish()
}

#[derive(Default)]
struct Reader {
    place: Option<String>,
    current: Option<Contact>,
    contacts: Vec<Contact>,
    /// A contact head stands above.
    has_head: bool,
    /// The label before a name: `FIDH: Ada Roe`.
    label: Option<String>,
}

/// One piece of a contact line.
enum Piece<'t> {
    Words(&'t str),
    Phone(&'t str),
    Email(&'t str),
}

impl Reader {
    fn line(&mut self, words: &str, span: Span, part: Part) {
        let mut rest = words.trim();
        if let Some(bullet) = rest.strip_prefix(['•', '-', '*', '·']) {
            rest = bullet.trim_start();
        }
        let is_sentence = part != Part::Contacts || rest.split_whitespace().count() > 12;
        rest = after_head(rest);
        if let Some((place, after)) = lexicon::place_label(rest) {
            self.flush();
            self.place = Some(place.to_owned());
            rest = after;
        } else if let Some(place) = bare_place_label(rest) {
            self.flush();
            self.place = Some(place.to_owned());
            return;
        }
        for piece in pieces(rest) {
            match piece {
                Piece::Words(words) => self.words(words, span, is_sentence),
                Piece::Phone(number) => {
                    self.detail(span, |contact| contact.phones.push(number.to_owned()));
                }
                Piece::Email(address) => {
                    self.detail(span, |contact| contact.emails.push(address.to_owned()));
                }
            }
        }
    }

    fn detail(&mut self, span: Span, add: impl FnOnce(&mut Contact)) {
        let contact = self.current.get_or_insert_with(|| empty(span));
        contact.evidence.span = contact.evidence.span.cover(span);
        add(contact);
    }

    fn words(&mut self, words: &str, span: Span, is_sentence: bool) {
        for piece in split_words(words) {
            let piece = after_honorific(piece);
            if piece.is_empty() || is_detail_label(piece) {
                continue;
            }
            let is_person = lexicon::is_name(piece) && !is_known_organisation(piece);
            if is_person && (!is_sentence || is_called(words, piece)) {
                self.name(piece, span);
            } else if let Some((role, name)) = role_then_name(piece) {
                self.name(name, span);
                self.role(role, span);
            } else if is_sentence
                && !(lexicon::is_organisation(piece) && piece.split_whitespace().count() <= 8)
            {
                if let Some(name) = name_inside(piece).filter(|name| is_called(words, name)) {
                    self.name(name, span);
                }
            } else if (lexicon::is_organisation(piece) && !lexicon::opens_with_role(piece))
                || is_known_organisation(piece)
            {
                self.organisation(piece, span);
            } else if lexicon::has_role(piece) && piece.split_whitespace().count() <= 12 {
                self.role(piece, span);
            }
        }
    }

    fn name(&mut self, name: &str, span: Span) {
        let label = self.label.take();
        let has_started = self
            .current
            .as_ref()
            .is_some_and(|contact| contact.name.is_some() || has_details(contact));
        if has_started {
            self.flush();
        }
        let contact = self.current.get_or_insert_with(|| empty(span));
        contact.evidence.span = contact.evidence.span.cover(span);
        contact.name = Some(title_case(name));
        if contact.organisation.is_none() {
            contact.organisation = label;
        }
    }

    fn role(&mut self, role: &str, span: Span) {
        let role =
            role.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–'));
        let Some(contact) = &mut self.current else { return };
        contact.evidence.span = contact.evidence.span.cover(span);
        match &mut contact.role {
            Some(known) if !known.contains(role) && known.len() < 160 => {
                known.push_str(", ");
                known.push_str(role);
            }
            Some(_) => {}
            None => contact.role = Some(role.to_owned()),
        }
    }

    fn organisation(&mut self, name: &str, span: Span) {
        match &mut self.current {
            // Behind the details of one contact it may be the label of the next: `FIDH: Ada Roe`.
            Some(contact) if contact.name.is_some() && !has_details(contact) => {
                contact.evidence.span = contact.evidence.span.cover(span);
                if contact.organisation.is_none() {
                    contact.organisation = Some(name.to_owned());
                }
            }
            _ => self.label = Some(name.to_owned()),
        }
    }

    fn flush(&mut self) {
        let Some(mut contact) = self.current.take() else { return };
        let has_details = has_details(&contact);
        if let Some(label) = self.label.take() {
            contact.organisation.get_or_insert(label);
        }
        // An office needs a head above it; an address alone is a letterhead or a signature.
        let is_office = self.has_head && has_details && contact.organisation.is_some();
        if contact.name.is_none() && !is_office {
            return;
        }
        contact.place.clone_from(&self.place);
        contact.evidence.confidence = if has_details { 0.95 } else { 0.7 };
        self.contacts.push(contact);
    }

    /// Persons once each; those of one list share the details that follow the last.
    fn finish(self) -> Vec<Contact> {
        let mut contacts: Vec<Contact> = Vec::new();
        for contact in self.contacts {
            match contacts
                .iter_mut()
                .find(|known| known.name == contact.name && known.name.is_some())
            {
                Some(known) => {
                    merge(&mut known.phones, contact.phones);
                    merge(&mut known.emails, contact.emails);
                }
                None => contacts.push(contact),
            }
        }
        contacts
    }
}

fn has_details(contact: &Contact) -> bool {
    !contact.phones.is_empty() || !contact.emails.is_empty()
}

fn merge(known: &mut Vec<String>, more: Vec<String>) {
    for detail in more {
        if !known.contains(&detail) {
            known.push(detail);
        }
    }
}

fn empty(span: Span) -> Contact {
    Contact {
        name: None,
        role: None,
        organisation: None,
        place: None,
        phones: Vec::new(),
        emails: Vec::new(),
        evidence: Evidence::new(span, "contact-block", 0.9),
    }
}

/// What follows a contact head: `For more information, contact: Ada Roe` → `Ada Roe`.
fn after_head(line: &str) -> &str {
    let mut rest = line;
    for _ in 0..3 {
        let Some(met) = phrase::find(rest).into_iter().find(|met| {
            met.is_start && matches!(met.phrase, Phrase::Contact | Phrase::Notes | Phrase::Kind)
        }) else {
            break;
        };
        if met.is_whole {
            return "";
        }
        rest = skip_words(rest, met.n_words);
        if let Some((head, after)) = rest.split_once(':')
            && head.len() <= 90
            && !head.contains('@')
            && phones(head).next().is_none()
            && !lexicon::is_name(head.trim())
            && lexicon::place_label(rest).is_none()
            && head.split_whitespace().count() <= 9
            && !head.split([',', '(']).any(|piece| name_inside(piece).is_some())
        {
            rest = after.trim_start();
        }
    }
    rest.trim_start_matches(|c: char| {
        matches!(c, ':' | '-' | '–' | '—' | ',' | '*' | '.') || c.is_whitespace()
    })
}

fn skip_words(line: &str, n_words: usize) -> &str {
    let mut n_left = n_words;
    let mut is_inside = false;
    for (at, c) in line.char_indices() {
        if c.is_alphanumeric() {
            if !is_inside && n_left == 0 {
                return &line[at..];
            }
            is_inside = true;
        } else {
            if is_inside {
                n_left -= 1;
            }
            is_inside = false;
            if n_left == 0 && !c.is_whitespace() {
                return &line[at..];
            }
        }
    }
    ""
}

/// `Geneva:` alone on its line.
fn bare_place_label(line: &str) -> Option<&str> {
    let label = line.strip_suffix(':')?.trim().trim_matches('*');
    let is_place = !label.is_empty()
        && label.split_whitespace().count() <= 3
        && label.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '/' | '-'))
        && label.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && !lexicon::has_role(label)
        && !lexicon::is_organisation(label)
        && !lexicon::is_name(label)
        && !is_detail_label(label)
        && label.split_whitespace().count() == 1;
    is_place.then_some(label)
}

/// Telephones and addresses, and the words between them.
fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut marks: Vec<(std::ops::Range<usize>, bool)> =
        emails(line).into_iter().map(|range| (range, true)).collect();
    marks.extend(phones(line).map(|range| (range, false)));
    marks.sort_by_key(|(range, _)| range.start);
    let mut found = Vec::new();
    let mut at = 0;
    let mut is_fax = false;
    for (range, is_email) in marks {
        if range.start < at {
            continue;
        }
        let between = &line[at..range.start];
        is_fax = is_fax_label(between) || (is_fax && between.trim().is_empty());
        found.push(Piece::Words(between));
        let detail = &line[range.clone()];
        if is_email {
            found.push(Piece::Email(detail));
        } else if !is_fax && !is_fax_label_after(&line[range.end..]) {
            found.push(Piece::Phone(detail.trim()));
        }
        at = range.end;
    }
    found.push(Piece::Words(&line[at..]));
    found
}

fn is_fax_label(between: &str) -> bool {
    let lower = between.to_lowercase();
    let last = lower.split(|c: char| !c.is_alphabetic()).rfind(|word| !word.is_empty());
    matches!(last, Some("fax" | "telefax" | "pin" | "факс" | "فاكس"))
}

fn is_fax_label_after(rest: &str) -> bool {
    rest.trim_start().to_lowercase().starts_with("(fax")
}

/// The words between details, cut at commas, brackets, bars and small joints.
fn split_words(words: &str) -> impl Iterator<Item = &str> {
    words
        .split([',', ';', '(', ')', '|', '/', '•', '<', '>', '"', ':'])
        .flat_map(|piece| piece.split(" – "))
        .flat_map(|piece| piece.split(" — "))
        .flat_map(|piece| piece.split(" - "))
        .flat_map(|piece| piece.split(" or "))
        .flat_map(split_at_joints)
        .map(|piece| {
            piece.trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, '*' | '_' | '–' | '-' | '—' | '=')
            })
        })
        .filter(|piece| !piece.is_empty())
}

/// `Ada Roe and Bo Lund`, `Ada Roe at`, `ou Ada Roe`: cut where both sides stay whole.
fn split_at_joints(piece: &str) -> Vec<&str> {
    let mut parts = vec![piece];
    for joint in
        [" and ", " et ", " y ", " und ", " e ", " и ", " at ", " on ", " ou ", " oder ", " o "]
    {
        parts = parts
            .into_iter()
            .flat_map(|part| match part.split_once(joint) {
                Some((left, right))
                    if lexicon::is_name(left.trim()) || lexicon::is_name(right.trim()) =>
                {
                    vec![left, right]
                }
                _ => vec![part],
            })
            .collect();
    }
    parts
        .into_iter()
        .map(|part| {
            let part = part.trim();
            [
                "or ",
                "and ",
                "at ",
                "on ",
                "ou ",
                "et ",
                "oder ",
                "und ",
                "contact ",
                "please contact ",
                "call ",
                "email ",
            ]
            .iter()
            .find_map(|joint| part.strip_prefix(joint))
            .unwrap_or(part)
        })
        .map(|part| {
            [" at", " on", " or", " and"]
                .iter()
                .find_map(|joint| part.strip_suffix(joint))
                .unwrap_or(part)
        })
        .collect()
}

fn after_honorific(piece: &str) -> &str {
    let Some((first, rest)) = piece.split_once(' ') else { return piece };
    let bare = first.trim_end_matches('.').to_lowercase();
    if lexicon::is_honorific(&bare) && bare != "m" { rest.trim_start() } else { piece }
}

/// `Tel`, `mobile`, `e-mail`: what a detail is, not whose.
fn is_detail_label(piece: &str) -> bool {
    piece.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).all(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "tel"
                | "gsm"
                | "téléphone"
                | "telephone"
                | "phone"
                | "ph"
                | "mobile"
                | "mob"
                | "cell"
                | "cellphone"
                | "cel"
                | "email"
                | "e"
                | "mail"
                | "m"
                | "t"
                | "p"
                | "c"
                | "f"
                | "w"
                | "fax"
                | "office"
                | "direct"
                | "home"
                | "work"
                | "whatsapp"
                | "signal"
                | "skype"
                | "telegram"
                | "mailto"
                | "correo"
                | "teléfono"
                | "telefono"
                | "telefone"
                | "celular"
                | "móvil"
                | "handy"
                | "mobil"
                | "telefon"
                | "portable"
                | "courriel"
                | "ext"
                | "or"
                | "and"
                | "at"
                | "on"
                | "voicemail"
                | "pgr"
                | "pager"
                | "тел"
                | "телефон"
                | "почта"
                | "эл"
                | "هاتف"
                | "بريد"
                | "الهاتف"
                | "البريد"
                | "الإلكتروني"
                | "web"
                | "website"
                | "twitter"
                | "pin"
                | "german"
                | "us"
                | "uk"
                | "mél"
                | "o"
        )
    })
}

fn is_known_organisation(piece: &str) -> bool {
    crate::organisation::is_known(piece)
}

/// `Press Officer Ada Roe`, `Communications director, Ada Roe` joined by a blank.
fn role_then_name(piece: &str) -> Option<(&str, &str)> {
    let starts: Vec<usize> = piece
        .char_indices()
        .filter(|(at, c)| {
            !c.is_whitespace() && (*at == 0 || piece[..*at].ends_with(char::is_whitespace))
        })
        .map(|(at, _)| at)
        .collect();
    if starts.len() > 9 {
        return None;
    }
    starts.iter().skip(1).find_map(|at| {
        let (role, name) = piece.split_at(*at);
        let last_role = role.split_whitespace().next_back()?;
        (lexicon::has_role(last_role) && lexicon::is_name(name)).then_some((role.trim(), name))
    })
}

/// Whether a sentence names somebody to call: the name opens it or stands after a verb of calling or a
/// small word, not after `of` or `for`.
fn is_called(sentence: &str, name: &str) -> bool {
    let Some(at) = sentence.find(name) else { return false };
    let before = sentence[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    last.is_empty()
        || sentence[before.len()..at].contains([',', ':', ';', '(', '–', '—'])
        || matches!(
            last.trim_matches(|c: char| !c.is_alphanumeric()),
            "sr" | "fr"
                | "prof"
                | "père"
                | "mag"
                | "sra"
                | "mme"
                | "m"
                | "herr"
                | "frau"
                | "for"
                | "contact"
                | "call"
                | "email"
                | "e-mail"
                | "with"
                | "to"
                | "or"
                | "and"
                | "à"
                | "avec"
                | "ou"
                | "et"
                | "con"
                | "o"
                | "a"
                | "com"
                | "an"
                | "mit"
                | "und"
                | "oder"
                | "bei"
                | "contacter"
                | "contactar"
                | "call:"
                | "ms"
                | "mr"
                | "mrs"
                | "dr"
                | "с"
                | "phone"
                | "reach"
                | "ask"
                | "is"
                | "via"
        )
}

/// The name in a sentence such as `please call Ada Roe`.
fn name_inside(piece: &str) -> Option<&str> {
    let mut start = None;
    let mut best: Option<&str> = None;
    let mut check = |from: Option<usize>, to: usize| {
        if let Some(from) = from
            && lexicon::is_name(piece[from..to].trim())
            && !is_known_organisation(piece[from..to].trim())
        {
            best = Some(piece[from..to].trim());
        }
    };
    for (at, word) in piece
        .split_whitespace()
        .map(|word| (word.as_ptr() as usize - piece.as_ptr() as usize, word))
    {
        let is_capital = word.starts_with(char::is_uppercase);
        if is_capital || (start.is_some() && lexicon::is_name_particle(word)) {
            start.get_or_insert(at);
        } else {
            check(start.take(), at);
        }
    }
    check(start, piece.len());
    best
}

/// `ADA ROE` is written as `Ada Roe`.
fn title_case(name: &str) -> String {
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '"' | '*'));
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut cased = String::with_capacity(name.len());
    let mut is_start = true;
    for c in name.chars() {
        if is_start {
            cased.push(c);
        } else {
            cased.extend(c.to_lowercase());
        }
        is_start = !c.is_alphabetic();
    }
    cased
}
