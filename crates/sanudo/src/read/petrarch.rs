//! Which articles does PETRARCH XML hold? The sentences of one story, which stand together, are one article.

use super::{Draft, Options, Reading, broken, rejected, too_long};
use crate::diag::Error;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, Read};

/// Reads stories one after the other.
#[derive(Debug, Default)]
pub(super) struct Stories {
    /// The first sentence of the story after.
    ahead: Option<Part>,
    /// What is wrong behind the story that was told last.
    failed: Option<Error>,
    line: usize,
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
    /// The next story.
    pub(super) fn next<R: BufRead>(&mut self, input: &mut R, options: &Options) -> Option<Result<Reading, Error>> {
        let mut story = match self.ahead.take() {
            Some(part) => part,
            None => match self.part(input, options)? {
                Ok(part) => part,
                Err(error) => return Some(Err(error)),
            },
        };
        while let Some(part) = self.part(input, options) {
            match part {
                Ok(next) if same_story(&story, &next) && story.draft.text.len() <= options.max_article => {
                    story.draft.text.push(' ');
                    story.draft.text.push_str(&next.draft.text);
                }
                Ok(next) => {
                    self.ahead = Some(next);
                    break;
                }
                // told after the story that was complete before it
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            }
        }
        Some(story.finish(options))
    }

    /// The next part; an error is the last thing that is told.
    fn part<R: BufRead>(&mut self, input: &mut R, options: &Options) -> Option<Result<Part, Error>> {
        if let Some(error) = self.failed.take() {
            return Some(Err(error));
        }
        if self.ended {
            return None;
        }
        let part = self.sentence(input, options.max_article).transpose();
        self.ended = !matches!(part, Some(Ok(_)));
        part
    }

    /// The next `<Sentence>` or `<Article>`, cut out of the stream and then parsed.
    fn sentence<R: BufRead>(&mut self, input: &mut R, limit: usize) -> Result<Option<Part>, Error> {
        // a sentence carries its parse tree, which is several times as long
        let limit = limit.saturating_mul(8);
        let mut piece = Vec::new();
        self.line = self.line.max(1);
        let mut start = self.line;
        loop {
            let mut chunk = Vec::new();
            let room = (limit + 1).saturating_sub(piece.len()) as u64;
            let read = input.by_ref().take(room).read_until(b'>', &mut chunk).map_err(|e| broken(self.line, &e))?;
            if read == 0 {
                return end(&piece, start);
            }
            self.line += chunk.iter().filter(|b| **b == b'\n').count();
            if piece.len() + chunk.len() > limit {
                return Err(too_long(start, limit / 8));
            }
            match tag(&chunk) {
                Some((true, name)) if is_item(name) => {
                    piece.clear();
                    start = self.line;
                    piece.extend_from_slice(&chunk);
                }
                Some((false, name)) if is_item(name) => {
                    piece.extend_from_slice(&chunk);
                    return parse(&piece, start).map(|draft| Some(Part { draft, sentence: name == b"Sentence" }));
                }
                _ if piece.is_empty() => {}
                _ => piece.extend_from_slice(&chunk),
            }
        }
    }
}

fn end(piece: &[u8], line: usize) -> Result<Option<Part>, Error> {
    if piece.trim_ascii().is_empty() {
        return Ok(None);
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

fn parse(piece: &[u8], line: usize) -> Result<Draft, Error> {
    let wrong = |message: String| {
        rejected(
            "E309",
            line,
            format!("no valid XML: {message}"),
            "check the file with xmllint; what came before is kept",
        )
    };
    let text = std::str::from_utf8(piece).map_err(|e| wrong(e.to_string()))?;
    let mut reader = Reader::from_str(text);
    let mut draft = Draft { line, ..Draft::default() };
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
