//! What does a code like `USAGOV` say? Three letters a piece, by the table `ontology/dictionaries.toml`.

use super::Meaning;
use crate::diag::Error;
use crate::lexicon::countries::Countries;
use crate::lexicon::{File, Packed, only, packed, read};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::collections::BTreeMap;

const PATH: &str = "ontology/dictionaries.toml";

/// The pieces that a code may have.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CodeBook {
    sectors: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
    organisations: BTreeMap<String, String>,
    states: BTreeMap<String, String>,
    regions: Pieces,
    qualifiers: Pieces,
    #[serde(skip)]
    countries: FxHashSet<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Pieces {
    words: Vec<String>,
}

impl Pieces {
    fn has(&self, piece: &str) -> bool {
        self.words.iter().any(|w| w == piece)
    }
}

impl CodeBook {
    /// The book in these files, with the countries of the table.
    ///
    /// # Errors
    /// A table that has not its form.
    pub fn load(files: &[File], countries: &Countries) -> Result<CodeBook, Error> {
        packed(only(files, PATH), |files| CodeBook::read(files, countries))
    }

    /// The same of files as texts.
    ///
    /// # Errors
    /// A table that has not its form.
    pub fn read(files: &[Packed], countries: &Countries) -> Result<CodeBook, Error> {
        let found = files.iter().rfind(|(path, _)| *path == PATH);
        let book: CodeBook = found.map_or(Ok(CodeBook::default()), |(path, json)| read(path, json))?;
        Ok(CodeBook { countries: countries.codes().map(str::to_owned).collect(), ..book })
    }

    /// What a code says.
    ///
    /// # Errors
    /// What is wrong with it, and what to do.
    pub fn meaning(&self, code: &str) -> Result<Meaning, (String, &'static str)> {
        const HINT: &str =
            "three letters a piece: a state, then its sectors; the pieces stand in lexicon/ontology/dictionaries.toml";
        let whole = !code.is_empty() && code.len().is_multiple_of(3) && code.bytes().all(|b| b.is_ascii_uppercase());
        if !whole {
            return Err((format!("“{code}” is no code"), HINT));
        }
        let mut meaning = Meaning::default();
        for at in (0..code.len()).step_by(3) {
            let piece = &code[at..at + 3];
            if !self.add(&mut meaning, piece, at == 0) {
                return Err((format!("“{code}”: nothing is called {piece}"), HINT));
            }
        }
        Ok(meaning)
    }

    /// Adds what a piece says; false where it says nothing that is known.
    fn add(&self, meaning: &mut Meaning, piece: &str, first: bool) -> bool {
        if let Some(kind) = self.kinds.get(piece) {
            meaning.organisation.get_or_insert_with(|| kind.clone());
        } else if let Some(sector) = self.sectors.get(piece) {
            meaning.sector.get_or_insert_with(|| sector.clone());
        } else if let Some(body) = self.organisations.get(piece).filter(|_| meaning.organisation.is_some()) {
            if !body.is_empty() && !self.settled(meaning) {
                meaning.organisation = Some(body.clone());
            }
        } else if self.qualifiers.has(piece) && !first || self.regions.has(piece) {
        } else if let Some(state) = self.state(piece) {
            meaning.country.get_or_insert_with(|| state.to_owned());
        } else {
            return self.qualifiers.has(piece);
        }
        true
    }

    /// Whether the organisation is already more than a kind.
    fn settled(&self, meaning: &Meaning) -> bool {
        meaning.organisation.as_ref().is_some_and(|o| !self.kinds.values().any(|kind| kind == o))
    }

    fn state(&self, piece: &str) -> Option<&str> {
        let old = self.states.get(piece).map(String::as_str);
        old.or_else(|| self.countries.get(piece).map(String::as_str))
    }
}
