//! Which countries is an article about? What decides between namesakes.

use crate::lexicon::Lexicon;
use crate::lexicon::actors::{Known, What};
use crate::mention::Mentions;

/// Fewer names do not say what an article is about.
const SEVERAL: u32 = 5;

/// The countries that an article names, with how often.
#[derive(Debug, Default)]
pub(super) struct Focus {
    counts: Vec<(String, u32)>,
}

impl Focus {
    /// Counts the names, adjectives, peoples and capitals that mean one country only.
    pub(super) fn of(mentions: &Mentions, lexicon: &Lexicon) -> Focus {
        let mut focus = Focus::default();
        for hit in &mentions.hits {
            let mut known = hit.known.iter().map(|id| &lexicon.actors.known[*id as usize]).filter(|k| names_country(k));
            let Some(code) = known.next().and_then(|k| k.country.as_deref()) else { continue };
            if known.all(|k| k.country.as_deref() == Some(code)) {
                focus.add(code);
            }
        }
        focus
    }

    fn add(&mut self, code: &str) {
        match self.counts.iter_mut().find(|(c, _)| c == code) {
            Some((_, n)) => *n += 1,
            None => self.counts.push((code.to_owned(), 1)),
        }
    }

    /// Whether the article names this country.
    pub(super) fn names(&self, code: &str) -> bool {
        self.counts.iter().any(|(c, _)| c == code)
    }

    /// Whether the article names no other country.
    pub(super) fn names_only(&self, code: &str) -> bool {
        self.counts.iter().all(|(c, _)| c == code)
    }

    /// The country named more often than any other.
    pub(super) fn country(&self) -> Option<&str> {
        let (code, most) = self.counts.iter().max_by_key(|(_, n)| *n)?;
        let alone = self.counts.iter().filter(|(_, n)| n == most).count() == 1;
        alone.then_some(code.as_str())
    }

    /// The country that more than half of the names mean, where there are several.
    pub(super) fn leader(&self) -> Option<&str> {
        let total: u32 = self.counts.iter().map(|(_, n)| n).sum();
        self.counts.iter().find(|(_, n)| n * 2 > total && total >= SEVERAL).map(|(code, _)| code.as_str())
    }

    /// The country named several times, and twice as often as any other.
    pub(super) fn prevailing(&self) -> Option<&str> {
        let (code, most) = self.counts.iter().max_by_key(|(_, n)| *n)?;
        let second = self.counts.iter().filter(|(c, _)| c != code).map(|(_, n)| *n).max().unwrap_or_default();
        (*most >= 3.max(2 * second)).then_some(code.as_str())
    }
}

fn names_country(known: &Known) -> bool {
    matches!(known.what, What::Country | What::Adjective | What::Demonym | What::Capital)
}
