//! `dateline show`: one release, its fields, text and quotes.

use std::io::{self, Write};

use ask::Showing;
use index::{Archive, RepeatedParagraph};
use release::{Evidence, Found, Involvement, Pages, Release};

use crate::{
    args::{Common, ShowArgs},
    exit::Exit,
    output::{FAINT, PERSON, STRONG, Screen, VALUE, hits, json, printable, similar},
};

pub(crate) fn run(
    args: &ShowArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let archive = Archive::open(&super::index_folder(common)?)?;
    let shown = match ask::show(&archive, &args.id, args.showing) {
        Err(error) if error.is_unknown() => {
            writeln!(io::stderr(), "dateline: {}", printable(&error.to_string()))?;
            return Ok(Exit::NothingFound);
        }
        other => other?,
    };
    let Showing { evidence, .. } = args.showing;
    let release = &shown.stored.release;
    if args.text {
        screen.raw().write_all(release.text.as_bytes())?;
    } else if args.json {
        json::object(screen, &shown.document(evidence))?;
    } else {
        let parts = Parts { evidence, quotes: shown.similar.is_none() };
        print_release(screen, release, &shown.paths(), parts)?;
        for version in &shown.versions {
            let date = version.release.date.as_ref().map(|date| date.value.to_string());
            let date = date.unwrap_or_else(|| "undated".to_owned());
            let label = screen.label("version");
            let line = format!("{label}{date}  {}", printable(version.path()));
            screen.line(&format!(
                "{line}  {}",
                screen.paint(FAINT, &version.release.id.to_string())
            ))?;
        }
        for RepeatedParagraph { span, releases } in &shown.repeated {
            let label = screen.label("repeated");
            screen.line(&format!("{label}{}–{}  in {releases} releases", span.start, span.end))?;
        }
        screen.line("")?;
        match &shown.similar {
            Some(similar) => similar::list(screen, similar)?,
            None => print_text(screen, &release.text, &shown.repeated)?,
        }
    }
    Ok(Exit::Found)
}

/// Writes the text; what it repeats is faint.
fn print_text(
    screen: &mut Screen<'_>,
    text: &str,
    repeated: &[RepeatedParagraph],
) -> io::Result<()> {
    let mut repeated = repeated.iter().map(|paragraph| paragraph.span.range()).peekable();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        while repeated.next_if(|paragraph| paragraph.end <= start).is_some() {}
        let shown = printable(line.trim_end_matches(['\r', '\n']));
        let end = start + line.len();
        let is_repeated = repeated.peek().is_some_and(|paragraph| paragraph.start < end);
        let shown = if is_repeated { screen.paint(FAINT, &shown) } else { shown };
        screen.line(&shown)?;
        start = end;
    }
    Ok(())
}

/// What is written of a release beside its fields.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    /// Where each value stands, by which rule, how sure.
    pub(super) evidence: bool,
    /// What was said.
    pub(super) quotes: bool,
}

/// Writes the fields of a release, a line each.
pub(super) fn print_release(
    screen: &mut Screen<'_>,
    release: &Release,
    paths: &[String],
    parts: Parts,
) -> io::Result<()> {
    let Parts { evidence, quotes } = parts;
    let mut page = Page { screen, evidence, pages: &release.source.pages };
    let title = release.title.as_ref().map_or("(no title)", |title| title.value.as_str());
    let title = page.screen.paint(STRONG, &printable(title));
    page.screen.line(&title)?;
    if let Some(subtitle) = &release.subtitle {
        page.screen.line(&printable(&subtitle.value))?;
    }
    page.screen.line("")?;
    for path in paths {
        page.row("file", path, None)?;
    }
    page.row("id", &release.id.to_string(), None)?;
    page.found("title", release.title.as_ref().filter(|_| evidence), String::clone)?;
    page.found("subtitle", release.subtitle.as_ref().filter(|_| evidence), String::clone)?;
    match &release.date {
        Some(date) => page.found("date", Some(date), ToString::to_string)?,
        None => page.row("date", "undated", None)?,
    }
    page.found("type", Some(&release.kind), |kind| kind.name().to_owned())?;
    page.found("language", release.language.as_ref(), ToString::to_string)?;
    page.found("organisation", release.organisation.as_ref(), String::clone)?;
    for place in &release.places {
        page.found("place", Some(place), String::clone)?;
    }
    page.countries(release)?;
    page.speakers(release)?;
    page.contacts(release)?;
    if quotes {
        page.quotes(release)?;
    }
    for warning in &release.warnings {
        page.row("warning", &format!("{}: {}", warning.kind, warning.detail), None)?;
    }
    page.screen.line("")
}

