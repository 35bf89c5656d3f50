#include "store/record_json.h"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "model/client_json.h"
#include "model/server/metadata_json.h"
#include "store/file/checksum.h"
#include "store/json_members.h"

namespace oauthctl {
namespace {

using nlohmann::json;

constexpr std::int64_t format_version = 1;

struct SourceMember {
  const char* name;
  std::string GrantSource::*member;
};

constexpr SourceMember source_members[] = {
    {"username", &GrantSource::username},
    {"assertion_file", &GrantSource::assertion_file},
    {"subject", &GrantSource::subject},
    {"subject_token_file", &GrantSource::subject_token_file},
    {"subject_profile", &GrantSource::subject_profile},
    {"subject_party", &GrantSource::subject_party},
    {"subject_token_type", &GrantSource::subject_token_type},
    {"actor_token_file", &GrantSource::actor_token_file},
    {"actor_token_type", &GrantSource::actor_token_type},
    {"requested_token_type", &GrantSource::requested_token_type},
};

void put_encrypted_response(json& out, const std::string& name, const EncryptedResponse& response) {
  put(out, (name + "_encrypted_response_alg").c_str(), response.alg);
  put(out, (name + "_encrypted_response_enc").c_str(), response.enc);
}

json client_json(const Client& client) {
  json out = json::object();
  put(out, "client_id", client.client_id);
  put(out, "client_secret", client.client_secret.reveal());
  put(out, "client_secret_expires_at", client.client_secret_expires_at);
  if (client.empty_client_secret) out["client_secret"] = "";
  put(out, "redirect_uris", client.redirect_uris);
  put(out, "post_logout_redirect_uris", client.post_logout_redirect_uris);
  put(out, "token_endpoint_auth_method", client.token_endpoint_auth_method);
  put(out, "token_endpoint_auth_signing_alg", client.token_endpoint_auth_signing_alg);
  put(out, "jwks", client.jwks.reveal());
  put(out, "private_key_file", client.private_key_file);
  put(out, "private_key", client.private_key.reveal());
  put(out, "tls_client_certificate_file", client.tls_client_certificate_file);
  put(out, "tls_client_key_file", client.tls_client_key_file);
  put(out, "tls_client_certificate_bound_access_tokens", client.tls_client_certificate_bound_access_tokens);
  put(out, "bearer_token_types", client.quirks.bearer_token_types);
  put(out, "token_member", client.quirks.token_member);
  put(out, "ignore_expires_in", client.quirks.ignore_expires_in);
  for (const auto& [grant, params] : client.token_params) put(out["token_params"], grant.c_str(), params);
  put(out, "require_pushed_authorization_requests", client.require_pushed_authorization_requests);
  put(out, "require_signed_request_object", client.require_signed_request_object);
  put(out, "request_object_signing_alg", client.request_object_signing_alg);
  put(out, "id_token_signed_response_alg", client.id_token_signed_response_alg);
  put_encrypted_response(out, "id_token", client.id_token_encrypted_response);
  put(out, "userinfo_signed_response_alg", client.userinfo_signed_response_alg);
  put_encrypted_response(out, "userinfo", client.userinfo_encrypted_response);
  put(out, "introspection_signed_response_alg", client.introspection_signed_response_alg);
  put_encrypted_response(out, "introspection", client.introspection_encrypted_response);
  put(out, "response_mode", client.response_mode);
  put(out, "authorization_signed_response_alg", client.authorization_signed_response_alg);
  put_encrypted_response(out, "authorization", client.authorization_encrypted_response);
  put(out, "scope", client.scope);
  put(out, "resource", client.resource);
  put(out, "authorization_details", client.authorization_details);
  put(out, "params", client.params);
  put(out, "dpop_bound_access_tokens", client.dpop_bound_access_tokens);
  put(out, "basic_unencoded", client.basic_unencoded);
  if (!client.rules.text.empty()) out["server_rules"] = json::parse(client.rules.text, nullptr, false);
  return out;
}

Client read_client(const JsonObject& object) {
  Client client = read_client_members(object);
  client.jwks = Secret(object.string("jwks"));
  client.private_key = Secret(object.string("private_key"));
  client.response_mode = object.string("response_mode");
  client.resource = object.strings("resource");
  client.authorization_details = object.string("authorization_details");
  client.params = read_params(object, "params");
  const JsonObject token_params = object.object("token_params");
  for (const std::string& grant : token_params.names())
    client.token_params[grant] = read_params(token_params, grant.c_str());
  client.basic_unencoded = object.boolean("basic_unencoded").value_or(false);
  if (object.has("server_rules")) read_rules(object.object("server_rules"), client);
  return client;
}

json source_json(const GrantSource& source) {
  json out = json::object();
  for (const auto& [name, member] : source_members) put(out, name, source.*member);
  return out;
}

GrantSource read_source(const JsonObject& object) {
  GrantSource source;
  for (const auto& [name, member] : source_members) source.*member = object.string(name);
  return source;
}

json account_json(const Account& account) {
  json out = json::object();
  put(out, "sub", account.sub);
  put(out, "name", account.name);
  put(out, "preferred_username", account.preferred_username);
  put(out, "email", account.email);
  return out;
}

Account read_account(const JsonObject& object) {
  return {object.string("sub"), object.string("name"), object.string("preferred_username"), object.string("email")};
}

json tokens_json(const TokenSet& tokens) {
  json out = json::object();
  put(out, "access_token", tokens.access_token.reveal());
  put(out, "token_type", tokens.token_type);
  put(out, "issued_token_type", tokens.issued_token_type);
  put(out, "expires_at", tokens.expires_at);
  put(out, "refresh_token", tokens.refresh_token.reveal());
  put(out, "refresh_token_expires_at", tokens.refresh_token_expires_at);
  put(out, "id_token", tokens.id_token.reveal());
  put(out, "scope", tokens.scope);
  put(out, "authorization_details", tokens.authorization_details);
  put(out, "obtained_at", std::optional(tokens.obtained_at));
  put(out, "certificate_file", tokens.certificate_file);
  put(out, "certificate_key_file", tokens.certificate_key_file);
  return out;
}

TokenSet read_tokens(const JsonObject& object) {
  TokenSet tokens;
  tokens.access_token = Secret(object.string("access_token"));
  tokens.token_type = object.string("token_type");
  tokens.issued_token_type = object.string("issued_token_type");
  tokens.expires_at = read_time(object, "expires_at");
  tokens.refresh_token = Secret(object.string("refresh_token"));
  tokens.refresh_token_expires_at = read_time(object, "refresh_token_expires_at");
  tokens.id_token = Secret(object.string("id_token"));
  tokens.scope = object.string("scope");
  tokens.authorization_details = object.string("authorization_details");
  tokens.obtained_at = read_time(object, "obtained_at").value_or(TimePoint{});
  tokens.certificate_file = object.string("certificate_file");
  tokens.certificate_key_file = object.string("certificate_key_file");
  return tokens;
}

json targeted_json(const std::vector<TargetedToken>& targeted) {
  json out = json::array();
  for (const auto& [target, tokens] : targeted) {
    json one{{"tokens", tokens_json(tokens)}};
    put(one, "resource", target.resource);
    put(one, "audience", target.audience);
    put(one, "scope", target.scope);
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<TargetedToken> read_targeted(const JsonObject& object, const char* name) {
  std::vector<TargetedToken> out;
  if (!object.has(name)) return out;
  for (const JsonObject& one : object.objects(name, object.source() + ": targeted token")) {
    const Target target{one.strings("resource"), one.strings("audience"), one.string("scope")};
    out.push_back({canonical(target), read_tokens(one.object("tokens"))});
  }
  return out;
}

GrantType read_grant_type(const JsonObject& object) {
  if (!object.has("grant_type")) return GrantType::authorization_code;
  const auto type = grant_named(object.string("grant_type"));
  if (!type) object.fail("grant_type", "is not a grant that this version knows");
  return *type;
}

Record read_record_members(const JsonObject& object) {
  Record record;
  record.profile = object.string("profile");
  record.serial = static_cast<std::uint64_t>(object.integer("serial").value_or(0));
  record.revision = object.integer("revision");
  record.client_file = object.string("secrets_file");
  if (object.has("client")) record.client = read_client(object.object("client"));
  record.client_id = object.string("client_id");
  record.client_secret_expires_at = read_time(object, "client_secret_expires_at");
  record.is_unchecked = object.boolean("unchecked").value_or(false);
  record.server = read_metadata(object.object("server"));
  record.grant_type = read_grant_type(object);
  if (object.has("response_type"))
    record.response_type = parse_response_type(object.string("response_type"), object.source());
  record.scope = object.string("scope");
  record.resource = object.strings("resource");
  record.serves = object.strings("serves");
  record.authorization_details = object.string("authorization_details");
  record.params = read_params(object, "params");
  if (object.has("source")) record.source = read_source(object.object("source"));
  record.basic_unencoded = object.boolean("basic_unencoded").value_or(false);
  record.redirect_uri = object.string("redirect_uri");
  record.dpop_key = Secret(object.string("dpop_key"));
  record.account = read_account(object.object("account"));
  record.tokens = read_tokens(object.object("tokens"));
  record.targeted = read_targeted(object, "targeted_tokens");
  return record;
}

void require_known_version(const JsonObject& object) {
  const auto version = object.integer("version").value_or(0);
  if (version > format_version) {
    throw Error(ErrorKind::internal, object.source() + ": was written by a newer oauthctl",
                "use that version, or a newer one");
  }
  if (version < 1) object.fail("version", "must be 1");
}

}  // namespace

Secret encode_record(const Record& record) {
  json out = {{"version", format_version},
              {"profile", record.profile},
              {"serial", record.serial},
              {"server", metadata_json(record.server)},
              {"account", account_json(record.account)},
              {"tokens", tokens_json(record.tokens)}};
  if (record.revision) out["revision"] = *record.revision;
  put(out, "secrets_file", record.client_file);
  if (record.client) out["client"] = client_json(*record.client);
  put(out, "client_id", record.client_id);
  put(out, "client_secret_expires_at", record.client_secret_expires_at);
  put(out, "unchecked", record.is_unchecked);
  put(out, "grant_type", name_of(record.grant_type));
  if (record.response_type != ResponseType{}) put(out, "response_type", record.response_type.text());
  put(out, "scope", record.scope);
  put(out, "resource", record.resource);
  put(out, "serves", record.serves);
  put(out, "authorization_details", record.authorization_details);
  put(out, "params", record.params);
  if (record.source != GrantSource{}) out["source"] = source_json(record.source);
  put(out, "basic_unencoded", record.basic_unencoded);
  put(out, "redirect_uri", record.redirect_uri);
  put(out, "dpop_key", record.dpop_key.reveal());
  if (!record.targeted.empty()) out["targeted_tokens"] = targeted_json(record.targeted);
  return Secret(with_checksum(to_text(out)));
}

Record read_record(const JsonObject& object) {
  require_known_version(object);
  return read_record_members(object);
}

Record decode_record(std::string_view text, std::string_view profile, const std::string& path) {
  if (!has_valid_checksum(text)) {
    throw Error(ErrorKind::internal, path + ": is damaged, or was changed by hand",
                Hint::run("oauthctl login -p " + std::string(profile), "move it away and sign in again"));
  }
  // Only encode_record() makes this text, so the strict checks for untrusted text would only cost time.
  const JsonObject object(json::parse(text, nullptr, false), path, ErrorKind::internal);
  Record record = read_record(object);
  if (record.profile != profile) {
    // A copied file, or a file system that does not tell `Work` from `work`.
    throw Error(ErrorKind::internal,
                path + ": holds the record of the profile \"" + printable(record.profile, 60) + "\"",
                Hint::run("oauthctl login -p " + std::string(profile),
                          "a copied file does not make a profile: move it away and sign in"));
  }
  return record;
}

}  // namespace oauthctl
