#include "session/unattended_grant.h"

#include "base/text.h"
#include "model/server/metadata_json.h"
#include "oauth/client/assertion.h"
#include "oauth/token_request.h"
#include "session/token.h"

namespace oauthctl {
namespace {

/// Two profiles that exchange each other's token would wait for each other's lock.
void refuse_circle(const Record& record, const TokenStore& store) {
  constexpr int longest_chain = 8;
  std::string next = record.source.subject_profile;
  for (int length = 0; !next.empty(); ++length) {
    if (next == record.profile || length == longest_chain) {
      throw Error(ErrorKind::usage, "profile " + record.profile + " cannot be exchanged for itself",
                  "name another profile with --subject-profile");
    }
    const auto before = store.load(next);
    const bool is_exchanged = before && before->grant_type == GrantType::token_exchange;
    next = is_exchanged ? before->source.subject_profile : "";
  }
}

/// A name says nothing: by now, the profile may be signed in at another server, whose token is not for this one.
void require_same_subject(const Record& subject, const GrantSource& source) {
  if (source.subject_party.empty() || source.subject_party == subject_party(subject)) return;
  throw Error(ErrorKind::usage,
              "profile " + subject.profile + " was signed in with " + printable(source.subject_party, 200) +
                  ", and is now signed in with " + printable(subject_party(subject), 200),
              "sign in again with --subject-profile, if that token is for this server");
}

SecurityToken token_of_profile(const GrantSource& source, const std::string& type, const Services& services) {
  const std::string& profile = source.subject_profile;
  if (const auto seen = services.store.load(profile)) require_same_subject(*seen, source);
  const Record subject = token(profile, {}, services);
  require_same_subject(subject, source);
  const TokenSet& tokens = subject.tokens;
  if (type != id_token_type) return {tokens.access_token, type};
  if (!tokens.id_token.empty()) return {tokens.id_token, type};
  throw Error(ErrorKind::login_required, "profile " + profile + " has no ID token",
              Hint::run("oauthctl login -p " + profile + " --scope openid"));
}

SecurityToken subject_token(const Record& record, const Services& services) {
  const GrantSource& source = record.source;
  const std::string type = source.subject_token_type.empty() ? access_token_type : source.subject_token_type;
  if (source.subject_profile.empty() && source.subject_token_file.empty()) {
    throw Error(ErrorKind::usage, "the token-exchange grant needs a token to exchange",
                "name it with --subject-token-file FILE or --subject-profile NAME");
  }
  if (source.subject_profile.empty()) return {services.read_token(source.subject_token_file), type};
  refuse_circle(record, services.store);
  return token_of_profile(source, type, services);
}

}  // namespace

std::string subject_party(const Record& record) {
  if (record.client_id.empty()) return {};  // of an earlier version
  return record.client_id + " at " + name_of_server(record.server);
}

JwtBearerGrant assertion_grant(const Record& record, const Party& party, const Services& services) {
  const GrantSource& source = record.source;
  if (!source.assertion_file.empty()) return {services.read_token(source.assertion_file), record.scope, record.params};
  if (!party.service_account) {
    return {client_grant_assertion(party, source.subject, services.clock(), services.entropy), record.scope,
            record.params};
  }
  // Google reads the scope from the assertion, and accepts no client beside it.
  return {service_account_assertion(party, source.subject, record.scope, services.clock()), {}, record.params};
}

TokenExchangeGrant exchange_grant(const Record& record, const Services& services) {
  const GrantSource& source = record.source;
  TokenExchangeGrant grant;
  grant.subject = subject_token(record, services);
  if (!source.actor_token_file.empty()) {
    const std::string type = source.actor_token_type.empty() ? access_token_type : source.actor_token_type;
    grant.actor = SecurityToken{services.read_token(source.actor_token_file), type};
  }
  grant.requested_token_type = source.requested_token_type;
  grant.scope = record.scope;
  grant.params = record.params;
  return grant;
}

Grant own_grant(const Record& record, const Party& party, const Services& services) {
  if (record.grant_type == GrantType::jwt_bearer) return assertion_grant(record, party, services);
  if (record.grant_type == GrantType::token_exchange) return exchange_grant(record, services);
  return ClientCredentialsGrant{record.scope, record.params};
}

}  // namespace oauthctl
