//! Writes the model's card.

use crate::run::Config;
use crate::score::Score;
use std::fmt::Write;

/// The card: what the model is, from what, under which licence, how good, by which command.
pub fn write(config: &Config, path: &str, bytes: usize, hash: &str, scores: &[(String, Score)]) -> String {
    let mut out = String::from(HEAD);
    let names = |paths: &[String]| {
        let name = |p: &String| format!("`{}`", p.rsplit('/').next().unwrap_or(p));
        paths.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let _ = writeln!(out, "| trained on | {} |", names(&config.train));
    let _ = writeln!(
        out,
        "| training | {} passes for the tagger, {} for the parser, tags for the parser from {} folds, seed {} |",
        config.tagger_epochs, config.parser_epochs, config.folds, config.seed
    );
    let _ = writeln!(out, "| size | {bytes} bytes |\n| hash | `{hash}` |");
    let _ = writeln!(out, "| command | `cargo run -p sanudo-train --release -- --config {path}` |");
    let _ = writeln!(
        out,
        "\n## Scores on dev, gold words\n\n| set | UPOS | lemma | UAS | LAS |\n|---|---:|---:|---:|---:|"
    );
    for (set, score) in scores {
        let percent = |n: usize| 100.0 * n as f64 / score.words.max(1) as f64;
        let (upos, lemma, uas, las) =
            (percent(score.upos), percent(score.lemma), percent(score.heads), percent(score.arcs));
        let name = set.rsplit('/').next().unwrap_or(set);
        let _ = writeln!(out, "| `{name}` | {upos:.2} | {lemma:.2} | {uas:.2} | {las:.2} |");
    }
    out.push_str(TAIL);
    out
}

const HEAD: &str = "# The English model\n\nWritten by the run that made the weights; do not edit.\n\n| | |\n|---|---|\n\
| design | averaged-perceptron tagger; greedy arc-hybrid parser, dynamic oracle; hashed features, 16-bit weights |\n";

const TAIL: &str = "\nLAS counts universal relations; subtypes (`nsubj:pass`) are predicted and not counted.\n\n## Sources and licences\n\n\
| what | from | licence |\n|---|---|---|\n\
| weights, lemma edits | UD English EWT 2 | CC BY-SA 4.0 |\n\
| weights, lemma edits | UD English GUM 2, genres under free licences | CC BY 4.0, CC BY-SA 4.0 |\n\
| `configs/clusters.txt`: 512 clusters (k-means) of the 50,000 commonest words | GloVe 6B, 50 dimensions | PDDL 1.0 |\n\
| `configs/forms.tsv`: inflected forms | lemminflect, from the NIH SPECIALIST lexicon | MIT |\n\n\
Weights trained on CC BY-SA treebanks ship under CC BY-SA 4.0, beside code under MIT or Apache-2.0.\n";
