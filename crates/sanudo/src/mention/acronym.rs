//! "The Somali Relief Front (SRF)": an acronym that the text itself defines means what the text says, whatever the lexicon knows by these letters.

use super::Hit;
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::fold;
use crate::parse::{Parsed, Upos};
use rustc_hash::FxHashMap;

/// An acronym where it stands, and the name that defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The word that is the acronym.
    pub word: u32,
    /// First word of the name.
    pub first: u32,
    /// One past its last word.
    pub end: u32,
}

/// Small words that a name may have between two letters of its acronym.
const SMALL: usize = 3;

/// How far before the end of a name the place may begin that it is from.
const FROM: usize = 4;

/// Words of the longest name that an acronym is followed by.
const BEHIND: usize = 12;

/// Fewer letters stand in any order by chance.
const SHUFFLED: usize = 3;

/// Letters of the longest acronym that is looked for.
const LONGEST: usize = 8;

struct Definition {
    acronym: String,
    first: u32,
    end: u32,
    /// Whether the letters stand in another order than the words.
    shuffled: bool,
}

/// The acronyms of an article that it defines against the lexicon or beside it. Their readings by the lexicon are taken out of `hits`.
pub(super) fn settle(article: &Article, parsed: &Parsed, lexicon: &Lexicon, hits: &mut Vec<Hit>) -> Vec<Given> {
    let defined: Vec<Definition> = (0..parsed.words.len())
        .filter_map(|word| definition(article, parsed, word))
        .filter(|d| !d.shuffled || lexicon.actors.named(&d.acronym).is_empty())
        .filter(|definition| !known_so(article, parsed, lexicon, hits, definition))
        .collect();
    if defined.is_empty() {
        return Vec::new();
    }
    let mut by_acronym: FxHashMap<&str, Vec<&Definition>> = FxHashMap::default();
    for definition in &defined {
        by_acronym.entry(&definition.acronym).or_default().push(definition);
    }
    let mut given = Vec::new();
    for (word, token) in (0..).zip(&parsed.words) {
        let meant = by_acronym.get(fold(token.span.of(&article.text)).as_str()).into_iter().flatten();
        if let Some(d) = meant.into_iter().find(|d| !(d.first..d.end).contains(&word)) {
            given.push(Given { word, first: d.first, end: d.end });
        }
    }
    hits.retain(|hit| hit.end - hit.first > 1 || given.binary_search_by_key(&hit.first, |g| g.word).is_err());
    given
}

/// "NAME (ACRONYM)", "NAME, or ACRONYM" or "ACRONYM (NAME)".
fn definition(article: &Article, parsed: &Parsed, word: usize) -> Option<Definition> {
    let text = |w: usize| parsed.words.get(w).map_or("", |token| token.span.of(&article.text));
    let acronym = fold(text(word));
    let letters = acronym.chars().filter(|c| c.is_uppercase()).count();
    if letters < 2 || acronym.chars().count() > LONGEST || !acronym.chars().all(char::is_alphanumeric) {
        return None;
    }
    let bracketed = word >= 2 && text(word - 1) == "(" && text(word + 1) == ")";
    let otherwise = word >= 3 && parsed.words[word - 1].upos == Upos::Cconj && text(word - 2) == ",";
    let number = parsed.sentences.partition_point(|s| s.words().end <= word);
    let sentence = parsed.sentences.get(number)?.words();
    let start = sentence.start;
    if !bracketed && text(word + 1) == "(" {
        let first = word + 2;
        let end = (first..sentence.end.min(first + BEHIND)).find(|w| text(*w) == ")")?;
        let begins = spelled(article, parsed, first, end, &acronym);
        let (first, end) = (first as u32, end as u32);
        return begins.filter(|w| *w as u32 == first).map(|_| Definition { acronym, first, end, shuffled: false });
    }
    let end = if bracketed { word - 1 } else { word.checked_sub(2).filter(|_| otherwise)? };
    // "the United Nurses of Chad (UN)": where a name is from need not have a letter
    let of = (start + 1..end).rev().take(FROM).find(|w| parsed.words[*w].upos == Upos::Adp);
    let ends = [Some(end), of].into_iter().flatten();
    let straight = ends.filter_map(|end| spelled(article, parsed, start, end, &acronym)).next();
    let shuffled = straight.is_none();
    let other = || shuffled_name(article, parsed, start, end, &acronym).filter(|_| bracketed);
    let first = straight.or_else(other)?;
    Some(Definition { acronym, first: first as u32, end: end as u32, shuffled })
}

