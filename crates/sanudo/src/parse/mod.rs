//! What is each word, and which word does it depend on? (Universal Dependencies)

pub mod hash;
pub mod lemma;
pub mod look;
pub mod net;
mod projective;
mod repair;
pub mod tree;

use crate::article::Article;
use crate::model::Model;
use crate::segment::{Segments, Sentence, Token};
use crate::text::Span;
use look::Rows;
use net::Work;

/// Tags, lemmatises and parses the sentences of `segments`.
pub fn parse(article: &Article, segments: &Segments, model: &Model) -> Parsed {
    parse_some(article, segments, model, |_| true)
}

/// As [`parse`], but only the sentences whose number `wanted` likes; the words of the others stay words without a tree.
pub fn parse_some(article: &Article, segments: &Segments, model: &Model, wanted: impl Fn(usize) -> bool) -> Parsed {
    let mut parsed = Parsed { sentences: segments.sentences.clone(), ..Parsed::default() };
    parsed.words.reserve(segments.tokens.len());
    parsed.lemmas.reserve(article.text.len());
    let mut desk = Desk::default();
    for (number, sentence) in segments.sentences.iter().enumerate() {
        let tokens = segments.tokens.get(sentence.words()).unwrap_or(&[]);
        match wanted(number) {
            true => parsed.add(&article.text, tokens, model, &mut desk),
            false => parsed.add_unread(&article.text, tokens),
        }
    }
    parsed
}

/// Memory that one sentence after the other uses.
#[derive(Default)]
struct Desk {
    work: Work,
    rows: Vec<Rows>,
    scores: Vec<f32>,
    relations: Vec<Deprel>,
}

/// Tagged, lemmatised and parsed sentences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The sentences of [`Segments`](crate::segment::Segments), unchanged.
    pub sentences: Vec<Sentence>,
    /// The words of all sentences, in text order.
    pub words: Vec<Word>,
    /// All lemmas, one after the other; see [`Parsed::lemma`].
    pub lemmas: String,
    /// Names, in text order, none inside another.
    pub names: Vec<Name>,
}

/// A name: a run of words in one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Index of the first word.
    pub first: u32,
    /// One past the index of the last word.
    pub end: u32,
    /// What it names.
    pub kind: NameKind,
}

/// A word in its sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Its characters in the article.
    pub span: Span,
    /// Its lemma in [`Parsed::lemmas`].
    pub lemma: Span,
    /// Universal part of speech.
    pub upos: Upos,
    /// Morphology that frames need.
    pub feats: Feats,
    /// Index of the head in [`Parsed::words`]; its own index for a root.
    pub head: u32,
    /// Relation to the head.
    pub deprel: Deprel,
    /// Whether it belongs to the same written word as the word before.
    pub joined: bool,
}

impl Parsed {
    /// The name that this word is part of.
    pub fn name_at(&self, word: u32) -> Option<&Name> {
        let at = self.names.partition_point(|n| n.end <= word);
        self.names.get(at).filter(|n| n.first <= word)
    }

    /// Parses one sentence and appends it.
    fn add(&mut self, text: &str, tokens: &[Token], model: &Model, desk: &mut Desk) {
        let first = self.words.len() as u32;
        let Desk { work, rows, scores, relations } = desk;
        let net = &model.network;
        rows.clear();
        rows.extend(tokens.iter().map(|t| net.rows(t.span.of(text))));
        net.run(rows, work);
        net.arcs(work, scores);
        let mut heads = tree::heads(scores, tokens.len());
        relations.clear();
        relations.extend(heads.iter().enumerate().map(|(i, head)| net.relation(work, i, *head)));
        repair::Draft { heads: &mut heads, relations }.repair(net, work, scores);
        for (i, (token, head)) in tokens.iter().zip(heads).enumerate() {
            let (upos, feats) = net.tag(work, i);
            let start = self.lemmas.len();
            model.lemmas.append(token.span.of(text), (upos, feats), &mut self.lemmas);
            let deprel = relations[i];
            let head = first + head.unwrap_or(i) as u32;
            let lemma = Span::new(start, self.lemmas.len());
            self.words.push(Word { span: token.span, lemma, upos, feats, head, deprel, joined: token.joined });
        }
        self.add_names(first, tokens.len(), net, work);
    }

