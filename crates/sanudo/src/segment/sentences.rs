//! Sentences: where a block's words come to a stop.

use super::rules::Rules;
use super::splits::{Gaps, Splits};
use super::{Sentence, Token};

/// More words than this are cut, so that one sentence has bounded work.
pub(super) const LONGEST: usize = 300;

/// Groups the words from `first` on into sentences of `block`.
pub(super) fn group(text: &str, tokens: &[Token], first: usize, block: u32, knows: Knows, out: &mut Vec<Sentence>) {
    let words = &tokens[first..];
    let by_rule = by_rule(text, words, knows.rules);
    let gaps = if knows.splits.is_empty() { Gaps::default() } else { Gaps::new(text, words, &by_rule) };
    let mut start = 0;
    for at in 1..=words.len() {
        let ends = at == words.len() || at - start >= LONGEST;
        let starts = || if knows.splits.is_empty() { by_rule[at] } else { gaps.starts(start, at, knows.splits) };
        if ends || starts() {
            let span = words[start].span.cover(words[at - 1].span);
            out.push(Sentence { span, first: (first + start) as u32, end: (first + at) as u32, block });
            start = at;
        }
    }
}

/// What tells where sentences start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Knows<'a> {
    pub(super) rules: &'a Rules,
    pub(super) splits: &'a Splits,
}

/// For each word whether a sentence starts there by the rules alone.
pub fn by_rule(text: &str, words: &[Token], rules: &Rules) -> Vec<bool> {
    let reader = Reader { text, tokens: words, rules };
    let mut starts = vec![false; words.len()];
    let mut at = 0;
    while at < words.len() {
        let end = reader.stop(at);
        if let Some(start) = end.and_then(|end| starts.get_mut(end)) {
            *start = true;
        }
        at = end.unwrap_or(at + 1);
    }
    starts
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    rules: &'a Rules,
}

impl Reader<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.text))
    }

    /// Whether nothing stands between word `i` and the one before.
    fn is_glued(&self, i: usize) -> bool {
        i > 0 && self.tokens.get(i).is_some_and(|t| t.span.start == self.tokens[i - 1].span.end)
    }

    /// One past the last word of the sentence, if word `at` stops it.
    fn stop(&self, at: usize) -> Option<usize> {
        let word = self.word(at);
        let last = word.chars().next_back()?;
        if !matches!(last, '.' | '!' | '?' | '…' | '。') {
            return None;
        }
        let mut next = at + 1;
        while is_closer(self.word(next)) && (self.is_glued(next) || !self.opens(next)) {
            next += 1;
        }
        while let Some(after) = self.note(next) {
            next = after;
        }
        if next >= self.tokens.len() {
            return Some(next);
        }
        let closed = next > at + 1;
        self.begins(at, next, closed).then_some(next)
    }

    /// One past a footnote mark like `[12]` glued to the word before `i`.
    fn note(&self, i: usize) -> Option<usize> {
        let number = self.word(i + 1).bytes().all(|b| b.is_ascii_digit());
        let is_note = self.word(i) == "[" && self.is_glued(i) && number && self.word(i + 2) == "]";
        is_note.then_some(i + 3)
    }

    /// Whether the mark at `i` stands directly before a word, as an opening quote does.
    fn opens(&self, i: usize) -> bool {
        !self.is_glued(i) && self.is_glued(i + 1)
    }

    /// Whether a new sentence begins at `next`, given that word `at` may stop the one before.
    fn begins(&self, at: usize, next: usize, closed: bool) -> bool {
        let (word, follow) = (self.word(at), self.first_word(next));
        let Some(c) = follow.chars().next() else { return true };
        let is_lower = c.is_lowercase();
        if word.len() > 1 && word.ends_with('.') && !word.starts_with(['.', '!', '?']) {
            return self.after_abbreviation(word, follow);
        }
        if matches!(word, "…") || (word.len() > 1 && word.bytes().all(|b| b == b'.')) {
            return !is_lower && !matches!(c, ',' | ';' | ':');
        }
        if matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | ')') {
            return false;
        }
        !is_lower || (!closed && !self.is_glued(next))
    }

    /// The first word from `i` on that is not an opening mark.
    fn first_word(&self, i: usize) -> &str {
        let mut i = i;
        while matches!(self.word(i), "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "„" | "``") {
            i += 1;
        }
        self.word(i)
    }

    fn after_abbreviation(&self, word: &str, follow: &str) -> bool {
        let bare = word.trim_end_matches('.').to_lowercase();
        let initial = bare.chars().count() == 1;
        if initial || self.rules.titles.contains(&bare) || self.rules.before_number.contains(&bare) {
            return false;
        }
        follow.starts_with(char::is_uppercase) && self.rules.starters.contains(&follow.to_lowercase())
    }
}

fn is_closer(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | ")" | "]" | "}" | "»" | "''" | "›")
}
