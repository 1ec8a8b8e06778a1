//! Where does a sentence end? At marks that are no abbreviation's, with closing quotes and brackets taken along.

use super::rules::Rules;
use super::{Sentence, Token};

/// Longer runs without a mark are cut here, in words: a bound on the parser's work.
const LONGEST: usize = 300;

/// Cuts the words `first..tokens.len()` of one block into sentences.
pub(super) fn sentences(
    text: &str,
    tokens: &[Token],
    first: usize,
    block: u32,
    rules: &Rules,
    out: &mut Vec<Sentence>,
) {
    let mut from = first;
    let mut at = first;
    while at < tokens.len() {
        let ends = ends_here(text, tokens, at, rules);
        if ends {
            at = take_closers(text, tokens, at);
        }
        if ends || at + 1 - from >= LONGEST {
            push(tokens, from, at + 1, block, out);
            from = at + 1;
        }
        at += 1;
    }
    push(tokens, from, tokens.len(), block, out);
}

fn push(tokens: &[Token], from: usize, end: usize, block: u32, out: &mut Vec<Sentence>) {
    if from < end {
        let span = tokens[from].span.cover(tokens[end - 1].span);
        out.push(Sentence { span, first: from as u32, end: end as u32, block });
    }
}

fn ends_here(text: &str, tokens: &[Token], at: usize, rules: &Rules) -> bool {
    let word = tokens[at].span.of(text);
    let next = next_opening(text, tokens, at + 1);
    match word {
        "!" | "?" => next.is_none_or(|w| !starts_lower(w)),
        "." => next.is_none_or(|w| !starts_lower(w)) && !is_list_number(text, tokens, at),
        _ if word.starts_with("..") || word == "…" => next.is_none_or(starts_upper),
        _ if word.starts_with('!') || word.starts_with('?') => true,
        _ if word.ends_with('.') && word.len() > 1 => {
            let lower = word.trim_end_matches('.').to_lowercase();
            rules.maybe.contains(&lower) && next.is_some_and(|w| begins_sentence(w, text, tokens, at))
        }
        _ => false,
    }
}

/// The word after, quotes and brackets passed over.
fn next_opening<'t>(text: &'t str, tokens: &[Token], from: usize) -> Option<&'t str> {
    tokens[from..].iter().take(4).map(|t| t.span.of(text)).find(|w| w.chars().any(char::is_alphanumeric))
}

fn starts_lower(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// After "U.S." a capital is often a name: only a small word with a capital begins a sentence for sure.
fn begins_sentence(next: &str, text: &str, tokens: &[Token], at: usize) -> bool {
    const SURE: usize = 4;
    let followed_by_lower = tokens.get(at + 2).is_some_and(|t| starts_lower(t.span.of(text)));
    starts_upper(next)
        && next.chars().count() <= SURE
        && next.chars().skip(1).all(char::is_lowercase)
        && followed_by_lower
}

/// "1." at the start of an item.
fn is_list_number(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let number = tokens[before].span.of(text);
    let first =
        before == 0 || text[tokens[before - 1].span.end as usize..tokens[before].span.start as usize].contains('\n');
    first && number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit())
}

fn take_closers(text: &str, tokens: &[Token], mut at: usize) -> usize {
    while let Some(next) = tokens.get(at + 1) {
        let touches = next.span.start == tokens[at].span.end;
        if !(touches && matches!(next.span.of(text), "\"" | "”" | "’" | "'" | ")" | "]" | "»")) {
            break;
        }
        at += 1;
    }
    at
}
