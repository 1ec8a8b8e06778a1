//! `sanudo code`: articles in, records out, in order, whatever happens on the way.

use crate::args::{CodeArgs, Expansion, Language, OutputFormat};
use crate::engine::Engine;
use crate::failure::{Done, Failure, Outcome, failure};
use crate::input::{self, Inputs, Item};
use crate::output::{self, Sink};
use crate::progress::Bar;
use crate::rejects::Rejects;
use crate::state::{Progress, State};
use rayon::ThreadPool;
use rayon::prelude::*;
use sanudo::diag::Error;
use sanudo::pipeline::Asked;
use sanudo::read::{self, Reading};
use sanudo::record::table::Expand;
use sanudo::record::{Options, export};
use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};

/// Articles coded together; the progress is kept after each batch. The output does not depend on it.
const BATCH: usize = 64;
/// A batch ends early when its texts are this long, so that memory does not grow with the articles.
const BATCH_BYTES: usize = 16 << 20;

static STOP: AtomicBool = AtomicBool::new(false);

/// Runs `sanudo code`.
pub fn run(args: &CodeArgs) -> Outcome {
    let format = output::format(args.format, args.output.as_deref())?;
    let ours = [args.output.as_deref(), args.rejects.as_deref(), args.state.as_deref()];
    let inputs = Inputs::new(&args.inputs, &args.reading)?.without(&ours);
    idle(args, format).iter().for_each(|option| eprintln!("sanudo: {option} does nothing with this format"));
    // what lives as long as the program need not be taken apart at its end
    let engine = ManuallyDrop::new(Engine::load(&args.overlay)?);
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.threads).build();
    let threads = threads.map_err(|e| failure("E406", e.to_string(), "give fewer --threads"))?;
    listen()?;
    let mut run = Run::open(Coder { args, format, engine: &engine }, threads)?;
    let outcome = run.all(inputs);
    run.close(outcome)
}

/// The options that the format has no place for.
fn idle(args: &CodeArgs, format: OutputFormat) -> Vec<&'static str> {
    use OutputFormat::{Json, Jsonl, Plover, Table};
    let export = format.export().is_some();
    let whole = matches!(format, Json | Jsonl);
    let lists = whole || matches!(format, Table | Plover);
    let told = [
        ("--text", args.text && !whole && format != Plover),
        ("--uncoded", args.uncoded && !whole),
        ("--nested", args.nested && export && format != Plover),
        ("--expand", args.expand.is_some() && lists),
    ];
    told.iter().filter(|(_, idle)| *idle).map(|(name, _)| *name).collect()
}

/// Ctrl-C asks to stop after this batch; a second one does not wait.
fn listen() -> Result<(), Failure> {
    ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    })
    .map_err(|e| failure("E406", format!("cannot listen to Ctrl-C: {e}"), "try again"))
}

/// What all threads share.
#[derive(Clone, Copy)]
struct Coder<'a> {
    args: &'a CodeArgs,
    format: OutputFormat,
    engine: &'a Engine,
}

/// A record as it is written.
struct Made {
    bytes: Vec<u8>,
    events: u64,
    /// Events that the format has no place for.
    left_out: u64,
}

impl Coder<'_> {
    fn one(&self, item: &Item) -> Result<Made, Error> {
        let reading = item.as_ref().map_err(Clone::clone)?;
        // a mistake of ours in one article must not take the others with it
        panic::catch_unwind(AssertUnwindSafe(|| self.made(reading))).map_err(|cause| {
            let told = cause.downcast_ref::<String>().map(String::as_str).or(cause.downcast_ref::<&str>().copied());
            let message = format!("article {}: internal error: {}", reading.article.id, told.unwrap_or("unknown"));
            let hint = "this is a mistake of the program; please report it with the article".into();
            Error { code: "E901", file: String::new(), line: reading.line, message, hint }
        })
    }

    fn made(&self, reading: &Reading) -> Made {
        let CodeArgs { text, nested, uncoded, expand, language, .. } = *self.args;
        let asked = Asked { every_sentence: uncoded, own_language: language == Language::En };
        // an event of PLOVER quotes its sentence
        let text = text || self.format == OutputFormat::Plover;
        let record = self.engine.code(reading, Options { text, nested, uncoded }, asked);
        let expand = if expand == Some(Expansion::Dyads) { Expand::Dyads } else { Expand::No };
        Made {
            bytes: output::render(&record, self.format, expand, self.engine),
            events: record.events.len() as u64,
            left_out: self.format.export().map_or(0, |format| export::left_out(&record, format) as u64),
        }
    }
}

struct Run<'a> {
    coder: Coder<'a>,
    threads: ThreadPool,
    sink: Sink,
    rejects: Rejects,
    state: Option<State>,
    progress: Progress,
    bar: Bar,
    /// Articles that an earlier start of this run has done.
    skip: u64,
}

