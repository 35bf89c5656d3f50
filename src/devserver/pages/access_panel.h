#pragma once

#include <string>

#include "devserver/pages/html.h"
#include "devserver/state/terms.h"

namespace oauthctl::devserver {

/// Whether a person may leave out single scopes.
enum class Choice { of_each_scope, of_all_or_none };

/// The access that a person is asked to allow: each scope with its meaning, each authorization detail with all its
/// members (RFC 9396 §12.4), and the resources where it can be used.
Html access_panel(const std::string& scope, const Terms& terms, Choice choice);

}  // namespace oauthctl::devserver