struct Page<'s, 'w> {
    screen: &'s mut Screen<'w>,
    evidence: bool,
    pages: &'s Pages,
}

impl Page<'_, '_> {
    fn row(&mut self, label: &str, value: &str, evidence: Option<&Evidence>) -> io::Result<()> {
        let label = self.screen.label(label);
        let why = evidence
            .filter(|_| self.evidence)
            .map(|evidence| self.why(evidence))
            .unwrap_or_default();
        let line = format!("{label}{}{}", printable(value), self.screen.paint(FAINT, &why));
        self.screen.line(&line)
    }

    fn found<T>(
        &mut self,
        label: &str,
        found: Option<&Found<T>>,
        text: impl Fn(&T) -> String,
    ) -> io::Result<()> {
        let Some(found) = found else { return Ok(()) };
        self.row(label, &text(&found.value), Some(&found.evidence))
    }

    fn countries(&mut self, release: &Release) -> io::Result<()> {
        for involvement in [Involvement::Focus, Involvement::Mentioned, Involvement::Boilerplate] {
            let countries =
                release.countries.iter().filter(|country| country.involvement == involvement);
            if self.evidence {
                for country in countries {
                    let name = gazetteer::name(country.country);
                    self.row(
                        involvement.name(),
                        &format!("{name} ×{}", country.mentions),
                        Some(&country.evidence),
                    )?;
                }
                continue;
            }
            let names: Vec<&str> =
                countries.map(|country| gazetteer::name(country.country)).collect();
            if !names.is_empty() {
                self.row(involvement.name(), &names.join(", "), None)?;
            }
        }
        Ok(())
    }

    fn speakers(&mut self, release: &Release) -> io::Result<()> {
        for speaker in &release.speakers {
            let office = [speaker.role.as_deref(), speaker.organisation.as_deref()];
            let parts: Vec<&str> =
                [Some(speaker.name.as_str())].into_iter().chain(office).flatten().collect();
            self.row("speaker", &parts.join(", "), Some(&speaker.evidence))?;
        }
        Ok(())
    }

    fn contacts(&mut self, release: &Release) -> io::Result<()> {
        for contact in &release.contacts {
            let words = [&contact.name, &contact.role, &contact.organisation, &contact.place];
            let numbers = contact.phones.iter().chain(&contact.emails);
            let parts: Vec<&str> =
                words.into_iter().flatten().chain(numbers).map(String::as_str).collect();
            self.row("contact", &parts.join(", "), Some(&contact.evidence))?;
        }
        Ok(())
    }

    fn quotes(&mut self, release: &Release) -> io::Result<()> {
        for quote in &release.quotes {
            self.screen.line("")?;
            let words = vec![(printable(&quote.text), false)];
            hits::said(self.screen, quote.kind.name(), words)?;
            let name = match (&quote.speaker, &quote.speaker_surface) {
                (Some(speaker), _) => self.screen.paint(PERSON, &printable(speaker)),
                (None, surface) => printable(surface.as_deref().unwrap_or("unattributed")),
            };
            let office = [quote.role.as_deref(), quote.organisation.as_deref()];
            let office = office.into_iter().flatten();
            let office = office.fold(String::new(), |told, part| told + ", " + &printable(part));
            let page = self.pages.of(quote.span.start);
            let page = page.map(|page| format!(", p. {page}")).unwrap_or_default();
            let place =
                self.screen.paint(VALUE, &format!("{}–{}{page}", quote.span.start, quote.span.end));
            let why = if self.evidence { self.why(&quote.evidence) } else { String::new() };
            let line = format!("    — {name}{office}  {place}{}", self.screen.paint(FAINT, &why));
            self.screen.line(&line)?;
        }
        Ok(())
    }

    fn why(&self, evidence: &Evidence) -> String {
        let Evidence { span, rule, confidence } = evidence;
        let page = self.pages.of(span.start).map(|page| format!("p. {page} ")).unwrap_or_default();
        format!("  [{}–{} {page}{rule} {confidence:.2}]", span.start, span.end)
    }
}
