//! Who says "I" and "we"? In transcripts whoever the label before the words names, in a statement whoever signs at its top.

use super::{Actor, Scene};
use crate::mention::Form;
use crate::parse::Upos;

/// The sector of governments.
const RULING: &str = "GOV";

/// More words before a colon are no label.
const LABEL: usize = 20;

/// The first blocks of an article, one of which may name its author.
const TOP: u32 = 2;

/// The mention of whoever speaks, moved on in text order.
#[derive(Default)]
pub(super) struct Speaker {
    /// The mention, if somebody is named.
    mention: Option<usize>,
    /// The sentence that was looked at last, and one more.
    seen: u32,
    /// Whether anybody was named: before, a government's own text speaks for it.
    labelled: bool,
    /// Whether the sentence looked at last begins, and ends, inside a quotation.
    quoted: (bool, bool),
}

impl Speaker {
    /// Looks at the sentences up to this mention's.
    pub(super) fn hear(&mut self, scene: &Scene, id: usize) {
        let sentence = scene.mentions.list[id].sentence;
        while self.seen <= sentence {
            self.turn(scene, self.seen, id);
            self.quote(scene, self.seen as usize);
            self.seen += 1;
        }
    }

    fn turn(&mut self, scene: &Scene, number: u32, id: usize) {
        let sentences = &scene.parsed.sentences;
        let sentence = &sentences[number as usize];
        let opens = number == 0 || sentences[number as usize - 1].block != sentence.block;
        if !opens {
            return;
        }
        let mut words = sentence.words();
        let text = |w: usize| scene.words(scene.parsed.words[w].span);
        if let Some(colon) = words.clone().take(LABEL).find(|w| text(*w) == ":") {
            // "Minister X (retranslated): …"
            let end = (words.start..colon).find(|w| text(*w) == "(").unwrap_or(colon);
            if end > words.start && (words.start..end).all(|w| is_of_label(scene, w)) {
                self.mention = named(scene, id, words.start, end);
                self.labelled = true;
            }
            return;
        }
        let alone = sentences.get(number as usize + 1).is_none_or(|s| s.block != sentence.block);
        let signs = sentence.block < TOP && alone && words.len() <= LABEL;
        if signs && words.next_back().is_some_and(|w| scene.parsed.words[w].upos != Upos::Punct) {
            let person = |m: &usize| scene.mentions.list[*m].form == Form::Name;
            let first = (id..scene.mentions.list.len()).take_while(|m| scene.mentions.list[*m].sentence == number);
            self.mention = first.take(1).find(person).or(self.mention);
        }
    }

    fn quote(&mut self, scene: &Scene, number: usize) {
        let sentences = &scene.parsed.sentences;
        let goes_on = number > 0 && sentences[number - 1].block == sentences[number].block;
        let begins = goes_on && self.quoted.1;
        self.quoted = (begins, inside(scene, sentences[number].words(), begins));
    }

    /// The speaker as the actor that "I" and "we" mean. What a paper of a state quotes it does not say itself.
    pub(super) fn actor(&self, scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Actor> {
        use super::ActorKind::{Office, Person};
        let spans = |m: usize| scene.mentions.list[m].span;
        let Some(mention) = self.mention else {
            let own = &scene.mentions.list[id];
            let first = scene.parsed.sentences[own.sentence as usize].words().start;
            let quoted = inside(scene, first..own.head as usize, self.quoted.0);
            return if self.labelled || quoted { None } else { publisher(scene) };
        };
        let actor = list[mention].clone().filter(|a| a.is_coded() && matches!(a.kind, Person | Office))?;
        Some(Actor { antecedent: Some(spans(mention)), basis: "pronoun", ..actor })
    }
}

/// Whether a quotation is open behind these words.
fn inside(scene: &Scene, words: std::ops::Range<usize>, before: bool) -> bool {
    words.fold(before, |open, w| match scene.words(scene.parsed.words[w].span) {
        "“" | "«" => true,
        "”" | "»" => false,
        "\"" => !open,
        _ => open,
    })
}

/// The body of state that published the text, unless its headline tells that others speak with it.
fn publisher(scene: &Scene) -> Option<Actor> {
    let joint = &scene.lexicon.actors.reference.joint;
    let title = scene.article.title.as_deref().unwrap_or_default();
    let shared = title.split_whitespace().any(|w| Scene::has_word(joint, &w.to_lowercase()));
    let house = scene.house.as_ref().filter(|_| !shared)?;
    let (country, sectors) = (Some(house.country.clone()), vec![RULING.to_owned()]);
    Some(Actor { country, sectors, ..Actor::new(&house.name, super::ActorKind::Government, "pronoun") })
}

/// Labels are made of names, titles and what joins them.
fn is_of_label(scene: &Scene, word: usize) -> bool {
    let w = &scene.parsed.words[word];
    let text = scene.words(w.span);
    let capital = text.chars().next().is_some_and(|c| !c.is_lowercase());
    capital || matches!(w.upos, Upos::Adp | Upos::Det | Upos::Cconj | Upos::Part)
}

/// The name right before the colon.
fn named(scene: &Scene, id: usize, first: usize, colon: usize) -> Option<usize> {
    let mentions = &scene.mentions.list;
    let inside = (id..mentions.len()).take_while(|m| (mentions[*m].first as usize) < colon);
    let mut inside = inside.filter(|m| mentions[*m].first as usize >= first);
    inside.find(|m| mentions[*m].end as usize == colon)
}
