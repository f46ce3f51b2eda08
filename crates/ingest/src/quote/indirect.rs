//! Reported speech: `X said that …`, `…, X said`, `according to X, …`.
//!
//! Only plain verbs of saying count, or others before `that`; the clause must hold no passage in marks,
//! for that is a quote by itself. The span is the reported clause, without its full stop.

use crate::{
    dateline,
    quote::{
        clause::{
            LONGEST_ADVERBIAL, LONGEST_FRAGMENT, SHORTEST_CLAUSE, TELLS, before_colon,
            colon_clause, finite_clause, hearer_colon, infinitive_clause, is_free_of_quotes,
            is_that, plain_clause, reported_clause, that_clause, told_clause,
        },
        direct::Attributed,
        han,
        lexicon::{Class, traits},
        mention::{Mention, MentionKind},
        person::Proof,
        reading::Reading,
        second,
        surroundings::behind_parenthesis,
        token::{Kind, Token, shape},
        whose::Resolver,
        word_id::of_ascii,
    },
};

/// Between a subject behind its verb and `that`.
const LONGEST_APPOSITION: usize = 24;
/// A dateline has at most so many words and signs.
const LONGEST_DATELINE: usize = 12;

/// Between `according to` and a name: a title.
const LONGEST_SOURCE: usize = 5;
/// Behind `so X`: `weiter`, `am Montag in Berlin`.
const LONGEST_TAIL: usize = 4;
/// Between a verb and the name behind it: a title.
const LONGEST_TITLE: usize = 9;
/// Before a verb that begins its clause: `من جهتها،`.
const LONGEST_LEAD: usize = 4;

/// Between a subject and what it says beside what it does.
const FARTHEST_PARTICIPLE: usize = 30;

const SAYING: u32 = of_ascii("saying");
const AND: u32 = of_ascii("and");
const HAS: u32 = of_ascii("has");
const HAVE: u32 = of_ascii("have");
/// Verbs that report without `that`.
const PLAIN: [u32; 4] =
    [of_ascii("said"), of_ascii("says"), of_ascii("believes"), of_ascii("reckons")];
/// Verbs that report without `that` where a subject and a finite verb follow, and take an object else.
const HOLDS: [u32; 25] = [
    of_ascii("maintains"),
    of_ascii("maintained"),
    of_ascii("contends"),
    of_ascii("contended"),
    of_ascii("alleges"),
    of_ascii("alleged"),
    of_ascii("asserts"),
    of_ascii("asserted"),
    of_ascii("admits"),
    of_ascii("admitted"),
    of_ascii("acknowledges"),
    of_ascii("acknowledged"),
    of_ascii("explains"),
    of_ascii("explained"),
    of_ascii("estimates"),
    of_ascii("fears"),
    of_ascii("thinks"),
    of_ascii("argues"),
    of_ascii("argued"),
    of_ascii("claims"),
    of_ascii("claimed"),
    of_ascii("insists"),
    of_ascii("insisted"),
    of_ascii("warns"),
    of_ascii("warned"),
];
/// By what somebody says something from afar: `said by telephone`.
const MEDIA: [u32; 8] = [
    of_ascii("email"),
    of_ascii("e-mail"),
    of_ascii("mail"),
    of_ascii("phone"),
    of_ascii("telephone"),
    of_ascii("fax"),
    of_ascii("letter"),
    of_ascii("satellite"),
];
const SAY: u32 = of_ascii("say");
/// Words of denial.
const DENIES: [u32; 2] = [of_ascii("not"), of_ascii("no")];
/// What begins a condition.
const SUPPOSES: [u32; 3] = [of_ascii("if"), of_ascii("whether"), of_ascii("unless")];
/// What begins `As X said, …`.
const AS: [u32; 2] = [of_ascii("as"), of_ascii("like")];

/// A reported clause: its tokens, the mention that reports, the verb.
struct Report {
    first: usize,
    end: usize,
    mention: usize,
    cue: usize,
}

/// A sentence, worked out once for all its mentions.
#[derive(Clone, Copy)]
struct Sentence {
    number: u32,
    /// Its first word behind a dateline.
    first: usize,
    /// One past its last word; its final sign is left out.
    end: usize,
    /// Whether a word outside marks attributes.
    is_attributed: bool,
}

