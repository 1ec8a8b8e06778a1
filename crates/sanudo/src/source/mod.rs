//! Who told whom? The chain of sources of an article, outermost first.

mod inside;

use crate::article::Article;
use crate::event::Scene;
use crate::lexicon::talk::SourceCues;
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

/// How far out a kind of source stands: who publishes tells what an agency told of what a paper said.
fn rank(kind: &str) -> usize {
    ["publisher", "agency", "document", "person", "photo"].iter().position(|k| *k == kind).unwrap_or(0)
}

/// Reads the chain off the article's data, its blocks and its running text.
pub(crate) fn chain(article: &Article, segments: &Segments, scene: &Scene) -> Vec<Source> {
    let publisher = article.publisher.iter().map(|name| Source { kind: "publisher", name: name.clone(), span: None });
    let mut found: Vec<Source> = publisher.collect();
    let outlets = outlets(&article.text, scene);
    for block in &segments.blocks {
        of_block(article, &scene.lexicon.cues.sources, (block.kind, block.span), &outlets, &mut found);
    }
    inside::find(article, scene, &outlets, &mut found);
    found.sort_by_key(|s| (rank(s.kind), s.span.map_or(0, |s| s.start)));
    let mut chain: Vec<Source> = Vec::with_capacity(found.len());
    for source in found {
        if !chain.iter().any(|c| c.kind == source.kind && c.name.eq_ignore_ascii_case(&source.name)) {
            chain.push(source);
        }
    }
    chain
}

/// Every known outlet of the text: where its name stands, and which it is.
fn outlets<'l>(text: &str, scene: &Scene<'l>) -> Vec<(Span, &'l str)> {
    let known = &scene.lexicon.cues.sources;
    let mut found: Vec<(Span, &str)> = Vec::new();
    let mut inside = false;
    let mut free = 0;
    for (at, c) in text.char_indices() {
        let starts = !inside && c.is_alphabetic() && at >= free;
        inside = c.is_alphanumeric();
        if !starts {
            continue;
        }
        if let Some((written, name)) = known.outlet_at(&text[at..]) {
            free = at + written;
            found.push((Span::new(at, free), name));
        }
    }
    found
}

fn of_block(
    article: &Article,
    cues: &SourceCues,
    (kind, span): (BlockKind, Span),
    outlets: &[(Span, &str)],
    found: &mut Vec<Source>,
) {
    let text = span.of(&article.text);
    let named = outlets.iter().filter(|(s, _)| s.start >= span.start && s.end <= span.end);
    let before = found.len();
    match kind {
        BlockKind::Dateline | BlockKind::Source => {
            found.extend(named.map(|(s, _)| Source {
                kind: "agency",
                name: s.of(&article.text).to_owned(),
                span: Some(if kind == BlockKind::Source { span } else { *s }),
            }));
            if found.len() > before || kind == BlockKind::Dateline {
                return;
            }
        }
        BlockKind::Photo | BlockKind::Byline => {}
        _ => return,
    }
    let kind = match kind {
        BlockKind::Photo => "photo",
        BlockKind::Byline if !is_body(cues, text) => "person",
        _ => "agency",
    };
    let name = cues.name_in(text);
    if !name.is_empty() {
        found.push(Source { kind, name: name.to_owned(), span: Some(span) });
    }
}

/// "Office of the Spokesperson".
fn is_body(cues: &SourceCues, line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or("");
    cues.words.bodies.contains(&first.to_lowercase())
}
