#pragma once

#include "commands/credential/helper_question.h"
#include "store/store_directory.h"

namespace oauthctl::cli {

/// The `credential` command line with its question, read from stdin, and with the profile that serves its URL; a
/// profile that is named is asked alone. Throws as read_question() does, and ErrorKind::usage if two profiles serve the
/// URL.
Invocation with_question(const Invocation& invocation, const StoreDirectory& stores, const Environment& environment);

/// Puts the question back on stdin, for the program that we become.
void put_back(const HelperQuestion& question);

}  // namespace oauthctl::cli
