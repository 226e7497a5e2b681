//! The gateway: OpenID Provider, data-sharing API and pages in one binary.
