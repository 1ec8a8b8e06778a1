//! Which phrases could be somebody? Noun phrases, names and pronouns.

mod acronym;
mod hidden;
mod namesake;

pub use acronym::Given;

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::{What, fold};
use crate::parse::{Deprel, Parsed, Upos};
use crate::text::{Span, lower};

/// How a phrase refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Its head is a proper noun or a known name.
    Name,
    /// Its head is a common noun.
    Nominal,
    /// A pronoun.
    Pronoun,
}

/// A known name inside an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// First word.
    pub first: u32,
    /// One past the last word.
    pub end: u32,
    /// What it may name: indices into [`ActorIndex::known`](crate::lexicon::actors::ActorIndex::known).
    pub known: Vec<u32>,
}

/// A phrase that could be somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The phrase with its determiners and titles, without relative clauses.
    pub span: Span,
    /// The word that governs it.
    pub head: u32,
    /// First word.
    pub first: u32,
    /// One past the last word.
    pub end: u32,
    /// Index of the sentence.
    pub sentence: u32,
    /// How it refers.
    pub form: Form,
    /// Whether it goes on a list of names that the tree holds for one name with the mention before it.
    pub listed: bool,
}

/// All phrases of an article, in text order, with the known names.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The phrases.
    pub list: Vec<Mention>,
    /// Known names, longest matches, in text order.
    pub hits: Vec<Hit>,
    /// Acronyms that the text defines, in text order.
    pub given: Vec<Given>,
    at: Vec<u32>,
}

impl Mentions {
    /// The mention that this word heads, or whose name it is part of.
    pub fn at(&self, word: usize) -> Option<usize> {
        self.at.get(word).copied().filter(|m| *m != u32::MAX).map(|m| m as usize)
    }

    /// The acronym that this word is by the text's own definition.
    pub fn given(&self, word: u32) -> Option<&Given> {
        self.given.binary_search_by_key(&word, |g| g.word).ok().map(|at| &self.given[at])
    }

    /// Known names that lie between two words.
    pub fn hits_in(&self, first: u32, end: u32) -> impl Iterator<Item = &Hit> {
        let from = self.hits.partition_point(|h| h.first < first);
        self.hits[from..].iter().take_while(move |h| h.first < end).filter(move |h| h.end <= end)
    }
}

/// Finds the phrases of an article.
pub fn find(article: &Article, parsed: &Parsed, lexicon: &Lexicon) -> Mentions {
    let mut hits = hits(article, parsed, lexicon);
    namesake::settle(article, parsed, lexicon, &mut hits);
    let given = acronym::settle(article, parsed, lexicon, &mut hits);
    let mut mentions = Mentions { hits, given, at: vec![u32::MAX; parsed.words.len()], ..Mentions::default() };
    let tree = crate::frame::Tree::new(parsed);
    for (number, sentence) in parsed.sentences.iter().enumerate() {
        for word in sentence.words() {
            let nominal = || crate::frame::is_noun(parsed, &tree, word).then_some(Form::Nominal);
            if let Some(form) = form(parsed, lexicon, &mentions, word).or_else(nominal) {
                let (first, end) = extent(parsed, &tree, &mentions, word);
                let first = with_title(lexicon, &mentions, first, end);
                let first = with_nationality(parsed, lexicon, &mentions, sentence.first as usize, first);
                let span = parsed.words[first].span.cover(parsed.words[end - 1].span);
                mentions.list.push(Mention {
                    span,
                    head: word as u32,
                    first: first as u32,
                    end: end as u32,
                    sentence: number as u32,
                    form,
                    listed: false,
                });
            }
        }
    }
    part_names(article, parsed, lexicon, &mut mentions);
    index(parsed, &mut mentions);
    if hidden::uncover(article, parsed, lexicon, &mut mentions) {
        mentions.at.fill(u32::MAX);
        index(parsed, &mut mentions);
    }
    mentions
}

/// "President of Kazakhstan | Nursultan Nazarbayev": a name behind the `of` of its title is a phrase of its own.
fn part_names(article: &Article, parsed: &Parsed, lexicon: &Lexicon, mentions: &mut Mentions) {
    let mut names = Vec::new();
    for number in 0..mentions.list.len() {
        let mention = &mentions.list[number];
        let Some(cut) = cut(article, parsed, lexicon, mentions, mention) else { continue };
        let spanned = |first: u32, end: u32, head: u32| Mention {
            span: parsed.words[first as usize].span.cover(parsed.words[end as usize - 1].span),
            head: if (first..end).contains(&head) { head } else { first },
            first,
            end,
            ..mention.clone()
        };
        let place = spanned(mention.first, cut, mention.head);
        let place = Mention { head: if place.head == place.first { cut - 1 } else { place.head }, ..place };
        names.push(spanned(cut, mention.end, mention.head));
        mentions.list[number] = place;
    }
    if !names.is_empty() {
        mentions.list.extend(names);
        mentions.list.sort_by_key(|m| (m.first, m.head));
    }
}

