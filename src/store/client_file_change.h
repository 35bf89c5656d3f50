#pragma once

#include <functional>
#include <optional>
#include <string>

#include "oauthctl/secret.h"

namespace oauthctl {

/// A ClientFileChange (session/services.h). The next text is kept as safely as a record: if a change was killed after
/// the server had answered, the next change adopts what it left. A file that cannot be read stays as it is. Throws
/// ErrorKind::unavailable if it cannot be replaced, ErrorKind::interrupted if a signal arrives while another process
/// changes it.
void change_client_file(const std::string& path, const std::function<std::optional<Secret>(const Secret& text)>& next);

}  // namespace oauthctl
