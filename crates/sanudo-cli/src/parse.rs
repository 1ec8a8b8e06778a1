//! `sanudo parse`: what the language layer makes of articles, as CoNLL-U.

use crate::args::ParseArgs;
use crate::engine;
use crate::failure::{Done, Outcome};
use crate::input::Inputs;
use crate::output::Part;
use crate::rejects::Rejects;
use sanudo::record::conllu;
use sanudo::{parse, segment};

/// Runs `sanudo parse`.
pub fn run(args: &ParseArgs) -> Outcome {
    let model = engine::model()?;
    let mut out = Part::stdout();
    let mut rejects = Rejects::open(None, None)?;
    for item in Inputs::new(&args.inputs, &args.reading)? {
        match item {
            Ok(reading) => {
                let article = &reading.article;
                let cut = if args.plain { segment::segment_plain } else { segment::segment };
                let segments = cut(article, &model);
                let parsed = parse::parse(article, &segments, &model);
                out.write(format!("# newdoc id = {}\n", article.id).as_bytes())?;
                out.write(conllu::write(article, &parsed).as_bytes())?;
            }
            Err(error) => rejects.add(&error)?,
        }
    }
    out.finish()?;
    let partly = rejects.count > 0;
    rejects.finish()?;
    Ok(if partly { Done::Partly } else { Done::All })
}
