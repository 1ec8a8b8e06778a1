//! What is one item? Phrases that are talked about, cut where a reader would cut them.
//!
//! "Syria, Libya and the crisis in Yemen" are three, "trade and economic cooperation" is one: what stands before one head is one
//! phrase in the tree already, and a list behind one possessor ("Kenya's independence and sovereignty") stays together.

use crate::event::Scene;
use crate::parse::{Deprel, Feats, Upos};
use crate::text::Span;

/// A bound on what one list may hold.
const MOST: usize = 40;

/// The items that these heads stand for, in text order.
pub(crate) fn items(scene: &Scene, heads: &[usize]) -> Vec<Span> {
    let mut words = expand(scene, heads);
    words.retain(|w| !is_none(scene, *w));
    let mut spans = join(scene, &words);
    for word in &words {
        let own = span(scene, *word);
        let Some(more) = behind(scene, *word, own) else { continue };
        if let Some(item) = spans.iter_mut().find(|s| s.end == own.end) {
            *item = item.cover(more);
        }
    }
    spans
}

/// "discussed his plans as chairman", "unity in the face of war": a phrase right behind an item is the item's, though the tree hangs it on
/// the verb.
fn behind(scene: &Scene, word: usize, item: Span) -> Option<Span> {
    const STEPS: usize = 3;
    let parsed = scene.parsed;
    let mut verb = word;
    for _ in 0..STEPS {
        verb = parsed.words[verb].head as usize;
        if parsed.words[verb].upos == Upos::Verb {
            break;
        }
    }
    let next = parsed.words.partition_point(|w| w.span.start < item.end);
    let cues = &scene.lexicon.cues.meetings.items;
    let phrase = scene.frames.tree.with(parsed, verb, Deprel::Obl).find(|c| first(scene, *c) == next && *c != word)?;
    let lemma = parsed.lemma(phrase).to_lowercase();
    let case = scene.frames.tree.with(parsed, phrase, Deprel::Case).next()?;
    let plain = parsed.words[phrase].upos == Upos::Noun || cues.extends.contains(parsed.lemma(case));
    let fits = plain && (cues.extends.contains(parsed.lemma(case)) || cues.extends_plain.contains(parsed.lemma(case)));
    let other = scene.lexicon.dates.knows(&lemma) || cues.none.contains(&lemma) || cues.bare.contains(&lemma);
    if !fits || other {
        return None;
    }
    let (start, end) = extent(scene, None, phrase);
    Some(parsed.words[start].span.cover(parsed.words[end].span))
}

/// Replaces what only introduces items by them, and adds what is listed beside.
fn expand(scene: &Scene, heads: &[usize]) -> Vec<usize> {
    let cues = &scene.lexicon.cues.meetings.items;
    let mut queue: std::collections::VecDeque<usize> = heads.iter().copied().collect();
    let mut words: Vec<usize> = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    while let Some(word) = queue.pop_front() {
        if seen.contains(&word) || seen.len() == MOST {
            continue;
        }
        seen.push(word);
        let lemma = scene.parsed.lemma(word).to_lowercase();
        let more = listed(scene, word);
        let weighs = cues.weighing.contains(&lemma) && !scene.parsed.words[word].feats.has(Feats::PLURAL);
        let weighed = if weighs { weighed(scene, word) } else { Vec::new() };
        let gives_way =
            !weighed.is_empty() || (!more.is_empty() && cues.empty.contains(&lemma) && is_plain(scene, word));
        if !gives_way {
            words.push(word);
        }
        queue.extend(conjuncts(scene, word).chain(more).chain(weighed).chain(astray(scene, word)));
    }
    words
}

/// "various topics": a noun that says only that there are items, and nothing of what kind.
fn is_plain(scene: &Scene, word: usize) -> bool {
    use Deprel::*;
    let cues = &scene.lexicon.cues.meetings.items;
    scene.frames.tree.children(word).iter().map(|c| *c as usize).all(|c| {
        let lemma = || scene.parsed.lemma(c).to_lowercase();
        let kind = matches!(scene.parsed.words[c].deprel, Amod | Compound | Nmod | NmodPoss);
        !kind || is_listed(scene, c) || cues.plain.contains(&lemma()) || cues.empty.contains(&lemma())
    })
}

