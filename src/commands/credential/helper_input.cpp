#include "commands/credential/helper_input.h"

#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "commands/files/memory_file.h"
#include "commands/profile/which_profile.h"

namespace oauthctl::cli {
namespace {

constexpr std::size_t largest = 64U << 10;

/// terraform names the host as an argument, kubectl asks by its environment, and a list is about nothing.
bool is_asked_on_stdin(const CredentialOptions& options) {
  const bool by_line = options.protocol == HelperProtocol::git || options.protocol == HelperProtocol::docker;
  const HelperAction action = action_of(options);
  return by_line && (action == HelperAction::get || action == HelperAction::erase);
}

Secret read_input(const CredentialOptions& options) {
  std::string text;
  if (!is_asked_on_stdin(options)) return {};
  if (!read_all(STDIN_FILENO, largest, text))
    throw Error(ErrorKind::usage, "cannot read the question from stdin: " + describe_errno(errno));
  if (text.size() > largest) throw bad_question(options.protocol, "it is longer than 64 KiB");
  return Secret(std::move(text));
}

/// The profile is named, or the only one that serves the URL.
void find_profile(GlobalOptions& global, CredentialOptions& options, const StoreDirectory& stores) {
  const auto url = Destination::of(options.question.url);
  if (options.question.url.empty()) {
    if (!global.profile_named)
      throw Error(ErrorKind::usage, "it is not clear whose token to give: the question names no server",
                  "name the profile with -p");
    return;
  }
  if (global.profile_named) {
    const auto serving = url ? stores.profiles_serving(*url) : std::vector<std::string>{};
    options.is_found = contains(serving, global.profile);
    return;
  }
  auto profile = url ? profile_serving(*url, stores) : std::nullopt;
  options.is_found = global.profile_found = profile.has_value();
  if (profile) global.profile = std::move(*profile);
}

}  // namespace

void take_question(GlobalOptions& global, CredentialOptions& options, const StoreDirectory& stores,
                   const Environment& environment) {
  const HelperAction action = action_of(options);
  if (action != HelperAction::get && action != HelperAction::erase) return;
  options.question = read_question(options, read_input(options), environment);
  find_profile(global, options, stores);
}

void put_back(const HelperQuestion& question) {
  if (question.input.empty()) return;
  const FileDescriptor file = memory_file("oauthctl-question", question.input.reveal());
  if (!file || dup2(file.get(), STDIN_FILENO) != STDIN_FILENO)
    throw Error(ErrorKind::unavailable, "cannot hand the question on: " + describe_errno(errno));
}

}  // namespace oauthctl::cli
