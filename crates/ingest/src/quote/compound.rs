//! German offices that begin with the name of a body.

use crate::quote::role::{Affiliation, Around};

/// What begins a German office and names no body.
const NO_BODIES: [&str; 12] = [
    "Presse",
    "Partei",
    "Medien",
    "Klima",
    "Umwelt",
    "Asyl",
    "Polizei",
    "Gewerkschaft",
    "Jugend",
    "Frauen",
    "Kirche",
    "Studenten",
];
/// The name of a body is longer.
const SHORTEST_BODY: usize = 4;

impl Around<'_> {
    /// `Amnesty-Sprecherin`, `UN-Sprecher`: a German office that begins with the name of the body; not `Ex-Minister`.
    pub(super) fn part_compound(&self, affiliation: &mut Affiliation) {
        let Affiliation { role: Some(role), organisation: None, .. } = affiliation else { return };
        let Some((body, office)) = role.rsplit_once('-') else { return };
        if role.contains(' ') || !office.starts_with(char::is_uppercase) {
            return;
        }
        let begins = |issuer: &String| {
            issuer.strip_prefix(body).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let resolved = self.organisations.issuer().filter(begins);
        let resolved = resolved.unwrap_or_else(|| self.organisations.resolve(body));
        let is_acronym = body.len() > 1 && body.chars().all(char::is_uppercase);
        if is_acronym || resolved != body || speaks_for(body, office) {
            (affiliation.role, affiliation.organisation) =
                (Some(office.to_owned()), Some(resolved));
        }
    }
}

/// `Seenotwacht-Sprecherin`: who speaks for or leads a body that the compound names; not `Presse-Sprecherin`,
/// `Regierungs-Sprecher`, `Vize-Präsident`.
fn speaks_for(body: &str, office: &str) -> bool {
    let office = office.to_lowercase();
    let is_office =
        ["sprecher", "geschäftsführer", "vorsitzende", "chef", "präsident", "vorständ", "vorstand"]
            .iter()
            .any(|stem| office.starts_with(stem));
    let is_first = body.starts_with(char::is_uppercase) && !body.contains('-');
    is_office
        && is_first
        && body.len() > SHORTEST_BODY
        && !body.ends_with('s')
        && !NO_BODIES.contains(&body)
}