/// What is coordinated with a word and has no clause of its own; with a noun also a question: "trade and how Kenya can help".
fn conjuncts<'s>(scene: &'s Scene, word: usize) -> impl Iterator<Item = usize> + 's {
    use Deprel::*;
    let noun = scene.parsed.words[word].upos != Upos::Verb;
    scene.frames.tree.children(word).iter().map(|c| *c as usize).filter(move |c| {
        let w = &scene.parsed.words[*c];
        match w.deprel {
            // another verb behind a noun goes on with the sentence: "talks on trade and energy resumed"
            Conj if noun => w.upos != Upos::Verb || w.feats.has(Feats::GERUND) || has_subject(scene, *c),
            Conj => !has_subject(scene, *c),
            Acl | AclRelcl | Advcl => noun && scene.frames.tree.with(scene.parsed, *c, Cc).next().is_some(),
            _ => false,
        }
    })
}

/// Items that the tree hangs on a complement of the one before: "the upgrade of the treaty, the export of cherries", "support for Ukraine and
/// air defence".
fn astray(scene: &Scene, word: usize) -> Vec<usize> {
    let mut found = Vec::new();
    if scene.parsed.words[word].upos == Upos::Verb {
        return found;
    }
    let mut stack = vec![word];
    while let Some(at) = stack.pop().filter(|_| found.len() < MOST) {
        for child in scene.frames.tree.children(at).iter().map(|c| *c as usize).filter(|c| *c > word) {
            if at != word && leaves(scene, word, at, child) {
                found.push(child);
            } else if at != word || !is_outside(scene, word, child, false) {
                stack.push(child);
            }
        }
    }
    found.sort_unstable();
    found
}

/// Whether `child`, which the tree coordinates with the complement `at` of `item`, is an item beside it: it has a complement of its own and
/// `at` has none, or one is a name and the other is not. Both bare below an article ("the fight against terrorism and trafficking in drugs")
/// stay together, and so do the sides of something.
fn leaves(scene: &Scene, item: usize, at: usize, child: usize) -> bool {
    use Deprel::*;
    let parsed = scene.parsed;
    let (w, c) = (&parsed.words[at], &parsed.words[child]);
    let listed = c.deprel == Conj || (c.deprel == Appos && behind_comma(scene, child));
    let phrase = matches!(w.deprel, Nmod | Obj | Obl) && c.upos == Upos::Noun && !is_actor(scene, child);
    let again = scene.frames.tree.with(parsed, child, Case).next().is_some();
    if !listed || !phrase || again || is_side(scene, at) {
        return false;
    }
    let has = |word: usize, deprels: &[Deprel]| {
        let own = |c: usize| c < child || word == child;
        scene
            .frames
            .tree
            .children(word)
            .iter()
            .any(|c| deprels.contains(&parsed.words[*c as usize].deprel) && own(*c as usize))
    };
    let set = |word: usize| has(word, &[Det, NmodPoss]);
    let completed = |word: usize| has(word, &[Nmod, Acl]);
    let names = w.upos == Upos::Propn && has(child, &[Det, Compound, Amod, Nmod]);
    names || (completed(child) && !completed(at) && (set(child) || set(at) || !set(item)))
}

fn is_actor(scene: &Scene, word: usize) -> bool {
    scene.party(word).is_some_and(|p| scene.actors.list[p].is_some())
}

/// "between A and B", "with A and B": what is coordinated here are the sides.
fn is_side(scene: &Scene, word: usize) -> bool {
    let sides = &scene.lexicon.cues.meetings.items.sides;
    scene.frames.tree.with(scene.parsed, word, Deprel::Case).any(|case| sides.contains(scene.parsed.lemma(case)))
}

fn has_subject(scene: &Scene, word: usize) -> bool {
    use Deprel::*;
    let of = |c: &u32| matches!(scene.parsed.words[*c as usize].deprel, Nsubj | NsubjPass | NsubjOuter | Csubj | Expl);
    scene.frames.tree.children(word).iter().any(of)
}

/// "the importance of X": X. "the need to lift sanctions": the infinitive.
fn weighed(scene: &Scene, word: usize) -> Vec<usize> {
    let parsed = scene.parsed;
    let of_noun = |c: &usize| {
        let phrase = parsed.words[*c].deprel == Deprel::Nmod && !is_listed(scene, *c) && !behind_comma(scene, *c);
        phrase
            || (parsed.words[*c].deprel == Deprel::Acl
                && scene.frames.tree.with(parsed, *c, Deprel::Mark).next().is_some())
    };
    scene.frames.tree.children(word).iter().map(|c| *c as usize).find(of_noun).into_iter().collect()
}

/// Examples behind "such as", "including" or a colon, wherever in the phrase they hang.
fn listed(scene: &Scene, word: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut stack = vec![word];
    let mut steps = 0;
    while let Some(at) = stack.pop().filter(|_| steps < 4 * MOST) {
        steps += 1;
        for child in scene.frames.tree.children(at).iter().map(|c| *c as usize).filter(|c| *c > word) {
            let direct = at == word;
            let deprel = scene.parsed.words[child].deprel;
            let own = deprel == Deprel::Conj && direct;
            let apart = direct || deprel == Deprel::Conj || behind_comma(scene, child);
            let example = !own && apart && is_listed(scene, child);
            if example || (direct && deprel == Deprel::Appos && behind_colon(scene, child)) {
                found.push(child);
            } else if !own {
                stack.push(child);
            }
        }
    }
    found.sort_unstable();
    found
}

