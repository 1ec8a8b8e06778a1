//! Which rules does a predicate's word open? The verb classes, indexed by lemma.

use super::cond::{self, Cond, Role, Roles};
use super::ontology::{ActId, Ontology};
use super::source::{Rule as RuleSource, VerbFile};
use crate::diag::Error;
use rustc_hash::FxHashMap;

/// What a rule makes of a frame.
#[derive(Clone, Debug)]
pub struct Coding {
    /// The act; `None` where the rule says that this is nothing, with the reason.
    pub act: Option<ActId>,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// Recipient roles, in order.
    pub recipient: Vec<Role>,
    /// Actor roles, in order; empty for the usual ones.
    pub actor: Vec<Role>,
    /// The reason of a rule without an act.
    pub why: Option<String>,
}

/// A rule ready to try.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `meet/phone`, or `meet` for the file's own act.
    pub id: String,
    /// All must hold.
    pub when: Vec<Cond>,
    /// The result.
    pub coding: Coding,
}

/// One verb file, compiled.
#[derive(Clone, Debug)]
pub struct Class {
    /// File name without its ending.
    pub name: String,
    /// Condition of the whole file.
    pub require: Vec<Cond>,
    /// In order; the last one is the file's own.
    pub rules: Vec<Rule>,
}

/// All verb classes by the words that open them.
#[derive(Clone, Debug, Default)]
pub struct VerbIndex {
    /// In order of file names.
    pub classes: Vec<Class>,
    /// Verb lemma (with particle) to classes, in order.
    pub verbs: FxHashMap<String, Vec<u32>>,
    /// Event noun to classes.
    pub nouns: FxHashMap<String, Vec<u32>>,
    /// Predicative adjective to classes.
    pub adjectives: FxHashMap<String, Vec<u32>>,
}

impl VerbIndex {
    /// Compiles one file; every mistake in it is reported.
    pub fn add(&mut self, path: &str, file: VerbFile, ontology: &Ontology, roles: &mut Roles) -> Vec<Error> {
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml").to_owned();
        let mut maker = Maker { path, name: &name, file: &file, ontology, roles, errors: Vec::new() };
        let require = maker.conditions(file.require.as_deref().unwrap_or(""));
        let mut rules: Vec<Rule> = file.rule.iter().map(|rule| maker.rule(rule)).collect();
        rules.push(maker.own());
        let errors = maker.errors;
        let id = self.classes.len() as u32;
        open(&mut self.verbs, file.verbs, id);
        open(&mut self.nouns, file.nouns, id);
        open(&mut self.adjectives, file.adjectives, id);
        self.classes.push(Class { name, require, rules });
        errors
    }
}

fn open(index: &mut FxHashMap<String, Vec<u32>>, words: Vec<String>, id: u32) {
    for word in words {
        index.entry(word).or_default().push(id);
    }
}

/// Compiles the rules of one file and collects what is wrong with it.
struct Maker<'a> {
    path: &'a str,
    name: &'a str,
    file: &'a VerbFile,
    ontology: &'a Ontology,
    roles: &'a mut Roles,
    errors: Vec<Error>,
}

impl Maker<'_> {
    fn own(&mut self) -> Rule {
        Rule { id: self.name.to_owned(), when: Vec::new(), coding: self.coding(&RuleSource::default()) }
    }

    fn rule(&mut self, rule: &RuleSource) -> Rule {
        Rule { id: format!("{}/{}", self.name, rule.id), when: self.conditions(&rule.when), coding: self.coding(rule) }
    }

    fn coding(&mut self, rule: &RuleSource) -> Coding {
        let file = self.file;
        let id = rule.act.as_deref().unwrap_or(&file.act);
        let act = self.ontology.act_id(id);
        if act.is_none() && id != "none" {
            self.error(
                format!("'{id}' is no act"),
                "the acts stand in lexicon/ontology/acts.toml; \"none\" codes nothing",
            );
        }
        let of_act = act.map(|a| self.ontology.act(a));
        let same_act = rule.act.as_ref().is_none_or(|a| a == &file.act);
        let inherited = if same_act { file.modes.clone() } else { None };
        let recipient = rule.recipient.as_ref().or(if same_act { file.recipient.as_ref() } else { None });
        let actor = rule.actor.as_ref().or(if same_act { file.actor.as_ref() } else { None });
        Coding {
            act,
            modes: rule
                .modes
                .clone()
                .or(inherited)
                .unwrap_or_else(|| of_act.map(|a| a.modes.clone()).unwrap_or_default()),
            recipient: match recipient {
                Some(text) => self.roles.list(text),
                None => of_act.map(|a| a.recipient.clone()).unwrap_or_default(),
            },
            actor: actor.map(|text| self.roles.list(text)).unwrap_or_default(),
            why: rule.why.clone().or_else(|| file.why.clone()),
        }
    }

    fn conditions(&mut self, text: &str) -> Vec<Cond> {
        let parsed = cond::parse(text, self.roles);
        let conds = parsed.unwrap_or_else(|message| {
            self.error(message, "the forms of conditions stand in lexicon/README.md");
            Vec::new()
        });
        for class in conds.iter().flat_map(classes_of) {
            if !self.ontology.has_class(class) && !self.ontology.is_act_class(class) {
                self.error(
                    format!("'@{class}' is no word class"),
                    "word classes stand in lexicon/ontology/classes*.toml",
                );
            }
        }
        conds
    }

    fn error(&mut self, message: String, hint: &str) {
        self.errors.push(Error { code: "E102", file: self.path.to_owned(), line: 0, message, hint: hint.to_owned() });
    }
}

fn classes_of(cond: &Cond) -> Vec<&str> {
    let tests = match cond {
        Cond::Any(conds) => return conds.iter().flat_map(classes_of).collect(),
        Cond::Is { tests, .. } | Cond::Modified(tests, _) => tests.as_slice(),
        _ => &[],
    };
    let mut classes = Vec::new();
    for test in tests {
        if let cond::Test::Class(name) = test {
            classes.push(name.as_str());
        }
    }
    classes
}
