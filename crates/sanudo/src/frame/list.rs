//! Whose acts does a list tell? "The Council, 1. condemns …; 2. demands …": items without a subject are of whoever opens the list.

use super::Tree;
use crate::parse::{Deprel, Feats, Parsed, Upos};
use crate::segment::Sentence;

/// The heads of items with the subject that opens their list, in text order.
pub(super) fn openers(parsed: &Parsed, text: &str, tree: &Tree) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut open: Option<u32> = None;
    for sentence in &parsed.sentences {
        let Some(root) = sentence.words().find(|w| parsed.words[*w].deprel == Deprel::Root) else { continue };
        let words = span_of(parsed, sentence).of(text);
        let (item, goes_on) = (is_item(words), words.ends_with([',', ':', ';']) || ends_in_and(parsed, sentence));
        let subject = subject(parsed, tree, root);
        let opener = open.filter(|_| subject.is_none() && (item || goes_on || starts_small(words)));
        if let Some(opener) = opener.filter(|_| is_told(parsed, root)) {
            found.push((root as u32, opener));
        }
        open = match opener {
            Some(_) => opener,
            None if words.ends_with([',', ':']) => subject.or_else(|| alone(parsed, tree, root)).map(|s| s as u32),
            None => None,
        };
    }
    found
}

fn span_of(parsed: &Parsed, sentence: &Sentence) -> crate::text::Span {
    let words = sentence.words();
    parsed.words[words.start].span.cover(parsed.words[words.end - 1].span)
}

/// "1. agreed", "(b) condemned", "- welcomed".
fn is_item(words: &str) -> bool {
    let rest = words.trim_start_matches('(');
    let mark = rest.find(['.', ')']).map(|end| &rest[..end]);
    let counted = |m: &str| {
        m.chars().all(|c| c.is_ascii_digit()) || (m.chars().count() == 1 && m.starts_with(char::is_lowercase))
    };
    words.starts_with(['-', '–', '—', '•', '*', '·']) || mark.is_some_and(|m| !m.is_empty() && counted(m))
}

fn starts_small(words: &str) -> bool {
    words.starts_with(char::is_lowercase)
}

/// "…; and": one more item follows.
fn ends_in_and(parsed: &Parsed, sentence: &Sentence) -> bool {
    sentence.words().next_back().is_some_and(|w| parsed.words[w].upos == Upos::Cconj)
}

fn subject(parsed: &Parsed, tree: &Tree, root: usize) -> Option<usize> {
    use Deprel::*;
    let is = |c: &usize| matches!(parsed.words[*c].deprel, Nsubj | NsubjPass | NsubjOuter | Csubj | Expl);
    tree.children(root).iter().map(|c| *c as usize).find(is)
}

/// "The Security Council,": a phrase that stands for a whole sentence.
fn alone(parsed: &Parsed, tree: &Tree, root: usize) -> Option<usize> {
    let noun = matches!(parsed.words[root].upos, Upos::Noun | Upos::Propn);
    (noun && tree.with(parsed, root, Deprel::Cop).next().is_none()).then_some(root)
}

/// A finite verb or what looks like its past tense; neither an order nor "Recalling its resolution".
fn is_told(parsed: &Parsed, root: usize) -> bool {
    let w = &parsed.words[root];
    let other = [Feats::IMPERATIVE, Feats::INFINITIVE, Feats::GERUND];
    w.upos == Upos::Verb && !other.iter().any(|f| w.feats.has(*f))
}
