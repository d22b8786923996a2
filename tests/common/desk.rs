//! Runs the program in a temporary folder.
#![allow(dead_code, reason = "each test program uses a part")]

use super::{cases, line};
use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A temporary folder with the extractions of all graph cases, one file each.
pub struct Desk {
    pub folder: TempDir,
    pub inputs: Vec<PathBuf>,
}

impl Desk {
    pub fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut inputs = Vec::new();
        for (file, case) in cases(Path::new("tests/cases/graph")) {
            let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
            let input = folder.path().join(format!("{name}.extraction.jsonl"));
            fs::write(&input, line(&case.kept())).expect("writable");
            inputs.push(input);
        }
        Desk { folder, inputs }
    }

    pub fn store(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn build(&self, store: &Path, inputs: &[&PathBuf]) -> Ran {
        let mut arguments = vec!["build".to_owned(), "--store".to_owned(), store.display().to_string()];
        arguments.extend(inputs.iter().map(|input| input.display().to_string()));
        gipfel(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }

    pub fn dump(&self, store: &Path) -> String {
        let file = self.folder.path().join("dump.nq");
        let _ = fs::remove_file(&file);
        gipfel(&["export", "--store", &store.display().to_string(), "-o", &file.display().to_string()]).ok();
        fs::read_to_string(&file).expect("the export is there")
    }
}

pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self.out
    }

    #[track_caller]
    pub fn fails(self, words: &str) -> String {
        assert_eq!(self.code, Some(2), "{}{}", self.out, self.err);
        assert!(self.err.contains(words), "`{words}` is not in: {}", self.err);
        self.err
    }
}

pub fn gipfel(arguments: &[&str]) -> Ran {
    let output = Command::cargo_bin("gipfel").expect("the program").args(arguments).output().expect("it runs");
    Ran {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

pub fn query(store: &Path, text: &str) -> Ran {
    gipfel(&["query", "-e", text, "--store", &store.display().to_string(), "--format", "tsv"])
}
