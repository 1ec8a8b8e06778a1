//! Words of meetings, of speech and of sources: `cues/meetings.toml`, `cues/speech.toml` and `cues/sources.toml`, as written and as looked up.

use super::cond::{Role, Roles};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// `cues/meetings.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MeetingsFile {
    /// Prepositions that introduce a meeting's topic.
    pub about: Vec<String>,
    /// Verbs whose arguments are topics.
    pub topic: Vec<TopicEntry>,
    /// What an item is.
    pub items: ItemWords,
    /// How meetings are told of.
    pub meetings: MeetingWords,
}

/// Verbs whose arguments are topics.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TopicEntry {
    /// Lemmas.
    pub verbs: Vec<String>,
    /// Nouns of which one must be the object; empty where any may.
    pub with: Vec<String>,
    /// Roles of the items.
    pub items: String,
    /// Whether it is also said outside of meetings.
    pub weak: bool,
    /// Whether it counts only where all who met say it.
    pub joint: bool,
    /// Whether it counts only as the purpose of meeting: "met to reaffirm".
    pub purpose: bool,
    /// Whether it is said of the meeting or of its topics: "the talks turned to grain".
    pub subject: bool,
}

/// What an item of an agenda is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ItemWords {
    /// Nouns that give way to what is listed behind them.
    pub empty: FxHashSet<String>,
    /// Modifiers that leave such a noun empty.
    pub plain: FxHashSet<String>,
    /// Nouns that weigh the topic behind them: "the importance of X".
    pub weighing: FxHashSet<String>,
    /// What introduces examples.
    pub markers: FxHashSet<String>,
    /// Heads that are no items.
    pub none: FxHashSet<String>,
    /// Heads that are no items without a word of what kind.
    pub bare: FxHashSet<String>,
    /// Prepositions whose phrase right behind an item is part of it.
    pub extends: FxHashSet<String>,
    /// Prepositions likewise, with a common noun.
    pub extends_plain: FxHashSet<String>,
    /// Nouns of an agenda.
    pub agenda: FxHashSet<String>,
    /// Nouns of topics, that stand for an agenda.
    pub topics: FxHashSet<String>,
    /// Verbs between an agenda and its items.
    pub holds: FxHashSet<String>,
    /// Verbs between an item and the agenda.
    pub leads: FxHashSet<String>,
    /// Verbs between an item and the meeting itself: "X dominated the talks".
    pub dominates: FxHashSet<String>,
    /// Preposition and noun that stand for an agenda: "on table".
    pub phrases: FxHashSet<String>,
    /// Modifiers that make topics those of the meeting told of: "the main topics".
    pub main: FxHashSet<String>,
    /// Prepositions before the sides of something.
    pub sides: FxHashSet<String>,
    /// Modifiers of an agenda that is no meeting's.
    pub other: FxHashSet<String>,
}

/// How meetings are told of.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MeetingWords {
    /// Nouns of meetings.
    pub nouns: FxHashSet<String>,
    /// Subjects that mean all who meet.
    pub together: FxHashSet<String>,
    /// Verbs of cancelling.
    pub cancelled: FxHashSet<String>,
    /// Verbs of putting off.
    pub postponed: FxHashSet<String>,
    /// Names of forms with their words, in order.
    pub format: Vec<FormatWords>,
}

/// The words of one form of meeting.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FormatWords {
    /// `summit`.
    pub name: String,
    /// Lemmas of the words that tell it.
    pub words: Vec<String>,
}

/// Verbs of topics, ready for look-up.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Object nouns of which one must be there; empty where any may.
    pub with: FxHashSet<String>,
    /// Roles of the items.
    pub items: Vec<Role>,
    /// Who must say it for it to count.
    pub said: Said,
}

/// Who must name a topic for it to be the meeting's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Anybody.
    ByAnybody,
    /// Somebody who took part.
    ByOne,
    /// All who took part.
    ByAll,
    /// Nobody: it is what they meet for.
    AsPurpose,
    /// Nobody: the meeting or its topics are the subject.
    OfMeeting,
}

/// Words of meetings, ready for look-up.
#[derive(Clone, Debug, Default)]
pub struct MeetingCues {
    /// Roles that introduce a meeting's topic.
    pub about: Vec<Role>,
    /// Topic verbs.
    pub topics: Vec<Topic>,
    /// Lemma to topic verbs.
    pub verbs: FxHashMap<String, Vec<u32>>,
    /// What an item is.
    pub items: ItemWords,
    /// How meetings are told of.
    pub words: MeetingWords,
}

impl MeetingCues {
    /// Indexes the file.
    pub fn new(file: MeetingsFile, roles: &mut Roles) -> MeetingCues {
        let mut cues = MeetingCues {
            items: file.items,
            words: file.meetings,
            about: roles.list(&file.about.join("|")),
            ..Self::default()
        };
        for entry in file.topic {
            let id = cues.topics.len() as u32;
            for verb in entry.verbs {
                cues.verbs.entry(verb).or_default().push(id);
            }
            let said = match (entry.purpose, entry.subject, entry.joint, entry.weak) {
                (true, ..) => Said::AsPurpose,
                (_, true, ..) => Said::OfMeeting,
                (_, _, true, _) => Said::ByAll,
                (.., true) => Said::ByOne,
                _ => Said::ByAnybody,
            };
            cues.topics.push(Topic { with: entry.with.into_iter().collect(), items: roles.list(&entry.items), said });
        }
        cues
    }

