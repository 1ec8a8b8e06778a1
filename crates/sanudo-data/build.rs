//! Packs the lexicon's TOML into one JSON document, which loads in milliseconds, and lists the model and the gazetteer.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for folder in ["lexicon", "models/en", "gazetteer"] {
        println!("cargo:rerun-if-changed={}", root.join(folder).display());
    }
    fs::write(out.join("lexicon.json"), serde_json::to_vec(&lexicon(&root.join("lexicon"))?)?)?;
    let model = root.join("models/en");
    let source = [
        "/// The lexicon as JSON: `[[path, value], …]`, without examples.\n".to_owned(),
        "pub const LEXICON: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/lexicon.json\"));\n".into(),
        bytes("WEIGHTS", "The weights of the English model, in parts, in order.", &weights(&model, &out)?),
        text("SEGMENT", "The segmenter's language data.", &model.join("segment.toml")),
        text("LEMMAS", "The lemma table.", &model.join("lemmas.tsv")),
        named("GAZETTEER", "The files of the gazetteer: name and content, in order of names.", &gazetteer(&root)?),
    ];
    fs::write(out.join("data.rs"), source.concat())?;
    Ok(())
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
