//! Where do records go? Each format's bytes, and a file that has its name only when it is complete.

use crate::args::OutputFormat;
use crate::engine::Engine;
use crate::failure::{Failure, failure, unwritable};
use sanudo::lexicon::proof;
use sanudo::record::Record;
use sanudo::record::export::{self, Codes};
use sanudo::record::table::{self, COLUMNS, Expand};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A file on its way: written beside its place under another name and renamed at the end.
pub struct Part {
    path: PathBuf,
    /// The other name; a device or pipe is written directly.
    part: Option<PathBuf>,
    out: BufWriter<Box<dyn Write>>,
    /// Bytes written so far.
    pub bytes: u64,
}

impl Part {
    /// Standard output.
    pub fn stdout() -> Part {
        Part { path: "standard output".into(), part: None, out: BufWriter::new(Box::new(io::stdout())), bytes: 0 }
    }

    /// A new file, or the first `resume` bytes of one that was begun before.
    pub fn open(path: &Path, resume: Option<u64>) -> Result<Part, Failure> {
        let special = fs::metadata(path).is_ok_and(|m| !m.is_file());
        let part = (!special).then(|| with_suffix(path, ".part"));
        let file = match (&part, resume) {
            (None, _) => OpenOptions::new().write(true).open(path),
            (Some(part), None) => File::create(part),
            (Some(part), Some(bytes)) => reopen(part, bytes),
        };
        let file = file.map_err(|e| unwritable(part.as_deref().unwrap_or(path), &e))?;
        let bytes = resume.unwrap_or(0);
        Ok(Part { path: path.into(), part, out: BufWriter::with_capacity(64 << 10, Box::new(file)), bytes })
    }

    /// Writes more.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.bytes += bytes.len() as u64;
        self.out.write_all(bytes).map_err(|e| unwritable(&self.path, &e))
    }

    /// Hands everything to the system.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|e| unwritable(&self.path, &e))
    }

    /// Gives the file its name.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.flush()?;
        match &self.part {
            Some(part) => fs::rename(part, &self.path).map_err(|e| unwritable(&self.path, &e)),
            None => Ok(()),
        }
    }

    /// Takes back what was written.
    pub fn discard(self) {
        if let Some(part) = &self.part {
            // nothing can be done about a file that will not go
            drop(fs::remove_file(part));
        }
    }
}

fn reopen(part: &Path, bytes: u64) -> io::Result<File> {
    let mut file = OpenOptions::new().write(true).open(part)?;
    if file.metadata()?.len() < bytes {
        return Err(io::Error::other("shorter than when the run stopped; delete the folder of --state to start again"));
    }
    file.set_len(bytes)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The format that was asked for: by name, by the file's name, or by where the output goes.
pub fn format(asked: Option<OutputFormat>, output: Option<&Path>) -> Result<OutputFormat, Failure> {
    let format = match (asked, output) {
        (Some(format), _) => format,
        (None, Some(path)) => by_extension(path)?,
        (None, None) if io::stdout().is_terminal() => OutputFormat::Table,
        (None, None) => OutputFormat::Jsonl,
    };
    #[cfg(feature = "parquet")]
    if format == OutputFormat::Parquet && output.is_none() {
        return Err(failure("E403", "Parquet needs a file".into(), "give -o FILE.parquet"));
    }
    Ok(format)
}

fn by_extension(path: &Path) -> Result<OutputFormat, Failure> {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "json" => Ok(OutputFormat::Json),
        "jsonl" | "ndjson" => Ok(OutputFormat::Jsonl),
        "txt" => Ok(OutputFormat::Table),
        "csv" => Ok(OutputFormat::Csv),
        "tsv" | "tab" => Ok(OutputFormat::Tsv),
        #[cfg(feature = "parquet")]
        "parquet" => Ok(OutputFormat::Parquet),
        _ if fs::metadata(path).is_ok_and(|m| !m.is_file()) => Ok(OutputFormat::Jsonl),
        _ => {
            let message = format!("`{}` does not tell the format", path.display());
            Err(failure(
                "E403",
                message,
                "give --format json|jsonl|table|csv|tsv|parquet|polecat|icews|phoenix|gdelt|plover",
            ))
        }
    }
}

/// One record as bytes. Made by many threads; what stands between records is added by [`Sink`].
pub fn render(record: &Record, format: OutputFormat, expand: Expand, engine: &Engine) -> Vec<u8> {
    if let Some(format) = format.export() {
        return exported(record, format, expand, &engine.codes);
    }
    let rows = || table::rows(record, expand, &engine.lexicon.countries);
    let lines = |write: &dyn Fn(&[String]) -> String| -> Vec<u8> {
        let plain = |row: Vec<table::Cell>| row.iter().map(table::Cell::plain).collect::<Vec<_>>();
        rows().into_iter().map(|row| write(&plain(row)) + "\n").collect::<String>().into_bytes()
    };
    match format {
        OutputFormat::Json => serde_json::to_vec_pretty(record).unwrap_or_default(),
        OutputFormat::Jsonl => line(record),
        OutputFormat::Table => readable(record).into_bytes(),
        OutputFormat::Csv => lines(&|row| table::csv(row.iter().map(String::as_str))),
        OutputFormat::Tsv => lines(&|row| table::tsv(row.iter().map(String::as_str))),
        #[cfg(feature = "parquet")]
        OutputFormat::Parquet => rows().iter().flat_map(line).collect(),
        // an export, above
        _ => Vec::new(),
    }
}

