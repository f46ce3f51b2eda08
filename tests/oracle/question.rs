//! `Question`: what is asked, in every way that the query and the flags allow.

use super::{
    clause::{Clause, From},
    demand::Demand,
    dice::Dice,
    lists::Lists,
};

/// What is asked.
#[derive(Debug, Default)]
pub(crate) struct Question {
    /// Each of these must hold, or with `--any` each that is demanded and one of the others.
    pub(super) text: Vec<Signed>,
    /// Or one of these, without parentheses: NOT binds before AND, AND before OR.
    pub(super) alternatives: Vec<Vec<Clause>>,
    /// Filters; the own ones of a facet are left out of its counts.
    pub(super) groups: Vec<Demand>,
    pub(super) excluded: Vec<Demand>,
    query: Vec<String>,
    flags: Vec<String>,
    pub(super) is_wide: bool,
    pub(super) is_any: bool,
    pub(super) is_collapsed: bool,
    pub(super) sort: &'static str,
}

/// A clause with or without a plus.
#[derive(Debug)]
pub(super) struct Signed {
    pub(super) has_plus: bool,
    pub(super) clause: Clause,
}

impl Question {
    pub(crate) fn draw(dice: &mut Dice, lists: &Lists, command: &str) -> Self {
        let is_wide = dice.one_in(3);
        let sort = *dice.pick(&["relevance", "relevance", "date", "-date"]);
        let mut question = Self { is_wide, sort, is_any: dice.one_in(8), ..Self::default() };
        question.is_collapsed = dice.one_in(12);
        let about = dice.pick(lists.items(command));
        let from = From { lists, command, about, is_wide };
        if !question.is_any && dice.one_in(8) {
            question.draw_alternatives(dice, from);
        } else {
            question.draw_text(dice, from);
        }
        for _ in 0..dice.below(4) {
            question.draw_filter(dice, from);
        }
        if question.query.is_empty() && dice.one_in(3) {
            question.query.push("*".to_owned());
        }
        question
    }

    fn draw_text(&mut self, dice: &mut Dice, from: From<'_>) {
        for _ in 0..dice.below(4) {
            let Some(clause) = Clause::draw(dice, from, 0) else { continue };
            let has_plus = dice.one_in(8) && !matches!(clause, Clause::Not(..));
            if !self.query.is_empty() && !self.is_any && dice.one_in(4) {
                self.query.push("AND".to_owned());
            }
            self.query.push(format!("{}{}", if has_plus { "+" } else { "" }, clause.typed()));
            self.text.push(Signed { has_plus, clause });
        }
    }

    fn draw_alternatives(&mut self, dice: &mut Dice, from: From<'_>) {
        for _ in 0..2 + dice.below(2) {
            let mut parts: Vec<Clause> =
                (0..=dice.below(2)).filter_map(|_| Clause::draw(dice, from, 1)).collect();
            if dice.one_in(3) {
                parts.extend(Clause::filter(dice, from));
            }
            // filters alone would be the filters of the query
            if parts.iter().all(|part| matches!(part, Clause::Filter(..))) {
                continue;
            }
            if !self.alternatives.is_empty() {
                self.query.push("OR".to_owned());
            }
            let typed: Vec<String> = parts.iter().map(Clause::typed).collect();
            self.query.push(typed.join([" ", " AND "][dice.below(2)]));
            self.alternatives.push(parts);
        }
        // one alternative is none: a filter in it would be a filter of the query
        if self.alternatives.len() < 2 {
            self.query.clear();
            self.alternatives.clear();
            self.draw_text(dice, from);
        }
    }

    /// A filter or an exclusion, as flag or in the query.
    fn draw_filter(&mut self, dice: &mut Dice, from: From<'_>) {
        let Some(demand) = Demand::draw(dice, from.lists, from.command, from.about, from.is_wide)
        else {
            return;
        };
        let is_excluded = dice.one_in(4);
        let may_be_typed = self.alternatives.is_empty() && dice.one_in(2);
        let typed = if may_be_typed { demand.in_query(dice) } else { None };
        match (typed, is_excluded) {
            (Some(typed), true) => {
                self.query.push(format!("{}{typed}", ["-", "NOT "][dice.below(2)]));
            }
            (Some(typed), false) => {
                let sign = if dice.one_in(6) { "+" } else { "" };
                self.query.push(format!("{sign}{typed}"));
            }
            (None, true) => self.flags.extend(demand.exclusions()),
            (None, false) => {
                // a flag given twice means either
                let Some(flags) = demand.flags() else { return };
                let name = |flag: &str| flag.split('=').next().unwrap_or_default().to_owned();
                if self.flags.iter().any(|other| name(other) == name(&flags[0])) {
                    return;
                }
                self.flags.extend(flags);
            }
        }
        if is_excluded { self.excluded.push(demand) } else { self.groups.push(demand) }
    }

    /// The words of the command line behind the name of the command.
    pub(super) fn arguments(&self) -> Vec<String> {
        let mut arguments = self.flags();
        arguments.extend(self.is_collapsed.then(|| "--collapse".to_owned()));
        arguments.push(format!("--sort={}", self.sort));
        if !self.query.is_empty() {
            arguments.push("--".to_owned());
            arguments.push(self.words());
        }
        arguments
    }

    /// The filters and what changes the set of hits, as every command takes them.
    pub(crate) fn flags(&self) -> Vec<String> {
        let mut flags = self.flags.clone();
        flags.extend(self.is_wide.then(|| "--boilerplate".to_owned()));
        flags.extend(self.is_any.then(|| "--any".to_owned()));
        flags
    }

    /// The query as typed.
    pub(crate) fn words(&self) -> String {
        self.query.join(" ")
    }
}
