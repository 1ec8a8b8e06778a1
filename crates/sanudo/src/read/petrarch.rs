//! Which articles does PETRARCH XML hold? The sentences of one story, which stand together, are one article.

use super::{Draft, Options, Reading, broken, decode, rejected, too_long};
use crate::diag::Error;
use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::collections::VecDeque;
use std::io::{BufRead, Read};

/// Reads stories one after the other.
#[derive(Debug, Default)]
pub(super) struct Stories {
    /// The first sentence of the story after.
    ahead: Option<Part>,
    /// What is wrong inside and behind the story that was told last.
    failed: VecDeque<Error>,
    line: usize,
    /// The encoding that the file names.
    encoding: Option<&'static Encoding>,
    ended: bool,
}

/// One element of the file.
#[derive(Debug)]
struct Part {
    draft: Draft,
    /// A `<Sentence>`, which is part of a story; an `<Article>` is all of it.
    sentence: bool,
}

impl Part {
    fn finish(mut self, options: &Options) -> Result<Reading, Error> {
        if self.sentence {
            self.draft.id = self.draft.id.map(|id| story_id(&id).to_owned());
        }
        self.draft.finish(options)
    }
}

impl Stories {
    /// The next story. What is wrong with one of its sentences is told behind it.
    pub(super) fn next<R: BufRead>(&mut self, input: &mut R, options: &Options) -> Option<Result<Reading, Error>> {
        if let Some(error) = self.failed.pop_front() {
            return Some(Err(error));
        }
        let mut story = match self.ahead.take() {
            Some(part) => part,
            None => match self.part(input, options)? {
                Ok(part) => part,
                Err(error) => return Some(Err(error)),
            },
        };
        while self.failed.len() < MOST_FAILED {
            let Some(part) = self.part(input, options) else { break };
            match part {
                Ok(next) if same_story(&story, &next) && story.draft.text.len() <= options.max_article => {
                    story.draft.text.push(' ');
                    story.draft.text.push_str(&next.draft.text);
                }
                Ok(next) => {
                    self.ahead = Some(next);
                    break;
                }
                Err(error) => self.failed.push_back(error),
            }
        }
        Some(story.finish(options))
    }

    /// The next part, or why one cannot be read.
    fn part<R: BufRead>(&mut self, input: &mut R, options: &Options) -> Option<Result<Part, Error>> {
        if self.ended {
            return None;
        }
        let limit = options.max_article;
        let piece = self.piece(input, limit).and_then(|piece| match piece {
            Piece::End => Ok(None),
            Piece::Long(line) => Err(too_long(line, limit)),
            Piece::Whole { bytes, line, sentence } => {
                parse(bytes, line, self.encoding).map(|draft| Some(Part { draft, sentence }))
            }
        });
        piece.transpose()
    }

    /// The next `<Sentence>` or `<Article>`, cut out of the stream.
    fn piece<R: BufRead>(&mut self, input: &mut R, limit: usize) -> Result<Piece, Error> {
        // a sentence carries its parse tree, which is several times as long
        let limit = limit.saturating_mul(8);
        let (mut piece, mut length) = (Vec::new(), 0usize);
        self.line = self.line.max(1);
        let mut start = self.line;
        loop {
            let mut chunk = Vec::new();
            let read = take(input, &mut chunk, limit).map_err(|e| {
                self.ended = true;
                broken(self.line, &e)
            })?;
            if read == 0 {
                self.ended = true;
                return end(&piece, start);
            }
            self.line += chunk.iter().filter(|b| **b == b'\n').count();
            self.encoding = self.encoding.or_else(|| declared(&chunk));
            match tag(&chunk) {
                Some((true, name)) if is_item(name) => {
                    (start, length) = (self.line, read);
                    piece = chunk;
                }
                Some((false, name)) if is_item(name) && length + read > limit => return Ok(Piece::Long(start)),
                Some((false, name)) if is_item(name) => {
                    let sentence = name == b"Sentence";
                    piece.extend_from_slice(&chunk);
                    return Ok(Piece::Whole { bytes: piece, line: start, sentence });
                }
                _ if piece.is_empty() => {}
                _ => {
                    length += read;
                    let fits = Some(chunk).filter(|_| length <= limit);
                    piece.extend(fits.into_iter().flatten());
                }
            }
        }
    }
}

/// Errors held back while a story goes on: a file of nothing else must not fill the memory.
const MOST_FAILED: usize = 64;

/// What was cut out of the stream.
enum Piece {
    End,
    /// Longer than allowed; where it begins.
    Long(usize),
    Whole {
        bytes: Vec<u8>,
        line: usize,
        sentence: bool,
    },
}

