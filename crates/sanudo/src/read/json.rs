//! Which articles do JSON objects hold? One a line, or the objects of an array, under the names that people use.

use super::{Draft, Options, Reading, broken, decode, rejected, too_long};
use crate::diag::Error;
use serde_json::{Map, Value};
use std::io::BufRead;

/// Our name of a field, and the names that others give it; the first that is there counts.
const NAMES: &[(&str, &[&str])] = &[
    ("id", &["id", "article_id", "story_id", "doc_id", "docid", "orig_id", "mongoId", "_id", "guid"]),
    ("title", &["title", "headline"]),
    (
        "published",
        &[
            "published",
            "date",
            "pub_date",
            "pubDate",
            "published_at",
            "publishedAt",
            "date_published",
            "datePublished",
            "date_publish",
            "publication_date",
            "published_date",
            "seendate",
        ],
    ),
    ("publisher", &["publisher", "source", "publication", "outlet", "source_domain", "site_name"]),
    ("url", &["url", "link", "source_url"]),
    ("language", &["language", "lang"]),
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "article_text",
            "maintext",
            "articleBody",
            "full_text",
            "event_text",
            "story",
            "article",
        ],
    ),
];

/// Our names of the fields: what `--map` may give another name.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(name, _)| *name)
}

/// Whether somebody calls one of our fields so.
pub(super) fn is_known(name: &str) -> bool {
    NAMES.iter().any(|(_, names)| names.contains(&name))
}

/// Cuts a stream into its objects.
#[derive(Debug)]
pub(super) struct Splitter {
    by_line: bool,
    line: usize,
    ended: bool,
}

/// An object's bytes and the line it begins in.
type Piece = Result<(usize, Vec<u8>), Error>;

impl Splitter {
    /// One object a line.
    pub(super) fn lines() -> Self {
        Splitter { by_line: true, line: 0, ended: false }
    }

    /// An object, or an array of objects, over any number of lines.
    pub(super) fn values() -> Self {
        Splitter { by_line: false, line: 1, ended: false }
    }

    fn next<R: BufRead>(&mut self, input: &mut R, limit: usize) -> Option<Piece> {
        if self.ended {
            return None;
        }
        let piece = if self.by_line { self.next_line(input, limit) } else { self.next_value(input, limit) };
        piece.unwrap_or_else(|error| {
            self.ended = true;
            Some(Err(broken(self.line, &error)))
        })
    }

    fn next_line<R: BufRead>(&mut self, input: &mut R, limit: usize) -> std::io::Result<Option<Piece>> {
        loop {
            let mut bytes = Vec::new();
            let length = take_line(input, &mut bytes, limit)?;
            if length == 0 {
                self.ended = true;
                return Ok(None);
            }
            self.line += 1;
            if length > limit {
                return Ok(Some(Err(too_long(self.line, allowed(limit)))));
            }
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(Ok((self.line, bytes))));
            }
        }
    }

    fn next_value<R: BufRead>(&mut self, input: &mut R, limit: usize) -> std::io::Result<Option<Piece>> {
        let mut object = Object::default();
        loop {
            let chunk = input.fill_buf()?;
            if chunk.is_empty() {
                self.ended = true;
                return Ok((object.depth > 0).then(|| Err(half(object.start))));
            }
            let (used, outcome) = object.take(chunk, limit, &mut self.line);
            input.consume(used);
            match outcome {
                Step::More => {}
                Step::Done if object.length > limit => return Ok(Some(Err(too_long(object.start, allowed(limit))))),
                Step::Done => return Ok(Some(Ok((object.start, object.bytes)))),
                Step::Stray => {
                    self.ended = true;
                    return Ok(Some(Err(no_object(self.line))));
                }
            }
        }
    }
}

fn half(line: usize) -> Error {
    rejected("E305", line, "the JSON ends inside an object".into(), "complete the file; what came before is kept")
}

fn no_object(line: usize) -> Error {
    rejected("E305", line, "this is no JSON object".into(), "write objects with a `text`, one a line or in an array")
}

/// One escaped character of JSON takes six bytes at most, so a line may be this much longer than its text.
const ESCAPED: usize = 6;

/// For the fields that are not the text.
const OTHERS: usize = 64 << 10;

/// How long a line of an article with this text may be.
fn line_limit(article: usize) -> usize {
    article.saturating_mul(ESCAPED).saturating_add(OTHERS)
}

/// The other way round.
fn allowed(line: usize) -> usize {
    line.saturating_sub(OTHERS) / ESCAPED
}

