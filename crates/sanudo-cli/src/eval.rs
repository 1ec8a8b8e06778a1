//! `sanudo eval`: how good it is, against gold sets, with the committed scores as floors.

use crate::args::EvalArgs;
use crate::engine::Engine;
use crate::failure::{Done, Failure, Outcome, failure, unreadable};
use crate::petrarch_gold;
use sanudo::article::Article;
use sanudo::pipeline::Asked;
use sanudo::read::Reading;
use sanudo::record::{Options, Record};
use sanudo::score::{self, Annotation, Metric, Sentence};
use serde::de::DeserializeOwned;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Runs `sanudo eval`.
pub fn run(args: &EvalArgs) -> Outcome {
    let engine = Engine::load(&args.overlay)?;
    if let Some(table) = &args.reliability {
        return reliability(&engine, table, args.plot.as_deref());
    }
    match (&args.check, &args.gold) {
        (Some(table), _) => check(&engine, table, args.update),
        (None, Some(gold)) => {
            let metrics = score_set(&engine, gold, args.articles.as_deref())?;
            metrics.iter().for_each(|(name, value)| println!("{name:20} {value:.3}"));
            Ok(Done::All)
        }
        (None, None) => Err(failure(
            "E410",
            "no gold set is named".into(),
            "sanudo eval GOLD, or sanudo eval --check gold/scores.csv",
        )),
    }
}

/// Codes the texts of a gold set and scores them. With `articles` it holds annotations of those articles, else sentences.
fn score_set(engine: &Engine, gold: &Path, articles: Option<&Path>) -> Result<Vec<Metric>, Failure> {
    if let Some(articles) = articles {
        let records = lines::<Source>(articles)?.iter().map(|s| code(engine, s)).collect::<Vec<_>>();
        return Ok(score::score_articles(&lines::<Annotation>(gold)?, &records));
    }
    let sentences = if gold.extension().is_some_and(|e| e == "xml") {
        petrarch_gold::read(gold, &engine.lexicon)?
    } else {
        lines::<Sentence>(gold)?
    };
    let predicted: Vec<Sentence> = sentences.iter().map(|s| score::neutral(&code(engine, &Source::of(s)))).collect();
    Ok(score::score_sentences(&sentences, &predicted))
}

/// What is coded of a gold set.
#[derive(serde::Deserialize)]
struct Source {
    id: String,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    text: String,
}

impl Source {
    fn of(sentence: &Sentence) -> Source {
        // sets without dates are anchored on one day, so that scores repeat
        let published = sentence.date.clone().or_else(|| Some("2018-06-15".into()));
        Source { id: sentence.id.clone(), published, publisher: None, text: sentence.text.clone() }
    }
}

fn code(engine: &Engine, source: &Source) -> Record {
    let published = source.published.as_deref().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
    let publisher = source.publisher.clone();
    let article =
        Article { id: source.id.clone(), text: source.text.clone(), published, publisher, ..Article::default() };
    engine.code(
        &Reading { article, line: 0, notes: Vec::new() },
        Options { text: true, ..Options::default() },
        Asked::default(),
    )
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Failure> {
    let text = fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(n, line)| {
            let hint = "one JSON object a line: sentences with source and target, or annotations with --articles";
            serde_json::from_str(line).map_err(|e| failure("E411", format!("{}:{}: {e}", path.display(), n + 1), hint))
        })
        .collect()
}

/// A line of the committed scores.
struct Row {
    set: String,
    gold: String,
    articles: String,
    metric: String,
    floor: f64,
}

