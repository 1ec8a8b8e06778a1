//! Packs the lexicon's TOML into one JSON document, which loads in milliseconds, and lists the weights.

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
    fs::write(out.join("weights.rs"), weights(&root.join("models/en"))?)?;
    Ok(())
}

/// `[[path, value], …]` in order of paths, examples left out.
fn lexicon(folder: &Path) -> Result<Vec<(String, serde_json::Value)>, Box<dyn Error>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut packed = Vec::new();
    for path in files {
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

/// The parts of the weights as an array of `include_bytes!`, in order.
fn weights(folder: &Path) -> Result<String, Box<dyn Error>> {
    let folder = fs::canonicalize(folder)?;
    let mut parts: Vec<PathBuf> = fs::read_dir(&folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    parts.retain(|p| p.extension().is_some_and(|e| e == "bin"));
    parts.sort();
    let list: Vec<String> = parts.iter().map(|p| format!("include_bytes!({:?})", p.display().to_string())).collect();
    Ok(format!("&[{}]", list.join(", ")))
}
