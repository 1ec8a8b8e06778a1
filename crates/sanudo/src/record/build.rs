//! From the analysis to the record: byte spans become code points, indices become values.

use super::*;
use crate::actor::{Actor, ActorKind};
use crate::article::Article;
use crate::attribute::{Attributes, When, Where};
use crate::event;
use crate::language::Verdict;
use crate::lexicon::Lexicon;
use crate::pipeline::Analysis;
use crate::text::{CodePoints, Span};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What of the analysis is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The article's text.
    pub text: bool,
    /// Acts that are only the content of others.
    pub nested: bool,
    /// Predicates left out, with their reasons.
    pub uncoded: bool,
}

/// Writes the record of one article. `model` is the model's hash; the caller adds `sha256`.
pub fn write(article: &Article, analysis: &Analysis, lexicon: &Lexicon, model: &str, options: Options) -> Record {
    let dated = dated(analysis);
    let writer = Writer { article, analysis, lexicon, points: CodePoints::new(&article.text), dated };
    let mut events = writer.events();
    let meetings = writer.meetings(&events);
    if options.nested {
        events.extend(writer.nested(&events));
    }
    let statements: Vec<Statement> = analysis.statements.iter().map(|s| writer.statement(s)).collect();
    Record {
        schema: "sanudo/1".into(),
        article: writer.article(options.text),
        countries: writer.countries(&events, &meetings, &statements),
        meetings,
        statements,
        uncoded: options.uncoded.then(|| writer.uncoded()),
        diagnostics: foreign(analysis.language).into_iter().collect(),
        coder: Coder {
            program: concat!("sanudo ", env!("CARGO_PKG_VERSION")).into(),
            lexicon: lexicon.hash.clone(),
            model: model.into(),
        },
        events,
    }
}

struct Writer<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    lexicon: &'a Lexicon,
    points: CodePoints,
    /// The first event with a date of each frame, by frame.
    dated: FxHashMap<usize, usize>,
}

fn dated(analysis: &Analysis) -> FxHashMap<usize, usize> {
    let mut by_frame = FxHashMap::default();
    for (id, (event, attributes)) in analysis.events.list.iter().zip(&analysis.attributes).enumerate() {
        if attributes.date.is_some() {
            by_frame.entry(event.frame).or_insert(id);
        }
    }
    by_frame
}

