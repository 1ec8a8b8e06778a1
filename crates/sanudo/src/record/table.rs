//! What are the rows of the table form? One an event, or one a pair of parties, with fixed columns.

use super::{Entity, Event, Record};
use crate::lexicon::countries::Countries;

/// A column: its name and what its cells hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// In snake case.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words or nothing.
    Text,
    /// Any number of words.
    List,
    /// A whole number or nothing.
    Int,
    /// A number or nothing.
    Float,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// Of a list column.
    List(Vec<String>),
    /// Of a column of whole numbers.
    Int(i64),
    /// Of a column of numbers.
    Float(f64),
    /// Of a text column.
    Text(String),
    /// Nothing, in any column but a list.
    Empty,
}

/// How many rows an event gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expand {
    /// One, with lists of parties.
    #[default]
    No,
    /// One for each actor and recipient; for parties that stand equal, one for each ordered pair.
    Dyads,
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text }
}

const fn list(name: &'static str) -> Column {
    Column { name, kind: Kind::List }
}

const fn int(name: &'static str) -> Column {
    Column { name, kind: Kind::Int }
}

const fn float(name: &'static str) -> Column {
    Column { name, kind: Kind::Float }
}

/// All columns in their order, which is stable.
pub const COLUMNS: &[Column] = &[
    text("event_id"),
    text("article_id"),
    text("published"),
    text("publisher"),
    text("url"),
    text("event_date"),
    text("event_date_end"),
    text("date_granularity"),
    text("type"),
    text("underlying"),
    list("modes"),
    list("contexts"),
    int("quad"),
    float("score"),
    text("cameo"),
    text("status"),
    list("actor_name"),
    list("actor_country"),
    list("actor_cow"),
    list("actor_sectors"),
    list("actor_role"),
    list("recipient_name"),
    list("recipient_country"),
    list("recipient_cow"),
    list("recipient_sectors"),
    list("recipient_role"),
    text("place_name"),
    text("place_country"),
    text("admin1"),
    float("latitude"),
    float("longitude"),
    int("geonameid"),
    text("place_granularity"),
    text("trigger"),
    int("sentence"),
    list("attribution"),
    float("confidence"),
    text("rule"),
    text("coder_version"),
    text("parent"),
];

/// The rows of a record, each with one cell a column. The table of countries gives the number of a state on the day of the event.
pub fn rows(record: &Record, expand: Expand, countries: &Countries) -> Vec<Vec<Cell>> {
    let pairs = |event: &'_ Event| -> Vec<Vec<Cell>> {
        sides(event, expand).iter().map(|pair| row(record, event, pair, countries)).collect()
    };
    record.events.iter().flat_map(pairs).collect()
}

/// The parties of one row.
pub(super) struct Dyad<'a> {
    pub(super) actors: Vec<&'a Entity>,
    pub(super) recipients: Vec<&'a Entity>,
}

/// The parties of each row of an event.
pub(super) fn sides(event: &Event, expand: Expand) -> Vec<Dyad<'_>> {
    let (actors, recipients) = (flat(&event.actors), flat(&event.recipients));
    if expand == Expand::No {
        return vec![Dyad { actors, recipients }];
    }
    let mut pairs = Vec::new();
    if recipients.is_empty() && actors.len() > 1 {
        for (i, a) in actors.iter().enumerate() {
            let others = actors.iter().enumerate().filter(|(j, _)| *j != i);
            pairs.extend(others.map(|(_, b)| Dyad { actors: vec![*a], recipients: vec![*b] }));
        }
        return pairs;
    }
    for a in either(&actors) {
        for r in either(&recipients) {
            pairs.push(Dyad { actors: a.into_iter().collect(), recipients: r.into_iter().collect() });
        }
    }
    pairs
}

/// The parties, or once nobody.
fn either<'a>(parties: &[&'a Entity]) -> Vec<Option<&'a Entity>> {
    if parties.is_empty() { vec![None] } else { parties.iter().map(|p| Some(*p)).collect() }
}

/// A collective stands for its members.
fn flat(parties: &[Entity]) -> Vec<&Entity> {
    parties.iter().flat_map(|p| if p.members.is_empty() { vec![p] } else { p.members.iter().collect() }).collect()
}

fn row(record: &Record, event: &Event, sides: &Dyad<'_>, countries: &Countries) -> Vec<Cell> {
    let article = &record.article;
    let day = event.date.as_ref().map(|d| d.start.as_str()).or(article.published.as_deref());
    let day = day.and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
    let cow = |country: &str| countries.cow(country, day);
    let mut cells = vec![
        some(&event.id),
        some(&article.id),
        maybe(&article.published),
        maybe(&article.publisher),
        maybe(&article.url),
        event.date.as_ref().map_or(Cell::Empty, |d| some(&d.start)),
        event.date.as_ref().map_or(Cell::Empty, |d| some(&d.end)),
        event.date.as_ref().map_or(Cell::Empty, |d| some(&d.granularity)),
        some(&event.kind),
        some(&event.underlying),
        Cell::List(event.modes.clone()),
        Cell::List(event.contexts.clone()),
        Cell::Int(event.quad.into()),
        Cell::Float(event.score),
        some(&event.cameo),
        some(&event.status),
    ];
    cells.extend(party(&sides.actors, &cow));
    cells.extend(party(&sides.recipients, &cow));
    cells.extend(place(event));
    cells.extend([
        some(&event.trigger.text),
        Cell::Int(event.sentence.into()),
        Cell::List(event.attribution.iter().map(name).collect()),
        Cell::Float(event.confidence),
        some(&event.rule),
        some(&record.coder.program),
        maybe(&event.parent),
    ]);
    cells
}

