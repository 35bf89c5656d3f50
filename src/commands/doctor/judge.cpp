#include "commands/doctor/judge.h"

#include <algorithm>

#include "base/duration.h"
#include "base/text.h"
#include "base/url.h"
#include "model/destination.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

/// Later than that, a person is told; with more, servers refuse what we sign, and we what they sign.
constexpr auto noticeable_skew = 60s;
constexpr auto harmful_skew = 300s;
/// A refresh token that ends sooner is worth a word.
constexpr auto soon = std::chrono::hours(24 * 7);

Finding good(std::string name, std::string what) {
  return {std::move(name), Outcome::good, std::move(what)};
}
Finding notice(std::string name, std::string what, std::string mend) {
  return {std::move(name), Outcome::notice, std::move(what), std::move(mend)};
}
Finding bad(std::string name, std::string what, std::string mend, ErrorKind kind) {
  return {std::move(name), Outcome::bad, std::move(what), std::move(mend), kind};
}

/// The failure's own hint, if it has one.
std::string mend_of(const Error& error, std::string otherwise) {
  if (!error.hint().command().empty()) return error.hint().command();
  return error.hint().words().empty() ? otherwise : error.hint().words();
}

std::string edit(const std::string& path) {
  return "${EDITOR:-vi} " + shell_word(path);
}

bool is_open_to_others(const Permissions& permissions) {
  return (permissions.mode & 077U) != 0;
}

std::string for_profile(const std::string& command, const std::string& profile) {
  return "oauthctl " + command + (profile.empty() ? "" : " -p " + profile);
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
  if (!facts.trouble) return good("redirect URI", facts.uri + " can be listened on");
  const Error& error = *facts.trouble;
  const auto url = Url::parse(facts.uri);
  if (error.kind() == ErrorKind::usage)
    return notice("redirect URI", facts.uri + " cannot be listened on: it is not http on a loopback host",
                  mend_of(error, "register http://127.0.0.1/callback with the provider"));
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
    out.push_back(good("CA file", ca + " alone says which authorities count (" + variable + ")"));
  }
  if (!facts.proxy.empty()) {
    const auto at = facts.proxy.rfind('@');
    out.push_back(good("proxy", "https goes through " + facts.proxy.substr(at == std::string::npos ? 0 : at + 1)));
  }
  return out;
}

namespace {

std::string mend_connection(const ServerFacts& facts, const RouteFacts& route) {
  const std::string& message = facts.trouble->message();
  const auto says = [&](std::string_view text) { return message.find(text) != std::string::npos; };
  const auto url = Url::parse(facts.url);
  if (says("the proxy ")) return "unset https_proxy HTTPS_PROXY all_proxy ALL_PROXY";
  if (says("not signed by an authority") || says("self-signed") || says("CA file"))
    return route.ca_file.empty() ? mend_of(*facts.trouble, "") : "unset SSL_CERT_FILE";
  if (url && url->is_loopback() && url->scheme == "http")
    return "oauthctl dev-server --port " + std::to_string(url->effective_port());
  if (says("cannot resolve") && !facts.client_file.empty()) return edit(facts.client_file);
  return mend_of(*facts.trouble, "curl -sSvo /dev/null " + shell_word(facts.url));
}

/// `discover` has the list.
std::string offers(const ServerReport& report) {
  const auto offered = std::count_if(report.features.begin(), report.features.end(),
                                     [](const Feature& feature) { return feature.offered; });
  return std::to_string(report.endpoints.size()) + " endpoints; offers " + std::to_string(offered) + " of the " +
         std::to_string(report.features.size()) + " features that oauthctl uses";
}

Finding judge_metadata(const ServerFacts& facts) {
  const std::string mend =
      facts.client_file.empty() ? "oauthctl discover " + shell_word(facts.url) : edit(facts.client_file);
  if (facts.trouble) return bad("metadata", facts.trouble->message(), mend, facts.trouble->kind());
  if (!facts.report) return good("metadata", "not asked for: the client file names no issuer");
  if (!facts.report->problems.empty())
    return bad("metadata", facts.report->source + ": " + facts.report->problems.front(), mend, ErrorKind::protocol);
  return good("metadata", offers(*facts.report));
}

Findings judge_clock(const ServerFacts& facts) {
  if (!facts.ahead) return {};
  const auto off = facts.ahead->count() < 0 ? -*facts.ahead : *facts.ahead;
  const std::string what = "this machine's clock is " + describe(off) +
                           (facts.ahead->count() < 0 ? " behind" : " ahead of") + " the clock of " + host_of(facts.url);
  const char* mend = "sudo timedatectl set-ntp true";
  if (off > harmful_skew) return {bad("clock", what, mend, ErrorKind::protocol)};
  if (off > noticeable_skew) return {notice("clock", what, mend)};
  return {good("clock", "agrees with " + host_of(facts.url))};
}

}  // namespace

