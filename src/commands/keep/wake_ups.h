#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/file_descriptor.h"
#include "commands/keep/schedule.h"

namespace oauthctl::cli {

Moment this_moment();

/// Waits for the events that may make a token due.
class WakeUps {
 public:
  /// `names` are the files in the folder that matter.
  WakeUps(std::string folder, std::vector<std::string> names);

  /// Returns after that time, which goes on while the machine sleeps, when somebody set the clock, and when one of the
  /// files changed. Throws ErrorKind::interrupted on a signal.
  void wait(milliseconds longest);

 private:
  bool watch();
  bool files_changed();
  bool clock_was_set();
  bool time_is_up();
  void poll_all();

  std::string folder_;
  std::vector<std::string> names_;
  FileDescriptor time_, clock_, files_;
  int watch_ = -1;
};

}  // namespace oauthctl::cli
