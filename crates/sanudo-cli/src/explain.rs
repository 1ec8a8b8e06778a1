//! `sanudo explain`: why something was coded, or why it was not.

use crate::args::{ExplainArgs, ReadingArgs};
use crate::engine::Engine;
use crate::failure::{Done, Failure, Outcome};
use crate::input::{self, Inputs};
use crate::output::Part;
use sanudo::article::Article;
use sanudo::explain::{Wanted, explain};
use sanudo::pipeline::Asked;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Runs `sanudo explain`.
pub fn run(args: &ExplainArgs) -> Outcome {
    let engine = Engine::load(args.lexicon.as_deref())?;
    let mut out = Part::stdout();
    let wanted = Wanted { event: args.event, uncoded: args.uncoded };
    for article in articles(&args.text, &args.reading)? {
        let article = article?;
        let analysis = engine.analyse(&article, Asked { every_sentence: true, own_language: false });
        let text = explain(&article, &analysis, &engine.lexicon, wanted);
        out.write(if colours() { coloured(&text) } else { text }.as_bytes())?;
    }
    out.finish()?;
    Ok(Done::All)
}

type Articles = Box<dyn Iterator<Item = Result<Article, Failure>>>;

/// The file's articles, or the words themselves.
fn articles(text: &str, args: &ReadingArgs) -> Result<Articles, Failure> {
    if text == "-" || Path::new(text).is_file() {
        let inputs = Inputs::new(&[PathBuf::from(text)], args)?;
        return Ok(Box::new(inputs.map(|item| item.map(|r| r.article).map_err(Failure::from))));
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
    const LAYERS: [(&str, &str); 7] = [
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