    /// Appends the words of a sentence that nobody asks about: each its own root, of no part of speech.
    fn add_unread(&mut self, text: &str, tokens: &[Token]) {
        for token in tokens {
            let (start, head) = (self.lemmas.len(), self.words.len() as u32);
            lemma::push_base(token.span.of(text), Upos::X, &mut self.lemmas);
            let lemma = Span::new(start, self.lemmas.len());
            let (upos, feats, deprel) = (Upos::X, Feats(0), Deprel::Root);
            self.words.push(Word { span: token.span, lemma, upos, feats, head, deprel, joined: token.joined });
        }
    }

    /// Reads the names off the sentence that begins at word `first`.
    fn add_names(&mut self, first: u32, words: usize, net: &net::Network, work: &Work) {
        let mut before = 0;
        for i in 0..words {
            let tag = net.name(work, i);
            let at = first + i as u32;
            let goes_on = tag > 0 && tag.is_multiple_of(2) && before != 0 && (before == tag || before + 1 == tag);
            match self.names.last_mut().filter(|_| goes_on) {
                Some(name) => name.end = at + 1,
                None if tag > 0 => {
                    let kind = NameKind::ALL[usize::from(tag - 1) / 2 % NameKind::ALL.len()];
                    self.names.push(Name { first: at, end: at + 1, kind });
                }
                None => {}
            }
            before = tag;
        }
    }

    /// The lemma of word `i`, lower case except for proper nouns.
    pub fn lemma(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| w.lemma.of(&self.lemmas))
    }

    /// The part before the hyphen that stands right before word `i`: "cease-fire" is three words.
    pub fn before_hyphen(&self, i: usize) -> Option<usize> {
        i.checked_sub(2).filter(|first| self.lemma(first + 1) == "-")
    }

    /// Whether word `i` is the root of its sentence.
    pub fn is_root(&self, i: usize) -> bool {
        self.words[i].head as usize == i
    }
}

macro_rules! names {
    ($(#[$doc:meta])* $kind:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $kind { $($variant),+ }
        impl $kind {
            /// Every value, in the order of its number.
            pub const ALL: &'static [$kind] = &[$($kind::$variant),+];
            /// The name as CoNLL-U writes it.
            pub fn name(self) -> &'static str {
                match self { $($kind::$variant => $name),+ }
            }
            /// The value with this CoNLL-U name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some($kind::$variant),)+ _ => None }
            }
        }
    };
}

names! {
    /// Universal parts of speech (UD 2).
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
}

names! {
    /// Universal dependency relations, with the subtypes of English that frames use.
    Deprel {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux",
        AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound",
        CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", Dep = "dep",
        Det = "det", DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
        Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss",
        NmodTmod = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl",
        OblAgent = "obl:agent", OblTmod = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
        Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}

names! {
    /// What a name is the name of.
    NameKind { Person = "PER", Organisation = "ORG", Place = "LOC", Other = "OTH" }
}

/// Morphological features as a bit set; only those that frames ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Feats(pub u16);

impl Feats {
    /// `VerbForm=Fin`
    pub const FINITE: u16 = 1;
    /// `VerbForm=Inf`
    pub const INFINITIVE: u16 = 1 << 1;
    /// `VerbForm=Part` (participle, `-ed` or `-ing` used with an auxiliary or alone)
    pub const PARTICIPLE: u16 = 1 << 2;
    /// `VerbForm=Ger`
    pub const GERUND: u16 = 1 << 3;
    /// `Tense=Past`
    pub const PAST: u16 = 1 << 4;
    /// `Tense=Pres`
    pub const PRESENT: u16 = 1 << 5;
    /// `Number=Plur`
    pub const PLURAL: u16 = 1 << 6;
    /// `Voice=Pass`
    pub const PASSIVE: u16 = 1 << 7;
    /// `Mood=Imp`
    pub const IMPERATIVE: u16 = 1 << 8;
    /// `Degree=Cmp` or `Sup`
    pub const COMPARED: u16 = 1 << 9;
    /// `Poss=Yes`
    pub const POSSESSIVE: u16 = 1 << 10;

    /// Whether all bits of `bits` are set.
    pub fn has(self, bits: u16) -> bool {
        self.0 & bits == bits
    }
}
