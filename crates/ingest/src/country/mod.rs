//! Which countries a release is about, names, or only carries along.
