#pragma once

#include <string>

#include "devserver/pages/html.h"
#include "devserver/state/terms.h"

namespace oauthctl::devserver {

/// Whether a person may leave single scopes out.
enum class Choice { of_each_scope, of_all_or_none };

/// What a person is asked to allow: each scope with its meaning, each authorization detail with all its members
/// (RFC 9396 §12.4), and where the access can be used.
Html access_panel(const std::string& scope, const Terms& terms, Choice choice);

}  // namespace oauthctl::devserver
