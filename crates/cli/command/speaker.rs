//! `dateline speaker`: one person over the whole archive.

use std::{
    cmp::Reverse,
    io::{self, Write},
};

use index::{Archive, FacetValue, Profile, RoleHeld};

use crate::{
    args::{Common, SpeakerArgs},
    exit::Exit,
    output::{FAINT, PERSON, Screen, VALUE, count, fit, hits, json, period, printable},
};

/// So many roles are printed.
const MOST_ROLES: usize = 12;

pub(crate) fn run(
    args: &SpeakerArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let archive = Archive::open(&super::index_folder(common)?)?;
    let name = args.name.join(" ");
    match ask::speaker(&archive, &name, args.portrait) {
        Ok(profile) if args.json => json::object(screen, &profile)?,
        Ok(profile) => print(screen, &profile)?,
        Err(error @ ask::Error::Nobody { .. }) => {
            writeln!(io::stderr(), "dateline: {}", printable(&error.to_string()))?;
            return Ok(Exit::NothingFound);
        }
        Err(error) => return Err(error.into()),
    }
    Ok(Exit::Found)
}

fn print(screen: &mut Screen<'_>, profile: &Profile) -> io::Result<()> {
    let name = screen.paint(PERSON, &printable(&profile.name));
    screen.line(&name)?;
    screen.line("")?;
    if !profile.aliases.is_empty() {
        row(screen, "also", &profile.aliases.join("; "))?;
    }
    let said = format!(
        "{} in {}{}",
        count(profile.quotes, "quote"),
        count(profile.releases, "release"),
        period(profile.first.as_deref(), profile.last.as_deref())
            .map(|period| format!(", {period}"))
            .unwrap_or_default()
    );
    row(screen, "said", &said)?;
    let shown = most_given(&profile.roles);
    for (idx, held) in shown.iter().enumerate() {
        row(screen, if idx == 0 { "as" } else { "" }, &role(held))?;
    }
    if shown.len() < profile.roles.len() {
        let more = profile.roles.len() - shown.len();
        row(screen, "", &format!("… and {more} more with `--json`"))?;
    }
    if !profile.countries.is_empty() {
        row(screen, "about", &counts(&profile.countries))?;
    }
    row(screen, "years", &counts(&profile.years))?;
    for quote in &profile.latest {
        screen.line("")?;
        hits::said(screen, quote.kind, vec![(printable(&quote.text), false)])?;
        let date = quote.date.as_deref().unwrap_or("undated");
        let title = quote.release.title.as_deref().unwrap_or(&quote.release.path);
        let title = fit(&printable(title), screen.width.saturating_sub(40).max(20));
        let place = screen.paint(VALUE, date);
        let id = screen.paint(FAINT, &quote.id);
        screen.line(&format!("    — {place}  {title}  {id}"))?;
    }
    Ok(())
}

fn row(screen: &mut Screen<'_>, label: &str, text: &str) -> io::Result<()> {
    screen.line(&format!("{}{}", screen.label(label), printable(text)))
}

/// The roles that most releases give, in the order of time.
fn most_given(roles: &[RoleHeld]) -> Vec<&RoleHeld> {
    let mut order: Vec<usize> = (0..roles.len()).collect();
    order.sort_by_key(|&idx| (Reverse(roles[idx].releases), idx));
    order.truncate(MOST_ROLES);
    order.sort_unstable();
    order.into_iter().map(|idx| &roles[idx]).collect()
}

/// `Kenya 3, Uganda 1`.
fn counts(values: &[FacetValue]) -> String {
    let values = values.iter().filter(|value| value.count > 0);
    let told: Vec<String> =
        values.map(|value| format!("{} {}", value.label, value.count)).collect();
    told.join(", ")
}

fn role(held: &RoleHeld) -> String {
    let office = [held.role.as_deref(), held.organisation.as_deref()];
    let office: Vec<&str> = office.into_iter().flatten().collect();
    let period = period(held.first.as_deref(), held.last.as_deref());
    let period = period.unwrap_or_else(|| "undated".to_owned());
    format!("{} ({period}, {})", office.join(", "), count(held.releases, "release"))
}
