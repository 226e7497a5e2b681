//! Compact tokens: signing, and the only road from received text to trusted claims.

mod claims;
mod expect;
mod header;
mod object;
mod sign;
mod unverified;
mod verified;

pub use claims::Registered;
pub use expect::{Audience, Expect, Typ};
pub use header::Header;
pub use sign::{Draft, sign};
pub use unverified::{MAX_TOKEN_LEN, Unverified};
pub use verified::Verified;