/// Finds reported speech in the running text.
pub(crate) fn find(
    resolver: &Resolver<'_>,
    is_running: impl Fn(usize) -> bool,
    direct: &[Attributed],
) -> Vec<Attributed> {
    let reading = resolver.reading;
    let mut found: Vec<Attributed> = Vec::new();
    let mut end_before = 0;
    let mut sentence: Option<Sentence> = None;
    for idx in 0..reading.mentions.len() {
        let mention = &reading.mentions[idx];
        if !is_running(mention.paragraph) {
            continue;
        }
        let is_known = sentence.is_some_and(|known| known.number == mention.sentence);
        let current = match sentence.filter(|_| is_known) {
            Some(known) => known,
            None => Sentence::around(reading, mention.first),
        };
        if !is_known
            && !current.is_attributed
            && let Some(report) = goes_on(reading, &current, found.last(), idx)
                .or_else(|| goes_on(reading, &current, quote_before(direct, &current), idx))
        {
            end_before = report.end;
            found.push(report);
        }
        sentence = Some(current);
        if let Some((first, end)) = han::clause(reading, mention) {
            let inner = reading.span(first, end);
            found.push(Attributed {
                span: inner,
                inner,
                first,
                end,
                paragraph: mention.paragraph,
                whose: resolver.resolve(idx, None, 1.0),
                is_own: true,
                cue: None,
                continues: false,
                is_direct: false,
                rule: "reported",
                confidence: 0.8,
            });
            continue;
        }
        if !current.is_attributed || !can_report(resolver, mention) {
            continue;
        }
        let Some(mut report) = report(reading, &current, idx) else { continue };
        report.end = before_quote(reading, direct, &report);
        let n_words =
            reading.tokens[report.first..report.end].iter().filter(|token| token.is_word()).count();
        if report.first < end_before || n_words < SHORTEST_CLAUSE || holds_quote(direct, &report) {
            continue;
        }
        end_before = report.end;
        let spoke = last_speaker(direct, &found, report.first, mention.paragraph);
        let inner = reading.span(report.first, report.end);
        let mut whose = resolver.resolve(report.mention, spoke, 0.0);
        // what finds is as often a report or an office whose capitals look like a name
        if !reading.tokens[report.cue].attributes() {
            whose.person =
                whose.person.filter(|&person| resolver.persons.all[person].proof > Proof::None);
        }
        found.push(Attributed {
            span: inner,
            inner,
            first: report.first,
            end: report.end,
            paragraph: mention.paragraph,
            whose,
            is_own: true,
            cue: Some(report.cue),
            continues: false,
            is_direct: false,
            rule: "reported",
            confidence: 0.8,
        });
    }
    found
}

impl Sentence {
    fn around(reading: &Reading<'_>, at: usize) -> Self {
        let tokens = &reading.tokens;
        let number = tokens[at].sentence;
        let start = tokens[..at].iter().rposition(|token| token.sentence != number);
        let start = start.map_or(0, |at| at + 1);
        let rest = &tokens[at..];
        let length = rest.iter().position(|token| token.sentence != number);
        let mut end = at + length.unwrap_or(rest.len());
        let is_attributed = (start..end).any(|at| {
            (reports_words(tokens, at) || opens_so(tokens, at)) && !tokens[at].is_quoted()
        });
        while end > start + 1 && tokens[end - 1].kind == Kind::Sign {
            end -= 1;
        }
        let is_first = reading.paragraphs[tokens[at].paragraph as usize].first == start;
        let dash = (start..end.min(start + LONGEST_DATELINE)).rfind(|&at| tokens[at].is_dash());
        let is_dateline = |dash: usize| {
            let opens = || dateline::opens(&reading.text[tokens[start].span.start as usize..]);
            is_first && (dash < at || opens())
        };
        let first = dash.filter(|&dash| is_dateline(dash)).map_or(start, |dash| dash + 1);
        Self { number, first, end, is_attributed }
    }
}

/// Whether the word at `at` says that somebody reports.
fn reports_words(tokens: &[Token], at: usize) -> bool {
    tokens[at].attributes() || finds(tokens, at) || is_view(tokens, at)
}

/// `found that`, `установил, что`
fn finds(tokens: &[Token], at: usize) -> bool {
    tokens[at].has(traits::FINDS) && second::that_behind(tokens, at).is_some()
}

/// The noun of `in Jane Roe's view`.
fn is_view(tokens: &[Token], at: usize) -> bool {
    tokens[at].has(traits::SOURCE)
        && at.checked_sub(1).is_some_and(|before| tokens[before].kind == Kind::Possessive)
}

/// `…, so X`: whether the word at `at` attributes, as German `so` does behind a comma.
fn opens_so(tokens: &[Token], at: usize) -> bool {
    tokens[at].has(traits::SO)
        && at.checked_sub(1).is_some_and(|before| tokens[before].is_sign(','))
}

/// `Sie hätten das gewusst.` behind a report: a sentence whose verb has the form of reported speech.
fn goes_on(
    reading: &Reading<'_>,
    sentence: &Sentence,
    before: Option<&Attributed>,
    idx: usize,
) -> Option<Attributed> {
    let before = before?;
    let tokens = &reading.tokens[sentence.first..sentence.end];
    let is_reported = tokens.iter().any(|token| token.has(traits::REPORTED));
    let is_free = is_free_of_quotes(tokens);
    let follows = tokens.first()?.sentence == reading.tokens[before.end - 1].sentence + 1
        && reading.mentions[idx].paragraph == before.paragraph;
    let inner = reading.span(sentence.first, sentence.end);
    (is_reported && is_free && follows).then(|| Attributed {
        span: inner,
        inner,
        first: sentence.first,
        end: sentence.end,
        is_own: false,
        cue: None,
        continues: true,
        is_direct: false,
        rule: "reported",
        confidence: 0.6,
        ..before.clone()
    })
}

