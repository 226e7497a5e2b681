//! Embedded files of the pages, cached for ever under their content's address.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use dinhdanh_core::Fail;
use dinhdanh_protocol::error::Reason;

use crate::http::app::Req;
use crate::http::family::{Family, insert};
use crate::pages::assets::ALL;

pub(in crate::http) async fn file(req: Req, Path(file): Path<String>) -> Response {
    match ALL.iter().find(|asset| asset.path.rsplit('/').next() == Some(file.as_str())) {
        Some(asset) => {
            let mut response = asset.body.into_response();
            insert(&mut response, header::CONTENT_TYPE, asset.content_type);
            insert(&mut response, header::CACHE_CONTROL, "public, max-age=31536000, immutable");
            response
        }
        None => {
            Family::Page.refuse(&req, &Fail::refused(Reason::RouteUnknown, "expected the name of an asset"))
        }
    }
}
