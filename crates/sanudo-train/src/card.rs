//! Writes the model's card.

use crate::run::Config;
use crate::score::Scored;
use std::fmt::Write;
use std::process::Command;

/// The card: what the model is, from what, under which licence, how good, by which command.
pub fn write(config: &Config, path: &str, bytes: usize, hash: &str, scores: &[Scored]) -> String {
    let mut out = String::from(HEAD);
    let names = |paths: &[String]| {
        let name = |p: &String| format!("`{}`", p.rsplit('/').next().unwrap_or(p));
        paths.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let _ = writeln!(out, "| trained on | {} |", names(&config.train));
    let _ = writeln!(
        out,
        "| training | {} teacher(s) of {} epochs, seeds {:?}, parsed a share of {} of the news; student of {} convolutions over {} numbers a word, {} rounds, {} words a step, seeds {:?}, of which the first ships |",
        config.teachers.len(),
        config.teacher_epochs,
        config.teachers,
        config.news_share,
        config.reaches.len(),
        config.dim,
        config.rounds,
        config.step_words,
        config.students
    );
    let _ = writeln!(out, "| commit | {} |", commit());
    let _ = writeln!(out, "| size | {bytes} bytes |\n| hash | `{hash}` |");
    let _ = writeln!(out, "| command | `cargo run -p sanudo-train --release -- --config {path}` |");
    out.push('\n');
    write_scores(scores, &mut out);
    out.push_str(TAIL);
    out
}

/// The commit of the code that ran.
fn commit() -> String {
    let git = Command::new("git").args(["describe", "--always", "--dirty"]).output();
    let text = git.ok().filter(|o| o.status.success()).map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned());
    text.unwrap_or_else(|| "unknown".into())
}

/// The card `old` of a model whose network is kept: hash and scores are written anew.
pub fn refresh(old: &str, hash: &str, scores: &[Scored]) -> String {
    let (before, rest) = old.split_once(SCORES).unwrap_or((old, ""));
    let line = |l: &str| if l.starts_with("| hash |") { format!("| hash | `{hash}` |\n") } else { format!("{l}\n") };
    let mut out: String = before.lines().map(line).collect();
    write_scores(scores, &mut out);
    out.push_str(rest.find("\nLAS counts").map_or("", |at| &rest[at..]));
    out
}

const SCORES: &str = "## Scores on dev, gold words\n";

fn write_scores(scores: &[Scored], out: &mut String) {
    let _ = writeln!(out, "{SCORES}\n| set | seed | UPOS | lemma | UAS | LAS |\n|---|---:|---:|---:|---:|---:|");
    for Scored { set, seed, score } in scores {
        let percent = |n: usize| 100.0 * n as f64 / score.words.max(1) as f64;
        let (upos, lemma, uas, las) =
            (percent(score.upos), percent(score.lemma), percent(score.heads), percent(score.arcs));
        let name = set.rsplit('/').next().unwrap_or(set);
        let _ = writeln!(out, "| `{name}` | {seed} | {upos:.2} | {lemma:.2} | {uas:.2} | {las:.2} |");
    }
}

const HEAD: &str = "# The English model\n\nWritten by the run that made the weights; do not edit.\n\n| | |\n|---|---|\n\
| design | tables of words, endings and shapes, convolutions over three words each, one layer for tags, names, arcs and relations; 8-bit weights, 7-bit activations |
| learned from | gold trees, and the news as parsed by fine-tuned MiniLM (6 layers) |\n";

const TAIL: &str = "\nLAS counts universal relations; subtypes (`nsubj:pass`) are predicted and not counted.\n\n## Sources and licences\n\n\
| what | from | licence |\n|---|---|---|\n\
| weights, lemma edits | UD English EWT 2 | CC BY-SA 4.0 |\n\
| weights, lemma edits | UD English GUM 2, genres under free licences | CC BY 4.0, CC BY-SA 4.0 |\n\
| names | wikigold, WNUT17 (training part), BTC (section f) | CC BY 4.0 |\n\
| teacher, start of the word table | all-MiniLM-L6-v2 | Apache-2.0 |\n\
| text that the teacher parsed | U.S. Department of State; kremlin.ru; Wikinews | public domain; CC BY 4.0; CC BY 2.5 |\n\
| `configs/words.txt`: the 50,000 commonest words | GloVe 6B | PDDL 1.0 |\n\
| `configs/forms.tsv`: inflected forms | lemminflect, from the NIH SPECIALIST lexicon | MIT |\n\n\
Weights trained on CC BY-SA treebanks ship under CC BY-SA 4.0, beside code under MIT or Apache-2.0.\n";
