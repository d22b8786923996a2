use super::Outcome;
use crate::store::Writer;
use std::path::PathBuf;

/// Forget an article and all that only it said
#[derive(Debug, clap::Args)]
pub struct Args {
    /// IRIs of the articles
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<String>,
    /// Folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

/// Runs the command. If one of the articles is unknown, none is forgotten.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let writer = Writer::open_existing(&args.store)?;
    let articles: Vec<String> = args.articles.iter().map(|article| writer.find(article)).collect::<Result<_, _>>()?;
    for article in &articles {
        writer.forget(article)?;
    }
    let summary = writer.publish(&|_, _| ())?;
    println!(
        "forgot {}; the store holds {}",
        super::count(summary.removed, "article"),
        super::count(summary.articles, "article")
    );
    Ok(Outcome::Complete)
}
