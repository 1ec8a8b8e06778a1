//! The columns of other data sets, and what stands in them.

use super::*;
use crate::record::{ArticleRecord, Coder, Place, Quote};

const ALL: [Format; 4] = [Format::Polecat, Format::Icews, Format::Phoenix, Format::Gdelt];

fn codes() -> Codes {
    let files: Vec<crate::lexicon::File> = serde_json::from_slice(sanudo_data::LEXICON).unwrap();
    crate::lexicon::packed(&files, Codes::load).unwrap()
}

fn party(name: &str, country: &str, sectors: &[&str]) -> Entity {
    Entity {
        text: format!("the {name}"),
        name: name.into(),
        country: Some(country.into()),
        sectors: sectors.iter().map(|s| (*s).into()).collect(),
        ..Entity::default()
    }
}

fn visit() -> Event {
    Event {
        id: "00000000002a".into(),
        kind: "CONSULT".into(),
        underlying: "CONSULT".into(),
        modes: vec!["visit".into()],
        cameo: "042".into(),
        quad: 1,
        score: 4.0,
        status: "occurred".into(),
        actors: vec![party("Peru", "PER", &["GOV", "JRN"])],
        recipients: vec![party("Chile", "CHL", &["MIL"])],
        date: Some(crate::record::Date { start: "2024-06-10".into(), end: "2024-06-11".into(), ..Default::default() }),
        place: Some(Place {
            text: "Arica".into(),
            name: "Arica".into(),
            geonameid: Some(3_899_361),
            country: Some("CHL".into()),
            latitude: Some(-18.47),
            longitude: Some(-70.3),
            granularity: "city".into(),
            ..Place::default()
        }),
        trigger: Quote { text: "visited".into(), span: [5, 12] },
        sentence_span: [0, 20],
        ..Event::default()
    }
}

fn record(events: Vec<Event>) -> Record {
    let article = ArticleRecord {
        id: "a1".into(),
        published: Some("2024-06-12".into()),
        publisher: Some("Daily".into()),
        url: Some("http://x".into()),
        text: Some("Peru visited Chile. It rained.".into()),
        ..ArticleRecord::default()
    };
    Record { article, events, coder: Coder { program: "sanudo 0".into(), ..Coder::default() }, ..Record::default() }
}

/// The cell of the first row in this column.
fn cell(record: &Record, format: Format, column: &str) -> String {
    let at = format.columns().iter().position(|c| *c == column).unwrap_or_else(|| panic!("no column {column}"));
    rows(record, format, Expand::No, &codes())[0][at].clone()
}

#[test]
fn each_format_has_its_own_columns_in_their_order() {
    let shape = |f: Format| (f.columns().len(), f.columns()[0], f.columns()[f.columns().len() - 1]);
    assert_eq!(shape(Format::Polecat), (40, "Event ID", "Version"));
    assert_eq!(shape(Format::Icews), (20, "Event ID", "Longitude"));
    assert_eq!(shape(Format::Phoenix), (26, "EventID", "NewsSources"));
    assert_eq!(shape(Format::Gdelt), (61, "GLOBALEVENTID", "SOURCEURL"));
    for (format, at, name) in [
        (Format::Polecat, 14, "Wikipedia Actor ID"),
        (Format::Polecat, 30, "GeoNames ID"),
        (Format::Icews, 6, "CAMEO Code"),
        (Format::Phoenix, 13, "EventCode"),
        (Format::Phoenix, 17, "Issues"),
        (Format::Gdelt, 25, "IsRootEvent"),
        (Format::Gdelt, 35, "Actor1Geo_Type"),
        (Format::Gdelt, 51, "ActionGeo_Type"),
        (Format::Gdelt, 59, "DATEADDED"),
    ] {
        assert_eq!(format.columns()[at], name);
    }
    assert_eq!(ALL.map(Format::has_header), [true, true, false, false]);
}

#[test]
fn a_row_has_one_cell_a_column() {
    let bare = Event { status: "occurred".into(), ..Event::default() };
    for format in ALL {
        for event in [visit(), bare.clone()] {
            let rows = rows(&record(vec![event]), format, Expand::No, &codes());
            assert_eq!(rows.len(), 1, "{format:?}");
            assert_eq!(rows[0].len(), format.columns().len(), "{format:?}");
        }
    }
    assert!(rows(&record(vec![visit()]), Format::Plover, Expand::No, &codes()).is_empty());
}

