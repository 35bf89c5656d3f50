#pragma once

#include "cli/fill.h"
#include "cli/global_options.h"
#include "commands/token/token_formats.h"
#include "session/login/login_request.h"

namespace oauthctl::cli {

/// A given option that only one flow uses.
struct NeedsFlow {
  const Option* option;
  GrantType flow;
  bool automatic_will_do;
};

/// A client without a client file: its server, by URL or by a provider's name, and who it is there.
struct NamedClient {
  std::string issuer;
  std::string provider;
  std::map<std::string, std::string> variables;  ///< of the provider
  std::string client_id;
  std::string secret_file;  ///< `-` for standard input; empty: a public client
  std::string redirect_uri;

  /// Whether nothing says that there is one.
  bool is_empty() const { return issuer.empty() && provider.empty() && client_id.empty(); }
};

/// Files are paths as typed, `-` for standard input, empty if none is named.
struct LoginOptions {
  LoginRequest request;  ///< its files are made absolute, and read, by run()
  std::string url;       ///< of the resource that the token is for; empty: none is named
  NamedClient client;
  std::string claims_file;
  std::string authorization_details_file;
  std::string password_file;
  bool qr = false;
  bool copy = false;
  bool no_store = false;
  bool no_wait = false;
  bool complete = false;
  std::string tls_certificate;  ///< for a redirect URI of https on this machine
  std::string tls_key;
  bool replace = false;
  std::optional<TokenFormat> format;
  std::vector<NeedsFlow> needs;
};

namespace login_command {

// Parameters of the authorization request that have their own options: --login-hint is login_hint.
void ask(LoginOptions& options, const Option& option, std::string_view value);
void ask_prompt(LoginOptions& options, const Option& option, std::string_view value);
void ask_max_age(LoginOptions& options, const Option& option, std::string_view value);
void ask_locales(LoginOptions& options, const Option& option, std::string_view value);
void add_variable(LoginOptions& options, const Option& option, std::string_view value);
void add_param(LoginOptions& options, const Option& option, std::string_view value);
void add_audience(LoginOptions& options, const Option& option, std::string_view value);
void add_resource(LoginOptions& options, const Option& option, std::string_view value);
void add_place(LoginOptions& options, const Option& option, std::string_view value);
void set_format(LoginOptions& options, const Option& option, std::string_view value);
/// `auto` is nothing.
void set_flow(LoginOptions& options, const Option& option, std::string_view value);
void set_response_type(LoginOptions& options, const Option& option, std::string_view value);

/// A response type determines the flow, and --no-store the store. Throws ErrorKind::usage for an option that the flow
/// does not use, for two that exclude each other, for a client that lacks a part, and if standard input is named twice.
void check(LoginOptions& options, GlobalOptions& global);

using Login = Fills<LoginOptions>;

template <GrantType flow, bool automatic_will_do, auto... path>
constexpr Fill for_flow_or = [](void* options, const Option& option, std::string_view value) {
  auto& login = *static_cast<LoginOptions*>(options);
  put((login.*....*path), option, value);
  login.needs.push_back({&option, flow, automatic_will_do});
};
template <GrantType flow, auto... path>
constexpr Fill for_flow = for_flow_or<flow, false, path...>;
template <auto member>
constexpr Fill for_exchange =
    for_flow<GrantType::token_exchange, &LoginOptions::request, &LoginRequest::source, member>;

}  // namespace login_command
}  // namespace oauthctl::cli
