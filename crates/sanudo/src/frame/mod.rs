//! Who does what to whom, whatever the voice or part of speech?
//!
//! A frame is a predicate (verb, event noun, predicative adjective) with its arguments. Passive, control, raising, coordination,
//! relative clauses, light verbs and nominal predicates are undone here; rules see frames, never trees and never strings.

mod clause;
mod list;
mod nominal;
mod tree;

pub use tree::Tree;

use crate::lexicon::Lexicon;
use crate::lexicon::cond::Role;
use crate::parse::{Deprel, Feats, Parsed, Upos};
use crate::text::Span;

/// How the predicate appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A verb.
    Verb,
    /// An event noun, with or without a light verb.
    Noun,
    /// A predicative adjective.
    Adjective,
}

/// How an argument was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// It depends on the predicate.
    Direct,
    /// Shared with the first conjunct or the light verb.
    Shared,
    /// The noun that a relative clause or participle modifies.
    Relative,
    /// Understood from the governing clause.
    Control,
    /// It depends on the predicate's object.
    Object,
    /// The clause on which the predicate depends: "X did it, Y said".
    Beside,
}

/// An argument: a role and the head word of what fills it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arg {
    /// `subj`, `obj`, `content` or a preposition.
    pub role: Role,
    /// Index into [`Parsed::words`].
    pub word: u32,
    /// How it was found.
    pub via: Via,
}

/// A predicate with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Index into [`Parsed::sentences`].
    pub sentence: u32,
    /// The predicate's word: for light verbs the event noun.
    pub head: u32,
    /// The word that carries tense and polarity: the light verb, or `head`.
    pub verb: u32,
    /// From the first to the last word of the predicate.
    pub trigger: Span,
    /// What the lexicon is asked for: lemma with its particle.
    pub lemma: String,
    /// How it appears.
    pub kind: Kind,
    /// Whether the clause is passive.
    pub passive: bool,
    /// Whether a light verb carries it.
    pub light: bool,
    /// The word that negates it.
    pub negation: Option<u32>,
    /// In text order of discovery.
    pub args: Vec<Arg>,
}

impl Frame {
    /// The arguments in one role.
    pub fn role(&self, role: Role) -> impl Iterator<Item = &Arg> {
        self.args.iter().filter(move |a| a.role == role)
    }

    /// Whether it tells in whose words the clause above it is told.
    pub fn beside(&self) -> bool {
        self.args.iter().any(|a| a.via == Via::Beside)
    }

    /// Whether there is an argument in this role.
    pub fn has(&self, role: Role) -> bool {
        self.role(role).next().is_some()
    }

    fn push(&mut self, role: Role, word: usize, via: Via) {
        let arg = Arg { role, word: word as u32, via };
        if !self.args.iter().any(|a| a.role == role && a.word == arg.word) {
            self.args.push(arg);
        }
    }
}

/// All frames of an article, heads of clauses before what they contain.
#[derive(Clone, Debug, Default)]
pub struct Frames {
    /// In top-down order.
    pub list: Vec<Frame>,
    at: Vec<u32>,
    /// The dependency tree that they were read from.
    pub tree: Tree,
}

impl Frames {
    /// The frame whose predicate is this word.
    pub fn at(&self, word: usize) -> Option<usize> {
        self.at.get(word).copied().filter(|f| *f != u32::MAX).map(|f| f as usize)
    }
}

/// Extracts the frames of all sentences; `text` is the article's.
pub fn extract(parsed: &Parsed, text: &str, lexicon: &Lexicon) -> Frames {
    let tree = Tree::new(parsed);
    let openers = list::openers(parsed, text, &tree);
    let at = vec![u32::MAX; parsed.words.len()];
    let mut maker = Maker { parsed, text, lexicon, tree: &tree, openers, at, list: Vec::new() };
    let sentence_of = sentence_index(parsed);
    for word in tree.order() {
        let word = *word as usize;
        if maker.at[word] != u32::MAX {
            continue;
        }
        match maker.kind(word) {
            Some(Kind::Noun) => nominal::add(&mut maker, word, sentence_of[word]),
            Some(kind) => clause::add(&mut maker, word, kind, sentence_of[word]),
            None => {}
        }
    }
    let Maker { at, list, .. } = maker;
    Frames { list, at, tree }
}

