//! What does a plain text say about itself? `Title: …` lines, or a block between `---` lines.

use super::{Draft, json, rejected};
use crate::diag::Error;

/// How many lines may be front matter.
const MOST: usize = 40;

/// A `---` block is cut off, for it is no part of the article; `Title: …` lines stay, so that the file is the text.
pub(super) fn read(text: String) -> Draft {
    let mut draft = Draft { line: 1, ..Draft::default() };
    if let Some(length) = fenced(&text) {
        for line in text.get(..length).unwrap_or("").lines() {
            field(&mut draft, line);
        }
        draft.line = 1 + text.get(..length).unwrap_or("").lines().count();
        draft.text = text.get(length..).unwrap_or("").to_owned();
        return draft;
    }
    for line in text.lines().take(MOST) {
        if !field(&mut draft, line) {
            break;
        }
    }
    draft.text = text;
    draft
}

/// Whether this is a table of articles, not one: its first line is a list of names of columns, two of them those of our fields.
pub(super) fn is_table(text: &str) -> bool {
    let first = text.lines().next().unwrap_or("");
    let is_name = |cell: &str| !cell.is_empty() && cell.chars().all(|c| c.is_alphanumeric() || c == '_');
    [',', ';', '\t'].iter().any(|separator| {
        let cells = || first.split(*separator).map(|c| c.trim_matches('"'));
        cells().all(is_name) && cells().filter(|c| json::is_known(c)).count() > 1
    })
}

pub(super) fn no_table() -> Error {
    let hint = "turn its rows into JSON Lines, one object an article; --from text reads it as one article all the same";
    rejected("E302", 1, "this is a table, not an article".into(), hint)
}

/// The length of a block between `---` lines, with the blank lines behind it.
fn fenced(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|l| l.trim_end() == "---")?;
    let mut length = first.len();
    let mut closed = false;
    for (number, line) in lines.enumerate() {
        match (closed, line.trim()) {
            (true, "") => {}
            (true, _) => return Some(length),
            (false, "---") => closed = true,
            (false, inner) if number > MOST || !(inner.is_empty() || is_yaml(line)) => return None,
            (false, _) => {}
        }
        length += line.len();
    }
    closed.then_some(length)
}

fn is_yaml(line: &str) -> bool {
    line.starts_with([' ', '\t', '#', '-']) || line.contains(':')
}

/// Takes the line's field, if it is one that we know.
fn field(draft: &mut Draft, line: &str) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let place = match name.trim().to_ascii_lowercase().as_str() {
        "title" | "headline" => &mut draft.title,
        "date" | "published" => &mut draft.published,
        "url" | "link" => &mut draft.url,
        "publisher" | "source" => &mut draft.publisher,
        "language" | "lang" => &mut draft.language,
        "id" => &mut draft.id,
        _ => return false,
    };
    let value = value.trim().trim_matches(['"', '\'']).trim();
    if place.is_none() && !value.is_empty() {
        *place = Some(value.to_owned());
    }
    true
}
