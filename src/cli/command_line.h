#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/option.h"

namespace oauthctl::cli {

/// One option as the command line gives it.
struct Given {
  const Option* option;
  std::string value;  ///< empty for a flag
};

/// A parsed command line. Its values are not checked yet.
struct CommandLine {
  const Description* command = nullptr;  ///< null: none is named
  std::vector<Given> global;
  std::vector<Given> own;  ///< the command's, in the order of its table; repeated options in the order given
};

/// Parses the words after the program's name with the tables. Throws ErrorKind::usage for an unknown command or option,
/// with the nearest known one, for a missing or empty value, and for a repeated option that may be given only once.
CommandLine read_command_line(std::span<char* const> words, std::span<const Description> commands,
                              std::span<const Option> globals);

/// Throws ErrorKind::usage if an option that the command requires is missing. `line` has a command.
void require_all(const CommandLine& line);

/// Throws ErrorKind::usage for an unknown one, with the nearest.
const Description& find_command(std::string_view name, std::span<const Description> commands);

}  // namespace oauthctl::cli
