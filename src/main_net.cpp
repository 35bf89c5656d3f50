#include <unistd.h>

#include "base/interrupt.h"
#include "base/system_clock.h"
#include "browser/system_browser.h"
#include "cli/process.h"
#include "commands/command_context.h"
#include "commands/profile/which_profile.h"
#include "commands/program.h"
#include "commands/token/offline.h"
#include "config/client_file_reader.h"
#include "config/token_file.h"
#include "demo/run_demo.h"
#include "fleet/open_fleet.h"
#include "http/caching_transport.h"
#include "http/kept_nonces.h"
#include "http/patient_transport.h"
#include "http/shown_curl.h"
#include "http/trust.h"
#include "jose/fingerprint.h"
#include "jose/random.h"
#include "loopback/paste_only.h"
#include "store/client_file_change.h"

namespace {

using namespace oauthctl;

/// Wires the program: the place that names the adapters.
int run_command(cli::Invocation& invocation, cli::Terminal& terminal) {
  if (std::holds_alternative<cli::ExecOptions>(invocation.command)) cli::remember_descriptors();
  if (terminal.verbosity() > 0) terminal.secrets().name_by(keyed_fingerprint);  // costly: OpenSSL's first digest
  const auto curl = [&](const TransportSettings& how, int verbosity) {
    return std::make_unique<ShownCurl>(how, verbosity, terminal.secrets(),
                                       [&terminal](const std::string& line) { terminal.trace(line); });
  };
  const auto* demo = std::get_if<cli::DemoOptions>(&invocation.command);
  // A demo's own requests are not part of its story.
  const TransportSettings settings = transport_settings(process_environment);
  const auto shown = curl(settings, demo != nullptr ? 0 : terminal.verbosity());
  PatientTransport network(*shown, sleep_unless_interrupted);
  SystemBrowser browser(environment_lines());
  if (demo != nullptr) return demo::run(*demo, invocation.global, terminal, network, browser);

  const Paths paths = resolve_paths(invocation.global.home, process_environment, cli::folders_for(invocation.global));
  const FleetNetwork fleet = [&](const std::string& ca_file) {
    return curl(transport_settings(process_environment, ca_file), terminal.verbosity());
  };
  const StoreDirectory stores(
      {paths.profiles, paths.copies, invocation.global.store, environment_lines(), store_source(invocation.global)},
      fleet_opener(process_environment, fleet, terminal));
  cli::settle_profile(invocation, stores);
  const auto store = stores.open();
  const auto on_disk = cli::on_disk(invocation, stores);  // where the front has looked
  if (!on_disk.store) {
    if (const auto code = cli::answer_handed_over(invocation, stores, *store, system_now(), terminal)) return *code;
  }
  KeptNonces dpop_nonces(paths.cache, system_now);
  const std::string trust = fingerprint(Trust{settings.ca_file, settings.ca_directory});
  CachingTransport transport(network, KeptAnswers(paths.cache, file_name_of, trust), system_now, terminal);
  const Providers providers(cli::data_folder("providers"), paths.providers);
  const Services services{*store,
                          transport,
                          terminal,
                          system_now,
                          random_bytes,
                          [&](const std::string& path) { return read_client_file(path, providers); },
                          sleep_unless_interrupted,
                          dpop_nonces,
                          read_token,
                          change_client_file,
                          [&](const std::string& profile) { stores.bind_to_named(profile); }};
  const auto* login = std::get_if<cli::LoginOptions>(&invocation.command);
  const TlsFiles tls = login != nullptr ? TlsFiles{login->tls_certificate, login->tls_key} : TlsFiles{};
  const cli::Route route{settings.proxy, settings.ca_file, settings.ca_directory};
  return cli::run(
      invocation,
      {invocation.global, paths, services, terminal, browser,
       [&](const Client& client) {
         return bind_callback({client.redirect_uris, STDIN_FILENO, {}, Occasion::sign_in, &visitor_at, tls}, terminal);
       },
       [&](const Client& client) {
         return std::make_unique<LoopbackListener>(
             LoopbackOptions{client.post_logout_redirect_uris, -1, {}, Occasion::sign_out}, terminal);
       },
       [&](const std::string& redirect_uri) {
         const Error nothing = still_pending(invocation.global.profile, "no callback URL was given");
         return std::make_unique<PasteOnly>(PasteOnly::Options{redirect_uri, STDIN_FILENO, nothing, true}, terminal);
       },
       stores, providers, route, !on_disk.is_copy});
}

}  // namespace

/// Debian's libcurl loads GnuTLS too, for protocols that we do not speak. GnuTLS calls this function, named in its
/// manual (GNUTLS_SKIP_GLOBAL_INIT), and then does not start. That would be a thirtieth of a renewal.
extern "C" __attribute__((visibility("default"))) int _gnutls_global_init_skip();
int _gnutls_global_init_skip() {
  return 1;
}

/// The networked twin: the whole program. It reads the same command line as the front; a command that the front could
/// not answer from the record is decided again in the profile's turn.
int main(int argc, char** argv) {
  note_interrupts();
  cli::run_program(argc, argv, run_command);
}
