//! What every backend must do. A new backend adds a function to `support` and its name to the end of this file.

mod logs;
mod realms;
mod records;
mod transactions;
mod typed;

use logs::*;
use realms::*;
use records::*;
use transactions::*;
use typed::*;

use crate::support::{durable, ephemeral};

/// Makes a test of each case for one backend.
macro_rules! contract {
    ($backend:ident: $($case:ident),* $(,)?) => {
        mod $backend {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                let fixture = super::$backend().await;
                super::$case(fixture.store.clone()).await;
            })*
        }
    };
}

/// The list of cases, once for all backends.
macro_rules! contract_of {
    ($($backend:ident),* $(,)?) => {
        $(contract! { $backend:
            a_put_replaces_and_counts_versions,
            a_create_yields_to_a_live_record,
            a_refused_create_leaves_the_links_alone,
            an_expired_record_is_absent_for_every_verb,
            a_put_replaces_the_expiry,
            every_instant_can_be_an_expiry,
            a_take_gives_the_record_and_its_links_away,
            of_many_takers_one_gets_it,
            of_many_creators_one_succeeds,
            listings_are_in_byte_order_and_paged,
            a_link_finds_its_records_and_no_others,
            the_audit_log_is_numbered_without_gaps,
            the_outbox_never_gives_a_number_twice,
            what_is_not_committed_leaves_nothing,
            a_transaction_sees_its_own_changes_and_its_own_time,
            a_reader_keeps_its_snapshot_beside_writers,
            a_reader_that_fails_or_panics_harms_nobody,
            realms_do_not_see_each_other,
            dropping_a_realm_touches_nobody_else,
            a_sweep_frees_room_and_changes_nothing_else,
            text_comes_back_as_it_was,
            typed_records_go_in_and_out,
            a_write_whose_caller_left_is_still_made,
            a_closed_store_says_so,
            statistics_count_rows_and_commits,
            random_transactions_behave_like_the_model,
        })*
    };
}

// A backend is a function of `support` that opens an empty store.
contract_of!(ephemeral, durable);
