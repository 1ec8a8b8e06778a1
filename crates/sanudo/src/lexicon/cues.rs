//! The small words: stances, factuality cues and the function words of frames.

use super::cond::{Role, Roles};
use super::source::{FactualityFile, FramesFile, StatementsFile};
use super::talk::{ConfidenceFile, MeetingCues, MeetingsFile, SourceCues, SpeechFile};
use crate::frame::Kind;
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
    /// Heads that are no topics of it.
    pub never: FxHashSet<String>,
}

/// All cues.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    /// Families of stance words.
    pub stances: Vec<Stance>,
    /// Lemma to family, of verbs.
    pub stance_verbs: FxHashMap<String, u32>,
    /// Lemma to family, of nouns.
    pub stance_nouns: FxHashMap<String, u32>,
    /// Lemma to family, of adjectives.
    pub stance_adjectives: FxHashMap<String, u32>,
    /// Cue word to its kinds, each with a status.
    pub factuality: FxHashMap<String, Vec<(String, String)>>,
    /// Prepositions that take content.
    pub content: FxHashSet<String>,
    /// Verbs of subject control.
    pub subject_control: FxHashSet<String>,
    /// Negating words.
    pub negators: FxHashSet<String>,
    /// Relative pronouns.
    pub relatives: FxHashSet<String>,
    /// Words of meetings.
    pub meetings: MeetingCues,
    /// Words of speech.
    pub speech: SpeechFile,
    /// Words of sources.
    pub sources: SourceCues,
    /// What confidence is worth.
    pub confidence: ConfidenceFile,
    /// Every noun of `speech.behind`, with its family there.
    pub behind: FxHashMap<String, u32>,
    /// Operators whose content may be an act told by a bare noun.
    pub takes_nouns: FxHashSet<String>,
    /// Prepositions of times: with a weekday, a month or a unit they are no arguments.
    pub time_prepositions: FxHashSet<String>,
    /// Nouns that stand for what they count: "millions of dollars".
    pub quantities: FxHashSet<String>,
    /// Nouns that only count or shape the acts behind their "of": "a round of talks".
    pub counters: FxHashSet<String>,
    /// Operators whose content may be an infinitive that the parser took for a purpose.
    pub takes_infinitives: FxHashSet<String>,
    /// Everything else of frames.toml, as written.
    pub frames: FramesFile,
}

/// Enters words that have no entry yet.
fn add_new(map: &mut FxHashMap<String, u32>, words: impl IntoIterator<Item = String>, id: u32) {
    words.into_iter().for_each(|word| _ = map.entry(word).or_insert(id));
}

impl Cues {
    /// Adds `cues/statements.toml`.
    pub fn add_stances(&mut self, file: StatementsFile, roles: &mut Roles) {
        for stance in file.stance {
            let id = self.stances.len() as u32;
            let Cues { stance_verbs, stance_nouns, stance_adjectives, .. } = self;
            for (words, map) in
                [(stance.verbs, stance_verbs), (stance.nouns, stance_nouns), (stance.adjectives, stance_adjectives)]
            {
                add_new(map, words, id);
            }
            self.stances.push(Stance {
                stance: stance.stance,
                topic: roles.list(&stance.topic),
                target: roles.list(&stance.target),
                never: stance.never.into_iter().collect(),
            });
        }
    }

    /// Adds `cues/factuality.toml`.
    pub fn add_factuality(&mut self, file: FactualityFile) {
        for cue in file.cue {
            for word in cue.words {
                self.factuality.entry(word).or_default().push((cue.kind.clone(), cue.status.clone()));
            }
        }
    }

    /// Adds `cues/frames.toml`.
    pub fn add_frames(&mut self, file: FramesFile) {
        self.content.extend(file.content.iter().cloned());
        self.subject_control.extend(file.subject_control.iter().cloned());
        self.negators.extend(file.negators.iter().cloned());
        self.relatives.extend(file.relatives.iter().cloned());
        self.takes_nouns.extend(file.takes_nouns.iter().cloned());
        self.time_prepositions.extend(file.time_prepositions.iter().cloned());
        self.quantities.extend(file.quantities.iter().cloned());
        self.counters.extend(file.counters.iter().cloned());
        self.takes_infinitives.extend(file.takes_infinitives.iter().cloned());
        self.frames = file;
    }

    /// Adds `cues/meetings.toml`.
    pub fn add_meetings(&mut self, file: MeetingsFile, roles: &mut Roles) {
        for name in ["with", "between", "among"] {
            roles.intern(name);
        }
        self.meetings = MeetingCues::new(file, roles);
    }

    /// Adds `cues/speech.toml`.
    pub fn add_speech(&mut self, file: SpeechFile) {
        for (id, family) in file.behind.iter().enumerate() {
            add_new(&mut self.behind, family.nouns.iter().cloned(), id as u32);
        }
        self.speech = file;
    }

    /// The family of stance words that a predicate belongs to.
    pub fn stance(&self, kind: Kind, lemma: &str) -> Option<&Stance> {
        let words = match kind {
            Kind::Verb => &self.stance_verbs,
            Kind::Noun => &self.stance_nouns,
            Kind::Adjective => &self.stance_adjectives,
        };
        words.get(lemma).map(|family| &self.stances[*family as usize])
    }

    /// Words by which a sentence that names nobody tells something of those in others: what a meeting is about, where the people
    /// of "we" or of a passive stand, which paper says so, how many died.
    pub fn of_other_sentences(&self) -> impl Iterator<Item = &String> {
        let Cues { meetings, speech, sources, .. } = self;
        let stances =
            [&self.stance_verbs, &self.stance_nouns, &self.stance_adjectives].into_iter().flat_map(|w| w.keys());
        let behind = self.behind.keys().chain(speech.stressed.iter().flat_map(|s| &s.nouns));
        let judged = [&speech.good, &speech.bad, &speech.blame].into_iter().flatten();
        let words = &meetings.words;
        let items = [&meetings.items.agenda, &meetings.items.topics, &sources.words.documents].into_iter().flatten();
        let victims = self.frames.killed.iter().chain(&self.frames.injured);
        let told = [&words.nouns, &words.cancelled, &words.postponed].into_iter().flatten();
        stances.chain(behind).chain(judged).chain(items).chain(told).chain(victims).chain(meetings.verbs.keys())
    }

    /// Whether `lemma` is a cue of this kind; its status.
    pub fn status(&self, kind: &str, lemma: &str) -> Option<&str> {
        self.factuality.get(lemma)?.iter().find(|(k, _)| k == kind).map(|(_, status)| status.as_str())
    }
}