impl<'a> Run<'a> {
    fn open(coder: Coder<'a>, threads: ThreadPool) -> Result<Self, Failure> {
        let Coder { args, format, engine } = coder;
        let id = identity(args, format, engine);
        let (state, old) = match &args.state {
            Some(folder) => State::open(folder, &id).map(|(state, old)| (Some(state), old))?,
            None => (None, None),
        };
        let sink = Sink::open(args.output.as_deref(), format, old.as_ref().map(|p| (p.bytes, p.records)))?;
        let rejects = Rejects::open(args.rejects.as_deref(), old.as_ref().map(|p| (p.rejects_bytes, p.rejected)))?;
        let on_terminal = args.output.is_none() && std::io::stdout().is_terminal();
        let bar = Bar::new(|| input::size(&args.inputs), on_terminal);
        let progress = old.unwrap_or(Progress { run: id, ..Progress::default() });
        Ok(Run { coder, threads, sink, rejects, state, skip: progress.seen, progress, bar })
    }

    fn all(&mut self, mut inputs: Inputs) -> Result<(), Failure> {
        self.go_on(&mut inputs)?;
        loop {
            let batch = take(&mut inputs);
            if batch.is_empty() {
                return Ok(());
            }
            self.batch(&batch)?;
            let (bytes, seen) = (inputs.read.load(Ordering::Relaxed), self.progress.seen);
            self.bar.tell(bytes, seen, self.progress.events, seen - self.skip);
            if STOP.load(Ordering::SeqCst) {
                return Err(Failure::Interrupted(self.stopped()));
            }
        }
    }

    /// Passes what was done before, which must be there still.
    fn go_on(&self, inputs: &mut Inputs) -> Result<(), Failure> {
        let mut passed = Progress::default();
        (0..self.skip).map_while(|_| inputs.next()).for_each(|item| passed.take(&item));
        if (passed.seen, passed.taken) == (self.progress.seen, self.progress.taken) {
            return Ok(());
        }
        let hint = "the input must be the same as when the run stopped; delete the --state folder to start again";
        Err(failure("E405", "the input has changed since the run stopped".into(), hint))
    }

    fn stopped(&self) -> String {
        let seen = self.progress.seen;
        match self.coder.args.state {
            Some(_) => format!("stopped after {seen} articles; the same command goes on from here"),
            None => format!("stopped after {seen} articles; with --state DIR a run can go on where it stopped"),
        }
    }

    fn batch(&mut self, batch: &[Item]) -> Result<(), Failure> {
        let coder = self.coder;
        let made: Vec<Result<Made, Error>> =
            self.threads.install(|| batch.par_iter().map(|item| coder.one(item)).collect());
        for (item, result) in batch.iter().zip(made) {
            self.progress.take(item);
            match result {
                Ok(made) => {
                    self.progress.events += made.events;
                    self.progress.left_out += made.left_out;
                    self.sink.write(made.bytes)?;
                }
                Err(error) => self.rejects.add(&error)?,
            }
        }
        self.save()
    }

    fn save(&mut self) -> Result<(), Failure> {
        if self.coder.args.output.is_none() {
            return self.sink.checkpoint().map(|_| ());
        }
        let (Some(state), Some(bytes)) = (&self.state, self.sink.checkpoint()?) else { return Ok(()) };
        self.progress.bytes = bytes;
        self.progress.records = self.sink.records;
        self.progress.rejected = self.rejects.count;
        self.progress.rejects_bytes = self.rejects.checkpoint()?;
        state.save(&self.progress)
    }

    fn close(self, outcome: Result<(), Failure>) -> Outcome {
        let Run { sink, rejects, state, progress, bar, .. } = self;
        drop(bar);
        let rejected = rejects.count;
        if let Err(failure) = outcome {
            if state.is_none() {
                sink.discard();
                rejects.discard();
            }
            return Err(failure);
        }
        sink.finish()?;
        rejects.finish()?;
        if let Some(state) = state {
            state.clear()?;
        }
        if progress.left_out > 0 {
            let why = "this format has no place for what is only planned, called for, feared, denied or negated";
            eprintln!("sanudo: {} of {} events left out: {why}", progress.left_out, progress.events);
        }
        Ok(if rejected == 0 { Done::All } else { Done::Partly })
    }
}

fn take(inputs: &mut Inputs) -> Vec<Item> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(item) = inputs.next() else { break };
        bytes += item.as_ref().map_or(0, |reading| reading.article.text.len());
        batch.push(item);
    }
    batch
}

/// What must be the same for a run to be taken up again.
fn identity(args: &CodeArgs, format: OutputFormat, engine: &Engine) -> String {
    let CodeArgs { inputs, reading, output, text, nested, uncoded, expand, rejects, language, .. } = args;
    let model = engine.model.hash();
    let what = (inputs, reading, output, text, nested, uncoded, expand, rejects, format, language);
    read::sha256(&format!("{what:?} {} {model} {}", engine.lexicon.hash, env!("CARGO_PKG_VERSION")))
}
