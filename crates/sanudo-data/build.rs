//! Packs the lexicon's TOML into one JSON document, which loads in milliseconds, lists the model and the gazetteer, and works out what
//! start-up would have to: the lexicon's hash and the gazetteer's sieve.

#[allow(dead_code)]
#[path = "../sanudo/src/parse/hash.rs"]
mod hash;
#[allow(dead_code)]
#[path = "../sanudo/src/lexicon/sieve.rs"]
mod sieve;
#[path = "../sanudo/src/lexicon/sum.rs"]
mod sum;

/// The path by which the files above call each other.
mod parse {
    pub(crate) use super::hash;
}

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for folder in ["lexicon", "models/en", "gazetteer"] {
        println!("cargo:rerun-if-changed={}", root.join(folder).display());
    }
    let files = lexicon(&root.join("lexicon"))?;
    let (json, places) = joined(&files)?;
    fs::write(out.join("lexicon.json"), json)?;
    let model = root.join("models/en");
    let source = [
        text("LEXICON_TEXT", "The lexicon as JSON: `[[path, value], …]`, without examples.", &out.join("lexicon.json")),
        format!(
            "/// Each file's path, and where its value begins and ends there.\nconst PLACES: &[(&str, usize, usize)] = &{places:?};\n"
        ),
        format!("/// The hash of the lexicon.\npub const LEXICON_HASH: &str = {:?};\n", sum::of(&files)),
        bytes("WEIGHTS", "The weights of the English model, in parts, in order.", &weights(&model, &out)?),
        text("SEGMENT", "The segmenter's language data.", &model.join("segment.toml")),
        text("LEMMAS", "The lemma table.", &model.join("lemmas.tsv")),
        named("GAZETTEER", "The files of the gazetteer: name and content, in order of names.", &gazetteer(&root)?),
    ];
    fs::write(out.join("data.rs"), source.concat())?;
    fs::write(out.join("sieve.bin"), sieve(&root)?)?;
    Ok(())
}

/// The JSON of all files, and each file's path with the place of its value.
fn joined(files: &[(String, serde_json::Value)]) -> Result<(String, Vec<Place<'_>>), Box<dyn Error>> {
    let (mut json, mut places) = (String::from("["), Vec::new());
    for (path, value) in files {
        let comma = if places.is_empty() { "" } else { "," };
        json += &format!("{comma}[{},", serde_json::to_string(path)?);
        let start = json.len();
        json += &serde_json::to_string(value)?;
        places.push((path.as_str(), start, json.len()));
        json += "]";
    }
    Ok((json + "]", places))
}

type Place<'f> = (&'f str, usize, usize);

/// The sieve of all tables of places.
fn sieve(root: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let is_table = |p: &PathBuf| p.file_name().is_some_and(|name| name.to_string_lossy().starts_with("places."));
    let tables: Vec<PathBuf> = gazetteer(root)?.into_iter().filter(is_table).collect();
    let texts: Vec<String> = tables.iter().map(fs::read_to_string).collect::<Result<_, _>>()?;
    Ok(sieve::of(texts.iter().map(String::as_str)))
}

/// `[[path, value], …]` in order of paths, examples left out.
fn lexicon(folder: &Path) -> Result<Vec<(String, serde_json::Value)>, Box<dyn Error>> {
    let mut packed = Vec::new();
    for path in walk(folder)?.into_iter().filter(|p| p.extension().is_some_and(|e| e == "toml")) {
        let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        let mut value: serde_json::Value =
            toml::from_str(&fs::read_to_string(&path)?).map_err(|e| format!("lexicon/{name}: {e}"))?;
        if let Some(table) = value.as_object_mut() {
            table.remove("example");
            table.remove("never");
        }
        packed.push((name, value));
    }
    packed.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(packed)
}

/// The weights as one file, which needs no joining when it is loaded.
fn weights(model: &Path, out: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let parts = parts(model)?;
    let joined: Vec<Vec<u8>> = parts.iter().map(fs::read).collect::<Result<_, _>>()?;
    let file = out.join("weights.bin");
    fs::write(&file, joined.concat())?;
    Ok(if parts.is_empty() { Vec::new() } else { vec![file] })
}

/// The weights that model.toml lists, in its order; none where there is no model.
fn parts(model: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let Ok(text) = fs::read_to_string(model.join("model.toml")) else { return Ok(Vec::new()) };
    let value: serde_json::Value = toml::from_str(&text)?;
    let names = value["parts"].as_array().into_iter().flatten().filter_map(|p| p.as_str());
    Ok(names.map(|name| model.join(name)).collect())
}

/// What of the gazetteer is data: not the text that tells where it comes from.
fn gazetteer(root: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let files = walk(&root.join("gazetteer"))?.into_iter();
    Ok(files.filter(|p| p.extension().is_none_or(|e| e != "md")).collect())
}

/// All files below a folder, in order of paths; none where there is no such folder.
fn walk(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop().filter(|f| f.is_dir()) {
        for entry in fs::read_dir(at)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

fn bytes(name: &str, doc: &str, files: &[PathBuf]) -> String {
    let list: Vec<String> = files.iter().map(|p| format!("include_bytes!({:?})", p.display().to_string())).collect();
    format!("/// {doc}\npub const {name}: &[&[u8]] = &[{}];\n", list.join(", "))
}

fn named(name: &str, doc: &str, files: &[PathBuf]) -> String {
    let entry = |p: &PathBuf| {
        let file = p.file_name().unwrap_or_default().to_string_lossy().into_owned();
        format!("({file:?}, include_str!({:?}))", p.display().to_string())
    };
    let list: Vec<String> = files.iter().map(entry).collect();
    format!("/// {doc}\npub const {name}: &[(&str, &str)] = &[{}];\n", list.join(", "))
}

fn text(name: &str, doc: &str, file: &Path) -> String {
    let content =
        if file.is_file() { format!("include_str!({:?})", file.display().to_string()) } else { "\"\"".into() };
    format!("/// {doc}\npub const {name}: &str = {content};\n")
}