/// Reads up to a `>`, keeping the first and the last bytes of what is longer than `limit`; the whole length.
fn take<R: BufRead>(input: &mut R, chunk: &mut Vec<u8>, limit: usize) -> std::io::Result<usize> {
    let mut length = 0;
    loop {
        let read = input.by_ref().take(64 << 10).read_until(b'>', chunk)?;
        length += read;
        if read == 0 || chunk.ends_with(b">") {
            return Ok(length);
        }
        if chunk.len() > limit {
            let tail = chunk.len() - 64;
            chunk.copy_within(tail.., 64);
            chunk.truncate(128);
        }
    }
}

/// The encoding that `<?xml … encoding="…"?>` names.
fn declared(chunk: &[u8]) -> Option<&'static Encoding> {
    let start = chunk.windows(5).position(|w| w == b"<?xml")?;
    let chunk = chunk.get(start..)?;
    let at = chunk.windows(9).position(|w| w == b"encoding=")? + 9;
    let label: Vec<u8> = chunk.get(at + 1..)?.iter().copied().take_while(|b| !matches!(b, b'"' | b'\'')).collect();
    // UTF-16 that is declared has been decoded before
    Encoding::for_label(&label).filter(|e| e.is_ascii_compatible())
}

fn end(piece: &[u8], line: usize) -> Result<Piece, Error> {
    if piece.trim_ascii().is_empty() {
        return Ok(Piece::End);
    }
    Err(rejected("E309", line, "the XML ends inside a sentence".into(), "complete the file; what came before is kept"))
}

/// Whether the tag at the end of `chunk` opens (true) or closes, and its name.
fn tag(chunk: &[u8]) -> Option<(bool, &[u8])> {
    let at = chunk.iter().rposition(|b| *b == b'<')?;
    let inner = chunk.get(at + 1..)?;
    let (opens, inner) = inner.strip_prefix(b"/").map_or((true, inner), |rest| (false, rest));
    let length = inner.iter().position(|b| !b.is_ascii_alphanumeric())?;
    Some((opens, inner.get(..length)?))
}

fn is_item(name: &[u8]) -> bool {
    matches!(name, b"Sentence" | b"Article")
}

fn parse(piece: Vec<u8>, line: usize, encoding: Option<&'static Encoding>) -> Result<Draft, Error> {
    let wrong = |message: String| {
        rejected("E309", line, format!("no valid XML: {message}"), "check the file with xmllint; the rest goes on")
    };
    let (text, guessed) = decode::decode(piece, encoding).map_err(|error| Error { line, ..error })?;
    let mut reader = Reader::from_str(&text);
    // "Peru & Chile", as many files have it
    reader.config_mut().allow_dangling_amp = true;
    let mut draft = Draft { line, guessed, ..Draft::default() };
    let mut inside = false;
    loop {
        match reader.read_event().map_err(|e| wrong(e.to_string()))? {
            Event::Start(start) if is_item(start.name().as_ref().as_bytes()) => attributes(&mut draft, &start),
            Event::Start(start) if start.name().as_ref() == "Text" => inside = true,
            Event::End(end) if end.name().as_ref() == "Text" => inside = false,
            Event::Text(words) if inside => draft.text.push_str(&words.xml10_content()),
            Event::CData(words) if inside => draft.text.push_str(&words.xml10_content()),
            Event::GeneralRef(name) if inside => {
                let whole = format!("&{};", name.xml10_content());
                draft.text.push_str(&unescape(&whole).map_err(|e| wrong(e.to_string()))?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    // lines are broken anywhere, as the XML was laid out
    draft.text = draft.text.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(draft)
}

fn attributes(draft: &mut Draft, start: &BytesStart<'_>) {
    for attribute in start.attributes().flatten() {
        let value = unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), |v| v.into_owned());
        let place = match attribute.key.as_ref() {
            "date" => &mut draft.published,
            "id" => &mut draft.id,
            "mongoId" if draft.id.is_none() => &mut draft.id,
            "source" => &mut draft.publisher,
            "url" => &mut draft.url,
            _ => continue,
        };
        *place = Some(value);
    }
}

/// `STORY_3` is the third sentence of `STORY`.
fn story_id(id: &str) -> &str {
    match id.rsplit_once('_') {
        Some((story, number)) if !story.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => story,
        _ => id,
    }
}

fn same_story(first: &Part, next: &Part) -> bool {
    match (&first.draft.id, &next.draft.id) {
        (Some(a), Some(b)) => first.sentence && next.sentence && story_id(a) == story_id(b) && a != b,
        _ => false,
    }
}
