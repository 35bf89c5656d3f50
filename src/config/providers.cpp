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
#include "model/google.h"
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

[[noreturn]] void fail_unknown(std::string_view name, const std::vector<std::string>& names) {
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string_view near = nearest(name, known);
  throw Error(
      ErrorKind::usage,
      "unknown provider " + in_quotes(name, 60) + (near.empty() ? "" : "; did you mean \"" + std::string(near) + "\"?"),
      Hint::run("oauthctl providers", "to see which are known"));
}

}  // namespace

std::vector<std::string> Providers::names() const {
  std::set<std::string> names;
  add_names(installed_, names);
  add_names(own_, names);
  return {names.begin(), names.end()};
}

Provider Providers::get(std::string_view name, const ProviderVariables& given, Unset unset) const {
  const std::pair<const std::string&, Owner> folders[] = {{own_, Owner::user}, {installed_, Owner::installation}};
  for (const auto& [folder, owner] : folders) {
    if (folder.empty() || !is_name(name)) continue;
    const std::string path = folder + '/' + std::string(name) + std::string(suffix);
    const auto text = provider_text(path, owner);
    if (!text) continue;
    Provider provider =
        read_provider(*text, owner == Owner::user ? path : "provider " + std::string(name), given, unset);
    if (provider.name != name)
      throw Error(ErrorKind::usage, printable(path, 4096) + ": \"name\" must be that of the file");
    return provider;
  }
  const auto known = names();
  if (known.empty())
    throw Error(ErrorKind::internal, "no provider is installed in " + printable(installed_, 4096),
                "install oauthctl whole");
  fail_unknown(name, known);
}

std::optional<Provider> add_google(ServerMetadata& server, const Providers& providers) {
  if (!is_googles(server.authorization_endpoint) || !is_googles(server.token_endpoint)) return std::nullopt;
  Provider google = providers.get("google");
  server = merged(std::move(server), google.server);
  return google;
}

}  // namespace oauthctl
