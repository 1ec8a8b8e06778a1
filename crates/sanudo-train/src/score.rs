//! Scores a model on gold words: parts of speech, heads, relations without subtypes.

use crate::conllu::Tree;
use sanudo::article::Article;
use sanudo::model::Model;
use sanudo::segment::{Segments, Sentence, Token};
use sanudo::text::Span;

/// Counts of right answers.
#[derive(Debug, Default)]
pub struct Score {
    /// Words.
    pub words: usize,
    /// Right parts of speech.
    pub upos: usize,
    /// Right lemmas, case aside.
    pub lemma: usize,
    /// Right heads.
    pub heads: usize,
    /// Right heads with the right relation.
    pub arcs: usize,
}

/// The score of one seed's model on one set.
#[derive(Debug)]
pub struct Scored {
    /// The treebank's file.
    pub set: String,
    /// The student's seed.
    pub seed: u64,
    /// The score.
    pub score: Score,
}

/// Scores the model on trees.
pub fn gold_words(trees: &[Tree], model: &Model) -> Score {
    let (article, segments) = gold_document(trees);
    let parsed = sanudo::parse::parse(&article, &segments, model);
    let mut score = Score::default();
    let main = |name: &'static str| name.split(':').next().unwrap_or(name);
    for (tree, sentence) in trees.iter().zip(&parsed.sentences) {
        for (i, gold) in tree.words.iter().enumerate() {
            let own = sentence.first as usize + i;
            let word = &parsed.words[own];
            let head = if gold.head == tree.words.len() { own } else { sentence.first as usize + gold.head };
            let right = word.head as usize == head;
            score.words += 1;
            score.upos += usize::from(word.upos == gold.upos);
            score.lemma += usize::from(parsed.lemma(own).to_lowercase() == gold.lemma.to_lowercase());
            score.heads += usize::from(right);
            score.arcs += usize::from(right && main(word.deprel.name()) == main(gold.deprel.name()));
        }
    }
    score
}

/// Trees as an article with their gold words and sentences.
pub fn gold_document(trees: &[Tree]) -> (Article, Segments) {
    let mut text = String::new();
    let mut segments = Segments::default();
    for tree in trees {
        let first = segments.tokens.len();
        for word in &tree.words {
            if !word.joined && !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(&word.form);
            segments.tokens.push(Token { span: Span::new(start, text.len()), joined: word.joined });
        }
        let span = segments.tokens[first].span.cover(segments.tokens[segments.tokens.len() - 1].span);
        segments.sentences.push(Sentence { span, first: first as u32, end: segments.tokens.len() as u32, block: 0 });
    }
    (Article { text, ..Article::default() }, segments)
}
