#include "cli/hint.h"

#include "base/text.h"

namespace oauthctl::cli {
namespace {

std::string option_for(const std::string& command, const char* name, bool typed, const std::string& value) {
  if (!typed || command.find(std::string(" ") + name + ' ') != std::string::npos) return {};
  return std::string(" ") + name + ' ' + shell_word(value);
}

/// `oauthctl profile set NAME`
bool names_profile(const std::string& command) {
  return command.starts_with("oauthctl profile ");
}

}  // namespace

std::string typed_again(const std::string& command, const GlobalOptions& typed) {
  constexpr std::string_view program = "oauthctl ";
  if (!command.starts_with(program) || command.ends_with("--help")) return command;
  const std::size_t end = std::min(command.find(' ', program.size()), command.size());
  return command.substr(0, end) + option_for(command, "--home", typed.home_typed, typed.home.value_or("")) +
         option_for(command, "--store", typed.store_typed, typed.store.value_or("")) +
         option_for(command, "-p", typed.profile_typed && !names_profile(command), typed.profile) + command.substr(end);
}

}  // namespace oauthctl::cli