/// The last direct quote before a sentence, if somebody said it.
fn quote_before<'q>(direct: &'q [Attributed], sentence: &Sentence) -> Option<&'q Attributed> {
    let n_before = direct.partition_point(|quote| quote.first < sentence.first);
    direct[..n_before].last().filter(|quote| quote.whose.person.is_some())
}

fn can_report(resolver: &Resolver<'_>, mention: &Mention) -> bool {
    let reading = resolver.reading;
    let token = &reading.tokens[mention.first];
    let is_dummy = mention.kind == MentionKind::Pronoun && token.id == of_ascii("it");
    // `Jane Roe (Lab, Hull) said`
    let is_inside = mention.first.checked_sub(1).is_some_and(|at| reading.tokens[at].is_sign('('))
        && !reading.tokens.get(mention.end).is_some_and(Token::is_cue);
    // `That said, …`
    let is_that = is_that(token) && mention.end == mention.first + 1;
    let is_body = || {
        is_body(reading, mention)
            || resolver.is_issuer(
                reading.words(reading.skip_articles(mention.first, mention.end), mention.end),
            )
    };
    (mention.kind != MentionKind::Thing || is_body()) && !is_dummy && !is_inside && !is_that
}

/// `le ministère`, `die Fischereibehörde`: a phrase whose noun is one for a body.
fn is_body(reading: &Reading<'_>, mention: &Mention) -> bool {
    let is_noun = |at: &usize| reading.tokens[*at].has(traits::ORGANISATION);
    let is_oblique = reading.tokens[mention.first].has(traits::OBLIQUE);
    !is_oblique && (mention.first..mention.end).any(|at| is_noun(&at))
}

/// Whether the clause holds a quote by itself; a few quoted words inside it are part of the report.
fn holds_quote(direct: &[Attributed], report: &Report) -> bool {
    let from = direct.partition_point(|quote| quote.end <= report.first);
    direct[from..]
        .iter()
        .take_while(|quote| quote.first < report.end)
        .any(|quote| quote.end - quote.first > LONGEST_FRAGMENT || quote.first <= report.first)
}

/// Where a clause ends that goes over into a longer quote behind a comma: `that nobody was held, “only …”`.
fn before_quote(reading: &Reading<'_>, direct: &[Attributed], report: &Report) -> usize {
    // `In a letter, she said, “…”` leads to it
    if report.cue >= report.first || !reading.tokens[report.cue].is_cue() {
        return report.end;
    }
    let from = direct.partition_point(|quote| quote.first <= report.first);
    let next = direct
        .get(from)
        .filter(|quote| quote.first < report.end && quote.end - quote.first > LONGEST_FRAGMENT);
    let comma = next.and_then(|quote| quote.first.checked_sub(1));
    let parts = |at: &usize| {
        let sign = &reading.tokens[*at];
        *at > report.first && (sign.is_sign(',') || sign.is_dash())
    };
    comma.filter(parts).unwrap_or(report.end)
}

/// Who spoke last before the token `at`, and in which paragraph.
fn last_speaker(
    direct: &[Attributed],
    indirect: &[Attributed],
    at: usize,
    paragraph: usize,
) -> Option<(usize, usize)> {
    let before = |quotes: &[Attributed]| {
        let n_before = quotes.partition_point(|quote| quote.first < at);
        let last = quotes[..n_before].last()?;
        let person = last.whose.person?;
        (last.paragraph + 2 >= paragraph).then_some((last.first, person, last.paragraph))
    };
    let last = before(direct).max(before(indirect))?;
    Some((last.1, last.2))
}

fn report(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    according_to(reading, sentence, idx)
        .or_else(|| as_said(reading, sentence, idx))
        .or_else(|| so_said(reading, sentence, idx))
        .or_else(|| parenthetical(reading, sentence, idx))
        .or_else(|| behind(reading, sentence, idx))
        .or_else(|| inverted(reading, sentence, idx))
        .or_else(|| before(reading, sentence, idx))
        .or_else(|| second(reading, sentence, idx))
        .or_else(|| participle(reading, sentence, idx))
}

/// `X agrees with him, saying the industry has fenced its streams`: behind a comma, by the subject of the sentence.
fn participle(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let is_title = |token: &Token| {
        token.is_word()
            && (token.is_capital() || token.has(traits::ROLE) || token.class == Class::Determiner)
    };
    let is_named = match mention.kind {
        MentionKind::Name => true,
        MentionKind::Pronoun => tokens.get(mention.first)?.class == Class::Pronoun,
        _ => false,
    };
    let is_subject = is_named && tokens.get(sentence.first..mention.first)?.iter().all(is_title);
    if !is_subject {
        return None;
    }
    // `…, Roe said, noting that …` goes on with the verb before
    let is_near = |at: &usize| {
        let token = &tokens[*at];
        let is_said = token.class == Class::Say && !second::is_participle(token);
        !token.is_quoted() && token.kind != Kind::Mark && !is_said
    };
    let cue = (mention.end + 1..sentence.end.min(mention.end + FARTHEST_PARTICIPLE))
        .take_while(is_near)
        .find(|&at| second::is_participle(&tokens[at]) && tokens[at - 1].is_sign(','))?;
    let first = that_clause(tokens, cue, sentence.end)
        .filter(|first| *first == cue + 2)
        .or_else(|| plain_clause(tokens, cue, sentence.end).filter(|_| tokens[cue].id == SAYING))?;
    (first < sentence.end && !tokens[first].is_quoted()).then_some(Report {
        first,
        end: sentence.end,
        mention: idx,
        cue,
    })
}

