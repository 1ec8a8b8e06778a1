//! Georgia the country, or the state of another one? A name that parts of other countries share means in one article one of them.

use super::Hit;
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::{Namesake, fold};
use crate::parse::Parsed;
use rustc_hash::FxHashSet;

/// Keeps of each shared name the reading that the words of the article speak for.
pub(super) fn settle(article: &Article, parsed: &Parsed, lexicon: &Lexicon, hits: &mut [Hit]) {
    let actors = &lexicon.actors;
    for namesake in &actors.namesakes {
        let shared = actors.named(&fold(&namesake.name));
        let is = |hit: &Hit| hit.known.iter().any(|id| shared.contains(id)) && hit.known.len() > 1;
        if !hits.iter().any(is) {
            continue;
        }
        let part = is_the_part(article, parsed, namesake);
        let country = Some(namesake.country.as_str());
        for hit in hits.iter_mut().filter(|hit| is(hit)) {
            let fits = |id: &u32| (actors.known[*id as usize].country.as_deref() == country) == part;
            if hit.known.iter().any(fits) {
                hit.known.retain(fits);
            }
        }
    }
}

/// Whether the words of the article tell more of the part than of the country.
fn is_the_part(article: &Article, parsed: &Parsed, namesake: &Namesake) -> bool {
    let set = |words: &[String]| words.iter().map(|w| fold(w)).collect::<FxHashSet<String>>();
    let weighed = [(set(&namesake.part), 2), (set(&namesake.hints), 1), (set(&namesake.own), -2)];
    let mut score = 0_i32;
    for word in &parsed.words {
        let text = word.span.of(&article.text);
        // datelines are written in capitals
        let (folded, small) = (fold(text), text.to_lowercase());
        for (words, weight) in &weighed {
            score += if words.contains(&folded) || words.contains(&small) { *weight } else { 0 };
        }
    }
    score >= 2
}
