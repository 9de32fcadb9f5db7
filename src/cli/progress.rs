//! The progress of long work on the command line: a bar on standard error where that is a terminal, and Ctrl-C to stop.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use tokio::signal;
use tokio::time::{MissedTickBehavior, interval};

use crate::services::Meter;
use crate::services::meter::Reached;
use crate::values::WorkStage;

/// How often the bar is drawn.
const TICK: Duration = Duration::from_millis(100);
/// Its width, in characters.
const WIDTH: usize = 30;
/// Removes what stands on the line.
const CLEAR: &str = "\r\u{1b}[K";

/// Does work that tells a meter how far it is. Ctrl-C asks it to stop, and it is waited for until it has.
pub(super) async fn watched<T>(meter: &Meter, work: impl Future<Output = T>) -> T {
    let shown = io::stderr().is_terminal();
    let mut work = std::pin::pin!(work);
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let done = loop {
        tokio::select! {
            done = &mut work => break done,
            interrupted = signal::ctrl_c() => match interrupted {
                Ok(()) => meter.stop(),
                Err(_) => break work.await,
            },
            _ = ticks.tick(), if shown => draw(&bar(meter.reached())),
        }
    };
    if shown {
        draw("");
    }
    done
}

/// Nobody is helped when a bar cannot be drawn.
fn draw(line: &str) {
    let _ = write!(io::stderr(), "{CLEAR}{line}");
    let _ = io::stderr().flush();
}

/// How far it is, on one line.
fn bar(Reached { stage, done, total }: Reached) -> String {
    let what = match stage {
        WorkStage::Queued => "Wachten",
        WorkStage::Reading => "Lezen",
        WorkStage::Parsing => "Rijen ontleden",
        WorkStage::Planning => "Vergelijken met het register",
        WorkStage::Applying => "Schrijven",
        WorkStage::Done => "Klaar",
    };
    match total.filter(|total| *total > 0 && done > 0) {
        Some(total) => {
            let full = (done.min(total) * WIDTH) / total;
            format!("{what} [{}{}] {done} van {total}", "#".repeat(full), " ".repeat(WIDTH - full))
        }
        None if done > 0 => format!("{what} {done} …"),
        None => format!("{what} …"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_with_what_is_done() {
        let at = |done, total| bar(Reached { stage: WorkStage::Applying, done, total });
        assert_eq!(at(0, None), "Schrijven …");
        assert_eq!(at(7, None), "Schrijven 7 …");
        assert_eq!(at(5, Some(10)), format!("Schrijven [{}{}] 5 van 10", "#".repeat(15), " ".repeat(15)));
        assert_eq!(at(12, Some(10)), format!("Schrijven [{}] 12 van 10", "#".repeat(30)));
    }

    #[tokio::test]
    async fn work_that_is_watched_comes_to_its_end() {
        assert_eq!(watched(&Meter::default(), async { 7 }).await, 7);
    }
}