fn sentence_index(parsed: &Parsed) -> Vec<u32> {
    let mut index = vec![0; parsed.words.len()];
    for (number, sentence) in parsed.sentences.iter().enumerate() {
        for word in sentence.words() {
            if let Some(slot) = index.get_mut(word) {
                *slot = number as u32;
            }
        }
    }
    index
}

/// "on behalf of the union", "in the face of": the noun is half of a preposition and nobody's argument.
pub(crate) fn is_half_preposition(parsed: &Parsed, tree: &Tree, lexicon: &Lexicon, word: usize) -> bool {
    let Some(case) = tree.with(parsed, word, Deprel::Case).next() else { return false };
    let whole = format!("{} {}", parsed.lemma(case).to_lowercase(), parsed.lemma(word).to_lowercase());
    lexicon.cues.frames.half_prepositions.contains(&whole)
}

/// "the envoy and Foreign Minister X": an apposition with a conjunction is one more, whatever the parser calls it.
pub(crate) fn is_listed(parsed: &Parsed, tree: &Tree, word: usize) -> bool {
    use Deprel::*;
    let joined = |w: usize| tree.with(parsed, w, Cc).next().is_some();
    let title = || tree.children(word).iter().map(|c| *c as usize).filter(|c| parsed.words[*c].deprel == NmodDesc);
    parsed.words[word].deprel == Appos && (joined(word) || title().any(joined) || goes_on(parsed, tree, word))
}

/// "the Kyrgyz Republic, the Republic of Kazakhstan and the Republic of Uzbekistan": a name with an article between others of a list.
fn goes_on(parsed: &Parsed, tree: &Tree, word: usize) -> bool {
    let first = parsed.words[word].head as usize;
    let named = |w: usize| parsed.words[w].upos == Upos::Propn && tree.with(parsed, w, Deprel::Det).next().is_some();
    named(first) && named(word) && tree.with(parsed, first, Deprel::Conj).any(|c| c > word && named(c))
}

/// "rejected a U.S. call to …": what stands with an article where nouns stand is none of the clause's verbs.
pub(crate) fn is_noun(parsed: &Parsed, tree: &Tree, word: usize) -> bool {
    use Deprel::*;
    let w = &parsed.words[word];
    w.upos == Upos::Verb
        && matches!(w.deprel, Nsubj | NsubjPass | Obj | Iobj | Obl | Nmod)
        && tree.with(parsed, word, Det).next().is_some()
        && !tree
            .children(word)
            .iter()
            .any(|c| matches!(parsed.words[*c as usize].deprel, Nsubj | Obj | Aux | AuxPass | Cop))
}

/// What the parts of this stage share while frames are made.
struct Maker<'a> {
    parsed: &'a Parsed,
    text: &'a str,
    lexicon: &'a Lexicon,
    tree: &'a Tree,
    /// Heads of list items and the subject that opens their list, in text order.
    openers: Vec<(u32, u32)>,
    at: Vec<u32>,
    list: Vec<Frame>,
}

