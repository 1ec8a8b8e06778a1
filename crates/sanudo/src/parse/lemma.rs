//! Lemmas: a table of edits by tag and ending, longest first; whole words are exceptions.

use super::hash::Hash;
use super::{Feats, Upos};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// Longest ending that a rule looks at.
pub const LONGEST: usize = 5;

/// How a word becomes its lemma: drop characters at the end, add others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Edit {
    strip: u8,
    add: Span,
}

/// The edits of a language.
#[derive(Debug, Default)]
pub struct Lemmas {
    edits: FxHashMap<u32, Edit>,
    /// By ending alone: all edits that a noun, verb or adjective has for it.
    of_any: FxHashMap<u32, Vec<Edit>>,
    text: String,
}

impl Lemmas {
    /// Reads lines of `UPOS feats word|-ending strip add`, parted by tabs; `None` where a line is malformed.
    pub fn read(text: &str) -> Option<Lemmas> {
        let mut edits = FxHashMap::default();
        edits.reserve(text.len() / 16);
        let mut of_any: FxHashMap<u32, Vec<Edit>> = FxHashMap::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let mut fields = line.trim_end_matches('\n').split('\t');
            let upos = Upos::from_name(fields.next()?)?;
            let feats = Feats(fields.next()?.parse().ok()?);
            let (ending, strip, add) = (fields.next()?, fields.next()?.parse().ok()?, fields.next()?);
            let (whole, ending) = ending.strip_prefix('-').map_or((true, ending), |e| (false, e));
            let end = at + line.trim_end_matches('\n').len();
            let edit = Edit { strip, add: Span::new(end - add.len(), end) };
            edits.insert(key(seed(upos, feats), ending, whole), edit);
            let others = of_any.entry(key(Hash::new(ANY), ending, whole)).or_default();
            let open = matches!(upos, Upos::Noun | Upos::Verb | Upos::Adj);
            if open && !others.iter().any(|o| o.strip == strip && o.add.of(text) == add) {
                others.push(edit);
            }
            at += line.len();
        }
        Some(Lemmas { edits, of_any, text: text.to_owned() })
    }

    /// Appends the lemma of `form` to `out`.
    pub fn append(&self, form: &str, (upos, feats): (Upos, Feats), out: &mut String) {
        let start = out.len();
        push_base(form, upos, out);
        if let Some(edit) = self.find(&out[start..], upos, feats) {
            self.edit(edit, start, out);
        }
    }

    /// Makes the word that begins at `start` its lemma.
    fn edit(&self, edit: Edit, start: usize, out: &mut String) {
        let keep = out[start..].char_indices().rev().nth(usize::from(edit.strip).saturating_sub(1));
        match keep {
            Some((at, _)) if edit.strip > 0 && (at > 0 || !edit.add.is_empty()) => out.truncate(start + at),
            None => return,
            Some(_) if edit.strip > 0 => return,
            Some(_) => {}
        }
        out.push_str(edit.add.of(&self.text));
    }

    /// Whether `fits` likes the word, in small letters, or what any tag of an open class makes of it.
    pub fn any(&self, word: &str, mut fits: impl FnMut(&str) -> bool) -> bool {
        let mut lemma = String::new();
        let mut makes = |key: u32| {
            self.of_any.get(&key).into_iter().flatten().any(|edit| {
                lemma.clear();
                lemma.push_str(word);
                self.edit(*edit, 0, &mut lemma);
                fits(&lemma)
            })
        };
        let ending = |length| word.char_indices().rev().nth(length).map(|(at, _)| &word[at..]);
        makes(key(Hash::new(ANY), "", false))
            || (0..LONGEST).map_while(ending).any(|ending| makes(key(Hash::new(ANY), ending, false)))
            || makes(key(Hash::new(ANY), word, true))
            || fits(word)
    }

    fn find(&self, base: &str, upos: Upos, feats: Feats) -> Option<Edit> {
        let feats = class(upos, feats);
        let mut best = None;
        let mut hash = seed(upos, feats);
        best = self.edits.get(&hash.with(END).key()).copied().or(best);
        for (i, c) in base.chars().rev().enumerate() {
            hash = hash.with(c as u32);
            if i < LONGEST {
                best = self.edits.get(&hash.with(END).key()).copied().or(best);
            }
        }
        self.edits.get(&hash.with(WHOLE).key()).copied().or(best)
    }
}

const END: u32 = 1;
const WHOLE: u32 = 2;

/// Stands for all tags.
const ANY: u32 = u32::MAX - 1;

fn seed(upos: Upos, feats: Feats) -> Hash {
    Hash::new(upos as u32).with(u32::from(feats.0))
}

fn key(seed: Hash, ending: &str, whole: bool) -> u32 {
    let hash = ending.chars().rev().fold(seed, |hash, c| hash.with(c as u32));
    hash.with(if whole { WHOLE } else { END }).key()
}

/// The features that tell how the word is inflected: past forms are the same for one and many, active and passive.
pub fn class(upos: Upos, feats: Feats) -> Feats {
    match upos {
        Upos::Verb | Upos::Aux if feats.has(Feats::PAST) => Feats(feats.0 & !(Feats::PLURAL | Feats::PASSIVE)),
        _ => feats,
    }
}

/// What edits work on: the word in lower case, proper nouns as written, numbers without commas between their digits.
pub fn push_base(form: &str, upos: Upos, out: &mut String) {
    if upos == Upos::Propn {
        out.push_str(form);
    } else if upos == Upos::Num && form.starts_with(|c: char| c.is_ascii_digit()) {
        out.extend(form.chars().filter(|c| *c != ',').flat_map(char::to_lowercase));
    } else {
        out.extend(form.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_tag_may_make_the_lemma() {
        let lemmas = Lemmas::read("VERB\t17\t-ed\t2\t\nNOUN\t64\t-s\t1\t\nVERB\t17\twent\t4\tgo\n").expect("valid");
        let makes = |word: &str, lemma: &str| lemmas.any(word, |l| l == lemma);
        assert!(
            makes("attacked", "attack") && makes("guards", "guard") && makes("went", "go") && makes("guards", "guards")
        );
        assert!(!makes("went", "wen") && !makes("", "go"));
    }

    #[test]
    fn numbers_lose_their_commas_and_nothing_else() {
        let lemmas = Lemmas::read("NUM\t0\t-\t0\t\n").expect("valid");
        let lemma = |form: &str| {
            let mut out = String::new();
            lemmas.append(form, (Upos::Num, Feats(0)), &mut out);
            out
        };
        assert_eq!(["3,400,000", "3000", "7.5", "Two"].map(lemma), ["3400000", "3000", "7.5", "two"]);
    }

    #[test]
    fn whole_words_beat_long_endings_beat_short_ones() {
        let lemmas = Lemmas::read("VERB\t17\t-ed\t2\t\nVERB\t17\t-ied\t3\ty\nVERB\t17\twent\t4\tgo\n").expect("valid");
        let lemma = |form: &str| {
            let mut out = String::from("before ");
            lemmas.append(form, (Upos::Verb, Feats(17)), &mut out);
            out.split_off(7)
        };
        assert_eq!(["Attacked", "denied", "went", "ed", "é"].map(lemma), ["attack", "deny", "go", "ed", "é"]);
    }
}
