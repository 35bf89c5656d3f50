#include <unistd.h>

#include "base/base64.h"
#include "base/environment.h"
#include "base/interrupt.h"
#include "browser/system_browser.h"
#include "cli/offline.h"
#include "cli/program.h"
#include "commands/command_context.h"
#include "commands/credentials.h"
#include "config/authorized_user.h"
#include "config/client_file_reader.h"
#include "config/fleet_access.h"
#include "config/paths.h"
#include "demo/run_demo.h"
#include "fleet/fleet_store.h"
#include "http/caching_transport.h"
#include "http/curl_transport.h"
#include "http/kept_nonces.h"
#include "http/patient_transport.h"
#include "http/trace.h"
#include "http/trust.h"
#include "jose/random.h"
#include "jose/sha256.h"
#include "loopback/listener.h"
#include "main_store.h"
#include "store/binding.h"
#include "store/file_store.h"
#include "store/helper_store.h"
#include "store/local_copies.h"
#include "store/memory_store.h"
#include "store/profile_stores.h"
#include "store/record_json.h"

namespace {

using namespace oauthctl;

TimePoint now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// Short, and keyed anew for each run: it tells whether two secrets are equal, and nothing to who would guess one.
std::string fingerprint(std::string_view secret) {
  static const std::string key = random_bytes(32);
  return base64url_encode(sha256(key + std::string(secret))).substr(0, 6);
}

/// Any text, as the name of a file.
std::string file_name(const std::string& text) {
  return base64url_encode(sha256(text));
}

/// curl, shown where the user asks for it.
class ShownCurl final : public Transport {
 public:
  ShownCurl(const TransportSettings& settings, int verbosity, cli::Terminal& terminal)
      : curl_(settings),
        redactor_(fingerprint),
        trace_(
            curl_, redactor_, verbosity > 1 ? TraceLevel::full : TraceLevel::summary,
            [&terminal](const std::string& line) { terminal.trace(line); }, std::chrono::steady_clock::now),
        is_shown_(verbosity > 0) {}

  HttpResponse send(const HttpRequest& request) override {
    return is_shown_ ? trace_.send(request) : curl_.send(request);
  }

 private:
  CurlTransport curl_;
  Redactor redactor_;
  TracingTransport trace_;
  bool is_shown_;
};

EnvironmentLines environment_lines() {
  EnvironmentLines lines;
  for (char** line = environ; *line != nullptr; ++line) lines.emplace_back(*line);
  return lines;
}

std::string working_folder() {
  std::string folder(4096, '\0');
  return getcwd(folder.data(), folder.size()) == nullptr ? std::string{} : folder.c_str();
}

/// A terminal that a person can paste the callback URL into.
int terminal_to_paste_into() {
  return isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : -1;
}

/// TLS, but to a loopback host without an authority of the cluster's own.
std::vector<std::string> origins(const std::vector<Url>& members, const FleetAccess& access) {
  std::vector<std::string> out;
  for (Url member : members) {
    if (member.is_loopback() && access.ca_file.empty()) member.scheme = "http";
    out.push_back(member.origin());
  }
  return out;
}

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "another machine";
}

/// The transport to an etcd cluster, which has an authority and a certificate of its own.
std::unique_ptr<Transport> fleet_transport(const FleetAccess& access, cli::Terminal& terminal) {
  TransportSettings settings = transport_settings(process_environment);
  if (!access.ca_file.empty()) settings.ca_file = access.ca_file;
  settings.certificate_file = access.certificate_file;
  settings.key_file = access.key_file;
  return std::make_unique<ShownCurl>(settings, terminal.verbosity(), terminal);
}

std::unique_ptr<TokenStore> open_fleet(const StoreUrl& url, const Paths& paths, cli::Terminal& terminal) {
  const FleetAccess access = fleet_access(process_environment);
  return std::make_unique<FleetStore>([access, &terminal] { return fleet_transport(access, terminal); },
                                      EtcdAccess{origins(url.members, access), access.user, access.password},
                                      RecordCipher(parse_store_keys(access.keys, access.keys_source)),
                                      FleetSettings{url.prefix, url.text, copies_of(url, paths), host_name()},
                                      terminal);
}

std::unique_ptr<TokenStore> open_store(const StoreUrl& url, const Paths& paths, cli::Terminal& terminal) {
  switch (url.kind) {
    case StoreUrl::Kind::file:
      return std::make_unique<FileStore>(paths.profiles);
    case StoreUrl::Kind::memory:
      return std::make_unique<MemoryStore>();
    case StoreUrl::Kind::helper:
      return std::make_unique<HelperStore>(url.helper, paths.profiles, environment_lines());
    case StoreUrl::Kind::etcd:
      return open_fleet(url, paths, terminal);
  }
  throw Error(ErrorKind::internal, "no program opens the store " + url.text);
}

