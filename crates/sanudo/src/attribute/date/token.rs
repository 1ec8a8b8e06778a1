//! Dates have tokens of their own: runs of digits, runs of letters, single signs, so that "Oct-2", "2016H2" and "7/10/2023" read alike.

use super::DateCues;
use jiff::civil::Date;

/// A run of digits or letters, or one sign.
#[derive(Debug)]
pub(super) struct Token {
    /// In lower case.
    pub text: String,
    /// First byte in the article.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// No space before it.
    pub glued: bool,
    /// Begins with a capital.
    pub capital: bool,
}

#[derive(PartialEq, Clone, Copy)]
enum Class {
    Digit,
    Letter,
    Sign,
    Space,
}

fn class(c: char) -> Class {
    match c {
        _ if c.is_ascii_digit() => Class::Digit,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_whitespace() => Class::Space,
        _ => Class::Sign,
    }
}

/// Cuts `text`, which begins at byte `offset` of the article.
pub(super) fn cut(text: &str, offset: usize) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut before = Class::Space;
    for (at, c) in text.char_indices() {
        let now = class(c);
        let same = now == before && now != Class::Sign;
        let (start, end) = (offset + at, offset + at + c.len_utf8());
        match tokens.last_mut().filter(|_| same) {
            _ if now == Class::Space => {}
            Some(last) => last.end = end,
            None => {
                let (glued, capital) = (before != Class::Space, c.is_uppercase());
                tokens.push(Token { text: String::new(), start, end, glued, capital });
            }
        }
        before = now;
    }
    tokens.iter_mut().for_each(|t| t.text = spelled(&text[t.start - offset..t.end - offset]));
    tokens
}

/// A token in lower case.
fn spelled(run: &str) -> String {
    match run {
        "’" => "'".into(),
        run if run.is_ascii() => run.to_ascii_lowercase(),
        run => run.chars().flat_map(char::to_lowercase).collect(),
    }
}

/// What the readers see: the tokens of a sentence and what is known outside of it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// The tokens.
    pub tokens: &'a [Token],
    /// Publication.
    pub today: Option<Date>,
    /// The day told before.
    pub told: Option<Date>,
    /// Whether 7/10 is the seventh of October.
    pub day_first: bool,
    /// The words of dates.
    pub cues: &'a DateCues,
}

impl<'a> View<'a> {
    /// The token's text; empty past the end.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text.as_str())
    }

    /// Whether nothing stands between this token and the one before.
    pub fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.glued)
    }

    /// The first token past `phrase`, if it stands here.
    pub fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut next = at;
        let mut rest = phrase;
        while !rest.is_empty() {
            let word = self.word(next);
            rest = rest.strip_prefix(word).filter(|_| !word.is_empty())?;
            if let Some(after) = rest.strip_prefix(' ') {
                rest = after;
            } else if !rest.is_empty() && !self.glued(next + 1) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// The first token past the longest phrase of the list that stands here.
    pub fn any(&self, at: usize, list: &[String]) -> Option<usize> {
        list.iter().filter_map(|p| self.phrase(at, p)).max()
    }

    /// The same, else `at`.
    pub fn skip(&self, at: usize, list: &[String]) -> usize {
        self.any(at, list).unwrap_or(at)
    }

    /// Past a comma.
    pub fn comma(&self, at: usize) -> usize {
        at + usize::from(self.word(at) == ",")
    }

    /// Whether the token before is one of the list.
    pub fn follows(&self, at: usize, list: &[String]) -> bool {
        at > 0 && list.iter().any(|w| w == self.word(at - 1))
    }

    /// A whole number, not part of an amount, a clock time or a longer number.
    pub fn integer(&self, at: usize) -> Option<i64> {
        let number: i64 = self.word(at).parse().ok().filter(|_| self.word(at).len() <= 4)?;
        let sign = |w: &str| matches!(w, "," | "." | ":");
        let digit = |i: usize| self.word(i).starts_with(|c: char| c.is_ascii_digit());
        let after = sign(self.word(at + 1)) && self.glued(at + 1) && digit(at + 2) && self.glued(at + 2);
        let before = at > 1 && self.glued(at) && sign(self.word(at - 1)) && digit(at - 2) && self.glued(at - 1);
        let money = at > 0 && self.glued(at) && matches!(self.word(at - 1), "$" | "€" | "£" | "#" | "+");
        let percent = self.word(at + 1) == "%";
        (!after && !before && !money && !percent).then_some(number)
    }
}
