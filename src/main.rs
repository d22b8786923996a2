//! Parses arguments, runs a command, prints the causes of a failure and chooses the exit status.
#![expect(clippy::print_stderr, reason = "this is the command line")]

use clap::Parser;
use gipfel::cli::{Cli, Outcome, run};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::SomeSkipped) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            for cause in error.chain().skip(1) {
                eprintln!("  because: {cause}");
            }
            // RocksDB's errors, for one of a full disk, free memory that is not theirs when they are dropped.
            std::mem::forget(error);
            ExitCode::from(2)
        }
    }
}