/// The one that is named, else that of each profile.
std::unique_ptr<TokenStore> chosen_store(const cli::GlobalOptions& global, const Paths& paths,
                                         cli::Terminal& terminal) {
  if (const auto named = named_store(global)) return open_store(*named, paths, terminal);
  return std::make_unique<ProfileStores>(paths.profiles, [paths, &terminal](const std::string& url) {
    return open_store(parse_store_url(url, paths.profiles), paths, terminal);
  });
}

Record decode_import(const std::string& text, const std::string& source) {
  return is_authorized_user(text) ? parse_authorized_user(text, source) : decode_export(text, source);
}

cli::Stores stores(const Paths& paths, cli::Terminal& terminal) {
  const auto parse = [paths](const std::string& url) { return parse_store_url(url, "--to"); };
  return {
      [=, &terminal](const std::string& url) { return open_store(parse(url), paths, terminal); },
      [=](const std::string& profile, const std::string& url) { bind_store(paths.profiles, profile, parse(url).text); },
      encode_record, decode_import};
}

/// `status` asks no network: of what machines share, it shows this one's copies.
std::unique_ptr<TokenStore> stores_here(const Paths& paths, cli::Terminal& terminal) {
  return std::make_unique<ProfileStores>(paths.profiles,
                                         [paths, &terminal](const std::string& text) -> std::unique_ptr<TokenStore> {
                                           const StoreUrl url = parse_store_url(text, paths.profiles);
                                           if (url.kind == StoreUrl::Kind::etcd)
                                             return std::make_unique<LocalCopies>(copies_of(url, paths));
                                           return open_store(url, paths, terminal);
                                         });
}

std::optional<int> answer_locally(const cli::Invocation& invocation, const Paths& paths, TokenStore& chosen,
                                  cli::Terminal& terminal) {
  auto [store, records] = store_on_disk(invocation, paths);
  const bool of_all = std::holds_alternative<cli::StatusCommand>(invocation.command) && !invocation.global.store;
  if (!store && of_all) store = stores_here(paths, terminal);
  return cli::answer_locally(invocation, store ? *store : chosen, now(), terminal, records);
}

int run_with_network(const cli::Invocation& invocation, const cli::CommandContext& context) {
  return std::visit(
      [&](const auto& command) -> int {
        if constexpr (requires { cli::run(command, context); }) {
          return cli::run(command, context);
        } else {
          throw Error(ErrorKind::internal, "this command belongs to the front");
        }
      },
      invocation.command);
}

/// Wires the program: the one place where the adapters have names.
int run_command(const cli::Invocation& invocation, cli::Terminal& terminal) {
  // A demo's own requests are no part of its story.
  const bool is_demo = std::holds_alternative<cli::DemoCommand>(invocation.command);
  ShownCurl curl(transport_settings(process_environment), is_demo ? 0 : terminal.verbosity(), terminal);
  PatientTransport network(curl, sleep_unless_interrupted);
  SystemBrowser browser(environment_lines());
  if (const auto* demo = std::get_if<cli::DemoCommand>(&invocation.command)) {
    return demo::run(*demo, invocation.global, terminal, network, browser);
  }
  const Paths paths = resolve_paths(invocation.global.home, process_environment);
  const auto store = chosen_store(invocation.global, paths, terminal);
  if (const auto code = answer_locally(invocation, paths, *store, terminal)) return *code;
  KeptNonces dpop_nonces(paths.cache, now);
  const TransportSettings settings = transport_settings(process_environment);
  const std::string trust = fingerprint(Trust{settings.ca_file, settings.ca_directory});
  CachingTransport transport(network, KeptAnswers(paths.cache, file_name, trust), now, terminal);
  const Services services{*store,
                          transport,
                          terminal,
                          now,
                          random_bytes,
                          [](const std::string& path) { return read_client_file(path); },
                          sleep_unless_interrupted,
                          dpop_nonces,
                          cli::read_token};
  const cli::CommandContext context{
      invocation.global,
      services,
      terminal,
      browser,
      [&](const Client& client) {
        return std::make_unique<LoopbackListener>(
            LoopbackOptions{client.redirect_uris, terminal_to_paste_into(), {}, Occasion::sign_in}, terminal);
      },
      [&](const Client& client) {
        return std::make_unique<LoopbackListener>(
            LoopbackOptions{client.post_logout_redirect_uris, -1, {}, Occasion::sign_out}, terminal);
      },
      [&](const std::optional<std::string>& named) { return find_client_file(named, working_folder(), paths); },
      [&] {
        const auto named = named_store(invocation.global);
        if (named && named->kind != StoreUrl::Kind::memory) {
          bind_store(paths.profiles, invocation.global.profile, named->text);
        }
      },
      [] { return read_client_file(STDIN_FILENO); },
      stores(paths, terminal)};
  return run_with_network(invocation, context);
}

}  // namespace

/// The networked twin: the whole program. It reads the same command line as the front and comes to the same decision.
int main(int argc, char** argv) {
  note_interrupts();
  cli::run_program(argc, argv, run_command);
}
