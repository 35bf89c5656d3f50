#pragma once

#include <string>
#include <vector>

#include "adapters/store/recording.h"

namespace oauthctl::testing {

/// A system call as the store made it: `fsync`, `work.json.new`.
struct SystemCall {
  std::string name;
  std::string on;
};

/// The behaviour of the faulty call.
enum class Misbehaviour {
  fails,         ///< returns `error`
  does_little,   ///< reads or writes one byte of many
  kills_before,  ///< the process ends in its place
  kills_after    ///< the process ends as soon as the work is done
};

/// How the system calls of the store behave in this process. They are wrapped by the linker (--wrap), so the store
/// needs no seam for it.
struct Faults {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  std::size_t faulty = none;  ///< the call, counted from zero, that does not do what it should
  Misbehaviour misbehaviour = Misbehaviour::fails;
  int error = 0;
  bool for_good = false;           ///< all later calls of its name fail too
  bool halting = false;            ///< each write is first interrupted and then does one byte
  Recording* recording = nullptr;  ///< is told what reached the file system
  std::vector<SystemCall> made;
};

extern Faults faults;

}  // namespace oauthctl::testing
