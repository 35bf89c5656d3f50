#include "architecture/includes.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>

namespace oauthctl::architecture {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const std::string public_headers = "include";
const std::string mains = "main";

// The modules that each module may include besides itself and the public headers. A folder that is not named here is a
// violation.
const std::map<std::string, Names> modules_below = {
    {"base", {}},
    {"model", {"base"}},
    {"jose", {"model", "base"}},
    {"oauth", {"jose", "model", "base"}},
    {"session", {"oauth", "jose", "model", "base"}},
    // The public library: the wiring of the networked program without a terminal.
    {"library", {"session", "oauth", "jose", "config", "store", "fleet", "http", "model", "base"}},
    {"cli", {"model", "base"}},
    {"commands", {"cli", "session", "oauth", "jose", "config", "store", "model", "base"}},
    {"demo", {"commands", "cli", "model", "base"}},
    {"config", {"model", "base"}},
    {"store", {"model", "base"}},
    // The only adapter that uses another: the store that machines share keeps copies in files. The network is an
    // argument.
    {"fleet", {"store", "jose", "model", "base"}},
    {"http", {"model", "base"}},
    {"loopback", {"model", "base"}},
    {"browser", {"model", "base"}},
    {"devserver", {"jose", "model", "base"}},
    {mains,
     {"demo", "commands", "cli", "session", "oauth", "jose", "config", "store", "fleet", "http", "loopback", "browser",
      "devserver", "model", "base"}},
};

// The modules that may include third-party libraries. A library that is not named here is open to all except the public
// headers.
const std::map<std::string, Names> users_of_library = {
    {"openssl", {"jose", "http", "loopback", "devserver"}},
    {"curl", {"http"}},
    {"httplib.h", {"devserver"}},
    {"sqlite3.h", {"devserver"}},
    {"SQLiteCpp", {"devserver"}},
    {"argon2.h", {"devserver"}},
};

// The server implements the protocol in its own code. From the client's code it may include only the plain values.
const Names model_for_devserver = {"authorization_details.h", "resource_uri.h"};

struct Include {
  std::string name;
  std::string folder;  ///< the part before the first slash, or the whole name
  std::string rest;
  bool quoted = false;
};

std::string why_forbidden(const std::string& module, const Include& include) {
  if (module == public_headers) {
    const bool standard = !include.quoted && include.name.find_first_of("/.") == std::string::npos;
    return standard || include.folder == "oauthctl" ? "" : "a public header sees the standard library and its own kind";
  }
  if (include.folder == "oauthctl") return "";
  if (module == "devserver" && include.folder == "model" && !model_for_devserver.contains(include.rest))
    return "server and client must not share a misunderstanding";
  if (include.quoted) {
    return include.folder == module || include.rest.empty() || modules_below.at(module).contains(include.folder)
               ? ""
               : module + " must not know " + include.folder;
  }
  const auto users = users_of_library.find(include.folder);
  return users == users_of_library.end() || users->second.contains(module) ? "" : "this library is not for " + module;
}

std::optional<Include> include_in(const std::string& line) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  std::smatch match;
  if (!std::regex_match(line, match, pattern)) return std::nullopt;
  const std::string name = match[2];
  const auto slash = name.find('/');
  return Include{name, name.substr(0, slash), slash == std::string::npos ? "" : name.substr(slash + 1),
                 match[1] == "\""};
}

std::string module_of(const fs::path& file) {
  const auto first = file.begin();
  if (*first == public_headers) return public_headers;
  const std::string second = std::next(first)->string();
  return second.starts_with(mains) ? mains : second;
}

std::vector<std::string> forbidden_in(const fs::path& root, const fs::path& file) {
  const std::string module = module_of(file);
  if (module != public_headers && !modules_below.contains(module))
    return {file.string() + ": unknown module " + module};
  std::vector<std::string> found;
  std::ifstream text(root / file);
  std::string line;
  for (int number = 1; std::getline(text, line); ++number) {
    const auto include = include_in(line);
    const std::string why = include ? why_forbidden(module, *include) : "";
    if (!why.empty()) found.push_back(file.string() + ":" + std::to_string(number) + ": " + include->name + ": " + why);
  }
  return found;
}

}  // namespace

std::vector<fs::path> sources(const fs::path& root) {
  std::vector<fs::path> files;
  for (const char* folder : {"src", "include"}) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension == ".h" || extension == ".cpp") files.push_back(fs::relative(entry.path(), root));
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> forbidden_includes(const fs::path& root) {
  std::vector<std::string> found;
  for (const auto& file : sources(root)) {
    for (auto& violation : forbidden_in(root, file)) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace oauthctl::architecture
