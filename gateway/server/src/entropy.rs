//! The randomness of realms without a seed: one stream for the process, keyed once from the operating system.

use std::sync::{Arc, Mutex, PoisonError};

use dinhdanh_jose::{Entropy, EntropyError, SystemEntropy};

/// A handle on the process's stream. A request draws a few dozen bytes: asking the kernel each time would cost more than the rest of
/// its bookkeeping.
#[derive(Clone)]
pub(crate) struct SharedEntropy(Arc<Mutex<SystemEntropy>>);

impl SharedEntropy {
    /// Reads the key from the operating system.
    pub(crate) fn new() -> Result<Self, EntropyError> {
        Ok(Self(Arc::new(Mutex::new(SystemEntropy::new()?))))
    }
}

impl Entropy for SharedEntropy {
    fn fill(&mut self, buffer: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(buffer);
    }
}
