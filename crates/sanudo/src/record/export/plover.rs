//! PLOVER's own JSON, one object an event. Status goes where the manual puts it, among the contexts; `comment` says what that loses.

use super::{Codes, name};
use crate::event::Status;
use crate::record::{Entity, Event, Place, Record};
use serde_json::{Map, Value, json};

/// One event.
pub(super) fn event(record: &Record, event: &Event, codes: &Codes) -> Value {
    let article = &record.article;
    let date = event.date.as_ref();
    let published = article.published.as_deref();
    filled(json!({
        "id": event.id,
        "has_event": true,
        "date": date.map(|d| d.start.as_str()).or(published),
        "enddate": date.map(|d| d.end.as_str()),
        "actor": parties(&event.actors, codes),
        "recipient": parties(&event.recipients, codes),
        "event": [event.kind],
        "event_loc": event.place.as_ref().map(|p| location(p, codes)),
        "event_text": event.trigger.text,
        "quad_code": event.quad,
        "event_scale": event.score,
        "mode": event.modes,
        "context": contexts(event),
        "link": event.parent,
        "text": article.text.as_deref().map(|text| sentence(text, event)),
        "text_info": { "sequence": event.sentence, "start": event.trigger.span[0], "end": event.trigger.span[1] },
        "cite_info": filled(json!({
            "citation": article.id,
            "url": article.url,
            "title": article.title,
            "language": article.language,
            "publication": article.publisher,
        })),
        "coder": record.coder.program,
        "comment": format!("status {}, rule {}", event.status, event.rule),
        "dead": event.casualties.as_ref().and_then(|c| c.killed),
        "injured": event.casualties.as_ref().and_then(|c| c.injured),
    }))
}

/// The object without what is not known.
fn filled(value: Value) -> Value {
    let Value::Object(fields) = value else { return value };
    Value::Object(fields.into_iter().filter(|(_, v)| !v.is_null()).collect::<Map<_, _>>())
}

/// PLOVER's contexts, and its auxiliary mode for the status, unless the type has taken that in.
fn contexts(event: &Event) -> Vec<&str> {
    let is = |statuses: &[Status]| statuses.iter().any(|s| s.name() == event.status);
    let auxiliary = match () {
        () if is(&[Status::Scheduled, Status::Expected]) => (event.kind == event.underlying).then_some("future"),
        () if is(&[Status::CalledFor, Status::Hypothetical]) => Some("hypothetical"),
        () if is(&[Status::Negated, Status::Denied]) => Some("negation"),
        () if is(&[Status::Historical]) => Some("historical"),
        () => None,
    };
    event.contexts.iter().map(String::as_str).chain(auxiliary).collect()
}

fn sentence(text: &str, event: &Event) -> String {
    let [start, end] = event.sentence_span;
    text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect()
}

/// A collective stands for its members.
fn parties(list: &[Entity], codes: &Codes) -> Vec<Value> {
    let each = list.iter().flat_map(|p| if p.members.is_empty() { vec![p] } else { p.members.iter().collect() });
    each.map(|p| party(p, codes)).collect()
}

fn party(entity: &Entity, codes: &Codes) -> Value {
    let (first, others) = entity.sectors.split_first().map_or((None, &[][..]), |(f, o)| (Some(f), o));
    let country = codes.country(entity.country.as_deref()).map(|c| c.name.as_str());
    filled(json!({
        "code": entity.country.as_deref().or(entity.organisation.as_deref()),
        "country_name": country,
        "sector": first,
        "sector_code": first,
        "other_sector_codes": (!others.is_empty()).then_some(others),
        "entity_text": entity.text,
        "raw_text": entity.text,
        "entity_name": name(entity),
        "wikidata_id": entity.wikidata,
        "office": entity.role,
    }))
}

fn location(place: &Place, codes: &Codes) -> Value {
    let is = |kind: &str| place.granularity == kind;
    let resolution = match place.granularity.as_str() {
        "site" => Some(5),
        "city" => Some(4),
        "admin1" => Some(2),
        "country" => Some(1),
        _ => None,
    };
    filled(json!({
        "extracted_place": place.text,
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.latitude,
        "lon": place.longitude,
        "city": is("city").then_some(&place.name),
        "province": place.admin1.as_ref().or_else(|| is("admin1").then_some(&place.name)),
        "country": codes.country(place.country.as_deref()).map(|c| c.name.as_str()),
        "country_code": place.country,
        "resolution": resolution,
    }))
}
