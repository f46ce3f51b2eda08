//! The organisation that a title holds.

use std::ops::Range;

use crate::quote::{
    lexicon::{Class, traits},
    office,
    role::Around,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

const OF: u32 = of_ascii("of");
const FOR: u32 = of_ascii("for");
/// What leads to the field of a body: `Committee on Fisheries`.
const FIELD: [u32; 4] = [OF, FOR, of_ascii("on"), of_ascii("against")];
/// Parts of bodies that are called by their field.
const COMMITTEES: [u32; 3] =
    [of_ascii("subcommittee"), of_ascii("committees"), of_ascii("subcommittees")];
/// What kind of body it is, before its name, takes no more words.
const LONGEST_KIND: usize = 5;
const AND: u32 = of_ascii("and");
const NGO: u32 = of_ascii("ngo");
/// What opens the name of a broadcaster.
const BROADCASTERS: [u32; 3] = [of_ascii("radio"), of_ascii("tv"), of_ascii("canal")];
const SECRETARY: u32 = of_ascii("secretary");
const OFFICE: u32 = of_ascii("office");
const AT: u32 = of_ascii("at");
const WITH: u32 = of_ascii("with");
const IN: [u32; 3] = [of_ascii("in"), of_ascii("en"), of_ascii("em")];

/// Sides of the world in languages of Latin.
const SIDES: [&str; 15] = [
    "Ouest",
    "Est",
    "Nord",
    "Sud",
    "Centre",
    "Oeste",
    "Este",
    "Norte",
    "Sur",
    "Sul",
    "Leste",
    "Centro",
    "Oriente",
    "Occidente",
    "Nordeste",
];
/// Nouns for those somebody comes from or leads, which are no bodies: `liderança do povo Mura`.
const PEOPLES: [&str; 20] = [
    "povo",
    "pueblo",
    "peuple",
    "etnia",
    "ethnie",
    "nación",
    "nação",
    "aldeia",
    "aldea",
    "comunidad",
    "comunidade",
    "communauté",
    "bairro",
    "barrio",
    "vereda",
    "município",
    "municipio",
    "village",
    "tribu",
    "tribo",
];

/// What stands between somebody and a body they do not belong to.
const FACING: [u32; 2] = [of_ascii("before"), of_ascii("against")];

impl Around<'_> {
    /// The first organisation behind a preposition: where the preposition stands, and the name.
    pub(super) fn organisation_inside(&self, range: Range<usize>) -> Option<(usize, Range<usize>)> {
        let issuer = self.inside(range.clone(), |start| self.organisations.end_of_issuer(start));
        let found = issuer
            .or_else(|| self.inside(range.clone(), |start| self.name_of_owner(start, range.end)))
            .or_else(|| {
                self.inside(range.clone(), |start| self.proven_organisation(start, range.end))
            })
            .or_else(|| self.inside(range.clone(), |start| self.named_body(start, range.end)))
            .or_else(|| self.body_in_script(range.clone()))
            .or_else(|| {
                let head = range.start.saturating_sub(1);
                self.inside(range.clone(), |start| self.capital_run(head, start, range.end))
            })
            .or_else(|| self.behind_unknown_kind(range.clone()));
        found.map(|(lead, name)| (lead, self.without_country(name)))
    }

    /// `Save the River in the Sudan`: the country tells where somebody works for it.
    fn without_country(&self, name: Range<usize>) -> Range<usize> {
        let tokens = &self.reading.tokens;
        let is_in = |at: &usize| IN.contains(&tokens[*at].id);
        let Some(at) = (name.start + 1..name.end).rev().find(is_in) else { return name };
        let country = self.reading.skip_articles(at + 1, name.end)..name.end;
        let is_where = self.reading.is_place(country.start, country.end)
            || gazetteer::resolve(&self.words(country)).is_some();
        if is_where { name.start..at } else { name }
    }

    /// The end of an organisation's name; departments (`Programme Afrique de …`) are none.
    pub(super) fn proven_organisation(&self, start: usize, limit: usize) -> Option<usize> {
        let begins_issuer = || self.organisations.begins_issuer(start).then_some(start + 1);
        let end = self.organisations.end_of_name(start).or_else(begins_issuer)?;
        let tokens = &self.reading.tokens;
        let is_department = tokens[start].has(traits::DEPARTMENT) && end > start + 1;
        // `directora para las Américas de la Red de Mareas`: the field leads to the body
        let lead = tokens[..start].iter().rev().find(|token| token.class != Class::Determiner);
        let is_field = lead.is_some_and(|lead| lead.id == FOR)
            && self.reading.is_romance(start)
            && !tokens[start].has(traits::ORGANISATION)
            && tokens[start + 1..end.max(start + 1)].iter().any(|next| next.id == OF);
        (!is_department && !is_field).then(|| self.end_of_body(start, end, limit))
    }

    /// `l’Observatoire des forêts du delta`: a capital noun for a body and what it is for.
    pub(super) fn end_of_body(&self, start: usize, end: usize, limit: usize) -> usize {
        let tokens = &self.reading.tokens;
        let is_of = |at: usize| {
            tokens.get(at).is_some_and(|next| next.class == Class::Preposition && next.id == OF)
        };
        if self.reading.lexicon(start).is_english {
            return self.end_of_field(end, limit);
        }
        let is_lone = end == start + 1 && tokens[start].has(traits::ORGANISATION);
        if !is_lone || !is_of(end) {
            return end;
        }
        // `de la Liga del Río y abogada`
        let is_second = |at: usize| {
            tokens[at].class == Class::Conjunction
                && tokens
                    .get(at + 1)
                    .is_some_and(|next| next.has(traits::ROLE) && !next.is(shape::CAPITAL))
        };
        let goes_on = |at: &usize| {
            let token = &tokens[*at];
            token.is_word()
                && !is_second(*at)
                && (token.class != Class::Preposition || is_of(*at))
                && !matches!(token.class, Class::Relative | Class::Auxiliary)
        };
        (end..limit).find(|at| !goes_on(at)).unwrap_or(limit)
    }

    /// `University of the South Pacific`, `Pacific Institute for Public Policy`: a noun for a body at the end of a
    /// name goes on with whose or what for it is, in capitals.
    fn end_of_field(&self, end: usize, limit: usize) -> usize {
        let tokens = &self.reading.tokens;
        let is_body = |noun: &Token| {
            (noun.has(traits::ORGANISATION) || COMMITTEES.contains(&noun.id))
                && noun.is(shape::CAPITAL)
                && (!noun.has(traits::DEPARTMENT) || noun.id == OFFICE)
        };
        let mut end = end;
        if !end.checked_sub(1).is_some_and(|last| is_body(&tokens[last])) {
            return end;
        }
        while let Some(lead) = tokens.get(end).filter(|lead| FIELD.contains(&lead.id)) {
            let first = self.reading.skip_articles(end + 1, limit);
            let goes_on = |at: usize| {
                tokens[at].is_capital()
                    || (tokens[at].id == AND && at + 1 < limit && tokens[at + 1].is_capital())
            };
            let last = (first..limit).find(|&at| !goes_on(at)).unwrap_or(limit);
            if last <= first || (lead.id == FOR && self.reading.is_place(first, last)) {
                break;
            }
            end = last;
        }
        end
    }

    /// `the newspaper Nova Zora`, `the university of Calama`, `local NGO Nova Zora`: a noun for a body and its name.
    pub(super) fn named_body(&self, start: usize, limit: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let first = tokens.get(start)?;
        let has_capital_nouns = self.reading.has_capital_nouns(start);
        let is_noun = first.has(traits::BODY)
            && !first.has(traits::DEPARTMENT)
            && (has_capital_nouns || !first.is(shape::CAPITAL));
        let next = tokens.get(start + 1).filter(|_| start + 1 < limit)?;
        if is_noun && next.class == Class::Preposition && next.id == OF {
            return Some(limit);
        }
        let name = if is_noun && next.is_capital() {
            start + 1
        } else if has_capital_nouns {
            return None;
        } else {
            self.behind_kind(start, limit)?
        };
        Some(self.end_of_capitals(name, limit)).filter(|&end| end > name)
    }

    /// Where the name begins behind small words that tell what kind of body it is, and where it is based: `the
    /// Suva-based`, `the human rights organisation`, `local NGO`.
    pub(super) fn behind_kind(&self, start: usize, limit: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let is_kind = |at: usize| {
            let token = &tokens[at];
            let is_noun = token.has(traits::BODY | traits::ORGANISATION);
            token.is_word()
                && matches!(
                    token.class,
                    // `organización no gubernamental`
                    Class::Other | Class::Organisation | Class::Human | Class::Negation
                )
                && !token.has(traits::ROLE)
                && (!token.is(shape::CAPITAL) || (token.is(shape::UPPER) && is_noun))
        };
        let name = (start..limit.min(start + LONGEST_KIND)).find(|&at| !is_kind(at))?;
        let mut kind = tokens[start..name].iter();
        // `responsable du programme Pacifique`
        let is_body = kind.any(|noun| {
            noun.has(traits::BODY | traits::ORGANISATION) && !noun.has(traits::DEPARTMENT)
        });
        (is_body && tokens[name].is_capital()).then_some(name)
    }

    /// `gerente de la minera Cerro Alto`: behind an office, whatever small noun tells what kind of body it is.
    fn behind_unknown_kind(&self, range: Range<usize>) -> Option<(usize, Range<usize>)> {
        let tokens = &self.reading.tokens;
        let head = range.start.checked_sub(1)?;
        if !self.reading.is_romance(head) || !office::is_head(tokens[head].id) {
            return None;
        }
        let lead = range.clone().find(|&at| tokens[at].id == OF)?;
        let first = self.reading.skip_articles(lead + 1, range.end);
        let is_small = |at: usize| {
            let token = &tokens[at];
            token.is_word()
                && !token.is(shape::CAPITAL)
                && !token.has(traits::ROLE | traits::DEPARTMENT)
                && !matches!(token.class, Class::Preposition | Class::Conjunction)
                && !PEOPLES.contains(&token.span.of(self.reading.text))
        };
        let name = (first..range.end.min(first + LONGEST_KIND)).find(|&at| !is_small(at))?;
        let is_name = name > first
            && tokens[name].is(shape::CAPITAL)
            && self.end_of_romance_name(name, range.end) == range.end;
        is_name.then_some((lead, first..range.end))
    }

    fn end_of_capitals(&self, start: usize, limit: usize) -> usize {
        let tokens = &self.reading.tokens;
        (start..limit).find(|&at| !tokens[at].is_capital()).unwrap_or(limit)
    }

    /// `La Voz del Río`, `Femmes innues de la Côte`, `Ríos con Vida`: small words between capitals, and an adjective behind
    /// the first, in languages that have few capitals.
    fn end_of_romance_name(&self, start: usize, limit: usize) -> usize {
        let tokens = &self.reading.tokens;
        let is_capital = |at: usize| at < limit && tokens[at].is_capital();
        let links = |at: usize| {
            let token = &tokens[at];
            token.class == Class::Preposition && token.id == OF
                || matches!(
                    token.span.of(self.reading.text),
                    "con" | "com" | "sin" | "sem" | "sans"
                )
        };
        // where the capital behind a link stands, an article between
        let behind_link = |at: usize| {
            if at >= limit || !links(at) {
                return None;
            }
            let next = self.reading.skip_articles(at + 1, limit);
            is_capital(next).then_some(next)
        };
        let is_adjective =
            |at: usize| at == start + 1 && tokens[at].class == Class::Other && tokens[at].is_word();
        let mut end = start;
        while end < limit {
            let next = behind_link(end).filter(|_| end > start);
            let next = next.or_else(|| is_adjective(end).then(|| behind_link(end + 1)).flatten());
            if is_capital(end) {
                end += 1;
            } else if let Some(next) = next {
                end = next + 1;
            } else {
                break;
            }
        }
        end
    }

    /// What the body that a passage names is called, without the words that say what kind of body it is: `the
    /// independent Union of Wells`, `the Suva-based Lantern`; nothing where they alone name it.
    pub(super) fn name_of_body(&self, name: Range<usize>) -> Option<String> {
        let tokens = &self.reading.tokens;
        let first = self.reading.skip_articles(name.start, name.end);
        let acronym = (first..name.end).find(|&at| self.reading.is_abbreviated(at));
        let name = name.start..acronym.unwrap_or(name.end);
        if first >= name.end {
            return None;
        }
        let is_issuer = self.organisations.is_issuer_noun(first, name.end)
            || (name.end == first + 1 && self.organisations.begins_issuer(first));
        if is_issuer {
            return self.organisations.issuer();
        }
        let tells_kind = |at: usize| {
            let token = &tokens[at];
            let is_small = !token.is(shape::CAPITAL) && token.kind != Kind::Mark;
            is_small || self.is_based(at) || (at + 1 < name.end && token.id == NGO)
        };
        let start = (first..name.end).find(|&at| !tells_kind(at));
        let is_led = start.is_some_and(|start| {
            let links = |token: &Token| {
                token.has(traits::JOINER | traits::PARTICLE)
                    || matches!(token.class, Class::Preposition | Class::Conjunction)
            };
            tokens[first..start].iter().all(|token| !links(token))
        });
        let start = start.filter(|_| is_led).unwrap_or(first);
        let is_kind_alone =
            self.is_based(first) && start == name.end - 1 && tokens[start].id == NGO;
        (!is_kind_alone).then(|| self.organisations.resolve(&self.words(start..name.end)))
    }

    /// `Suva-based`, `EU-funded`.
    fn is_based(&self, at: usize) -> bool {
        let word = self.reading.tokens[at].span.of(self.reading.text);
        word.rsplit_once(['-', '‑']).is_some_and(|(_, end)| {
            matches!(end, "based" | "led" | "run" | "funded" | "member" | "backed")
        })
    }

    /// The first name behind a preposition whose end `end_of` knows.
    pub(super) fn inside(
        &self,
        range: Range<usize>,
        end_of: impl Fn(usize) -> Option<usize>,
    ) -> Option<(usize, Range<usize>)> {
        let tokens = &self.reading.tokens;
        range.clone().find_map(|at| {
            let leads = matches!(tokens[at].class, Class::Preposition | Class::Determiner);
            // `координатор программы «Реки» фонда «Причал»`
            let is_of_part = || {
                at.checked_sub(1).is_some_and(|noun| tokens[noun].has(traits::DEPARTMENT))
                    && tokens[at..range.end].iter().filter(|mark| mark.sign == '«').count() > 1
            };
            if tokens[at].kind == Kind::Mark && (tokens[at].sign == '»' || is_of_part()) {
                return None;
            }
            if tokens[at].kind == Kind::Mark {
                let close = (at + 1..range.end).find(|&at| tokens[at].kind == Kind::Mark)?;
                return Some((at, at + 1..close));
            }
            if !leads || self.faces(at) {
                return None;
            }
            let start = self.reading.skip_articles(at + 1, range.end);
            let end = end_of(start).filter(|&end| end <= range.end && start < end)?;
            Some((at, start..end))
        })
    }

    /// `plaintiff before the court`: nobody works for what they stand before or against.
    fn faces(&self, lead: usize) -> bool {
        let is_determiner = self.reading.tokens[lead].class == Class::Determiner;
        let preposition = lead.checked_sub(usize::from(is_determiner));
        preposition.is_some_and(|at| FACING.contains(&self.reading.tokens[at].id))
    }

    /// `the Children’s Rights Alliance`, `the Water Users’ Alliance`: the end of a name that goes on behind its
    /// owner, who is no organisation.
    pub(super) fn name_of_owner(&self, start: usize, limit: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let owner = self.end_of_capitals(start, limit);
        let is_owner = owner > start
            && owner < limit
            && (tokens[owner].kind == Kind::Possessive || self.is_plural_owner(owner));
        if !is_owner || self.organisations.end_of_name(start) == Some(owner) {
            return None;
        }
        let end = self.end_of_capitals(owner + 1, limit);
        let last = end.checked_sub(1).filter(|last| *last > owner)?;
        let is_body =
            tokens[last].has(traits::ORGANISATION) && !tokens[last].has(traits::DEPARTMENT);
        let owns = tokens[start..owner].iter().any(|token| token.has(traits::ORGANISATION));
        (is_body && !owns).then_some(end)
    }

    /// `secretario nacional del Agua`: of all offices, that of a secretary without `general` or `executive` is rather
    /// for a matter than of a body.
    fn has_portfolio(&self, head: usize, start: usize) -> bool {
        let tokens = &self.reading.tokens;
        let tells_body = |token: &Token| {
            let word = token.span.of(self.reading.text).to_lowercase();
            ["gen", "gén", "ger", "exec", "exéc", "ejec"].iter().any(|stem| word.starts_with(stem))
        };
        tokens[head].id == SECRETARY
            && !tokens[head.saturating_sub(1)..start].iter().any(tells_body)
    }

    /// `Leiterin der Rechtsabteilung`, `Leiterin des Referats Asyl`: a German noun for a part of a body.
    fn is_part_of_body(&self, at: usize) -> bool {
        let word = self.reading.tokens[at].span.of(self.reading.text).to_lowercase();
        let word = word.strip_suffix('s').unwrap_or(&word);
        ["abteilung", "referat", "programm", "projekt", "büro", "stelle", "team", "bereich"]
            .iter()
            .any(|part| word.ends_with(part))
    }

    /// `l’Afrique de l’Ouest`: a side of the world is no body.
    fn is_side(&self, at: usize) -> bool {
        let word = self.reading.tokens[at].span.of(self.reading.text);
        let word = word.rsplit(['’', '\'']).next().unwrap_or(word);
        SIDES.contains(&word)
    }

    /// A run of capitals that no word proves an organisation: taken for one unless it names a
    /// department or a place.
    pub(super) fn capital_run(&self, head: usize, start: usize, limit: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let lead = tokens[..start].iter().rev().find(|token| token.class != Class::Determiner)?;
        // `Leiterin des Werks`: the article leads alone
        let is_genitive = self.reading.has_capital_nouns(start)
            && start == head + 2
            && tokens[start - 1].class == Class::Determiner;
        let is_of = [OF, AT, WITH].contains(&lead.id) || is_genitive;
        let is_romance = self.reading.is_romance(start);
        let goes_on = |at: usize| {
            let next_is_capital = at + 1 < limit && tokens[at + 1].is_capital();
            // `Vigia do Porto`
            let is_inside = is_romance && at > start && tokens[at].id == OF;
            tokens[at].is_capital()
                || next_is_capital
                    && (tokens[at].is_sign('&') || is_inside || self.is_plural_owner(at))
        };
        let end = (start..limit).find(|&at| !goes_on(at)).unwrap_or(limit);
        let is_opened = is_romance && tokens[start..limit].first().is_some_and(Token::is_capital);
        let end = if is_opened { end.max(self.end_of_romance_name(start, limit)) } else { end };
        // `lawyer with Ocean Justice`: whom somebody works with or at is no matter
        let is_employer = [AT, WITH].contains(&lead.id) && end > start + 1;
        let telling = if is_employer { start..start + 1 } else { start..end };
        let is_department = tokens[telling].iter().any(|token| {
            token.has(traits::DEPARTMENT | traits::ROLE) || token.class == Class::Title
        }) || is_genitive && self.is_part_of_body(start)
            || end == start + 1 && self.is_side(start);
        // `the Prague office`: the capital only describes what follows
        let is_whole = tokens[end..limit].first().is_none_or(|next| {
            matches!(next.class, Class::Preposition | Class::Conjunction) || next.kind != Kind::Word
        });
        let is_office = lead.id != OF
            || tokens.get(start).is_some_and(|first| BROADCASTERS.contains(&first.id))
            || (office::is_head(tokens[head].id)
                && !(end == start + 1 && self.has_portfolio(head, start)));
        // `líder de la comunidad de San Pedro`
        let is_of_people = start
            .checked_sub(2)
            .is_some_and(|noun| PEOPLES.contains(&tokens[noun].span.of(self.reading.text)));
        // `institutrice à Goma`: one name is rather a town's where `à` leads to towns
        let is_town = lead.id == AT && end == start + 1 && is_romance;
        (is_of
            && is_whole
            && is_office
            && end > start
            && !is_department
            && !is_town
            && !is_of_people
            && !self.reading.is_place(start, end))
        .then_some(end)
    }
}
