//! Signatures, keys and typed claims: the only crate that names a crypto backend.
