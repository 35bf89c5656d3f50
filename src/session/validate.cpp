#include "session/validate.h"

#include "oauth/encrypted_response.h"
#include "oauth/google.h"
#include "oauth/identity/introspection.h"
#include "session/id_token.h"
#include "session/send.h"

namespace oauthctl {
std::optional<Account> ask_userinfo(const Party& party, const Record& record, const Services& services) {
  const auto& [client, server, service_account] = party;
  const HttpResponse answer = decrypted(send_with_proof([&] { return userinfo_request(party, record.tokens); },
                                                        {record.dpop_key, record.tokens.access_token, {}}, services),
                                        userinfo_encryption, client);
  const std::string& alg = client.userinfo_signed_response_alg;
  if (alg.empty()) return parse_userinfo_response(answer, client.rules.account);
  return verify_userinfo_response(answer, server, client, keys_for_answer(answer, alg, server, services));
}

namespace {

Validation told_by(const char* endpoint, const Introspection& answer) {
  Validation validation{answer.active, endpoint, answer.scope, answer.exp, {}};
  validation.account.sub = answer.sub;
  validation.account.preferred_username = answer.username;
  return validation;
}

/// The encoding of our secret that the server takes saves the next command a refusal. Nothing is lost if it
/// cannot be kept.
void keep_encoding(const Record& record, bool basic_unencoded, const Services& services) {
  if (basic_unencoded == record.basic_unencoded) return;
  try {
    const auto turn = services.store.take_turn(record.profile, renewal_patience);
    if (!turn->record() || turn->record()->serial != record.serial) return;
    Record learned = *turn->record();
    learned.basic_unencoded = basic_unencoded;
    turn->commit(learned);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw;
    services.notices.step("the encoding was not kept: " + error.message());
  }
}

std::optional<Introspection> ask_introspection(const Party& party, const Record& record, const Services& services) {
  const auto make = [&](const Party& as, const ClientAuth& auth) {
    return introspection_request(as, auth, record.tokens.access_token);
  };
  const ClientAnswer sent = send_as_client(party, {make}, services);
  keep_encoding(record, sent.basic_unencoded, services);
  const HttpResponse answer = decrypted(sent.response, introspection_encryption, party.client);
  const std::string& alg = party.client.introspection_signed_response_alg;
  if (alg.empty()) return parse_introspection_response(answer);
  return verify_introspection_response(answer, party.server, party.client,
                                       keys_for_answer(answer, alg, party.server, services));
}

std::optional<Validation> by_introspection(const Party& party, const Record& record, const Services& services) {
  if (party.server.introspection_endpoint.empty()) return std::nullopt;
  if (const auto answer = ask_introspection(party, record, services)) {
    require_consistent(*answer, party, services.clock());
    return told_by("introspection", *answer);
  }
  services.notices.step("introspection refuses this client");
  return std::nullopt;
}

/// RFC 9068: the checks that need no request, for a server without introspection.
std::optional<Validation> by_signature(const Party& party, const Record& record, const Services& services) {
  const Secret& token = record.tokens.access_token;
  if (party.server.jwks_uri.empty() || !is_jwt_access_token(token)) return std::nullopt;
  const auto verified = [&](const JwkSet& keys) {
    return verify_jwt_access_token(token, party.server, party.client, keys, services.clock());
  };
  return told_by("signature", by_server_keys(token, party.server, services, verified));
}

/// Google does not offer introspection, and its userinfo needs a scope that many tokens lack.
std::optional<Validation> by_tokeninfo(const Party& party, const Record& record, const Services& services) {
  if (!is_google(party.server)) return std::nullopt;
  const auto answer = parse_tokeninfo_response(services.transport.send(tokeninfo_request(record.tokens.access_token)));
  return answer ? std::optional(told_by("tokeninfo", *answer)) : std::nullopt;
}

std::optional<Validation> by_userinfo(const Party& party, const Record& record, const Services& services) {
  if (party.server.userinfo_endpoint.empty()) return std::nullopt;
  const auto account = ask_userinfo(party, record, services);
  // OpenID Connect Core §5.3.2.
  if (account && !record.account.sub.empty() && account->sub != record.account.sub) {
    throw Error(ErrorKind::protocol, "the userinfo endpoint speaks of another account than the one that signed in");
  }
  Validation validation{account.has_value(), "userinfo", {}, {}, {}};
  if (account) validation.account = *account;
  return validation;
}

}  // namespace

Validation validate(const Record& record, const Services& services) {
  const Party party = party_of(record, services);
  if (auto validation = by_introspection(party, record, services)) return *validation;
  if (auto validation = by_signature(party, record, services)) return *validation;
  if (auto validation = by_tokeninfo(party, record, services)) return *validation;
  if (auto validation = by_userinfo(party, record, services)) return *validation;
  throw Error(ErrorKind::protocol, "the server offers neither introspection nor userinfo, so it cannot be asked",
              Hint::run("oauthctl request URL", "try the token at a URL that it is for"));
}

}  // namespace oauthctl