/// `“…”, X said and added that …`: what follows the second verb.
fn second(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let verb = verb_before(tokens, mention).or_else(|| verb_behind(reading, idx))?;
    let (cue, first) = second::clause(tokens, mention, verb)?;
    let end = before_colon(tokens, first, sentence.end);
    (first < end && !tokens[first].is_quoted()).then_some(Report { first, end, mention: idx, cue })
}

/// The verb of saying right before a subject, or one word before it.
fn verb_before(tokens: &[Token], mention: &Mention) -> Option<usize> {
    (1..=2).filter_map(|back| mention.first.checked_sub(back)).find(|&at| {
        tokens[at].is_cue() && tokens[at].sentence == mention.sentence && !tokens[at].is_quoted()
    })
}

/// `X said that …`, `X, director of …, said …`.
fn behind(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let cue = verb_behind(reading, idx)?;
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let end = sentence.end;
    let verb = &tokens[cue];
    if follows_words(tokens, cue) || is_named_behind(reading, idx, cue) {
        return None;
    }
    if !reports(reading, cue) && !finds(tokens, cue) || is_supposed(tokens, sentence, mention) {
        return None;
    }
    let first = that_clause(tokens, cue, end)
        .or_else(|| colon_clause(tokens, hearer_colon(tokens, cue, end)?, end))
        .or_else(|| {
            let is_plain = is_plain(verb) || says_now(reading, mention, cue);
            if is_plain { plain_clause(tokens, cue, end) } else { None }
        })
        .or_else(|| {
            let end = before_colon(tokens, cue + 1, end);
            if HOLDS.contains(&verb.id) { finite_clause(tokens, cue, end) } else { None }
        })
        .or_else(|| infinitive_clause(reading, cue, end))
        .or_else(|| told_clause(tokens, cue, end))
        .or_else(|| {
            if reading.has_capital_nouns(cue) { reported_clause(tokens, cue, end) } else { None }
        })?;
    let end = before_colon(tokens, first, end);
    (first < end && !tokens[first].is_quoted()).then_some(Report { first, end, mention: idx, cue })
}

/// Whether what a verb says stands before it in marks: `"…", says X, who holds that …`.
fn follows_words(tokens: &[Token], cue: usize) -> bool {
    let is_between = |at: &usize| {
        let token = &tokens[*at];
        token.sentence == tokens[cue].sentence
            && (matches!(token.kind, Kind::Sign | Kind::Mark)
                || matches!(token.class, Class::Auxiliary | Class::Pronoun))
    };
    // `… en mai. » Elle rappelle que`: the mark closes the sentence before
    let closes_another = |at: usize| {
        at.checked_sub(1).is_some_and(|before| tokens[before].sentence != tokens[at].sentence)
            && tokens.get(at + 1).is_some_and(Token::is_capital)
    };
    (cue.saturating_sub(LONGEST_LEAD)..cue)
        .rev()
        .take_while(is_between)
        .any(|at| tokens[at].kind == Kind::Mark && !closes_another(at))
}

/// `The chair of the panel, Jane Roe, stressed`: the verb is that of the name, not of the panel.
fn is_named_behind(reading: &Reading<'_>, idx: usize, cue: usize) -> bool {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    reading.mentions.get(idx + 1).is_some_and(|next| {
        next.kind == MentionKind::Name
            && next.first == mention.end + 1
            && next.end + 1 == cue
            && tokens[next.end].is_sign(',')
            && behind_comma(tokens, next)
    })
}

/// `As X noted, …`: the clause behind the comma.
fn as_said(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let lead = tokens.get(sentence.first).filter(|lead| AS.contains(&lead.id))?;
    let is_lead = lead.is_word() && mention.first > sentence.first;
    let end = sentence.end;
    let cue = (sentence.first + 1..(mention.end + 4).min(end)).find(|&at| tokens[at].is_cue())?;
    let behind = cue.max(mention.end - 1) + 1;
    let comma =
        (behind..(behind + LONGEST_ADVERBIAL).min(end)).find(|&at| tokens[at].is_sign(','))?;
    let is_near = cue <= mention.end + 1 && mention.first <= cue + 2 + LONGEST_ADVERBIAL;
    let is_last = !reading.mentions[idx + 1..]
        .iter()
        .take_while(|next| next.first < comma)
        .any(|next| next.kind == MentionKind::Name);
    (is_lead && is_near && is_last).then_some(Report { first: comma + 1, end, mention: idx, cue })
}

