//! Long tasks in chunks, so that the caller can do something else in between.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Called between the chunks of a long task.
pub trait Yield {
    /// Called regularly with the progress of the task, from 0 to 1; the task continues when the future is
    /// ready.
    fn pause(&mut self, done: f64) -> impl Future<Output = ()>;
}

/// No yields: the task runs to its end at once.
#[derive(Clone, Copy, Debug)]
pub struct Never;

impl Yield for Never {
    async fn pause(&mut self, _: f64) {}
}

/// Runs a future that waits for nothing, and returns its result.
pub fn block_on<T>(task: impl Future<Output = T>) -> T {
    let mut task = pin!(task);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(result) = task.as_mut().poll(&mut context) {
            return result;
        }
    }
}
