#pragma once

#include "devserver/pages/html.h"
#include "devserver/state/terms.h"

namespace oauthctl::devserver {

/// What a person allows beyond scopes: each authorization detail with all its members (RFC 9396 §12.4), and where the
/// access can be used. Empty where the terms say neither.
Html terms_panel(const Terms& terms);

}  // namespace oauthctl::devserver
