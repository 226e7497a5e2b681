//! `dinhdanh`: a mock citizen e-ID and data-sharing gateway in one binary.

// Requests are many small allocations; the system's allocator costs a tenth of the throughput.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    dinhdanh_server::cli::main()
}
