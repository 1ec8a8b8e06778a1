//! Sources that the running text names: outlets, papers and those who speak for others.

use super::Source;
use crate::article::Article;
use crate::event::Scene;
use crate::lexicon::cond::Role;
use crate::meeting::items;
use crate::parse::{Deprel, Feats, Upos};
use crate::text::Span;

/// How far the head of "the Interfax news agency" is from the name, in steps.
const STEPS: usize = 4;

/// Adds all of them.
pub(super) fn find(article: &Article, scene: &Scene, outlets: &[(Span, &str)], found: &mut Vec<Source>) {
    for (span, name) in outlets {
        if in_brackets(&article.text, *span) || tells(scene, *span) {
            found.push(Source { kind: "agency", name: (*name).to_owned(), span: Some(*span) });
        }
    }
    papers(article, scene, found);
    people(article, scene, found);
}

/// "(AFP)", "/TASS/".
fn in_brackets(text: &str, span: Span) -> bool {
    let before = text[..span.start as usize].chars().next_back();
    let after = text[span.end as usize..].chars().next();
    matches!((before, after), (Some('('), Some(')')) | (Some('/'), Some('/')) | (Some('['), Some(']')))
}

fn word_at(scene: &Scene, span: Span) -> Option<usize> {
    let at = scene.parsed.words.partition_point(|w| w.span.start < span.start);
    scene.parsed.words.get(at).filter(|w| w.span.start == span.start).map(|_| at)
}

/// The head of the phrase that a name stands in: "the Interfax news agency"; nothing where it is part of a longer name.
fn phrase_head(scene: &Scene, span: Span) -> Option<usize> {
    use Deprel::*;
    let words = &scene.parsed.words;
    let first = word_at(scene, span)?;
    let end = first + words[first..].iter().take_while(|w| w.span.end <= span.end).count();
    let mut at =
        (first..end).find(|w| !(first..end).contains(&(words[*w].head as usize)) || words[*w].head as usize == *w)?;
    for _ in 0..STEPS {
        let w = &words[at];
        if w.deprel == Flat {
            return None;
        }
        if !matches!(w.deprel, Compound | Appos | NmodDesc) || w.head as usize == at {
            break;
        }
        at = w.head as usize;
    }
    Some(at)
}

/// "Reuters reported", "according to TASS", "told the BBC", "quoted by Interfax", "in an interview with CNN".
fn tells(scene: &Scene, span: Span) -> bool {
    use Deprel::*;
    let cues = &scene.lexicon.cues.sources.words;
    let Some(at) = phrase_head(scene, span) else { return false };
    let w = &scene.parsed.words[at];
    let head = scene.parsed.lemma(w.head as usize).to_lowercase();
    let case = case_of(scene, at);
    if case.as_deref().is_some_and(|c| cues.according.contains(c)) {
        return true;
    }
    match w.deprel {
        Nsubj => cues.reporting.contains(&head),
        OblAgent => cues.quoting.contains(&head) || cues.reporting.contains(&head),
        Obj | Iobj => cues.quoting.contains(&head) || cues.telling.contains(&head),
        Obl => (cues.telling.contains(&head) && case.is_some()) || (cues.quoting.contains(&head)),
        Nmod | Compound | NmodPoss => cues.interviews.contains(&head),
        _ => cues.interviews.contains(&scene.parsed.lemma(at).to_lowercase()),
    }
}

fn case_of(scene: &Scene, word: usize) -> Option<String> {
    let case = scene.frames.tree.with(scene.parsed, word, Deprel::Case).next()?;
    let mut text = scene.parsed.lemma(case).to_lowercase();
    for part in scene.frames.tree.with(scene.parsed, case, Deprel::Fixed) {
        text.push(' ');
        text.push_str(scene.parsed.lemma(part));
    }
    Some(text)
}

/// "the statement said", "said in a communiqué", "according to the report".
fn papers(article: &Article, scene: &Scene, found: &mut Vec<Source>) {
    let cues = &scene.lexicon.cues.sources.words;
    for word in 0..scene.parsed.words.len() {
        let w = &scene.parsed.words[word];
        if w.upos != Upos::Noun || !cues.documents.contains(scene.parsed.lemma(word)) {
            continue;
        }
        let head = scene.parsed.lemma(w.head as usize);
        let case = case_of(scene, word);
        let said = match w.deprel {
            Deprel::Nsubj => cues.reporting.contains(head),
            Deprel::Obl => case.as_deref().is_some_and(|c| cues.papers_in.contains(c)) && cues.telling.contains(head),
            _ => false,
        };
        let which = !scene.frames.tree.children(word).is_empty() || !w.feats.has(Feats::PLURAL);
        if which && (said || case.is_some_and(|c| cues.according.contains(&c))) {
            let span = items::span(scene, word);
            found.push(Source { kind: "document", name: span.of(&article.text).to_owned(), span: Some(span) });
        }
    }
}

/// "a spokesman for the ministry said".
fn people(article: &Article, scene: &Scene, found: &mut Vec<Source>) {
    let cues = &scene.lexicon.cues;
    for frame in scene.frames.list.iter().filter(|f| cues.speech.saying.contains(&f.lemma)) {
        for word in frame.role(Role::SUBJ).map(|a| a.word as usize) {
            let Some(party) = scene.party(word) else { continue };
            let mention = &scene.mentions.list[party];
            let speaks = (mention.first..mention.end)
                .any(|w| cues.sources.words.spokesmen.contains(&scene.parsed.lemma(w as usize).to_lowercase()));
            if speaks {
                let name = scene.actors.list[party].as_ref().map(|a| a.name.clone());
                let name = name.unwrap_or_else(|| mention.span.of(&article.text).to_owned());
                found.push(Source { kind: "person", name, span: Some(mention.span) });
            }
        }
    }
}
