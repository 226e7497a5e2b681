//! The wire contract: types, error codes and attribute names shared by the gateway and its clients.
