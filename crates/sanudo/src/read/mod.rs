//! Which articles do these bytes hold? Plain text, JSON Lines, JSON, HTML pages and PETRARCH XML become [`Article`]s.
//!
//! Reading streams: never more than one article is held. An article that cannot be read is an [`Error`] with its line
//! and what to do about it, and the rest goes on.

mod date;
mod decode;
#[cfg(feature = "html")]
mod html;
mod json;
mod petrarch;
mod plain;
mod sniff;
mod wide;

pub use date::parse as parse_date;
pub use json::names as field_names;
pub use sniff::{Format, sniff};

use crate::article::Article;
use crate::diag::{Diagnostic, Error};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::io::{BufRead, Chain, Cursor, Read};
use wide::Wide;

/// What the carrier of articles may be asked to do differently.
#[derive(Clone, Debug)]
pub struct Options {
    /// Instead of looking at the content.
    pub format: Option<Format>,
    /// Names of JSON fields: (`published`, `date`) reads the date from `date`.
    pub map: Vec<(String, String)>,
    /// For articles that give no date of their own.
    pub published: Option<Date>,
    /// The longest text of an article, and the longest page, in bytes.
    pub max_article: usize,
    /// How deep the elements of a page may nest.
    pub max_depth: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { format: None, map: Vec::new(), published: None, max_article: 4 << 20, max_depth: 256 }
    }
}

/// An article as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Where it begins in its file, from 1.
    pub line: usize,
    /// What the reader should know: a date that is none, an encoding that was guessed.
    pub notes: Vec<Diagnostic>,
}

/// The articles of one input, in order. What cannot be read is an error and not the end, unless nothing follows.
#[derive(Debug)]
pub struct Articles<R> {
    input: Source<R>,
    options: Options,
    state: State,
}

/// The input with the bytes that were looked at, as UTF-8 where it is UTF-16.
#[derive(Debug)]
enum Source<R> {
    Bytes(Chain<Cursor<Vec<u8>>, R>),
    Wide(Wide<Chain<Cursor<Vec<u8>>, R>>),
}

impl<R: BufRead> Read for Source<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Source::Bytes(input) => input.read(buf),
            Source::Wide(input) => input.read(buf),
        }
    }
}

impl<R: BufRead> BufRead for Source<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        match self {
            Source::Bytes(input) => input.fill_buf(),
            Source::Wide(input) => input.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        match self {
            Source::Bytes(input) => input.consume(amount),
            Source::Wide(input) => input.consume(amount),
        }
    }
}

#[derive(Debug)]
enum State {
    Start(Format),
    Json(json::Splitter),
    Petrarch(Box<petrarch::Stories>),
    End,
}

/// How many bytes decide on the format. Few, so that a slow pipe is read as it comes.
const HEAD: usize = 2048;

/// Reads the articles of `input`, which must be unpacked already.
pub fn articles<R: BufRead>(mut input: R, options: &Options) -> Articles<R> {
    let mut head = Vec::new();
    while head.len() < HEAD {
        // an error here is seen again by whoever reads on
        let Ok(chunk) = input.fill_buf() else { break };
        let length = chunk.len();
        head.extend_from_slice(chunk);
        input.consume(length);
        if length == 0 {
            break;
        }
    }
    let (encoding, guess) = (wide::told(&head), sniff(&head));
    let bytes = Cursor::new(head).chain(input);
    let (input, guess) = match encoding {
        None => (Source::Bytes(bytes), guess),
        Some(encoding) => {
            let mut decoded = Wide::new(bytes, encoding);
            // an error here is seen again, too
            let guess = decoded.fill_buf().map_or(Format::Text, sniff);
            (Source::Wide(decoded), guess)
        }
    };
    Articles { input, options: options.clone(), state: State::Start(options.format.unwrap_or(guess)) }
}

impl<R: BufRead> Iterator for Articles<R> {
    type Item = Result<Reading, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let State::Start(format) = self.state {
            self.state = match format {
                Format::Text | Format::Html => State::End,
                Format::Jsonl => State::Json(json::Splitter::lines()),
                Format::Json => State::Json(json::Splitter::values()),
                Format::Petrarch => State::Petrarch(Box::default()),
            };
            if matches!(self.state, State::End) {
                return Some(self.whole(format));
            }
        }
        match &mut self.state {
            State::Json(splitter) => json::next(splitter, &mut self.input, &self.options),
            State::Petrarch(stories) => stories.next(&mut self.input, &self.options),
            State::Start(_) | State::End => None,
        }
    }
}

