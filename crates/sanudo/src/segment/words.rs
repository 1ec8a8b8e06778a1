//! Words: runs of non-blank characters are taken apart as the English treebanks of UD do it.

use super::Token;
use super::rules::Rules;
use crate::text::Span;

/// Appends the words of `text[span]` to `out`.
pub(super) fn split(text: &str, span: Span, rules: &Rules, out: &mut Vec<Token>) {
    let mut cutter = Cutter { text, rules, out };
    let part = span.of(text);
    let mut start = None;
    for (i, c) in part.char_indices().chain([(part.len(), ' ')]) {
        match (c.is_whitespace() || is_invisible(c), start) {
            (true, Some(from)) => {
                let base = span.start as usize;
                cutter.chunk(base + from, base + i);
                start = None;
            }
            (false, None) => start = Some(i),
            _ => {}
        }
    }
}

/// Control characters and zero-width marks separate words as blanks do.
fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{200E}' | '\u{200F}')
}

struct Cutter<'a> {
    text: &'a str,
    rules: &'a Rules,
    out: &'a mut Vec<Token>,
}

impl Cutter<'_> {
    fn push(&mut self, start: usize, end: usize, joined: bool) {
        if start < end {
            self.out.push(Token { span: Span::new(start, end), joined });
        }
    }

    /// A run without blanks.
    fn chunk(&mut self, start: usize, end: usize) {
        let chunk = &self.text[start..end];
        if chunk.bytes().all(|b| b.is_ascii_alphabetic()) {
            return self.word(start, end);
        }
        if self.rules.whole.contains(chunk) {
            return self.push(start, end, false);
        }
        let start = self.openings(start, end);
        let tail = self.tail(start, end);
        let core = tail.first().map_or(end, |t| t.0);
        if is_address(&self.text[start..core]) {
            self.push(start, core, false);
        } else {
            self.core(start, core);
        }
        for (from, to, joined) in tail {
            self.push(from, to, joined);
        }
    }

    /// Takes the opening marks off and gives the place behind them.
    fn openings(&mut self, mut start: usize, end: usize) -> usize {
        while let Some(c) = self.text[start..end].chars().next().filter(|c| is_opening(*c)) {
            let chunk = &self.text[start..end];
            let run = if repeats(c) { chunk.len() - chunk.trim_start_matches(c).len() } else { c.len_utf8() };
            self.push(start, start + run, false);
            start += run;
        }
        start
    }

    /// Closing marks at the end of a chunk, in text order.
    fn tail(&self, start: usize, mut end: usize) -> Vec<(usize, usize, bool)> {
        let mut tail = Vec::new();
        while let Some(c) = self.text[start..end].chars().next_back() {
            let head = &self.text[start..end];
            let from = match c {
                '.' | '!' | '?' => start + head.trim_end_matches(['.', '!', '?']).len(),
                '\'' | '’' if head.ends_with("''") => end - 2,
                c if repeats(c) => start + head.trim_end_matches(c).len(),
                c if is_closing(c) || is_opening(c) => end - c.len_utf8(),
                _ => break,
            };
            if c == '.' && end - from == 1 && self.keeps_stop(start, end, tail.is_empty()) {
                break;
            }
            tail.push((from, end, self.is_possessive(from, c)));
            end = from;
        }
        tail.reverse();
        tail
    }

    /// Whether the apostrophe at `at` is a possessive after a plural.
    fn is_possessive(&self, at: usize, c: char) -> bool {
        let mark = matches!(c, '\'' | '’') && self.text[..at].ends_with(['s', 'S']);
        let is_open = |t: &&Token| matches!(t.span.of(self.text), "'" | "‘" | "`");
        mark && !self.out.iter().rev().take(40).any(|t| is_open(&t))
    }

    /// Whether the full stop at the end of `[start, end)` belongs to the word before it.
    fn keeps_stop(&self, start: usize, end: usize, at_end: bool) -> bool {
        let word = &self.text[start..end - 1];
        let word = word.rsplit(['-', '/', '–', '—', '(', '"']).next().unwrap_or(word);
        let mut chars = word.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return c.is_uppercase() && (self.follows_name(end) || !at_end);
        }
        if word.len() > 16 {
            return false;
        }
        let lower = word.to_lowercase();
        let rules = self.rules;
        if rules.before_number.contains(&lower) {
            return self.text[end..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
        }
        rules.titles.contains(&lower) || rules.other.contains(&lower) || is_dotted(word)
    }

    /// Whether what follows an initial looks like more of a name.
    fn follows_name(&self, end: usize) -> bool {
        self.text[end..].trim_start_matches(' ').starts_with(|c: char| c.is_alphabetic())
    }

    /// A run without closing marks at its ends: split at marks inside.
    fn core(&mut self, start: usize, end: usize) {
        let mut from = start;
        let mut at = start;
        while let Some(c) = self.text[at..end].chars().next() {
            let mark = self.inner_mark(from, at, end, c);
            if mark > 0 {
                self.word(from, at);
                self.push(at, at + mark, false);
                from = at + mark;
            }
            at += mark.max(c.len_utf8());
        }
        self.word(from, end);
    }

    /// The length of the mark at `at` that parts words; 0 where none does.
    fn inner_mark(&self, from: usize, at: usize, end: usize, c: char) -> usize {
        let before = self.text[from..at].chars().next_back();
        let rest = &self.text[at + c.len_utf8()..end];
        let after = rest.chars().next();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let run = self.text[at..end].bytes().take_while(|b| *b as char == c).count();
        match c {
            '-' | '.' | '*' | '=' if run > 1 => run,
            '_' | '#' | '|' => 0,
            '-' if self.parts_at_hyphen(from, at, end) => 1,
            '.' if self.is_missing_blank(from, at, end) => 1,
            ',' | ':' if digit(before) && digit(after) => 0,
            '/' if digit(before) && digit(after) => 0,
            '/' if letter(before) || letter(after) => 1,
            '\'' | '’' | '‘' if before.is_some() && after.is_some() => 0,
            ',' | ':' | ';' | '!' | '?' | '=' | '~' => run,
            c if c != '-' && c != '/' && (is_closing(c) || is_opening(c)) => c.len_utf8(),
            _ => 0,
        }
    }

    fn parts_at_hyphen(&self, from: usize, at: usize, end: usize) -> bool {
        let (before, after) = (&self.text[from..at], &self.text[at + 1..end]);
        let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let rest = after.split('-').next().unwrap_or("");
        if before.is_empty() {
            return !self.out.is_empty() && !is_digits(rest);
        }
        if is_digits(before) && after.bytes().all(|b| b.is_ascii_digit() || b == b'-') && after.len() > 4 {
            return false;
        }
        let short = before.len() <= 8 && self.rules.prefixes.contains(&before.to_lowercase());
        !short && !after.is_empty()
    }

    /// `ended.Then`: a full stop without a blank after it.
    fn is_missing_blank(&self, from: usize, at: usize, end: usize) -> bool {
        let (before, after) = (&self.text[from..at], &self.text[at + 1..end]);
        let mut next = after.chars();
        let lower = |c: char| c.is_lowercase();
        before.chars().rev().take(2).filter(|c| lower(*c)).count() == 2
            && next.next().is_some_and(char::is_uppercase)
            && next.next().is_none_or(|c| lower(c) || c.is_whitespace())
            && !self.rules.titles.contains(before)
    }

    /// A written word: take clitics, contractions and units off.
    fn word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if word.len() > 24 || word.is_empty() {
            return self.push(start, end, false);
        }
        if let Some(cut) = self.cut(word) {
            self.push(start, start + cut.0, false);
            return self.push(start + cut.0, end, cut.1);
        }
        self.push(start, end, false);
    }

    /// Where the written word comes apart, and whether the second part is joined to the first.
    fn cut(&self, word: &str) -> Option<(usize, bool)> {
        let has_mark = word.contains(['\'', '’']);
        let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')).len();
        if !has_mark && digits == 0 && word.len() > 9 {
            return None;
        }
        let lower = word.to_lowercase().replace('’', "'");
        if digits > 0 && self.rules.units.contains(word[digits..].to_lowercase().as_str()) {
            return Some((digits, false));
        }
        if self.rules.whole.contains(&lower) {
            return None;
        }
        if let Some(cut) = self.rules.contractions.get(&lower) {
            return word.is_char_boundary(*cut).then_some((*cut, true));
        }
        let clitic = has_mark.then(|| self.rules.clitics.iter().find(|c| lower.ends_with(c.as_str()))).flatten()?;
        let back = clitic.chars().count();
        let cut = word.char_indices().rev().nth(back - 1)?.0;
        (cut > 0).then_some((cut, true))
    }
}

