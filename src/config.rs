//! Configuration from the environment, read once and typed.