/// `Ihr sei kein Land bekannt, so X weiter.`: the clause before the comma; `Ihr sei, so X, kein Land bekannt.`: all
/// of the sentence.
fn so_said(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let reach = (1..=LONGEST_SOURCE).filter_map(|back| mention.first.checked_sub(back));
    let so = reach
        .take_while(|&at| tokens[at].sentence == mention.sentence && tokens[at].is_word())
        .find(|&at| opens_so(tokens, at))?;
    let (first, comma) = (sentence.first, so - 1);
    // `…, so X weiter, …`
    let is_goes_on = tokens.get(mention.end).is_some_and(|next| next.class == Class::Function);
    let behind = mention.end + usize::from(is_goes_on);
    let is_comma = tokens.get(behind).is_some_and(|next| next.is_sign(','));
    let is_role = tokens.get(behind + 1).is_some_and(|role| role.has(traits::ROLE));
    let is_last = mention.end + LONGEST_TAIL >= sentence.end || is_comma && is_role;
    let is_free = first < comma && !tokens[first].is_quoted() && !tokens[comma - 1].is_quoted();
    let end = if is_last { comma } else { sentence.end };
    (is_free && (is_last || is_comma)).then_some(Report { first, end, mention: idx, cue: so })
}

/// The verb that a mention is the subject of.
fn verb_behind(reading: &Reading<'_>, idx: usize) -> Option<usize> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let is_in = |at: usize| tokens.get(at).is_some_and(|token| token.sentence == mention.sentence);
    let is_small = |token: &Token| {
        matches!(token.class, Class::Function | Class::Negation)
            || (token.class == Class::Auxiliary && [HAS, HAVE].contains(&token.id))
    };
    if mention.first == mention.end {
        // a verb without its subject
        return Some(mention.first).filter(|&at| is_in(at) && tokens[at].is_cue());
    }
    // `the report found that`: a phrase goes on over verbs that no list has
    let last = mention.end - 1;
    if mention.kind == MentionKind::Phrase && last > mention.first && finds(tokens, last) {
        return Some(last);
    }
    let end = behind_parenthesis(tokens, mention.end);
    let at = (end..end + 4).find(|&at| is_in(at) && !is_small(&tokens[at]))?;
    if is_in(at) && finds(tokens, at) {
        return Some(at);
    }
    if is_in(at) && tokens[at].is_cue() && !tokens[at].is_quoted() {
        return Some(at).filter(|&at| !is_passive(tokens, at));
    }
    if let Some(at) = verb_behind_place(reading, mention, at) {
        return Some(at);
    }
    // `The chair of the network, Jane Roe, stressed that`: the name itself is the apposition
    if is_in(at + 1)
        && tokens[at].is_sign(',')
        && tokens[at + 1].is_cue()
        && !tokens[at + 1].is_quoted()
        && !is_passive(tokens, at + 1)
        && matches!(mention.kind, MentionKind::Name | MentionKind::Single)
        && behind_comma(tokens, mention)
    {
        return Some(at + 1);
    }
    // behind an apposition: from comma to comma
    let apposition = reading.around(idx).apposition;
    let speaks = matches!(apposition, 2 | 3 | 11 | 12);
    if speaks && matches!(mention.kind, MentionKind::Name | MentionKind::Single) {
        let comma = (mention.end + 1..mention.end + 34).take_while(|&at| is_in(at)).find(|&at| {
            tokens[at].is_cue()
                && (1..3).any(|back| tokens[at - back].is_sign(','))
                && tokens[at - 1].class != Class::Relative
                && !is_passive(tokens, at)
        });
        if comma.is_some() {
            return comma;
        }
    }
    relative_verb(reading, mention)
        .or_else(|| verb_behind_frame(tokens, mention))
        .or_else(|| second_verb(reading, mention))
}

/// `X, in a letter to the court, said that`, `X, в ответ на запрос указал, что`: the verb behind where or how somebody
/// speaks.
fn verb_behind_frame(tokens: &[Token], mention: &Mention) -> Option<usize> {
    let is_name = !matches!(mention.kind, MentionKind::Pronoun | MentionKind::Thing);
    let [comma, lead] = tokens.get(mention.end..mention.end + 2)? else { return None };
    let before = mention.first.checked_sub(1).map(|at| &tokens[at]);
    let is_object = before.is_some_and(|before| before.class == Class::Preposition);
    if !is_name || is_object || !comma.is_sign(',') || lead.class != Class::Preposition {
        return None;
    }
    let from = mention.end + 2;
    let is_in = |at: &usize| {
        tokens[*at].sentence == mention.sentence
            && (tokens[*at].is_word() || tokens[*at].is_sign(','))
    };
    let cue = (from..tokens.len().min(from + LONGEST_ADVERBIAL)).take_while(is_in).find(|&at| {
        tokens[at].is_cue() || tokens[at].class == Class::CueIng || finds(tokens, at)
    })?;
    let n_commas = tokens[from..cue].iter().filter(|token| token.is_sign(',')).count();
    let is_framed = n_commas == 0 || n_commas == 1 && tokens[cue - 1].is_sign(',');
    let says = (tokens[cue].is_cue() || finds(tokens, cue))
        && !tokens[cue].is_quoted()
        && !is_passive(tokens, cue);
    (is_framed && says).then_some(cue)
}

