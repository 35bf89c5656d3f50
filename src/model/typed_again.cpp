#include "model/typed_again.h"

#include <algorithm>

#include "base/text.h"

namespace oauthctl {
namespace {

std::string option_for(const std::string& command, const char* name, const std::optional<std::string>& value) {
  if (!value || command.find(std::string(" ") + name + ' ') != std::string::npos) return {};
  return std::string(" ") + name + ' ' + shell_word(*value);
}

/// `oauthctl profile set NAME`
bool names_profile(const std::string& command) {
  return command.starts_with("oauthctl profile ");
}

}  // namespace

std::string typed_again(const std::string& command, const Named& named) {
  constexpr std::string_view program = "oauthctl ";
  if (!command.starts_with(program) || command.ends_with("--help")) return command;
  const std::size_t end = std::min(command.find(' ', program.size()), command.size());
  return command.substr(0, end) + option_for(command, "--home", named.home) +
         option_for(command, "--store", named.store) +
         (names_profile(command) ? "" : option_for(command, "-p", named.profile)) + command.substr(end);
}

}  // namespace oauthctl
