//! Starts gateways on free ports for tests and drives them as a client would.