/// Whether the phrase of `word` is opened by a marker of examples.
pub(super) fn is_listed(scene: &Scene, word: usize) -> bool {
    use Deprel::*;
    let parsed = scene.parsed;
    if !matches!(parsed.words[word].deprel, Nmod | Obl | Acl | Advcl | Appos | Conj) {
        return false;
    }
    let opens = |c: &usize| *c < word && matches!(parsed.words[*c].deprel, Case | Mark | Cc | Advmod);
    let mut openers = scene.frames.tree.children(word).iter().map(|c| *c as usize).filter(opens);
    openers.any(|c| {
        let mut marker = parsed.lemma(c).to_lowercase();
        for part in scene.frames.tree.with(parsed, c, Fixed) {
            marker.push(' ');
            marker.push_str(parsed.lemma(part));
        }
        let next = (c + 1 < word).then(|| format!("{marker} {}", parsed.lemma(c + 1).to_lowercase()));
        let markers = &scene.lexicon.cues.meetings.items.markers;
        markers.contains(&marker) || next.is_some_and(|n| markers.contains(&n))
    })
}

/// First word of the whole phrase of `word`.
fn first(scene: &Scene, word: usize) -> usize {
    scene.frames.tree.extent(scene.parsed, word, |d| matches!(d, Deprel::Conj | Deprel::Punct)).0
}

fn mark_before<'a>(scene: &Scene<'a>, word: usize) -> Option<&'a str> {
    let before = first(scene, word).checked_sub(1)?;
    (scene.parsed.words[before].upos == Upos::Punct).then(|| scene.parsed.lemma(before))
}

fn behind_comma(scene: &Scene, word: usize) -> bool {
    mark_before(scene, word).is_some()
}

fn behind_colon(scene: &Scene, word: usize) -> bool {
    mark_before(scene, word).is_some_and(|m| matches!(m, ":" | "–" | "—" | "-"))
}

/// Days, people and occasions are no items.
fn is_none(scene: &Scene, word: usize) -> bool {
    let w = &scene.parsed.words[word];
    let lemma = scene.parsed.lemma(word).to_lowercase();
    if matches!(w.upos, Upos::Num | Upos::Pron | Upos::Punct | Upos::Det | Upos::Adv)
        || scene.lexicon.dates.knows(&lemma)
    {
        return true;
    }
    let cues = &scene.lexicon.cues.meetings.items;
    if cues.none.contains(&lemma) {
        return true;
    }
    if cues.bare.contains(&lemma) {
        // "their meeting in Kyiv" may be talked about; "a meeting" may not
        use Deprel::*;
        let own = |c: &u32| matches!(scene.parsed.words[*c as usize].deprel, NmodPoss | Nmod | Compound | Acl);
        return !scene.frames.tree.children(word).iter().any(own);
    }
    let actor = scene.party(word).and_then(|p| scene.actors.list[p].as_ref());
    let person = actor.is_some_and(|a| a.kind == crate::actor::ActorKind::Person);
    let dated = w.upos == Upos::Propn
        && actor.is_none()
        && scene.frames.tree.with(scene.parsed, word, Deprel::Nummod).next().is_some();
    person || dated || cues.agenda.contains(&lemma) || super::agenda::is_of_meeting(scene, word)
}

/// The spans of the items; those that share a possessor or a subject are one.
pub(crate) fn join(scene: &Scene, words: &[usize]) -> Vec<Span> {
    let mut spans: Vec<(usize, Span)> = Vec::new();
    for word in words {
        let span = span(scene, *word);
        let head = scene.parsed.words[*word].head as usize;
        let first = (scene.parsed.words[*word].deprel == Deprel::Conj).then_some(head);
        match spans.iter_mut().find(|(other, _)| first == Some(*other) && shares(scene, *other, *word)) {
            Some((_, whole)) => *whole = whole.cover(span),
            None => spans.push((*word, span)),
        }
    }
    let mut spans: Vec<Span> = spans.into_iter().map(|(_, span)| span).collect();
    spans.sort();
    spans.dedup();
    spans
}

