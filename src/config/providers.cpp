#include "config/providers.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>

#include "base/file.h"
#include "base/nearest.h"
#include "base/releases.h"
#include "base/text.h"
#include "config/file_ownership.h"
#include "model/server/google.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr std::string_view suffix = ".json";
constexpr std::size_t longest_provider_file = 1 << 16;

/// Never a path: a client file from a stranger may name it.
bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-'; });
}

void add_names(std::span<const ProviderText> texts, std::set<std::string>& names) {
  for (const ProviderText& text : texts) names.emplace(text.name);
}

void add_names(const std::string& folder, std::set<std::string>& names) {
  if (folder.empty()) return;
  const std::unique_ptr<DIR, Releases<closedir>> entries(opendir(folder.c_str()));
  while (const dirent* entry = entries ? readdir(entries.get()) : nullptr) {
    const std::string_view file = entry->d_name;
    if (!file.ends_with(suffix)) continue;
    const std::string_view name = file.substr(0, file.size() - suffix.size());
    if (is_name(name)) names.emplace(name);
  }
}

std::string path_in(const std::string& folder, std::string_view name) {
  return folder + '/' + std::string(name) + std::string(suffix);
}

enum class Owner { installation, user };

/// Nothing if the file does not exist.
std::optional<std::string> provider_text(const std::string& path, Owner owner) {
  const std::string source = printable(path, 4096);
  const FileDescriptor file = open_at(AT_FDCWD, path.c_str(), O_RDONLY);
  if (!file && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  struct stat status = {};
  std::string text;
  if (!file || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) ||
      !read_all(file.get(), longest_provider_file, text) || text.size() > longest_provider_file)
    throw Error(ErrorKind::usage, source + ": cannot be read as a provider's file");
  // It decides where secrets are sent, as a client file does.
  if (owner == Owner::user) require_own_file(status, this_process(), path, source);
  return text;
}

std::optional<std::string> installed_text(const std::string& folder, std::string_view name) {
  return provider_text(path_in(folder, name), Owner::installation);
}

std::optional<std::string> installed_text(std::span<const ProviderText> texts, std::string_view name) {
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const auto& text) { return text.name == name; });
  return found == texts.end() ? std::nullopt : std::optional<std::string>(found->json);
}

}  // namespace

std::vector<std::string> Providers::names() const {
  std::set<std::string> names;
  std::visit([&](const auto& installed) { add_names(installed, names); }, installed_);
  add_names(own_, names);
  return {names.begin(), names.end()};
}

Provider Providers::get(std::string_view name, const ProviderVariables& given, Unset unset) const {
  std::string source = path_in(own_, name);
  auto text = own_.empty() || !is_name(name) ? std::nullopt : provider_text(source, Owner::user);
  if (!text && is_name(name)) {
    source = "provider " + std::string(name);
    text = std::visit([&](const auto& installed) { return installed_text(installed, name); }, installed_);
  }
  if (!text) fail_unknown(name);
  Provider provider = read_provider(*text, source, given, unset);
  if (provider.name != name)
    throw Error(ErrorKind::usage, printable(source, 4096) + ": \"name\" must be that of the file");
  return provider;
}

void Providers::fail_unknown(std::string_view name) const {
  const std::vector<std::string> all = names();
  const auto* folder = std::get_if<std::string>(&installed_);
  if (all.empty() && folder != nullptr)
    throw Error(ErrorKind::internal, "no provider is installed in " + printable(*folder, 4096),
                "install oauthctl whole");
  const std::string near = nearest(name, all);
  throw Error(ErrorKind::usage,
              "unknown provider " + in_quotes(name, 60) + (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
              Hint::run("oauthctl providers", "to see which are known"));
}

std::optional<Provider> add_google(ServerMetadata& server, const Providers& providers) {
  if (!is_googles(server.authorization_endpoint) || !is_googles(server.token_endpoint)) return std::nullopt;
  Provider google = providers.get("google");
  server = merged(std::move(server), google.server);
  return google;
}

}  // namespace oauthctl
