#include "commands/doctor/gather.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/environment.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/programs.h"
#include "base/text.h"
#include "base/url.h"
#include "base/utc.h"
#include "cli/process.h"
#include "commands/profile/which_profile.h"
#include "config/client_file_reader.h"
#include "model/server/destination.h"
#include "oauth/server/discovery.h"
#include "session/party.h"
#include "store/file/directory.h"
#include "store/file/leftovers.h"
#include "store/helper/bounded_program.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t longest_output = 1U << 16;

/// The failure of the call; nothing if it succeeds.
template <typename Call>
std::optional<Error> trouble_of(Call call) {
  try {
    call();
    return std::nullopt;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw;
    return error;
  }
}

std::string output_or_nothing(const std::vector<std::string>& command) {
  const ProgramEnd end =
      oauthctl::run(BoundedProgram{command, environment_for_programs(), 5s, longest_output}, Secret());
  return end.how == ProgramEnd::How::exited ? end.output.reveal() : std::string();
}

Permissions permissions_of(const std::string& path) {
  struct stat status = {};
  Permissions found;
  found.exists = stat(path.c_str(), &status) == 0;
  if (!found.exists) return found;
  found.is_ours = status.st_uid == geteuid();
  found.is_writable = (status.st_mode & S_IWUSR) != 0 && access(path.c_str(), W_OK) == 0;
  found.mode = status.st_mode & 07777U;
  return found;
}

ProgramFacts gather_programs() {
  ProgramFacts facts{OAUTHCTL_VERSION, real_path(front()).value_or(front()), {}, {}};
  const auto said = words(trimmed(output_or_nothing({facts.front, "--version"})));
  if (said.size() == 2) facts.front_version = said.back();
  const auto path = process_environment("PATH");
  if (const auto found = find_program("oauthctl", path.value_or("")))
    facts.on_path = real_path(*found).value_or(*found);
  return facts;
}

/// The folder in which something would be made: the nearest one that exists.
std::string nearest_folder(std::string path) {
  while (path != "/" && path != "." && access(path.c_str(), F_OK) != 0) path = parent_of(path);
  return path;
}

HomeFacts gather_home(const std::string& folder) {
  HomeFacts facts{folder, permissions_of(folder), {}, {}, {}};
  facts.trouble = trouble_of([&] { facts.leftovers = leftovers_in(folder); });
  const std::string above = nearest_folder(folder);
  if (!facts.permissions.exists && access(above.c_str(), W_OK) != 0) facts.cannot_make = above;
  return facts;
}

ClientFacts gather_client_file(std::string path, std::string profile, const CommandContext& context) {
  ClientFacts facts{std::move(path), std::move(profile), {}, {}, {}};
  facts.permissions = permissions_of(facts.path);
  facts.trouble = trouble_of([&] { facts.file = context.services.read_client_file(facts.path); });
  return facts;
}

/// The one that a sign-in without a profile would take.
ClientFacts gather_default_client(const CommandContext& context) {
  std::string path;
  auto trouble = trouble_of([&] { path = find_client_file(std::nullopt, working_folder(), context.paths); });
  if (!trouble) return gather_client_file(std::move(path), {}, context);
  ClientFacts facts;
  facts.path = context.paths.client_file;
  facts.trouble = std::move(trouble);
  return facts;
}

/// Without -p all profiles count, and if nobody is signed in, the client file of the first sign-in.
std::vector<std::string> names_of_profiles(const CommandContext& context) {
  if (context.global.profile_named || context.global.profile_found) return {context.global.profile};
  std::vector<std::string> names;
  trouble_of([&] { names = context.services.store.profiles(); });
  return names;
}

/// The words of `systemctl is-active` for the timer and its service.
void add_timer(ProfileFacts& facts) {
  const std::string unit = "oauthctl-renew@" + facts.name;
  const std::string output =
      output_or_nothing({"systemctl", "--user", "is-active", unit + ".timer", unit + ".service"});
  const auto said = split(output, '\n');
  if (said.size() < 2) return;
  facts.timer = said[0];
  facts.timer_service = said[1];
}

