#pragma once

#include "cli/terminal.h"
#include "commands/credential/credential.h"
#include "model/record.h"

namespace oauthctl::cli {

/// Which token the program gets.
TokenType type_for(const CredentialOptions& options);

/// The name beside the token: the one that the server wants, else the one in the question.
std::string user_for(const HelperQuestion& question);

/// Prints the record's token as the program reads it. Throws ErrorKind::usage for one that the program cannot use.
void print_credential(const CredentialOptions& options, const Record& record, TimePoint now, Terminal& terminal);

}  // namespace oauthctl::cli
