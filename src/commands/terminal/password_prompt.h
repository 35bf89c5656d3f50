#pragma once

#include <string>

#include "oauthctl/secret.h"

namespace oauthctl::cli {

/// Whether the terminal shows what is typed.
enum class Echo { shown, hidden };

/// Asks on the terminal of this process, whatever its streams are. Throws ErrorKind::usage without a terminal
/// and for an answer that is too long, ErrorKind::interrupted on a signal. Always restores the terminal. An answer that
/// was not typed to its end is empty.
Secret prompt_on_terminal(const std::string& question, Echo echo);

/// The same for a password, which is not shown.
Secret prompt_for_password(const std::string& username);

}  // namespace oauthctl::cli
