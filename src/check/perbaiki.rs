//! Cures.
