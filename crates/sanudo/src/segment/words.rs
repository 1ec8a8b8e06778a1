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

impl<'a> Cutter<'a> {
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
        if self.rules.whole.contains(chunk) || self.is_smiley(chunk) {
            return self.push(start, end, false);
        }
        let start = self.openings(start, end);
        let tail = self.tail(start, end);
        let core = tail.first().map_or(end, |t| t.0);
        self.core(start, core);
        for (from, to, joined) in tail {
            self.push(from, to, joined);
        }
    }

    fn is_smiley(&self, chunk: &str) -> bool {
        self.rules.smileys.iter().any(|s| s == chunk)
    }

    /// Takes the opening marks off and gives the place behind them.
    fn openings(&mut self, mut start: usize, end: usize) -> usize {
        while let Some(c) = self.text[start..end].chars().next() {
            let chunk = &self.text[start..end];
            let mut rest = chunk[c.len_utf8()..].chars();
            let opens = match c {
                '#' => !rest.next().is_some_and(char::is_alphabetic),
                '@' => rest.next().is_some_and(|c| c.is_ascii_digit()),
                c => is_opening(c),
            };
            if !opens {
                break;
            }
            let run = match c {
                c if repeats(c) => chunk.len() - chunk.trim_start_matches(c).len(),
                '\'' | '‘' | '`' if rest.next().is_some_and(|n| is_pair(c, n)) => 2 * c.len_utf8(),
                c => c.len_utf8(),
            };
            self.push(start, start + run, false);
            start += run;
        }
        start
    }

    /// Closing marks at the end of a chunk, in text order.
    fn tail(&self, start: usize, mut end: usize) -> Vec<(usize, usize, bool)> {
        let mut tail = Vec::new();
        let is_site = is_address(&self.text[start..end]);
        while let Some(c) = self.text[start..end].chars().next_back() {
            let head = &self.text[start..end];
            let from = match c {
                '/' | '-' | '=' | '_' | '#' if is_site => break,
                _ if self.smiley_at_end(head) > 0 => end - self.smiley_at_end(head),
                '.' | '!' | '?' => self.stops(start, end),
                '\'' | '’' if is_pair(c, head.chars().rev().nth(1).unwrap_or(' ')) => end - 2 * c.len_utf8(),
                '+' if is_name_plus(head) => break,
                c if repeats(c) || c == '+' => start + head.trim_end_matches(c).len(),
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

    /// Where the stops at the end of `[start, end)` begin: `...?` is two words, `?!` one, and an abbreviation keeps its own.
    fn stops(&self, start: usize, end: usize) -> usize {
        let head = &self.text[start..end];
        let all = start + head.trim_end_matches(['.', '!', '?']).len();
        let dots = self.text[all..end].bytes().take_while(|b| *b == b'.').count();
        match dots {
            _ if dots + all == end && dots != 2 => all,
            1 | 2 if self.keeps_stop(start, all + 1, false) => all + 1,
            0 | 1 => all,
            2 if dots + all == end => all,
            _ => all + dots,
        }
    }

    /// The length of the smiley at the end of `head`; one that ends in a letter or digit follows no letter.
    fn smiley_at_end(&self, head: &str) -> usize {
        let fits = |s: &&String| {
            head.strip_suffix(s.as_str()).is_some_and(|before| {
                s.starts_with([':', ';', '='])
                    && (s.ends_with([')', '(', ']']) || !before.ends_with(char::is_alphanumeric))
            })
        };
        self.rules.smileys.iter().filter(fits).map(String::len).max().unwrap_or(0)
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
        let rules = self.rules;
        if let (Some(c), None) = (chars.next(), chars.next())
            && !rules.before_number.contains(word)
        {
            return c.is_uppercase() && (self.follows_name(end) || !at_end);
        }
        if word.len() > 16 {
            return false;
        }
        let lower = word.to_lowercase();
        if rules.shared_stop.contains(&lower) && at_end {
            return self.text[end..].trim_start_matches(' ').starts_with(|c: char| c.is_lowercase() || is_closing(c));
        }
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
            let site = if from == at { self.site(at, end) } else { 0 };
            if site > 0 {
                self.push(at, at + site, false);
                at += site;
                from = at;
                continue;
            }
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

    /// The length of the web address, mail address or file name that begins at `at`.
    fn site(&self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let part = rest.split(['<', '>', '"', '“', '”', '(', ')', '[', ']', '|', ',']).next().unwrap_or(rest);
        if is_address(rest) && !is_mail(rest) {
            rest.len()
        } else if is_mail(part) || self.is_site(part) {
            part.len()
        } else {
            0
        }
    }

    /// `un.org/en`, `report-2.pdf`, `alt.sports.chess`.
    fn is_site(&self, chunk: &str) -> bool {
        if chunk.len() > 200 || !chunk.contains('.') {
            return false;
        }
        let host = chunk.split(['/', ':', '?']).next().unwrap_or(chunk);
        let Some((name, ending)) = host.rsplit_once('.') else { return false };
        let plain = |s: &str| {
            !s.is_empty() && s.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#' | '&'))
        };
        let group = |p: &str| p.len() > 1 && p.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let known = || ending.len() < 6 && self.rules.endings.contains(ending.to_lowercase().as_str());
        plain(name) && !name.contains("..") && (known() || (host.split('.').count() > 2 && host.split('.').all(group)))
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
            '-' | '.' | '*' | '=' | '<' | '>' if run > 1 => run,
            '_' | '#' | '|' => 0,
            '*' | '$' if letter(before) && letter(after) => 0,
            '-' if self.parts_at_hyphen(from, at, end) => 1,
            '.' if self.is_missing_blank(from, at, end) => 1,
            ',' if digit(before) && self.text[end..].starts_with(']') && !ends_in_thousands(rest) => run,
            ',' | ':' if digit(before) && digit(after) => 0,
            '/' if digit(before) && digit(after) => 0,
            '/' if letter(before) || letter(after) => 1,
            '\'' | '’' | '‘' | '`' | '´' if before.is_some() && after.is_some() => 0,
            ',' | ':' | ';' | '!' | '?' | '=' | '~' => run,
            c if c != '-' && c != '/' && (is_closing(c) || is_opening(c)) => c.len_utf8(),
            _ => 0,
        }
    }

    fn parts_at_hyphen(&self, from: usize, at: usize, end: usize) -> bool {
        let (before, after) = (&self.text[from..at], &self.text[at + 1..end]);
        if is_number_code(&self.text[from..end]) {
            return false;
        }
        let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let rest = after.split('-').next().unwrap_or("");
        if before.is_empty() {
            return !self.out.is_empty() && !is_digits(rest);
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
        let has_mark = word.contains(['\'', '’', '`', '´']);
        let digits =
            word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ':')).len();
        if !has_mark && digits == 0 && word.len() > 9 {
            return self.push(start, end, false);
        }
        let lower = word.to_lowercase().replace(['’', '`', '´'], "'");
        if digits > 0 && self.rules.units.contains(&lower[digits..]) {
            self.push(start, start + digits, false);
            return self.push(start + digits, end, false);
        }
        let is_title = word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase());
        if let Some(cuts) = self.contraction(&lower, end).filter(|_| !is_title) {
            return self.parts(start, end, cuts);
        }
        let is_tail = self.text[..start].ends_with('-');
        match self.clitic(word, &lower, is_tail).filter(|_| has_mark) {
            Some(cut) => self.parts(start, end, &[cut]),
            None => self.push(start, end, false),
        }
    }

    /// Pushes a written word that is several syntactic ones.
    fn parts(&mut self, start: usize, end: usize, cuts: &[usize]) {
        let mut from = start;
        for cut in cuts.iter().map(|cut| start + cut).filter(|cut| self.text.is_char_boundary(*cut)) {
            self.push(from, cut, from > start);
            from = cut;
        }
        self.push(from, end, from > start);
    }

    /// Where the contraction `lower`, which ends at `end`, comes apart.
    fn contraction(&self, lower: &str, end: usize) -> Option<&'a [usize]> {
        let rules = self.rules;
        if self.text[end..].starts_with('-') {
            return None;
        }
        if let Some(cuts) = rules.contractions.get(lower) {
            return Some(cuts);
        }
        let (cuts, next) = rules.before.get(lower)?;
        let rest = self.text[end..].strip_prefix(' ')?;
        let word = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
        (next.contains(word) && !rest[word.len()..].starts_with('-')).then_some(cuts)
    }

    /// Where the clitic of `word` begins; `is_tail` where the word is the last part of one with hyphens.
    fn clitic(&self, word: &str, lower: &str, is_tail: bool) -> Option<usize> {
        if self.rules.whole.contains(lower) {
            return None;
        }
        let clitic = self.rules.clitics.iter().find(|c| lower.ends_with(c.as_str()))?;
        let cut = word.char_indices().rev().nth(clitic.chars().count() - 1)?.0;
        (cut > 0 && (is_tail || !is_decade(&word[..cut]))).then_some(cut)
    }
}

