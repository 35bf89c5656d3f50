#include "commands/doctor/judge.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"

namespace oauthctl::cli {
namespace {

bool is_open_to_others(const Permissions& permissions) {
  return (permissions.mode & 077U) != 0;
}

}  // namespace

bool is_placeholder(std::string_view text) {
  const std::string lower = to_lower(text);
  for (const std::string_view begin : {"your_", "your-", "your ", "<", "...", "todo", "xxx"})
    if (lower.starts_with(begin)) return true;
  for (const std::string_view part : {"replace", "changeme", "change-me", "change_me"})
    if (lower.find(part) != std::string::npos) return true;
  return false;
}

Findings judge_programs(const ProgramFacts& facts) {
  const std::string folder = facts.front.substr(0, facts.front.rfind('/'));
  const std::string on_path = "export PATH=" + shell_word(folder) + ":$PATH";
  Findings out;
  if (facts.front_version.empty()) {
    out.push_back(bad("programs", facts.front + " cannot be run",
                      "install oauthctl whole: both programs from one package", ErrorKind::internal));
  } else if (facts.front_version != facts.version) {
    out.push_back(bad("programs", facts.front + " is " + facts.front_version + ", oauthctl-net is " + facts.version,
                      "install oauthctl whole: both programs from one package", ErrorKind::internal));
  } else {
    out.push_back(good("programs", "oauthctl " + facts.version + ", both programs"));
  }
  if (facts.on_path.empty()) out.push_back(notice("PATH", "oauthctl is not on the PATH", on_path));
  if (!facts.on_path.empty() && facts.on_path != facts.front)
    out.push_back(notice("PATH", "another oauthctl is first on the PATH: " + facts.on_path, on_path));
  return out;
}

namespace {

Finding judge_folder(const HomeFacts& facts) {
  const Permissions& is = facts.permissions;
  if (!facts.cannot_make.empty())
    return bad("home", facts.cannot_make + " cannot be written, so " + facts.path + " cannot be made",
               "name a folder of your own: export OAUTHCTL_HOME=DIR", ErrorKind::unavailable);
  if (!is.exists) return good("home", facts.path + ", made at the first sign-in");
  if (is.is_ours && is_open_to_others(is)) {
    Finding check = notice("home", "others can open " + facts.path, "chmod 700 " + shell_word(facts.path));
    if (facts.trouble) check.outcome = Outcome::bad, check.what = facts.trouble->message();
    check.repair = Repair::close_folder;
    check.path = facts.path;
    return check;
  }
  if (is.is_ours && !is.is_writable)
    return bad("home", facts.path + " cannot be written", "chmod u+rwx " + shell_word(facts.path),
               ErrorKind::unavailable);
  if (facts.trouble) {
    // `chmod o-w DIR, or name another folder`
    const std::string mend = mend_of(*facts.trouble, "name a folder of your own: export OAUTHCTL_HOME=DIR");
    return bad("home", facts.trouble->message(), mend.substr(0, mend.find(", or ")), facts.trouble->kind());
  }
  return good("home", facts.path + ", only yours");
}

}  // namespace

Findings judge_home(const HomeFacts& facts) {
  Findings out{judge_folder(facts)};
  if (facts.leftovers.empty()) return out;
  const std::size_t count = facts.leftovers.size();
  const std::string what = std::to_string(count) + (count == 1 ? " lock file" : " lock files") +
                           " of profiles that do not exist, such as " + facts.leftovers.front();
  Finding check = notice("locks", what, "oauthctl doctor --fix");
  check.repair = Repair::remove_leftovers;
  check.path = facts.path;
  out.push_back(std::move(check));
  return out;
}

namespace {

/// The members that still have the value of an example.
std::vector<std::string> placeholders(const ClientFile& file) {
  std::vector<std::string> out;
  const auto look = [&](const char* name, std::string_view value) {
    if (is_placeholder(value)) out.push_back('"' + std::string(name) + '"');
  };
  look("client_id", file.client.client_id);
  look("client_secret", file.client.client_secret.reveal());
  for (const std::string_view part : {"YOUR_", "your-tenant", "your_tenant", "<"})
    if (file.server.issuer.find(part) != std::string::npos) out.emplace_back("\"issuer\"");
  return out;
}

/// A file that cannot be read as a client file.
Finding judge_trouble(const ClientFacts& facts) {
  const Error& error = *facts.trouble;
  const bool others_write =
      facts.permissions.exists && facts.permissions.is_ours && (facts.permissions.mode & 022U) != 0;
  if (others_write) {
    Finding check = bad("client file", error.message(), "chmod 600 " + shell_word(facts.path), error.kind());
    check.repair = Repair::close_file;
    check.path = facts.path;
    return check;
  }
  if (!facts.permissions.exists && !facts.profile.empty())
    return bad("client file", error.message(), for_profile("login --secrets FILE", facts.profile), error.kind());
  const bool is_readable = facts.permissions.exists && (facts.permissions.mode & 0400U) != 0;
  if (facts.permissions.exists && facts.permissions.is_ours && !is_readable)
    return bad("client file", error.message(), "chmod 600 " + shell_word(facts.path), error.kind());
  return bad("client file", error.message(), facts.permissions.exists ? edit(facts.path) : mend_of(error, ""),
             error.kind());
}

}  // namespace

Findings judge_client(const ClientFacts& facts) {
  if (facts.trouble) return {judge_trouble(facts)};
  if (facts.path.empty()) return {good("client file", "none: profile " + facts.profile + " keeps its client itself")};
  Findings out;
  if (is_open_to_others(facts.permissions)) {
    out.push_back(notice("client file", "others can read " + facts.path, "chmod 600 " + shell_word(facts.path)));
    out.back().repair = Repair::close_file;
    out.back().path = facts.path;
  }
  if (const auto names = placeholders(*facts.file); !names.empty())
    out.push_back(bad("client file", facts.path + ": " + join(names, " and ") + " still has the value of an example",
                      edit(facts.path), ErrorKind::usage));
  for (const std::string& warning : facts.file->warnings) {
    if (warning.find("unknown members") != std::string::npos)
      out.push_back(notice("client file", warning, edit(facts.path)));
  }
  if (out.empty()) out.push_back(good("client file", facts.path));
  return out;
}

Finding judge_redirect(const RedirectFacts& facts) {
  if (!facts.trouble) return good("redirect URI", "oauthctl can listen on " + facts.uri);
  const Error& error = *facts.trouble;
  const auto url = Url::parse(facts.uri);
  if (error.kind() == ErrorKind::usage)
    return notice("redirect URI", facts.uri + " is not http on a loopback host: the callback URL must be pasted",
                  mend_of(error, "register http://127.0.0.1/callback with the server"));
  const std::string port = std::to_string(url ? url->effective_port() : 0);
  return bad("redirect URI", error.message(), "ss -Hltnp 'sport = :" + port + "'", error.kind());
}

Findings judge_route(const RouteFacts& facts) {
  Findings out;
  const std::string& ca = facts.ca_file.empty() ? facts.ca_directory : facts.ca_file;
  const char* variable = facts.ca_file.empty() ? "SSL_CERT_DIR" : "SSL_CERT_FILE";
  if (!ca.empty() && !facts.is_readable) {
    out.push_back(bad("CA file", ca + " cannot be read (" + variable + ")", std::string("unset ") + variable,
                      ErrorKind::unavailable));
  } else if (!ca.empty()) {
    out.push_back(good("CA file", "only the authorities in " + ca + " are trusted (" + variable + ")"));
  }
  if (!facts.proxy.empty()) {
    const auto at = facts.proxy.rfind('@');
    out.push_back(good("proxy", "https goes through " + facts.proxy.substr(at == std::string::npos ? 0 : at + 1)));
  }
  return out;
}

Finding judge_browser(const BrowserFacts& facts) {
  if (!facts.missing.empty())
    return notice("browser", "BROWSER names " + facts.missing + ", which is not installed", "unset BROWSER");
  if (!facts.is_available)
    return notice("browser", "none found: sign in with a browser on another device, or paste the URL",
                  "oauthctl login --no-browser");
  return good("browser", "found");
}

Finding judge_completion(const ShellFacts& facts) {
  if (facts.name.empty()) return good("completion", "for bash, zsh and fish");
  if (!facts.installed.empty()) return good("completion", facts.installed);
  const std::string folder = facts.place.substr(0, facts.place.rfind('/'));
  return notice(
      "completion", "not installed for " + facts.name,
      "mkdir -p " + shell_word(folder) + " && oauthctl completion " + facts.name + " >" + shell_word(facts.place));
}

int exit_code_of(const Findings& checks) {
  const auto first =
      std::find_if(checks.begin(), checks.end(), [](const Finding& c) { return c.outcome == Outcome::bad; });
  return first == checks.end() ? 0 : exit_code(first->kind);
}

}  // namespace oauthctl::cli
