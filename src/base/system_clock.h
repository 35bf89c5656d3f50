#pragma once

#include "base/time.h"

namespace oauthctl {

inline TimePoint system_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace oauthctl
