//! What do we know? The lexicon: verbs, actors, cues and the ontology, loaded from text and indexed.
//!
//! A folder of TOML files becomes one value that the pipeline only reads. Loading reports every mistake at once.

pub mod actors;
pub mod cond;
pub mod countries;
pub mod cues;
pub mod dictionary;
pub mod gazetteer;
pub mod ontology;
pub mod proof;
pub mod source;
pub mod talk;
pub mod verbs;

use crate::attribute::date::DateCues;
use crate::diag::Error;
use crate::parse::{self, hash::Hash};
use gazetteer::Gazetteer;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A file of the lexicon: its path below `lexicon/` and its content.
pub type File = (String, Value);

/// All knowledge, ready for look-up.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Countries, organisations, groups, people, roles.
    pub actors: actors::ActorIndex,
    /// Verb classes.
    pub verbs: verbs::VerbIndex,
    /// Types, acts, composition.
    pub ontology: ontology::Ontology,
    /// Small words.
    pub cues: cues::Cues,
    /// Names of arguments.
    pub roles: cond::Roles,
    /// What is no news.
    pub discards: Vec<source::Discard>,
    /// Word or two-word phrase to the lists that hold it, and whether it is strong there.
    pub discard_words: FxHashMap<String, Vec<(usize, bool)>>,
    /// Pronouns of somebody told before.
    pub pronouns: FxHashSet<String>,
    /// Lemmas by which a sentence speaks of somebody, or of a meeting, told in another one.
    pub pointers: FxHashSet<String>,
    /// Words of dates.
    pub dates: DateCues,
    /// Codes of countries, by date.
    pub countries: countries::Countries,
    /// Places.
    pub gazetteer: Gazetteer,
    /// Words of PLOVER contexts; indices into `ontology.contexts`.
    pub context_words: FxHashMap<String, Vec<usize>>,
    /// Phrases of PLOVER contexts.
    pub context_phrases: Vec<(String, usize)>,
    /// Hash of all files, in hexadecimal.
    pub hash: String,
}

impl Lexicon {
    /// Loads the files. Later files replace earlier ones of the same path, so that a user's folder overlays ours.
    ///
    /// # Errors
    /// All mistakes of all files, in order of the files' names.
    pub fn load(files: Vec<File>) -> Result<Lexicon, Vec<Error>> {
        let files = overlay(files);
        let contradictions = actors::contradictions(&files);
        let loaded = Lexicon::load_proven(files);
        match (contradictions.is_empty(), loaded) {
            (true, loaded) => loaded,
            (false, loaded) => Err(merged(contradictions, loaded.err().unwrap_or_default())),
        }
    }

