//! What does a known name mean where it stands? Homonyms, hyphens and shared surnames.

use super::Scene;
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::{Known, What, fold};
use crate::mention::{Hit, Mention};
use crate::parse::{Feats, Parsed, Upos};

/// Each known name of the phrase with the meaning that fits best where it stands.
pub(super) fn names<'a>(scene: &'a Scene, mention: &Mention) -> Vec<(&'a Hit, &'a Known)> {
    let hits = || scene.mentions.hits_in(mention.first, mention.end);
    let longer = is_cut(scene, mention);
    let named = |hit: &'a Hit| {
        let known = best(scene, mention, hit)?;
        let foreign = known.what == What::Body && known.country.as_deref().is_some_and(|c| !scene.focus.names(c));
        (!(longer && foreign)).then_some((hit, known))
    };
    let all: Vec<_> = hits().filter_map(named).collect();
    if !all.iter().any(|(hit, _)| before_hyphen(scene, mention, hit).is_some()) {
        return all;
    }
    let apart = |(hit, _): &&(&Hit, &Known)| before_hyphen(scene, mention, hit).is_none();
    let kept: Vec<_> = all.iter().filter(apart).copied().collect();
    if kept.iter().any(|(_, k)| k.country.is_some() || k.organisation.is_some()) {
        return kept;
    }
    // "the Saudi-led coalition" acts for who leads it, "Turkish-backed rebels" for nobody that is named here
    let beside = &scene.lexicon.actors.reference.beside;
    let of =
        |(hit, _): &&(&Hit, &Known)| !before_hyphen(scene, mention, hit).is_some_and(|w| Scene::has_word(beside, &w));
    all.iter().filter(of).copied().collect()
}

/// "the Committee for | National Renewal": what goes on with a capital before a preposition is one longer name, and no party of another country.
fn is_cut(scene: &Scene, mention: &Mention) -> bool {
    let Some(before) = (mention.first as usize).checked_sub(2) else { return false };
    let words = &scene.parsed.words;
    let capital = scene.words(words[before].span).starts_with(char::is_uppercase);
    let opens = scene.parsed.sentences[mention.sentence as usize].words().start == before;
    let joined = words[before + 1].upos == Upos::Adp && matches!(words[before].upos, Upos::Propn | Upos::Noun);
    let holder = |h: &Hit| {
        h.end as usize == before + 1 && h.known.iter().any(|k| scene.lexicon.actors.known[*k as usize].person)
    };
    capital && joined && !opens && !scene.mentions.hits_in(before as u32, before as u32 + 1).any(holder)
}

/// The word behind the hyphen of "U.S.-backed", if the name stands before one.
fn before_hyphen(scene: &Scene, mention: &Mention, hit: &Hit) -> Option<String> {
    let hyphen = hit.end as usize;
    let word = hyphen + 1;
    if word >= mention.end as usize || scene.words(scene.parsed.words[hyphen].span) != "-" {
        return None;
    }
    let participle = matches!(scene.parsed.words[word].upos, Upos::Verb | Upos::Adj | Upos::Noun);
    let text = scene.words(scene.parsed.words[word].span);
    (participle && text.chars().all(char::is_lowercase)).then(|| text.to_owned())
}

fn best<'a>(scene: &'a Scene, mention: &Mention, hit: &Hit) -> Option<&'a Known> {
    let head = (hit.first..hit.end).contains(&mention.head);
    let capital =
        scene.words(scene.parsed.words[hit.first as usize].span).chars().next().is_some_and(|c| !c.is_lowercase());
    let known = hit.known.iter().map(|id| &scene.lexicon.actors.known[*id as usize]);
    let fits = |k: &&Known| match k.what {
        What::Role => true,
        What::Person => capital && !somebody_else(scene, mention, hit, k),
        What::Organisation | What::Body => capital && !of_another_country(scene, hit, k),
        // "world powers" is written small everywhere, "Gulf states" nowhere
        What::Collective => capital || k.name.starts_with(char::is_lowercase),
        _ => capital,
    };
    let plural = scene.parsed.words[mention.head as usize].feats.has(Feats::PLURAL);
    known.filter(fits).min_by_key(|k| {
        let apart = u8::from(k.country.as_deref().is_some_and(|c| !scene.focus.names(c)));
        let retired =
            u8::from(k.office(scene.article.published).is_none() && (k.what == What::Person || !k.offices.is_empty()));
        (rank(k.what, head, plural), retired, apart)
    })
}

/// "the Committee for National Renewal" in an article that does not speak of Chile.
fn of_another_country(scene: &Scene, hit: &Hit, known: &Known) -> bool {
    let told = |code: &str| scene.focus.hints(code) || scene.home == Some(code);
    known.country.as_deref().is_some_and(|code| !told(code))
        && is_shared(scene.article, scene.parsed, scene.lexicon, hit)
}

/// Whether a name is made only of words that parties and bodies of many countries share.
pub(super) fn is_shared(article: &Article, parsed: &Parsed, lexicon: &Lexicon, hit: &Hit) -> bool {
    let shared = &lexicon.actors.reference.shared;
    (hit.first..hit.end).all(|w| shared.contains(&fold(parsed.words[w as usize].span.of(&article.text))))
}

/// The order in which meanings of one name are believed, at the head of a phrase or before it.
fn rank(what: What, head: bool, plural: bool) -> u8 {
    match (what, head) {
        (What::Demonym, true) if plural => 0,
        (What::Adjective, false) => 0,
        (What::Person, _) => 1,
        (What::Organisation | What::Group | What::Body | What::Collective, _) => 2,
        (What::Country, _) => 3,
        (What::Capital | What::Metonym, _) => 4,
        (What::City, _) => 5,
        (What::Demonym, _) => 6,
        (What::Adjective, true) => 7,
        (What::Role, _) => 8,
    }
}

/// A surname alone is not the known bearer's behind another given name ("Omar Sharif") or another nationality ("Somali president Sharif").
fn somebody_else(scene: &Scene, mention: &Mention, hit: &Hit, known: &Known) -> bool {
    if hit.end - hit.first > 1 || hit.first == mention.first {
        return false;
    }
    other_given_name(scene, mention, hit, known) || other_country(scene, mention, hit, known)
}

fn other_given_name(scene: &Scene, mention: &Mention, hit: &Hit, known: &Known) -> bool {
    let before = hit.first - 1;
    let word = &scene.parsed.words[before as usize];
    let text = fold(scene.words(word.span));
    let reference = &scene.lexicon.actors.reference;
    let title = Scene::has_word(&reference.honorifics, &scene.lemma(before as usize))
        || scene.mentions.hits_in(mention.first, hit.first).any(|h| h.end == hit.first);
    let of_name = || known.name.split([' ', '-']).any(|part| fold(part) == text);
    word.upos == Upos::Propn && !title && text.chars().count() > 2 && scene.lexicon.actors.is_given(&text) && !of_name()
}

fn other_country(scene: &Scene, mention: &Mention, hit: &Hit, known: &Known) -> bool {
    let lexicon = &scene.lexicon.actors;
    let nations = scene.mentions.hits_in(mention.first, hit.first).flat_map(|h| &h.known);
    let mut nations = nations
        .map(|id| &lexicon.known[*id as usize])
        .filter(|k| matches!(k.what, What::Adjective | What::Country))
        .filter_map(|k| k.country.as_ref())
        .peekable();
    nations.peek().is_some() && known.country.is_some() && nations.all(|code| Some(code) != known.country.as_ref())
}