impl Writer<'_> {
    fn article(&self, with_text: bool) -> ArticleRecord {
        let article = self.article;
        ArticleRecord {
            id: article.id.clone(),
            url: article.url.clone(),
            title: article.title.clone(),
            publisher: article.publisher.clone(),
            language: self.language(),
            published: article.published.map(|d| d.to_string()),
            text: with_text.then(|| article.text.clone()),
            sha256: String::new(),
            sources: self.analysis.sources.iter().map(|s| self.source(s)).collect(),
        }
    }

    /// What the text surely is, else what its carrier said.
    fn language(&self) -> Option<String> {
        let said = self.article.language.clone();
        match self.analysis.language {
            Verdict::Other(language) => Some(language.code.to_owned()),
            Verdict::Own(code) => said.or_else(|| Some(code.to_owned())),
            Verdict::Unsure => said,
        }
    }

    fn source(&self, source: &crate::source::Source) -> SourceRecord {
        SourceRecord {
            kind: source.kind.into(),
            name: source.name.clone(),
            text: source.span.map(|s| self.words(s)),
            span: source.span.map(|s| self.points.of(s)),
        }
    }

    fn events(&self) -> Vec<Event> {
        let analysis = self.analysis;
        analysis.events.list.iter().zip(&analysis.attributes).map(|(e, a)| self.event(e, a)).collect()
    }

    fn nested(&self, events: &[Event]) -> Vec<Event> {
        let list = &self.analysis.events.list;
        let of_frame = |frame: usize| list.iter().position(|e| e.frame == frame).map(|i| events[i].id.clone());
        let nested = self.analysis.events.nested.iter();
        nested
            .filter_map(|inner| {
                let parent = of_frame(inner.parent?)?;
                let status = if inner.status.is_fact() { event::Status::CalledFor } else { inner.status };
                let inner = event::Event { status, ..inner.clone() };
                Some(Event { parent: Some(parent), ..self.event(&inner, &Attributes::default()) })
            })
            .collect()
    }

    fn event(&self, event: &event::Event, attributes: &Attributes) -> Event {
        let sentence = self.sentence(event.sentence);
        let ontology = &self.lexicon.ontology;
        let trigger = self.quote(event.trigger);
        let (cameo, cameo_lossy) = ontology.cameo(&event.kind, &event.underlying, &event.modes);
        Event {
            id: id(&[&self.article.id, &event.underlying, &trigger.span[0].to_string(), &event.rule, "event"]),
            kind: event.kind.clone(),
            underlying: event.underlying.clone(),
            modes: event.modes.clone(),
            contexts: attributes.contexts.clone(),
            cameo,
            cameo_lossy,
            quad: ontology.kinds.get(&event.kind).map_or(0, |k| k.quad),
            score: ontology.score(&event.kind, &event.modes),
            status: event.status.name().into(),
            status_cue: event.cue.map(|c| self.quote(c)),
            actors: self.entities(&event.actors),
            recipients: self.entities(&event.recipients),
            date: attributes.date.as_ref().map(|d| self.date(d)),
            place: attributes.place.as_ref().map(|p| self.place(p)),
            trigger,
            sentence: event.sentence,
            sentence_span: sentence,
            attribution: self.entities(&event.attribution),
            casualties: casualties(attributes.casualties),
            confidence: attributes.confidence,
            rule: event.rule.clone(),
            parent: None,
            also: event.also.iter().map(|s| self.quote(*s)).collect(),
        }
    }

    /// The codes of all countries named, on the day of publication.
    fn countries(&self, events: &[Event], meetings: &[Meeting], statements: &[Statement]) -> Vec<Codes> {
        let of_events = events.iter().flat_map(|e| [&e.actors, &e.recipients, &e.attribution]).flatten();
        let of_meetings = meetings.iter().flat_map(|m| m.participants.iter().chain(&m.host));
        let of_statements = statements.iter().flat_map(|s| s.holder.iter().chain(&s.target));
        let places = events.iter().map(|e| &e.place).chain(meetings.iter().map(|m| &m.place)).flatten();
        let entities = of_events.chain(of_meetings).chain(of_statements);
        let of_entity =
            |e: &'_ Entity| e.members.iter().chain([e]).filter_map(|e| e.country.clone()).collect::<Vec<_>>();
        let named: BTreeSet<String> =
            entities.flat_map(of_entity).chain(places.filter_map(|p| p.country.clone())).collect();
        named.iter().map(|code| self.lexicon.countries.on(code, self.article.published)).collect()
    }

    fn meetings(&self, events: &[Event]) -> Vec<Meeting> {
        let list = self.analysis.meetings.iter();
        list.map(|meeting| {
            let lead = &events[meeting.events[0]];
            let known =
                |pick: fn(&Event) -> bool| meeting.events.iter().map(|e| &events[*e]).find(|e| pick(e)).unwrap_or(lead);
            Meeting {
                id: id(&[&lead.id, "meeting"]),
                status: meeting.status.name().into(),
                participants: self.entities(&meeting.participants),
                host: meeting.host.and_then(|h| self.entity(h)),
                place: known(|e| e.place.is_some()).place.clone(),
                date: known(|e| e.date.as_ref().is_some_and(|d| d.basis != "publication")).date.clone(),
                format: meeting.format.clone(),
                stage: meeting.stage.into(),
                agenda: meeting.agenda.iter().map(|item| self.agenda_item(*item)).collect(),
                events: meeting.events.iter().map(|e| events[*e].id.clone()).collect(),
                span: lead.trigger.span,
                sentence_span: lead.sentence_span,
            }
        })
        .collect()
    }

    fn agenda_item(&self, span: Span) -> AgendaItem {
        let quote = self.quote(span);
        AgendaItem {
            contexts: self.lexicon.contexts_in(&quote.text.to_lowercase()),
            text: quote.text,
            span: quote.span,
        }
    }

    fn statement(&self, statement: &crate::statement::Statement) -> Statement {
        let cue = self.quote(statement.cue);
        let topic = statement.topic.map(|t| self.quote(t));
        let at = topic.as_ref().map_or(0, |t| t.span[0]).to_string();
        let date = self.dated.get(&statement.frame).and_then(|id| self.analysis.attributes[*id].date.as_ref());
        let fallback = || self.article.published.map(|d| published(&d.to_string()));
        Statement {
            id: id(&[&self.article.id, &statement.stance, &cue.span[0].to_string(), &at, "statement"]),
            holder: self.entities(&statement.holder),
            stance: statement.stance.clone(),
            topic,
            target: self.entities(&statement.target),
            cue,
            quoted: statement.quoted,
            date: date.map(|d| self.date(d)).or_else(fallback),
            sentence: statement.sentence,
            sentence_span: self.sentence(statement.sentence),
            rule: statement.rule.clone(),
            confidence: self.position_confidence(&statement.rule),
        }
    }

    /// Rules of events name a verb class; the others say that they are words or forms.
    fn position_confidence(&self, rule: &str) -> f64 {
        let worth = &self.lexicon.cues.confidence;
        match rule.split('/').next() {
            Some("statements") => worth.position_of_word,
            Some("speech") => worth.position_of_form,
            _ => worth.position_of_event,
        }
    }

    fn uncoded(&self) -> Vec<Uncoded> {
        let left_out = self.analysis.events.uncoded.iter();
        left_out
            .map(|u| {
                let frame = &self.analysis.frames.list[u.frame];
                Uncoded { trigger: self.quote(frame.trigger), sentence: frame.sentence, reason: u.reason.clone() }
            })
            .collect()
    }

    fn entities(&self, parties: &[usize]) -> Vec<Entity> {
        parties.iter().filter_map(|p| self.entity(*p)).collect()
    }

    fn entity(&self, party: usize) -> Option<Entity> {
        let actor = self.analysis.actors.list.get(party)?.as_ref()?;
        Some(self.of_actor(actor, self.analysis.mentions.list[party].span))
    }

    fn of_actor(&self, actor: &Actor, span: Span) -> Entity {
        Entity {
            text: self.words(span),
            span: self.points.of(span),
            name: actor.name.clone(),
            country: actor.country.as_ref().map(|c| c.to_string()),
            organisation: actor.organisation.clone(),
            sectors: actor.sectors.iter().map(|s| s.to_string()).collect(),
            role: actor.role.clone(),
            kind: actor.kind.name().into(),
            wikidata: actor.wikidata.clone().or_else(|| self.state_id(actor)),
            antecedent: actor.antecedent.map(|a| self.points.of(a)),
            basis: actor.basis.into(),
            members: actor.members.iter().map(|m| self.of_actor(m, m.span.unwrap_or(span))).collect(),
            collective: actor.collective.clone(),
        }
    }

    /// A country is known by its own id; who acts for it is somebody else.
    fn state_id(&self, actor: &Actor) -> Option<String> {
        let country = actor.country.as_deref().filter(|_| actor.kind == ActorKind::Country)?;
        self.lexicon.countries.wikidata(country, self.article.published).map(str::to_owned)
    }

    fn date(&self, when: &When) -> Date {
        Date {
            text: when.span.map(|s| self.words(s)),
            span: when.span.map(|s| self.points.of(s)),
            start: when.range.start.to_string(),
            end: when.range.end.to_string(),
            granularity: when.granularity.into(),
            basis: when.basis.into(),
        }
    }

    fn place(&self, found: &Where) -> Place {
        let place = &found.place;
        Place {
            text: self.words(found.span),
            span: self.points.of(found.span),
            name: place.name.clone(),
            geonameid: place.geonameid,
            country: place.country.clone(),
            admin1: place.admin1.clone(),
            latitude: place.latitude,
            longitude: place.longitude,
            granularity: place.granularity.to_string(),
            basis: found.basis.into(),
        }
    }

    fn quote(&self, span: Span) -> Quote {
        Quote { text: self.words(span), span: self.points.of(span) }
    }

    fn words(&self, span: Span) -> String {
        span.of(&self.article.text).to_owned()
    }

    fn sentence(&self, number: u32) -> Range {
        let sentence = self.analysis.parsed.sentences.get(number as usize);
        sentence.map_or([0, 0], |s| self.points.of(s.span))
    }
}

/// The remark on an article that is not in the model's language.
fn foreign(verdict: Verdict) -> Option<DiagnosticRecord> {
    let Verdict::Other(language) = verdict else { return None };
    Some(DiagnosticRecord {
        code: "W304".into(),
        message: format!("the text is in {} ({}): nothing is coded", language.name, language.code),
        span: None,
        hint: Some("translate it first, or give --language en if that is wrong".into()),
    })
}

fn published(date: &str) -> Date {
    let day = date.to_owned();
    Date { start: day.clone(), end: day, granularity: "day".into(), basis: "publication".into(), ..Date::default() }
}

fn casualties(counted: crate::attribute::casualties::Casualties) -> Option<Casualties> {
    let crate::attribute::casualties::Casualties { killed, injured, at_least } = counted;
    (killed.is_some() || injured.is_some()).then_some(Casualties { killed, injured, at_least })
}

/// Twelve hexadecimal digits of FNV-1a over the parts: stable across runs and machines.
fn id(parts: &[&str]) -> String {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().flat_map(|p| p.bytes().chain([0])) {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{:012x}", state & 0xffff_ffff_ffff)
}
