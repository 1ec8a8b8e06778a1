//! The whole program on one page: an article becomes an analysis, stage by stage.

use crate::actor::{self, Actors};
use crate::article::Article;
use crate::attribute::{self, Attributes};
use crate::event::{self, Events, Scene};
use crate::frame::{self, Frames};
use crate::gate;
use crate::language::{self, Verdict};
use crate::lexicon::Lexicon;
use crate::meeting::{self, Meeting};
use crate::mention::{self, Mentions};
use crate::model::Model;
use crate::parse::{self, Parsed};
use crate::segment::{self, Segments};
use crate::source::{self, Source};
use crate::statement::{self, Statement};

/// What every stage added to one article.
#[derive(Debug, Default)]
pub struct Analysis {
    /// What language the text is in; in another one than the model's, nothing below is filled.
    pub language: Verdict,
    /// Blocks, sentences, words.
    pub segments: Segments,
    /// Tags and trees.
    pub parsed: Parsed,
    /// Phrases that could be somebody.
    pub mentions: Mentions,
    /// Who they are; parallel to the mentions.
    pub actors: Actors,
    /// Predicates with their arguments.
    pub frames: Frames,
    /// Events and what was left out.
    pub events: Events,
    /// Parallel to the events.
    pub attributes: Vec<Attributes>,
    /// Positions.
    pub statements: Vec<Statement>,
    /// Meetings.
    pub meetings: Vec<Meeting>,
    /// The chain of sources.
    pub sources: Vec<Source>,
}

/// What is asked of an analysis beside the record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// A tree of every sentence, also of those that cannot matter for the record: to explain, or to list what was left out.
    pub every_sentence: bool,
    /// The text is in the model's language, whatever it looks like.
    pub own_language: bool,
}

/// Analyses one article; cannot fail, cannot see anything but its arguments.
pub fn analyse(article: &Article, lexicon: &Lexicon, model: &Model) -> Analysis {
    analyse_as(article, lexicon, model, Asked::default())
}

/// As [`analyse`], with more asked.
pub fn analyse_as(article: &Article, lexicon: &Lexicon, model: &Model, asked: Asked) -> Analysis {
    let language = if asked.own_language { language::own(model) } else { language::tell(&article.text, model) };
    if matches!(language, Verdict::Other(_)) {
        return Analysis { language, ..Analysis::default() };
    }
    let segments = segment::segment(article, model);
    let parsed = match asked.every_sentence {
        true => parse::parse(article, &segments, model),
        false => {
            let worth = gate::worth(article, &segments, model, lexicon);
            parse::parse_some(article, &segments, model, |sentence| worth[sentence])
        }
    };
    Analysis { language, ..analyse_parsed(article, segments, parsed, lexicon) }
}

/// Everything behind the parser: for trees that come from elsewhere.
pub fn analyse_parsed(article: &Article, segments: Segments, parsed: Parsed, lexicon: &Lexicon) -> Analysis {
    let mentions = mention::find(article, &parsed, lexicon);
    let written = attribute::place::dateline(article, &segments, &Actors::default(), lexicon);
    let home = written.as_ref().and_then(|(_, place)| place.country.as_deref());
    let actors = actor::resolve(article, &parsed, &mentions, home, lexicon);
    let frames = frame::extract(&parsed, &article.text, lexicon);
    let mut events = event::code(&parsed, &mentions, &actors, &frames, lexicon);
    let scene = Scene { parsed: &parsed, mentions: &mentions, actors: &actors, frames: &frames, lexicon };
    let attributes = attribute::settle(article, &segments, &scene, &mut events.list);
    let meetings = meeting::gather(&scene, &events, &attributes, &article.text, &segments);
    let statements = statement::find(&scene, &events.list, &meetings, &article.text);
    let sources = source::chain(article, &segments, &scene);
    let language = Verdict::default();
    Analysis { language, segments, parsed, mentions, actors, frames, events, attributes, statements, meetings, sources }
}

impl Analysis {
    /// The view of the analysis that the event stage works on.
    pub(crate) fn scene<'a>(&'a self, lexicon: &'a Lexicon) -> Scene<'a> {
        let Analysis { parsed, mentions, actors, frames, .. } = self;
        Scene { parsed, mentions, actors, frames, lexicon }
    }
}
