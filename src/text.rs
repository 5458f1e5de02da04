//! Captured bytes made safe to show: the only way captured text reaches an output.
