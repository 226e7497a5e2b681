//! SQLite's result codes in the words of the port.

use dinhdanh_core::storage::StoreError;
use rusqlite::{Error, ErrorCode};

/// Messages of SQLite name tables and columns, never bound values, so they may be passed on.
pub(super) fn translate(error: &Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        _ => StoreError::Backend(error.to_string()),
    }
}
