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

/// A command line taken apart. Nobody has judged its values yet.
struct CommandLine {
  const Description* command = nullptr;  ///< null: none is named
  std::vector<Given> global;
  std::vector<Given> own;  ///< the command's, in the order of its table; repeated options in the order given
};

/// Takes the words behind the program's name apart by the tables. Throws ErrorKind::usage for an unknown command or
/// option, with the nearest known one, for a value that is missing or empty, and for an option that is given twice
/// and may come once.
CommandLine read_command_line(std::span<char* const> words, std::span<const Description> commands,
                              std::span<const Option> globals);

/// Throws ErrorKind::usage for an option that the command requires and that is not there. `line` has a command.
void require_all(const CommandLine& line);

/// Throws ErrorKind::usage for an unknown one, with the nearest.
const Description& find_command(std::string_view name, std::span<const Description> commands);

}  // namespace oauthctl::cli
