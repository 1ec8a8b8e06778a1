//! Which article stands on this page? Its text without menus, scripts and advertisements.

use super::{Draft, rejected};
use crate::diag::Error;
use dom_smoothie::{Config, Readability, TextMode};

/// Elements that HTML closes by itself, or that hold nothing: they do not make a page deep.
const SHALLOW: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li",
    "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "track", "wbr",
];

/// Reads the article of a page, unless it is built so that its tree would take minutes or gigabytes.
pub(super) fn read(page: &str, max_depth: usize) -> Result<Draft, Error> {
    if let Err((at, message)) = harmless(page, max_depth) {
        let line = 1 + page.get(..at).unwrap_or("").matches('\n').count();
        return Err(rejected("E307", line, message, "save the article as text; --max-depth N allows deeper pages"));
    }
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let article = Readability::new(page, None, Some(config)).and_then(|mut r| r.parse()).map_err(|e| {
        let message = format!("no article found on the page: {e}");
        rejected("E308", 1, message, "save the article's text and give that")
    })?;
    Ok(Draft {
        title: Some(article.title),
        url: article.url,
        publisher: article.site_name,
        language: article.lang.map(|l| l.chars().take_while(char::is_ascii_alphabetic).collect()),
        published: article.published_time,
        text: article.text_content.trim().to_owned(),
        line: 1,
        ..Draft::default()
    })
}

/// Pages with more elements are no articles.
const MOST_ELEMENTS: usize = 100_000;

/// A page with more `<` is no article: each costs the tree builder memory.
const MOST_TAGS: usize = 300_000;

/// A tag with more words is no article's either: attributes are compared with each other.
const MOST_ATTRIBUTES: usize = 5_000;

/// Whether a tree can be built of the page; else where and why not.
fn harmless(page: &str, max_depth: usize) -> Result<(), (usize, String)> {
    let (mut depth, mut tags) = (0usize, 0usize);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or("");
        let here = page.len() - rest.len();
        tags += 1;
        if tags > MOST_TAGS {
            return Err((here, format!("the page has more than {MOST_TAGS} tags")));
        }
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = after(comment, "-->");
            continue;
        }
        let tag = Tag::read(rest);
        if tag.attributes > MOST_ATTRIBUTES {
            return Err((here, format!("a tag has more than {MOST_ATTRIBUTES} attributes")));
        }
        depth = (depth + usize::from(tag.opens)).saturating_sub(usize::from(tag.closes));
        if depth > max_depth {
            return Err((here, format!("the page nests more than {max_depth} elements")));
        }
        rest = rest.get(tag.length..).unwrap_or("");
        if tag.opens && matches!(tag.name.as_str(), "script" | "style" | "textarea" | "title") {
            rest = skip_raw(rest, &tag.name);
            depth -= 1;
        }
    }
    Ok(())
}

/// What stands behind a `<`.
struct Tag {
    name: String,
    opens: bool,
    closes: bool,
    attributes: usize,
    /// Up to its `>`.
    length: usize,
}

impl Tag {
    fn read(text: &str) -> Tag {
        let closing = text.starts_with('/');
        let name: String = text
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(16)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let counts = !name.is_empty() && !SHALLOW.contains(&name.as_str());
        let (length, attributes) = if name.is_empty() { (0, 0) } else { attributes(text) };
        Tag { name, opens: counts && !closing, closes: counts && closing, attributes, length }
    }
}

/// How far a tag goes, and how many words are in it.
fn attributes(text: &str) -> (usize, usize) {
    let (mut count, mut quote, mut before) = (0, None, b' ');
    for (i, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(q), _) if q == byte => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (i, count),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'/') => count += 1,
            (None, b) if b.is_ascii_whitespace() => count += 1,
            (None, _) => {}
        }
        if quote.is_some() || !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    (text.len(), count)
}

/// Behind the end of an element whose content is no markup.
fn skip_raw<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = rest;
    while let Some(at) = from.find("</") {
        from = from.get(at + 2..).unwrap_or("");
        if from.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return from;
        }
    }
    ""
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).and_then(|at| text.get(at + end.len()..)).unwrap_or("")
}