/// "Kenya's independence and sovereignty", "how we trade and travel".
fn shares(scene: &Scene, first: usize, other: usize) -> bool {
    use Deprel::*;
    let parsed = scene.parsed;
    let has = |word: usize, deprels: &[Deprel]| {
        scene.frames.tree.children(word).iter().any(|c| deprels.contains(&parsed.words[*c as usize].deprel))
    };
    if parsed.words[first].upos == Upos::Verb {
        return has_subject(scene, first) && !has_subject(scene, other);
    }
    let of = scene.lexicon.roles.of("of");
    let shared_of = scene.frames.tree.with(parsed, other, Nmod).any(|c| {
        let mut cases = scene.frames.tree.with(parsed, c, Case);
        cases.any(|case| scene.lexicon.roles.of(parsed.lemma(case)) == of)
    });
    // "the sovereignty and territorial integrity of Moldova"
    if shared_of && has(first, &[Det]) && !has(first, &[Nmod]) && !has(other, &[Det, NmodPoss, Case, Compound]) {
        return true;
    }
    has(first, &[NmodPoss]) && !has(other, &[NmodPoss, Det, Case, Compound, Nmod, Acl])
}

/// The words of one item.
pub(crate) fn span(scene: &Scene, word: usize) -> Span {
    let parsed = scene.parsed;
    let copula = scene.frames.tree.with(parsed, word, Deprel::Cop).next().is_some();
    let clause = parsed.words[word].upos == Upos::Verb || (has_subject(scene, word) && !copula);
    let (mut first, mut last) = (word, word);
    for child in scene.frames.tree.children(word).iter().map(|c| *c as usize) {
        if is_outside(scene, word, child, clause) {
            continue;
        }
        // what the parser hangs on an auxiliary belongs to the clause around
        let auxiliary = parsed.words[child].deprel == Deprel::Aux;
        let item = (!clause).then_some(word);
        let (start, end) = if auxiliary { (child, child) } else { extent(scene, item, child) };
        (first, last) = (first.min(start), last.max(end));
    }
    parsed.words[first].span.cover(parsed.words[last].span)
}

/// First and last word below `word`, without asides and, inside `item`, without what is an item itself.
fn extent(scene: &Scene, item: Option<usize>, word: usize) -> (usize, usize) {
    let (mut first, mut last) = (word, word);
    let mut stack = vec![word];
    while let Some(at) = stack.pop() {
        (first, last) = (first.min(at), last.max(at));
        let children = scene.frames.tree.children(at).iter().map(|c| *c as usize);
        let apart = |c: &usize| item.is_some_and(|item| leaves(scene, item, at, *c));
        stack.extend(children.filter(|c| !is_aside(scene, at, *c) && !apart(c)));
    }
    (first, last)
}

/// What stands behind a comma and is no part of a list, or opens examples.
fn is_aside(scene: &Scene, head: usize, child: usize) -> bool {
    use Deprel::*;
    let behind = child > head;
    match scene.parsed.words[child].deprel {
        Parataxis | Discourse | Punct => true,
        Nmod | Obl | Acl | AclRelcl | Advcl | Appos => {
            behind && (is_listed(scene, child) || behind_comma(scene, child))
        }
        Conj => behind && is_listed(scene, child),
        _ => false,
    }
}

/// "On the agenda are X and Y": what stands before the copula is none of X.
fn before_copula(scene: &Scene, word: usize, child: usize) -> bool {
    let copula = scene.frames.tree.with(scene.parsed, word, Deprel::Cop).next();
    copula.is_some_and(|copula| child < copula && copula < word)
}

fn is_outside(scene: &Scene, word: usize, child: usize, clause: bool) -> bool {
    use Deprel::*;
    let w = &scene.parsed.words[child];
    if before_copula(scene, word, child) {
        return true;
    }
    match w.deprel {
        Case | Cc | CcPreconj | Conj | Cop | Aux if !clause || w.deprel != Aux => true,
        Mark => {
            let cues = &scene.lexicon.cues;
            let lemma = scene.parsed.lemma(child);
            !has_subject(scene, word) || cues.relatives.contains(lemma) || cues.content.contains(lemma)
        }
        Advmod if !clause && child < word => is_listed_marker(scene, child),
        AclRelcl | Appos => true,
        // "the main topics will be X": only X
        Nsubj | NsubjOuter | Expl => !clause,
        // "called the strike unacceptable"
        Amod => child > word && scene.frames.tree.children(child).is_empty(),
        // "X and how Y can help": another item
        Acl | Advcl if scene.frames.tree.with(scene.parsed, child, Cc).next().is_some() => true,
        _ => is_aside(scene, word, child),
    }
}

fn is_listed_marker(scene: &Scene, word: usize) -> bool {
    scene.lexicon.cues.meetings.items.markers.contains(&scene.parsed.lemma(word).to_lowercase())
}
