//! The meter of long work: how far it came, and whether it is to stop. Shared by who works and who watches.
//!
//! Invariant: stages are entered in their order, and within one `done` only grows. It lives in memory, and knows nothing
//! of what the work is.

use std::sync::Arc;

use tokio::sync::watch;

use crate::values::WorkStage;

/// How far work came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// What is being done.
    pub stage: WorkStage,
    /// How much of it is done: rows, or records.
    pub done: usize,
    /// Of how much, where that is known.
    pub total: Option<usize>,
}

/// A meter. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Meter {
    reached: Arc<watch::Sender<Reached>>,
    stopped: Arc<watch::Sender<bool>>,
}

impl Default for Meter {
    fn default() -> Self {
        let start = Reached { stage: WorkStage::Queued, done: 0, total: None };
        Self { reached: Arc::new(watch::Sender::new(start)), stopped: Arc::new(watch::Sender::new(false)) }
    }
}

impl Meter {
    /// Enters a stage, with how much there is to do in it where that is known.
    pub fn enter(&self, stage: WorkStage, total: Option<usize>) {
        self.reached.send_replace(Reached { stage, done: 0, total });
    }

    /// Says that so much more is done.
    pub fn advance(&self, by: usize) {
        self.reached.send_modify(|reached| reached.done += by);
    }

    /// How far the work came.
    pub fn reached(&self) -> Reached {
        *self.reached.borrow()
    }

    /// To be told each time that the work comes further. Who is slow misses steps, never the last one.
    pub fn watch(&self) -> watch::Receiver<Reached> {
        self.reached.subscribe()
    }

    /// Asks the work to stop.
    pub fn stop(&self) {
        self.stopped.send_replace(true);
    }

    /// Whether the work is to stop. Loops over many rows ask this now and then.
    pub fn is_stopped(&self) -> bool {
        *self.stopped.borrow()
    }

    /// Ends when the work is asked to stop.
    pub async fn stopped(&self) {
        // The sender is ours, so waiting for it cannot fail.
        let _ = self.stopped.subscribe().wait_for(|stopped| *stopped).await;
    }

    /// Asks the work to stop when this is dropped, unless it was let go: for who waits for the work and may go away.
    pub fn stop_when_dropped(&self) -> StopWhenDropped {
        StopWhenDropped(Some(self.clone()))
    }
}

/// Asks work to stop when it is dropped.
#[derive(Debug)]
pub struct StopWhenDropped(Option<Meter>);

impl StopWhenDropped {
    /// The work came to its end, or may go on by itself.
    pub fn let_go(mut self) {
        self.0 = None;
    }
}

impl Drop for StopWhenDropped {
    fn drop(&mut self) {
        if let Some(meter) = &self.0 {
            meter.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_watches_sees_the_last_step_and_who_works_sees_the_stop() {
        let meter = Meter::default();
        let mut watch = meter.watch();
        meter.enter(WorkStage::Reading, Some(3));
        meter.advance(2);
        meter.advance(1);
        watch.changed().await.unwrap();
        assert_eq!(*watch.borrow_and_update(), Reached { stage: WorkStage::Reading, done: 3, total: Some(3) });
        assert!(!watch.has_changed().unwrap() && !meter.is_stopped());
        meter.clone().stop();
        meter.stopped().await;
        assert!(meter.is_stopped());
    }

    #[test]
    fn who_goes_away_stops_the_work_and_who_let_it_go_does_not() {
        let meter = Meter::default();
        meter.stop_when_dropped().let_go();
        assert!(!meter.is_stopped());
        drop(meter.stop_when_dropped());
        assert!(meter.is_stopped());
    }
}
