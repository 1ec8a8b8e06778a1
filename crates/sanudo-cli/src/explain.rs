//! `sanudo explain`: why something was coded, or why it was not.

use crate::args::{ExplainArgs, ReadingArgs};
use crate::engine::Engine;
use crate::failure::{Done, Failure, Outcome};
use crate::input::{self, Inputs};
use crate::output::Part;
use sanudo::article::Article;
use sanudo::explain::{Wanted, explain};
use std::path::{Path, PathBuf};

/// Runs `sanudo explain`.
pub fn run(args: &ExplainArgs) -> Outcome {
    let engine = Engine::load(args.lexicon.as_deref())?;
    let mut out = Part::stdout();
    let wanted = Wanted { event: args.event, uncoded: args.uncoded };
    for article in articles(&args.text, &args.reading)? {
        let article = article?;
        let analysis = engine.analyse(&article);
        out.write(explain(&article, &analysis, &engine.lexicon, wanted).as_bytes())?;
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
