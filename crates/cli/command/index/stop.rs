//! A run that is asked to stop finishes the files in hand, commits them, and ends.

use std::sync::{Arc, atomic::AtomicBool};

/// Becomes true when the user or the system asks the run to stop; asked again, the program ends at once, and what
/// was committed before stays.
#[cfg(unix)]
pub(super) fn on_signal() -> Arc<AtomicBool> {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        flag,
    };

    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // a signal that cannot be caught ends the run as it ends any program
        let _ = flag::register_conditional_default(signal, Arc::clone(&stop));
        let _ = flag::register(signal, Arc::clone(&stop));
    }
    stop
}

#[cfg(not(unix))]
pub(super) fn on_signal() -> Arc<AtomicBool> {
    Arc::default()
}