    /// As [`Lexicon::load()`], for files that are known not to contradict each other: a test proves the built-in ones, which need not be
    /// proved at every start.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn load_proven(files: Vec<File>) -> Result<Lexicon, Vec<Error>> {
        let files = overlay(files);
        let mut lexicon = Lexicon { hash: hash(&files), ..Lexicon::default() };
        let mut errors = Vec::new();
        for pass in [is_ontology as fn(&str) -> bool, is_cue, is_verb] {
            for (path, value) in files.iter().filter(|(path, _)| pass(path)) {
                errors.extend(lexicon.add(path, value));
            }
        }
        for (path, value) in files.iter().filter(|(path, _)| path == "discard.toml") {
            errors.extend(read(path, value).map(|file: source::DiscardFile| lexicon.add_discards(file)).err());
        }
        match countries::Countries::load(&files) {
            Ok(countries) => lexicon.countries = countries,
            Err(more) => errors.extend(more),
        }
        match actors::ActorIndex::build(&files) {
            Ok(actors) => lexicon.actors = actors,
            Err(more) => errors.extend(more),
        }
        lexicon.index_contexts();
        lexicon.index_pointers();
        lexicon.dates.set_numbers(&lexicon.cues.frames.numbers);
        if errors.is_empty() { Ok(lexicon) } else { Err(errors) }
    }

    fn add_discards(&mut self, file: source::DiscardFile) {
        for discard in file.discard {
            let list = self.discards.len();
            let words = discard.words.iter().map(|w| (w, false)).chain(discard.strong.iter().map(|w| (w, true)));
            for (word, strong) in words {
                self.discard_words.entry(word.clone()).or_default().push((list, strong));
            }
            self.discards.push(discard);
        }
    }

    fn index_contexts(&mut self) {
        let contexts = self.ontology.contexts.iter().enumerate();
        let words = contexts.flat_map(|(context, (_, words))| words.iter().map(move |w| (w.to_lowercase(), context)));
        for (word, context) in words {
            match word.contains(' ') {
                true => self.context_phrases.push((word, context)),
                false => self.context_words.entry(word).or_default().push(context),
            }
        }
    }

    fn index_pointers(&mut self) {
        let Lexicon { actors, cues, pronouns, pointers, .. } = self;
        let reference = &actors.reference;
        let back = [&reference.person, &reference.thing, &reference.pair, &reference.plural];
        pronouns.extend(back.into_iter().flatten().map(|w| w.to_lowercase()));
        // of a phrasal verb the first word is enough
        let first = |w: &String| w.split(' ').next().unwrap_or_default().to_lowercase();
        let nouns = [&reference.pairs, &reference.lands, &reference.realms, &reference.islands];
        pointers.extend(nouns.into_iter().flatten().map(first));
        pointers.extend([&reference.parts, &reference.bodies, &reference.unions].into_iter().flatten().map(first));
        pointers.extend(cues.of_other_sentences().map(first));
    }

    /// The contexts whose words stand in this lower-case text, in the ontology's order.
    pub fn contexts_in(&self, text: &str) -> Vec<String> {
        let words =
            text.split(|c: char| !c.is_alphanumeric()).filter_map(|w| self.context_words.get(w)).flatten().copied();
        let phrases = self.context_phrases.iter().filter(|(phrase, _)| text.contains(phrase.as_str())).map(|(_, c)| *c);
        let mut found: Vec<usize> = words.chain(phrases).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|c| self.ontology.contexts[c].0.clone()).collect()
    }

    fn add(&mut self, path: &str, value: &Value) -> Vec<Error> {
        let Lexicon { ontology, roles, cues, verbs, dates, .. } = self;
        let result = match path {
            "ontology/acts.toml" => read(path, value).map(|file| ontology.add_acts(file, roles)),
            "ontology/compose.toml" => read(path, value).map(|file| ontology.add_rows(file)),
            "ontology/light.toml" => read(path, value).map(|file| ontology.add_light(file, roles)),
            "ontology/contexts.toml" => read(path, value).map(|file: source::ContextsFile| {
                ontology.contexts.extend(file.context.into_iter().map(|c| (c.name, c.words)));
            }),
            "ontology/plover.toml" => read(path, value).map(|file: source::PloverFile| {
                ontology.kinds.extend(file.kinds.into_iter().map(|k| (k.name.clone(), k)));
            }),
            "cues/statements.toml" => read(path, value).map(|file| cues.add_stances(file, roles)),
            "cues/factuality.toml" => read(path, value).map(|file| cues.add_factuality(file)),
            "cues/meetings.toml" => read(path, value).map(|file| cues.add_meetings(file, roles)),
            "cues/speech.toml" => read(path, value).map(|file| cues.add_speech(file)),
            "cues/sources.toml" => read(path, value).map(|file| cues.sources = talk::SourceCues::new(file)),
            "cues/confidence.toml" => read(path, value).map(|file| cues.confidence = file),
            "cues/dates.toml" => read(path, value).map(|file| dates.set_words(file)),
            "cues/frames.toml" => read(path, value).map(|file| cues.add_frames(file)),
            _ if path.starts_with("ontology/classes") => read(path, value).map(|file| ontology.add_classes(file)),
            _ if is_verb(path) => match read(path, value) {
                Ok(file) => return verbs.add(path, file, ontology, roles),
                Err(error) => Err(error),
            },
            _ => Ok(()),
        };
        result.err().into_iter().collect()
    }
}

/// All mistakes. Where one was found entry by entry, that its file cannot be read says nothing new.
fn merged(found: Vec<Error>, loading: Vec<Error>) -> Vec<Error> {
    let new = |e: &Error| !found.iter().any(|f| f.code == e.code && f.file == e.file);
    let rest: Vec<Error> = loading.into_iter().filter(new).collect();
    found.into_iter().chain(rest).collect()
}

/// Reads a file's value as the table it should be.
pub fn read<T: DeserializeOwned>(path: &str, value: &Value) -> Result<T, Error> {
    T::deserialize(value).map_err(|e| Error {
        code: "E101",
        file: shown(path),
        line: 0,
        message: e.to_string(),
        hint: "the form of each file stands in lexicon/README.md".into(),
    })
}

/// How an error calls a file: the user's own ones by their path.
pub(crate) fn shown(path: &str) -> String {
    path.strip_prefix(actors::OWN).map_or_else(|| format!("lexicon/{path}"), str::to_owned)
}

fn is_ontology(path: &str) -> bool {
    path.starts_with("ontology/")
}

fn is_cue(path: &str) -> bool {
    path.starts_with("cues/")
}

fn is_verb(path: &str) -> bool {
    path.starts_with("verbs/")
}

/// Keeps the last file of each path, in order of paths.
fn overlay(files: Vec<File>) -> Vec<File> {
    let by_path: std::collections::BTreeMap<String, Value> = files.into_iter().collect();
    by_path.into_iter().collect()
}

/// A hash of the files' values: tells lexicons apart, keeps no secrets.
fn hash(files: &[File]) -> String {
    let mut state = Hash::new(0);
    let mut add = |text: &str| {
        let sum = parse::hash::bytes(text.as_bytes());
        state = state.with(sum as u32).with((sum >> 32) as u32);
    };
    for (path, value) in files {
        add(path);
        let mut rest = vec![value];
        while let Some(value) = rest.pop() {
            match value {
                Value::String(text) => add(text),
                Value::Array(list) => {
                    add("[");
                    rest.extend(list);
                }
                Value::Object(table) => {
                    add("{");
                    // where an entry stands says nothing about what it says
                    let entries = || table.iter().filter(|(key, _)| key.as_str() != actors::LINE);
                    entries().for_each(|(key, _)| add(key));
                    rest.extend(entries().map(|(_, value)| value));
                }
                plain => add(&plain.to_string()),
            }
        }
        add("\n");
    }
    format!("{:08x}{:08x}", state.key(), state.with(1).key())
}
