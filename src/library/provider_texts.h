#pragma once

#include <span>

#include "config/providers.h"

namespace oauthctl {

/// The files of share/providers, as they were when the library was built.
std::span<const ProviderText> provider_texts();

}  // namespace oauthctl
