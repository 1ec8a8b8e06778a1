//! The binary `sanudo`: the library's functions, on files and terminals.
#![allow(clippy::print_stdout)]

mod args;
mod code;
mod engine;
mod eval;
mod explain;
mod failure;
mod find;
mod input;
mod lexicon;
mod manual;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod parse;
mod petrarch_gold;
mod progress;
mod rejects;
mod state;

use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = match Args::parse().command {
        Command::Code(args) => code::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Parse(args) => parse::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Man(args) => manual::man(&args),
        Command::Completions(args) => manual::completions(&args),
    };
    failure::exit(outcome)
}
