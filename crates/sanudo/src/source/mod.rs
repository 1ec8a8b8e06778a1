//! Who told whom? The chain of sources of an article, outermost first.

use crate::article::Article;
use crate::segment::{BlockKind, Segments};
use crate::text::Span;

/// A link of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// `publisher`, `agency`, `photo`, `document` or `person`.
    pub kind: &'static str,
    /// The name alone.
    pub name: String,
    /// The words that say so; absent for a publisher known from the carrier.
    pub span: Option<Span>,
}

/// Reads the chain off the article's data and its blocks.
pub fn chain(article: &Article, segments: &Segments) -> Vec<Source> {
    let publisher = article.publisher.iter().map(|name| Source { kind: "publisher", name: name.clone(), span: None });
    let blocks = segments.blocks.iter().filter_map(|block| {
        let text = block.span.of(&article.text);
        let kind = match block.kind {
            BlockKind::Photo => "photo",
            BlockKind::Source => "agency",
            BlockKind::Byline => "person",
            _ => return None,
        };
        let name = name_in(text);
        (!name.is_empty()).then(|| Source { kind, name: name.to_owned(), span: Some(block.span) })
    });
    publisher.chain(blocks).collect()
}

/// The name behind a label: "Photo: Russian Foreign Ministry", "Based on materials from TASS".
fn name_in(text: &str) -> &str {
    if let Some((_, name)) = text.split_once(": ") {
        return name.trim();
    }
    let starts_name = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let mut words = text.split_whitespace();
    // the first word of the line is upper case anyway: the name begins at the next one that is
    match words.by_ref().skip(1).find(starts_name) {
        Some(word) if text.split_whitespace().nth(1).is_some_and(|w| w.chars().all(|c| c.is_lowercase())) => {
            let at = text.find(word).unwrap_or(0);
            text[at..].trim()
        }
        _ => text.trim(),
    }
}