/// Reads a line, keeping no more than `limit` bytes; its whole length.
fn take_line<R: BufRead>(input: &mut R, kept: &mut Vec<u8>, limit: usize) -> std::io::Result<usize> {
    let mut length = 0;
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            return Ok(length);
        }
        let end = chunk.iter().position(|b| *b == b'\n');
        let used = end.map_or(chunk.len(), |at| at + 1);
        let room = limit.saturating_sub(kept.len()).min(used);
        kept.extend_from_slice(chunk.get(..room).unwrap_or_default());
        input.consume(used);
        length += used;
        if end.is_some() {
            return Ok(length);
        }
    }
}

/// An object on its way.
#[derive(Default)]
struct Object {
    /// The line it begins in.
    start: usize,
    bytes: Vec<u8>,
    length: usize,
    depth: usize,
    quoted: bool,
    escaped: bool,
}

enum Step {
    More,
    Done,
    Stray,
}

impl Object {
    /// Takes bytes up to the object's end; how many, and what came of it.
    fn take(&mut self, chunk: &[u8], limit: usize, line: &mut usize) -> (usize, Step) {
        for (i, byte) in chunk.iter().enumerate() {
            if self.depth == 0 {
                self.start = *line;
            }
            *line += usize::from(*byte == b'\n');
            match self.step(*byte, limit) {
                Step::More => {}
                outcome => return (i + 1, outcome),
            }
        }
        (chunk.len(), Step::More)
    }

    fn step(&mut self, byte: u8, limit: usize) -> Step {
        if self.depth == 0 && byte != b'{' {
            let between = byte.is_ascii_whitespace() || matches!(byte, b'[' | b',' | b']' | 0xef | 0xbb | 0xbf);
            return if between { Step::More } else { Step::Stray };
        }
        self.length += 1;
        if self.length <= limit {
            self.bytes.push(byte);
        }
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.quoted => self.escaped = true,
            b'"' => self.quoted = !self.quoted,
            b'{' if !self.quoted => self.depth += 1,
            b'}' if !self.quoted => self.depth -= 1,
            _ => {}
        }
        if self.depth == 0 { Step::Done } else { Step::More }
    }
}

/// The next article.
pub(super) fn next<R: BufRead>(
    splitter: &mut Splitter,
    input: &mut R,
    options: &Options,
) -> Option<Result<Reading, Error>> {
    let limit = line_limit(options.max_article);
    let piece = splitter.next(input, limit)?;
    Some(piece.and_then(|(line, bytes)| {
        object(line, bytes, &options.map).and_then(|draft| draft.finish(options)).map_err(|mut error| {
            error.line = line;
            error
        })
    }))
}

fn object(line: usize, bytes: Vec<u8>, map: &[(String, String)]) -> Result<Draft, Error> {
    let (text, guessed) = decode::decode(bytes, None)?;
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = serde_json::from_str(text).map_err(|e| not_json(line, &e))?;
    let Value::Object(fields) = value else { return Err(no_object(line)) };
    let get = |name: &str| find(&fields, map, name).and_then(words);
    let Some(text) = get("text") else { return Err(no_text(line, &fields)) };
    Ok(Draft {
        id: get("id"),
        title: get("title"),
        url: get("url"),
        publisher: get("publisher"),
        language: get("language"),
        published: get("published"),
        text,
        line,
        guessed,
    })
}

fn find<'a>(fields: &'a Map<String, Value>, map: &[(String, String)], name: &str) -> Option<&'a Value> {
    if let Some((_, theirs)) = map.iter().find(|(ours, _)| ours == name) {
        return fields.get(theirs);
    }
    let names = NAMES.iter().find(|(ours, _)| *ours == name).map_or(&[][..], |(_, names)| *names);
    names.iter().filter_map(|n| fields.get(*n)).find(|v| !v.is_null())
}

/// A field's words: a string, a number, the paragraphs of a list, the `name` of an object.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => {
            let parts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            parts.map(|p| p.join("\n"))
        }
        Value::Object(inner) => inner.get("name").or_else(|| inner.get("$oid")).and_then(Value::as_str).map(Into::into),
        Value::Null | Value::Bool(_) => None,
    }
}

fn not_json(line: usize, error: &serde_json::Error) -> Error {
    let hint = "each line must be one JSON object; for other files give --from text|html|petrarch";
    rejected("E305", line, format!("no valid JSON: {error}"), hint)
}

fn no_text(line: usize, fields: &Map<String, Value>) -> Error {
    let there: Vec<&str> = fields.keys().map(String::as_str).take(12).collect();
    let message = format!("no field `text`; there are: {}", there.join(", "));
    rejected("E306", line, message, "say which field holds the text: --map text=FIELD")
}
