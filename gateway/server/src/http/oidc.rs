//! Handlers of the OpenID Provider.

pub(super) mod authorize;
pub(super) mod client_auth;
pub(super) mod consent;
pub(super) mod end_session;
pub(super) mod login;
pub(super) mod token;
pub(super) mod userinfo;
