//! Whom the speakers speak for, where nothing else tells who issues a release.

use release::{Found, Part, Speaker};

use crate::{
    layout::Layout,
    lexicon,
    organisation::{holder, known, public_body::is_public_body},
    quote::is_given_name,
};

/// The issuer is named among so many paragraphs.
const EARLY: usize = 3;

/// The body of the first speaker whose body the headline or the first paragraphs name.
pub(crate) fn of_speakers(speakers: &[Speaker], layout: &Layout) -> Option<Found<String>> {
    if holder::opens_with_one(layout) {
        return None;
    }
    let head = layout.of_part(Part::Title).map(|(idx, _)| idx);
    let running = (0..layout.blocks.len()).filter(|idx| layout.blocks[*idx].part.is_running_text());
    let early: Vec<usize> = head.chain(running.take(EARLY)).collect();
    speakers.iter().find_map(|speaker| {
        let name = speaker.organisation.as_deref()?;
        let is_shaped = lexicon::is_unspaced(name) || lexicon::is_organisation(name);
        let is_body = (is_shaped || is_named_often(name, layout))
            && !lexicon::is_acronym(name)
            && !is_of_assembly(name)
            && gazetteer::resolve(name).is_none()
            && !is_public_body(&known::fold(name));
        let is_named = || early.iter().any(|idx| layout.words[*idx].contains(name));
        (is_body && is_named())
            .then(|| Found::new(name.to_owned(), speaker.evidence.span, "speakers-body", 0.5))
    })
}

/// Whether a name of several capitals that has no word for a body comes again in the text, as that of an issuer does.
fn is_named_often(name: &str, layout: &Layout) -> bool {
    const TIMES: usize = 3;
    let n_capitals = name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
    let is_person = name.split(' ').next().is_some_and(is_given_name);
    let times = layout.words.iter().map(|words| words.matches(name).count()).sum::<usize>();
    n_capitals >= 2 && !is_person && !lexicon::is_place(name) && times >= TIMES
}

/// `Lake Committee`: its members speak for themselves.
fn is_of_assembly(name: &str) -> bool {
    name.split(' ').any(|word| {
        lexicon::with_lower(word, |lower| {
            matches!(lower, "committee" | "subcommittee" | "caucus" | "conference" | "senate")
        })
    })
}
