#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/environment.h"
#include "base/folder.h"
#include "base/json.h"
#include "base/programs.h"
#include "base/text.h"
#include "base/url.h"
#include "commands/credential/helper_question.h"
#include "commands/files/input.h"
#include "commands/setup/steps.h"
#include "store/new_file.h"

namespace oauthctl::cli {
namespace {

constexpr const char* helper = "oauthctl";
constexpr const char* helper_program = "docker-credential-oauthctl";

std::string config_path() {
  if (const auto folder = process_environment("DOCKER_CONFIG")) return *folder + "/config.json";
  const auto home = process_environment("HOME");
  if (!home) throw Error(ErrorKind::usage, "no folder is known for docker's settings: HOME is not set");
  return *home + "/.docker/config.json";
}

nlohmann::ordered_json read_config(const std::string& path) {
  if (access(path.c_str(), F_OK) != 0) return nlohmann::ordered_json::object();
  auto config = nlohmann::ordered_json::parse(read_file(path), nullptr, false);
  const bool is_sound = config.is_object() && (!config.contains("credHelpers") || config["credHelpers"].is_object());
  if (!is_sound) throw Error(ErrorKind::usage, path + ": is not docker's settings, so it is not changed");
  return config;
}

void write_config(const std::string& path, const nlohmann::ordered_json& config) {
  const std::string text = config.dump(1, '\t', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
  if (access(path.c_str(), F_OK) == 0) return Replacement(path).commit(text);
  if (!make_folders(parent_of(path)).empty()) throw Error(ErrorKind::usage, parent_of(path) + ": cannot be made");
  NewFile(path).commit(text);
}

bool has_ours(const nlohmann::ordered_json& config, const std::string& registry) {
  return config.contains("credHelpers") && config["credHelpers"].value(registry, "") == helper;
}

int undo_docker(const std::string& registry, const std::string& path, const CommandContext& context) {
  auto config = read_config(path);
  if (!has_ours(config, registry))
    return nothing_to_undo("docker does not ask oauthctl for " + printable(registry), context);
  config["credHelpers"].erase(registry);
  if (config["credHelpers"].empty()) config.erase("credHelpers");
  write_config(path, config);
  context.terminal.info("docker no longer asks oauthctl for " + printable(registry) +
                        "; the profile still serves the same URLs");
  return 0;
}

}  // namespace

int setup_docker(const SetupOptions& options, const CommandContext& context) {
  const std::string& registry = options.target;
  if (!is_authority(registry) || !Url::parse(url_of_registry(registry)))
    throw Error(ErrorKind::usage, "TARGET: '" + printable(registry, 60) + "' is not a registry",
                "write it as docker does, as in registry.example.com or localhost:5000");
  const std::string path = config_path();
  if (options.undo) return undo_docker(registry, path, context);
  auto config = read_config(path);
  serve(url_of_registry(registry), "TARGET", context);
  if (!has_ours(config, registry)) {
    config["credHelpers"][registry] = helper;
    write_config(path, config);
  }
  context.terminal.info(printable(path, 4096) + " now has:");
  context.terminal.page(to_text(nlohmann::ordered_json{{"credHelpers", {{registry, helper}}}}, 2) + '\n');
  if (!find_program(helper_program, process_environment("PATH").value_or("")))
    context.terminal.warning(std::string(helper_program) + " is not on the PATH, where docker looks for it");
  return 0;
}

}  // namespace oauthctl::cli
