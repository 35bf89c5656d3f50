#include <algorithm>
#include <functional>

#include "base/text.h"
#include "base/url.h"
#include "commands/setup/steps.h"

namespace oauthctl::cli {
namespace {

using Values = std::vector<std::string>;

/// git's names for what it keeps of an origin.
struct GitKeys {
  std::string section, helper, path;

  explicit GitKeys(const std::string& origin)
      : section(origin), helper("credential." + origin + ".helper"), path("credential." + origin + ".useHttpPath") {}
};

std::vector<std::string> git(std::initializer_list<std::string> words) {
  std::vector<std::string> command{"git", "config", "--global"};
  command.insert(command.end(), words);
  return command;
}

/// Each ends in a null byte, for one may be empty.
Values values_of(const std::string& key) {
  const std::string text = output_of(git({"--null", "--get-all", key}), true);
  const auto values = split(text, '\0');
  return {values.begin(), values.end()};
}

void set_values(const std::string& key, const Values& values) {
  output_of(git({"--unset-all", key}), true);
  for (const std::string& value : values) output_of(git({"--add", key, value}));
}

bool is_ours(const std::string& value) {
  return value.starts_with('!') && value.ends_with(" credential git") && value.find("oauthctl") != std::string::npos;
}

/// Without those, and without the empty value before each, which keeps other helpers out.
Values without(const Values& values, const std::function<bool(const std::string&)>& is_meant) {
  Values out;
  for (const std::string& value : values) {
    if (!is_meant(value)) {
      out.push_back(value);
    } else if (!out.empty() && out.back().empty()) {
      out.pop_back();
    }
  }
  return out;
}

/// git takes it for a shell's command.
std::string helper_value(const CommandContext& context) {
  std::string out = "!";
  for (const std::string& word : asking_command("git", context)) out += (out == "!" ? "" : " ") + shell_word(word);
  return out;
}

std::string shown(const std::string& section, const Values& helpers, bool with_path) {
  std::string out = "[credential \"" + section + "\"]\n";
  for (const std::string& value : helpers) out += "    helper = " + value + '\n';
  return with_path ? out + "    useHttpPath = true\n" : out;
}

/// Our helper for the profile that is named, or all of ours; then useHttpPath, if none of ours is left to need it.
int undo_git(const GitKeys& keys, const std::string& mine, const CommandContext& context) {
  const bool is_named = context.global.profile_typed;
  const std::string asked = is_named ? "profile " + context.global.profile : "oauthctl";
  const Values before = values_of(keys.helper);
  const Values left =
      without(before, [&](const std::string& value) { return is_named ? value == mine : is_ours(value); });
  if (left == before) return nothing_to_undo("git does not ask " + asked + " for " + keys.section, context);
  set_values(keys.helper, left);
  if (std::none_of(left.begin(), left.end(), is_ours)) output_of(git({"--unset-all", keys.path}), true);
  context.terminal.info("git no longer asks " + asked + " for " + keys.section +
                        "; the profile still serves the same URLs");
  return 0;
}

}  // namespace

int setup_git(const SetupOptions& options, const CommandContext& context) {
  const std::string url =
      options.target.find("://") == std::string::npos ? "https://" + options.target : options.target;
  const auto place = Destination::of(place_to_serve(url, "TARGET"));
  const GitKeys keys(place->origin());
  const std::string mine = helper_value(context);
  if (options.undo) return undo_git(keys, mine, context);
  serve(url, "TARGET", context);
  const bool is_part = place->path() != "/";
  Values ours = {mine};
  // Other helpers would be given our token to keep. Below a path, the rest of the host is theirs.
  if (!is_part) ours.insert(ours.begin(), "");
  const Values before = values_of(keys.helper);
  Values all = without(before, [&](const std::string& value) { return value == mine; });
  all.insert(all.end(), ours.begin(), ours.end());
  if (before != all) set_values(keys.helper, all);
  if (is_part) output_of(git({keys.path, "true"}));
  context.terminal.info("git config --global now has:");
  context.terminal.page(shown(keys.section, ours, is_part));
  return 0;
}

}  // namespace oauthctl::cli
