#pragma once

#include <chrono>
#include <memory>

#include "cli/terminal.h"

namespace oauthctl::cli {

/// The line that shows a wait: a mark that moves, what is waited for, and the time left.
std::string spinner_line(const Wait& wait, std::chrono::milliseconds passed, bool utf8);

/// Shows the wait until the result is destroyed: a line that changes, on a terminal, and the advice after
/// `until_advice`.
std::shared_ptr<const void> show_wait(Terminal& terminal, const Wait& wait,
                                      std::chrono::milliseconds until_advice = std::chrono::seconds{30});

}  // namespace oauthctl::cli