impl<R: BufRead> Articles<R> {
    /// An input that is one article.
    fn whole(&mut self, format: Format) -> Result<Reading, Error> {
        let limit = self.options.max_article;
        let mut bytes = Vec::new();
        self.input.by_ref().take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|e| broken(0, &e))?;
        if bytes.len() > limit {
            return Err(too_long(1, limit));
        }
        let label = if format == Format::Html { sniff::charset(&bytes) } else { None };
        let (text, guessed) = decode::decode(bytes, label)?;
        let mut draft = match format {
            Format::Html => page(&text, &self.options)?,
            // what was asked for is not doubted
            _ if self.options.format.is_none() && plain::is_table(&text) => return Err(plain::no_table()),
            _ => plain::read(text),
        };
        draft.guessed = guessed;
        draft.finish(&self.options)
    }
}

#[cfg(feature = "html")]
fn page(text: &str, options: &Options) -> Result<Draft, Error> {
    html::read(text, options.max_depth)
}

#[cfg(not(feature = "html"))]
fn page(_: &str, _: &Options) -> Result<Draft, Error> {
    Err(rejected("E308", 1, "this build does not read HTML".into(), "build with the feature `html`"))
}

/// What a reader found, before anything is concluded from it.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    id: Option<String>,
    title: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
    published: Option<String>,
    text: String,
    line: usize,
    guessed: Option<&'static str>,
}

impl Draft {
    fn finish(self, options: &Options) -> Result<Reading, Error> {
        let line = self.line.max(1);
        if self.text.trim().is_empty() {
            return Err(rejected("E301", line, "the article is empty".into(), "leave it out, or give it a text"));
        }
        if self.text.len() > options.max_article {
            return Err(too_long(line, options.max_article));
        }
        let mut notes: Vec<Diagnostic> = self.guessed.map(guessed_note).into_iter().collect();
        let published = self.date(options.published, &mut notes);
        let id = filled(self.id).unwrap_or_else(|| sha256(&self.text).chars().take(16).collect());
        let article = Article {
            id,
            title: filled(self.title),
            url: filled(self.url),
            publisher: filled(self.publisher),
            language: filled(self.language),
            published,
            text: self.text,
        };
        Ok(Reading { article, line, notes })
    }

    fn date(&self, otherwise: Option<Date>, notes: &mut Vec<Diagnostic>) -> Option<Date> {
        let given = self.published.as_deref().map(str::trim).filter(|d| !d.is_empty());
        let parsed = given.and_then(date::parse);
        if let (Some(given), None) = (given, parsed) {
            let shown: String = given.chars().take(40).collect();
            notes.push(note("W301", format!("`{shown}` is no date"), "write dates as 2023-11-20"));
        }
        let published = parsed.or(otherwise);
        if published.is_none() {
            let hint = "give `published` with the article, or --published DATE for all";
            notes.push(note("W302", "no date of publication: relative dates stay open".into(), hint));
        }
        published
    }
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

fn guessed_note(encoding: &'static str) -> Diagnostic {
    note("W303", format!("not UTF-8; read as {encoding}"), "convert the file to UTF-8 if characters look wrong")
}

fn note(code: &str, message: String, hint: &str) -> Diagnostic {
    Diagnostic { code: code.into(), message, span: None, hint: Some(hint.into()) }
}

fn rejected(code: &'static str, line: usize, message: String, hint: &str) -> Error {
    Error { code, file: String::new(), line, message, hint: hint.into() }
}

fn too_long(line: usize, limit: usize) -> Error {
    let hint = "split it, or allow more with --max-article BYTES";
    rejected("E304", line, format!("the article is longer than {limit} bytes"), hint)
}

fn broken(line: usize, error: &std::io::Error) -> Error {
    rejected("E311", line, format!("the input cannot be read on: {error}"), "check the file; what came before is kept")
}

/// The SHA-256 of a text, in hexadecimal.
pub fn sha256(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests;
