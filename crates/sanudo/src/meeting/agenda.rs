//! What will they talk about, and at which meeting? Topics of the meeting's own clause, of verbs of discussing, of sentences that speak of
//! an agenda, and of lists below a line that announces them.

use super::items::{is_listed, items};
use super::{Desk, Meeting};
use crate::actor::ActorKind;
use crate::event::Scene;
use crate::frame::Frame;
use crate::lexicon::cond::Role;
use crate::lexicon::talk::{Said, Topic};
use crate::parse::{Deprel, Feats, Upos};
use crate::segment::{BlockKind, Segments};
use crate::text::Span;

/// A topic belongs to a meeting told of at most so many sentences before.
const NEAR: u32 = 24;
/// A bound on the way to the root.
const CLIMB: usize = 24;

/// Adds the agenda items of all meetings.
pub(super) fn fill(desk: &Desk, text: &str, segments: &Segments, meetings: &mut [Meeting]) {
    if meetings.is_empty() {
        return;
    }
    for id in 0..desk.scene.frames.list.len() {
        for (heads, said) in topics(desk, id) {
            if let Some(meeting) = meeting_of(desk, meetings, id, said) {
                add(&mut meetings[meeting], items(&desk.scene, &heads));
            }
        }
    }
    agenda_sentences(desk, meetings);
    lists(desk, text, segments, meetings);
    for meeting in meetings.iter_mut() {
        meeting.agenda.sort();
    }
}

/// Of two items that overlap the longer one stays.
fn add(meeting: &mut Meeting, items: Vec<Span>) {
    for item in items {
        let longer = |a: &Span| a.overlaps(item) && a.len() >= item.len();
        if !meeting.agenda.iter().any(longer) {
            meeting.agenda.retain(|a| !a.overlaps(item));
            meeting.agenda.push(item);
        }
    }
}

/// The heads of the topics that a frame names, and who must name them.
fn topics(desk: &Desk, id: usize) -> Vec<(Vec<usize>, Said)> {
    let cues = &desk.scene.lexicon.cues.meetings;
    let frame = &desk.scene.frames.list[id];
    let noun = frame.lemma.strip_suffix('s').unwrap_or(&frame.lemma);
    let meets =
        desk.of_frame(id).is_some() || cues.words.nouns.contains(&frame.lemma) || cues.words.nouns.contains(noun);
    let own_said = if desk.of_frame(id).is_some() { Said::ByAnybody } else { Said::ByOne };
    let own = meets.then(|| (of_meeting(&desk.scene, frame), own_said));
    let spoken =
        frame.role(Role::SUBJ).chain(frame.role(Role::OBJ)).any(|a| is_meeting_noun(&desk.scene, a.word as usize));
    let said_of = (spoken && !meets).then(|| (words_in(frame, &cues.about), Said::ByOne));
    let verbal =
        cues.of(&frame.lemma).filter(|t| holds(&desk.scene, frame, t)).map(|t| (topics_of(desk, frame, t), t.said));
    let lemma = if frame.light { desk.scene.parsed.lemma(frame.verb as usize) } else { "" };
    let carried = cues.of(lemma).filter(|t| t.with.is_empty() || t.with.contains(&frame.lemma)).map(|t| {
        // the verb's object has become the predicate: "discussed support for X", "gave an update on X"
        let object = (t.items.contains(&Role::OBJ) && !meets).then_some(frame.head as usize);
        (object.into_iter().chain(first_in(frame, &t.items)).collect(), t.said)
    });
    own.into_iter().chain(said_of).chain(verbal).chain(carried).filter(|(heads, _)| !heads.is_empty()).collect()
}

/// What the roles of a topic verb hold; said of the meeting itself, all of them, and no party: "topics ranged from X to Y".
fn topics_of(desk: &Desk, frame: &Frame, topic: &Topic) -> Vec<usize> {
    if topic.said != Said::OfMeeting {
        let mut words = first_in(frame, &topic.items);
        words.retain(|w| !is_occasion(&desk.scene, topic, *w));
        return words;
    }
    let words = words_in(frame, &topic.items);
    words.into_iter().filter(|w| desk.scene.party(*w).is_none()).collect()
}

