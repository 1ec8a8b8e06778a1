//! The literate cases of `tests/cases/*.md`: short news and what a careful reader takes from them. `tests/cases/README.md` tells the form.
//!
//! A case that is marked `known-wrong` must fail, any other must hold. `UPDATE=1` sets and takes off the marks; it never changes what is expected.

#![allow(clippy::print_stdout)]

use sanudo::article::Article;
use sanudo::lexicon::Lexicon;
use sanudo::lexicon::gazetteer::Gazetteer;
use sanudo::lexicon::proof;
use sanudo::model::Model;
use sanudo::record::{self, Entity, Event, Meeting, Options, Record};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Relative dates count from here where a case gives no other: a Wednesday.
const PUBLISHED: &str = "2024-06-12";
const MARK: &str = " known-wrong";

/// One `news` block with its `events` block.
struct Case {
    /// Of the `events` fence, from 0.
    line: usize,
    published: String,
    text: String,
    expected: Vec<String>,
    known_wrong: bool,
}

#[test]
fn news_are_read_as_a_careful_reader_would() {
    let knowledge = knowledge();
    let update = env::var_os("UPDATE").is_some();
    let (mut wrong, mut total, mut failures) = (0, 0, Vec::new());
    for path in files() {
        let content = fs::read_to_string(&path).expect("readable");
        let (cases, name) = (read(&content), path.file_name().expect("a file").to_string_lossy().into_owned());
        let judged: Vec<Vec<String>> = cases.iter().map(|c| judge(c, &code(c, &knowledge))).collect();
        total += cases.len();
        wrong += judged.iter().filter(|j| !j.is_empty()).count();
        if update {
            fs::write(&path, marked(&content, &cases, &judged)).expect("writable");
        } else {
            failures.extend(cases.iter().zip(&judged).filter_map(|(c, j)| surprise(&name, c, j)));
        }
    }
    println!("{} of {total} cases hold", total - wrong);
    assert!(failures.is_empty(), "(UPDATE=1 sets the marks)\n{}", failures.join("\n"));
}

fn surprise(name: &str, case: &Case, wrong: &[String]) -> Option<String> {
    let place = format!("tests/cases/{name}:{}: {}", case.line + 1, case.text.trim());
    match (case.known_wrong, wrong.is_empty()) {
        (false, false) => Some(format!("{place}\n  {}", wrong.join("\n  "))),
        (true, true) => Some(format!("{place}\n  holds now: take `known-wrong` off")),
        _ => {
            if env::var_os("SHOW").is_some() && case.known_wrong {
                println!("{place}\n  {}", wrong.join("\n  "));
            }
            None
        }
    }
}

fn knowledge() -> (Lexicon, Model) {
    let mut lexicon =
        Lexicon::load(serde_json::from_slice(sanudo_data::LEXICON).expect("JSON")).expect("a valid lexicon");
    lexicon.gazetteer = Gazetteer::load(sanudo_data::GAZETTEER);
    (lexicon, Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).expect("a valid model"))
}

/// All files of cases but the segmenter's, which has a form and a runner of its own.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("readable").flatten().map(|e| e.path()).collect();
    files.retain(|p| {
        p.extension().is_some_and(|e| e == "md") && !p.ends_with("segment.md") && !p.ends_with("README.md")
    });
    files.sort();
    files
}

fn read(content: &str) -> Vec<Case> {
    let (mut cases, mut news) = (Vec::new(), None);
    for (line, info, body) in fences(content) {
        match info.split_once(' ').unwrap_or((info, "")) {
            ("news", "") => news = Some((PUBLISHED.to_owned(), body.join("\n"))),
            ("news", date) => news = Some((date.to_owned(), body.join("\n"))),
            ("events", mark) => cases.push(case(line, mark, &body, news.take())),
            _ => panic!("line {}: a block of unknown kind: {info}", line + 1),
        }
    }
    cases
}

/// The fenced blocks: line of the opening fence, what stands behind it, and the lines inside.
fn fences(content: &str) -> Vec<(usize, &str, Vec<&str>)> {
    let (mut blocks, mut inside) = (Vec::new(), false);
    for (number, line) in content.lines().enumerate() {
        match (inside, line.strip_prefix("```")) {
            (false, Some(info)) => blocks.push((number, info, Vec::new())),
            (true, None) => blocks.last_mut().expect("it was opened").2.push(line),
            _ => {}
        }
        inside ^= line.starts_with("```");
    }
    blocks
}

fn case(line: usize, mark: &str, lines: &[&str], news: Option<(String, String)>) -> Case {
    let (published, text) = news.unwrap_or_else(|| panic!("line {}: events without news", line + 1));
    assert!(mark.is_empty() || mark == MARK.trim(), "line {}: an unknown mark: {mark}", line + 1);
    let expected: Vec<String> = lines.iter().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    assert!(!expected.is_empty(), "line {}: write `nothing` where nothing is expected", line + 1);
    Case { line, published, text, expected, known_wrong: !mark.is_empty() }
}

/// The same content with the marks as they must be.
fn marked(content: &str, cases: &[Case], judged: &[Vec<String>]) -> String {
    let mut lines: Vec<String> = content.lines().map(str::to_owned).collect();
    for (case, wrong) in cases.iter().zip(judged) {
        lines[case.line] = format!("```events{}", if wrong.is_empty() { "" } else { MARK });
    }
    lines.join("\n") + "\n"
}

