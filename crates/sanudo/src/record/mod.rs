//! What does the world get? The record `sanudo/1`: one JSON object an article.
//!
//! Field names and their order are the contract. `span`s are `[start, end)` in Unicode code points of `article.text`.
//! Absent and `null` mean the same; lists are never `null`.

mod build;
pub mod conllu;
pub mod export;
pub mod table;

pub use build::{Options, write};

use crate::lexicon::countries::Codes;
use serde::{Deserialize, Serialize};

/// `[start, end)` in code points.
pub type Range = [u32; 2];

/// One article's record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Always `sanudo/1`.
    pub schema: String,
    /// The article and its sources.
    pub article: ArticleRecord,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// Who meets whom about what.
    pub meetings: Vec<Meeting>,
    /// Who stands where.
    pub statements: Vec<Statement>,
    /// The countries that the record names, in order of their codes, as they were on the day of publication.
    pub countries: Vec<Codes>,
    /// Predicates left out, each with its reason (only when asked for).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncoded: Option<Vec<Uncoded>>,
    /// Remarks.
    pub diagnostics: Vec<DiagnosticRecord>,
    /// What made this record.
    pub coder: Coder,
}

/// The article's own data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleRecord {
    /// Given, or a hash of the text.
    pub id: String,
    /// Where it stands.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// Only when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// SHA-256 of the text, in hexadecimal.
    pub sha256: String,
    /// The chain of sources, outermost first.
    pub sources: Vec<SourceRecord>,
}

/// A link in the chain of sources.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceRecord {
    /// `publisher`, `agency`, `photo`, `document` or `person`.
    pub kind: String,
    /// `TASS`.
    pub name: String,
    /// The words that say so; absent for a publisher known from metadata.
    pub text: Option<String>,
    /// Where they stand.
    pub span: Option<Range>,
}

/// Quoted words with their place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Their place.
    pub span: Range,
}

/// A party of an event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entity {
    /// The mention in this sentence; for a pronoun the pronoun.
    pub text: String,
    /// Its place.
    pub span: Range,
    /// The canonical name of what it refers to.
    pub name: String,
    /// ISO 3166-1 alpha-3, or `KOS`.
    pub country: Option<String>,
    /// `UNO`, `EUR`, `NATO`, `GCC`, `IGO`, `NGO`, …
    pub organisation: Option<String>,
    /// PLOVER sectors, primary first.
    pub sectors: Vec<String>,
    /// `foreign minister`.
    pub role: Option<String>,
    /// `person`, `office`, `government`, `country`, `organisation`, `group` or `population`.
    pub kind: String,
    /// Wikidata identifier; for a country that of the state on the day of publication.
    pub wikidata: Option<String>,
    /// The span that settled it, where coreference did.
    pub antecedent: Option<Range>,
    /// What settled it: `lexicon`, `title`, `nested`, `pronoun`, `counterpart`, `context`, …
    pub basis: String,
    /// Members of a collective that the text spells out or the lexicon knows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Entity>,
    /// `Arab nations`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collective: Option<String>,
}

/// When.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Date {
    /// The words; absent for the publication date.
    pub text: Option<String>,
    /// Their place.
    pub span: Option<Range>,
    /// ISO 8601 date, inclusive.
    pub start: String,
    /// ISO 8601 date, inclusive.
    pub end: String,
    /// `day`, `week`, `month`, `quarter`, `year`, `range`, …
    pub granularity: String,
    /// `explicit`, `relative` or `publication`.
    pub basis: String,
}

/// Where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The words.
    pub text: String,
    /// Their place in the text.
    pub span: Range,
    /// Canonical name.
    pub name: String,
    /// GeoNames id; absent where the gazetteer has none.
    pub geonameid: Option<u32>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Degrees north. Absent for a country: it never gets its capital's coordinates.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// `city`, `admin1`, `country`, `region`, `sea`, `site`.
    pub granularity: String,
    /// `text`, or `dateline` where the article's dateline stood in.
    pub basis: String,
}