/// "will tackle trade at their meeting".
fn is_occasion(scene: &Scene, topic: &Topic, word: usize) -> bool {
    let phrase = scene.parsed.words[word].deprel == Deprel::Obl && is_meeting_noun(scene, word);
    let mut cases = scene.frames.tree.with(scene.parsed, word, Deprel::Case);
    phrase && !cases.any(|case| topic.items.contains(&scene.lexicon.roles.of(scene.parsed.lemma(case))))
}

/// "paid attention to": where nouns are asked for, one of them is the object; what is said of the meeting has it as its subject.
fn holds(scene: &Scene, frame: &Frame, topic: &Topic) -> bool {
    let talks = |w: usize| {
        is_meeting_noun(scene, w) || scene.lexicon.cues.meetings.items.topics.contains(scene.parsed.lemma(w))
    };
    if topic.said == Said::OfMeeting && !frame.role(Role::SUBJ).any(|a| talks(a.word as usize)) {
        return false;
    }
    topic.with.is_empty() || frame.role(Role::OBJ).any(|a| topic.with.contains(scene.parsed.lemma(a.word as usize)))
}

fn words_in(frame: &Frame, roles: &[Role]) -> Vec<usize> {
    let args = roles.iter().flat_map(|role| frame.role(*role));
    args.filter(|a| a.word != frame.head && a.word != frame.verb).map(|a| a.word as usize).collect()
}

/// Topics of a meeting's own word, also where the tree hangs them on a day or a party: "spoke on Sunday about trade", "talks between A and B
/// on fish"; and what is added to them: "on the port, along with dredging".
fn of_meeting(scene: &Scene, frame: &Frame) -> Vec<usize> {
    let about = &scene.lexicon.cues.meetings.about;
    let mut found = words_in(frame, about);
    for word in frame.args.iter().map(|a| a.word as usize) {
        let added = scene.frames.at(word).is_none() && scene.party(word).is_none() && is_listed(scene, word);
        if added {
            found.push(word);
        }
        let day = scene.lexicon.dates.knows(&scene.parsed.lemma(word).to_lowercase());
        if !day && scene.parsed.words[word].upos != Upos::Propn {
            continue;
        }
        found.extend(scene.frames.tree.with(scene.parsed, word, Deprel::Nmod).filter(|c| {
            let mut cases = scene.frames.tree.with(scene.parsed, *c, Deprel::Case);
            *c > word && cases.any(|case| about.contains(&scene.lexicon.roles.of(scene.parsed.lemma(case))))
        }));
    }
    found
}

/// What stands in the first of these roles that is filled; objects and clauses go together.
fn first_in(frame: &Frame, roles: &[Role]) -> Vec<usize> {
    let (core, phrases): (Vec<Role>, Vec<Role>) = roles.iter().partition(|r| r.0 <= Role::CONTENT.0);
    let found = words_in(frame, &core);
    if !found.is_empty() {
        return found;
    }
    phrases.iter().map(|r| words_in(frame, &[*r])).find(|w| !w.is_empty()).unwrap_or_default()
}

/// The meeting that the frame tells, is said of, or is governed by; else the one of its parties; else the last one that all of them had.
fn meeting_of(desk: &Desk, meetings: &[Meeting], id: usize, said: Said) -> Option<usize> {
    let frame = &desk.scene.frames.list[id];
    let verb = frame.verb as usize;
    match said {
        Said::AsPurpose => {
            let w = &desk.scene.parsed.words[verb];
            let purpose = w.feats.has(Feats::INFINITIVE) && matches!(w.deprel, Deprel::Advcl | Deprel::Xcomp);
            governing(desk, verb).filter(|_| purpose)
        }
        Said::ByAll => by_parties(desk, meetings, frame, said),
        Said::OfMeeting => spoken_of(desk, meetings, frame).or_else(|| last(desk, meetings, frame.sentence)),
        _ => desk
            .meeting_at(id)
            .or_else(|| spoken_of(desk, meetings, frame))
            .or_else(|| governing(desk, verb))
            .or_else(|| by_parties(desk, meetings, frame, said)),
    }
}