/// Where the name begins: behind a known place or body, or at a given name.
fn cut(article: &Article, parsed: &Parsed, lexicon: &Lexicon, mentions: &Mentions, mention: &Mention) -> Option<u32> {
    let before = parsed.words.get((mention.first as usize).checked_sub(1)?)?;
    if mention.form != Form::Name || before.upos != Upos::Adp || mention.end - mention.first < 2 {
        return None;
    }
    let proper = |w: u32| parsed.words[w as usize].upos == Upos::Propn;
    let place = |h: &Hit| h.known.iter().any(|k| lexicon.actors.known[*k as usize].what.is_place_or_body());
    let hit = mentions.hits_in(mention.first, mention.end).next().filter(|h| place(h));
    let behind = hit.map(|h| h.end).filter(|end| *end < mention.end && (*end..mention.end).all(proper));
    let nouns_follow = |cut: &u32| {
        let mut inside = mentions.hits_in(*cut, mention.end);
        inside.all(|h| h.known.iter().all(|k| lexicon.actors.known[*k as usize].person_name()))
    };
    let given = |w: u32| lexicon.actors.is_given(&fold(parsed.words[w as usize].span.of(&article.text)));
    let at_given = || {
        let first = (mention.first..mention.end - 1).find(|w| given(*w))?;
        (first > mention.first && proper(first - 1) && proper(first + 1)).then_some(first).filter(|cut| {
            !mentions.hits_in(mention.first, mention.end).any(|h| h.first < *cut && h.end > *cut)
                && !mentions.hits_in(mention.first, *cut).any(|h| h.end == *cut && !place(h))
        })
    };
    behind.filter(nouns_follow).filter(|cut| mention.end - cut >= 2 || given(*cut)).or_else(at_given)
}

/// Longest known names, left to right.
fn hits(article: &Article, parsed: &Parsed, lexicon: &Lexicon) -> Vec<Hit> {
    let mut found = Vec::new();
    let mut folded: Vec<String> = Vec::new();
    let mut key = String::new();
    for sentence in &parsed.sentences {
        folded.clear();
        folded.extend(sentence.words().map(|w| fold(parsed.words[w].span.of(&article.text))));
        let mut at = 0;
        while at < folded.len() {
            let word = &parsed.words[sentence.first as usize + at];
            let small = word.upos == Upos::Adp && word.span.of(&article.text).starts_with(char::is_lowercase);
            if small {
                // "under Secretary X" is no title
                at += 1;
                continue;
            }
            let named = longest(lexicon, &folded[at..], &mut key);
            let role = singular(parsed, lexicon, &folded, sentence.first as usize, at, &mut key);
            // "opposition leaders" is more than "opposition"
            let hit = match (named, role) {
                (Some(named), Some(role)) if role.0 > named.0 => Some(role),
                (named, role) => named.or(role),
            };
            let length = hit.as_ref().map_or(1, |(length, _)| *length);
            if let Some((length, known)) = hit {
                let first = sentence.first + at as u32;
                found.push(Hit { first, end: first + length as u32, known });
            }
            at += length;
        }
    }
    found
}

fn longest(lexicon: &Lexicon, words: &[String], key: &mut String) -> Option<(usize, Vec<u32>)> {
    let most = lexicon.actors.longest(words.first()?).min(words.len());
    for length in (1..=most).rev() {
        join(&words[..length], key);
        let known = lexicon.actors.named(key);
        if !known.is_empty() {
            return Some((length, known.to_vec()));
        }
    }
    None
}

fn join(words: &[String], key: &mut String) {
    key.clear();
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            key.push(' ');
        }
        key.push_str(word);
    }
}

/// "foreign ministers": roles stand in the lexicon in the singular.
fn singular(
    parsed: &Parsed,
    lexicon: &Lexicon,
    folded: &[String],
    first: usize,
    at: usize,
    key: &mut String,
) -> Option<(usize, Vec<u32>)> {
    const LONGEST_ROLE: usize = 4;
    for length in (1..=LONGEST_ROLE.min(folded.len() - at)).rev() {
        let last = first + at + length - 1;
        let lemma = lower(parsed.lemma(last));
        if lemma == folded[at + length - 1]
            || lexicon.actors.longest(if length == 1 { &lemma } else { &folded[at] }) < length
        {
            continue;
        }
        join(&folded[at..at + length - 1], key);
        if length > 1 {
            key.push(' ');
        }
        key.push_str(&lemma);
        let known = lexicon.actors.named(key);
        if !known.is_empty() {
            return Some((length, known.to_vec()));
        }
    }
    None
}

