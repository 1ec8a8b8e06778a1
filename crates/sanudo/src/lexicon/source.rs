//! The lexicon's files as they are written: one struct a table, nothing computed.
//!
//! Unknown keys are errors, so that a slip of the pen cannot silently switch a rule off.

use serde::Deserialize;
use std::collections::BTreeMap;

/// `verbs/NAME.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VerbFile {
    /// Id of an act, or `none`.
    pub act: String,
    /// Lemmas, particles after a blank.
    pub verbs: Vec<String>,
    /// Event nouns.
    pub nouns: Vec<String>,
    /// Predicative adjectives.
    pub adjectives: Vec<String>,
    /// Roles of the recipient, in order.
    pub recipient: Option<String>,
    /// Roles of the actor, in order.
    pub actor: Option<String>,
    /// PLOVER modes instead of the act's.
    pub modes: Option<Vec<String>>,
    /// A condition without which nothing codes.
    pub require: Option<String>,
    /// Why a file with `act = "none"` leaves its frames uncoded.
    pub why: Option<String>,
    /// Refinements, most specific first.
    pub rule: Vec<Rule>,
    /// Proofs.
    pub example: Vec<Example>,
    /// Counter-proofs.
    pub never: Vec<Never>,
}

/// A refinement of a verb class.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rule {
    /// Unique in its file.
    pub id: String,
    /// Conditions that must all hold.
    pub when: String,
    /// Instead of the file's.
    pub act: Option<String>,
    /// Instead of the file's.
    pub modes: Option<Vec<String>>,
    /// Instead of the file's.
    pub recipient: Option<String>,
    /// Instead of the file's.
    pub actor: Option<String>,
    /// Why, where `act = "none"`.
    pub why: Option<String>,
}

/// A sentence that must code.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// What comes out, in the notation of lexicon/README.md.
    pub events: Vec<String>,
    /// ISO date; 2024-06-12 where absent.
    pub published: Option<String>,
    /// A remark.
    pub why: Option<String>,
}

/// A sentence that must not code.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Never {
    /// The sentence.
    pub text: String,
    /// The reason.
    pub why: String,
    /// ISO date.
    pub published: Option<String>,
}

/// `ontology/acts.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActsFile {
    /// All acts.
    pub act: Vec<Act>,
}

/// What a rule can make of a frame.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Act {
    /// Its name in the verb files.
    pub id: String,
    /// PLOVER type; empty for a pure operator.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// What an operator sees of it.
    pub class: String,
    /// `one`, `both`, `visit` or `host`.
    pub parties: String,
    /// Name of the operator in compose.toml, if it is one.
    pub operator: Option<String>,
    /// Where to look for the recipient.
    pub recipient: String,
    /// What a possessor of the noun is: `subj` (default) or `obj` ("the minister's arrest").
    pub possessor: String,
}

/// `ontology/compose.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ComposeFile {
    /// First match wins.
    pub row: Vec<Row>,
}

/// What an operator makes of the act inside it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Row {
    /// The operator.
    pub operator: String,
    /// Class of the inner act, `act:ID`, `@class` of a noun, `any` or `none`.
    pub inner: String,
    /// Whether the inner act must be negated.
    pub negated: Option<bool>,
    /// Further conditions, blank-separated.
    pub when: Option<String>,
    /// PLOVER type, `inner`, `none`, or another operator whose rows decide.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER modes of the result.
    pub modes: Vec<String>,
    /// Forces the status.
    pub status: String,
    /// `addressee`, `agent`, `target`, in order.
    pub recipient: String,
    /// `outer`, `inner`, `voice` or `force`.
    pub actors: String,
    /// The reason.
    pub why: Option<String>,
}

/// `ontology/classes*.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClassesFile {
    /// Word classes; the same name twice is their union.
    pub class: Vec<Class>,
}

/// A word class.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Class {
    /// Written `@name` in conditions.
    pub name: String,
    /// Lemmas.
    pub words: Vec<String>,
}

/// `ontology/light.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LightFile {
    /// Light verbs.
    pub light: Vec<Light>,
}

/// A family of light verbs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Light {
    /// Lemmas, particles after a blank.
    pub verbs: Vec<String>,
    /// Event nouns it goes with; empty or `@any`: all.
    pub nouns: Vec<String>,
    /// `active` or `passive`.
    pub voice: String,
    /// `obj` or a preposition.
    pub path: String,
    /// Where the patient stands, if not in the noun's own phrases.
    pub patient: Option<String>,
    /// `begin`, `stop` or `continue`.
    pub aspect: Option<String>,
}

/// `ontology/contexts.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContextsFile {
    /// PLOVER contexts.
    pub context: Vec<Class>,
}

/// `ontology/plover.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PloverFile {
    /// The sixteen types.
    #[serde(rename = "type")]
    pub kinds: Vec<Kind>,
}

/// A PLOVER type.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Kind {
    /// `AGREE`.
    pub name: String,
    /// 1–4.
    pub quad: u8,
    /// Score without a mode.
    pub score: f64,
    /// CAMEO root code.
    pub cameo: String,
    /// CAMEO codes of an intention, by the type of the act that is intended.
    pub planned: BTreeMap<String, String>,
    /// CAMEO roots that become this type, beside its own.
    pub roots: Vec<String>,
    /// Modes.
    pub mode: Vec<Mode>,
}

