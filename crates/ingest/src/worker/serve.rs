//! The worker's side: read a job, answer it, until the input ends.

use std::io::{self, Read, Write};

use super::{
    frame, limit,
    message::{Answer, Job, Refusal, Sent},
};
use crate::format::{self, MAX_DOCUMENT_BYTES};

/// Answers jobs from `input` on `output` until `input` ends; the process limits itself first.
///
/// # Errors
///
/// Returns an error when the program that started this worker is gone, or does not speak as it should.
pub fn serve(input: &mut dyn Read, output: &mut dyn Write) -> io::Result<()> {
    limit::memory();
    while let Some(job) = frame::read::<Job>(input)? {
        limit::processor_time();
        if job.n_bytes > MAX_DOCUMENT_BYTES as u64 {
            return Err(io::Error::other("a job is longer than any file that is read"));
        }
        let bytes = frame::exactly(input, job.n_bytes)?;
        let last = match format::read_document(job.format, &bytes) {
            Ok(text) => Answer::Text(Box::new(Sent::new(text, job.format))),
            Err(why) => Answer::Refused(Refusal::new(why)),
        };
        frame::write(output, &last)?;
    }
    Ok(())
}