/// A record as another data set would have it.
fn exported(record: &Record, format: export::Format, expand: Expand, codes: &Codes) -> Vec<u8> {
    if format == export::Format::Plover {
        return export::plover(record, codes).iter().flat_map(line).collect();
    }
    let rows = export::rows(record, format, expand, codes);
    rows.iter().map(|row| table::tsv(row.iter().map(String::as_str)) + "\n").collect::<String>().into_bytes()
}

fn line<T: serde::Serialize>(value: &T) -> Vec<u8> {
    // our own types always serialise
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// For reading: the article, then its events, one a line, with their words below.
fn readable(record: &Record) -> String {
    let article = &record.article;
    let date = article.published.as_deref().unwrap_or("no date");
    let mut text = format!("{date}  {}\n", article.title.as_deref().unwrap_or(&article.id));
    let rows: Vec<[String; 5]> = record
        .events
        .iter()
        .map(|event| {
            let day = event.date.as_ref().map_or("–", |d| d.start.as_str()).to_owned();
            let place = event.place.as_ref().map_or("–", |p| p.name.as_str()).to_owned();
            let words = format!("“{}”", event.trigger.text.replace('\n', " "));
            [proof::write(event), day, place, words, event.rule.clone()]
        })
        .collect();
    let width = |i: usize| rows.iter().map(|r| r[i].chars().count()).max().unwrap_or(0);
    let [a, b, c, d] = [0, 1, 2, 3].map(width);
    for [code, day, place, words, rule] in &rows {
        text += &format!("  {code:a$}  {day:b$}  {place:c$}  {words:d$}  {rule}\n");
    }
    if rows.is_empty() {
        text += "  no events\n";
    }
    text + "\n"
}

/// Writes rendered records in order, with what belongs before, between and behind them.
pub struct Sink {
    part: Part,
    format: OutputFormat,
    /// A first record of pretty JSON, held back until it is known whether it is the only one.
    held: Option<Vec<u8>>,
    /// Records written or held.
    pub records: u64,
}

impl Sink {
    /// Begins the output, or goes on behind `resume` = (bytes, records).
    pub fn open(output: Option<&Path>, format: OutputFormat, resume: Option<(u64, u64)>) -> Result<Sink, Failure> {
        let part = match output {
            Some(path) => Part::open(path, resume.map(|r| r.0))?,
            None => Part::stdout(),
        };
        let mut sink = Sink { part, format, held: None, records: resume.map_or(0, |r| r.1) };
        if resume.is_none() {
            let names = || COLUMNS.iter().map(|c| c.name);
            if let Some(export) = format.export().filter(|e| e.has_header()) {
                sink.part.write((table::tsv(export.columns().iter().copied()) + "\n").as_bytes())?;
            }
            match format {
                OutputFormat::Csv => sink.part.write((table::csv(names()) + "\n").as_bytes())?,
                OutputFormat::Tsv => sink.part.write((table::tsv(names()) + "\n").as_bytes())?,
                _ => {}
            }
        }
        Ok(sink)
    }

    /// Writes the next record.
    pub fn write(&mut self, bytes: Vec<u8>) -> Result<(), Failure> {
        self.records += 1;
        if self.format != OutputFormat::Json {
            return self.part.write(&bytes);
        }
        if self.records == 1 {
            self.held = Some(bytes);
            return Ok(());
        }
        if let Some(first) = self.held.take() {
            self.part.write(b"[\n")?;
            self.part.write(&first)?;
        }
        self.part.write(b",\n")?;
        self.part.write(&bytes)
    }

    /// How far the output is, after handing it to the system; nothing where it cannot be taken up again here.
    pub fn checkpoint(&mut self) -> Result<Option<u64>, Failure> {
        self.part.flush()?;
        let begun = self.format != OutputFormat::Json || self.records > 1;
        Ok(begun.then_some(self.part.bytes))
    }

    /// Completes the output.
    pub fn finish(mut self) -> Result<(), Failure> {
        if self.format == OutputFormat::Json {
            match (self.held.take(), self.records) {
                (Some(only), _) => self.part.write(&[only, b"\n".to_vec()].concat())?,
                (None, 0) => self.part.write(b"[]\n")?,
                (None, _) => self.part.write(b"\n]\n")?,
            }
        }
        #[cfg(feature = "parquet")]
        if self.format == OutputFormat::Parquet {
            return self.into_parquet();
        }
        self.part.finish()
    }

    /// Rows were collected as lines, which can be taken up again; Parquet cannot.
    #[cfg(feature = "parquet")]
    fn into_parquet(mut self) -> Result<(), Failure> {
        self.part.flush()?;
        let Some(rows) = &self.part.part else {
            return Err(failure("E403", "Parquet needs a regular file".into(), "give -o FILE.parquet"));
        };
        let made = with_suffix(&self.part.path, ".parquet.part");
        crate::parquet::convert(rows, &made).map_err(|e| unwritable(&self.part.path, &e))?;
        fs::rename(&made, &self.part.path).map_err(|e| unwritable(&self.part.path, &e))?;
        self.part.discard();
        Ok(())
    }

    /// Takes back what was written.
    pub fn discard(self) {
        self.part.discard();
    }
}
