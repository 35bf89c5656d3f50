#pragma once

#include <span>
#include <string>

#include "devserver/options.h"

namespace oauthctl::devserver {

/// One option of `oauthctl dev-server`: the command line and the help are made from these.
struct Option {
  const char* name;
  char letter;        ///< '\0': it has none
  const char* value;  ///< what the help calls its value; null: a flag
  const char* group;  ///< heading in the help; null: an option of every command, which means nothing here
  const char* help;
  /// Throws ErrorKind::usage for a value that makes no sense. Null: asks for help.
  void (*apply)(DevServerOptions& options, const std::string& value);
};

std::span<const Option> option_table();

}  // namespace oauthctl::devserver
