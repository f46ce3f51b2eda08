//! Contacts from their blocks, line by line.
//!
//! A name opens a contact; roles, organisations, telephones and addresses belong to the contact before
//! them. A place label (`In Brussels:`) holds for all contacts until the next one. A blank line inside a
//! contact is allowed.

use std::{cell::RefCell, ops::Range};

use release::{Contact, Evidence, Part, Span};

use crate::{
    contact::piece::{
        Piece, after_head, after_honorific, bare_place_label, is_branch_abroad, is_called,
        is_detail_label, is_known_organisation, name_inside, pieces, role_then_name, split_words,
        title_case,
    },
    layout::{Layout, carrier::Key, feature::Feature},
    lexicon,
    met::Met,
    quote::{han_role_and_name, is_given_name, is_han_name, may_be_han_name},
};

/// In a sentence an organisation has no more words.
const LONGEST_ORGANISATION: usize = 8;

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
        if features.has(Feature::ContactHead) && !reader.has_head {
            reader.open_list();
        }
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
    if let Some(forwarder) = forwarder(text, layout) {
        let is_of = |value: &String| forwarder.contains(value.as_str());
        reader.contacts.retain(|contact| !contact.name.as_ref().is_some_and(is_of));
        for contact in &mut reader.contacts {
            contact.emails.retain(|address| !is_of(address));
        }
    }
    reader.finish()
}

/// The sender of a mail that passes on what another wrote: not whom to call, however they sign.
fn forwarder<'t>(text: &'t str, layout: &Layout) -> Option<&'t str> {
    const MARKS: [&str; 6] = ["(fwd)", "fwd:", "fw:", "wg:", "tr:", "rv:"];
    let value = |key: Key| {
        let field = layout.carried.fields.iter().find(|field| field.key == key)?;
        Some(field.value.of(text))
    };
    let subject = value(Key::Title)?.to_lowercase();
    let is_forwarded = MARKS.iter().any(|mark| subject.contains(mark));
    value(Key::From).filter(|_| is_forwarded)
}

#[derive(Default)]
struct Reader {
    place: Option<String>,
    current: Option<Contact>,
    contacts: Vec<Contact>,
    /// A contact head stands above.
    has_head: bool,
    /// The contact at hand stands above the head.
    is_doubtful: bool,
    /// The label before a name: `FIDH: Ada Roe`.
    label: Option<String>,
}

/// What a piece of a line says.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Where those are who follow.
    Place,
    Name,
    Role,
    Organisation,
    Phone,
    Email,
}

/// What a line says, piece by piece, each with its place in the line.
type Acts = Vec<(Act, Range<usize>)>;

thread_local! {
    /// What lines say, in sentences and in lists.
    static MET: RefCell<[Met<Acts>; 2]> = RefCell::default();
}

/// Reads a line.
fn acts(line: &str, part: Part) -> Acts {
    let mut acts = Acts::new();
    let mut add = |act: Act, piece: &str| {
        // a piece is a part of its line: to search for it would take the square of the length
        let start = piece.as_ptr().addr() - line.as_ptr().addr();
        acts.push((act, start..start + piece.len()));
    };
    let mut rest = line.trim();
    if let Some(bullet) = rest.strip_prefix(['•', '-', '*', '·']) {
        rest = bullet.trim_start();
    }
    // whose page it is
    if rest.starts_with('©') {
        return acts;
    }
    let is_sentence = part != Part::Contacts || rest.split_whitespace().count() > 12;
    rest = after_head(rest);
    if let Some((place, after)) = lexicon::place_label(rest) {
        add(Act::Place, place);
        rest = after;
    } else if let Some(place) = bare_place_label(rest) {
        add(Act::Place, place);
        return acts;
    }
    let mut parts = pieces(rest).into_iter().peekable();
    while let Some(piece) = parts.next() {
        match piece {
            Piece::Words(words) => {
                let last = split_words(words).last().copied().filter(|_| {
                    !is_sentence
                        && !words.is_ascii()
                        && matches!(parts.peek(), Some(Piece::Phone(_)))
                });
                // `联系人：普艳 138-0000-0000`
                let name = last.filter(|last| may_be_han_name(last) && !is_detail_label(last));
                let end =
                    name.map_or(words.len(), |name| name.as_ptr().addr() - words.as_ptr().addr());
                acts_of_words(&words[..end], is_sentence, &mut add);
                if let Some(name) = name {
                    add(Act::Name, name);
                }
            }
            Piece::Phone(number) => add(Act::Phone, number),
            Piece::Email(address) => add(Act::Email, address),
        }
    }
    acts
}

