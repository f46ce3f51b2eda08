//! `Node`: a clause in one segment, asked stretch by stretch.

use tantivy::{
    DocId, DocSet, TERMINATED, TantivyError,
    query::{
        ConstScoreQuery, EnableScoring, FuzzyTermQuery, Query, Scorer,
        doc_predicate_query::DocPredicateQuery,
    },
};

use super::{
    Asked, Bits, WIDTH,
    clause::{Clause, Test},
    cursor::{end, place},
    phrase::PhraseNode,
    quotes::QuotesNode,
    set::SetNode,
    window::WindowIn,
    word::{WordNode, offset},
};

use crate::schema::DocKind;

/// How well a document matches that is only one of all.
const EQUAL: f32 = 1.0;

/// A clause in one segment. It is only ever asked to go forwards.
pub(super) enum Node {
    Nothing,
    Everything,
    Set(Box<SetNode>),
    Word(Box<WordNode>),
    Phrase(Box<PhraseNode>),
    Quotes(Box<QuotesNode>),
    Test(Test),
    All(Box<All>),
    Any(Vec<Node>),
    Engine(Box<Engine>),
}

/// What meets all of these and none of the others.
pub(super) struct All {
    /// The cheapest first.
    each: Vec<Node>,
    none: Vec<Node>,
    here: Bits,
}

/// What the engine finds.
pub(super) struct Engine {
    scorer: Box<dyn Scorer>,
    is_ranked: bool,
    here: Bits,
    scores: Vec<f32>,
}

impl Node {
    pub(super) fn open(clause: &Clause, asked: &Asked<'_>) -> Result<Self, TantivyError> {
        let is_of_quotes = asked.kind == DocKind::Quote;
        let of_quotes = |node: Option<QuotesNode>| {
            node.map_or(Self::Nothing, |node| Self::Quotes(Box::new(node)))
        };
        Ok(match clause {
            Clause::Nothing => Self::Nothing,
            Clause::Everything => Self::Everything,
            Clause::Terms { terms, score } => {
                let set = SetNode::of_terms(terms, *score, asked)?;
                set.map_or(Self::Nothing, |set| Self::Set(Box::new(set)))
            }
            Clause::Prefix { field, prefix, score } => {
                let set = SetNode::of_prefix(*field, prefix, *score, asked)?;
                set.map_or(Self::Nothing, |set| Self::Set(Box::new(set)))
            }
            Clause::Fuzzy { word, distance, score } if is_of_quotes => {
                let set = SetNode::of_fuzzy(word, *distance, *score, asked)?;
                set.map_or(Self::Nothing, |set| Self::Set(Box::new(set)))
            }
            Clause::Fuzzy { word, distance, score } => {
                let query = FuzzyTermQuery::new(word.clone(), *distance, true);
                Self::of_engine(Box::new(query), *score, asked)?
            }
            Clause::Word(word) if is_of_quotes => of_quotes(QuotesNode::of_word(word, asked)?),
            Clause::Word(word) => {
                let word = WordNode::open(word, asked)?;
                word.map_or(Self::Nothing, |word| Self::Word(Box::new(word)))
            }
            Clause::Phrase(places) if is_of_quotes => {
                of_quotes(QuotesNode::of_phrase(places, asked)?)
            }
            Clause::Phrase(places) => {
                let mut any = Vec::new();
                for place in places {
                    let phrase = PhraseNode::open(place, asked)?;
                    any.extend(phrase.map(|phrase| Self::Phrase(Box::new(phrase))));
                }
                Self::any_of(any)
            }
            Clause::Window(places) if is_of_quotes => {
                of_quotes(QuotesNode::of_window(places, asked)?)
            }
            Clause::Window(places) => {
                let of_place = |WindowIn { window, score }: &WindowIn| {
                    let query = DocPredicateQuery::from(window.clone());
                    Self::of_engine(Box::new(query), *score, asked)
                };
                Self::any_of(places.iter().map(of_place).collect::<Result<_, _>>()?)
            }
            Clause::Listed(docs) => {
                let docs = docs.get(asked.segment as usize).map_or(&[][..], Vec::as_slice);
                Self::Set(Box::new(SetNode::of_docs(docs, asked)))
            }
            Clause::Test(test) => Self::Test(test(asked)?),
            Clause::All { all, none } => {
                let open = |clause| Self::open(clause, asked);
                let mut each: Vec<Self> = all.iter().map(open).collect::<Result<_, _>>()?;
                if each.iter().any(|node| matches!(node, Self::Nothing)) {
                    return Ok(Self::Nothing);
                }
                each.sort_by_key(Self::cost);
                let none = none.iter().map(|clause| Self::open(clause, &asked.unranked()));
                let none = none.collect::<Result<_, _>>()?;
                Self::All(Box::new(All { each, none, here: Bits::NONE }))
            }
            Clause::Any(any) => {
                let open = |clause| Self::open(clause, asked);
                Self::any_of(any.iter().map(open).collect::<Result<_, _>>()?)
            }
        })
    }

    /// What the engine finds, all equally good.
    fn of_engine(
        query: Box<dyn Query>,
        score: f32,
        asked: &Asked<'_>,
    ) -> Result<Self, TantivyError> {
        let query = ConstScoreQuery::new(query, score);
        Ok(Self::Engine(Box::new(Engine::open(&query, asked)?)))
    }

