//! Trains the language model: treebanks in, `models/en/` out, the same bytes every time.
//!
//! `sanudo-train --config FILE` trains; with `--keep-network` only sentence starts and lemmas are learned anew, in seconds.
//! `sanudo-train --config FILE --parse TREEBANK` parses the raw text of a treebank with the trained model, and
//! `--parse-gold` its gold words, as CoNLL-U on standard output.

mod card;
mod conllu;
mod lemmas;
mod run;
mod score;
mod splits;
mod text;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words[..] {
        ["--config", config] => run::train(config),
        ["--config", config, "--keep-network"] => run::relearn(config),
        ["--config", config, "--parse", treebank] => run::parse(config, treebank, false),
        ["--config", config, "--parse-gold", treebank] => run::parse(config, treebank, true),
        _ => {
            Err("usage: sanudo-train --config FILE [--keep-network | --parse TREEBANK | --parse-gold TREEBANK]".into())
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
