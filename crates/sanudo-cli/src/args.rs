//! What can be asked on the command line? The manual and the completions are made from here, too.

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use sanudo::record::export;
use std::path::PathBuf;

/// Reads news articles and writes a structured, sourced record of politics.
#[derive(Debug, Parser)]
#[command(name = "sanudo", version, about, after_help = EXIT)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT: &str = "Exit codes: 0 all done, 1 done with rejects, 2 wrong usage or input/output error, 130 interrupted.\n\
    Start with:  echo 'The presidents of Chile and Peru met in Lima on Monday.' | sanudo code --format table";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Code articles into records of events, meetings and statements.
    Code(CodeArgs),
    /// Show why something was coded, or why it was not.
    Explain(ExplainArgs),
    /// Segment, tag and parse articles; write CoNLL-U.
    Parse(ParseArgs),
    /// Check, test and search the lexicon.
    Lexicon(LexiconArgs),
    /// Score against gold sets.
    Eval(EvalArgs),
    /// Write the manual page.
    Man(ManArgs),
    /// Write the completions of a shell.
    Completions(CompletionsArgs),
}

const CODE: &str = "Examples:
  sanudo code article.txt                               a table on the terminal
  sanudo code --published 2023-11-20 --format json --text article.txt
  sanudo code news/ -o events.parquet --rejects rejects.jsonl
  sanudo code big.jsonl.zst -o events.csv --state run/  can be stopped and started again
  sanudo code --map published=date,text=body dump.jsonl | jq .events
  sanudo code --actors my.actors.txt --actors my.agents.txt news/   with your own PETRARCH or TABARI dictionaries

Input: plain text (one article a file; `Title: …` and `Date: …` lines or a `---` block give its data), JSON Lines and
JSON, HTML pages, PETRARCH XML; each also .gz or .zst. The format is told from the content. Folders are walked in order.
A table on a terminal, JSON Lines in a pipe, and with -o what the name ends in.";

/// Arguments of `sanudo code`.
#[derive(Debug, ClapArgs)]
#[command(after_help = CODE)]
pub struct CodeArgs {
    /// Files or folders; `-` or nothing is standard input.
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Where to write; written under another name until it is complete.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// What to write.
    #[arg(short, long)]
    pub format: Option<OutputFormat>,
    /// Write the articles' texts, too (json, jsonl).
    #[arg(long)]
    pub text: bool,
    /// Write acts that are only the content of others, too.
    #[arg(long)]
    pub nested: bool,
    /// Write what was left out, each with the reason (json, jsonl).
    #[arg(long)]
    pub uncoded: bool,
    /// One row for each pair of parties (csv, tsv, parquet, polecat).
    #[arg(long)]
    pub expand: Option<Expansion>,
    /// What language the articles are in: those in another one are not coded, and say so.
    #[arg(long, value_name = "LANGUAGE", default_value = "auto")]
    pub language: Language,
    #[command(flatten)]
    pub overlay: OverlayArgs,
    /// How many articles to code at a time; the output is the same. 0: one a core.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
    /// Keep the progress in this folder, so that the same command goes on where it stopped; needs -o.
    #[arg(long, value_name = "DIR", requires = "output")]
    pub state: Option<PathBuf>,
    /// Write articles that could not be read to this file, as JSON Lines.
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
}

/// What is laid over the built-in lexicon.
#[derive(Debug, Default, ClapArgs)]
pub struct OverlayArgs {
    /// Lay this folder over the built-in lexicon: its files replace ours of the same name.
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Your own actors: TOML as in lexicon/README.md, or an actor or agent dictionary of PETRARCH or TABARI as it is. May be given again.
    #[arg(long, value_name = "FILE")]
    pub actors: Vec<PathBuf>,
    /// Leave out the entries of dictionaries that are wrong, say so, and go on.
    #[arg(long, requires = "actors")]
    pub skip_bad_actors: bool,
}

/// How articles are read.
#[derive(Debug, ClapArgs)]
pub struct ReadingArgs {
    /// The input's format, instead of looking at its content.
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<InputFormat>,
    /// Names of JSON fields: id, title, published, publisher, url, language, text.
    #[arg(long, value_name = "OURS=THEIRS", value_delimiter = ',')]
    pub map: Vec<String>,
    /// Date of publication of articles that give none; relative dates are read from it.
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// Reject longer articles and pages.
    #[arg(long, value_name = "BYTES", default_value_t = 4 << 20)]
    pub max_article: usize,
    /// Reject pages whose elements nest deeper.
    #[arg(long, value_name = "N", default_value_t = 256)]
    pub max_depth: usize,
    /// Stop reading a compressed file that unpacks to more.
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 30)]
    pub max_unpacked: u64,
    /// Stop reading a compressed file that unpacks to more than N times its size (looked at from 16 MiB on).
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub max_ratio: u64,
}

/// Input formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// One article of plain text a file.
    Text,
    /// One JSON object a line.
    Jsonl,
    /// A JSON object, or an array of them.
    Json,
    /// A web page.
    Html,
    /// PETRARCH XML.
    Petrarch,
}