/// Who did what to whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Stable: the same article, lexicon and model give the same id.
    pub id: String,
    /// PLOVER type after the decision rules.
    #[serde(rename = "type")]
    pub kind: String,
    /// The act itself, where the decision rules changed it.
    pub underlying: String,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Whether `cameo` says less or more than type and modes; absent where it says the same.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cameo_lossy: bool,
    /// 1 verbal cooperation … 4 material conflict.
    pub quad: u8,
    /// PLOVER score of type and mode.
    pub score: f64,
    /// See [`crate::event::Status`].
    pub status: String,
    /// The words that tell the status.
    pub status_cue: Option<Quote>,
    /// Who; all parties of a reciprocal event.
    pub actors: Vec<Entity>,
    /// To whom.
    pub recipients: Vec<Entity>,
    /// When.
    pub date: Option<Date>,
    /// Where.
    pub place: Option<Place>,
    /// The words of the act.
    pub trigger: Quote,
    /// Index of the sentence.
    pub sentence: u32,
    /// Its place.
    pub sentence_span: Range,
    /// Who says so.
    pub attribution: Vec<Entity>,
    /// Counts told in the sentence.
    pub casualties: Option<Casualties>,
    /// 0–1.
    pub confidence: f64,
    /// `meet/phone`: names the file to open.
    pub rule: String,
    /// The outer event, for one written only with `--nested`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Later tellings of the same act.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Quote>,
}

/// Dead and injured, as told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Casualties {
    /// Dead.
    pub killed: Option<u32>,
    /// Injured.
    pub injured: Option<u32>,
    /// Whether there may be more ("at least 12", "dozens").
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub at_least: bool,
}

/// A meeting told of, announced or held.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meeting {
    /// Stable.
    pub id: String,
    /// As for events.
    pub status: String,
    /// All parties.
    pub participants: Vec<Entity>,
    /// The host, where told.
    pub host: Option<Entity>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub date: Option<Date>,
    /// `talks`, `visit`, `summit`, `phone`, `video`, `session`, `conference`, `negotiations`, `mediation`.
    pub format: String,
    /// What became of it: `announced`, `under-way`, `held`, `regular`, `cancelled`, `postponed`, `not-held`, `proposed`.
    pub stage: String,
    /// What it is about.
    pub agenda: Vec<AgendaItem>,
    /// Ids of the events that tell of it.
    pub events: Vec<String>,
    /// The trigger of its leading event.
    pub span: Range,
    /// The sentence of its leading event.
    pub sentence_span: Range,
}

/// One item of an agenda.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgendaItem {
    /// The words.
    pub text: String,
    /// Their place.
    pub span: Range,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
}

/// Who stands where on what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// Stable.
    pub id: String,
    /// Whose position.
    pub holder: Vec<Entity>,
    /// `supports`, `opposes`, `concerned`, `demands`, `blames`, `denies`, `claims`, `proposes`.
    pub stance: String,
    /// On what.
    pub topic: Option<Quote>,
    /// Towards whom.
    pub target: Vec<Entity>,
    /// The words that tell the stance.
    pub cue: Quote,
    /// Whether it stands in a direct quotation.
    pub quoted: bool,
    /// When.
    pub date: Option<Date>,
    /// Index of the sentence.
    pub sentence: u32,
    /// Its place.
    pub sentence_span: Range,
    /// The lexicon rule.
    pub rule: String,
    /// 0–1.
    pub confidence: f64,
}

/// A predicate that was not coded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Uncoded {
    /// The predicate.
    pub trigger: Quote,
    /// Index of the sentence.
    pub sentence: u32,
    /// `no-actor`, `no-rule`, `content-of-saying`, …
    pub reason: String,
}

/// A remark.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DiagnosticRecord {
    /// `W012`.
    pub code: String,
    /// What was seen.
    pub message: String,
    /// Where.
    pub span: Option<Range>,
    /// What to do.
    pub hint: Option<String>,
}

/// What made this record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Coder {
    /// `sanudo 0.1.0`.
    pub program: String,
    /// Hash of the lexicon.
    pub lexicon: String,
    /// Hash of the model.
    pub model: String,
}
