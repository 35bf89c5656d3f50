#pragma once

#include <string>
#include <string_view>

#include "model/pending_login.h"

namespace oauthctl {

/// The text of a pending sign-in's file as docs/token-store.md describes it.
Secret encode_pending(const PendingLogin& login);

/// Throws as decode_record() does.
PendingLogin decode_pending(std::string_view text, std::string_view profile, const std::string& path);

}  // namespace oauthctl