/// Five lists of the same length, so that the first name belongs to the first country. The sectors of one party are
/// joined by a blank.
fn party(parties: &[&Entity], cow: &dyn Fn(&str) -> Option<u16>) -> [Cell; 5] {
    let each = |f: &dyn Fn(&Entity) -> String| Cell::List(parties.iter().map(|p| f(p)).collect());
    [
        each(&name),
        each(&|p| p.country.clone().or_else(|| p.organisation.clone()).unwrap_or_default()),
        each(&|p| p.country.as_deref().and_then(cow).map(|n| n.to_string()).unwrap_or_default()),
        each(&|p| p.sectors.join(" ")),
        each(&|p| p.role.clone().unwrap_or_default()),
    ]
}

fn place(event: &Event) -> [Cell; 7] {
    let Some(place) = &event.place else { return [const { Cell::Empty }; 7] };
    [
        some(&place.name),
        maybe(&place.country),
        maybe(&place.admin1),
        place.latitude.map_or(Cell::Empty, Cell::Float),
        place.longitude.map_or(Cell::Empty, Cell::Float),
        place.geonameid.map_or(Cell::Empty, |id| Cell::Int(id.into())),
        some(&place.granularity),
    ]
}

fn name(entity: &Entity) -> String {
    if entity.name.is_empty() { entity.text.clone() } else { entity.name.clone() }
}

fn some(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn maybe(text: &Option<String>) -> Cell {
    text.as_deref().map_or(Cell::Empty, some)
}

impl Cell {
    /// The cell as CSV and TSV write it, before quoting: lists joined by `;`.
    pub fn plain(&self) -> String {
        match self {
            Cell::List(list) => list.join(";"),
            Cell::Int(n) => n.to_string(),
            Cell::Float(n) => n.to_string(),
            Cell::Text(text) => text.clone(),
            Cell::Empty => String::new(),
        }
    }
}

/// A line of CSV (RFC 4180), without its end.
pub fn csv<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let quoted = |cell: &str| {
        let special = cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ');
        if special { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
    };
    cells.map(quoted).collect::<Vec<_>>().join(",")
}

/// A line of TSV, without its end; tabs and line ends inside a cell become blanks.
pub fn tsv<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    cells.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(name: &str) -> Entity {
        Entity {
            name: name.into(),
            country: Some(name.into()),
            sectors: vec!["GOV".into(), "MIL".into()],
            ..Entity::default()
        }
    }

    fn record(actors: &[&str], recipients: &[&str]) -> Record {
        let actors = actors.iter().map(|n| entity(n)).collect();
        let recipients = recipients.iter().map(|n| entity(n)).collect();
        Record { events: vec![Event { actors, recipients, ..Event::default() }], ..Record::default() }
    }

    fn pairs(record: &Record) -> Vec<(String, String)> {
        let rows = rows(record, Expand::Dyads, &Countries::default());
        rows.iter().map(|r| (r[16].plain(), r[21].plain())).collect()
    }

    fn table() -> Countries {
        let text = include_str!("../../../../lexicon/ontology/countries.toml");
        let value = toml::from_str(text).expect("TOML");
        Countries::load(&[("ontology/countries.toml".into(), value)]).expect("a possible table")
    }

    #[test]
    fn a_state_has_the_number_of_the_day() {
        let mut record = record(&["DEU"], &["PSE"]);
        for (day, number) in [("1990-10-02", "260"), ("1990-10-03", "255")] {
            record.article.published = Some(day.into());
            let rows = rows(&record, Expand::No, &table());
            assert_eq!((rows[0][18].plain().as_str(), rows[0][23].plain().as_str()), (number, ""));
        }
        record.events[0].date = Some(super::super::Date { start: "1989-11-09".into(), ..Default::default() });
        assert_eq!(rows(&record, Expand::No, &table())[0][18].plain(), "260");
    }

    #[test]
    fn a_row_has_one_cell_a_column() {
        for row in rows(&record(&["PER"], &["CHL"]), Expand::No, &table()) {
            assert_eq!(row.len(), COLUMNS.len());
            assert_eq!(row[18].plain(), "135");
            assert_eq!(row[19].plain(), "GOV MIL");
        }
    }

    #[test]
    fn dyads_pair_actors_with_recipients_and_equals_with_each_other() {
        assert_eq!(pairs(&record(&["PER", "BOL"], &["CHL"])).len(), 2);
        assert_eq!(pairs(&record(&["PER", "BOL"], &[])), [("PER".into(), "BOL".into()), ("BOL".into(), "PER".into())]);
        assert_eq!(pairs(&record(&["PER"], &[])), [("PER".into(), String::new())]);
    }

    #[test]
    fn csv_quotes_what_it_must() {
        assert_eq!(csv(["a", "b,c", "d\"e"].into_iter()), "a,\"b,c\",\"d\"\"e\"");
        assert_eq!(tsv(["a\tb", "c"].into_iter()), "a b\tc");
    }
}
