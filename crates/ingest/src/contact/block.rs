//! Contacts from their blocks, line by line.
//!
//! A name opens a contact; roles, organisations, telephones and addresses belong to the contact before
//! them. A place label (`In Brussels:`) holds for all contacts until the next one. A blank line inside a
//! contact is allowed.

use std::cell::RefCell;

use release::{Contact, Evidence, Part, Span};

use crate::{
    contact::{
        act::{Act, Acts, acts, is_office, without_determiner},
        piece::title_case,
    },
    layout::{Layout, carrier::Key, feature::Feature},
    met::Met,
    quote::is_han_name,
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
    /// The office before a name: `Press officer: Ada Roe`.
    office: Option<String>,
}

thread_local! {
    /// What lines say, in sentences and in lists.
    static MET: RefCell<[Met<Acts>; 2]> = RefCell::default();
}

impl Reader {
    fn line(&mut self, line: &str, span: Span, part: Part) {
        let is_list = usize::from(part == Part::Contacts);
        let acts = MET.with_borrow_mut(|met| met[is_list].get_or(line, || acts(line, part)));
        let mut n_acts = 0;
        for (act, range) in acts {
            let piece = &line[range];
            match act {
                Act::Place => {
                    self.flush();
                    self.place = Some(piece.to_owned());
                }
                Act::Town => {
                    if let Some(contact) = &mut self.current {
                        contact.place.get_or_insert_with(|| piece.to_owned());
                    }
                }
                Act::Name => self.name(piece, span),
                Act::Role => self.role(piece, span),
                Act::Organisation => self.organisation(piece, span),
                Act::Phone => self.detail(span, |contact| contact.phones.push(piece.to_owned())),
                Act::Email => self.detail(span, |contact| contact.emails.push(piece.to_owned())),
            }
            n_acts += 1;
        }
        // behind a detail on its line an office is that of whom the detail is
        if n_acts > 1 {
            self.keep_office();
        }
    }

    /// An office that no name followed is that of the contact before it.
    fn keep_office(&mut self) {
        let Some(office) = self.office.take() else { return };
        if let Some(contact) = &mut self.current {
            contact.role.get_or_insert(office);
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
        let office = self.office.take();
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
        if contact.role.is_none() {
            contact.role = office;
        }
    }

    fn role(&mut self, role: &str, span: Span) {
        let role =
            role.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–'));
        let role = without_determiner(role);
        let is_awaited = |contact: &&mut Contact| contact.name.is_some() && !has_details(contact);
        let Some(contact) = self.current.as_mut().filter(is_awaited) else {
            let is_line = |office: &String| {
                is_office(office) && !office.contains(". ") && !office.ends_with('.')
            };
            self.office = Some(role.to_owned()).filter(is_line);
            return;
        };
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
        self.keep_office();
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
        if contact.place.is_none() {
            contact.place.clone_from(&self.place);
        }
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
