//! Marked text: a passage cut where a mark begins or ends.

use index::Snippet;
use release::Span;
use serde::Serialize;

/// A piece of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Run {
    pub(crate) text: String,
    /// Whether it was sought.
    pub(crate) hit: bool,
    /// Without any mark.
    plain: bool,
    class: String,
    id: Option<String>,
    title: Option<String>,
}

/// A passage whose hits are byte ranges of it.
pub(crate) fn highlighted(text: &str, highlights: &[[usize; 2]]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    let mut push = |text: &str, hit: bool| {
        if !text.is_empty() {
            runs.push(Run { text: text.to_owned(), hit, plain: !hit, ..Run::default() });
        }
    };
    for &[start, end] in highlights {
        if let (Some(before), Some(hit)) = (text.get(at..start), text.get(start..end)) {
            push(before, false);
            push(hit, true);
            at = end;
        }
    }
    push(text.get(at..).unwrap_or_default(), false);
    runs
}

/// A title, its hits marked as a snippet of it has them.
pub(crate) fn titled(title: &str, snippets: &[Snippet]) -> Vec<Run> {
    let mut same = snippets.iter().filter(|snippet| snippet.field == "title");
    let found = same.find_map(|snippet| Some((snippet, snippet.text.find(title)?)));
    let Some((snippet, offset)) = found else { return highlighted(title, &[]) };
    let shift =
        |&[start, end]: &[usize; 2]| Some([start.checked_sub(offset)?, end.checked_sub(offset)?]);
    let highlights: Vec<[usize; 2]> = snippet.highlights.iter().filter_map(shift).collect();
    highlighted(title, &highlights)
}

/// What is marked in a text, each list in its order and without overlap.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// What was sought.
    pub(crate) hits: Vec<Span>,
    /// Quotes: where, class, id and whose.
    pub(crate) quotes: Vec<Mark>,
    /// Names of countries: where, and which.
    pub(crate) countries: Vec<Mark>,
    /// Places to jump to, at which a passage is cut.
    pub(crate) anchors: Vec<Span>,
}

/// A stretch with a meaning.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) class: &'static str,
    pub(crate) id: Option<String>,
    pub(crate) title: String,
}

impl Marks {
    /// The name of the place at which a span begins, if one can jump there.
    pub(crate) fn anchor(&self, span: Span) -> Option<String> {
        if span.is_empty() {
            return None;
        }
        let start = span.range().start;
        let quote = self.quotes.iter().find(|quote| quote.span.range().start == start);
        let known =
            || self.anchors.binary_search_by_key(&start, |other| other.range().start).is_ok();
        match quote {
            Some(quote) => quote.id.clone(),
            None => known().then(|| format!("b{start}")),
        }
    }

    /// The runs of a stretch of the text.
    pub(crate) fn runs(&self, text: &str, block: Span) -> Vec<Run> {
        let block = block.range();
        let spans = (self.hits.iter().copied())
            .chain(self.quotes.iter().map(|mark| mark.span))
            .chain(self.countries.iter().map(|mark| mark.span))
            .chain(self.anchors.iter().copied());
        let mut cuts = vec![block.start, block.end];
        let inside = spans.flat_map(|span| [span.range().start, span.range().end]);
        cuts.extend(inside.filter(|&at| block.contains(&at) && text.is_char_boundary(at)));
        cuts.sort_unstable();
        cuts.dedup();
        let pieces = cuts.windows(2).filter_map(|cut| Some((cut[0], text.get(cut[0]..cut[1])?)));
        pieces.map(|(start, piece)| self.run(start, piece)).collect()
    }

    fn run(&self, start: usize, piece: &str) -> Run {
        let quote = covering(&self.quotes, start, |mark| mark.span);
        let country = covering(&self.countries, start, |mark| mark.span);
        let hit = covering(&self.hits, start, |span| *span).is_some();
        let begins = quote.filter(|quote| quote.span.range().start == start);
        let is_anchor =
            self.anchors.binary_search_by_key(&start, |span| span.range().start).is_ok();
        let id = match begins {
            Some(quote) => quote.id.clone(),
            None => is_anchor.then(|| format!("b{start}")),
        };
        let class = |mark: Option<&Mark>| mark.map_or("", |mark| mark.class);
        let spot = if is_anchor { "spot" } else { "" };
        let classes = [class(quote), class(country), spot];
        let classes: Vec<&str> = classes.into_iter().filter(|class| !class.is_empty()).collect();
        Run {
            text: piece.to_owned(),
            hit,
            plain: !hit && classes.is_empty() && id.is_none(),
            class: classes.join(" "),
            id,
            title: country.or(quote).map(|mark| mark.title.clone()),
        }
    }
}

/// The one of a list in order that lies over a place.
fn covering<T>(list: &[T], at: usize, span: impl Fn(&T) -> Span) -> Option<&T> {
    let n_before = list.partition_point(|one| span(one).range().start <= at);
    list[..n_before].last().filter(|one| span(one).range().contains(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(runs: &[Run]) -> Vec<(&str, bool)> {
        runs.iter().map(|run| (&*run.text, run.hit)).collect()
    }

    #[test]
    fn hits_are_cut_out_and_odd_ranges_left_alone() {
        let runs = highlighted("état des puits", &[[0, 5], [10, 15]]);
        assert_eq!(texts(&runs), [("état", true), (" des ", false), ("puits", true)]);
        assert_eq!(texts(&highlighted("é", &[[0, 1], [5, 9]])), [("é", false)]);
    }

    #[test]
    fn a_title_is_marked_as_its_snippet_is() {
        let snippet = Snippet {
            field: "title",
            text: "# Wells of Chad".to_owned(),
            highlights: vec![[2, 7]],
        };
        assert_eq!(
            texts(&titled("Wells of Chad", &[snippet])),
            [("Wells", true), (" of Chad", false)]
        );
    }

    #[test]
    fn marks_that_overlap_each_keep_their_own() {
        let text = "“The wells of Chad are dry,” she said.";
        let mark = |start: usize, end: usize, class, id: Option<&str>| Mark {
            span: Span::new(start, end),
            class,
            id: id.map(str::to_owned),
            title: class.to_owned(),
        };
        let chad = text.find("Chad").unwrap();
        let end = text.find(" she").unwrap();
        let marks = Marks {
            hits: vec![Span::new(chad, chad + 4)],
            quotes: vec![mark(0, end, "said", Some("q0"))],
            countries: vec![mark(chad, chad + 4, "land-name", None)],
            anchors: vec![Span::new(chad, chad + 4)],
        };
        let runs = marks.runs(text, Span::new(0, text.len()));
        let told: Vec<_> =
            runs.iter().map(|run| (&*run.class, run.id.as_deref(), run.hit)).collect();
        let anchor = format!("b{chad}");
        assert_eq!(
            told,
            [
                ("said", Some("q0"), false),
                ("said land-name spot", Some(&*anchor), true),
                ("said", None, false),
                ("", None, false),
            ]
        );
        assert_eq!(runs.iter().map(|run| &*run.text).collect::<String>(), text);
        assert_eq!(marks.anchor(Span::new(0, 3)).as_deref(), Some("q0"));
    }
}
