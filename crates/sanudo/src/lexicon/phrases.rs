//! Which phrases stand in a text? Phrases of several words, looked up at the blanks of the text.

use rustc_hash::FxHashMap;

/// Phrases, each for a number.
#[derive(Debug, Default)]
pub struct Phrases {
    list: Vec<Phrase>,
    /// By the letters around the first blank.
    by_blank: FxHashMap<[u8; 2], Vec<usize>>,
}

#[derive(Debug)]
struct Phrase {
    text: String,
    /// Where its first blank is.
    blank: usize,
    number: usize,
}

impl Phrases {
    /// Adds a phrase; one without a blank between two words is never found.
    pub fn add(&mut self, text: &str, number: usize) {
        let Some((blank, around)) = blanks(text).next() else { return };
        self.by_blank.entry(around).or_default().push(self.list.len());
        self.list.push(Phrase { text: text.to_owned(), blank, number });
    }

    /// The numbers of the phrases that stand in the text, inside longer words, too: one for each phrase.
    pub fn found_in(&self, text: &str) -> impl Iterator<Item = usize> {
        let here = |(at, around): (usize, [u8; 2])| {
            let phrases = self.by_blank.get(&around).into_iter().flatten();
            phrases.copied().filter(move |id| self.list[*id].stands(text, at))
        };
        let mut found: Vec<usize> = blanks(text).flat_map(here).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|id| self.list[id].number)
    }
}

impl Phrase {
    /// Whether it stands in the text with its first blank at byte `at`.
    fn stands(&self, text: &str, at: usize) -> bool {
        let start = at.checked_sub(self.blank);
        start.is_some_and(|start| text.as_bytes()[start..].starts_with(self.text.as_bytes()))
    }
}

/// The blanks inside a text, each with the bytes before and after it.
fn blanks(text: &str) -> impl Iterator<Item = (usize, [u8; 2])> {
    let around = text.as_bytes().windows(3).enumerate().filter(|(_, around)| around[1] == b' ');
    around.map(|(at, around)| (at + 1, [around[0], around[2]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_once_wherever_it_stands() {
        let mut phrases = Phrases::default();
        for (number, text) in ["peace talks", "talks in", "at war", "lone"].iter().enumerate() {
            phrases.add(text, number);
        }
        let found = |text: &str| phrases.found_in(text).collect::<Vec<_>>();
        assert_eq!(found("peace talks inside, peace talks in é rome"), [0, 1]);
        assert_eq!(found("that war was lone"), [2]);
        assert!(found("peace  talks").is_empty() && found(" ").is_empty() && found("war").is_empty());
    }
}
