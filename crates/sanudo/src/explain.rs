//! Why was this (not) coded? One article through every layer, as aligned text.
//!
//! The text carries no colour of its own: each line begins with the name of its layer, which the CLI may colour.

use crate::actor::Actor;
use crate::article::Article;
use crate::event::{self, Uncoded};
use crate::frame::{Frame, Kind};
use crate::language::Verdict;
use crate::lexicon::Lexicon;
use crate::parse::Parsed;
use crate::pipeline::Analysis;
use std::fmt::Write;

/// What to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only the sentence of this event (0-based).
    pub event: Option<usize>,
    /// Only frames left out.
    pub uncoded: bool,
}

/// Explains an analysis, sentence by sentence.
pub fn explain(article: &Article, analysis: &Analysis, lexicon: &Lexicon, wanted: Wanted) -> String {
    let mut out = String::new();
    if let Verdict::Other(language) = analysis.language {
        let _ = writeln!(out, "language  {} ({}): nothing is coded", language.name, language.code);
    }
    let only = wanted.event.and_then(|n| analysis.events.list.get(n)).map(|e| e.sentence as usize);
    for (number, sentence) in analysis.parsed.sentences.iter().enumerate() {
        if only.is_some_and(|s| s != number) || (wanted.event.is_some() && only.is_none()) {
            continue;
        }
        let shown = Shown { article, analysis, lexicon };
        let _ = writeln!(out, "sentence {number}  {}", sentence.span.of(&article.text).replace('\n', " "));
        if !wanted.uncoded {
            shown.tree(&mut out, sentence.words());
            shown.mentions(&mut out, number as u32);
        }
        shown.frames(&mut out, number as u32, wanted.uncoded);
        out.push('\n');
    }
    out
}

struct Shown<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    lexicon: &'a Lexicon,
}

