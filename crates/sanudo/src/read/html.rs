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

/// Reads the article of a page, unless its elements nest so deep that building their tree would take minutes.
pub(super) fn read(page: &str, max_depth: usize) -> Result<Draft, Error> {
    if let Some(line) = too_deep(page, max_depth) {
        let message = format!("the page nests more than {max_depth} elements");
        return Err(rejected("E307", line, message, "save the article as text, or allow more with --max-depth N"));
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

/// The line in which more than `max` elements are open, if there is one.
fn too_deep(page: &str, max: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = after(comment, "-->");
            continue;
        }
        let closing = rest.starts_with('/');
        let name: String = rest
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric())
            .take(16)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if name.is_empty() || SHALLOW.contains(&name.as_str()) {
            continue;
        }
        depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        if depth > max {
            let read = page.len() - rest.len();
            return Some(1 + page.get(..read).unwrap_or("").matches('\n').count());
        }
        if !closing && matches!(name.as_str(), "script" | "style" | "textarea" | "title") {
            rest = skip_raw(rest, &name);
            depth -= 1;
        }
    }
    None
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
