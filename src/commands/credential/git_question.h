#pragma once

#include "commands/credential/helper_question.h"

namespace oauthctl::cli {

/// Reads `question.input` as git-credential(1) has it: lines of NAME=VALUE up to an empty one. Throws ErrorKind::usage.
void read_git(HelperQuestion& question);

}  // namespace oauthctl::cli
