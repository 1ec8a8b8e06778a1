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
pub mod phrases;
pub mod proof;
pub mod sieve;
pub mod source;
pub mod sum;
pub mod talk;
pub mod verbs;

use crate::attribute::date::DateCues;
use crate::diag::Error;
use gazetteer::Gazetteer;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A file of the lexicon: its path below `lexicon/` and its content.
pub type File = (String, Value);

/// The same as text: its path and its content as JSON.
pub type Packed<'f> = (&'f str, &'f str);

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
    pub context_phrases: phrases::Phrases,
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
        let loaded = packed(&files, |packed| Lexicon::load_proven(packed, &sum::of(&files)));
        match (contradictions.is_empty(), loaded) {
            (true, loaded) => loaded,
            (false, loaded) => Err(merged(contradictions, loaded.err().unwrap_or_default())),
        }
    }

    /// As [`Lexicon::load()`], for files in order of paths that are known not to contradict each other, and their hash: a test proves the
    /// built-in ones, which need not be proved at every start.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn load_proven(files: &[Packed], hash: &str) -> Result<Lexicon, Vec<Error>> {
        let mut lexicon = Lexicon { hash: hash.to_owned(), ..Lexicon::default() };
        let mut errors = Vec::new();
        for pass in [is_ontology as fn(&str) -> bool, is_cue, is_verb] {
            for (path, json) in files.iter().filter(|(path, _)| pass(path)) {
                errors.extend(lexicon.add(path, json));
            }
        }
        for (path, json) in files.iter().filter(|(path, _)| *path == "discard.toml") {
            errors.extend(read(path, json).map(|file: source::DiscardFile| lexicon.add_discards(file)).err());
        }
        match countries::Countries::read(files) {
            Ok(countries) => lexicon.countries = countries,
            Err(more) => errors.extend(more),
        }
        match actors::ActorIndex::build(files) {
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
                true => self.context_phrases.add(&word, context),
                false => self.context_words.entry(word).or_default().push(context),
            }
        }
    }

    fn index_pointers(&mut self) {
        let Lexicon { actors, cues, pronouns, pointers, .. } = self;
        let reference = &actors.reference;
        let back = [&reference.person, &reference.thing, &reference.pair, &reference.plural, &reference.speaking];
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
        let mut found: Vec<usize> = words.chain(self.context_phrases.found_in(text)).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|c| self.ontology.contexts[c].0.clone()).collect()
    }

    fn add(&mut self, path: &str, json: &str) -> Vec<Error> {
        let Lexicon { ontology, roles, cues, verbs, dates, .. } = self;
        let result = match path {
            "ontology/acts.toml" => read(path, json).map(|file| ontology.add_acts(file, roles)),
            "ontology/compose.toml" => read(path, json).map(|file| ontology.add_rows(file)),
            "ontology/light.toml" => read(path, json).map(|file| ontology.add_light(file, roles)),
            "ontology/contexts.toml" => read(path, json).map(|file: source::ContextsFile| {
                ontology.contexts.extend(file.context.into_iter().map(|c| (c.name, c.words)));
            }),
            "ontology/plover.toml" => read(path, json).map(|file: source::PloverFile| {
                ontology.kinds.extend(file.kinds.into_iter().map(|k| (k.name.clone(), k)));
            }),
            "cues/statements.toml" => read(path, json).map(|file| cues.add_stances(file, roles)),
            "cues/factuality.toml" => read(path, json).map(|file| cues.add_factuality(file)),
            "cues/meetings.toml" => read(path, json).map(|file| cues.add_meetings(file, roles)),
            "cues/speech.toml" => read(path, json).map(|file| cues.add_speech(file)),
            "cues/sources.toml" => read(path, json).map(|file| cues.sources = talk::SourceCues::new(file)),
            "cues/confidence.toml" => read(path, json).map(|file| cues.confidence = file),
            "cues/dates.toml" => read(path, json).map(|file| dates.set_words(file)),
            "cues/frames.toml" => read(path, json).map(|file| cues.add_frames(file)),
            _ if path.starts_with("ontology/classes") => read(path, json).map(|file| ontology.add_classes(file)),
            _ if is_verb(path) => match read(path, json) {
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

/// Reads a file's JSON as the table that it should be.
pub fn read<T: DeserializeOwned>(path: &str, json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|e| Error {
        code: "E101",
        file: shown(path),
        line: 0,
        message: without_place(&e.to_string()).to_owned(),
        hint: "the form of each file stands in lexicon/README.md".into(),
    })
}

/// How an error calls a file: the user's own ones by their path.
pub(crate) fn shown(path: &str) -> String {
    path.strip_prefix(actors::OWN).map_or_else(|| format!("lexicon/{path}"), str::to_owned)
}

/// A message without its line and column, which are those of a text that nobody wrote.
fn without_place(message: &str) -> &str {
    message.rsplit_once(" at line ").map_or(message, |(told, _)| told)
}

/// The last file of a path.
fn only<'f>(files: &'f [File], path: &str) -> &'f [File] {
    files.iter().rposition(|file| file.0 == path).map_or(&[], |at| &files[at..=at])
}

/// Hands the files over as texts.
pub fn packed<T>(files: &[File], to: impl FnOnce(&[Packed]) -> T) -> T {
    let texts: Vec<String> = files.iter().map(|(_, value)| value.to_string()).collect();
    let packed: Vec<Packed> =
        files.iter().zip(&texts).map(|((path, _), text)| (path.as_str(), text.as_str())).collect();
    to(&packed)
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