fn form(parsed: &Parsed, lexicon: &Lexicon, mentions: &Mentions, word: usize) -> Option<Form> {
    use Deprel::*;
    let w = &parsed.words[word];
    if matches!(w.deprel, Compound | Flat | Fixed | NmodDesc | Goeswith | Case | Cc | Punct | Mark) {
        return None;
    }
    match w.upos {
        Upos::Propn => Some(Form::Name),
        Upos::Noun => Some(Form::Nominal),
        Upos::Pron => Some(Form::Pronoun),
        Upos::Adj | Upos::Num | Upos::Det | Upos::Verb | Upos::X => {
            let argument =
                matches!(w.deprel, Nsubj | NsubjPass | Obj | Iobj | Obl | OblAgent | Nmod | NmodPoss | Conj | Appos);
            let named = mentions.hits_in(word as u32, word as u32 + 1).next().is_some();
            let refers = w.upos == Upos::Det && lexicon.actors.reference.pair.iter().any(|p| p == parsed.lemma(word));
            if argument && refers {
                return Some(Form::Pronoun);
            }
            (argument && (w.upos != Upos::Verb || named)).then_some(if named { Form::Name } else { Form::Nominal })
        }
        _ => None,
    }
}

/// The words of the phrase: determiners, adjectives, titles, possessors, parts of the name.
fn extent(parsed: &Parsed, tree: &crate::frame::Tree, mentions: &Mentions, word: usize) -> (usize, usize) {
    use Deprel::*;
    let (mut first, mut last) = (word, word);
    let mut stack = vec![word];
    while let Some(at) = stack.pop() {
        (first, last) = (first.min(at), last.max(at));
        for child in tree.children(at).iter().map(|c| *c as usize) {
            let w = &parsed.words[child];
            let belongs = matches!(
                w.deprel,
                Det | DetPredet | Amod | Compound | Nummod | NmodPoss | Flat | NmodDesc | Fixed | Goeswith
            ) || (w.deprel == Case && child > at && at != word)
                || (w.deprel == Punct && is_inner_hyphen(parsed, child, at));
            if belongs {
                stack.push(child);
            }
        }
    }
    // a known name that the head is part of is never cut
    let hit = mentions
        .hits
        .get(mentions.hits.partition_point(|h| h.end as usize <= word))
        .filter(|h| h.first as usize <= word);
    if let Some(hit) = hit {
        (first, last) = (first.min(hit.first as usize), last.max(hit.end as usize - 1));
    }
    (first, last + 1)
}

/// "Under Secretary X": a title is not cut where the tree takes its first word for a preposition.
fn with_title(lexicon: &Lexicon, mentions: &Mentions, first: usize, end: usize) -> usize {
    let at = mentions.hits.partition_point(|h| h.end as usize <= first);
    let title = |h: &&Hit| {
        let role = h.known.iter().any(|k| lexicon.actors.known[*k as usize].what == What::Role);
        role && (h.first as usize) < first && h.end as usize <= end
    };
    mentions.hits.get(at).filter(title).map_or(first, |h| h.first as usize)
}

/// "Bolivian Foreign Minister Ana Quispe": an adjective of nationality right before a phrase belongs to it, wherever the parser hung it.
fn with_nationality(parsed: &Parsed, lexicon: &Lexicon, mentions: &Mentions, from: usize, first: usize) -> usize {
    let at = mentions.hits.partition_point(|h| (h.end as usize) < first);
    let Some(hit) = mentions.hits.get(at).filter(|h| h.end as usize == first && h.first as usize >= from) else {
        return first;
    };
    let adjective = hit.known.iter().any(|k| lexicon.actors.known[*k as usize].what == What::Adjective);
    let last = &parsed.words[first - 1];
    let alone = matches!(last.upos, Upos::Adj | Upos::Propn)
        && matches!(
            last.deprel,
            Deprel::Amod | Deprel::Advmod | Deprel::Root | Deprel::Dep | Deprel::Compound | Deprel::NmodDesc
        );
    if adjective && alone { hit.first as usize } else { first }
}

/// The hyphen of "Al-Sabah" stands between parts without blanks.
fn is_inner_hyphen(parsed: &Parsed, word: usize, head: usize) -> bool {
    let touches = |a: usize, b: usize| {
        parsed.words.get(a).zip(parsed.words.get(b)).is_some_and(|(x, y)| x.span.end == y.span.start)
    };
    word.abs_diff(head) <= 3
        && word > 0
        && touches(word - 1, word)
        && touches(word, word + 1)
        && parsed.words[word].span.len() == 1
}

/// Points every head, and every word of a name, at its mention.
fn index(parsed: &Parsed, mentions: &mut Mentions) {
    use Deprel::*;
    for (number, mention) in mentions.list.iter().enumerate() {
        mentions.at[mention.head as usize] = number as u32;
    }
    for (number, mention) in mentions.list.iter().enumerate() {
        for word in mention.first as usize..mention.end as usize {
            let part = matches!(parsed.words[word].deprel, Flat | Compound | NmodDesc)
                && parsed.words[word].head == mention.head;
            if part && mentions.at[word] == u32::MAX {
                mentions.at[word] = number as u32;
            }
        }
    }
}
