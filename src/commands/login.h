#pragma once

#include "cli/fill.h"
#include "cli/global_options.h"
#include "commands/token_formats.h"
#include "session/login_request.h"

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
  NamedClient client;
  std::string claims_file;
  std::string authorization_details_file;
  std::string password_file;
  bool qr = false;
  bool copy = false;
  bool no_store = false;
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

/// `auto`, and the words of the table of grants (model/grants.h).
inline constexpr Word flows[] = {
    {"auto", "code, or device if no browser can be opened (default)"},
    {"code", "sign in with the browser"},
    {"device", "sign in with a browser on any other device"},
    {"client-credentials", "as the client itself: no person"},
    {"password", "with a name and a password"},
    {"jwt-bearer", "with an assertion, or a service account"},
    {"token-exchange", "with the token of another profile, or a file"},
    {"implicit", "old servers: tokens through the browser"},
};

inline constexpr Word prompts[] = {
    {"none", ""}, {"login", ""}, {"consent", ""}, {"select_account", ""}, {"create", ""}};

constexpr std::string_view client = "A client without a client file";
constexpr std::string_view browser = "Signing in with a browser";
constexpr std::string_view target = "What the token is for";
constexpr std::string_view password = "For --flow password";
constexpr std::string_view jwt_bearer = "For --flow jwt-bearer";
constexpr std::string_view token_exchange = "For --flow token-exchange";
constexpr std::string_view expert = "For experts";