/// Compares every committed score with today's; a metric below its floor fails, a set that is not here is skipped aloud.
fn check(engine: &Engine, table: &Path, update: bool) -> Outcome {
    let text = fs::read_to_string(table).map_err(|e| unreadable(table, &e))?;
    let rows: Vec<Row> = text.lines().skip(1).filter_map(row).collect();
    let mut written = String::from("set,gold,articles,metric,value,floor\n");
    let (mut below, mut measured): (usize, Option<(String, Vec<Metric>)>) = (0, None);
    for row in &rows {
        if !Path::new(&row.gold).exists() {
            println!("skipped  {:10} {} is not here", row.set, row.gold);
            continue;
        }
        if measured.as_ref().is_none_or(|(set, _)| *set != row.set) {
            let articles = Some(Path::new(&row.articles)).filter(|p| !p.as_os_str().is_empty());
            measured = Some((row.set.clone(), score_set(engine, Path::new(&row.gold), articles)?));
        }
        let metrics = measured.as_ref().map_or(&[][..], |(_, m)| m);
        let value = metrics.iter().find(|(name, _)| *name == row.metric).map_or(0.0, |(_, v)| *v);
        let fails = value + 0.0005 < row.floor;
        below += usize::from(fails);
        println!(
            "{}  {:10} {:20} {value:.3}  floor {:.3}",
            if fails { "BELOW  " } else { "holds  " },
            row.set,
            row.metric,
            row.floor
        );
        let _ =
            writeln!(written, "{},{},{},{},{value:.3},{:.3}", row.set, row.gold, row.articles, row.metric, row.floor);
    }
    if update {
        fs::write(table, written).map_err(|e| unreadable(table, &e))?;
    }
    match below {
        0 => Ok(Done::All),
        n => Err(failure(
            "E412",
            format!("{n} scores are below their floor"),
            "sanudo explain shows why; a floor is raised, never lowered",
        )),
    }
}

/// What the name of a set ends in that only totals are taken of: nothing may be fitted to it.
const HELD_OUT: &str = "_test";

/// Prints what share of the events of each confidence is right, over every set that is here and not held out.
fn reliability(engine: &Engine, table: &Path, plot: Option<&Path>) -> Outcome {
    let text = fs::read_to_string(table).map_err(|e| unreadable(table, &e))?;
    let mut rows: Vec<Row> = text.lines().skip(1).filter_map(row).collect();
    rows.dedup_by(|a, b| a.set == b.set);
    rows.retain(|r| !r.set.ends_with(HELD_OUT));
    let mut all = Vec::new();
    for row in rows.iter().filter(|r| Path::new(&r.gold).exists()) {
        let judged = judge(engine, Path::new(&row.gold), &row.articles)?;
        let right = judged.iter().filter(|j| j.right).count();
        let bins = score::reliability(&judged);
        println!(
            "{:10} {} events judged, {right} right, off by {:.3}",
            row.set,
            judged.len(),
            score::calibration_error(&bins)
        );
        all.extend(judged);
    }
    let bins = score::reliability(&all);
    println!("confidence  events  right  share  monotone");
    for bin in &bins {
        println!("{:10.3} {:7} {:6} {:6.2} {:9.3}", bin.confidence, bin.events, bin.right, bin.share(), bin.fitted);
    }
    println!("off by {:.3} (mean distance of confidence and share)", score::calibration_error(&bins));
    if let Some(path) = plot {
        fs::write(path, score::plot(&bins)).map_err(|e| unreadable(path, &e))?;
    }
    Ok(Done::All)
}

/// The judged events of one set.
fn judge(engine: &Engine, gold: &Path, articles: &str) -> Result<Vec<score::Judged>, Failure> {
    if !articles.is_empty() {
        let records = lines::<Source>(Path::new(articles))?.iter().map(|s| code(engine, s)).collect::<Vec<_>>();
        return Ok(score::judge_articles(&lines::<Annotation>(gold)?, &records));
    }
    if gold.extension().is_some_and(|e| e == "xml") {
        return Ok(Vec::new());
    }
    let sentences = lines::<Sentence>(gold)?;
    let records = sentences.iter().map(|s| code(engine, &Source::of(s))).collect::<Vec<_>>();
    Ok(score::judge_sentences(&sentences, &records))
}

fn row(line: &str) -> Option<Row> {
    let mut columns = line.split(',').map(str::to_owned);
    let (set, gold, articles, metric) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
    Some(Row { set, gold, articles, metric, floor: columns.nth(1)?.parse().ok()? })
}