/// "The talks focused on X", "a meeting devoted to X".
fn spoken_of(desk: &Desk, meetings: &[Meeting], frame: &Frame) -> Option<usize> {
    let words = frame.args.iter().filter(|a| a.role == Role::SUBJ || a.role == Role::OBJ).map(|a| a.word as usize);
    let mut nouns = words.filter(|w| is_meeting_noun(&desk.scene, *w));
    nouns.find_map(|w| {
        let at = desk.scene.frames.at(w).and_then(|f| desk.meeting_at(f));
        at.or_else(|| last(desk, meetings, frame.sentence))
    })
}

fn is_meeting_noun(scene: &Scene, word: usize) -> bool {
    scene.parsed.words[word].upos == Upos::Noun
        && scene.lexicon.cues.meetings.words.nouns.contains(scene.parsed.lemma(word))
}

/// "met to discuss X", "met and discussed X", "during talks they discussed X".
fn governing(desk: &Desk, verb: usize) -> Option<usize> {
    let scene = &desk.scene;
    let below = scene.frames.tree.children(verb).iter().map(|c| *c as usize);
    let beside = below.filter(|c| matches!(scene.parsed.words[*c].deprel, Deprel::Obl | Deprel::Advcl));
    let inside = beside.filter_map(|c| scene.frames.at(c)).find_map(|f| desk.meeting_at(f));
    if inside.is_some() {
        return inside;
    }
    let mut at = verb;
    for _ in 0..CLIMB {
        let head = scene.parsed.words.get(at)?.head as usize;
        if head == at {
            return None;
        }
        at = head;
        if let Some(found) = scene.frames.at(at).and_then(|f| desk.meeting_at(f)) {
            return Some(found);
        }
    }
    None
}

fn by_parties(desk: &Desk, meetings: &[Meeting], frame: &Frame, said: Said) -> Option<usize> {
    let scene = &desk.scene;
    let speakers: Vec<usize> = frame.role(Role::SUBJ).map(|a| a.word as usize).collect();
    let with: Vec<usize> = words_in(frame, &desk.with);
    let parties: Vec<usize> = speakers.iter().chain(&with).filter_map(|w| scene.stands_for(*w)).collect();
    let codes = super::codes(scene, &parties);
    // "the importance of the deal between A and B was stressed": A and B belong to the deal
    let unsaid = speakers.is_empty() && said == Said::ByAll;
    if !codes.is_empty() && !unsaid {
        let fits = |m: &Meeting| {
            codes.iter().all(|c| m.codes.contains(c)) && (said != Said::ByAll || codes.len() == m.codes.len())
        };
        return nearest(desk, meetings, frame.sentence, fits);
    }
    let titled = said == Said::ByOne && speakers.iter().any(|w| is_titled(scene, *w));
    let together = titled || speakers.iter().any(|w| all_of_them(scene, *w)) || (speakers.is_empty() && frame.passive);
    let anybody = said == Said::ByAnybody && speakers.is_empty();
    if together || anybody { last(desk, meetings, frame.sentence) } else { None }
}

/// "The Secretary": somebody told of before by an office, nobody knows which.
fn is_titled(scene: &Scene, word: usize) -> bool {
    let actor = scene.party(word).and_then(|p| scene.actors.list[p].as_ref());
    actor.is_some_and(|a| a.kind == ActorKind::Office && a.sectors.iter().any(|s| s == "GOV"))
}

/// "they", "the two sides", "the ministers".
pub(super) fn all_of_them(scene: &Scene, word: usize) -> bool {
    let w = &scene.parsed.words[word];
    let plural = w.feats.has(Feats::PLURAL) || matches!(w.upos, Upos::Pron | Upos::Det | Upos::Num);
    plural && scene.lexicon.cues.meetings.words.together.contains(&scene.parsed.lemma(word).to_lowercase())
}

fn last(desk: &Desk, meetings: &[Meeting], sentence: u32) -> Option<usize> {
    let of = |fits: fn(&Meeting) -> bool| nearest(desk, meetings, sentence, fits);
    of(|m| m.firm && m.codes.len() > 1).or_else(|| of(|m| m.codes.len() > 1)).or_else(|| of(|_| true))
}

