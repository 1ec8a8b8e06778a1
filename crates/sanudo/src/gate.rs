//! Which sentences could matter for the record? The others need no tree.
//!
//! Nothing is coded without somebody, so a sentence is skipped where nobody can be: no word is written as names are, none names an
//! actor or a role in any of its forms, none tells something of those in other sentences (`Lexicon::pointers`: a meeting's agenda, "our"
//! positions, how many died).
//! Everything else is read, whether it has a trigger or not: who "they", "the minister" or "both countries" are in a later sentence
//! is settled by sentences without one. So records are the same bytes with and without the gate.
//!
//! The words are those that the segmenter made, looked up in tables that the lexicon has anyway: most sentences are decided by the first
//! capital behind their start, before any look-up, and that is faster than a scan of the text for all words of the lexicon.

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::fold;
use crate::model::Model;
use crate::segment::Segments;

/// For each sentence, whether somebody could be in it.
pub fn worth(article: &Article, segments: &Segments, model: &Model, lexicon: &Lexicon) -> Vec<bool> {
    let mut look = Look { model, lexicon, words: Vec::new(), reach: Vec::new(), key: String::new() };
    let words = |tokens| -> &[_] { segments.tokens.get(tokens).unwrap_or(&[]) };
    let sentences = segments.sentences.iter().map(|s| words(s.words()).iter().map(|t| t.span.of(&article.text)));
    sentences.map(|words| words.clone().any(|w| !is_small(w, model)) || look.somebody(words)).collect()
}

/// Whether a word is surely no proper noun: without capitals and foreign letters, or one that opens any sentence ("The", "I").
fn is_small(word: &str, model: &Model) -> bool {
    let letters = |rest: &str| rest.chars().all(|c| !c.is_alphabetic() || c.is_ascii_lowercase());
    match word.as_bytes() {
        [first, rest @ ..] if first.is_ascii_uppercase() => {
            rest.iter().all(u8::is_ascii_lowercase) && model.rules.starters.contains(&word.to_ascii_lowercase())
        }
        _ => letters(word),
    }
}

/// What one sentence after the other is looked up with.
struct Look<'a> {
    model: &'a Model,
    lexicon: &'a Lexicon,
    /// The sentence's words, folded.
    words: Vec<String>,
    /// How many words the longest name has that begins with each of them.
    reach: Vec<usize>,
    key: String,
}

impl Look<'_> {
    /// Whether words in small letters name or mean somebody.
    fn somebody<'t>(&mut self, words: impl Iterator<Item = &'t str>) -> bool {
        self.words.clear();
        self.words.extend(words.map(fold));
        let Look { lexicon, words, reach, .. } = self;
        if words.iter().any(|w| lexicon.pronouns.contains(w)) {
            return true;
        }
        reach.clear();
        reach.extend(words.iter().map(|w| lexicon.actors.longest(w)));
        (0..self.words.len()).any(|at| self.ends_here(at))
    }

    /// Whether a name, or a word that points back, ends with this word in any of its forms.
    fn ends_here(&mut self, at: usize) -> bool {
        let Look { model, lexicon, words, reach, key } = self;
        let begins = |from: &usize| reach[*from] > at - from;
        let starts = (at.saturating_sub(LONGEST)..at).filter(begins);
        model.lemmas.any(&words[at], |lemma| {
            let alone = lexicon.pointers.contains(lemma) || !lexicon.actors.named(lemma).is_empty();
            alone
                || starts.clone().any(|from| {
                    key.clear();
                    words[from..at].iter().for_each(|w| key.extend([w, " "]));
                    key.push_str(lemma);
                    !lexicon.actors.named(key).is_empty()
                })
        })
    }
}

/// No name in the lexicon has more words than this and one.
const LONGEST: usize = 11;
