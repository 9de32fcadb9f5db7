//! Those who read workbooks for all tests of a binary.

use std::path::PathBuf;
use std::sync::LazyLock;

use missieregister::import::read::Fence;
use missieregister::import::workers::Workers;

/// One for all tests, so that they bound together how many run at once. The clock of a busy machine says nothing of a
/// file, so there is more of it here.
static WORKERS: LazyLock<Workers> = LazyLock::new(|| {
    let fence = Fence { processor: 120, clock: 600, ..Fence::default() };
    Workers::of(PathBuf::from(env!("CARGO_BIN_EXE_missieregister"))).within(fence)
});

/// Those who run the program that is tested.
pub(crate) fn workers() -> Workers {
    WORKERS.clone()
}