/// `X, who said that …`: the verb behind a relative pronoun, if nothing but its clause follows.
fn relative_verb(reading: &Reading<'_>, mention: &Mention) -> Option<usize> {
    let tokens = &reading.tokens;
    let is_in =
        |at: &usize| tokens.get(*at).is_some_and(|token| token.sentence == mention.sentence);
    let is_name = matches!(mention.kind, MentionKind::Name | MentionKind::Single);
    let [comma, relative] = tokens.get(mention.end..mention.end + 2)? else { return None };
    if !is_name || !comma.is_sign(',') || relative.class != Class::Relative {
        return None;
    }
    let from = mention.end + 2;
    let cue = (from..from + 3).take_while(is_in).find(|&at| tokens[at].is_cue())?;
    let is_small =
        |token: &Token| matches!(token.class, Class::Function | Class::Auxiliary | Class::Pronoun);
    let is_last = (cue + 1..tokens.len())
        .take_while(is_in)
        .all(|at| !tokens[at].is_sign(',') && !tokens[at].is_cue());
    (tokens[from..cue].iter().all(is_small) && is_last).then_some(cue)
}

/// Whether a comma stands before a name and its titles.
fn behind_comma(tokens: &[Token], mention: &Mention) -> bool {
    let is_inside = tokens[mention.first..mention.name].iter().any(|token| token.is_sign(','));
    let is_before = (1..=LONGEST_SOURCE)
        .filter_map(|back| mention.first.checked_sub(back))
        .take_while(|&at| tokens[at].sentence == mention.sentence)
        .take_while(|&at| tokens[at + 1].is_word() || at + 1 == mention.first)
        .any(|at| tokens[at].is_sign(','));
    is_inside || is_before
}

/// `were told by …`
fn is_passive(tokens: &[Token], verb: usize) -> bool {
    let is_auxiliary = |token: &Token| {
        token.class == Class::Auxiliary && ![HAS, HAVE, of_ascii("had")].contains(&token.id)
    };
    let before = verb.checked_sub(1).map(|at| &tokens[at]);
    let by = tokens.get(verb + 1).is_some_and(|next| next.id == of_ascii("by"))
        && !tokens.get(verb + 2).is_some_and(|next| MEDIA.contains(&next.id));
    by || before.is_some_and(is_auxiliary)
}

/// `X of the Helsinki office thinks`, `X aus Kuta sagte`: the verb behind where somebody comes from; an
/// apposition may follow the place.
fn verb_behind_place(reading: &Reading<'_>, mention: &Mention, at: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let is_name = matches!(mention.kind, MentionKind::Name | MentionKind::Single);
    if !is_name || tokens[at].class != Class::Preposition {
        return None;
    }
    let is_in = |at: &usize| {
        tokens
            .get(*at)
            .is_some_and(|token| token.sentence == mention.sentence && !token.is_quoted())
    };
    let is_part = |at: &usize| {
        matches!(tokens[*at].class, Class::Determiner | Class::Preposition | Class::Conjunction)
            || tokens[*at].is_capital()
            || tokens[*at].has(traits::ORGANISATION | traits::HUMAN)
            || tokens[*at].kind == Kind::Possessive
    };
    let limit = at + LONGEST_ADVERBIAL;
    let end = (at + 1..limit).take_while(is_in).find(|at| !is_part(at))?;
    if tokens[end].is_cue() {
        return Some(end).filter(|&at| !is_passive(tokens, at));
    }
    if !tokens[end].is_sign(',') {
        return None;
    }
    (end + 2..end + LONGEST_APPOSITION)
        .take_while(is_in)
        .find(|&at| tokens[at].is_cue() && tokens[at - 1].is_sign(','))
}

/// `X kept the ferry and said that …`: the second verb of a subject that begins its sentence.
fn second_verb(reading: &Reading<'_>, mention: &Mention) -> Option<usize> {
    let tokens = &reading.tokens;
    let begins = mention.first == 0 || tokens[mention.first - 1].sentence != mention.sentence;
    if !begins || !mention.kind.is_person() {
        return None;
    }
    let reach = (mention.end + 1..(mention.end + LONGEST_APPOSITION).min(tokens.len()))
        .take_while(|&at| tokens[at].sentence == mention.sentence && !tokens[at].is_quoted());
    let is_and = |at: usize| tokens[at].class == Class::Conjunction && tokens[at].id == AND;
    reach
        .filter(|&at| tokens[at].is_cue() && is_and(at - 1))
        .find(|&at| tokens.get(at + 1).is_some_and(is_that))
}

/// Whether a verb in this form reports: not `believe`, which may stand in a question or a plan.
fn reports(reading: &Reading<'_>, cue: usize) -> bool {
    let verb = &reading.tokens[cue];
    let perceives = [of_ascii("learned"), of_ascii("sees"), of_ascii("saw"), of_ascii("felt")];
    verb.class == Class::Say
        || (verb.class == Class::Cue
            && (verb.ending != 0 || !reading.lexicon(cue).is_english)
            && !perceives.contains(&verb.id))
}

/// `lawyers say the arrests were unlawful`: no infinitive where the subject stands right before it.
fn says_now(reading: &Reading<'_>, mention: &Mention, cue: usize) -> bool {
    let tokens = &reading.tokens;
    let asks = mention.first.checked_sub(1).is_some_and(|at| {
        tokens[at].class == Class::Auxiliary && tokens[at].sentence == mention.sentence
    });
    tokens[cue].id == SAY && mention.end == cue && !asks
}