Findings judge_server(const ServerFacts& facts, const RouteFacts& route) {
  if (facts.is_unreachable)
    return {bad("server", facts.trouble->message(), mend_connection(facts, route), facts.trouble->kind())};
  const bool is_tls = facts.url.starts_with("https:");
  Findings out{
      good("server", facts.url + " answers" + (is_tls ? ", its certificate is verified" : ", on this machine"))};
  out.push_back(judge_metadata(facts));
  for (Finding& check : judge_clock(facts)) out.push_back(std::move(check));
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

namespace {

std::string lifetime(const Record& record, TimePoint now) {
  const auto& end = record.tokens.expires_at;
  const std::string until = end ? "token expires in " + describe(*end - now) : "token does not say when it expires";
  return until + (is_renewable(record, now) ? ", renews itself" : ", cannot renew itself");
}

Finding judge_profile(const ProfileFacts& facts, TimePoint now) {
  const std::string name = "profile " + facts.name;
  if (facts.trouble)
    return bad(name, facts.trouble->message(), for_profile("logout --local", facts.name), facts.trouble->kind());
  if (!facts.record || is_signed_out(*facts.record))
    return bad(name, "not signed in", for_profile("login", facts.name), ErrorKind::login_required);
  const Record& record = *facts.record;
  if (facts.is_other_party)
    return bad(name, record.client_file + " names another server or client than this login",
               for_profile("login --replace", facts.name), ErrorKind::usage);
  const bool renews = is_renewable(record, now);
  if (!record.tokens.usable(now, 0s))
    return renews ? notice(name, "the token has expired", for_profile("token", facts.name) + " >/dev/null")
                  : bad(name, "the token has expired and cannot be renewed", for_profile("login", facts.name),
                        ErrorKind::login_required);
  const auto& end = record.tokens.refresh_token_expires_at;
  const std::string account = record.account.label();
  const std::string who = account.empty() ? "signed in" : "signed in as " + account;
  if (end && renews && *end < now + soon && !needs_no_person(record))
    return notice(name, who + "; you must sign in again in " + describe(*end - now), for_profile("login", facts.name));
  return good(name, who + "; " + lifetime(record, now));
}

Findings judge_timer(const ProfileFacts& facts) {
  const std::string name = "timer " + facts.name;
  const std::string unit = "oauthctl-renew@" + facts.name;
  if (facts.timer_service == "failed")
    return {notice(name, unit + ".service has failed", "systemctl --user start " + unit + ".service")};
  if (facts.timer == "active") return {good(name, unit + ".timer is active")};
  if (facts.timer == "failed")
    return {notice(name, unit + ".timer has failed", "systemctl --user restart " + unit + ".timer")};
  return {};
}

}  // namespace

Findings judge_profiles(const Facts& facts) {
  if (facts.profiles.empty())
    return {bad("profiles", "nobody is signed in", "oauthctl login", ErrorKind::login_required)};
  Findings out;
  for (const ProfileFacts& profile : facts.profiles) {
    out.push_back(judge_profile(profile, facts.now));
    for (Finding& check : judge_timer(profile)) out.push_back(std::move(check));
  }
  return out;
}

Finding judge_completion(const ShellFacts& facts) {
  if (facts.name.empty()) return good("completion", "for bash, zsh and fish");
  if (!facts.installed.empty()) return good("completion", facts.installed);
  const std::string folder = facts.place.substr(0, facts.place.rfind('/'));
  return notice(
      "completion", "not installed for " + facts.name,
      "mkdir -p " + shell_word(folder) + " && oauthctl completion " + facts.name + " >" + shell_word(facts.place));
}

namespace {

/// `Bearer`, and where its `resource_metadata` is, without a query.
std::string challenge_in_words(const std::string& challenge) {
  const std::string scheme = challenge.substr(0, challenge.find(' '));
  constexpr std::string_view member = "resource_metadata=";
  const auto at = challenge.find(member);
  if (at == std::string::npos) return scheme;
  std::string value = challenge.substr(at + member.size());
  const bool is_quoted = value.starts_with('"');
  if (is_quoted) value.erase(0, 1);
  value = value.substr(0, value.find(is_quoted ? '"' : ','));
  return scheme + ", resource_metadata " + value.substr(0, value.find('?'));
}

Finding judge_serving(const UrlFacts& facts) {
  const std::string& profile = *facts.profile;
  const std::string mend =
      for_profile("login", facts.record ? host_of(facts.url) : profile) + " --for " + shell_word(facts.url);
  if (!facts.record) return bad("which profile", "no profile is for " + facts.url, mend, ErrorKind::login_required);
  if (facts.is_found || is_served(*facts.record, facts.url))
    return good("which profile", profile + " is for " + facts.url);
  if (!facts.record->serves.empty())
    return bad("which profile", profile + " gives its token to " + join(facts.record->serves, " and ") + " only", mend,
               ErrorKind::usage);
  return good("which profile", profile + ", which gives its token to any URL");
}

Finding judge_answer(const UrlFacts& facts) {
  constexpr const char* name = "URL";
  if (facts.no_answer)
    return bad(name, facts.no_answer->message(),
               mend_of(*facts.no_answer, "curl -sSvo /dev/null " + shell_word(facts.url)), facts.no_answer->kind());
  const std::string says = facts.url + " answers " + std::to_string(facts.status) + " without a token";
  const std::string look = "oauthctl request -i " + shell_word(facts.url);
  if (facts.status >= 500) return bad(name, says, "curl -sSi " + shell_word(facts.url), ErrorKind::unavailable);
  if (facts.challenge.empty()) return notice(name, says + " and asks for none", look);
  const std::string scheme = to_lower(facts.challenge.substr(0, facts.challenge.find(' ')));
  const std::string what = says + " and asks for " + challenge_in_words(facts.challenge);
  return scheme == "bearer" || scheme == "dpop" ? good(name, what) : notice(name, what, look);
}

}  // namespace

Findings judge_url(const UrlFacts& facts) {
  if (!facts.is_plain)
    return {bad("URL", "that is not a URL to send a token to",
                "write it whole, as https://host/path, without a user and dot segments", ErrorKind::usage)};
  Findings out;
  if (facts.trouble) {
    out.push_back(bad("which profile", facts.trouble->message(), mend_of(*facts.trouble, ""), facts.trouble->kind()));
  } else {
    out.push_back(judge_serving(facts));
  }
  out.push_back(judge_answer(facts));
  return out;
}

int exit_code_of(const Findings& checks) {
  const auto first =
      std::find_if(checks.begin(), checks.end(), [](const Finding& c) { return c.outcome == Outcome::bad; });
  return first == checks.end() ? 0 : exit_code(first->kind);
}

}  // namespace oauthctl::cli