ProfileFacts gather_profile(const std::string& name, const CommandContext& context) {
  ProfileFacts facts{.name = name};
  trouble_of([&] { facts.is_shared = context.stores.on_disk(name).is_copy; });
  facts.trouble = trouble_of([&] { facts.record = context.services.store.load(name); });
  if (facts.record) add_timer(facts);
  return facts;
}

std::vector<PendingFacts> gather_pending(const PendingFiles& pending) {
  std::vector<PendingFacts> out;
  std::vector<std::string> names;
  trouble_of([&] { names = pending.profiles(); });
  for (std::string& name : names) {
    PendingFacts facts{std::move(name), {}};
    trouble_of([&] {
      if (const auto login = pending.load(facts.profile)) facts.expires_at = login->expires_at;
    });
    out.push_back(std::move(facts));
  }
  return out;
}

void gather_clients(Facts& facts, const CommandContext& context) {
  for (ProfileFacts& profile : facts.profiles) {
    if (!profile.record) continue;
    const Record& record = *profile.record;
    const auto known = std::find_if(facts.clients.begin(), facts.clients.end(), [&](const ClientFacts& client) {
      return !client.path.empty() && client.path == record.client_file;
    });
    const bool is_known = known != facts.clients.end();
    if (!is_known && record.client) facts.clients.push_back({{}, profile.name, {}, {}, {}});
    if (!is_known && !record.client)
      facts.clients.push_back(gather_client_file(record.client_file, profile.name, context));
    const ClientFacts& client = is_known ? *known : facts.clients.back();
    profile.is_other_party = client.file && !is_party_of(record, *client.file);
  }
  if (facts.clients.empty()) facts.clients.push_back(gather_default_client(context));
}

void gather_redirects(Facts& facts, const CommandContext& context) {
  for (const ClientFacts& client : facts.clients) {
    if (!client.file || client.file->service_account) continue;
    for (const std::string& uri : client.file->client.redirect_uris) {
      Client alone;
      // The listener of a sign-out reads no terminal.
      alone.post_logout_redirect_uris = {uri};
      facts.redirects.push_back({uri, trouble_of([&] { context.bind_logout_listener(alone); })});
    }
  }
}

std::optional<std::chrono::seconds> ahead_of(const HttpResponse& response, TimePoint now) {
  for (const auto& [name, value] : response.headers) {
    if (name != "date") continue;
    const auto theirs = parse_http_date(value);
    if (theirs) return std::chrono::duration_cast<std::chrono::seconds>(now - *theirs);
  }
  return std::nullopt;
}

/// A kept answer would hide that the server is gone.
HttpResponse ask(HttpRequest request, ServerFacts& facts, const CommandContext& context) {
  request.headers.set("Cache-Control", "no-cache");
  request.timeout = 15s;
  HttpResponse response;
  facts.trouble = trouble_of([&] { response = context.services.transport.send(request); });
  facts.is_unreachable = facts.trouble && facts.trouble->kind() == ErrorKind::unavailable;
  if (!facts.trouble) facts.ahead = ahead_of(response, context.services.clock());
  return response;
}

void ask_for_metadata(ServerFacts& facts, const CommandContext& context) {
  std::vector<HttpRequest> requests;
  facts.trouble = trouble_of([&] { requests = discovery_requests(facts.url); });
  for (const HttpRequest& request : requests) {
    const HttpResponse response = ask(request, facts, context);
    if (facts.trouble) return;
    if (is_absent(response)) continue;
    facts.trouble = trouble_of([&] { facts.report = report_on_server(response, facts.url); });
    return;
  }
  if (!facts.trouble)
    facts.trouble = Error(ErrorKind::protocol, facts.url + " has no discovery document",
                          "name authorization_endpoint and token_endpoint in the client file");
}

