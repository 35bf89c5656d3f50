#pragma once

#include <optional>

#include "cli/terminal.h"
#include "commands/credential/helper_question.h"
#include "model/store.h"

namespace oauthctl::cli {

/// The target of the token that answers the question: the profile's resource that covers its URL.
Target target_for(const CredentialOptions& options, const Record& record);

/// Answers the program from the store alone, and returns the exit code; nothing if the token must be renewed, or if
/// `records_elsewhere` and the store does not have the record. Throws ErrorKind::login_required if nobody is signed in.
std::optional<int> answer_helper(const GlobalOptions& global, const CredentialOptions& options, TokenStore& store,
                                 TimePoint now, Terminal& terminal, bool records_elsewhere);

}  // namespace oauthctl::cli