/// `If the police say that he is guilty, …`: what somebody may say was not said.
fn is_supposed(tokens: &[Token], sentence: &Sentence, mention: &Mention) -> bool {
    let lead = tokens.get(sentence.first..mention.first).unwrap_or_default();
    let supposes = lead
        .first()
        .is_some_and(|first| first.class == Class::Conjunction && SUPPOSES.contains(&first.id));
    supposes && !lead.iter().any(|token| token.is_sign(','))
}

/// `said`, `says`: verbs that report without `that`.
fn is_plain(verb: &Token) -> bool {
    PLAIN.contains(&verb.id)
}

/// `That, she says, is enough.`, `The ferry, said X, is late.`: the whole sentence is reported.
fn parenthetical(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let is_verb = |at: usize| {
        tokens.get(at).is_some_and(|token| token.is_cue() && token.sentence == mention.sentence)
    };
    let before = mention.first.checked_sub(1)?;
    let (comma, cue, after) = if tokens[before].is_sign(',') && is_verb(mention.end) {
        (before, mention.end, mention.end + 1)
    } else if is_verb(before) && before > 0 && tokens[before - 1].is_sign(',') {
        (before - 1, before, mention.end)
    } else {
        return None;
    };
    let is_framed =
        tokens.get(after).is_some_and(|token| token.is_sign(',')) && after + 1 < sentence.end;
    let (first, end) = (sentence.first, sentence.end);
    // `Jane Roe, said the judge, …` could be a list or an apposition; a verb must be left over
    let has_verb = |range: &[Token]| {
        range.iter().any(|token| token.class == Class::Auxiliary || token.ending != 0)
    };
    let is_clause = reading.has_capital_nouns(cue)
        || tokens[cue].class == Class::Say
        || mention.kind == MentionKind::Pronoun
        || tokens.get(after..end).is_some_and(has_verb);
    let opens = tokens[first].is_quoted();
    (is_framed && !opens && is_clause && first < comma).then_some(Report {
        first,
        end,
        mention: idx,
        cue,
    })
}

/// `وقال X إن …`: the verb stands before its subject, the clause behind.
fn inverted(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let cue = verb_before(tokens, mention)?;
    let is_led = cue <= sentence.first + LONGEST_LEAD || tokens[cue - 1].is_sign(',');
    if follows_words(tokens, cue) {
        return None;
    }
    let end = sentence.end;
    let limit = (mention.end + LONGEST_APPOSITION).min(end);
    let that = (mention.end..limit)
        .take_while(|&at| !tokens[at].is_quoted() && !tokens[at].is_cue())
        .find(|&at| is_that(&tokens[at]));
    let first = match that {
        Some(that) => that + 1,
        None if tokens.get(mention.end).is_some_and(|next| next.is_sign(':')) => {
            colon_clause(tokens, mention.end, end)?
        }
        None if reading.has_capital_nouns(cue) => reported_clause(tokens, mention.end - 1, end)?,
        None => return None,
    };
    (is_led && first < end).then_some(Report { first, end, mention: idx, cue })
}

/// `…, X said today.`: the sentence before, if nothing but small words follow.
fn before(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let comma = mention.first.checked_sub(1)?;
    let comma = cue_before_title(tokens, mention).unwrap_or(comma);
    let inverted = tokens[comma].is_cue() && comma > 0 && tokens[comma - 1].is_sign(',');
    let (comma, cue) =
        if inverted { (comma - 1, comma) } else { (comma, verb_behind(reading, idx)?) };
    // `The lawyer, Ada Roe, told reporters`: whom somebody told it is no subject
    let is_hearer = inverted && TELLS.contains(&tokens[cue].id);
    let subject_end = if inverted { mention.end } else { cue + 1 };
    // `X of the institute in Graz, Austria, who checked it, warned`: a place behind which others stand
    let is_place = !inverted && cue > mention.end && reading.is_place(mention.first, mention.end);
    // `The lawyer, Ada Roe, said: “…”`
    let leads = tokens.get(subject_end).is_some_and(|next| next.is_sign(':'));
    let (first, end) = (sentence.first, sentence.end);
    // `…, elle n'a pas répondu`
    let is_denied = tokens[mention.end.min(cue)..cue]
        .iter()
        .any(|token| token.class == Class::Negation || DENIES.contains(&token.id));
    let is_free = tokens[comma].is_sign(',')
        && !is_hearer
        && !is_place
        && !is_denied
        && !leads
        && tokens[comma].sentence == mention.sentence
        && comma > first
        && tokens[cue].class == Class::Say
        && tokens.get(end).is_none_or(|token| !token.is_sign(':'))
        && !tokens[first].is_quoted()
        && !tokens[comma - 1].is_quoted();
    let only_small = inverted
        || tokens[subject_end.min(end)..end].iter().all(|token| {
            token.class != Class::Auxiliary && token.class != Class::Conjunction && !is_that(token)
        });
    (is_free && only_small).then_some(Report { first, end: comma, mention: idx, cue })
}

