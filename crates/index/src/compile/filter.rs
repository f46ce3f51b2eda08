//! Filters as queries of the engine: by the postings of their values, dates by their columns.

use std::sync::Arc;

use query::{DateRange, Field as Facet, Filter, Group};
use release::Country;
use tantivy::{Term, schema::Field};

use super::{Compiler, name};
use crate::{Error, document::UNDATED, sweep::Clause};

impl Compiler<'_> {
    pub(super) fn group(&mut self, group: &Group) -> Result<Clause, Error> {
        let filters: Result<Vec<_>, _> =
            group.any_of.iter().map(|filter| self.filter(filter)).collect();
        Ok(Clause::any_of(filters?))
    }

    pub(super) fn filter(&mut self, filter: &Filter) -> Result<Clause, Error> {
        let fields = &self.snapshot.fields;
        let term = |field: Field, value: &str| Clause::has(Term::from_field_text(field, value));
        match filter {
            Filter::Country(country) => self.country(fields.country, *country),
            Filter::Region(region) => {
                let codes: Vec<Country> = gazetteer::countries_of(region).collect();
                self.note_region(region, codes.len());
                let countries = codes.iter().map(|country| self.country(fields.country, *country));
                Ok(Clause::any_of(countries.collect::<Result<_, _>>()?))
            }
            Filter::Mentions(country) if self.boilerplate => self.country(fields.named, *country),
            Filter::Mentions(country) => self.country(fields.mentions, *country),
            Filter::Undated => Ok(term(fields.year, UNDATED)),
            Filter::Year(range) | Filter::Date(range) => self.dates(*range),
            Filter::Speaker(name) => self.named(Facet::Speaker, fields.speaker, name),
            Filter::Organisation(name) => {
                self.named(Facet::Organisation, fields.organisation, name)
            }
            Filter::Place(name) => self.named(Facet::Place, fields.place, name),
            Filter::Language(language) => Ok(term(fields.language, language.code())),
            Filter::Kind(kind) => Ok(term(fields.release_kind, kind.name())),
        }
    }

    fn note_region(&mut self, region: &str, n_countries: usize) {
        self.notes.push(format!("`{region}` stands for any of its {n_countries} countries"));
    }

    /// Documents that hold a country, but for those of which it does not count.
    fn country(&self, field: Field, country: Country) -> Result<Clause, Error> {
        let holds = Clause::has(Term::from_field_text(field, country.code()));
        let withdrawn = self.snapshot.withdrawn()?;
        let without = withdrawn.docs(self.snapshot, (field, self.kind), country);
        if without.iter().all(Vec::is_empty) {
            return Ok(holds);
        }
        Ok(Clause::All { all: vec![holds], none: vec![Clause::Listed(without)] })
    }

    /// Dates whose whole period lies in the range.
    fn dates(&self, range: DateRange) -> Result<Clause, Error> {
        let fields = &self.snapshot.fields;
        if let Some(years) = whole_years(range) {
            let values = self.snapshot.values(Facet::Year, fields.year)?;
            let in_range = values
                .iter()
                .filter(|value| value.shown().parse().is_ok_and(|year: u32| years.contains(&year)));
            let terms = in_range.map(|value| Term::from_field_text(fields.year, value.shown()));
            return Ok(Clause::Terms { terms: terms.collect(), score: 0.0 });
        }
        let first_name = fields.name(fields.first_day).to_owned();
        let last_name = fields.name(fields.last_day).to_owned();
        let from = u64::from(range.first.unwrap_or(0));
        let to = range.last.map_or(u64::MAX, u64::from);
        Ok(Clause::Test(Arc::new(move |asked| {
            let first = asked.reader.fast_fields().u64(&first_name)?;
            let last = asked.reader.fast_fields().u64(&last_name)?;
            Ok(Box::new(move |doc| {
                first.first(doc).is_some_and(|day| day >= from)
                    && last.first(doc).is_some_and(|day| day <= to)
            }))
        })))
    }

    fn named(&mut self, facet: Facet, field: Field, name: &str) -> Result<Clause, Error> {
        let values = self.snapshot.values(facet, field)?;
        let numbers = name::resolve(self.snapshot, (field, self.kind), values, name)?;
        if numbers.is_empty() {
            let note = name::unknown(self.snapshot, (field, self.kind), facet, values, name)?;
            self.notes.push(note);
            return Ok(Clause::Nothing);
        }
        let terms = numbers.into_iter().flat_map(|number| values.get(number).terms());
        let terms = terms.map(|term| Term::from_field_text(field, term)).collect();
        Ok(Clause::Terms { terms, score: 0.0 })
    }

    /// The numbers of the names that the filters of a facet demand, sorted.
    pub(crate) fn selected(
        &self,
        facet: Facet,
        field: Field,
        groups: &[Group],
    ) -> Result<Vec<usize>, Error> {
        let filters = groups.iter().filter(|group| group.field == facet);
        let mut selected = Vec::new();
        for filter in filters.flat_map(|group| &group.any_of) {
            if let Filter::Speaker(name) | Filter::Organisation(name) | Filter::Place(name) = filter
            {
                let values = self.snapshot.values(facet, field)?;
                let found = name::resolve(self.snapshot, (field, self.kind), values, name)?;
                selected.extend(found);
            }
        }
        selected.sort_unstable();
        selected.dedup();
        Ok(selected)
    }
}

/// The years of a range that begins with a 1 January and ends with a 31 December.
fn whole_years(range: DateRange) -> Option<std::ops::RangeInclusive<u32>> {
    let first = range.first.unwrap_or(101);
    let last = range.last.unwrap_or(9999_1231);
    (first % 10_000 == 101 && last % 10_000 == 1231).then_some(first / 10_000..=last / 10_000)
}
