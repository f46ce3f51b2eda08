//! The signs in the gaps between words: marks and which way they face, full stops that belong to the word before.

use crate::quote::{
    lexicon::traits,
    reader::{Paragraph, Reader, spelling::first_letter},
    token::{Kind, Token, shape},
};

/// Between an initial and the name after it stands no more than a line's end.
const LONGEST_GAP: usize = 8;

impl Reader<'_> {
    /// Reads the signs of a gap between two words.
    pub(super) fn gap(&mut self, start: usize, end: usize) {
        let gap = &self.text[start..end];
        if gap == " " || gap.is_empty() {
            return;
        }
        if gap == ", " {
            self.sign(start, end, ',');
            return;
        }
        let mut at = start;
        if gap.starts_with('.') && self.swallows_full_stop(start) {
            if let Some(last) = self.tokens.last_mut() {
                last.span.end += 1;
            }
            at += 1;
        }
        // mostly a sign and a blank
        while at < end && &self.text[at..end] != " " {
            let ch = first_letter(&self.text[at..end]);
            at += if ch.is_whitespace() { self.blanks(at, end) } else { self.sign(at, end, ch) };
        }
    }

    /// Passes over white space; two blanks part the paragraphs of a very long line.
    fn blanks(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let length = rest.len() - rest.trim_start().len();
        let ends_sentence = || {
            self.tokens.last().is_some_and(|last| matches!(last.sign, '.' | '"' | '”' | '?' | '!'))
        };
        if length > 1
            && self.is_long_line
            && ends_sentence()
            && let Some(Paragraph { block, spoken, .. }) = self.paragraphs.last().copied()
        {
            self.end();
            self.begin(block, spoken);
        }
        length
    }

    /// Reads one sign and gives its length in bytes.
    fn sign(&mut self, at: usize, end: usize, ch: char) -> usize {
        let rest = &self.text[at..end];
        // asked only of signs of which a run is one token, so that no run is measured twice
        let run = || rest.len() - rest.trim_start_matches(ch).len();
        let is_pair =
            || rest[ch.len_utf8()..].starts_with(ch) && !rest[2 * ch.len_utf8()..].starts_with(ch);
        let (kind, sign, length) = match ch {
            '\'' | '`' if rest[1..].starts_with(['\'', '`']) => (Kind::Mark, '″', 2),
            '’' if is_pair() => (Kind::Mark, '”', 2 * ch.len_utf8()),
            '‘' if is_pair() => (Kind::Mark, '“', 2 * ch.len_utf8()),
            '،' => (Kind::Sign, ',', ch.len_utf8()),
            '؛' => (Kind::Sign, ';', ch.len_utf8()),
            '؟' => (Kind::Sign, '?', ch.len_utf8()),
            '"' if rest[1..].starts_with('"') => (Kind::Mark, '"', 2),
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '\'' | '`'
            | '「' | '」' | '『' | '』' => (Kind::Mark, ch, ch.len_utf8()),
            '-' if rest[1..].starts_with('-') => (Kind::Sign, '—', run()),
            '.' if rest[1..].starts_with('.') => (Kind::Sign, '…', run()),
            // emphasis and wiki links of Markdown
            '*' | '_' => return ch.len_utf8(),
            '[' | ']' if rest[1..].starts_with(ch) => return run(),
            _ if ch.is_control()
                || matches!(ch, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}') =>
            {
                return ch.len_utf8();
            }
            _ => (Kind::Sign, ch, ch.len_utf8()),
        };
        let mut token =
            Token { kind, sign, id: u32::from(sign) | 0x8000_0000, ..self.blank(at, at + length) };
        if kind == Kind::Mark {
            let is_loose = self.text[..at].ends_with(' ')
                && self.text[at + length..].starts_with([',', '.', ';', ':', ')']);
            token.shape |= match (ch, sign) {
                ('`', '″') => shape::OPENS,
                // `… la boca '', dijo`
                ('\'', '″') | ('"', _) if is_loose => shape::CLOSES,
                _ => self.flanks(at, at + length),
            };
        }
        self.push(token);
        length
    }

    /// Whether the full stop at `at` belongs to the word before: `Dr.`, `J. Roe`, `U.S.`
    fn swallows_full_stop(&self, at: usize) -> bool {
        let Some(last) = self.tokens.last().filter(|last| last.span.end as usize == at) else {
            return false;
        };
        let is_single = !self.text[at + 1..].starts_with('.');
        let before_name = || last.is(shape::INITIAL) && begins_with_name(&self.text[at + 1..]);
        // `S. 1042`: the number of a bill
        let rest = self.text[at + 1..].trim_start_matches(' ');
        let before_number =
            || last.is(shape::INITIAL) && rest.starts_with(|ch: char| ch.is_ascii_digit());
        let is_dotted = || last.is_word() && last.span.of(self.text).bytes().any(|b| b == b'.');
        is_single
            && (last.has(traits::ABBREVIATION) || before_name() || before_number() || is_dotted())
    }

    /// Whether a mark can open or close by its neighbours, after the rules of `CommonMark`.
    fn flanks(&self, start: usize, end: usize) -> u8 {
        let before = self.text[..start].chars().next_back().unwrap_or(' ');
        let after = self.text[end..].chars().next().unwrap_or(' ');
        let (blank_before, blank_after) = (before.is_whitespace(), after.is_whitespace());
        let sign_before = !blank_before && !before.is_alphanumeric();
        let sign_after = !blank_after && !after.is_alphanumeric();
        let left = !blank_after && (!sign_after || blank_before || sign_before);
        let right = !blank_before && (!sign_before || blank_after || sign_after);
        let opening_sign =
            matches!(before, '(' | '[' | '—' | '–' | '-' | ':' | '/' | '*' | '_' | '>');
        let ending_sign = matches!(before, ',' | '.' | '?' | '!' | '…' | '،' | '؟');
        let frame_sign = matches!(
            after,
            ',' | '.' | ';' | ':' | ')' | '?' | '!' | '—' | '–' | '-' | '*' | '_' | ']' | '،'
        );
        let opens = left && (blank_before || opening_sign || !right);
        let closes = right && (blank_after || ending_sign || frame_sign || !left);
        let neither = !opens && !closes;
        let mut flags = 0;
        if opens || (neither && left) {
            flags |= shape::OPENS;
        }
        if closes || (neither && right) {
            flags |= shape::CLOSES;
        }
        flags
    }
}

/// Whether what follows the full stop of an initial is a name; a line may end in between, and a mail
/// prefix begin the next.
fn begins_with_name(rest: &str) -> bool {
    let name = rest.trim_start_matches([' ', '>', '\r', '\n']);
    let gap = &rest[..rest.len() - name.len()];
    let n_lines = gap.bytes().filter(|byte| *byte == b'\n').count();
    n_lines <= 1 && gap.len() <= LONGEST_GAP && name.starts_with(char::is_uppercase)
}
