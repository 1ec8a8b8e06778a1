//! The binary on small invented inputs: formats, limits, rejects, resuming, closed pipes.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const MET: &str = "The foreign ministers of Chile and Peru met in Lima on Monday.";
const EXPELLED: &str = "Chad expelled two French diplomats.";

/// A folder of its own for each test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        drop(fs::remove_dir_all(&path));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).stdin(Stdio::null()).output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sanudo"));
        command.current_dir(&self.0).args(args);
        command
    }
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn lines(n: usize) -> String {
    let text = |i: usize| if i.is_multiple_of(2) { MET } else { EXPELLED };
    (0..n).map(|i| format!("{{\"id\":\"a{i}\",\"published\":\"2024-06-12\",\"text\":\"{}\"}}\n", text(i))).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn one_text_becomes_one_json_object() {
    let folder = Folder::new("one");
    folder.write("a.txt", MET);
    let output = folder.run(&["code", "--published", "2024-06-12", "--format", "json", "--text", "a.txt"]);
    assert!(output.status.success(), "{}", err(&output));
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(record["schema"], "sanudo/1");
    assert_eq!(record["article"]["text"], MET);
    assert_eq!(record["article"]["published"], "2024-06-12");
    assert_eq!(record["article"]["id"].as_str().unwrap(), &record["article"]["sha256"].as_str().unwrap()[..16]);
    assert_eq!(record["diagnostics"].as_array().unwrap().len(), 0);
}

#[test]
fn a_folder_is_walked_in_order_and_formats_are_told_from_content() {
    let folder = Folder::new("folder");
    folder.write("in/b.dat", format!("{{\"id\":\"second\",\"text\":\"{MET}\"}}\n"));
    folder.write(
        "in/a/x",
        gzip(
            format!("<Sentences><Sentence id=\"first_1\" date=\"20240612\"><Text>{MET}</Text></Sentence></Sentences>")
                .as_bytes(),
        ),
    );
    folder.write("in/c.txt", format!("---\nid: third\n---\n{MET}"));
    folder.write("in/.hidden", "no");
    let output = folder.run(&["code", "in"]);
    let ids: Vec<String> = out(&output)
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["article"]["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["first", "second", "third"]);
}

#[test]
fn every_output_format_is_written_and_chosen_by_name() {
    let folder = Folder::new("outputs");
    folder.write("in.jsonl", lines(3));
    for name in ["o.json", "o.jsonl", "o.csv", "o.tsv", "o.txt", "o.parquet"] {
        let output = folder.run(&["code", "in.jsonl", "-o", name]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", err(&output));
    }
    assert_eq!(serde_json::from_str::<serde_json::Value>(&folder.read("o.json")).unwrap().as_array().unwrap().len(), 3);
    assert_eq!(folder.read("o.jsonl").lines().count(), 3);
    assert!(folder.read("o.csv").starts_with("event_id,article_id,published,"));
    assert!(folder.read("o.tsv").lines().all(|l| l.split('\t').count() == 40));
    let parquet = fs::read(folder.0.join("o.parquet")).unwrap();
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
    let left: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 7, "only complete files: {left:?}");
    assert_eq!(folder.run(&["code", "in.jsonl", "-o", "o.xyz"]).status.code(), Some(2));
}

const DENIED: &str = "Chad expelled two French diplomats. Chad did not attack Niger.";

#[test]
fn other_data_sets_forms_are_written_and_say_what_they_leave_out() {
    let folder = Folder::new("exports");
    folder.write("in.txt", DENIED);
    for (name, columns, rows) in [("polecat", 40, 2), ("icews", 20, 2), ("phoenix", 26, 1), ("gdelt", 61, 1)] {
        let output = folder.run(&["code", "--published", "2024-06-12", "-f", name, "in.txt"]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let widths: Vec<usize> = out(&output).lines().map(|l| l.split('\t').count()).collect();
        assert_eq!(widths, vec![columns; rows], "{name}: {}", out(&output));
        assert!(err(&output).contains("1 of 2 events left out"), "{}", err(&output));
    }
    let output = folder.run(&["code", "--published", "2024-06-12", "-f", "plover", "in.txt"]);
    let events: Vec<serde_json::Value> = out(&output).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(events.len(), 2);
    assert_eq!(events[0]["text"], "Chad expelled two French diplomats.");
    assert_eq!(events[1]["context"].as_array().unwrap().last().unwrap(), "negation");
    assert_eq!(err(&output), "");
}

#[test]
fn the_record_says_where_its_cameo_code_says_less() {
    let folder = Folder::new("lossy");
    folder.write("in.txt", "Chile's president will visit Peru next week. Norway sent food aid to Cuba.");
    let output = folder.run(&["code", "--published", "2024-06-12", "-f", "json", "in.txt"]);
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let code = |kind: &str| {
        let event = record["events"].as_array().unwrap().iter().find(|e| e["type"] == kind);
        event.map(|e| (e["cameo"].as_str().unwrap().to_owned(), e.get("cameo_lossy").is_some()))
    };
    assert_eq!(code("AGREE"), Some(("036".into(), false)));
    assert_eq!(code("AID"), Some(("070".into(), true)));
}

#[test]
fn options_that_do_nothing_are_told() {
    let folder = Folder::new("idle");
    folder.write("in.txt", MET);
    for (args, said) in [
        (&["--text", "-f", "csv"][..], "--text does nothing"),
        (&["--uncoded", "-f", "tsv"], "--uncoded does nothing"),
        (&["--expand", "dyads", "-f", "json"], "--expand does nothing"),
        (&["--nested", "-f", "icews"], "--nested does nothing"),
    ] {
        let output = folder.run(&[&["code", "in.txt"], args].concat());
        assert_eq!(output.status.code(), Some(0));
        assert!(err(&output).contains(said), "{args:?}: {}", err(&output));
    }
    assert_eq!(err(&folder.run(&["code", "in.txt", "--text", "--nested", "--uncoded", "-f", "json"])), "");
}

#[test]
fn a_run_does_not_read_what_it_writes() {
    let folder = Folder::new("own-output");
    folder.write("a.txt", MET);
    folder.write("z.txt", EXPELLED);
    let args = ["code", ".", "-o", "m.jsonl", "--rejects", "./r.jsonl", "--state", "s"];
    let first = folder.run(&args);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    let (wanted, _) = (folder.read("m.jsonl"), folder.write("s/progress.json", ""));
    fs::remove_file(folder.0.join("s/progress.json")).unwrap();
    let second = folder.run(&args);
    assert_eq!(second.status.code(), Some(0), "{}", err(&second));
    assert_eq!(folder.read("m.jsonl"), wanted);
    assert_eq!(wanted.lines().count(), 2);
}

#[test]
fn dyads_give_a_row_a_pair() {
    let folder = Folder::new("dyads");
    folder.write("in.txt", MET);
    let rows = |args: &[&str]| out(&folder.run(args)).lines().count();
    assert!(rows(&["code", "in.txt", "-f", "csv", "--expand", "dyads"]) >= rows(&["code", "in.txt", "-f", "csv"]));
}

#[test]
fn the_bytes_do_not_depend_on_threads() {
    let folder = Folder::new("threads");
    folder.write("in.jsonl", lines(150));
    let one = folder.run(&["code", "in.jsonl", "--threads", "1"]);
    let two = folder.run(&["code", "in.jsonl", "--threads", "2"]);
    assert_eq!(out(&one).lines().count(), 150);
    assert!(one.stdout == two.stdout);
}

#[test]
fn rejects_are_listed_while_the_rest_goes_on() {
    let folder = Folder::new("rejects");
    folder.write("in.jsonl", format!("{}{{\"text\": oops\n{{\"id\":\"no text\"}}\n{}", lines(1), lines(1)));
    folder.write("pdf.txt", b"%PDF-1.7\n\x00\x01");
    let output = folder.run(&["code", "in.jsonl", "pdf.txt", "--rejects", "r.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output).lines().count(), 2);
    let rejects: Vec<serde_json::Value> =
        folder.read("r.jsonl").lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(rejects[0]["file"], "in.jsonl");
    assert_eq!((rejects[0]["line"].as_u64(), rejects[1]["line"].as_u64()), (Some(2), Some(3)));
    assert!(rejects[1]["hint"].as_str().unwrap().contains("--map"));
    assert!(rejects[2]["reason"].as_str().unwrap().contains("PDF"));
}

#[cfg(unix)]
#[test]
fn a_stopped_run_goes_on_to_the_same_bytes() {
    let folder = Folder::new("resume");
    let bad = format!("{}{{\"text\": oops\n{}", lines(100), lines(100));
    folder.write("in.jsonl", bad);
    for name in ["o.jsonl", "o.json", "o.csv", "o.parquet"] {
        let whole = folder.run(&["code", "in.jsonl", "-o", name, "--rejects", "r.jsonl"]);
        assert_eq!(whole.status.code(), Some(1));
        let (wanted, rejects) = (fs::read(folder.0.join(name)).unwrap(), folder.read("r.jsonl"));
        fs::remove_file(folder.0.join(name)).unwrap();
        stop_midway(&folder, name);
        let resumed = folder.run(&["code", "in.jsonl", "-o", name, "--rejects", "r.jsonl", "--state", "state"]);
        assert_eq!(resumed.status.code(), Some(1), "{name}: {}", err(&resumed));
        assert!(fs::read(folder.0.join(name)).unwrap() == wanted, "{name} differs");
        assert_eq!(folder.read("r.jsonl"), rejects);
        assert!(!folder.0.join("state").exists());
    }
}

/// Runs on a pipe in place of the input, and kills the run when it has kept its first progress.
#[cfg(unix)]
fn stop_midway(folder: &Folder, name: &str) {
    let whole = folder.read("in.jsonl");
    fs::rename(folder.0.join("in.jsonl"), folder.0.join("kept")).unwrap();
    let made = Command::new("mkfifo").arg(folder.0.join("in.jsonl")).status().unwrap();
    assert!(made.success());
    let args = ["code", "in.jsonl", "-o", name, "--rejects", "r.jsonl", "--state", "state"];
    let mut child = folder.command(&args).stdin(Stdio::null()).spawn().unwrap();
    let mut pipe = fs::OpenOptions::new().write(true).open(folder.0.join("in.jsonl")).unwrap();
    let part: String = whole.split_inclusive('\n').take(150).collect();
    pipe.write_all(part.as_bytes()).unwrap();
    let progress = folder.0.join("state/progress.json");
    for _ in 0..600 {
        if progress.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    drop(pipe);
    assert!(progress.exists(), "no progress was kept");
    assert!(!folder.0.join(name).exists(), "the output has its name before it is complete");
    // what a killed run wrote behind its last progress must not count
    let part = folder.0.join(format!("{name}.part"));
    fs::OpenOptions::new().append(true).open(part).unwrap().write_all(b"{\"half\": ").unwrap();
    fs::rename(folder.0.join("kept"), folder.0.join("in.jsonl")).unwrap();
}

#[cfg(unix)]
#[test]
fn a_run_does_not_go_on_with_other_input() {
    let folder = Folder::new("changed");
    folder.write("in.jsonl", lines(200));
    stop_midway(&folder, "o.jsonl");
    folder.write("in.jsonl", lines(200).replace("\"a3\"", "\"other\""));
    let args = ["code", "in.jsonl", "-o", "o.jsonl", "--rejects", "r.jsonl", "--state", "state"];
    let output = folder.run(&args);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("changed"), "{}", err(&output));
    folder.write("in.jsonl", lines(200));
    assert_eq!(folder.run(&args).status.code(), Some(0), "nothing is lost by the attempt");
}

#[test]
fn the_state_of_another_run_is_refused() {
    let folder = Folder::new("other-state");
    folder.write("in.jsonl", lines(2));
    folder.write(
        "state/progress.json",
        r#"{"run":"x","seen":1,"records":1,"events":1,"bytes":1,"rejected":0,"rejects_bytes":0}"#,
    );
    let output = folder.run(&["code", "in.jsonl", "-o", "o.jsonl", "--state", "state"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("another run"), "{}", err(&output));
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let folder = Folder::new("pipe");
    folder.write("in.jsonl", lines(500));
    let mut child =
        folder.command(&["code", "in.jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut some = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(err(&output), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::new("full");
    folder.write("in.jsonl", lines(50));
    let output = folder.run(&["code", "in.jsonl", "-o", "/dev/full", "-f", "jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("make room"), "{}", err(&output));
}

#[test]
fn hostile_input_is_rejected_and_does_not_hang() {
    let folder = Folder::new("hostile");
    folder.write("blanks.gz", gzip(&vec![b' '; 40 << 20]));
    folder.write("bomb.gz", gzip(&[b"{\"text\": \"".to_vec(), vec![b' '; 40 << 20]].concat()));
    folder.write("deep.html", format!("<!doctype html><body>{}", "<ul><li>".repeat(16_000)));
    folder.write("empty.txt", "");
    folder.write("long.txt", "word ".repeat(1 << 20));
    folder.write("cut.gz", &gzip(lines(50).as_bytes())[..60]);
    folder.write("damaged.txt", b"\xc5\x81\xc3\xb3d\xc5\xba \xff met.");
    let mut line = lines(1).into_bytes();
    line.extend(b"{\"text\": \"");
    line.resize(30 << 20, b'x');
    line.extend(b"\"}\n");
    line.extend(lines(1).into_bytes());
    folder.write("line.jsonl", line);
    let output = folder.run(&["code", ".", "--rejects", "r.jsonl"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert_eq!(out(&output).lines().count(), 2);
    let codes: Vec<String> = folder
        .read("r.jsonl")
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap())
        .map(|r| format!("{} {}", r["file"].as_str().unwrap(), r["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        codes,
        [
            "./blanks.gz E304",
            "./bomb.gz E311",
            "./cut.gz E311",
            "./damaged.txt E303",
            "./deep.html E307",
            "./empty.txt E301",
            "./line.jsonl E304",
            "./long.txt E304"
        ]
    );
}

#[test]
fn wrong_usage_says_what_to_do() {
    let folder = Folder::new("usage");
    for (args, said) in [
        (&["code", "nowhere.txt"][..], "nowhere.txt"),
        (&["code", "--published", "soon"], "2023-11-20"),
        (&["code", "--map", "txt=body"], "OURS=THEIRS"),
        (&["code", "--state", "s"], "--output"),
        (&["code", "-f", "parquet"], "-o FILE.parquet"),
        (&["code", "--lexicon", "nowhere"], "nowhere"),
    ] {
        let output = folder.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(said), "{args:?}: {}", err(&output));
    }
}

#[test]
fn an_article_without_a_date_is_coded_and_says_so() {
    let folder = Folder::new("undated");
    folder.write("a.txt", EXPELLED);
    let output = folder.run(&["code", "a.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("W302"));
}

#[test]
fn the_sample_articles_are_all_read() {
    let folder = Folder::new("samples");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/articles");
    let output = folder.run(&["code", samples.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(out(&output).lines().count(), 8);
    assert!(!out(&output).contains("Weather"));
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_takes_its_output_back() {
    let folder = Folder::new("interrupt");
    let mut child =
        folder.command(&["code", "-o", "o.jsonl"]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(lines(64).as_bytes()).unwrap();
    let part = folder.0.join("o.jsonl.part");
    for _ in 0..300 {
        if part.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    std::thread::sleep(std::time::Duration::from_millis(300));
    // The program may have gone already: then nobody reads this.
    let _ = pipe.write_all(lines(128).as_bytes());
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", err(&output));
    assert!(err(&output).contains("--state"), "{}", err(&output));
    assert!(!part.exists() && !folder.0.join("o.jsonl").exists());
}
