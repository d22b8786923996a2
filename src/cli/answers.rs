//! What a command says of each article: worked out side by side, printed in the order of the articles.

use super::Outcome;
use crate::article::ReadError;
use anyhow::Context;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::mpsc;

/// Prints what `say` makes of each item as soon as that of all items before it is printed. What cannot be read is named on standard error and
/// left out. Ends early where nobody reads any more.
pub fn print<T: Send>(
    items: impl Iterator<Item = Result<T, ReadError>> + Send,
    say: impl Fn(T) -> anyhow::Result<Vec<u8>> + Sync,
) -> anyhow::Result<Outcome> {
    // Enough that nobody waits, not so much that a slow reader lets answers pile up.
    let (sender, receiver) = mpsc::sync_channel(2 * rayon::current_num_threads());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // An error here says that nobody waits for answers any more.
            let _ = items
                .enumerate()
                .par_bridge()
                .try_for_each_with(sender, |sender, (number, item)| sender.send((number, item.map(&say))));
        });
        let mut out = io::stdout().lock();
        let mut outcome = Outcome::Complete;
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (number, answer) in receiver {
            waiting.insert(number, answer);
            while let Some(answer) = waiting.remove(&next) {
                next += 1;
                match answer {
                    Ok(bytes) => match out.write_all(&bytes?).and_then(|()| out.flush()) {
                        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(outcome),
                        written => written.context("cannot write to standard output")?,
                    },
                    Err(error) => {
                        eprintln!("warning: skipped {error}");
                        outcome = Outcome::SomeSkipped;
                    }
                }
            }
        }
        Ok(outcome)
    })
}