/// Where a name that ends before `end` begins whose initials are the letters of the acronym: every word with a capital gives one.
fn spelled(article: &Article, parsed: &Parsed, start: usize, end: usize, acronym: &str) -> Option<usize> {
    let mut letters: Vec<char> = acronym.to_lowercase().chars().collect();
    let mut small = 0;
    for word in (start..end).rev() {
        let text = parsed.words[word].span.of(&article.text);
        let first = text.chars().next()?;
        let initial = first.to_lowercase().next();
        let whole = text.chars().all(char::is_uppercase) && text.chars().count() > 1;
        if whole && letters.ends_with(&text.to_lowercase().chars().collect::<Vec<_>>()) {
            // "the UN Mission in Libya (UNMIL)"
            letters.truncate(letters.len() - text.chars().count());
            small = 0;
        } else if first.is_uppercase() {
            // a name gives its letters from its end
            if initial != letters.pop() {
                return None;
            }
            small = 0;
        } else if first.is_alphabetic() && letters.len() > 1 && initial == letters.last().copied() {
            letters.pop();
            small = 0;
        } else {
            small += 1;
        }
        if letters.is_empty() {
            return (end - word > 1).then_some(word);
        }
        if small > SMALL {
            return None;
        }
    }
    None
}

/// Where a name begins whose words give the letters in the order of another language: "the Popular Front of Zarat (FPZ)".
fn shuffled_name(article: &Article, parsed: &Parsed, start: usize, end: usize, acronym: &str) -> Option<usize> {
    let mut letters: Vec<char> = acronym.to_lowercase().chars().collect();
    if letters.len() < SHUFFLED {
        return None;
    }
    let mut small = 0;
    for word in (start..end).rev() {
        let text = parsed.words[word].span.of(&article.text);
        let first = text.chars().next()?;
        if first.is_uppercase() {
            let initial = first.to_lowercase().next()?;
            let at = letters.iter().position(|l| *l == initial)?;
            letters.swap_remove(at);
            small = 0;
        } else {
            small += 1;
        }
        if letters.is_empty() {
            return Some(word);
        }
        if small > SMALL {
            return None;
        }
    }
    None
}

/// Whether the lexicon knows the acronym as what the text defines: by the whole name, or by one of nearly the same words.
fn known_so(article: &Article, parsed: &Parsed, lexicon: &Lexicon, hits: &[Hit], definition: &Definition) -> bool {
    let ours = lexicon.actors.named(&definition.acronym);
    let from = hits.partition_point(|h| h.first < definition.first);
    let mut near = hits[from..].iter().take_while(|h| h.first <= definition.first + 1);
    let whole = near.find(|h| h.end == definition.end);
    if whole.is_some_and(|hit| hit.known.iter().any(|id| ours.contains(id))) {
        return true;
    }
    let words: Vec<String> = (definition.first..definition.end)
        .map(|w| fold(parsed.words[w as usize].span.of(&article.text)).to_lowercase())
        .filter(|w| w.chars().count() > SMALL)
        .collect();
    ours.iter().any(|id| lexicon.actors.has_long_name(*id, |name| alike(&words, name)))
}

/// Whether most words of either name begin as one of the other does.
fn alike(words: &[String], name: &str) -> bool {
    let stem = |w: &str| w.chars().take(4).collect::<String>();
    let theirs: Vec<String> =
        name.split(' ').filter(|w| w.chars().count() > SMALL).map(|w| stem(&w.to_lowercase())).collect();
    let shared = words.iter().filter(|w| theirs.contains(&stem(w))).count();
    shared > 0 && shared * 3 >= words.len().max(theirs.len()) * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_nearly_the_same_words_are_one() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(alike(&words("palestinian liberation organisation"), "palestine liberation organization"));
        assert!(alike(
            &words("organisation security cooperation europe"),
            "organization for security and co - operation in europe"
        ));
        assert!(!alike(&words("peasant labour organisation"), "palestine liberation organization"));
        assert!(!alike(&words("international farmers movement"), "international monetary fund"));
        assert!(!alike(&[], "united nations"));
    }
}
