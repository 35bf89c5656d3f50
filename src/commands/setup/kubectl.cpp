#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "commands/setup/steps.h"
#include "session/token.h"

namespace oauthctl::cli {
namespace {

/// The newer v1 wants an interactive mode, for which older kubectl has no option; every kubectl reads this one.
constexpr const char* version = "client.authentication.k8s.io/v1beta1";

/// Whether the kubeconfig's user asks us; a user that is there and does not is somebody else's.
enum class User { missing, ours, foreign };

User find_user(const std::string& name) {
  const auto config = nlohmann::json::parse(output_of({"kubectl", "config", "view", "-o", "json"}), nullptr, false);
  if (!config.is_object() || !config.contains("users") || !config["users"].is_array()) return User::missing;
  for (const auto& user : config["users"]) {
    if (!user.is_object() || user.value("name", "") != name) continue;
    const std::string text = user.dump();
    const bool asks_us =
        text.find("oauthctl") != std::string::npos && text.find(R"("credential","kubectl")") != std::string::npos;
    return asks_us ? User::ours : User::foreign;
  }
  return User::missing;
}

int undo_kubectl(const std::string& user, User found, const CommandContext& context) {
  if (found == User::missing)
    return nothing_to_undo("kubectl does not ask oauthctl for the user " + printable(user), context);
  output_of({"kubectl", "config", "delete-user", user});
  context.terminal.info("kubectl no longer asks oauthctl for the user " + printable(user));
  return 0;
}

}  // namespace

int setup_kubectl(const SetupOptions& options, const CommandContext& context) {
  const std::string& user = options.target;
  if (user.starts_with('-') || !is_visible_ascii(user))
    throw Error(ErrorKind::usage, "TARGET: '" + printable(user, 60) + "' is not the name of a user");
  const User found = find_user(user);
  if (found == User::foreign)
    throw Error(ErrorKind::usage,
                "the kubeconfig has a user " + user + " that does not ask oauthctl; it is not changed",
                "name another user");
  if (options.undo) return undo_kubectl(user, found, context);
  load_record(context.global.profile, context.services.store);
  const auto command = asking_command("kubectl", context);
  std::vector<std::string> words{"kubectl",
                                 "config",
                                 "set-credentials",
                                 user,
                                 std::string("--exec-api-version=") + version,
                                 "--exec-command=" + command.front()};
  for (std::size_t i = 1; i < command.size(); ++i) words.push_back("--exec-arg=" + command[i]);
  if (found == User::ours) output_of({"kubectl", "config", "delete-user", user});
  output_of(words);
  context.terminal.info("the kubeconfig's user " + user + " now has:");
  nlohmann::ordered_json exec{{"apiVersion", version}, {"command", command.front()}};
  exec["args"] = std::vector<std::string>(command.begin() + 1, command.end());
  context.terminal.page(to_text(nlohmann::ordered_json{{"exec", exec}}, 2) + '\n');
  return 0;
}

}  // namespace oauthctl::cli