fn acts_of_words(words: &str, is_sentence: bool, add: &mut impl FnMut(Act, &str)) {
    let mut person: Option<&str> = None;
    for piece in split_words(words) {
        let piece = after_honorific(piece);
        let before = person.take();
        if piece.is_empty() || is_detail_label(piece) {
            continue;
        }
        let is_branch = lexicon::is_name(piece) && is_branch_abroad(piece);
        let is_han = !is_sentence && is_han_name(piece);
        // `أين المفقودون؟`
        let asks = piece.ends_with(['?', '؟', '!']);
        let is_where = is_street(piece) || piece.contains(' ') && gazetteer::town(piece).is_some();
        let is_person = !asks
            && !is_where
            && lexicon::is_name(piece)
            && !is_known_organisation(piece)
            && !is_branch
            || is_han;
        if is_person && !is_han && before.is_some_and(|person| is_body_of(piece, person)) {
            add(Act::Organisation, piece);
        } else if is_person && (!is_sentence || is_called(words, piece)) {
            add(Act::Name, piece);
            person = Some(piece);
        } else if let Some((role, name)) = han_role_and_name(piece).filter(|_| !is_sentence) {
            add(Act::Name, name);
            add(Act::Role, role);
        } else if let Some((role, name)) = role_then_name(piece) {
            add(Act::Name, name);
            add(Act::Role, role);
        } else if is_sentence
            && (piece.split_whitespace().nth(LONGEST_ORGANISATION).is_some()
                || !lexicon::is_organisation(piece))
        {
            if let Some(name) = name_inside(piece).filter(|name| is_called(words, name)) {
                add(Act::Name, name);
            }
        } else if (lexicon::is_organisation(piece) && !lexicon::opens_with_role(piece))
            || is_known_organisation(piece)
            || is_branch
        {
            add(Act::Organisation, piece);
        } else if lexicon::has_role(piece) && piece.split_whitespace().count() <= 12 {
            add(Act::Role, piece);
        }
    }
}

/// `Ada Roe, Highland Wild Guardians, 555 0100`: what follows a person whose given name is known, and is a plural without
/// one, is the body of that person, though it looks like a name too.
fn is_body_of(piece: &str, person: &str) -> bool {
    let given = |name: &str| is_given_name(name.split(' ').next().unwrap_or_default());
    given(person)
        && !given(piece)
        && piece.contains(' ')
        && piece.ends_with('s')
        && piece.split(' ').count() >= 3
}

/// `Rua Floriano`: a street that was called after somebody.
fn is_street(piece: &str) -> bool {
    ["Rua ", "Avenida ", "Av. ", "Calle ", "Rue ", "Via ", "Praça ", "Plaza "]
        .iter()
        .any(|street| piece.starts_with(street))
}

impl Reader {
    fn line(&mut self, line: &str, span: Span, part: Part) {
        let is_list = usize::from(part == Part::Contacts);
        let acts = MET.with_borrow_mut(|met| met[is_list].get_or(line, || acts(line, part)));
        for (act, range) in acts {
            let piece = &line[range];
            match act {
                Act::Place => {
                    self.flush();
                    self.place = Some(piece.to_owned());
                }
                Act::Name => self.name(piece, span),
                Act::Role => self.role(piece, span),
                Act::Organisation => self.organisation(piece, span),
                Act::Phone => self.detail(span, |contact| contact.phones.push(piece.to_owned())),
                Act::Email => self.detail(span, |contact| contact.emails.push(piece.to_owned())),
            }
        }
    }

    /// A contact head: names above it without a telephone or an address, as in a programme, are nobody to call.
    fn open_list(&mut self) {
        self.contacts.retain(has_details);
        // unless its details follow
        self.is_doubtful = self.current.as_ref().is_some_and(|contact| !has_details(contact));
        self.has_head = true;
    }

    fn detail(&mut self, span: Span, add: impl FnOnce(&mut Contact)) {
        let contact = self.current.get_or_insert_with(|| empty(span));
        contact.evidence.span = contact.evidence.span.cover(span);
        add(contact);
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
        if std::mem::take(&mut self.is_doubtful) && !has_details {
            return;
        }
        if let Some(label) = self.label.take() {
            contact.organisation.get_or_insert(label);
        }
        // `標籤：白海豚`: without blanks a word looks like a name
        if !has_details && contact.name.as_deref().is_some_and(is_han_name) {
            return;
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