/// The meeting told of in this sentence or the nearest one before it; of several the first.
fn nearest(desk: &Desk, meetings: &[Meeting], sentence: u32, fits: impl Fn(&Meeting) -> bool) -> Option<usize> {
    let distance = |m: &Meeting| {
        let told = m.events.iter().map(|e| desk.events[*e].sentence).filter(|s| *s <= sentence);
        told.map(|s| sentence - s).min().filter(|d| *d <= NEAR)
    };
    let candidates = meetings.iter().enumerate().filter(|(_, m)| fits(m)).filter_map(|(i, m)| Some((distance(m)?, i)));
    candidates.min().map(|(_, i)| i)
}

/// "topics such as X are on the agenda", "the main topics will be X", "X tops the agenda", "the agenda includes X".
fn agenda_sentences(desk: &Desk, meetings: &mut [Meeting]) {
    let parsed = desk.scene.parsed;
    for (number, sentence) in parsed.sentences.iter().enumerate() {
        let mut found: Vec<usize> = Vec::new();
        for word in sentence.words().filter(|w| speaks_of_agenda(&desk.scene, *w)) {
            found.extend(put_on(&desk.scene, word));
        }
        if found.is_empty() {
            continue;
        }
        if let Some(meeting) = leading(desk, meetings, number as u32) {
            add(&mut meetings[meeting], items(&desk.scene, &found));
        }
    }
}

fn speaks_of_agenda(scene: &Scene, word: usize) -> bool {
    let words = &scene.lexicon.cues.meetings.items;
    let lemma = scene.parsed.lemma(word);
    let foreign = |c: &u32| {
        use Deprel::*;
        let deprel = scene.parsed.words[*c as usize].deprel;
        matches!(deprel, Amod | Compound | NmodPoss)
            && words.other.contains(&scene.parsed.lemma(*c as usize).to_lowercase())
    };
    let plain = !scene.frames.tree.children(word).iter().any(foreign);
    let agenda = || words.agenda.contains(lemma) || is_of_meeting(scene, word) || stands_for_agenda(scene, word);
    scene.parsed.words[word].upos == Upos::Noun && plain && agenda()
}

/// "on the table", "among the issues", "the main topics", "dominated the talks".
fn stands_for_agenda(scene: &Scene, word: usize) -> bool {
    let words = &scene.lexicon.cues.meetings.items;
    let lemma = scene.parsed.lemma(word);
    let below = |c: &u32| {
        let child = *c as usize;
        match scene.parsed.words[child].deprel {
            Deprel::Case => words.phrases.contains(&format!("{} {lemma}", scene.parsed.lemma(child).to_lowercase())),
            Deprel::Amod => words.topics.contains(lemma) && words.main.contains(scene.parsed.lemma(child)),
            _ => false,
        }
    };
    let w = &scene.parsed.words[word];
    let dominated = || {
        let verb = w.head as usize;
        w.deprel == Deprel::Obj && words.dominates.contains(scene.parsed.lemma(verb)) && is_meeting_noun(scene, word)
    };
    scene.frames.tree.children(word).iter().any(below) || dominated()
}

/// "the main topics of the talks", "the issues discussed", "topics on the agenda".
pub(super) fn is_of_meeting(scene: &Scene, word: usize) -> bool {
    let cues = &scene.lexicon.cues.meetings;
    let plural_or_main = cues.items.topics.contains(scene.parsed.lemma(word));
    plural_or_main
        && scene.frames.tree.children(word).iter().map(|c| *c as usize).any(|c| {
            let lemma = scene.parsed.lemma(c);
            let discussed = || cues.of(lemma).next().is_some();
            match scene.parsed.words[c].deprel {
                Deprel::Nmod | Deprel::NmodPoss | Deprel::Compound => cues.words.nouns.contains(lemma),
                Deprel::Acl => discussed(),
                _ => false,
            }
        })
}

