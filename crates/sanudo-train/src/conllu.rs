//! Reads treebanks in CoNLL-U.

use sanudo::parse::{Deprel, Feats, Upos};

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Its words.
    pub words: Vec<Word>,
    /// The text as written.
    pub text: String,
    /// Whether a document begins here.
    pub new_doc: bool,
    /// Whether a paragraph begins here.
    pub new_paragraph: bool,
}

/// A word with its gold annotation.
#[derive(Clone, Debug)]
pub struct Word {
    /// As written.
    pub form: String,
    /// Its lemma.
    pub lemma: String,
    /// Part of speech.
    pub upos: Upos,
    /// Morphology.
    pub feats: Feats,
    /// 0-based head; the number of words for the root.
    pub head: usize,
    /// Relation.
    pub deprel: Deprel,
    /// Whether it belongs to the written word before.
    pub joined: bool,
}

/// Reads all sentences of a file's text.
pub fn read(text: &str) -> Vec<Tree> {
    text.split("\n\n").filter_map(tree).collect()
}

fn tree(block: &str) -> Option<Tree> {
    let mut tree = Tree::default();
    let mut range = (0, 0);
    for line in block.lines() {
        if let Some(text) = line.strip_prefix("# text = ") {
            tree.text = text.to_owned();
        }
        tree.new_doc |= line.starts_with("# newdoc");
        tree.new_paragraph |= line.starts_with("# newpar id") || line == "# newpar";
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() != 10 || columns[0].contains('.') {
            continue;
        }
        if let Some((from, to)) = columns[0].split_once('-') {
            range = (from.parse().ok()?, to.parse().ok()?);
            continue;
        }
        let id: usize = columns[0].parse().ok()?;
        tree.words.push(word(&columns, id > range.0 && id <= range.1)?);
    }
    let len = tree.words.len();
    for word in &mut tree.words {
        word.head = word.head.checked_sub(1).unwrap_or(len);
    }
    (len > 0).then_some(tree)
}

fn word(columns: &[&str], joined: bool) -> Option<Word> {
    let deprel = Deprel::from_name(columns[7])
        .or_else(|| Deprel::from_name(columns[7].split(':').next()?))
        .unwrap_or(Deprel::Dep);
    Some(Word {
        form: columns[1].to_owned(),
        lemma: columns[2].to_owned(),
        upos: Upos::from_name(columns[3])?,
        feats: feats(columns[5]),
        head: columns[6].parse().ok()?,
        deprel,
        joined,
    })
}

fn feats(column: &str) -> Feats {
    let bit = |pair: &str| match pair {
        "VerbForm=Fin" => Feats::FINITE,
        "VerbForm=Inf" => Feats::INFINITIVE,
        "VerbForm=Part" => Feats::PARTICIPLE,
        "VerbForm=Ger" => Feats::GERUND,
        "Tense=Past" => Feats::PAST,
        "Tense=Pres" => Feats::PRESENT,
        "Number=Plur" => Feats::PLURAL,
        "Voice=Pass" => Feats::PASSIVE,
        "Mood=Imp" => Feats::IMPERATIVE,
        "Degree=Cmp" | "Degree=Sup" => Feats::COMPARED,
        "Poss=Yes" => Feats::POSSESSIVE,
        _ => 0,
    };
    Feats(column.split('|').map(bit).fold(0, |a, b| a | b))
}