/// The `1990` of `1990's`, the `70` of `70's`: a plural, no possessive.
fn is_decade(number: &str) -> bool {
    matches!(number.len(), 2 | 4) && number.ends_with('0') && number.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the digits and commas at the start of `rest` end in a group of three: `1,200,000`, but `[3,4]`.
fn ends_in_thousands(rest: &str) -> bool {
    let digits = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b',').count();
    rest[..digits].trim_end_matches(',').rsplit(',').next().is_some_and(|last| last.len() == 3)
}

/// `713-555-0199`, `555-0199`, `x3-5297`, `02-05-2002`: groups of digits that are no span from one number to another.
fn is_number_code(chunk: &str) -> bool {
    let bare = chunk.strip_prefix(['x', 'X']).unwrap_or(chunk);
    if !bare.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return false;
    }
    let (groups, last) = bare.split('-').fold((0, ""), |(n, _), group| (n + 1, group));
    let first = bare.split('-').next().map_or(0, str::len);
    let round = last.ends_with("00") && bare.split('-').next().is_some_and(|f| f.ends_with("00"));
    let apart = last.len() >= 3 && first != last.len() && first > 0 && !round;
    (groups > 2 || (groups == 2 && apart)) && bare.split('-').all(|g| !g.is_empty())
}

/// `OPEC+` is a name; the plus of `18+` and `A+` is a word.
fn is_name_plus(head: &str) -> bool {
    let name = head.trim_end_matches('+');
    name.len() + 1 == head.len() && name.len() > 2 && name.bytes().all(|b| b.is_ascii_uppercase())
}

/// Two marks that are one.
fn is_pair(a: char, b: char) -> bool {
    matches!((a, b), ('\'', '\'') | ('’', '’' | '‘') | ('‘', '’' | '‘') | ('`', '`'))
}

/// Marks that are one word however often they are repeated.
fn repeats(c: char) -> bool {
    matches!(c, '-' | '=' | '*' | '_' | '<' | '>' | '$' | '#' | '~' | '|' | '/')
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

/// Web and mail addresses and names behind an `@` stay whole.
fn is_address(chunk: &str) -> bool {
    let heads = ["http://", "https://", "ftp://", "mailto:", "www.", "HTTP://", "HTTPS://", "WWW."];
    let starts = heads.iter().any(|s| chunk.starts_with(s));
    starts || is_mail(chunk)
}

fn is_mail(chunk: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '\'' | '&' | '/' | '=' | '%');
    let mail = |(name, host): (&str, &str)| {
        let handle = name.is_empty() && host.starts_with(char::is_alphabetic);
        handle || (!name.is_empty() && host.contains('.') && name.chars().all(plain))
    };
    chunk.split_once('@').is_some_and(mail)
}
