//! `sanudo parse`: what the language layer makes of articles, as CoNLL-U.

use crate::args::ParseArgs;
use crate::engine;
use crate::failure::{Done, Outcome};
use crate::input::Inputs;
use crate::output::Part;
use crate::rejects::Rejects;
use sanudo::article::Article;
use sanudo::parse::Parsed;
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
                let segments = segment::segment(article, &model);
                let parsed = parse::parse(article, &segments, &model);
                out.write(conllu(article, &parsed).as_bytes())?;
            }
            Err(error) => rejects.add(&error)?,
        }
    }
    out.finish()?;
    let partly = rejects.count > 0;
    rejects.finish()?;
    Ok(if partly { Done::Partly } else { Done::All })
}

/// The columns that other tools need.
fn conllu(article: &Article, parsed: &Parsed) -> String {
    let mut out = String::new();
    for (number, sentence) in parsed.sentences.iter().enumerate() {
        let text = sentence.span.of(&article.text).replace(['\n', '\r'], " ");
        out += &format!("# sent_id = {}-{}\n# text = {text}\n", article.id, number + 1);
        let first = sentence.words().start;
        for i in sentence.words() {
            let Some(word) = parsed.words.get(i) else { break };
            let head = if parsed.is_root(i) { 0 } else { (word.head as usize + 1).saturating_sub(first) };
            let (form, lemma, upos) = (word.span.of(&article.text), parsed.lemma(i), word.upos.name());
            out += &format!("{}\t{form}\t{lemma}\t{upos}\t_\t_\t{head}\t{}\t_\t_\n", i - first + 1, word.deprel.name());
        }
        out.push('\n');
    }
    out
}
