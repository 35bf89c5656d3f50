#include "session/login/login_plan.h"

#include "base/text.h"
#include "oauth/authorization.h"
#include "oauth/client/client_auth.h"
#include "oauth/dpop.h"
#include "oauth/request_parameters.h"
#include "session/discover.h"
#include "session/party.h"
#include "session/unattended_grant.h"

namespace oauthctl {
namespace {

std::string source_of(const Record& record) {
  return record.client_file.empty() ? "the client file" : record.client_file;
}

/// A service account is neither a person nor a client. It can only present an assertion of its own.
void require_suitable_flow(const ClientFile& secrets, const Record& record, std::optional<GrantType> flow) {
  if (!secrets.service_account || !flow || flow == GrantType::jwt_bearer) return;
  throw Error(ErrorKind::usage, source_of(record) + ": is a service account's, and those sign in by jwt-bearer only",
              "leave --flow out, or create an OAuth client of type Desktop app at the provider and download its file");
}

/// The server's page would say that it does not know such a client.
void require_own_client(const ClientFile& secrets, const Record& record) {
  const std::string id = to_lower(secrets.client.client_id);
  for (const char* part : {"replacewith", "replace-with", "replace_with", "replaceme", "replace-me", "replace_me"}) {
    if (id.find(part) != std::string::npos)
      throw Error(ErrorKind::usage, source_of(record) + R"(: "client_id" still has the value of an example)",
                  "put in the client id that the provider gave you");
  }
}

/// A request without one would show the person an error page that oauthctl never sees.
void require_needed_scope(const ClientFile& secrets, const Record& record, const LoginRequest& request) {
  const bool asks_person = !request.flow || rules_of(*request.flow).is_about_a_person;
  if (!secrets.provider || !secrets.provider->scope_needed || !record.scope.empty() || !asks_person) return;
  const auto& scopes = secrets.provider->suggested_scopes;
  const std::string example = scopes.empty() ? "SCOPE" : scopes.front();
  throw Error(ErrorKind::usage, secrets.provider->title + " refuses a sign-in without a scope",
              Hint::run("oauthctl login " + request.client_options + "--scope " + shell_word(example)));
}

/// The browser would end on the provider's error page.
void require_known_redirect(const ClientFile& secrets, const LoginRequest& request) {
  const bool in_browser = !request.flow || request.flow == GrantType::authorization_code;
  if (!secrets.provider || secrets.provider->loopback != LoopbackRedirect::none) return;
  if (!secrets.client.redirect_uris.empty() || !in_browser) return;
  throw Error(ErrorKind::usage,
              secrets.provider->title + " takes no redirect URI on this machine, and the client names no other",
              "register an https URI there, and name it with --redirect-uri or redirect_uris in the client file");
}

/// The profile's, if it still names the same client: its tokens and assertions are only for that server.
GrantSource source_for(const LoginRequest& request, const LoginPlan& plan) {
  if (request.source != GrantSource{}) return request.source;
  const bool names_client = request.client_file_inline || !request.client_file.empty();
  return plan.is_same_party && !names_client ? plan.before->source : GrantSource{};
}

/// The account of a service account's token is known without asking.
Account account_of(const ServiceAccount& service_account, const GrantSource& source) {
  Account account;
  account.email = source.subject.empty() ? service_account.client_email : source.subject;
  return account;
}

/// Reports a client that cannot authenticate as its file says before a person is sent to a browser.
void require_client_auth(const LoginPlan& plan, const Services& services) {
  try {
    Params body;
    HttpRequest request;
    client_auth(plan.party, services)(plan.party, body, request);
  } catch (const Error& error) {
    throw Error(error.kind(), source_of(plan.record) + ": " + error.message(), error.hint());
  }
}

/// The client that was named now, else the profile's. The record gets all that is needed to read it again.
ClientFile find_client(const LoginRequest& request, const std::optional<Record>& before, Record& record,
                       const Services& services) {
  if (request.client_file_inline) {
    record.client = request.client_file_inline->client;
    return *request.client_file_inline;
  }
  if (request.client_file.empty() && before && before->client) {
    ClientFile secrets;
    secrets.client = *before->client;
    secrets.server = before->server;
    record.client = before->client;
    return secrets;
  }
  record.client_file = request.client_file.empty() && before ? before->client_file : request.client_file;
  return services.read_client_file(record.client_file);
}

/// The first that is set.
template <typename T>
T first_said(const std::optional<T>& now, const std::optional<Record>& before, T Record::*member, const T& otherwise) {
  if (now) return *now;
  return before && !((*before).*member).empty() ? (*before).*member : otherwise;
}

/// Both tokens if openid is among the scopes (OpenID Connect Core §3.2.2.1).
ResponseType implicit_type(const std::string& scope) {
  return {.code = false, .id_token = asks_for_openid(scope), .token = true};
}

ResponseType response_type_for(const LoginRequest& request, const std::optional<Record>& before,
                               const std::string& scope) {
  if (request.response_type) return *request.response_type;
  const ResponseType kept = before ? before->response_type : ResponseType{};
  if (!request.flow) return kept;
  if (request.flow == GrantType::authorization_code) return kept.code ? kept : ResponseType{};
  if (request.flow == GrantType::implicit) return kept.code ? implicit_type(scope) : kept;
  return {};
}

void require_once(const char* name, const Params& params) {
  if (!params.contains(name)) return;
  throw Error(ErrorKind::usage, std::string(name) + " is asked for twice: also as an extra parameter",
              "leave it out of --param and of params in the client file");
}

/// RFC 8707 and RFC 9396.
void set_target(const LoginRequest& request, const Client& client, const std::optional<Record>& before,
                Record& record) {
  record.resource = first_said(request.resource, before, &Record::resource, client.resource);
  record.authorization_details =
      first_said(request.authorization_details, before, &Record::authorization_details, client.authorization_details);
  for (const Params& params : {record.params, client.params}) {
    if (!record.resource.empty()) require_once("resource", params);
    if (!record.authorization_details.empty()) require_once("authorization_details", params);
  }
}

/// The key would be lost when this process ends, and nobody could use the token.
void require_kept_key(const LoginRequest& request) {
  if (!request.keeps_nothing) return;
  throw Error(ErrorKind::usage,
              "the token would be bound to a key that is kept nowhere (dpop_bound_access_tokens): nobody could use it",
              "leave out --no-store and --store memory, or take dpop_bound_access_tokens out of the client file");
}

/// The same sign-in, told to leave the profile's server or client.
Hint how_to_replace(const LoginRequest& request) {
  const std::string file = request.client_file.empty() ? "" : "--secrets " + shell_word(request.client_file) + ' ';
  const std::string client = request.client_file_inline ? request.client_options : file;
  return Hint::run("oauthctl login -p " + request.profile + ' ' + client + "--replace",
                   "to keep both, name a new profile with -p; to replace this one");
}

/// A mistyped name or a file in the wrong folder must not take a profile away from its server.
void require_replaceable(const LoginRequest& request, const Record& before, const Record& record,
                         const ClientFile& secrets) {
  Record then = before;
  then.client_file = source_of(record);
  try {
    require_party_of(then, secrets);
  } catch (const OtherParty& other) {
    if (request.may_replace && request.may_replace(other.message())) return;
    throw Error(other.kind(), other.message(), how_to_replace(request));
  }
}

/// A secret of one server must not be combined with the endpoints of another.
ServerMetadata server_for(const LoginRequest& request, const ClientFile& secrets, const Record& record,
                          const Services& services) {
  if (!request.published) return find_server(secrets, services);
  const std::string& named = secrets.server.issuer;
  if (named == request.published->issuer) return merged(secrets.server, *request.published);
  throw Error(ErrorKind::usage,
              source_of(record) + (named.empty() ? ": names no issuer" : ": is for " + printable(named, 100)) +
                  ", and the sign-in is at " + printable(request.published->issuer, 100),
              "name the client of that server with --secrets or --client-id");
}

}  // namespace

std::string login_again(const LoginRequest& request, const std::string& more) {
  std::string out = "oauthctl login " + request.client_options;
  if (request.scope) out += "--scope " + shell_word(*request.scope) + ' ';
  if (request.flow) out += std::string("--flow ") + rules_of(*request.flow).flow + ' ';
  if (!request.open_browser) out += "--no-browser ";
  out += more;
  return std::string(trimmed(out));
}

LoginPlan plan_login(const LoginRequest& request, const Services& services) {
  LoginPlan plan;
  plan.before = services.store.load(request.profile);
  const std::optional<Record>& before = plan.before;
  Record& record = plan.record;
  record.profile = request.profile;
  record.serial = before ? before->serial : 0;
  const ClientFile secrets = find_client(request, before, record, services);
  for (const auto& warning : secrets.warnings) services.notices.warning(warning);
  require_suitable_flow(secrets, record, request.flow);
  record.scope = request.scope                      ? *request.scope
                 : before && !before->scope.empty() ? before->scope
                                                    : secrets.client.scope;
  require_own_client(secrets, record);
  require_needed_scope(secrets, record, request);
  require_known_redirect(secrets, request);
  record.response_type = response_type_for(request, before, record.scope);
  plan.is_same_party = before && is_party_of(*before, secrets);
  // One server is not told what another was: an id_token_hint, a payment.
  const std::optional<Record> kept = plan.is_same_party ? before : std::nullopt;
  record.params = request.params ? *request.params : kept ? kept->params : Params{};
  for (const auto& [name, value] : request.asked) record.params.set(name, value);
  set_target(request, secrets.client, kept, record);
  record.serves = first_said(request.serves, before, &Record::serves, {});
  plan.names_places = request.serves.has_value();
  if (before && !plan.is_same_party) require_replaceable(request, *before, record, secrets);
  record.source = source_for(request, plan);
  if (!request.source.subject_profile.empty()) {
    if (const auto subject = services.store.load(request.source.subject_profile))
      record.source.subject_party = subject_party(*subject);
  }
  record.basic_unencoded = plan.is_same_party && before->basic_unencoded;
  record.client_id = identity_of(secrets.client, secrets.service_account);
  record.client_secret_expires_at = secrets.client.client_secret_expires_at;
  if (secrets.service_account) record.account = account_of(*secrets.service_account, record.source);
  record.server = server_for(request, secrets, record, services);
  require_supported_types(record.server, record.authorization_details);
  plan.party = {secrets.client, record.server, secrets.service_account};
  Client& client = plan.party.client;
  client.resource = record.resource;
  client.authorization_details = record.authorization_details;
  if (client.dpop_bound_access_tokens) {
    require_kept_key(request);
    record.dpop_key = new_dpop_key(record.server);
  }
  client.basic_unencoded = record.basic_unencoded;
  require_client_auth(plan, services);
  return plan;
}

}  // namespace oauthctl
