//! Long work in pieces, so that whoever waits for it can do something else in between.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What is done between the pieces of a long work.
pub trait Yield {
    /// Called now and then with how much of the work is done, from 0 to 1; the work goes on when the answer is there.
    fn pause(&mut self, done: f64) -> impl Future<Output = ()>;
}

/// No pauses: the work is done at once.
#[derive(Clone, Copy, Debug)]
pub struct Never;

impl Yield for Never {
    async fn pause(&mut self, _: f64) {}
}

/// The answer of a work that waits for nothing.
pub fn block_on<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(answer) = work.as_mut().poll(&mut context) {
            return answer;
        }
    }
}
