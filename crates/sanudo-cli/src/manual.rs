//! `sanudo man` and `sanudo completions`: from the same definitions that read the command line.

use crate::args::{Args, CompletionsArgs, ManArgs};
use crate::failure::{Done, Failure, Outcome, unwritable};
use crate::output::Part;
use clap::CommandFactory;
use clap_mangen::Man;
use std::fs;
use std::path::Path;

/// Writes the manual page, or those of all commands.
pub fn man(args: &ManArgs) -> Outcome {
    match &args.dir {
        Some(dir) => pages(dir)?,
        None => print(&page(Args::command()))?,
    }
    Ok(Done::All)
}

fn pages(dir: &Path) -> Result<(), Failure> {
    fs::create_dir_all(dir).map_err(|e| unwritable(dir, &e))?;
    let main = Args::command();
    let subcommands = main.get_subcommands().map(|c| {
        let name: &'static str = Box::leak(format!("sanudo-{}", c.get_name()).into_boxed_str());
        c.clone().name(name)
    });
    for command in std::iter::once(main.clone()).chain(subcommands) {
        let path = dir.join(format!("{}.1", command.get_name()));
        fs::write(&path, page(command)).map_err(|e| unwritable(&path, &e))?;
    }
    Ok(())
}

fn page(command: clap::Command) -> Vec<u8> {
    let mut bytes = Vec::new();
    // writing to memory does not fail
    drop(Man::new(command).render(&mut bytes));
    bytes
}

/// Writes the completions of a shell.
pub fn completions(args: &CompletionsArgs) -> Outcome {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "sanudo", &mut bytes);
    print(&bytes)?;
    Ok(Done::All)
}

fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = Part::stdout();
    out.write(bytes)?;
    out.finish()
}