fn code(case: &Case, (lexicon, model): &(Lexicon, Model)) -> Record {
    let published = Some(case.published.parse().expect("a date"));
    let article = Article { text: case.text.clone(), published, ..Article::default() };
    let analysis = sanudo::pipeline::analyse(&article, lexicon, model);
    record::write(&article, &analysis, lexicon, model.hash(), Options { text: false, nested: false, uncoded: false })
}

/// What is wrong, a line each.
fn judge(case: &Case, record: &Record) -> Vec<String> {
    let (mut wrong, mut asked) = (Vec::new(), false);
    let mut left: Vec<&Event> = record.events.iter().collect();
    for line in &case.expected {
        let holds = match line.split_once(' ').unwrap_or((line, "")) {
            ("nothing", _) => {
                asked = true;
                true
            }
            ("agenda:", items) => agenda(items, record),
            ("meeting", rest) => record.meetings.iter().any(|m| rest == meeting(m)),
            ("position", rest) => position(rest, record),
            ("source", rest) => source(rest, record),
            _ => {
                asked = true;
                left.iter().position(|e| happens(line, e)).map(|at| left.remove(at)).is_some()
            }
        };
        if !holds {
            wrong.push(format!("wants {line}"));
        }
    }
    if asked {
        wrong.extend(left.iter().map(|e| format!("gets  {}", shown(e))));
    }
    if !wrong.is_empty() {
        wrong.extend(besides(case, record));
    }
    wrong
}

/// `TYPE/mode(UNDERLYING) A > R status; on DATE; in PLACE; says CODE`; what is not written is not compared.
fn happens(wanted: &str, event: &Event) -> bool {
    let mut parts = wanted.split(';').map(str::trim);
    proof::answers(parts.next().unwrap_or(""), event)
        && parts.all(|part| match part.split_once(' ').unwrap_or((part, "")) {
            ("on", date) => when(event) == date,
            ("in", place) => event.place.as_ref().map_or("-", |p| p.name.as_str()) == place,
            ("says", who) => parties(&event.attribution) == who,
            _ => panic!("unknown: {part}"),
        })
}

fn when(event: &Event) -> String {
    match &event.date {
        None => "-".into(),
        Some(date) if date.start == date.end => date.start.clone(),
        Some(date) => format!("{}..{}", date.start, date.end),
    }
}

fn shown(event: &Event) -> String {
    let place = event.place.as_ref().map_or("-", |p| p.name.as_str());
    let says =
        if event.attribution.is_empty() { String::new() } else { format!("; says {}", parties(&event.attribution)) };
    format!("{}; on {}; in {place}{says} ({} “{}”)", proof::write(event), when(event), event.rule, event.trigger.text)
}

fn parties(entities: &[Entity]) -> String {
    let flat = entities.iter().flat_map(|e| if e.members.is_empty() { std::slice::from_ref(e) } else { &e.members });
    let codes: Vec<&str> = flat.map(|e| e.country.as_deref().or(e.organisation.as_deref()).unwrap_or("?")).collect();
    codes.join(" + ")
}

/// Articles and the case of letters make no other topic.
fn plain(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let article = ["the ", "a ", "an "].iter().find_map(|a| text.strip_prefix(a));
    article.unwrap_or(&text).to_owned()
}

fn agenda(items: &str, record: &Record) -> bool {
    let mut wanted: Vec<String> = items.split('|').map(plain).collect();
    let mut found: Vec<String> = record.meetings.iter().flat_map(|m| &m.agenda).map(|a| plain(&a.text)).collect();
    wanted.sort();
    found.sort();
    wanted == found
}

/// `STAGE FORMAT PARTIES`.
fn meeting(meeting: &Meeting) -> String {
    format!("{} {} {}", meeting.stage, meeting.format, parties(&meeting.participants))
}

/// `HOLDERS stance: topic > TARGETS`, as the record has it among others.
fn position(wanted: &str, record: &Record) -> bool {
    let (head, topic) = wanted.split_once(": ").unwrap_or((wanted, ""));
    let (holder, stance) = head.rsplit_once(' ').unwrap_or((head, ""));
    let (topic, target) = topic.split_once(" > ").map_or((topic, None), |(topic, target)| (topic, Some(target)));
    record.statements.iter().any(|s| {
        parties(&s.holder) == holder
            && s.stance == stance
            && plain(s.topic.as_ref().map_or("", |t| &t.text)) == plain(topic)
            && target.is_none_or(|t| parties(&s.target) == t)
    })
}

fn source(wanted: &str, record: &Record) -> bool {
    record.article.sources.iter().any(|s| format!("{} {}", s.kind, s.name) == wanted)
}

/// What else the record has of the kinds that were asked for.
fn besides(case: &Case, record: &Record) -> Vec<String> {
    let asks = |word: &str| case.expected.iter().any(|l| l.starts_with(word));
    let mut lines = Vec::new();
    if asks("agenda:") {
        let items: Vec<&str> = record.meetings.iter().flat_map(|m| &m.agenda).map(|a| a.text.as_str()).collect();
        lines.push(format!("has   agenda: {}", items.join(" | ")));
    }
    if asks("meeting") {
        lines.extend(record.meetings.iter().map(|m| format!("has   meeting {}", meeting(m))));
    }
    if asks("position") {
        lines.extend(record.statements.iter().map(|s| {
            let topic = s.topic.as_ref().map_or("", |t| &t.text);
            format!("has   position {} {}: {topic} > {}", parties(&s.holder), s.stance, parties(&s.target))
        }));
    }
    if asks("source") {
        lines.extend(record.article.sources.iter().map(|s| format!("has   source {} {}", s.kind, s.name)));
    }
    lines
}
