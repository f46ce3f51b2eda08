//! Goes through the lists, item by item.

use std::collections::BTreeMap;

use super::{
    FACETS,
    answer::Answer,
    clause::{Clause, Prepared, prepared},
    demand::Meant,
    lists::{Item, Lists},
    names::Spelling,
    question::Question,
};

impl Question {
    /// What the program should answer.
    pub(super) fn scan(&self, lists: &Lists, command: &str, spelling: &Spelling) -> Answer {
        let (items, is_wide) = (lists.items(command), self.is_wide);
        let meant = |demand: &super::demand::Demand| demand.meant(lists, items, is_wide);
        let groups: Vec<(&str, Meant)> =
            self.groups.iter().map(|demand| (demand.facet, meant(demand))).collect();
        let excluded: Vec<Meant> = self.excluded.iter().map(meant).collect();
        let text = self.prepared(lists, items);
        // what passes all groups but those of one facet
        let passes = |item: &Item, but: &str| {
            let mut groups = groups.iter().filter(|(facet, _)| *facet != but);
            groups.all(|(_, meant)| meant.holds(item, is_wide))
        };
        let sought: Vec<&Item> = items
            .iter()
            .filter(|item| !excluded.iter().any(|meant| meant.holds(item, is_wide)))
            .filter(|item| text.holds(item, lists, is_wide))
            .collect();
        let mut hits: Vec<&Item> = sought.iter().copied().filter(|item| passes(item, "")).collect();
        hits.sort_by_key(|item| {
            let first = item.days.map(|(first, _)| i64::from(first));
            let day = if self.sort == "-date" { first.map(|day| -day) } else { first };
            (day.is_none(), day, item.order)
        });
        let facets = FACETS.map(|facet| {
            let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
            for item in sought.iter().filter(|item| passes(item, facet)) {
                for key in item.values(facet, is_wide) {
                    *counts.entry(*key).or_default() += 1;
                }
            }
            let is_selected = |key: &u32| {
                groups.iter().any(|(other, meant)| {
                    *other == facet && matches!(meant, Meant::Keys(_, keys) if keys.contains(key))
                })
            };
            let shown = |key: u32| spelling.shown(facet, &lists.keys[key as usize]);
            let mut values: Vec<(String, u64, bool)> = counts
                .into_iter()
                .map(|(key, count)| (shown(key), count, is_selected(&key)))
                .collect();
            values.sort_by(|a, b| match facet {
                "year" => (a.0 == "undated", &b.0).cmp(&(b.0 == "undated", &a.0)),
                _ => (b.1, &a.0).cmp(&(a.1, &b.0)),
            });
            (facet, values)
        });
        Answer {
            total: hits.len() as u64,
            hits: hits.into_iter().map(|item| item.id.clone()).collect(),
            facets: facets.into_iter().collect(),
        }
    }

    /// The query without the filters at its top.
    fn prepared(&self, lists: &Lists, items: &[Item]) -> Prepared<'_> {
        let is_wide = self.is_wide;
        if !self.alternatives.is_empty() {
            let each = |parts| Prepared::And(prepared(parts, lists, items, is_wide));
            return Prepared::Or(self.alternatives.iter().map(|parts| each(parts)).collect());
        }
        let is_demanded =
            |has_plus: bool, clause: &Clause| has_plus || matches!(clause, Clause::Not(..));
        let (mut demanded, mut optional) = (Vec::new(), Vec::new());
        for signed in &self.text {
            let is_demanded = !self.is_any || is_demanded(signed.has_plus, &signed.clause);
            let clause = signed.clause.prepared(lists, items, is_wide);
            if is_demanded { demanded.push(clause) } else { optional.push(clause) }
        }
        if !optional.is_empty() {
            demanded.push(Prepared::Or(optional));
        }
        Prepared::And(demanded)
    }
}
