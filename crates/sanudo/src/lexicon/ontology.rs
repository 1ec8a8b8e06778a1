//! What can an act be? Types, acts, composing rows, word classes, light verbs and contexts, ready for look-up.

use super::cond::{Role, Roles};
use super::source;
use rustc_hash::{FxHashMap, FxHashSet};

/// Index of an act in [`Ontology::acts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ActId(pub u16);

/// How roles become parties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parties {
    /// Actor and recipient.
    #[default]
    One,
    /// All are actors.
    Both,
    /// The one in the object's place is the visitor, the subject the host.
    Host,
}

/// An act, ready for use.
#[derive(Clone, Debug)]
pub struct Act {
    /// As written in the verb files.
    pub id: String,
    /// PLOVER type, if it codes alone.
    pub kind: Option<String>,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// What operators see.
    pub class: String,
    /// How roles become parties.
    pub parties: Parties,
    /// Its operator.
    pub operator: Option<String>,
    /// Recipient roles, in order.
    pub recipient: Vec<Role>,
    /// Whether a possessor suffers the act.
    pub possessor_suffers: bool,
}

/// What the content of an operator must be for a row to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inner {
    /// Anything, even nothing.
    Any,
    /// No act inside.
    None,
    /// This act.
    Act(String),
    /// An act of this class.
    Class(String),
    /// A noun of this word class, not an act.
    Noun(String),
}

/// A row of the composing table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The content.
    pub inner: Inner,
    /// As written.
    pub source: source::Row,
}

/// A light verb at one path.
#[derive(Clone, Debug)]
pub struct Light {
    /// Where the event noun stands.
    pub path: Role,
    /// Whether the subject suffers.
    pub passive: bool,
    /// Where the patient stands.
    pub patient: Option<Role>,
    /// `begin`, `stop`, `continue`.
    pub aspect: Option<String>,
    /// Nouns it goes with; empty for all.
    pub nouns: Vec<String>,
}

/// All tables of `lexicon/ontology/`.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    /// PLOVER's types.
    pub kinds: FxHashMap<String, source::Kind>,
    /// The acts.
    pub acts: Vec<Act>,
    acts_by_id: FxHashMap<String, ActId>,
    /// Composing rows by operator.
    pub rows: FxHashMap<String, Vec<Row>>,
    classes: FxHashMap<String, FxHashSet<String>>,
    /// Light verbs by lemma.
    pub light: FxHashMap<String, Vec<Light>>,
    /// PLOVER contexts, in file order, with their words.
    pub contexts: Vec<(String, Vec<String>)>,
}

impl Ontology {
    /// Adds `ontology/acts.toml`.
    pub fn add_acts(&mut self, file: source::ActsFile, roles: &mut Roles) {
        for act in file.act {
            let id = ActId(self.acts.len() as u16);
            self.acts_by_id.insert(act.id.clone(), id);
            self.acts.push(Act {
                kind: Some(act.kind).filter(|k| !k.is_empty()),
                parties: match act.parties.as_str() {
                    "both" => Parties::Both,
                    "host" => Parties::Host,
                    _ => Parties::One,
                },
                recipient: roles.list(&act.recipient),
                possessor_suffers: act.possessor == "obj",
                id: act.id,
                modes: act.modes,
                class: act.class,
                operator: act.operator,
            });
        }
    }

    /// Adds `ontology/compose.toml`.
    pub fn add_rows(&mut self, file: source::ComposeFile) {
        for row in file.row {
            let inner = match row.inner.as_str() {
                "any" | "" => Inner::Any,
                "none" => Inner::None,
                text => match (text.strip_prefix("act:"), text.strip_prefix('@')) {
                    (Some(act), _) => Inner::Act(act.to_owned()),
                    (_, Some(noun)) => Inner::Noun(noun.to_owned()),
                    _ => Inner::Class(text.to_owned()),
                },
            };
            self.rows.entry(row.operator.clone()).or_default().push(Row { inner, source: row });
        }
    }

    /// Adds word classes; the same name twice is their union.
    pub fn add_classes(&mut self, file: source::ClassesFile) {
        for class in file.class {
            self.classes.entry(class.name).or_default().extend(class.words);
        }
    }

    /// Adds light verbs.
    pub fn add_light(&mut self, file: source::LightFile, roles: &mut Roles) {
        for light in file.light {
            let entry = Light {
                path: roles.intern(if light.path.is_empty() { "obj" } else { &light.path }),
                passive: light.voice == "passive",
                patient: light.patient.as_deref().map(|p| roles.intern(p)),
                aspect: light.aspect,
                nouns: light.nouns.into_iter().filter(|n| n != "@any").collect(),
            };
            for verb in light.verbs {
                self.light.entry(verb).or_default().push(entry.clone());
            }
        }
    }

    /// The act of this id.
    pub fn act_id(&self, id: &str) -> Option<ActId> {
        self.acts_by_id.get(id).copied()
    }

    /// The act behind an id.
    pub fn act(&self, id: ActId) -> &Act {
        &self.acts[id.0 as usize]
    }

    /// Whether `word` is in the word class `class`.
    pub fn in_class(&self, class: &str, word: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(word))
    }

    /// Whether there is a word class of this name.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes.contains_key(class)
    }

    /// Whether this is the class of some act (`meet`, `violence`, …).
    pub fn is_act_class(&self, class: &str) -> bool {
        self.acts.iter().any(|a| a.class == class)
    }

    /// PLOVER's score for a type with these modes: the most extreme mode, else the type's own.
    pub fn score(&self, kind: &str, modes: &[String]) -> f64 {
        let Some(kind) = self.kinds.get(kind) else { return 0.0 };
        let scores = kind.mode.iter().filter(|m| modes.contains(&m.name)).filter_map(|m| m.score);
        scores.max_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(kind.score)
    }

    /// The PLOVER type of a CAMEO code, by its root; of two types with one root the first by name.
    pub fn of_cameo(&self, code: &str) -> Option<String> {
        let root = code.get(..2)?;
        let has_root = |k: &&source::Kind| k.cameo.starts_with(root) || k.roots.iter().any(|r| r == root);
        let mut names: Vec<&String> = self.kinds.values().filter(has_root).map(|k| &k.name).collect();
        names.sort();
        names.first().map(|name| (*name).clone())
    }

    /// The CAMEO code for a type with these modes, of an act that was `underlying` before the decision rules; and whether it
    /// says less or more than the type and its modes do. The first mode's code counts, else that of the intention, else the root.
    pub fn cameo(&self, kind: &str, underlying: &str, modes: &[String]) -> (String, bool) {
        let Some(kind) = self.kinds.get(kind) else { return (String::new(), true) };
        if let Some(mode) = modes.first().and_then(|name| kind.mode.iter().find(|m| &m.name == name)) {
            return (mode.cameo.clone(), !mode.exact || modes.len() > 1);
        }
        match kind.planned.get(underlying) {
            Some(code) => (code.clone(), false),
            None => (kind.cameo.clone(), true),
        }
    }
}