    fn any_of(mut any: Vec<Self>) -> Self {
        any.retain(|node| !matches!(node, Self::Nothing));
        match any.len() {
            0 => Self::Nothing,
            1 => any.remove(0),
            _ => Self::Any(any),
        }
    }

    /// About how many documents are looked at, weighed by what a look costs.
    pub(super) fn cost(&self) -> u64 {
        match self {
            Self::Nothing => 0,
            Self::Set(set) => set.cost(),
            Self::Word(word) => word.cost(),
            Self::Phrase(phrase) => phrase.cost(),
            Self::Quotes(quotes) => quotes.cost(),
            Self::Everything => u64::MAX - 1,
            Self::Test(_) => u64::MAX,
            Self::All(all) => all.each.first().map_or(0, Self::cost),
            Self::Any(any) => any.iter().fold(0, |sum, node| sum.saturating_add(node.cost())),
            Self::Engine(engine) => engine.scorer.cost().saturating_mul(4),
        }
    }

    /// No document before this one is in the set, from `from` on.
    pub(super) fn next(&mut self, from: DocId) -> DocId {
        if from >= TERMINATED {
            return TERMINATED;
        }
        match self {
            Self::Nothing => TERMINATED,
            Self::Set(set) => set.next(from),
            Self::Word(word) => word.next(from),
            Self::Phrase(phrase) => phrase.next(from),
            Self::Quotes(quotes) => quotes.next(from),
            Self::Everything | Self::Test(_) => from,
            Self::All(all) => all.each.iter_mut().fold(from, |from, node| node.next(from)),
            Self::Any(any) => {
                any.iter_mut().map(|node| node.next(from)).min().unwrap_or(TERMINATED)
            }
            Self::Engine(engine) => engine.next(from),
        }
    }

    /// The documents of the mask that are in the set, in the stretch that begins at `base`.
    pub(super) fn fill(&mut self, base: DocId, mask: &Bits) -> Bits {
        match self {
            Self::Nothing => Bits::NONE,
            Self::Everything => mask.clone(),
            Self::Set(set) => set.fill(base, mask).clone(),
            Self::Word(word) => word.fill(base, mask).clone(),
            Self::Phrase(phrase) => phrase.fill(base, mask).clone(),
            Self::Quotes(quotes) => quotes.fill(base, mask).clone(),
            Self::Test(test) => {
                let mut met = Bits::NONE;
                mask.each(|at| {
                    if test(base + offset(at)) {
                        met.insert(at);
                    }
                });
                met
            }
            Self::All(all) => {
                let mut met = mask.clone();
                for node in &mut all.each {
                    if met.is_empty() {
                        break;
                    }
                    met = node.fill(base, &met);
                }
                for node in &mut all.none {
                    if met.is_empty() {
                        break;
                    }
                    met.drop(&node.fill(base, &met));
                }
                all.here = met.clone();
                met
            }
            Self::Any(any) => {
                let mut met = Bits::NONE;
                for node in any {
                    met.add(&node.fill(base, mask));
                }
                met
            }
            Self::Engine(engine) => engine.fill(base, mask).clone(),
        }
    }

    /// Adds how well these documents match, those of the last stretch that was filled.
    pub(super) fn score(&self, base: DocId, of: &Bits, scores: &mut [f32]) {
        match self {
            Self::Nothing | Self::Test(_) => {}
            Self::Everything => of.each(|at| scores[at] += EQUAL),
            Self::Set(set) => set.score(of, scores),
            Self::Word(word) => word.score(base, of, scores),
            Self::Phrase(phrase) => phrase.score(of, scores),
            Self::Quotes(quotes) => quotes.score(base, of, scores),
            Self::All(all) => {
                let mut mine = of.clone();
                mine.keep(&all.here);
                if !mine.is_empty() {
                    for node in &all.each {
                        node.score(base, &mine, scores);
                    }
                }
            }
            Self::Any(any) => {
                for node in any {
                    node.score(base, of, scores);
                }
            }
            Self::Engine(engine) => engine.score(of, scores),
        }
    }
}

impl Engine {
    fn open(query: &dyn Query, asked: &Asked<'_>) -> Result<Self, TantivyError> {
        let searcher = &asked.snapshot.searcher;
        let scoring = if asked.is_ranked {
            EnableScoring::enabled_from_statistics_provider(asked.statistics, searcher)
        } else {
            EnableScoring::disabled_from_searcher(searcher)
        };
        let scorer = query.weight(scoring)?.scorer(asked.reader, 1.0)?;
        let is_ranked = asked.is_ranked;
        Ok(Self { scorer, is_ranked, here: Bits::NONE, scores: vec![0.0; WIDTH] })
    }

    fn next(&mut self, from: DocId) -> DocId {
        if self.scorer.doc() < from { self.scorer.seek(from) } else { self.scorer.doc() }
    }

    fn fill(&mut self, base: DocId, mask: &Bits) -> &Bits {
        self.here = Bits::NONE;
        let mut doc = self.next(base);
        while doc < end(base) {
            let at = place(doc, base);
            if mask.contains(at) {
                self.here.insert(at);
                if self.is_ranked {
                    self.scores[at] = self.scorer.score();
                }
            }
            doc = self.scorer.advance();
        }
        &self.here
    }

    fn score(&self, of: &Bits, scores: &mut [f32]) {
        if self.is_ranked {
            let mut mine = of.clone();
            mine.keep(&self.here);
            mine.each(|at| scores[at] += self.scores[at]);
        }
    }
}