/// A PLOVER mode.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mode {
    /// `visit`.
    pub name: String,
    /// Its score; absent where the manual gives none.
    pub score: Option<f64>,
    /// CAMEO code.
    pub cameo: String,
    /// Whether CAMEO's code means the same, no more and no less.
    pub exact: bool,
}

/// `cues/statements.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StatementsFile {
    /// Families of words.
    pub stance: Vec<Stance>,
}

/// Words that tell a stance.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Stance {
    /// `supports`, `opposes`, …
    pub stance: String,
    /// Lemmas.
    pub verbs: Vec<String>,
    /// Lemmas.
    pub nouns: Vec<String>,
    /// Lemmas.
    pub adjectives: Vec<String>,
    /// Roles of the topic, in order.
    pub topic: String,
    /// Roles of the target, in order.
    pub target: String,
    /// Heads that are no topics of it: "claimed responsibility".
    pub never: Vec<String>,
}

/// `cues/factuality.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FactualityFile {
    /// Families of words.
    pub cue: Vec<Cue>,
}

/// Words that tell a status.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cue {
    /// The status they tell.
    pub status: String,
    /// Lemmas or phrases.
    pub words: Vec<String>,
    /// `modal`, `adverb`, `adjective`, `verb`, `conjunction`.
    pub kind: String,
}

/// `cues/frames.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FramesFile {
    /// Prepositions whose gerund or action noun is content ("accused of bombing").
    pub content: Vec<String>,
    /// What stands wrongly at the end of a guessed lemma, what should, and the least length (bytes) of what comes out.
    pub lemma_repairs: Vec<(String, String, usize)>,
    /// Past forms with their lemmas.
    pub lemma_irregular: Vec<(String, String)>,
    /// Verbs whose infinitive keeps the subject although they have an object ("promised us to go").
    pub subject_control: Vec<String>,
    /// Operators whose content may be an act told by a bare noun ("dropped the investigation").
    pub takes_nouns: Vec<String>,
    /// Prepositions that with a weekday, a month or a unit tell a time.
    pub time_prepositions: Vec<String>,
    /// Nouns that stand for what they count.
    pub quantities: Vec<String>,
    /// Nouns that only count or shape the acts behind their "of": "a round of talks".
    pub counters: Vec<String>,
    /// Operators whose content may be an infinitive that the parser took for a purpose.
    pub takes_infinitives: Vec<String>,
    /// Prepositions of other events: what is done there is not done to the verb's patient ("after an attack on X").
    pub apart: Vec<String>,
    /// Prepositions of an occasion at which the subject of the clause was: "after talks with X".
    pub occasions: Vec<String>,
    /// Sectors of those who report what they saw or found, and accuse nobody by it.
    pub bystanders: Vec<String>,
    /// Prepositions that put the author of a deed before it.
    pub authorship: Vec<String>,
    /// Bodies that take sides.
    pub partisan_bodies: Vec<String>,
    /// Sectors of those in arms against a state.
    pub fighters: Vec<String>,
    /// Prepositions behind which an act of violence names its victim.
    pub suffering: Vec<String>,
    /// Nouns of motives: what stands behind them suffers nothing by the act.
    pub motives: Vec<String>,
    /// Prepositions behind which somebody acts beside the subject.
    pub companions: Vec<String>,
    /// A preposition and a noun that are half of a longer preposition.
    pub half_prepositions: Vec<String>,
    /// Words behind a negator that take its force away ("not only").
    pub focus_words: Vec<String>,
    /// Pronouns of who speaks.
    pub speakers: Vec<String>,
    /// Subjects in the first person, by lemma.
    pub first_person: Vec<String>,
    /// Pronouns of things, by lemma.
    pub thing_pronouns: Vec<String>,
    /// Marks around what is quoted.
    pub quotation_marks: Vec<String>,
    /// What stands before the colon of an interviewer's question.
    pub interviewers: Vec<String>,
    /// Words that negate.
    pub negators: Vec<String>,
    /// Relative pronouns.
    pub relatives: Vec<String>,
    /// Words for killing, with their counts before or after.
    pub killed: Vec<String>,
    /// Words for wounding.
    pub injured: Vec<String>,
    /// Words for killing whose subject is dead.
    pub dying: Vec<String>,
    /// Nouns that count roughly ("dozens"), with the least that they mean.
    pub many: Vec<(String, u32)>,
    /// Determiners that mean one.
    pub single: Vec<String>,
    /// Words of a lower bound ("at least").
    pub bounds: Vec<String>,
    /// Number words.
    pub numbers: Vec<(String, u32)>,
    /// Prepositions that say where something happens.
    pub place_prepositions: Vec<String>,
}

/// `discard.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DiscardFile {
    /// Lists of words.
    pub discard: Vec<Discard>,
}

/// What is no news of politics.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Discard {
    /// Its name.
    pub id: String,
    /// Two of these in a sentence are enough.
    pub words: Vec<String>,
    /// One of these is enough.
    pub strong: Vec<String>,
    /// The reason that --uncoded shows.
    pub why: String,
    /// Those of the words by which a whole article is known.
    pub marks: Vec<String>,
    /// Types that an article full of these marks tells of nobody in politics, whoever stands on the two sides.
    pub articles: Vec<String>,
    /// The only types that are left out, if there are any.
    pub types: Vec<String>,
    /// Whether they are told as history where states stand on both sides.
    pub past: bool,
    /// Sentences that must be discarded.
    pub example: Vec<Example>,
    /// Sentences that must not.
    pub never: Vec<Example>,
}