/// The heads of the items that the clause around an agenda's noun puts on it.
fn put_on(scene: &Scene, agenda: usize) -> Vec<usize> {
    use Deprel::*;
    let parsed = scene.parsed;
    let words = &scene.lexicon.cues.meetings.items;
    let child = |of: usize, wanted: &[Deprel]| {
        scene.frames.tree.children(of).iter().map(|c| *c as usize).find(|c| wanted.contains(&parsed.words[*c].deprel))
    };
    let subject = |of: usize| child(of, &[Nsubj, NsubjPass, NsubjOuter]);
    if let Some(beside) = with_on_agenda(scene, agenda) {
        return vec![beside];
    }
    let mut at = agenda;
    for _ in 0..CLIMB {
        let copula = child(at, &[Cop]).is_some();
        let found = match subject(at) {
            Some(s) if s == agenda && copula => Some(at),
            Some(s) if s == agenda && words.holds.contains(parsed.lemma(at)) => child(at, &[Obj, Ccomp, Xcomp]),
            Some(s) if s == agenda => None,
            Some(s) if parsed.words[agenda].deprel == Obj && parsed.words[agenda].head as usize == at => {
                Some(s).filter(|s| words.leads.contains(parsed.lemma(at)) && scene.party(*s).is_none())
            }
            Some(s) if !is_meeting_noun(scene, s) && scene.party(s).is_none_or(|_| copula || at == agenda) => Some(s),
            _ => None,
        };
        if found.is_some() || subject(at).is_some() {
            return found.into_iter().collect();
        }
        let head = parsed.words[at].head as usize;
        if head == at {
            // "Among the topics were migration and trade": the root itself
            return Some(at).filter(|r| *r != agenda && copula).into_iter().collect();
        }
        at = head;
    }
    Vec::new()
}

/// "met with trade on the agenda": trade.
fn with_on_agenda(scene: &Scene, agenda: usize) -> Option<usize> {
    let w = &scene.parsed.words[agenda];
    let head = w.head as usize;
    let mut cases = scene.frames.tree.with(scene.parsed, head, Deprel::Case);
    let with = |case: usize| scene.lexicon.cues.meetings.items.sides.contains(scene.parsed.lemma(case));
    let beside = w.deprel == Deprel::Nmod && head < agenda && scene.party(head).is_none();
    (beside && cases.any(with)).then_some(head)
}

/// The planned meeting told before this sentence, else the last one.
fn leading(desk: &Desk, meetings: &[Meeting], sentence: u32) -> Option<usize> {
    let before = |m: &Meeting| m.events.first().is_some_and(|e| desk.events[*e].sentence <= sentence);
    let planned = meetings.iter().position(|m| before(m) && m.status.is_future());
    planned.or_else(|| last(desk, meetings, sentence))
}

/// Lines with bullets or numbers below a line that speaks of an agenda and ends in a colon.
fn lists(desk: &Desk, text: &str, segments: &Segments, meetings: &mut [Meeting]) {
    let cues = &desk.scene.lexicon.cues.meetings;
    let mut open = false;
    for (number, block) in segments.blocks.iter().enumerate() {
        let line = block.span.of(text);
        let item = bulleted(line).filter(|_| open && block.kind != BlockKind::Photo);
        let Some(skip) = item else {
            let announces = |w: &str| {
                let w = w.to_lowercase();
                let bare = w.strip_suffix('s').unwrap_or(&w);
                cues.items.agenda.contains(bare) || cues.items.topics.contains(bare) || cues.verbs.contains_key(bare)
            };
            open = line.ends_with(':') && line.split(|c: char| !c.is_alphabetic()).any(announces);
            continue;
        };
        let end = line.trim_end_matches(|c: char| c.is_whitespace() || ";.,".contains(c)).len();
        let start = block.span.start as usize;
        let sentences = segments.sentences.iter().take_while(|s| (s.block as usize) < number).count();
        let before = leading(desk, meetings, sentences as u32);
        if let Some(meeting) = before.or_else(|| (!meetings.is_empty()).then_some(0)).filter(|_| skip < end) {
            add(&mut meetings[meeting], vec![Span::new(start + skip, start + end)]);
        }
    }
}

/// How long the bullet or number at the start of a line is.
fn bulleted(line: &str) -> Option<usize> {
    let bullet = line.chars().next().filter(|c| "•-–—*·▪◦‣".contains(*c)).map(char::len_utf8);
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let number = || (digits > 0 && line[digits..].starts_with(['.', ')'])).then_some(digits + 1);
    let mark = bullet.or_else(number)?;
    let rest = &line[mark..];
    rest.starts_with(char::is_whitespace).then(|| line.len() - rest.trim_start().len())
}