impl Shown<'_> {
    fn word(&self, word: usize) -> &str {
        self.parsed().words[word].span.of(&self.article.text)
    }

    fn parsed(&self) -> &Parsed {
        &self.analysis.parsed
    }

    fn tree(&self, out: &mut String, words: std::ops::Range<usize>) {
        let first = words.start;
        let width = words.clone().map(|w| self.word(w).chars().count()).max().unwrap_or(0);
        for i in words {
            let w = &self.parsed().words[i];
            let head = if self.parsed().is_root(i) { 0 } else { w.head as usize - first + 1 };
            let padding = " ".repeat(width - self.word(i).chars().count());
            let _ = writeln!(
                out,
                "  word     {:>3} {}{padding} {:<5} {:<14} ← {head:<3} {}",
                i - first + 1,
                self.word(i),
                w.upos.name(),
                w.deprel.name(),
                self.parsed().lemma(i)
            );
        }
    }

    fn mentions(&self, out: &mut String, sentence: u32) {
        let list = self.analysis.mentions.list.iter().zip(&self.analysis.actors.list);
        let rows: Vec<[String; 4]> = list
            .filter(|(m, _)| m.sentence == sentence)
            .map(|(mention, actor)| {
                let text = mention.span.of(&self.article.text).replace('\n', " ");
                let [code, name, basis] = actor.as_ref().map_or_else(nobody, who);
                [text, code, name, basis]
            })
            .collect();
        let width = |i: usize| rows.iter().map(|r| r[i].chars().count()).max().unwrap_or(0);
        let [a, b, c] = [width(0), width(1), width(2)];
        for [text, code, name, basis] in &rows {
            let line = format!("  mention  {text:a$} → {code:b$}  {name:c$}  {basis}");
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }

    fn frames(&self, out: &mut String, sentence: u32, only_uncoded: bool) {
        let list = self.analysis.frames.list.iter().enumerate().filter(|(_, f)| f.sentence == sentence);
        for (id, frame) in list {
            let coded = self.analysis.events.list.iter().enumerate().find(|(_, e)| e.frame == id);
            if only_uncoded && coded.is_some() {
                continue;
            }
            let _ = writeln!(out, "  frame    {}", self.frame(frame));
            self.rules(out, id);
            match coded {
                Some((at, e)) => {
                    self.event(out, e);
                    self.attributes(out, at);
                }
                None => drop(writeln!(out, "    left out {}", self.reason(id))),
            }
        }
    }

    fn rules(&self, out: &mut String, frame: usize) {
        for tried in event::tried(self.analysis, self.lexicon, frame) {
            let mark = if tried.holds { '✓' } else { '✗' };
            let _ = writeln!(out, "    rule     {mark} {}", tried.rule);
        }
    }

    fn frame(&self, frame: &Frame) -> String {
        let args: Vec<String> = frame
            .args
            .iter()
            .map(|a| format!("{} {}", self.lexicon.roles.name(a.role), self.word(a.word as usize)))
            .collect();
        let kind = match (frame.kind, frame.light) {
            (_, true) => "light verb",
            (Kind::Verb, _) => "verb",
            (Kind::Noun, _) => "noun",
            (Kind::Adjective, _) => "adjective",
        };
        let voice = if frame.passive { ", passive" } else { "" };
        let negated = frame.negation.map_or(String::new(), |n| format!(", negated by “{}”", self.word(n as usize)));
        format!("{}({}) [{kind}{voice}{negated}]", frame.lemma, args.join(", "))
    }

    fn event(&self, out: &mut String, event: &event::Event) {
        let names = |parties: &[usize]| -> String {
            let texts: Vec<&str> =
                parties.iter().map(|p| self.analysis.mentions.list[*p].span.of(&self.article.text)).collect();
            if texts.is_empty() { "–".into() } else { texts.join(" + ").replace('\n', " ") }
        };
        let cue = event.cue.map_or(String::new(), |c| format!(" by “{}”", c.of(&self.article.text)));
        let underlying =
            if event.underlying == event.kind { String::new() } else { format!(" (a future {})", event.underlying) };
        let _ = writeln!(
            out,
            "    code     {}{underlying} {}  {} > {}  {}{cue}  [{}]",
            event.kind,
            event.modes.join("+"),
            names(&event.actors),
            names(&event.recipients),
            event.status.name(),
            event.rule
        );
    }

    /// When and where, in whose words.
    fn attributes(&self, out: &mut String, event: usize) {
        let Some(attributes) = self.analysis.attributes.get(event) else { return };
        if let Some(when) = &attributes.date {
            let words = when.span.map_or(String::new(), |s| format!(" “{}”", s.of(&self.article.text)));
            let range = if when.range.start == when.range.end {
                when.range.start.to_string()
            } else {
                format!("{} to {}", when.range.start, when.range.end)
            };
            let _ = writeln!(out, "    when     {range} ({}) by {}{words}", when.granularity, when.basis);
        }
        if let Some(found) = &attributes.place {
            let (place, words) = (&found.place, found.span.of(&self.article.text));
            let country = place.country.as_ref().map_or(String::new(), |c| format!(", {c}"));
            let _ = writeln!(
                out,
                "    where    {}{country} ({}) by {} “{words}”",
                place.name, place.granularity, found.basis
            );
        }
    }

    fn reason(&self, frame: usize) -> String {
        if let Some(inner) = self.analysis.events.nested.iter().find(|e| e.frame == frame) {
            return format!(
                "content of {}",
                inner.parent.map_or("another act", |p| self.analysis.frames.list[p].lemma.as_str())
            );
        }
        let found: Option<&Uncoded> = self.analysis.events.uncoded.iter().find(|u| u.frame == frame);
        found.map_or_else(|| "no-rule".into(), |u| u.reason.clone())
    }
}

fn nobody() -> [String; 3] {
    ["nobody".into(), String::new(), String::new()]
}

/// Code and sectors, name and kind, and what settled it.
fn who(actor: &Actor) -> [String; 3] {
    let country = actor.country.as_ref().map(|c| c.to_string());
    let code = country.or_else(|| actor.organisation.clone()).unwrap_or_else(|| "?".into());
    let sectors: String = actor.sectors.iter().map(|s| format!(":{s}")).collect();
    let members: String =
        actor.members.iter().filter_map(|m| m.country.as_ref()).map(|country| format!(" {country}")).collect();
    [code + &sectors, format!("{} ({})", actor.name, actor.kind.name()), format!("by {}{members}", actor.basis)]
}
