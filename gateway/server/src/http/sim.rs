//! What no real platform would have, all of it below `/_sim/`: start page, demo application, error catalogue, control API.

pub(super) mod assets;
pub(super) mod citizens;
pub(super) mod control;
pub(super) mod demo;
pub(super) mod errors;
pub(super) mod events;
pub(super) mod guard;
pub(super) mod home;
pub(super) mod organisations;
