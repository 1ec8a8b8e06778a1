//! `sanudo lexicon`: is it well formed, does it do what it says, and where does it know a word?

use crate::args::{LexiconArgs, LexiconCommand, OverlayArgs};
use crate::engine::{self, Engine};
use crate::failure::{Done, Failure, Outcome, failure};
use crate::find;
use crate::output::Part;
use rayon::prelude::*;
use sanudo::lexicon::Lexicon;
use sanudo::lexicon::proof::{self, Proof};
use sanudo::pipeline::Asked;
use sanudo::read::{Options, articles};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Runs `sanudo lexicon`.
pub fn run(args: &LexiconArgs) -> Outcome {
    let folder = args.lexicon.clone().or_else(|| Some(PathBuf::from("lexicon")).filter(|p| p.is_dir()));
    match &args.command {
        LexiconCommand::Check => check(folder.as_deref(), &args.actors),
        LexiconCommand::Test { name } => test(folder.as_deref(), &args.actors, name.as_deref().unwrap_or("")),
        LexiconCommand::Where { word } => find(folder.as_deref(), &args.actors, word),
    }
}

fn check(folder: Option<&Path>, actors: &[PathBuf]) -> Outcome {
    let mut files = engine::built_in()?;
    files.extend(engine::overlay(folder, actors)?);
    Lexicon::load(files).map_err(|errors| engine::located(errors, folder))?;
    say(&format!("{}: all is well\n", name(folder)))?;
    Ok(Done::All)
}

fn test(folder: Option<&Path>, actors: &[PathBuf], only: &str) -> Outcome {
    let Some(folder) = folder else {
        let hint = "run this where the folder lexicon/ is, or give --lexicon DIR; the built-in lexicon has no examples";
        return Err(failure("E403", "there are no examples to test".into(), hint));
    };
    let overlay = OverlayArgs { lexicon: Some(folder.to_path_buf()), actors: actors.to_vec(), skip_bad_actors: false };
    let proofs = proof::proofs(&engine::read_folder(folder)?);
    let proofs: Vec<Proof> = proofs.into_iter().filter(|p| p.file.contains(only)).collect();
    let engine = Engine::load(&overlay)?;
    let judged: Vec<Option<String>> = proofs.par_iter().map(|proof| judge(&engine, proof)).collect();
    let known = known_failures(folder)?;
    let (mut text, mut failed, mut known_failed, mut healed) = (String::new(), 0, 0, 0);
    for (proof, wrong) in proofs.iter().zip(&judged) {
        let listed = known.contains(&(proof.file.clone(), proof.text.clone()));
        match (wrong, listed) {
            (Some(wrong), false) => {
                failed += 1;
                text += &format!("{}/{}: {}\n  {wrong}\n", folder.display(), proof.file, proof.text);
            }
            (Some(_), true) => known_failed += 1,
            (None, true) => {
                healed += 1;
                text += &format!(
                    "{}/{}: {}\n  holds now: take it off known-failures.toml\n",
                    folder.display(),
                    proof.file,
                    proof.text
                );
            }
            (None, false) => {}
        }
    }
    let held = proofs.len() - failed - known_failed;
    text += &format!(
        "{held} of {} examples hold, {known_failed} are known to fail, {failed} fail, {healed} known failures hold now\n",
        proofs.len()
    );
    say(&text)?;
    Ok(if failed + healed == 0 { Done::All } else { Done::Partly })
}

/// `known-failures.toml`: file and text of the examples that are known to fail. The list may only shrink.
fn known_failures(folder: &Path) -> Result<BTreeSet<(String, String)>, Failure> {
    #[derive(serde::Deserialize)]
    struct Known {
        failure: Vec<Entry>,
    }
    #[derive(serde::Deserialize)]
    struct Entry {
        file: String,
        text: String,
    }
    let path = folder.join("known-failures.toml");
    let Ok(text) = std::fs::read_to_string(&path) else { return Ok(BTreeSet::new()) };
    let known: Known = toml::from_str(&text).map_err(|e| {
        failure("E102", format!("{}: {}", path.display(), e.message()), "a list of [[failure]] with file and text")
    })?;
    Ok(known.failure.into_iter().map(|f| (f.file, f.text)).collect())
}

fn judge(engine: &Engine, proof: &Proof) -> Option<String> {
    let published = sanudo::read::parse_date(&proof.published);
    let options = Options { published, format: Some(sanudo::read::Format::Text), ..Options::default() };
    match articles(proof.text.as_bytes(), &options).next()? {
        Ok(reading) => proof.judge(&engine.code(&reading, sanudo::record::Options::default(), Asked::default()).events),
        Err(error) => Some(error.to_string()),
    }
}

fn find(folder: Option<&Path>, actors: &[PathBuf], word: &str) -> Outcome {
    let mut files = engine::built_in()?;
    let own = engine::overlay(folder, actors)?;
    files.retain(|(path, _)| !own.iter().any(|(p, _)| p == path));
    files.extend(own);
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let found = find::find(&files, word);
    if found.is_empty() {
        say(&format!("nothing knows “{word}”\n"))?;
        return Ok(Done::Partly);
    }
    say(&found)?;
    Ok(Done::All)
}

fn name(folder: Option<&Path>) -> String {
    folder.map_or("the built-in lexicon".into(), |f| f.display().to_string())
}

fn say(text: &str) -> Result<(), Failure> {
    let mut out = Part::stdout();
    out.write(text.as_bytes())?;
    out.finish()
}
