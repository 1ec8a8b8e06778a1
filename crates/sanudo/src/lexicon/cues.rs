//! The small words: stances, factuality cues and the function words of frames.

use super::cond::{Role, Roles};
use super::source::{FactualityFile, FramesFile, StatementsFile};
use rustc_hash::{FxHashMap, FxHashSet};

/// A family of stance words.
#[derive(Clone, Debug)]
pub struct Stance {
    /// `supports`, …
    pub stance: String,
    /// Where the topic stands.
    pub topic: Vec<Role>,
    /// Where the target stands.
    pub target: Vec<Role>,
}

/// All cues.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    /// Families of stance words.
    pub stances: Vec<Stance>,
    /// Lemma (any part of speech) to family.
    pub stance_words: FxHashMap<String, u32>,
    /// Cue word to its kind and status.
    pub factuality: FxHashMap<String, (String, String)>,
    /// Prepositions that take content.
    pub content: FxHashSet<String>,
    /// Verbs of subject control.
    pub subject_control: FxHashSet<String>,
    /// Negating words.
    pub negators: FxHashSet<String>,
    /// Relative pronouns.
    pub relatives: FxHashSet<String>,
    /// Roles that introduce topics.
    pub topics: Vec<Role>,
    /// Everything else of frames.toml, as written.
    pub frames: FramesFile,
}

impl Cues {
    /// Adds `cues/statements.toml`.
    pub fn add_stances(&mut self, file: StatementsFile, roles: &mut Roles) {
        for stance in file.stance {
            let id = self.stances.len() as u32;
            for word in stance.verbs.into_iter().chain(stance.nouns).chain(stance.adjectives) {
                self.stance_words.entry(word).or_insert(id);
            }
            self.stances.push(Stance {
                stance: stance.stance,
                topic: roles.list(&stance.topic),
                target: roles.list(&stance.target),
            });
        }
    }

    /// Adds `cues/factuality.toml`.
    pub fn add_factuality(&mut self, file: FactualityFile) {
        for cue in file.cue {
            for word in cue.words {
                self.factuality.entry(word).or_insert((cue.kind.clone(), cue.status.clone()));
            }
        }
    }

    /// Adds `cues/frames.toml`.
    pub fn add_frames(&mut self, file: FramesFile, roles: &mut Roles) {
        self.content.extend(file.content.iter().cloned());
        self.subject_control.extend(file.subject_control.iter().cloned());
        self.negators.extend(file.negators.iter().cloned());
        self.relatives.extend(file.relatives.iter().cloned());
        self.topics.extend(file.topics.iter().map(|t| roles.intern(t)));
        self.frames = file;
    }

    /// Whether `lemma` is a cue of this kind; its status.
    pub fn status(&self, kind: &str, lemma: &str) -> Option<&str> {
        self.factuality.get(lemma).filter(|(k, _)| k == kind).map(|(_, status)| status.as_str())
    }
}