/// Output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Pretty: one object for one article, else an array.
    Json,
    /// One record a line.
    Jsonl,
    /// For reading.
    Table,
    /// One row an event.
    Csv,
    /// One row an event, separated by tabs.
    Tsv,
    /// One row an event, with real lists.
    #[cfg(feature = "parquet")]
    Parquet,
    /// POLECAT's 40 columns (TSV).
    Polecat,
    /// ICEWS's 20 columns, a row a dyad (TSV).
    Icews,
    /// Phoenix's 26 columns, a row a dyad (TSV without names).
    Phoenix,
    /// GDELT 2.0's 61 columns, a row a dyad (TSV without names).
    Gdelt,
    /// PLOVER's own JSON, one event a line.
    Plover,
}

impl OutputFormat {
    /// The data set whose form this is.
    pub fn export(self) -> Option<export::Format> {
        match self {
            OutputFormat::Polecat => Some(export::Format::Polecat),
            OutputFormat::Icews => Some(export::Format::Icews),
            OutputFormat::Phoenix => Some(export::Format::Phoenix),
            OutputFormat::Gdelt => Some(export::Format::Gdelt),
            OutputFormat::Plover => Some(export::Format::Plover),
            _ => None,
        }
    }
}

/// Languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Each as its words say; read as English where they say too little.
    Auto,
    /// English, whatever it looks like.
    En,
}

/// What rows are expanded to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Expansion {
    /// Pairs of parties.
    Dyads,
}

const EXPLAIN: &str = "Examples:
  sanudo explain \"Chad expelled two French diplomats.\"
  sanudo explain article.txt --event 0
  sanudo explain article.txt --uncoded";

/// Arguments of `sanudo explain`.
#[derive(Debug, ClapArgs)]
#[command(after_help = EXPLAIN)]
pub struct ExplainArgs {
    /// A sentence, or a file; `-` is standard input.
    pub text: String,
    /// Only the sentence of this event, counted from 0.
    #[arg(long, value_name = "N")]
    pub event: Option<usize>,
    /// Only what was left out.
    #[arg(long)]
    pub uncoded: bool,
    #[command(flatten)]
    pub overlay: OverlayArgs,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// Arguments of `sanudo parse`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  sanudo parse article.txt > article.conllu")]
pub struct ParseArgs {
    /// Files or folders; `-` or nothing is standard input.
    pub inputs: Vec<PathBuf>,
    /// Read every line as prose, also headings and bylines; a blank line parts paragraphs.
    #[arg(long)]
    pub plain: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

const EVAL: &str = "Examples:
  sanudo eval gold/dev/sentences.jsonl                                       sentences: type, source, target
  sanudo eval gold/dev/gold.jsonl --articles gold/dev/articles.jsonl         annotated articles
  sanudo eval validation.xml                                                 PETRARCH validation file
  sanudo eval --check gold/scores.csv                                        all committed scores hold";

/// Arguments of `sanudo eval`.
#[derive(Debug, ClapArgs)]
#[command(after_help = EVAL)]
pub struct EvalArgs {
    /// The gold set.
    pub gold: Option<PathBuf>,
    /// The articles that the gold set annotates.
    #[arg(long, value_name = "FILE")]
    pub articles: Option<PathBuf>,
    /// Compare with the committed scores; fail where one is below its floor.
    #[arg(long, value_name = "CSV")]
    pub check: Option<PathBuf>,
    /// Judge the events of all sets of a table of scores by the confidence they were given.
    #[arg(long, value_name = "CSV", conflicts_with = "check")]
    pub reliability: Option<PathBuf>,
    /// With --reliability: draw it, too (SVG).
    #[arg(long, value_name = "FILE", requires = "reliability")]
    pub plot: Option<PathBuf>,
    /// With --check: write today's values into the table.
    #[arg(long, requires = "check")]
    pub update: bool,
    #[command(flatten)]
    pub overlay: OverlayArgs,
}

const LEXICON: &str = "Examples:
  sanudo lexicon check                 the folder lexicon/ here, or the built-in lexicon
  sanudo lexicon test condemn          the examples of verbs/condemn.toml
  sanudo lexicon where \"Al-Sabah\"      entries with their offices and dates, and all files that know the word
  sanudo lexicon where Serbia          its codes by date, too
  sanudo lexicon check --actors my.actors.txt";

/// Arguments of `sanudo lexicon`.
#[derive(Debug, ClapArgs)]
#[command(after_help = LEXICON)]
pub struct LexiconArgs {
    #[command(subcommand)]
    pub command: LexiconCommand,
    /// The folder to work on; `lexicon` where there is one.
    #[arg(long, value_name = "DIR", global = true)]
    pub lexicon: Option<PathBuf>,
    /// Your own actors: TOML as in lexicon/README.md, or an actor or agent dictionary of PETRARCH or TABARI as it is. May be given again.
    #[arg(long, value_name = "FILE", global = true)]
    pub actors: Vec<PathBuf>,
}

/// What to do with the lexicon.
#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Read everything and report all mistakes.
    Check,
    /// Run the examples.
    Test {
        /// Only files whose name holds this.
        name: Option<String>,
    },
    /// Find who and what a word or name means: entries, offices, dates, codes of countries, and the files that know it.
    Where {
        /// The word or phrase.
        word: String,
    },
}

/// Arguments of `sanudo man`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  sanudo man | man -l -\n  sanudo man --dir /usr/local/share/man/man1")]
pub struct ManArgs {
    /// Write the pages of all commands into this folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// Arguments of `sanudo completions`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  sanudo completions bash > /etc/bash_completion.d/sanudo")]
pub struct CompletionsArgs {
    /// The shell.
    pub shell: Shell,
}
