//! Domain and use cases of the gateway: synchronous, no HTTP, no SQL, no environment.
