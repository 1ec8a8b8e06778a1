//! Learns lemma edits: the commonest edit for each ending, and whole words where endings fail.

use crate::conllu::Tree;
use sanudo::parse::lemma::{LONGEST, class, push_base};
use sanudo::parse::{Feats, Upos};
use std::collections::BTreeMap;
use std::fmt::Write;

type Class = (Upos, u16);
type Edit = (usize, String);

/// One observed form with its edit and how often.
struct Fact {
    class: Class,
    base: Vec<char>,
    edit: Edit,
    count: usize,
}

/// The lines of [`sanudo::parse::lemma::Lemmas::read`]; `more` are `(UPOS, feats, form, lemma)` known beside the trees.
pub fn learn(trees: &[Tree], more: &[(Upos, u16, String, String)]) -> String {
    let facts = facts(trees, more);
    let rules = rules(&facts);
    let mut out = String::new();
    for ((class, ending), edit) in &rules {
        line(&mut out, *class, &format!("-{}", ending.iter().collect::<String>()), edit);
    }
    for fact in &facts {
        if apply(&rules, fact.class, &fact.base) != Some(&fact.edit) {
            line(&mut out, fact.class, &fact.base.iter().collect::<String>(), &fact.edit);
        }
    }
    out
}

fn line(out: &mut String, class: Class, ending: &str, edit: &Edit) {
    let _ = writeln!(out, "{}\t{}\t{ending}\t{}\t{}", class.0.name(), class.1, edit.0, edit.1);
}

fn facts(trees: &[Tree], more: &[(Upos, u16, String, String)]) -> Vec<Fact> {
    let mut counts: BTreeMap<(Class, String), BTreeMap<Edit, usize>> = BTreeMap::new();
    let seen = trees.iter().flat_map(|t| &t.words).map(|w| (w.upos, w.feats.0, w.form.as_str(), w.lemma.as_str(), 100));
    let known = more.iter().map(|m| (m.0, m.1, m.2.as_str(), m.3.as_str(), 1));
    for (upos, feats, form, lemma, weight) in seen.chain(known) {
        let mut base = String::new();
        push_base(form, upos, &mut base);
        let lemma = if upos == Upos::Propn || lemma == "I" { lemma.to_owned() } else { lemma.to_lowercase() };
        if base.starts_with('-')
            || lemma == "_"
            || lemma.contains(char::is_whitespace)
            || base.contains(char::is_whitespace)
        {
            continue;
        }
        let edit = edit(&base, &lemma);
        let feats = class(upos, Feats(feats)).0;
        *counts.entry(((upos, feats), base)).or_default().entry(edit).or_default() += weight;
    }
    let best = |edits: BTreeMap<Edit, usize>| edits.into_iter().max_by_key(|(_, n)| *n).unwrap_or_default();
    let fact = |((class, base), edits): ((Class, String), _)| {
        let (edit, count) = best(edits);
        Fact { class, base: base.chars().collect(), edit, count }
    };
    counts.into_iter().map(fact).collect()
}

fn edit(base: &str, lemma: &str) -> Edit {
    let same = base.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    (base.chars().count() - same, lemma.chars().skip(same).collect())
}

type Rules = BTreeMap<(Class, Vec<char>), Edit>;

/// Endings from short to long, each kept only where it says something else than the shorter one.
fn rules(facts: &[Fact]) -> Rules {
    let mut kept = Rules::new();
    for len in 0..=LONGEST {
        let mut votes: BTreeMap<(Class, Vec<char>), BTreeMap<&Edit, usize>> = BTreeMap::new();
        for fact in facts.iter().filter(|f| f.base.len() > len) {
            let ending = fact.base[fact.base.len() - len..].to_vec();
            // One vote a word: an irregular word is common, but no model for others.
            *votes.entry((fact.class, ending)).or_default().entry(&fact.edit).or_default() +=
                1 + usize::from(fact.count > 100);
        }
        for (key, edits) in votes {
            let Some((edit, n)) = edits.iter().max_by_key(|(_, n)| **n) else { continue };
            if (*n > 3 || len == 0) && apply(&kept, key.0, &key.1) != Some(edit) {
                kept.insert(key, (*edit).clone());
            }
        }
    }
    kept
}

fn apply<'r>(rules: &'r Rules, class: Class, base: &[char]) -> Option<&'r Edit> {
    let longest = base.len().min(LONGEST);
    (0..=longest).rev().find_map(|len| rules.get(&(class, base[base.len() - len..].to_vec())))
}

/// Reads `UPOS form lemma` lines and gives each the features its form can have.
pub fn read_more(text: &str) -> Vec<(Upos, u16, String, String)> {
    let mut out = Vec::new();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [kind, form, lemma] = fields[..] else { continue };
        for (upos, feats) in classes(kind) {
            out.push((*upos, *feats, form.to_owned(), lemma.to_owned()));
        }
    }
    out
}

/// The tags under which the Penn treebank's tag appears.
fn classes(kind: &str) -> &'static [(Upos, u16)] {
    const FIN: u16 = Feats::FINITE;
    const PAST: u16 = Feats::PAST;
    const PART: u16 = Feats::PARTICIPLE;
    match kind {
        "VBD" => &[(Upos::Verb, FIN | PAST)],
        "VBN" => &[(Upos::Verb, PART | PAST)],
        "VBG" => &[(Upos::Verb, PART | Feats::PRESENT), (Upos::Verb, Feats::GERUND)],
        "VBZ" => &[(Upos::Verb, FIN | Feats::PRESENT)],
        "NNS" => &[(Upos::Noun, Feats::PLURAL)],
        _ => &[],
    }
}
