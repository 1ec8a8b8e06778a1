//! Which countries is an article about? What decides between namesakes.

use crate::lexicon::Lexicon;
use crate::lexicon::actors::{Known, What};
use crate::mention::{Hit, Mentions};

/// Fewer names do not say what an article is about.
const SEVERAL: u32 = 5;

/// The countries that an article names, with how often.
#[derive(Debug, Default)]
pub(super) struct Focus {
    counts: Vec<(String, u32)>,
    /// Countries that people, towns and bodies of theirs hint at, sorted.
    hinted: Vec<String>,
    /// The only country that the first sentence names.
    lead: Option<String>,
}

impl Focus {
    /// Counts the names, adjectives, peoples and capitals that mean one country only; `first` is one past the last word of the first sentence.
    pub(super) fn of(mentions: &Mentions, lexicon: &Lexicon, first: u32) -> Focus {
        let mut focus = Focus::default();
        let mut leading: Vec<&str> = Vec::new();
        for hit in &mentions.hits {
            let mut known = hit.known.iter().map(|id| &lexicon.actors.known[*id as usize]).filter(|k| names_country(k));
            let Some(code) = known.next().and_then(|k| k.country.as_deref()) else { continue };
            if known.all(|k| k.country.as_deref() == Some(code)) {
                focus.add(code);
                leading.extend(Some(code).filter(|_| hit.end <= first));
            }
        }
        let only = leading.first().filter(|code| leading.iter().all(|c| c == *code));
        focus.lead = only.map(|code| (*code).to_owned());
        focus
    }

    /// Adds the countries of names of every kind that mean one country only, but for names of words that bodies of many countries share.
    pub(super) fn hint(&mut self, mentions: &Mentions, lexicon: &Lexicon, shared: impl Fn(&Hit) -> bool) {
        for hit in mentions.hits.iter().filter(|hit| !shared(hit)) {
            let mut codes = hit.known.iter().map(|id| lexicon.actors.known[*id as usize].country.as_deref());
            let Some(Some(code)) = codes.next() else { continue };
            if codes.all(|c| c == Some(code)) {
                self.hinted.push(code.to_owned());
            }
        }
        self.hinted.sort_unstable();
        self.hinted.dedup();
    }

    /// Whether the article names this country, or anybody or any place of it.
    pub(super) fn hints(&self, code: &str) -> bool {
        self.names(code) || self.hinted.binary_search_by(|c| c.as_str().cmp(code)).is_ok()
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

    /// The only country named of which this holds.
    pub(super) fn only(&self, holds: impl Fn(&str) -> bool) -> Option<&str> {
        let mut named = self.counts.iter().map(|(code, _)| code.as_str()).filter(|code| holds(code));
        named.next().filter(|_| named.next().is_none())
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

    /// The only country that the first sentence names.
    pub(super) fn lead(&self) -> Option<&str> {
        self.lead.as_deref()
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
