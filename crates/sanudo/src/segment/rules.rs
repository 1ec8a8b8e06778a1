//! The language's own facts for cutting text up, read from `segment.toml`.

use crate::diag::Error;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A set of lower-case words.
pub(crate) type Words = FxHashSet<String>;

/// Everything `segment.toml` says.
#[derive(Debug, Default)]
pub struct Rules {
    /// ISO 639-1 of the language, and its commonest words.
    pub(crate) language: String,
    pub(crate) common: Words,
    pub(crate) titles: Words,
    pub(crate) before_number: Words,
    pub(crate) other: Words,
    pub(crate) starters: Words,
    /// Written word → where, in bytes, its second and later parts begin.
    pub(crate) contractions: FxHashMap<String, Box<[usize]>>,
    /// Written word → the same, and the words before which it is a contraction.
    pub(crate) before: FxHashMap<String, (Box<[usize]>, Words)>,
    pub(crate) clitics: Vec<String>,
    pub(crate) whole: Words,
    pub(crate) prefixes: Words,
    pub(crate) units: Words,
    pub(crate) smileys: Vec<String>,
    /// Last parts of web addresses and file names.
    pub(crate) endings: Words,
    /// Abbreviations whose full stop is the sentence's own where a new sentence may follow.
    pub(crate) shared_stop: Words,
    pub(crate) blocks: Blocks,
}

/// Words that tell blocks apart.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Blocks {
    pub(crate) byline: Vec<String>,
    pub(crate) roles: Vec<String>,
    pub(crate) photo: Vec<String>,
    pub(crate) source: Vec<String>,
    pub(crate) front: Vec<String>,
    pub(crate) agencies: Words,
    pub(crate) months: Words,
    pub(crate) days: Words,
    pub(crate) small: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Language,
    abbreviations: Abbreviations,
    words: WordRules,
    blocks: Blocks,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    code: String,
    common: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Abbreviations {
    titles: Words,
    before_number: Words,
    other: Words,
    shared_stop: Words,
    starters: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordRules {
    contractions: Vec<String>,
    before: BTreeMap<String, Words>,
    clitics: Vec<String>,
    whole: Words,
    smileys: Vec<String>,
    endings: Words,
    prefixes: Words,
    units: Words,
}

impl Rules {
    /// Reads `segment.toml`.
    ///
    /// # Errors
    /// Where the text is no TOML of the expected shape.
    pub fn read(text: &str) -> Result<Rules, Error> {
        let file: File = toml::from_str(text).map_err(|e| Error {
            code: "E201",
            file: "segment.toml".into(),
            line: e.span().map_or(0, |s| text[..s.start.min(text.len())].lines().count()),
            message: e.message().into(),
            hint: "compare with models/en/segment.toml".into(),
        })?;
        Ok(Rules {
            language: file.language.code,
            common: file.language.common,
            titles: file.abbreviations.titles,
            before_number: file.abbreviations.before_number,
            other: file.abbreviations.other,
            starters: file.abbreviations.starters,
            contractions: file.words.contractions.iter().map(|c| parts(c)).collect(),
            before: file.words.before.into_iter().map(|(c, next)| with_next(&c, next)).collect(),
            clitics: file.words.clitics,
            whole: file.words.whole,
            prefixes: file.words.prefixes,
            units: file.words.units,
            smileys: file.words.smileys,
            endings: file.words.endings,
            shared_stop: file.abbreviations.shared_stop,
            blocks: file.blocks,
        })
    }
}

/// `can|not` → `cannot` and where its later parts begin.
fn parts(contraction: &str) -> (String, Box<[usize]>) {
    let cuts = contraction.match_indices('|').enumerate().map(|(bars, (at, _))| at - bars);
    (contraction.replace('|', ""), cuts.collect())
}

fn with_next(contraction: &str, next: Words) -> (String, (Box<[usize]>, Words)) {
    let (word, cuts) = parts(contraction);
    (word, (cuts, next))
}
