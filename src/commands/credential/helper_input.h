#pragma once

#include "commands/credential/helper_question.h"
#include "store/store_directory.h"

namespace oauthctl::cli {

/// Reads the question of `credential` from stdin into its options, and finds the profile that serves its URL; a profile
/// that is named is asked alone. Throws as read_question() does, and ErrorKind::usage if two profiles serve the URL.
void take_question(GlobalOptions& global, CredentialOptions& options, const StoreDirectory& stores,
                   const Environment& environment);

/// Puts the question back on stdin, for the program that we become.
void put_back(const HelperQuestion& question);

}  // namespace oauthctl::cli