/// `…, отметила директор центра «Свет» X`: the verb behind a comma, before a title that may name a house in
/// marks.
fn cue_before_title(tokens: &[Token], mention: &Mention) -> Option<usize> {
    if mention.kind != MentionKind::Name {
        return None;
    }
    let reach = (1..=LONGEST_TITLE).filter_map(|back| mention.first.checked_sub(back));
    let cue = reach
        .take_while(|&at| tokens[at].sentence == mention.sentence && tokens[at].kind != Kind::Sign)
        .find(|&at| tokens[at].is_cue() && !tokens[at].is_quoted())?;
    let is_title = tokens[cue + 1..mention.first].iter().any(|token| token.has(traits::ROLE));
    let has_comma = cue > 0 && tokens[cue - 1].is_sign(',');
    (is_title && has_comma).then_some(cue)
}

/// `according to X, …`, `…, according to X` and `in her opinion …`.
fn according_to(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let is_source = |at: &usize| {
        tokens.get(*at).is_some_and(|token| {
            token.class == Class::According && token.sentence == mention.sentence
        })
    };
    // `по словам юриста центра X`: a title may stand between
    let is_title = |at: usize| tokens[at].is_word() && !tokens[at].is_cue();
    let reach = if mention.kind == MentionKind::Name { LONGEST_SOURCE } else { 2 };
    let before = (1..=reach)
        .filter_map(|back| mention.first.checked_sub(back))
        .take_while(|&at| is_title(at))
        .find(is_source);
    let is_owner = tokens[mention.first].class == Class::Possessive;
    // `In Jane Roe's view, …`
    let view = mention.end + 1;
    if before.is_none() && view < sentence.end && is_view(tokens, view) {
        let is_led = mention.first == sentence.first + 1
            && tokens[sentence.first].class == Class::Preposition;
        let first = clause_behind_source(reading, view + 1, sentence.end).filter(|_| is_led)?;
        return Some(Report { first, end: sentence.end, mention: idx, cue: view });
    }
    // `Roe zufolge verstößt die Stadt …`
    if before.is_none() && mention.first == sentence.first && follows_its_noun(reading, mention.end)
    {
        let first = clause_behind_source(reading, mention.end + 1, sentence.end)?;
        return Some(Report { first, end: sentence.end, mention: idx, cue: mention.end });
    }
    let cue =
        before.or_else(|| (mention.end..mention.end + 2).filter(|_| is_owner).find(is_source))?;
    let (start, end) = (sentence.first, sentence.end);
    let subject_end = mention.end.max(cue + 1);
    let starts = (start..cue.min(mention.first)).all(|at| {
        matches!(tokens[at].class, Class::Preposition | Class::Determiner | Class::According)
    });
    if starts {
        let first = clause_behind_source(reading, subject_end, end)?;
        let end = before_colon(tokens, first, end);
        return Some(Report { first, end, mention: idx, cue });
    }
    let lead = (start..cue.min(mention.first)).rfind(|&at| {
        tokens[at].class != Class::Preposition && tokens[at].class != Class::Determiner
    })?;
    (tokens[lead].is_sign(',') && lead > start).then_some(Report {
        first: start,
        end: lead,
        mention: idx,
        cue,
    })
}

/// Whether German `zufolge` stands at `at`, which follows its source.
fn follows_its_noun(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens.get(at).is_some_and(|token| {
        token.class == Class::According && token.span.of(reading.text) == "zufolge"
    })
}

/// Where the clause begins that follows a source: behind its comma or apposition, or at once.
fn clause_behind_source(reading: &Reading<'_>, subject_end: usize, end: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let next = tokens.get(subject_end..end)?.first()?;
    let is_at_once = !next.is_sign(',')
        && (next.class == Class::Auxiliary || next.ending == 1 || next.class == Class::Determiner);
    // `Nach Ansicht der Anwältin verstößt die Stadt …`: the verb comes second
    let is_verb = reading.has_capital_nouns(subject_end)
        && next.is_word()
        && !next.is(shape::CAPITAL)
        && !matches!(next.class, Class::Preposition | Class::Conjunction | Class::Relative);
    if is_at_once || is_verb {
        return Some(subject_end);
    }
    let comma =
        (subject_end..end).find(|&at| tokens[at].is_sign(',') && !tokens[at].is_quoted())?;
    // an apposition ends at the second comma
    let second = (comma + 1..end).find(|&at| tokens[at].is_sign(','));
    let is_apposition = |second: &usize| {
        let is_name = tokens[comma + 1..*second].iter().all(|token| token.is(shape::CAPITAL));
        // `…, docker, la cale …`: no clause is a bare noun
        let is_noun = matches!(&tokens[comma + 1..*second], [noun] if noun.class == Class::Other);
        tokens[subject_end..comma].is_empty()
            && (is_name
                || is_noun
                || tokens[comma..*second]
                    .iter()
                    .any(|token| token.has(traits::ROLE | traits::HUMAN))
                || tokens[comma + 1].class == Class::Preposition)
            && tokens[comma..*second].iter().all(|token| token.class != Class::Auxiliary)
    };
    Some(second.filter(is_apposition).unwrap_or(comma) + 1)
}
