//! The lexicon and the model, loaded once and shared by all threads.

use crate::args::OverlayArgs;
use crate::failure::{Failure, failure, unreadable};
use sanudo::article::Article;
use sanudo::diag::Error;
use sanudo::lexicon::actors::OWN;
use sanudo::lexicon::countries::Countries;
use sanudo::lexicon::dictionary::{self, CodeBook};
use sanudo::lexicon::gazetteer::Gazetteer;
use sanudo::lexicon::{self, File, Lexicon};
use sanudo::model::Model;
use sanudo::pipeline::{self, Analysis, Asked};
use sanudo::read::{self, Reading};
use sanudo::record::export::Codes;
use sanudo::record::{self, DiagnosticRecord, Options, Record};
use sanudo_cli::overlay;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// All that coding needs.
pub struct Engine {
    pub lexicon: Lexicon,
    pub model: Model,
    /// What other data sets call our codes.
    pub codes: Codes,
}

impl Engine {
    /// Loads the built-in lexicon, with what the user lays over it, and the built-in model.
    pub fn load(args: &OverlayArgs) -> Result<Engine, Failure> {
        // the lexicon takes longer than gazetteer and weights together
        let (lexicon, (gazetteer, model)) = std::thread::scope(|scope| {
            let beside = scope.spawn(|| (gazetteer(), model()));
            (lexicon(args), beside.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
        });
        let (mut lexicon, codes) = lexicon?;
        lexicon.gazetteer = gazetteer;
        Ok(Engine { lexicon, model: model?, codes })
    }

    /// Analyses one article.
    pub fn analyse(&self, article: &Article, asked: Asked) -> Analysis {
        pipeline::analyse_as(article, &self.lexicon, &self.model, asked)
    }

    /// Codes one article.
    pub fn code(&self, reading: &Reading, options: Options, asked: Asked) -> Record {
        let article = &reading.article;
        let analysis = self.analyse(article, asked);
        let mut record = record::write(article, &analysis, &self.lexicon, self.model.hash(), options);
        record.article.sha256 = read::sha256(&article.text);
        let notes = reading.notes.iter().map(|note| DiagnosticRecord {
            code: note.code.clone(),
            message: note.message.clone(),
            span: None,
            hint: note.hint.clone(),
        });
        record.diagnostics.splice(0..0, notes);
        record
    }
}

/// The built-in lexicon, with what the user lays over it, and what other data sets call its codes.
fn lexicon(args: &OverlayArgs) -> Result<(Lexicon, Codes), Failure> {
    let (folder, actors) = (args.lexicon.as_deref(), args.actors.as_slice());
    if folder.is_none() && actors.is_empty() {
        let files = sanudo_data::lexicon_files();
        let lexicon = Lexicon::load_proven(&files, sanudo_data::LEXICON_HASH).map_err(Failure::Errors)?;
        return Ok((lexicon, Codes::load(&files)?));
    }
    let mut files = built_in()?;
    files.extend(overlay(folder, actors)?);
    if args.skip_bad_actors {
        skip_bad(&mut files);
    }
    let codes = lexicon::packed(&files, Codes::load);
    let lexicon = Lexicon::load(files).map_err(|errors| located(errors, folder))?;
    Ok((lexicon, codes?))
}

fn gazetteer() -> Gazetteer {
    Gazetteer::load_sieved(sanudo_data::GAZETTEER, sanudo_data::SIEVE)
}

/// The built-in model.
pub fn model() -> Result<Model, Failure> {
    let (segment, lemmas) = (sanudo_data::SEGMENT, sanudo_data::LEMMAS);
    Ok(match sanudo_data::WEIGHTS {
        [whole] => Model::load_proven(whole, segment, lemmas)?,
        parts => Model::load(parts, segment, lemmas)?,
    })
}

/// The files of the built-in lexicon, without their examples.
pub fn built_in() -> Result<Vec<File>, Failure> {
    serde_json::from_slice(sanudo_data::LEXICON)
        .map_err(|e| failure("E404", format!("the built-in lexicon is broken: {e}"), "build the program again"))
}

/// What the user lays over the built-in lexicon: a folder, and files of actors. All that cannot be read is reported at once.
pub fn overlay(folder: Option<&Path>, actors: &[PathBuf]) -> Result<Vec<File>, Failure> {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    let parts = folder.map(read_folder).into_iter().chain(actors.iter().map(|path| read_actors(path).map(|f| vec![f])));
    for part in parts {
        match part {
            Ok(more) => files.extend(more),
            Err(Failure::Errors(more)) => errors.extend(more),
            Err(other) => return Err(other),
        }
    }
    if errors.is_empty() { Ok(files) } else { Err(Failure::Errors(errors)) }
}

/// A user's own actors: TOML by its name, else a PETRARCH or TABARI dictionary, which may be in Latin-1.
fn read_actors(path: &Path) -> Result<File, Failure> {
    let shown = path.display().to_string();
    let bytes = fs::read(path).map_err(|e| unreadable(path, &e))?;
    let text = String::from_utf8(bytes).unwrap_or_else(|e| e.as_bytes().iter().map(|b| char::from(*b)).collect());
    let table = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
    let value = if table { overlay::read(&shown, &text)? } else { Value::String(text) };
    Ok((format!("{OWN}{shown}"), value))
}

/// Leaves out the wrong entries of the user's dictionaries, and says so.
fn skip_bad(files: &mut [File]) {
    let countries = Countries::load(files).unwrap_or_default();
    let Ok(book) = CodeBook::load(files, &countries) else { return };
    for (path, value) in files.iter_mut() {
        let (Some(shown), Value::String(text)) = (path.strip_prefix(OWN), &mut *value) else { continue };
        let (sound, wrong) = dictionary::sound(shown, text, &book);
        wrong.iter().for_each(|error| eprintln!("sanudo: left out: {error}"));
        *value = Value::String(sound);
    }
}

/// Errors in the user's folder name its files as they are found there.
pub fn located(errors: Vec<Error>, folder: Option<&Path>) -> Failure {
    let place = |error: Error| {
        let ours = error.file.strip_prefix("lexicon/").zip(folder).map(|(name, folder)| folder.join(name));
        let file =
            ours.filter(|path| path.is_file()).map_or_else(|| error.file.clone(), |path| path.display().to_string());
        Error { file, ..error }
    };
    Failure::Errors(errors.into_iter().map(place).collect())
}

/// The TOML files below a folder, in order of their names; all that cannot be read are reported at once.
pub fn read_folder(folder: &Path) -> Result<Vec<File>, Failure> {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for path in toml_files(folder)? {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).map_err(|e| unreadable(&path, &e))?;
        match overlay::read(&path.display().to_string(), &text) {
            Ok(value) => files.push((name, value)),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(files) } else { Err(Failure::Errors(errors)) }
}

fn toml_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).map_err(|e| unreadable(&at, &e))? {
            let path = entry.map_err(|e| unreadable(&at, &e))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
