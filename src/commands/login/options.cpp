#include <algorithm>
#include <array>

#include "base/duration.h"
#include "base/text.h"
#include "commands/login/login.h"
#include "model/grants.h"
#include "model/resource_uri.h"
#include "model/server/destination.h"
#include "oauthctl/error.h"

namespace oauthctl::cli::login_command {
namespace {

[[noreturn]] void refuse(const Option& option, std::string_view value, const char* why) {
  throw Error(ErrorKind::usage, std::string(option.name) + ": '" + printable(value, 60) + "' " + why);
}

/// `--login-hint` as `login_hint`.
std::string parameter_name(const Option& option) {
  std::string name(option.name.substr(2));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

/// RFC 5646 §2.1, as far as needed to notice typing errors.
bool is_language(std::string_view tag) {
  std::size_t length = 0;
  for (const char c : tag) {
    if (c == '-' ? length == 0 : !is_alphanumeric(c)) return false;
    length = c == '-' ? 0 : length + 1;
    if (length > 8) return false;
  }
  return length > 0;
}

[[noreturn]] void exclude(const char* one, const char* other) {
  throw Error(ErrorKind::usage, std::string(one) + " and " + other + " cannot be used together");
}

/// A response type determines the flow.
void settle_flow(LoginRequest& request) {
  if (!request.response_type) return;
  const GrantType flow = request.response_type->code ? GrantType::authorization_code : GrantType::implicit;
  if (!request.flow) request.flow = flow;
  if (request.flow == flow) return;
  throw Error(ErrorKind::usage,
              "--response-type " + request.response_type->text() + " is for --flow " + rules_of(flow).flow,
              "leave --flow out: the response type determines it");
}

void check_flow(const LoginOptions& options) {
  const std::optional<GrantType> chosen = options.request.flow;
  for (const auto& [option, flow, automatic_will_do] : options.needs) {
    if (chosen == flow || (automatic_will_do && !chosen)) continue;
    const std::string name = rules_of(flow).flow;
    throw Error(ErrorKind::usage, std::string(option->name) + " is for --flow " + name,
                Hint::run("oauthctl login --flow " + name + ' ' + std::string(option->name) +
                          (option->is_flag() ? "" : ' ' + std::string(option->value))));
  }
}

void require_once(const std::string& name, const std::optional<Params>& params) {
  if (params && params->contains(name))
    throw Error(ErrorKind::usage, name + " is given twice: by its option and by --param", "leave one of them out");
}

/// It can be read only once.
void check_standard_input(const LoginOptions& options) {
  const GrantSource& source = options.request.source;
  const std::array files = {
      &options.request.client_file, &options.claims_file,       &options.authorization_details_file,
      &options.password_file,       &source.assertion_file,     &source.subject_token_file,
      &source.actor_token_file,     &options.client.secret_file};
  if (std::count_if(files.begin(), files.end(), [](const std::string* file) { return *file == "-"; }) > 1)
    throw Error(ErrorKind::usage, "- is given twice, and standard input can be read only once");
}

void require_whole_client(const LoginOptions& options) {
  const NamedClient& client = options.client;
  if (!client.issuer.empty() && !client.provider.empty()) exclude("--issuer", "--provider");
  const bool is_named = !client.issuer.empty() || !client.provider.empty();
  const bool has_part = !client.client_id.empty() || !client.secret_file.empty() || !client.redirect_uri.empty() ||
                        !client.variables.empty();
  if (!is_named && !has_part) return;
  if (!options.url.empty() && client.provider.empty() && client.secret_file.empty() && client.client_id.empty()) return;
  if (!options.request.client_file.empty()) exclude("--secrets", is_named ? "--provider or --issuer" : "--client-id");
  const std::string server = client.issuer.empty() ? "--provider " + client.provider : "--issuer " + client.issuer;
  if (!is_named && options.url.empty()) {
    throw Error(ErrorKind::usage, "a client is named, but not its server",
                "name it with --provider NAME or --issuer URL");
  }
  if (client.client_id.empty()) {
    throw Error(ErrorKind::usage, printable(server) + " needs --client-id ID",
                client.issuer.empty()
                    ? Hint::run("oauthctl providers " + shell_word(client.provider), "to see where to register one")
                    : Hint::run("oauthctl register " + shell_word(client.issuer) + " --out client.json",
                                "register one, if the server lets programs do that"));
  }
  if (client.provider.empty() && !client.variables.empty())
    throw Error(ErrorKind::usage, "--provider-variable is for --provider NAME");
}

void require_use_of_format(const LoginOptions& options, const GlobalOptions& global) {
  if (!options.format || global.store == "memory") return;
  throw Error(ErrorKind::usage, "--format is for --no-store: otherwise login prints no token",
              Hint::run("oauthctl token --format " +
                        std::string(token_formats[static_cast<std::size_t>(*options.format)].word.word)));
}

/// The sign-in goes on in another process, which finds it on the disk.
void require_kept_state(const LoginOptions& options, const GlobalOptions& global) {
  if (!(options.no_wait || options.complete) || global.store != "memory") return;
  throw Error(ErrorKind::usage, std::string(options.no_wait ? "--no-wait" : "--complete") +
                                    " needs a profile that is kept: leave out --no-store and --store memory");
}

/// `--no-store` means `--store memory`, whatever the environment says.
void settle_store(const LoginOptions& options, GlobalOptions& global) {
  if (!options.no_store) return;
  if (global.store_typed && global.store != "memory")
    throw Error(ErrorKind::usage, "--no-store and --store contradict each other");
  global.store = "memory";
}

}  // namespace

void ask(LoginOptions& options, const Option& option, std::string_view value) {
  if (!is_utf8(value) || words(value).empty()) refuse(option, value, "is blank or not valid UTF-8");
  options.request.asked.add(parameter_name(option), std::string(value));
}

/// OpenID Connect Core §3.1.2.1 and Prompt Create §4. `none` forbids the server to ask anything, so it cannot be
/// combined with other values.
void ask_prompt(LoginOptions& options, const Option& option, std::string_view value) {
  const auto given = words(value);
  for (const std::string& word : given) index_of(option, word, Hint("--param prompt=VALUE sends a server's own word"));
  if (given.size() > 1 && std::count(given.begin(), given.end(), "none") > 0)
    throw Error(ErrorKind::usage, std::string(option.name) + ": none cannot be combined with another value");
  ask(options, option, value);
}

void ask_max_age(LoginOptions& options, const Option& option, std::string_view value) {
  options.request.asked.add(parameter_name(option), std::to_string(duration(option, value).count()));
}

void ask_locales(LoginOptions& options, const Option& option, std::string_view value) {
  for (const std::string& tag : words(value)) {
    if (!is_language(tag)) refuse(option, tag, "is not a language tag, such as de or pt-BR");
  }
  ask(options, option, value);
}

void add_variable(LoginOptions& options, const Option& option, std::string_view value) {
  const auto equals = value.find('=');
  if (equals == 0 || equals == std::string_view::npos) refuse(option, value, "is not NAME=VALUE");
  options.client.variables[std::string(value.substr(0, equals))] = value.substr(equals + 1);
}

void add_param(LoginOptions& options, const Option& option, std::string_view value) {
  const auto equals = value.find('=');
  if (equals == 0 || equals == std::string_view::npos) refuse(option, value, "is not NAME=VALUE");
  if (!is_utf8(value)) refuse(option, value, "is not valid UTF-8");
  if (!options.request.params) options.request.params.emplace();
  options.request.params->add(std::string(value.substr(0, equals)), std::string(value.substr(equals + 1)));
}

void add_audience(LoginOptions& options, const Option&, std::string_view value) {
  if (!options.request.params) options.request.params.emplace();
  options.request.params->add("audience", std::string(value));
}

void add_resource(LoginOptions& options, const Option& option, std::string_view value) {
  if (!is_resource_uri(value)) refuse(option, value, "is not an absolute URI without a fragment");
  put(options.request.resource, option, value);
}

void add_place(LoginOptions& options, const Option& option, std::string_view value) {
  auto& serves = options.request.serves;
  if (!serves) serves.emplace();
  const std::string place = place_to_serve(value, option.name);
  if (std::find(serves->begin(), serves->end(), place) == serves->end()) serves->push_back(place);
}

void set_flow(LoginOptions& options, const Option& option, std::string_view value) {
  // The names of RFC 6749 and RFC 8628.
  const std::string_view flow = value == "authorization-code" ? "code" : value == "device-code" ? "device" : value;
  index_of(option, flow);
  options.request.flow = grant_of_flow(flow);
}

void set_format(LoginOptions& options, const Option& option, std::string_view value) {
  const Option word_of_it{.name = option.name, .help = option.help, .words = token_format_words, .fill = option.fill};
  options.format = static_cast<TokenFormat>(index_of(word_of_it, value));
}

void set_response_type(LoginOptions& options, const Option& option, std::string_view value) {
  options.request.response_type = parse_response_type(value, option.name);
}

void check(LoginOptions& options, GlobalOptions& global) {
  settle_flow(options.request);
  check_flow(options);
  const GrantSource& source = options.request.source;
  if (!source.subject_token_file.empty() && !source.subject_profile.empty())
    exclude("--subject-token-file", "--subject-profile");
  if (!source.assertion_file.empty() && !source.subject.empty()) exclude("--assertion-file", "--subject");
  check_standard_input(options);
  require_whole_client(options);
  for (const auto& [name, value] : options.request.asked) require_once(name, options.request.params);
  if (!options.claims_file.empty()) require_once("claims", options.request.params);
  settle_store(options, global);
  require_use_of_format(options, global);
  require_kept_state(options, global);
  if (options.tls_certificate.empty() != options.tls_key.empty())
    throw Error(ErrorKind::usage, "--tls-certificate needs --tls-key, and the reverse");
  if (options.no_wait && !options.tls_key.empty()) exclude("--no-wait", "--tls-certificate");
}

}  // namespace oauthctl::cli::login_command
