//! Does the lexicon do what it says? Examples that must code and sentences that must not.

use super::File;
use super::source::VerbFile;
use crate::record::{Entity, Event};
use serde::Deserialize;

/// A sentence of the lexicon with what must come out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The file, below `lexicon/`.
    pub file: String,
    /// The sentence.
    pub text: String,
    /// ISO date of publication.
    pub published: String,
    /// Expected events; empty for a `[[never]]`.
    pub events: Vec<String>,
}

/// What examples without a date are anchored on: a Wednesday.
const PUBLISHED: &str = "2024-06-12";

/// All proofs of the verb files, in order. A `[[never]]` expects nothing of its own file's rules.
pub fn proofs(files: &[File]) -> Vec<Proof> {
    let mut proofs = Vec::new();
    for (path, value) in files.iter().filter(|(path, _)| path.starts_with("verbs/")) {
        let Ok(file) = VerbFile::deserialize(value) else { continue };
        let date = |published: Option<String>| published.unwrap_or_else(|| PUBLISHED.into());
        for example in file.example {
            proofs.push(Proof {
                file: path.clone(),
                text: example.text,
                published: date(example.published),
                events: example.events,
            });
        }
        for never in file.never {
            proofs.push(Proof {
                file: path.clone(),
                text: never.text,
                published: date(never.published),
                events: Vec::new(),
            });
        }
    }
    proofs
}

impl Proof {
    /// What is wrong with these events, if anything is.
    pub fn judge(&self, events: &[Event]) -> Option<String> {
        if self.events.is_empty() {
            let class = self.file.trim_start_matches("verbs/").trim_end_matches(".toml");
            let own = |e: &&Event| e.rule.split('/').next() == Some(class);
            return events.iter().find(own).map(|e| format!("codes {}", write(e)));
        }
        let mut left: Vec<&Event> = events.iter().collect();
        for wanted in &self.events {
            match left.iter().position(|e| answers(wanted, e)) {
                Some(found) => drop(left.remove(found)),
                None => {
                    let made: Vec<String> = events.iter().map(write).collect();
                    return Some(format!(
                        "wants {wanted}, gets {}",
                        if made.is_empty() { "nothing".into() } else { made.join("; ") }
                    ));
                }
            }
        }
        left.first().map(|e| format!("codes {} besides", write(e)))
    }
}

/// An event in the notation of lexicon/README.md.
pub fn write(event: &Event) -> String {
    let mut text = event.kind.clone();
    if !event.modes.is_empty() {
        text += &format!("/{}", event.modes.join("+"));
    }
    if event.underlying != event.kind {
        text += &format!("({})", event.underlying);
    }
    text += &format!(" {}", parties(&event.actors));
    if !event.recipients.is_empty() {
        text += &format!(" > {}", parties(&event.recipients));
    }
    format!("{text} {}", event.status)
}

fn parties(entities: &[Entity]) -> String {
    if entities.is_empty() {
        return "-".into();
    }
    flat(entities).iter().map(|e| party(e)).collect::<Vec<_>>().join(" + ")
}

fn flat(entities: &[Entity]) -> Vec<&Entity> {
    entities.iter().flat_map(|e| if e.members.is_empty() { vec![e] } else { e.members.iter().collect() }).collect()
}

fn party(entity: &Entity) -> String {
    let code = entity.country.as_deref().or(entity.organisation.as_deref()).unwrap_or("");
    match entity.sectors.first() {
        Some(sector) => format!("{code}:{sector}"),
        None => code.to_owned(),
    }
}

/// Whether an event is what `wanted` says; parts that `wanted` does not write are not compared.
pub fn answers(wanted: &str, event: &Event) -> bool {
    let (head, rest) = wanted.trim().split_once(' ').unwrap_or((wanted, ""));
    let (head, underlying) = head.split_once('(').map_or((head, None), |(h, u)| (h, Some(u.trim_end_matches(')'))));
    let (kind, modes) = head.split_once('/').map_or((head, None), |(k, m)| (k, Some(m)));
    let (rest, status) = split_status(rest);
    let (actors, recipients) = rest.split_once('>').unwrap_or((rest, ""));
    kind == event.kind
        && modes.is_none_or(|m| same_set(m.split('+').collect(), event.modes.iter().map(String::as_str).collect()))
        && underlying.is_none_or(|u| u == event.underlying)
        && status.is_none_or(|s| s == event.status)
        && same_parties(actors, &event.actors)
        && same_parties(recipients, &event.recipients)
}

fn split_status(rest: &str) -> (&str, Option<&str>) {
    match rest.trim().rsplit_once(' ') {
        Some((before, last)) if crate::event::Status::from_name(last).is_some() => (before, Some(last)),
        _ => (rest, None),
    }
}

fn same_set<'a>(mut a: Vec<&'a str>, mut b: Vec<&'a str>) -> bool {
    a.sort_unstable();
    b.sort_unstable();
    a == b
}

fn same_parties(wanted: &str, entities: &[Entity]) -> bool {
    let wanted: Vec<&str> = wanted.split('+').map(str::trim).filter(|w| !w.is_empty() && *w != "-").collect();
    let mut found = flat(entities);
    let all = wanted.iter().all(|w| {
        let (code, sector) = w.split_once(':').map_or((*w, None), |(c, s)| (c, Some(s)));
        let fits = |e: &&Entity| {
            let own = e.country.as_deref().or(e.organisation.as_deref()).unwrap_or("");
            own == code && sector.is_none_or(|s| e.sectors.iter().any(|x| x == s))
        };
        found.iter().position(fits).map(|i| found.remove(i)).is_some()
    });
    // a party without any code is only asked for where it is written
    all && found.iter().all(|e| e.country.is_none() && e.organisation.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(country: &str, sector: &str) -> Entity {
        Entity { country: Some(country.into()), sectors: vec![sector.into()], ..Entity::default() }
    }

    #[test]
    fn the_notation_is_read_as_it_is_written() {
        let event = Event {
            kind: "AGREE".into(),
            underlying: "CONSULT".into(),
            status: "scheduled".into(),
            actors: vec![entity("CHL", "GOV"), entity("PER", "GOV")],
            ..Event::default()
        };
        assert_eq!(write(&event), "AGREE(CONSULT) CHL:GOV + PER:GOV scheduled");
        assert!(answers("AGREE(CONSULT) PER + CHL:GOV scheduled", &event));
        assert!(!answers("AGREE PER scheduled", &event));
        assert!(!answers("AGREE PER > CHL scheduled", &event));
        assert!(!answers("CONSULT PER + CHL", &event));
    }
}