inline constexpr Option table[] = {
    {.name = "--secrets",
     .value = "FILE",
     .help = "the client file, - for stdin (default: the profile's, ./secrets.json, then the home's)",
     .fill = Login::to<&LoginOptions::request, &LoginRequest::client_file>},
    {.name = "--scope",
     .value = "\"A B\"",
     .help = "the scopes to ask for",
     .values = ValueKind::scopes,
     .repeatable = true,
     .may_be_empty = true,
     .fill = Login::words_of<&LoginOptions::request, &LoginRequest::scope>},
    {.name = "--flow", .value = "FLOW", .help = "how to sign in:", .words = flows, .fill = Login::by<set_flow>},
    {.name = "--timeout",
     .value = "DURATION",
     .help = "how long to wait for the sign-in, such as 90s or 10m (default 5m)",
     .fill = Login::to<&LoginOptions::request, &LoginRequest::timeout>},
    {.name = "--no-store",
     .help = "print the token and keep nothing, as --store memory does",
     .fill = Login::to<&LoginOptions::no_store>},
    {.name = "--replace",
     .help = "sign in even if the profile is another server's or client's",
     .fill = Login::to<&LoginOptions::replace>},
    {.name = "--format",
     .value = "FORMAT",
     .help = "how --no-store prints the token: a format of oauthctl token",
     .fill = Login::by<set_format>},

    {.name = "--provider",
     .value = "NAME",
     .group = client,
     .help = "where to sign in: a name that oauthctl providers lists",
     .fill = Login::to<&LoginOptions::client, &NamedClient::provider>},
    {.name = "--issuer",
     .value = "URL",
     .group = client,
     .help = "where to sign in: the server's URL",
     .fill = Login::to<&LoginOptions::client, &NamedClient::issuer>},
    {.name = "--client-id",
     .value = "ID",
     .group = client,
     .help = "who oauthctl is there",
     .fill = Login::to<&LoginOptions::client, &NamedClient::client_id>},
    {.name = "--client-secret-file",
     .value = "FILE",
     .group = client,
     .help = "a file with the client's secret, - for stdin (default: no secret)",
     .fill = Login::to<&LoginOptions::client, &NamedClient::secret_file>},
    {.name = "--redirect-uri",
     .value = "URI",
     .group = client,
     .help = "the redirect URI that is registered there",
     .fill = Login::to<&LoginOptions::client, &NamedClient::redirect_uri>},
    {.name = "--provider-variable",
     .value = "NAME=VALUE",
     .group = client,
     .help = "what the provider needs to know, such as host=git.example.com",
     .repeatable = true,
     .fill = Login::by<add_variable>},

    {.name = "--no-browser",
     .group = browser,
     .help = "print the URL and open nothing",
     .fill = Login::off<&LoginOptions::request, &LoginRequest::open_browser>},
    {.name = "--qr",
     .group = browser,
     .help = "also show the URL as a QR code (--flow device)",
     .fill = for_flow_or<GrantType::device_code, true, &LoginOptions::qr>},
    {.name = "--copy",
     .group = browser,
     .help = "copy the URL, or the code to enter, to the clipboard of the terminal (OSC 52)",
     .fill = Login::to<&LoginOptions::copy>},
    {.name = "--login-hint",
     .value = "NAME",
     .group = browser,
     .help = "who is going to sign in: an address or a name",
     .fill = Login::by<ask>},
    {.name = "--prompt",
     .value = "\"A B\"",
     .group = browser,
     .help = "make the server ask: login, consent, select_account or create; none: it must not ask",
     .words = prompts,
     .fill = Login::by<ask_prompt>},
    {.name = "--max-age",
     .value = "DURATION",
     .group = browser,
     .help = "sign in again at the server if the last time was longer ago",
     .fill = Login::by<ask_max_age>},
    {.name = "--acr-values",
     .value = "\"A B\"",
     .group = browser,
     .help = "how strong the sign-in must be, in the server's words",
     .fill = Login::by<ask>},
    {.name = "--ui-locales",
     .value = "\"A B\"",
     .group = browser,
     .help = "languages of the server's pages, such as de or pt-BR",
     .fill = Login::by<ask_locales>},

    {.name = "--resource",
     .value = "URI",
     .group = target,
     .help = "the API that the token is for",
     .repeatable = true,
     .fill = Login::by<add_resource>},
    {.name = "--for",
     .value = "URL",
     .group = target,
     .help = "give the token to this URL and those below it only",
     .repeatable = true,
     .fill = Login::by<add_place>},
    {.name = "--audience",
     .value = "NAME",
     .group = target,
     .help = "the same, by the name that the server has for it",
     .repeatable = true,
     .fill = Login::by<add_audience>},
    {.name = "--claims",
     .value = "FILE",
     .group = target,
     .help = "a JSON file of claims to ask for, - for stdin",
     .fill = Login::to<&LoginOptions::claims_file>},
    {.name = "--authorization-details",
     .value = "FILE",
     .group = target,
     .help = "a JSON file that says in detail what to allow, - for stdin",
     .fill = Login::to<&LoginOptions::authorization_details_file>},

    {.name = "--username",
     .value = "NAME",
     .group = password,
     .help = "who signs in",
     .fill = for_flow<GrantType::password, &LoginOptions::request, &LoginRequest::source, &GrantSource::username>},
    {.name = "--password-file",
     .value = "FILE",
     .group = password,
     .help = "a file with the password, - for stdin (default: env OAUTHCTL_PASSWORD, or a question)",
     .fill = for_flow<GrantType::password, &LoginOptions::password_file>},

    {.name = "--assertion-file",
     .value = "FILE",
     .group = jwt_bearer,
     .help = "a file with the assertion, - for stdin",
     .fill =
         for_flow<GrantType::jwt_bearer, &LoginOptions::request, &LoginRequest::source, &GrantSource::assertion_file>},
    {.name = "--subject",
     .value = "NAME",
     .group = jwt_bearer,
     .help = "the user that a service account acts for",
     .fill = for_flow_or<GrantType::jwt_bearer, true, &LoginOptions::request, &LoginRequest::source,
                         &GrantSource::subject>},

    {.name = "--subject-profile",
     .value = "NAME",
     .group = token_exchange,
     .help = "the profile whose token to exchange",
     .values = ValueKind::profiles,
     .fill = for_exchange<&GrantSource::subject_profile>},
    {.name = "--subject-token-file",
     .value = "FILE",
     .group = token_exchange,
     .help = "a file with the token to exchange, - for stdin",
     .fill = for_exchange<&GrantSource::subject_token_file>},
    {.name = "--subject-token-type",
     .value = "TYPE",
     .group = token_exchange,
     .help = "the type of that token (default access_token)",
     .fill = for_exchange<&GrantSource::subject_token_type>},
    {.name = "--actor-token-file",
     .value = "FILE",
     .group = token_exchange,
     .help = "a file with the token of whoever acts for the subject, - for stdin",
     .fill = for_exchange<&GrantSource::actor_token_file>},
    {.name = "--actor-token-type",
     .value = "TYPE",
     .group = token_exchange,
     .help = "the type of that token (default access_token)",
     .fill = for_exchange<&GrantSource::actor_token_type>},
    {.name = "--requested-token-type",
     .value = "TYPE",
     .group = token_exchange,
     .help = "the type of token to get (default: the server chooses)",
     .fill = for_exchange<&GrantSource::requested_token_type>},

    {.name = "--response-type",
     .value = "\"A B\"",
     .group = expert,
     .help = "what comes through the browser, such as code or \"code id_token\"",
     .fill = Login::by<set_response_type>},
    {.name = "--param",
     .value = "NAME=VALUE",
     .group = expert,
     .help = "an extra parameter of the request that begins the sign-in",
     .repeatable = true,
     .fill = Login::by<add_param>},
};

inline constexpr Example examples[] = {
    {"oauthctl login --secrets client.json --scope \"openid email\""},
    {"oauthctl login --provider github --client-id ID", "without a client file"},
    {"oauthctl login -p work", "again, with the profile's settings"},
    {"oauthctl login --prompt select_account", "choose the account"},
    {"oauthctl login --no-browser", "over SSH: print the URL, paste the answer"},
    {"oauthctl login --flow device", "with a browser on any other device"},
    {"oauthctl login --flow client-credentials", "as the client itself: no person"},
    {"oauthctl login --secrets service-account.json --scope \"A B\""},
    {"oauthctl login -p api --flow token-exchange --subject-profile default"},
};

}  // namespace login_command

template <>
inline constexpr Description description_of<LoginOptions> =
    complete({.name = "login",
              .group = "Sign in and out",
              .summary = "Sign in and keep the tokens",
              .options = login_command::table,
              .examples = login_command::examples,
              .check = login_command::Login::check<login_command::check>});

}  // namespace oauthctl::cli
