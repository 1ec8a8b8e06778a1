//! Names that the tree hides inside other phrases: "Petro Vovk, Ana Diaz and Li Wei" read as one long name.

use super::{Form, Hit, Mention, Mentions};
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::What;
use crate::parse::{NameKind, Parsed, Upos};

/// First word and one past the last word of a person's name.
type Bounds = (u32, u32);

/// Makes every person's name a phrase of its own; whether there was any to make.
pub(super) fn uncover(article: &Article, parsed: &Parsed, lexicon: &Lexicon, mentions: &mut Mentions) -> bool {
    let names = names(article, parsed, lexicon, &mentions.hits);
    let mut found = Vec::new();
    for name in &names {
        let top = top(parsed, *name);
        match mentions.at(top as usize) {
            None => found.extend(sentence(parsed, *name).map(|s| phrase(parsed, *name, top, s, false))),
            Some(holder) => found.extend(split(parsed, &names, *name, top, &mut mentions.list[holder])),
        }
    }
    let any = !found.is_empty();
    mentions.list.append(&mut found);
    if any {
        mentions.list.sort_by_key(|m| (m.first, m.head));
    }
    any
}

/// Full names that the lexicon or the network knows for a person's, in text order, none inside another.
fn names(article: &Article, parsed: &Parsed, lexicon: &Lexicon, hits: &[Hit]) -> Vec<Bounds> {
    let capital =
        |w: u32| parsed.words[w as usize].span.of(&article.text).chars().next().is_some_and(char::is_uppercase);
    let person = |h: &&Hit| {
        h.end - h.first > 1
            && capital(h.first)
            && h.known.iter().all(|k| lexicon.actors.known[*k as usize].what == What::Person)
    };
    let mut names: Vec<Bounds> = hits.iter().filter(person).map(|h| (h.first, h.end)).collect();
    let known = names.len();
    for name in parsed.names.iter().filter(|n| n.kind == NameKind::Person && n.end - n.first > 1) {
        let proper = (name.first..name.end).all(|w| parsed.words[w as usize].upos == Upos::Propn);
        let apart = names[..known].iter().all(|n| n.1 <= name.first || name.end <= n.0);
        let titled = hits.iter().any(|h| h.first < name.end && name.first < h.end);
        if proper && apart && !titled {
            names.push((name.first, name.end));
        }
    }
    names.sort_unstable();
    names
}

/// The word of the name that governs the others.
fn top(parsed: &Parsed, (first, end): Bounds) -> u32 {
    (first..end).find(|w| !(first..end).contains(&parsed.words[*w as usize].head)).unwrap_or(first)
}

fn sentence(parsed: &Parsed, name: Bounds) -> Option<u32> {
    let at = parsed.sentences.partition_point(|s| s.words().end as u32 <= name.0);
    parsed.sentences.get(at).filter(|s| s.words().contains(&(name.0 as usize))).map(|_| at as u32)
}

fn phrase(parsed: &Parsed, (first, end): Bounds, head: u32, sentence: u32, listed: bool) -> Mention {
    let span = parsed.words[first as usize].span.cover(parsed.words[end as usize - 1].span);
    Mention { span, head, first, end, sentence, form: Form::Name, listed }
}

/// Cuts a name off the phrase of another name behind whose head it hangs.
fn split(parsed: &Parsed, names: &[Bounds], name: Bounds, top: u32, holder: &mut Mention) -> Option<Mention> {
    let own = names.iter().find(|n| (n.0..n.1).contains(&holder.head) && n.1 <= holder.end)?;
    let behind = own.1 < name.0 && name.1 <= holder.end && own.0 >= holder.first;
    if !behind || !names.contains(&name) || *own == name {
        return None;
    }
    let joins = (own.1..name.0).rev().find(|w| matches!(parsed.words[*w as usize].upos, Upos::Cconj | Upos::Punct))?;
    let cut = phrase(parsed, (joins + 1, name.1), top, holder.sentence, true);
    let last = (own.1..=joins).find(|w| matches!(parsed.words[*w as usize].upos, Upos::Cconj | Upos::Punct))?;
    (holder.end, holder.span) =
        (last, parsed.words[holder.first as usize].span.cover(parsed.words[last as usize - 1].span));
    Some(cut)
}