impl Maker<'_> {
    fn kind(&self, word: usize) -> Option<Kind> {
        let w = &self.parsed.words[word];
        let lemma = self.parsed.lemma(word);
        let verbs = &self.lexicon.verbs;
        match w.upos {
            Upos::Verb if is_noun(self.parsed, self.tree, word) && self.event_noun(word).is_some() => Some(Kind::Noun),
            Upos::Verb if self.is_predicate(word) => Some(Kind::Verb),
            Upos::Noun | Upos::Propn if self.event_noun(word).is_some() => {
                self.counted(word).is_none().then_some(Kind::Noun)
            }
            // "Taliban free two Americans": what has an object and no copula is a verb
            Upos::Adj if self.takes_object(word) => Some(Kind::Verb),
            Upos::Adj
                if verbs.adjectives.contains_key(lemma) || self.lexicon.cues.stance_adjectives.contains_key(lemma) =>
            {
                (self.is_clause_head(word)).then_some(Kind::Adjective)
            }
            _ => None,
        }
    }

    /// The lemma of a verb. A rare verb's comes from its ending alone and may go wrong ("usur", "submitt"): where no rule
    /// knows it, the verb that rules know is meant.
    fn verb_lemma(&self, word: usize) -> String {
        let lemma = self.parsed.lemma(word).to_lowercase();
        let known = |l: &String| {
            self.lexicon.verbs.verbs.contains_key(l)
                || self.lexicon.ontology.light.contains_key(l.as_str())
                || self.lexicon.cues.meetings.verbs.contains_key(l)
                || self.lexicon.cues.stance_verbs.contains_key(l)
        };
        if known(&lemma) {
            return lemma;
        }
        let cues = &self.lexicon.cues.frames;
        let form = self.parsed.words[word].span.of(self.text);
        // "attend", "plead": what is a verb that rules know as it stands
        let plain = form.to_lowercase();
        if known(&plain) {
            return plain;
        }
        if let Some((_, right)) = cues.lemma_irregular.iter().find(|(past, _)| past.eq_ignore_ascii_case(form)) {
            return right.clone();
        }
        let repaired = cues.lemma_repairs.iter().filter_map(|(wrong, right, least)| {
            let stem = lemma.strip_suffix(wrong.as_str())?;
            Some(format!("{stem}{right}")).filter(|l| l.len() >= *least)
        });
        repaired.into_iter().find(known).unwrap_or(lemma)
    }

    /// An adjective that heads a clause with an object and is a verb that rules know in some form: "relaxed".
    fn takes_object(&self, word: usize) -> bool {
        use Deprel::*;
        let has = |deprel| self.tree.with(self.parsed, word, deprel).next().is_some();
        self.is_clause_head(word) && has(Obj) && has(Nsubj) && !has(Cop) && {
            let lemma = self.verb_lemma(word);
            self.lexicon.verbs.verbs.contains_key(&lemma) || self.lexicon.ontology.light.contains_key(lemma.as_str())
        }
    }

    fn is_predicate(&self, word: usize) -> bool {
        use Deprel::*;
        !matches!(
            self.parsed.words[word].deprel,
            Amod | Compound | Fixed | Case | Cop | Aux | AuxPass | Mark | Cc | Det | Flat
        )
    }

    /// A proper name without anything that makes a clause of it.
    fn is_bare_name(&self, word: usize) -> bool {
        use Deprel::*;
        let clausal = |c: &u32| matches!(self.parsed.words[*c as usize].deprel, Cop | Mark | Nsubj | Case | Det);
        self.parsed.words[word].upos == Upos::Propn && !self.tree.children(word).iter().any(clausal)
    }

    fn is_clause_head(&self, word: usize) -> bool {
        use Deprel::*;
        let has_copula = self.tree.with(self.parsed, word, Cop).next().is_some();
        has_copula || matches!(self.parsed.words[word].deprel, Root | Xcomp | Ccomp | Conj | Acl | Advcl | Parataxis)
    }

    /// The lexicon's form of an event noun: its lemma, or the plural form where only that means an act ("talks").
    fn event_noun(&self, word: usize) -> Option<String> {
        use Deprel::*;
        let w = &self.parsed.words[word];
        if matches!(w.deprel, Compound | Flat | Fixed) {
            return None;
        }
        let nouns = &self.lexicon.verbs.nouns;
        let lemma = self.parsed.lemma(word).to_lowercase();
        if w.feats.has(Feats::PLURAL) {
            let plural = format!("{lemma}s");
            if nouns.contains_key(&plural) {
                return Some(plural);
            }
        }
        self.with_compound(word, &lemma).or_else(|| nouns.contains_key(&lemma).then_some(lemma))
    }

    /// "a round of talks", "a string of attacks": the act behind a noun that only counts it.
    fn counted(&self, word: usize) -> Option<usize> {
        self.is_counter(word).then_some(())?;
        let inner = |c: &usize| self.is_behind_of(*c) && self.event_noun(*c).is_some();
        self.tree.with(self.parsed, word, Deprel::Nmod).find(inner)
    }

    /// The noun that only counts this one.
    fn counter(&self, word: usize) -> Option<usize> {
        let w = &self.parsed.words[word];
        let quantity = w.deprel == Deprel::Nmod && self.is_behind_of(word) && self.is_counter(w.head as usize);
        quantity.then_some(w.head as usize)
    }

    fn is_quantity(&self, word: usize) -> bool {
        let numeral = self.parsed.words[word].upos == Upos::Num;
        numeral || self.lexicon.cues.quantities.contains(&self.parsed.lemma(word).to_lowercase())
    }

    fn is_counter(&self, word: usize) -> bool {
        self.lexicon.cues.counters.contains(&self.parsed.lemma(word).to_lowercase())
    }

    fn is_behind_of(&self, word: usize) -> bool {
        self.preposition(word).is_some_and(|role| self.lexicon.roles.name(role) == "of")
    }

    /// "air strike", "ground offensive": the noun with the one before it, if the lexicon has both as one.
    fn with_compound(&self, word: usize, lemma: &str) -> Option<String> {
        self.hyphenated(word, lemma).or_else(|| self.with_noun_before(word, lemma))
    }

    /// "cease-fire", cut into three words.
    fn hyphenated(&self, word: usize, lemma: &str) -> Option<String> {
        let first = self.parsed.before_hyphen(word)?;
        let whole = format!("{}-{lemma}", self.parsed.lemma(first).to_lowercase());
        self.lexicon.verbs.nouns.contains_key(&whole).then_some(whole)
    }

    fn with_noun_before(&self, word: usize, lemma: &str) -> Option<String> {
        let before = word.checked_sub(1).filter(|b| self.parsed.words[*b].head as usize == word)?;
        let both = format!("{} {lemma}", self.parsed.lemma(before).to_lowercase());
        self.lexicon.verbs.nouns.contains_key(&both).then_some(both)
    }

    /// The preposition of an oblique or nominal modifier, fixed expressions joined: "in front of".
    fn preposition(&self, word: usize) -> Option<Role> {
        let case = self.tree.with(self.parsed, word, Deprel::Case).next().or_else(|| self.case_of_title(word))?;
        if is_half_preposition(self.parsed, self.tree, self.lexicon, word) {
            return None;
        }
        Some(self.lexicon.roles.of(&self.fixed(case)))
    }

    /// "with Romanian Foreign Minister Aurescu": the parser may hang the preposition on the title or on the name beside it.
    fn case_of_title(&self, word: usize) -> Option<usize> {
        use Deprel::*;
        let beside = self.tree.children(word).iter().map(|c| *c as usize);
        let beside = beside.filter(|c| matches!(self.parsed.words[*c].deprel, NmodDesc | Appos | Flat | Compound));
        let mut cases = beside.flat_map(|c| self.tree.with(self.parsed, c, Case));
        cases.find(|case| *case < word)
    }

    /// "on Monday", "in March": when it happens is no argument.
    fn is_time(&self, role: Role, word: usize) -> bool {
        let temporal = self.lexicon.cues.time_prepositions.contains(self.lexicon.roles.name(role));
        temporal && self.lexicon.dates.knows(&self.parsed.lemma(word).to_lowercase())
    }

    fn fixed(&self, word: usize) -> String {
        let mut text = self.parsed.lemma(word).to_lowercase();
        for part in self.tree.with(self.parsed, word, Deprel::Fixed) {
            text.push(' ');
            text.push_str(self.parsed.lemma(part));
        }
        text
    }

    fn negation(&self, word: usize) -> Option<u32> {
        let negators = &self.lexicon.cues.negators;
        let only = |c: usize| {
            let next = self.parsed.words.get(c + 1).map(|_| self.parsed.lemma(c + 1).to_lowercase());
            next.is_some_and(|next| self.lexicon.cues.frames.focus_words.contains(&next))
        };
        let negates = |c: &&u32| negators.contains(self.parsed.lemma(**c as usize)) && !only(**c as usize);
        self.tree.children(word).iter().find(negates).copied()
    }

    /// Adds an argument and everything coordinated with it.
    fn argument(&self, frame: &mut Frame, role: Role, word: usize, via: Via) {
        frame.push(role, word, via);
        for other in self.tree.children(word).iter().map(|c| *c as usize) {
            let w = &self.parsed.words[other];
            let own_clause = w.upos == Upos::Verb && self.has_subject(other);
            if w.deprel == Deprel::Conj && !own_clause || is_listed(self.parsed, self.tree, other) {
                frame.push(role, other, via);
            }
        }
    }

    fn has_subject(&self, word: usize) -> bool {
        use Deprel::*;
        self.tree
            .children(word)
            .iter()
            .any(|c| matches!(self.parsed.words[*c as usize].deprel, Nsubj | NsubjPass | NsubjOuter | Csubj | Expl))
    }

    fn add(&mut self, frame: Frame) {
        let id = self.list.len() as u32;
        for word in [frame.head, frame.verb] {
            if let Some(slot) = self.at.get_mut(word as usize) {
                *slot = id;
            }
        }
        self.list.push(frame);
    }

    fn frame_at(&self, word: usize) -> Option<&Frame> {
        self.at.get(word).filter(|f| **f != u32::MAX).map(|f| &self.list[*f as usize])
    }
}
