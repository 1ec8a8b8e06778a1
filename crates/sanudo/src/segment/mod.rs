//! Where do blocks, sentences and words begin and end?

mod blocks;
pub mod rules;
mod sentences;
pub mod splits;
#[cfg(test)]
mod tests;
mod words;

use crate::article::Article;
use crate::model::Model;
use crate::text::Span;
use rules::Rules;
use sentences::Knows;
pub use sentences::by_rule;
use splits::Splits;

/// Cuts the article into blocks, sentences and words.
pub fn segment(article: &Article, model: &Model) -> Segments {
    cut(&article.text, &model.rules, &model.splits)
}

/// As [`segment()`], with all of the text read as prose: for treebanks and examples.
pub fn segment_plain(article: &Article, model: &Model) -> Segments {
    cut_plain(&article.text, &model.rules, &model.splits)
}

/// As [`segment()`], without a whole model; empty `splits` leave sentences to the rules.
pub fn cut(text: &str, rules: &Rules, splits: &Splits) -> Segments {
    let knows = Knows { rules, splits };
    let blocks = blocks::find(text, rules);
    let mut segments = Segments { blocks, ..Segments::default() };
    for (i, block) in segments.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_prose()) {
        let first = segments.tokens.len();
        words::split(text, block.span, rules, &mut segments.tokens);
        sentences::group(text, &segments.tokens, first, i as u32, knows, &mut segments.sentences);
    }
    segments
}

/// All of `text` as prose, whatever its lines look like, a blank line parting paragraphs: for treebanks and examples.
pub fn cut_plain(text: &str, rules: &Rules, splits: &Splits) -> Segments {
    let knows = Knows { rules, splits };
    let mut segments = Segments::default();
    let mut at = 0;
    for part in text.split("\n\n") {
        let (lead, trimmed) = (part.len() - part.trim_start().len(), part.trim());
        let span = Span::new(at + lead, at + lead + trimmed.len());
        at += part.len() + 2;
        if trimmed.is_empty() {
            continue;
        }
        let (block, first) = (segments.blocks.len() as u32, segments.tokens.len());
        segments.blocks.push(Block { kind: BlockKind::Body, span });
        words::split(text, span, rules, &mut segments.tokens);
        sentences::group(text, &segments.tokens, first, block, knows, &mut segments.sentences);
    }
    segments
}

/// The article cut up: blocks hold sentences, sentences hold words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segments {
    /// In text order; every non-blank line of the text belongs to exactly one block.
    pub blocks: Vec<Block>,
    /// In text order; only blocks that hold prose ([`BlockKind::is_prose`]) have sentences.
    pub sentences: Vec<Sentence>,
    /// In text order: the syntactic words of UD (`don't` is two, `Russia's` is two).
    pub tokens: Vec<Token>,
}

/// A paragraph or line with one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is for.
    pub kind: BlockKind,
    /// Without surrounding blanks.
    pub span: Span,
}

/// What a block of an article is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text: read for events.
    Body,
    /// A section heading; no full sentence.
    Heading,
    /// `MOSCOW, Nov 20 (Reuters) -` before the first sentence; the rest of that line is its own `Body` block.
    Dateline,
    /// `By Jane Doe`, `Office of the Spokesperson`, `Antony J. Blinken, Secretary of State`.
    Byline,
    /// `Photo: Russian Foreign Ministry`.
    Photo,
    /// `Based on materials from TASS`, `Source: …`, the publisher's own line at the end.
    Source,
    /// `Date: …`, `Tags: …`, `Friday, January 4, 2019`, `FOR IMMEDIATE RELEASE`, `See also: …`, `###`.
    FrontMatter,
}

impl BlockKind {
    /// Whether sentences of this block are read for events.
    pub fn is_prose(self) -> bool {
        self == BlockKind::Body
    }
}

/// A sentence: a span and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the first to the last word.
    pub span: Span,
    /// Index of the first word in [`Segments::tokens`].
    pub first: u32,
    /// One past the index of the last word.
    pub end: u32,
    /// Index into [`Segments::blocks`].
    pub block: u32,
}

impl Sentence {
    /// The indices of the sentence's words.
    pub fn words(&self) -> std::ops::Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// A syntactic word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its characters.
    pub span: Span,
    /// Whether it belongs to the same written word as the token before (`n't` after `do`).
    pub joined: bool,
}
