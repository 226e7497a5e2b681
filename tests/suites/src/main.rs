//! The gateway's command line for tests that need a process to kill: all of `dinhdanh` but its allocator.

fn main() -> std::process::ExitCode {
    dinhdanh_harness::gateway_main()
}
