//! PETRARCH validation files: sentences with `<EventCoding sourcecode targetcode eventcode/>`, as a gold set.

use crate::failure::{Failure, failure, unreadable};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sanudo::lexicon::Lexicon;
use sanudo::score::{Coded, Sentence};
use std::fs;
use std::path::Path;

/// Reads the sentences of a validation file; CAMEO codes become PLOVER types by their root.
pub fn read(path: &Path, lexicon: &Lexicon) -> Result<Vec<Sentence>, Failure> {
    let text = fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
    let mut reader = Reader::from_str(&text);
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut in_text = false;
    loop {
        let event = reader.read_event().map_err(|e| {
            failure(
                "E413",
                format!("{}: {e} at byte {}", path.display(), reader.error_position()),
                "PETRARCH validation XML is expected",
            )
        })?;
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "Sentence" => sentences.push(sentence(&tag)),
                "Text" => in_text = true,
                "EventCoding" => sentences.last_mut().into_iter().for_each(|s| s.events.extend(coded(&tag, lexicon))),
                _ => {}
            },
            Event::Text(words) if in_text => {
                let words: &str = &words;
                sentences.last_mut().into_iter().for_each(|s| s.text.push_str(words.trim()));
            }
            Event::End(tag) if tag.name().as_ref() == "Text" => in_text = false,
            Event::Eof => return Ok(sentences),
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    Some(found.value.into_owned())
}

fn sentence(tag: &BytesStart) -> Sentence {
    let date = attribute(tag, "date").filter(|d| d.len() == 8 && d.is_ascii());
    let date = date.map(|d| format!("{}-{}-{}", &d[..4], &d[4..6], &d[6..]));
    Sentence { id: attribute(tag, "id").unwrap_or_default(), date, ..Sentence::default() }
}

fn coded(tag: &BytesStart, lexicon: &Lexicon) -> Option<Coded> {
    let country = |name: &str| attribute(tag, name).and_then(|c| c.get(..3).map(str::to_owned)).filter(|c| c != "---");
    let kind = lexicon.ontology.of_cameo(&attribute(tag, "eventcode")?)?;
    Some(Coded::new(kind, country("sourcecode"), country("targetcode")))
}
