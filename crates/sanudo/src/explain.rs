//! Why was this (not) coded? One article through every layer, as aligned text.
//!
//! The text carries no colour of its own: each line begins with the name of its layer, which the CLI may colour.

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
        for (mention, actor) in list.filter(|(m, _)| m.sentence == sentence) {
            let text = mention.span.of(&self.article.text).replace('\n', " ");
            match actor {
                Some(a) => {
                    let code = a
                        .country
                        .as_ref()
                        .map(|c| c.to_string())
                        .or_else(|| a.organisation.clone())
                        .unwrap_or_else(|| "?".into());
                    let sectors: Vec<String> = a.sectors.iter().map(|s| s.to_string()).collect();
                    let members: Vec<String> =
                        a.members.iter().filter_map(|m| m.country.as_ref().map(|c| c.to_string())).collect();
                    let _ = writeln!(
                        out,
                        "  mention  {text} → {code} [{}] {} ({}) by {} {}",
                        sectors.join(" "),
                        a.name,
                        a.kind.name(),
                        a.basis,
                        members.join(" ")
                    );
                }
                None => drop(writeln!(out, "  mention  {text} → nobody")),
            }
        }
    }

    fn frames(&self, out: &mut String, sentence: u32, only_uncoded: bool) {
        let list = self.analysis.frames.list.iter().enumerate().filter(|(_, f)| f.sentence == sentence);
        for (id, frame) in list {
            let coded = self.analysis.events.list.iter().find(|e| e.frame == id);
            if only_uncoded && coded.is_some() {
                continue;
            }
            let _ = writeln!(out, "  frame    {}", self.frame(frame));
            self.rules(out, id);
            match coded {
                Some(e) => self.event(out, e),
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
