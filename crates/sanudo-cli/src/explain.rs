//! `sanudo explain`: why something was coded, or why it was not.

use crate::args::{ExplainArgs, ReadingArgs};
use crate::engine::Engine;
use crate::failure::{Done, Failure, Outcome, failure};
use crate::input::{self, Inputs};
use crate::output::Part;
use sanudo::article::Article;
use sanudo::explain::{Wanted, explain};
use sanudo::pipeline::Asked;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Runs `sanudo explain`.
pub fn run(args: &ExplainArgs) -> Outcome {
    let found = articles(&args.text, &args.reading)?;
    let engine = Engine::load(&args.overlay)?;
    let mut out = Part::stdout();
    let mut before = 0;
    for (number, article) in found.enumerate() {
        let article = article?;
        let analysis = engine.analyse(&article, Asked { every_sentence: true, own_language: false });
        // events are counted through all articles
        let event = args.event.map(|n| n.wrapping_sub(before));
        before += analysis.events.list.len();
        if event.is_some_and(|n| n >= analysis.events.list.len()) {
            continue;
        }
        let heading = if number > 0 || article.title.is_some() { heading(&article) } else { String::new() };
        let wanted = Wanted { event, uncoded: args.uncoded };
        let text = heading + &explain(&article, &analysis, &engine.lexicon, wanted);
        out.write(if colours() { coloured(&text) } else { text }.as_bytes())?;
    }
    if let Some(event) = args.event.filter(|n| *n >= before) {
        let hint = "events are counted from 0, in the order of `sanudo code --format table`";
        return Err(failure("E403", format!("there is no event {event}: there are {before}"), hint));
    }
    out.finish()?;
    Ok(Done::All)
}

fn heading(article: &Article) -> String {
    format!("article  {}\n\n", article.title.as_deref().unwrap_or(&article.id))
}

type Articles = Box<dyn Iterator<Item = Result<Article, Failure>>>;

/// The articles of a file or folder, or the words themselves.
fn articles(text: &str, args: &ReadingArgs) -> Result<Articles, Failure> {
    if text == "-" || Path::new(text).exists() {
        let inputs = Inputs::new(&[PathBuf::from(text)], args)?;
        return Ok(Box::new(inputs.map(|item| item.map(|r| r.article).map_err(Failure::from))));
    }
    if text.split_whitespace().count() < 2 {
        let hint = "give the name of a file that is there, or a whole sentence in quotation marks";
        return Err(failure("E401", format!("`{text}` is no file and no sentence"), hint));
    }
    let published = input::options(args)?.published;
    Ok(Box::new(std::iter::once(Ok(Article { text: text.into(), published, ..Article::default() }))))
}

/// On a terminal, unless NO_COLOR says otherwise (https://no-color.org).
fn colours() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// Each line in the colour of its layer.
fn coloured(text: &str) -> String {
    const LAYERS: [(&str, &str); 8] = [
        ("article", "1;4"),
        ("sentence", "1"),
        ("word", "2"),
        ("mention", "36"),
        ("frame", "34"),
        ("rule     ✗", "2"),
        ("code", "1;32"),
        ("left out", "33"),
    ];
    let mut out = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        match LAYERS.iter().find(|(layer, _)| line.trim_start().starts_with(layer)) {
            Some((_, colour)) => out.push_str(&format!("\u{1b}[{colour}m{line}\u{1b}[0m\n")),
            None => out.push_str(&format!("{line}\n")),
        }
    }
    out
}
