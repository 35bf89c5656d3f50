#pragma once

namespace oauthctl::testing {

/// What the system calls that the store makes do in this process. They are wrapped by the linker (--wrap), so the store
/// needs no seam for it.
struct Faults {
  static constexpr int none = -1;

  int call = 0;          ///< counts them
  int faulty = none;     ///< the one, counted from zero, that does not do what it should
  int error = 0;         ///< it fails so; zero: the process is killed in its place
  bool halting = false;  ///< each write is first interrupted and then does one byte
};

extern Faults faults;

}  // namespace oauthctl::testing