void add_server(Facts& facts, const ServerMetadata& server, const std::string& client_file,
                const CommandContext& context) {
  ServerFacts found;
  found.has_issuer = !server.issuer.empty();
  found.url = found.has_issuer ? server.issuer : server.token_endpoint;
  found.client_file = client_file;
  const auto is_same = [&](const ServerFacts& known) { return known.url == found.url; };
  if (found.url.empty() || std::any_of(facts.servers.begin(), facts.servers.end(), is_same)) return;
  if (found.has_issuer) {
    ask_for_metadata(found, context);
  } else {
    HttpRequest request;
    request.method = "HEAD";
    request.url = origin_of(found.url) + '/';
    ask(std::move(request), found, context);
  }
  facts.servers.push_back(std::move(found));
}

void gather_servers(Facts& facts, const CommandContext& context) {
  for (const ClientFacts& client : facts.clients)
    if (client.file) add_server(facts, client.file->server, client.path, context);
  for (const ProfileFacts& profile : facts.profiles)
    if (profile.record) add_server(facts, profile.record->server, profile.record->client_file, context);
}

RouteFacts gather_route(const Route& route) {
  RouteFacts facts{route.proxy, route.ca_file, route.ca_directory};
  const std::string& named = route.ca_file.empty() ? route.ca_directory : route.ca_file;
  facts.is_readable = named.empty() || access(named.c_str(), R_OK) == 0;
  return facts;
}

BrowserFacts gather_browser(const Browser& browser) {
  BrowserFacts facts{browser.available(), {}};
  const auto variable = process_environment("BROWSER");
  const auto named = words(variable.value_or("").substr(0, variable.value_or("").find(':')));
  if (!named.empty() && !find_program(named.front(), process_environment("PATH").value_or("")))
    facts.missing = named.front();
  return facts;
}

void add_profile(UrlFacts& facts, const Destination& place, const CommandContext& context) {
  const auto found = context.global.profile_named ? std::nullopt : profile_serving(place, context.stores);
  facts.is_found = found.has_value();
  facts.profile = found.value_or(context.global.profile);
  facts.record = context.services.store.load(*facts.profile);
}

UrlFacts gather_url(const std::string& url, const CommandContext& context) {
  UrlFacts facts;
  facts.url = url;
  const auto place = Destination::of(url);
  const auto parsed = Url::parse(url);
  facts.is_plain = place.has_value() && parsed && is_safe_endpoint(*parsed);
  if (!facts.is_plain) return facts;
  facts.url = place->text();  // a query may have a secret in it
  facts.trouble = trouble_of([&] { add_profile(facts, *place, context); });
  HttpRequest request;
  request.url = url;
  request.timeout = 15s;
  // Only the head matters, however long the body is.
  request.sink = [](const HttpResponse&, std::string_view) {};
  facts.no_answer = trouble_of([&] {
    const HttpResponse response = context.services.transport.send(request);
    facts.status = response.status;
    for (const auto& [name, value] : response.headers)
      if (name == "www-authenticate" && facts.challenge.empty()) facts.challenge = value;
  });
  return facts;
}

}  // namespace

Facts gather(const DoctorOptions& options, const CommandContext& context) {
  Facts facts;
  facts.now = context.services.clock();
  facts.is_profile_named = context.global.profile_named;
  facts.programs = gather_programs();
  facts.home = gather_home(context.paths.profiles);
  for (const std::string& name : names_of_profiles(context)) facts.profiles.push_back(gather_profile(name, context));
  facts.pending = gather_pending(context.stores.pending());
  gather_clients(facts, context);
  gather_redirects(facts, context);
  facts.route = gather_route(context.route);
  gather_servers(facts, context);
  facts.browser = gather_browser(context.browser);
  facts.shell = gather_shell();
  if (!options.url.empty()) facts.url = gather_url(options.url, context);
  return facts;
}

}  // namespace oauthctl::cli