    /// The topic verbs that a frame's lemma names; a phrasal verb's first word is one, too.
    pub fn of<'c>(&'c self, lemma: &'c str) -> impl Iterator<Item = &'c Topic> + 'c {
        let first = lemma.split_once(' ').map(|(first, _)| first);
        let ids = self.verbs.get(lemma).into_iter().chain(first.and_then(|f| self.verbs.get(f)));
        ids.flatten().map(|id| &self.topics[*id as usize])
    }
}

/// `cues/speech.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SpeechFile {
    /// Verbs that lay stress on a noun.
    pub stressing: FxHashSet<String>,
    /// Verbs of talking, which lay stress on weighty nouns alone.
    pub discussing: FxHashSet<String>,
    /// The weighty nouns.
    pub weighty: FxHashSet<String>,
    /// What is stressed, and the stance that it shows.
    pub stressed: Vec<Stressed>,
    /// Verbs that judge their object.
    pub judging: FxHashSet<String>,
    /// Verbs that tell what somebody says.
    pub saying: FxHashSet<String>,
    /// Words of approval.
    pub good: FxHashSet<String>,
    /// Words of disapproval.
    pub bad: FxHashSet<String>,
    /// Words of blame.
    pub blame: FxHashSet<String>,
    /// Nouns behind a preposition: "in support of".
    pub behind: Vec<Behind>,
    /// Verbs that leave what stands inside them asserted: "continued to oppose".
    pub asserting: FxHashSet<String>,
    /// Pronouns of the one who speaks.
    pub first_person: FxHashSet<String>,
}

/// Nouns that are stressed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Stressed {
    /// The stance.
    pub stance: String,
    /// Lemmas.
    pub nouns: FxHashSet<String>,
}

/// A noun behind a preposition that tells a stance.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Behind {
    /// The stance.
    pub stance: String,
    /// The preposition before the noun.
    pub preposition: String,
    /// Lemmas.
    pub nouns: FxHashSet<String>,
    /// The prepositions behind it.
    pub topic: Vec<String>,
}

/// `cues/sources.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SourcesFile {
    /// Outlets: spellings, the first of which is the name.
    pub outlets: Vec<Vec<String>>,
    /// Verbs whose subject is the source.
    pub reporting: FxHashSet<String>,
    /// Verbs whose object is the source.
    pub quoting: FxHashSet<String>,
    /// Verbs whose hearer is the source.
    pub telling: FxHashSet<String>,
    /// Nouns between a source and what it told.
    pub interviews: FxHashSet<String>,
    /// Prepositions before a source.
    pub according: FxHashSet<String>,
    /// Prepositions before a paper in which something was said.
    pub papers_in: FxHashSet<String>,
    /// Papers that are sources.
    pub documents: FxHashSet<String>,
    /// Roles that speak for others.
    pub spokesmen: FxHashSet<String>,
    /// What stands before the name in a line of its own.
    pub labels: Vec<String>,
    /// First words of lines that name a body.
    pub bodies: FxHashSet<String>,
}

/// Words of sources, ready for look-up.
#[derive(Clone, Debug, Default)]
pub struct SourceCues {
    /// As written.
    pub words: SourcesFile,
    /// First word of a spelling to the spellings, longest first, with the index of their outlet.
    by_first: FxHashMap<String, Vec<(String, usize)>>,
}

impl SourceCues {
    /// Indexes the file.
    pub fn new(file: SourcesFile) -> SourceCues {
        let mut by_first: FxHashMap<String, Vec<(String, usize)>> = FxHashMap::default();
        for (id, spellings) in file.outlets.iter().enumerate() {
            for spelling in spellings {
                by_first.entry(first_word(spelling).to_owned()).or_default().push((spelling.clone(), id));
            }
        }
        by_first
            .values_mut()
            .for_each(|list| list.sort_by_key(|(spelling, id)| (std::cmp::Reverse(spelling.len()), *id)));
        SourceCues { words: file, by_first }
    }

    /// The name in a line of its own, without its label: "Photo: Russian Foreign Ministry", "Based on materials from TASS".
    pub fn name_in<'t>(&self, line: &'t str) -> &'t str {
        let lower = line.to_lowercase();
        let fits = |label: &&String| {
            let rest = lower.strip_prefix(label.as_str());
            rest.is_some_and(|r| r.starts_with(|c: char| !c.is_alphanumeric())) && line.is_char_boundary(label.len())
        };
        let label = self.words.labels.iter().filter(fits).map(String::len).max().unwrap_or(0);
        // letters whose lower case is longer could move the boundary
        let name = line.get(label..).unwrap_or(line);
        name.trim_matches(|c: char| !c.is_alphanumeric() && !"\"“”«»".contains(c))
    }

    /// The outlet whose name `text` begins with: the length of the spelling in bytes, and the name.
    pub fn outlet_at(&self, text: &str) -> Option<(usize, &str)> {
        let ends = |spelling: &str| text[spelling.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        let spellings = self.by_first.get(first_word(text))?;
        let (spelling, id) = spellings.iter().find(|(s, _)| text.starts_with(s.as_str()) && ends(s))?;
        Some((spelling.len(), self.words.outlets[*id].first()?))
    }
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(text)
}

/// `cues/confidence.toml`: what was measured, 0–1.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConfidenceFile {
    /// Of events, by their points.
    pub events: Vec<f64>,
    /// Of positions that events tell.
    pub position_of_event: f64,
    /// Of positions that stance words tell.
    pub position_of_word: f64,
    /// Of positions that the form of a clause tells.
    pub position_of_form: f64,
}
