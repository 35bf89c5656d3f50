#include "oauthctl/profile.h"

#include <filesystem>

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
#include "library/provider_texts.h"
#include "model/typed_again.h"
#include "session/token.h"
#include "store/chosen_profile.h"
#include "store/client_file_change.h"
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

std::optional<std::string> absolute(const std::optional<std::string>& folder) {
  return folder && !folder->empty() ? std::filesystem::absolute(*folder).string() : folder;
}

/// Standard input belongs to the program that links this.
Secret read_token_of_file(const std::string& path) {
  if (path != "-") return read_token(path);
  throw Error(ErrorKind::usage, "a token that came from standard input cannot be read again");
}

}  // namespace

class Profile::Opened {
  /// The only kind of notice that a program without a terminal needs.
  class Warnings final : public Notices {
   public:
    Warnings(const std::function<void(const std::string&)>& warn, const KnownSecrets& secrets)
        : warn_(warn), secrets_(secrets) {}

    void step(const std::string&) override {}
    void info(const std::string&) override {}
    void instruction(const std::string&) override {}
    void warning(const std::string& text) override {
      if (warn_) warn_(secrets_.clean_message(text));
    }

   private:
    const std::function<void(const std::string&)>& warn_;
    const KnownSecrets& secrets_;
  };

  /// The arguments of open_profile(), settled: a later chdir() changes nothing.
  struct Opening {
    explicit Opening(ProfileOptions options)
        : named{absolute(options.home ? options.home : process_environment("OAUTHCTL_HOME")), options.store, {}},
          store(options.store ? options.store : process_environment("OAUTHCTL_STORE")),
          paths(resolve_paths(named.home, process_environment)),
          on_warning(std::move(options.on_warning)) {}

    Named named;                       ///< for hints
    std::optional<std::string> store;  ///< a URL; nothing: the profile's
    Paths paths;
    std::function<void(const std::string& text)> on_warning;
  };

  /// The wiring of the networked program for one call, without a terminal and without a browser. Calls share nothing,
  /// so that threads are as independent of each other as processes.
  class Call {
   public:
    explicit Call(const Opening& opening) : opening_(opening) {}

    TokenSet token(const TokenDemand& demand) {
      try {
        return oauthctl::token(*opening_.named.profile, demand, services_).tokens;
      } catch (const Error& error) {
        throw Error(error.kind(), secrets_.clean_message(error.message()), with_names(error.hint()),
                    cleaned(error.answer()));
      }
    }

   private:
    Hint with_names(const Hint& hint) const {
      return hint.command().empty() ? hint : Hint::run(typed_again(hint.command(), opening_.named), hint.words());
    }

    std::optional<OAuthError> cleaned(std::optional<OAuthError> answer) const {
      if (!answer) return answer;
      for (std::string* text : {&answer->error, &answer->error_description, &answer->error_uri})
        *text = secrets_.clean_message(*text);
      return answer;
    }

    const Opening& opening_;
    KnownSecrets secrets_;
    Warnings warnings_{opening_.on_warning, secrets_};
    StoreDirectory stores_{{opening_.paths.profiles, opening_.paths.copies, opening_.store, environment_lines(),
                            opening_.named.store ? "ProfileOptions::store" : "OAUTHCTL_STORE"},
                           fleet_opener(process_environment, fleet_transport, warnings_)};
    std::unique_ptr<TokenStore> store_ = stores_.open();
    TransportSettings settings_ = transport_settings(process_environment);
    ShownCurl curl_{settings_, 0, secrets_, {}};
    PatientTransport patient_{curl_, sleep_unless_interrupted};
    CachingTransport transport_{
        patient_,
        KeptAnswers(opening_.paths.cache, file_name_of, fingerprint(Trust{settings_.ca_file, settings_.ca_directory})),
        system_now, warnings_};
    KeptNonces dpop_nonces_{opening_.paths.cache, system_now};
    Providers providers_{provider_texts(), opening_.paths.providers};
    Services services_{*store_,
                       transport_,
                       warnings_,
                       system_now,
                       random_bytes,
                       [this](const std::string& path) { return read_client_file(path, providers_); },
                       sleep_unless_interrupted,
                       dpop_nonces_,
                       read_token_of_file,
                       change_client_file};
  };

 public:
  Opened(const std::string& name, ProfileOptions options) : opening_(std::move(options)) {
    opening_.named.profile = or_default(name, opening_.paths);
    require_profile_name(this->name());
    Call check_store(opening_);
  }

  const std::string& name() const noexcept { return *opening_.named.profile; }
  TokenSet token(const TokenDemand& demand) const { return Call(opening_).token(demand); }

 private:
  Opening opening_;
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
