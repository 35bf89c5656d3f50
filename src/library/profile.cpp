#include "oauthctl/profile.h"

#include <mutex>

#include "base/interrupt.h"
#include "base/system_clock.h"
#include "config/client_file_reader.h"
#include "config/paths.h"
#include "config/token_file.h"
#include "fleet/open_fleet.h"
#include "http/caching_transport.h"
#include "http/curl_transport.h"
#include "http/kept_nonces.h"
#include "http/patient_transport.h"
#include "http/shown_curl.h"
#include "http/trust.h"
#include "jose/fingerprint.h"
#include "jose/random.h"
#include "session/token.h"
#include "store/chosen_profile.h"
#include "store/profile_name.h"
#include "store/store_directory.h"

namespace oauthctl {
namespace {

std::unique_ptr<Transport> fleet_transport(const std::string& ca_file) {
  return std::make_unique<CurlTransport>(transport_settings(process_environment, ca_file));
}

std::string or_default(const std::string& name, const Paths& paths) {
  if (!name.empty()) return name;
  if (auto named = process_environment("OAUTHCTL_PROFILE")) return *named;
  return chosen_profile(paths.profiles).value_or("default");
}

/// Standard input belongs to the program that links this.
Secret read_token_of_file(const std::string& path) {
  if (path != "-") return read_token(path);
  throw Error(ErrorKind::usage, "a token that came from standard input cannot be read again");
}

}  // namespace

/// The wiring of the networked program, without a terminal and without a browser.
class Profile::Opened {
  /// The only kind of notice that a program without a terminal needs.
  class Warnings final : public Notices {
   public:
    Warnings(std::function<void(const std::string&)> warn, const KnownSecrets& secrets)
        : warn_(std::move(warn)), secrets_(secrets) {}

    void step(const std::string&) override {}
    void info(const std::string&) override {}
    void instruction(const std::string&) override {}
    void warning(const std::string& text) override {
      if (warn_) warn_(secrets_.clean_message(text));
    }

   private:
    std::function<void(const std::string&)> warn_;
    const KnownSecrets& secrets_;
  };

 public:
  Opened(const std::string& name, ProfileOptions options)
      : paths_(resolve_paths(options.home, process_environment)),
        name_(or_default(name, paths_)),
        warnings_(std::move(options.on_warning), secrets_),
        stores_({paths_.profiles, paths_.copies, options.store ? options.store : process_environment("OAUTHCTL_STORE"),
                 environment_lines(), options.store ? "ProfileOptions::store" : "OAUTHCTL_STORE"},
                fleet_opener(process_environment, fleet_transport, warnings_)) {
    require_profile_name(name_);
  }

  const std::string& name() const noexcept { return name_; }

  TokenSet token(const TokenDemand& demand) {
    const std::lock_guard guard(mutex_);
    secrets_ = {};  // each request learns its own
    try {
      return oauthctl::token(name_, demand, services_).tokens;
    } catch (const Error& error) {
      throw Error(error.kind(), secrets_.clean_message(error.message()), error.hint());
    }
  }

 private:
  Paths paths_;
  std::string name_;
  std::mutex mutex_;
  KnownSecrets secrets_;
  Warnings warnings_;
  StoreDirectory stores_;
  std::unique_ptr<TokenStore> store_ = stores_.open();
  TransportSettings settings_ = transport_settings(process_environment);
  ShownCurl curl_{settings_, 0, secrets_, {}};
  PatientTransport patient_{curl_, sleep_unless_interrupted};
  CachingTransport transport_{
      patient_, KeptAnswers(paths_.cache, file_name_of, fingerprint(Trust{settings_.ca_file, settings_.ca_directory})),
      system_now, warnings_};
  KeptNonces dpop_nonces_{paths_.cache, system_now};
  /// The program that links this may be anywhere, so this is where oauthctl was meant to be installed.
  Providers providers_{OAUTHCTL_PROVIDERS, paths_.providers};
  Services services_{*store_,
                     transport_,
                     warnings_,
                     system_now,
                     random_bytes,
                     [this](const std::string& path) { return read_client_file(path, providers_); },
                     sleep_unless_interrupted,
                     dpop_nonces_,
                     read_token_of_file};
};

Profile::Profile(std::unique_ptr<Opened> opened) : opened_(std::move(opened)) {}
Profile::~Profile() = default;
Profile::Profile(Profile&& other) noexcept = default;
Profile& Profile::operator=(Profile&& other) noexcept = default;

const std::string& Profile::name() const noexcept {
  return opened_->name();
}

Token Profile::token(const TokenOptions& options) {
  TokenSet tokens = opened_->token({options.refresh, options.min_ttl, {}, false});
  return {std::move(tokens.access_token), std::move(tokens.token_type), tokens.expires_at, std::move(tokens.scope),
          std::move(tokens.id_token)};
}

Profile open_profile(const std::string& name, ProfileOptions options) {
  return Profile(std::make_unique<Profile::Opened>(name, std::move(options)));
}

}  // namespace oauthctl