#[test]
fn a_visit_is_written_with_each_data_sets_codes() {
    let record = record(vec![visit()]);
    for (format, column, wanted) in [
        (Format::Polecat, "Event Date", "2024-06-10"),
        (Format::Polecat, "Event Mode", "visit"),
        (Format::Polecat, "Quad Code", "VERBAL COOPERATION"),
        (Format::Polecat, "Actor COW", "135"),
        (Format::Polecat, "Primary Actor Sector", "GOV"),
        (Format::Polecat, "Recipient Name Raw", "the Chile"),
        (Format::Polecat, "City", "Arica"),
        (Format::Polecat, "Publication Date", "2024-06-12"),
        (Format::Icews, "Event ID", "42"),
        (Format::Icews, "Source Sectors", "Government,News"),
        (Format::Icews, "Target Country", "Chile"),
        (Format::Icews, "Event Text", "Make a visit"),
        (Format::Icews, "CAMEO Code", "042"),
        (Format::Icews, "Intensity", "1.9"),
        (Format::Icews, "Sentence Number", "1"),
        (Format::Phoenix, "Date", "20240610"),
        (Format::Phoenix, "SourceActorFull", "PERGOVMED"),
        (Format::Phoenix, "SourceActorRole", "GOV"),
        (Format::Phoenix, "SourceActorAttribute", "MED"),
        (Format::Phoenix, "EventRootCode", "04"),
        (Format::Phoenix, "PentaClass", "1"),
        (Format::Phoenix, "Issues", ""),
        (Format::Phoenix, "CountryCode", "CHL"),
        (Format::Gdelt, "SQLDATE", "20240610"),
        (Format::Gdelt, "MonthYear", "202406"),
        (Format::Gdelt, "FractionDate", "2024.5205"),
        (Format::Gdelt, "Actor1Code", "PERGOVMED"),
        (Format::Gdelt, "Actor2Type1Code", "MIL"),
        (Format::Gdelt, "QuadClass", "1"),
        (Format::Gdelt, "ActionGeo_Type", "4"),
        (Format::Gdelt, "ActionGeo_FullName", "Arica, Chile"),
        (Format::Gdelt, "ActionGeo_CountryCode", "CI"),
        (Format::Gdelt, "ActionGeo_FeatureID", ""),
        (Format::Gdelt, "DATEADDED", "20240612000000"),
    ] {
        assert_eq!(cell(&record, format, column), wanted, "{format:?} {column}");
    }
}

#[test]
fn a_code_that_says_less_is_marked() {
    let aid = Event { kind: "AID".into(), cameo: "070".into(), cameo_lossy: true, modes: Vec::new(), ..visit() };
    let record = record(vec![aid]);
    assert_eq!(cell(&record, Format::Icews, "Event Text"), "Provide aid, not specified below (lossy)");
    assert_eq!(cell(&record, Format::Phoenix, "Issues"), "LOSSY,1");
    assert_eq!(cell(&record, Format::Gdelt, "EventCode"), "070");
}

#[test]
fn dyads_get_rows_and_numbers_of_their_own() {
    let together = Event { recipients: Vec::new(), ..visit() };
    let actors = vec![party("Peru", "PER", &[]), party("Chile", "CHL", &[])];
    let record = record(vec![Event { actors, ..together }]);
    for format in [Format::Icews, Format::Phoenix, Format::Gdelt] {
        let rows = rows(&record, format, Expand::No, &codes());
        assert_eq!(rows.len(), 2, "{format:?}");
        assert_ne!(rows[0][0], rows[1][0]);
    }
    assert_eq!(rows(&record, Format::Polecat, Expand::No, &codes()).len(), 1);
    assert_eq!(cell(&record, Format::Polecat, "Actor Country"), "PER;CHL");
}

#[test]
fn what_did_not_happen_is_left_out_and_counted() {
    let with = |kind: &str, underlying: &str, status: &str| Event {
        kind: kind.into(),
        underlying: underlying.into(),
        status: status.into(),
        ..visit()
    };
    assert!(told(&with("ASSAULT", "ASSAULT", "historical")));
    assert!(told(&with("AGREE", "CONSULT", "scheduled")));
    assert!(!told(&with("ASSAULT", "ASSAULT", "scheduled")));
    assert!(!told(&with("AGREE", "CONSULT", "negated")));
    assert!(!told(&with("ASSAULT", "ASSAULT", "denied")));
    assert!(!told(&Event { parent: Some("x".into()), ..visit() }));
    let record = record(vec![visit(), with("ASSAULT", "ASSAULT", "denied")]);
    assert_eq!(left_out(&record, Format::Gdelt), 1);
    assert_eq!(left_out(&record, Format::Plover), 0);
    assert_eq!(rows(&record, Format::Gdelt, Expand::No, &codes()).len(), 1);
}

#[test]
fn plover_has_lists_and_puts_the_status_among_the_contexts() {
    let denied = Event { status: "denied".into(), contexts: vec!["military".into()], ..visit() };
    let events = plover(&record(vec![denied]), &codes());
    let event = &events[0];
    assert_eq!(event["event"], serde_json::json!(["CONSULT"]));
    assert_eq!(event["context"], serde_json::json!(["military", "negation"]));
    assert_eq!(event["actor"][0]["code"], "PER");
    assert_eq!(event["actor"][0]["other_sector_codes"], serde_json::json!(["JRN"]));
    assert_eq!(event["event_loc"]["resolution"], 4);
    assert_eq!(event["event_loc"]["country"], "Chile");
    assert_eq!(event["text"], "Peru visited Chile. ");
    assert_eq!(event["cite_info"]["publication"], "Daily");
    assert!(event["comment"].as_str().unwrap().contains("denied"));
    let planned = Event { kind: "AGREE".into(), status: "scheduled".into(), ..visit() };
    assert_eq!(plover(&record(vec![planned]), &codes())[0]["context"], serde_json::json!([]));
}

#[test]
fn every_code_of_the_ontology_has_a_label_and_a_score() {
    let files: Vec<crate::lexicon::File> = serde_json::from_slice(sanudo_data::LEXICON).unwrap();
    let lexicon = crate::lexicon::Lexicon::load(files).unwrap();
    let codes = codes();
    let mut kinds: Vec<_> = lexicon.ontology.kinds.values().collect();
    kinds.sort_by_key(|k| &k.name);
    for kind in kinds {
        let modes = kind.mode.iter().map(|m| &m.cameo);
        for code in modes.chain([&kind.cameo]).chain(kind.planned.values()) {
            assert!(codes.cameo.contains_key(code), "{}: {code}", kind.name);
        }
    }
}