/// Marks that are one word however often they are repeated.
fn repeats(c: char) -> bool {
    matches!(c, '-' | '=' | '*' | '_' | '<' | '>' | '$' | '#' | '~' | '|')
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '„'
            | '«'
            | '('
            | '['
            | '{'
            | '<'
            | '‘'
            | '\''
            | '`'
            | '$'
            | '€'
            | '£'
            | '¥'
            | '#'
            | '*'
            | '•'
            | '¿'
            | '¡'
    ) || matches!(c, '—' | '–' | '‹' | '…' | '_' | '=' | '|')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '”'
            | '»'
            | ')'
            | ']'
            | '}'
            | '>'
            | '’'
            | '\''
            | ','
            | ';'
            | ':'
            | '%'
            | '…'
            | '—'
            | '–'
            | '›'
            | '-'
            | '/'
            | '°'
    )
}

/// `U.S`, `a.m`, `Ph.D`: letters with stops between.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|p| (1..=2).contains(&p.chars().count()) && p.chars().all(char::is_alphabetic))
}

/// Web and mail addresses stay whole.
fn is_address(chunk: &str) -> bool {
    let starts = ["http://", "https://", "www.", "HTTP://", "HTTPS://", "WWW."].iter().any(|s| chunk.starts_with(s));
    let mail = chunk.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    starts || mail || (chunk.starts_with('@') && chunk.len() > 1)
}
