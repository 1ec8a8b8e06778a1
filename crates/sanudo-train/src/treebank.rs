//! CoNLL-U files as training needs them.

use rustc_hash::FxHashMap;
use sanudo::parse::tagger::Form;
use sanudo::parse::{Deprel, Feats, Upos};

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Words as written.
    pub words: Vec<String>,
    /// Hashed words.
    pub forms: Vec<Form>,
    /// Gold tag classes.
    pub tags: Vec<u8>,
    /// Tags that the parser sees.
    pub seen: Vec<u8>,
    /// Gold heads; the number of words for the root.
    pub heads: Vec<usize>,
    /// Gold labels, as numbers of [`Deprel`].
    pub labels: Vec<u8>,
    /// Gold lemmas.
    pub lemmas: Vec<String>,
}

/// The tagger's classes: a part of speech with its morphology.
#[derive(Debug, Default)]
pub struct Tags {
    /// By class number.
    pub list: Vec<(Upos, Feats)>,
    numbers: FxHashMap<(Upos, u16), u8>,
}

impl Tags {
    fn number(&mut self, upos: Upos, feats: Feats) -> u8 {
        let list = &mut self.list;
        *self.numbers.entry((upos, feats.0)).or_insert_with(|| {
            list.push((upos, feats));
            (list.len() - 1) as u8
        })
    }
}

/// Reads sentences; words of multi-word tokens are words, empty nodes are left out.
pub fn read(text: &str, tags: &mut Tags) -> Vec<Sentence> {
    text.split("\n\n").map(|block| sentence(block, tags)).filter(|s| !s.words.is_empty()).collect()
}

fn sentence(block: &str, tags: &mut Tags) -> Sentence {
    let rows: Vec<Vec<&str>> = block.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
    let rows: Vec<Vec<&str>> =
        rows.into_iter().filter(|r: &Vec<&str>| r.len() == 10 && r[0].parse::<usize>().is_ok()).collect();
    let mut sentence = Sentence::default();
    for row in &rows {
        let head: usize = row[6].parse().unwrap_or(0);
        let upos = Upos::from_name(row[3]).unwrap_or(Upos::X);
        sentence.words.push(row[1].to_owned());
        sentence.forms.push(Form::new(row[1]));
        sentence.tags.push(tags.number(upos, feats(upos, row[4], row[5])));
        sentence.heads.push(if head == 0 { rows.len() } else { head - 1 });
        sentence.labels.push(deprel(row[7]) as u8);
        sentence.lemmas.push(row[2].to_owned());
    }
    sentence
}

/// A relation; one whose subtype is not ours falls back to its base.
fn deprel(name: &str) -> Deprel {
    let base = || Deprel::from_name(name.split(':').next().unwrap_or(name));
    Deprel::from_name(name).or_else(base).unwrap_or(Deprel::Dep)
}

/// The features that frames ask for, from UD's own with the tag of the Penn Treebank where UD is silent.
fn feats(upos: Upos, xpos: &str, ud: &str) -> Feats {
    const NAMES: [(&str, u16); 10] = [
        ("VerbForm=Fin", Feats::FINITE),
        ("VerbForm=Inf", Feats::INFINITIVE),
        ("VerbForm=Part", Feats::PARTICIPLE),
        ("VerbForm=Ger", Feats::GERUND),
        ("Tense=Past", Feats::PAST),
        ("Tense=Pres", Feats::PRESENT),
        ("Number=Plur", Feats::PLURAL),
        ("Mood=Imp", Feats::IMPERATIVE),
        ("Degree=Cmp", Feats::COMPARED),
        ("Degree=Sup", Feats::COMPARED),
    ];
    let mut bits = ud.split('|').filter_map(|f| NAMES.iter().find(|(n, _)| *n == f)).fold(0, |bits, (_, b)| bits | b);
    if !matches!(upos, Upos::Noun | Upos::Propn | Upos::Pron) {
        bits &= !Feats::PLURAL;
    }
    if xpos.ends_with("P$") || xpos == "PRP$" {
        bits |= Feats::POSSESSIVE;
    }
    Feats(bits)
}
