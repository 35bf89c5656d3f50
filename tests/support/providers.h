#pragma once

#include "config/providers.h"

namespace oauthctl::testing {

/// Those of share/providers.
inline const Providers& installed_providers() {
  static const Providers providers(OAUTHCTL_SOURCE_DIR "/share/providers", "");
  return providers;
}

}  // namespace oauthctl::testing
