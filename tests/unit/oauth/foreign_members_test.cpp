#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "base/json.h"
#include "jose/keys/jwk_set.h"
#include "jose/keys/published_key.h"
#include "oauth/client/registration.h"
#include "oauth/device.h"
#include "oauth/identity/id_token_claims.h"
#include "oauth/identity/introspection.h"
#include "oauth/identity/userinfo.h"
#include "oauth/secured_request.h"
#include "oauth/server/discovery.h"
#include "oauth/server_words.h"
#include "oauth/token_response.h"

// Every reader of JSON that a stranger wrote, every member that it asks for, and every kind of value: what is needed is
// read or refused as the table says, and what is not needed has no effect. A reader that asks for a member without a
// row fails, so none can be forgotten. docs/security.md says the same in words.

namespace oauthctl {
namespace {

using nlohmann::json;
using Kinds = std::set<std::string>;

struct Value {
  const char* kind;
  const char* text;
};

constexpr Value values[] = {
    {"string", R"("x")"}, {"empty", R"("")"}, {"quoted number", R"("7")"}, {"number", "7"},
    {"fraction", "7.5"},  {"negative", "-7"}, {"huge", "1e300"},           {"flag", "true"},
    {"null", "null"},     {"array", "[]"},    {"strings", R"(["x","y"])"}, {"object", R"({"x":1})"}};

Kinds all_kinds() {
  Kinds all{"missing", "twice"};
  for (const Value& value : values) all.insert(value.kind);
  return all;
}

// The values that a member may have without a refusal.
const Kinds anything = all_kinds();
const Kinds text = {"string", "empty", "quoted number", "null", "missing"};
const Kinds needed_text = {"string", "quoted number"};
const Kinds number = {"empty", "quoted number", "number", "fraction", "negative", "huge", "null", "missing"};
const Kinds needed_number = {"quoted number", "number", "fraction", "negative", "huge"};
const Kinds flag = {"flag", "null", "missing"};
const Kinds needed_flag = {"flag"};
const Kinds texts = {"array", "strings", "null", "missing"};
const Kinds time_or_none = {"number", "fraction", "negative", "huge", "null", "missing"};
const Kinds once = {"string", "empty", "quoted number", "number", "fraction", "negative", "huge",
                    "flag",   "null",  "missing",       "array",  "strings",  "object"};
/// Read leniently: a duplicate member counts as absent (docs/security.md).
Kinds or_twice(Kinds kinds) {
  kinds.insert("twice");
  return kinds;
}
const Kinds any_value = or_twice(once);
const Kinds optional_text = or_twice(text);
const Kinds optional_texts = or_twice(texts);
const Kinds not_empty_text = {"string", "quoted number", "null", "missing"};
const Kinds nothing_else = {};  ///< only such a value as the example has

struct Row {
  const char* member;
  const Kinds& accepted;
};

struct Reader {
  const char* name;
  json example;
  std::vector<Row> rows;
  /// Reads a text; throws if it is refused.
  std::function<std::string(const std::string& text)> read;
};

HttpResponse answer(const std::string& body, int status = 200) {
  return {status, {{"content-type", "application/json"}}, body, "https://as.example/x"};
}

std::string in_words(const std::optional<TimePoint>& time) {
  return time ? std::to_string(time->time_since_epoch().count()) : "never";
}

std::string read_tokens(const std::string& body) {
  const TokenReply reply = parse_token_response(answer(body), TimePoint(std::chrono::seconds(1)));
  if (const auto* error = std::get_if<OAuthError>(&reply)) throw Error(ErrorKind::protocol, error->error);
  const auto& tokens = std::get<TokenSet>(reply);
  return tokens.access_token.reveal() + tokens.token_type + tokens.refresh_token.reveal() + tokens.id_token.reveal() +
         tokens.scope + in_words(tokens.expires_at) + in_words(tokens.refresh_token_expires_at);
}

std::string read_device(const std::string& body) {
  const DeviceAuthorization asked = parse_device_authorization_response(answer(body));
  return asked.device_code.reveal() + asked.user_code + asked.verification_uri + asked.verification_uri_complete +
         std::to_string(asked.expires_in.count()) + ' ' + std::to_string(asked.interval.count());
}

std::string read_introspection(const std::string& body) {
  const auto said = parse_introspection_response(answer(body));
  if (!said) return "refused";
  return std::to_string(said->active) + said->scope + said->client_id + said->username + said->sub +
         in_words(said->exp);
}

std::string read_userinfo(const std::string& body) {
  const auto account = parse_userinfo_response(answer(body));
  return account ? account->sub + account->name + account->preferred_username + account->email : "refused";
}

std::string read_registration(const std::string& body) {
  const RegisteredClient client = parse_registration_response(answer(body));
  return client.client_id + client.registration_client_uri + client.registration_access_token.reveal();
}

std::string read_key(const std::string& key) {
  const JwkSet set = JwkSet::parse(R"({"keys":[)" + key + "]}", "the set");
  if (set.keys().empty()) throw Error(ErrorKind::protocol, set.skipped().at(0));
  return set.keys()[0].kid + ' ' + set.keys()[0].alg;
}

std::string read_id_token_claims(const std::string& payload) {
  const IdTokenClaims claims = read_claims(JsonObject::parse(payload, "the ID token", ErrorKind::protocol));
  return claims.iss + claims.account.sub + claims.account.name + claims.account.email + in_words(claims.expires_at);
}

std::string read_pushed(const std::string& body) {
  const PushedAuthorization pushed = parse_pushed_authorization_response(answer(body, 201));
  return pushed.request_uri + std::to_string(pushed.expires_in.count());
}

std::string read_words(const std::string& body) {
  const OAuthError said = oauth_error(answer(body, 400));
  return said.error + ' ' + said.error_description;
}

/// Members that describe an error. Any reader asks for them if an answer is not as expected.
const std::vector<Row> word_rows = {
    {"error", anything},       {"errorType", anything},   {"errcode", anything},       {"error_code", anything},
    {"errorCode", anything},   {"code", anything},        {"type", anything},          {"error_description", anything},
    {"message", anything},     {"errmsg", anything},      {"error_message", anything}, {"errorMessage", anything},
    {"detail", anything},      {"description", anything}, {"msg", anything},           {"errorSummary", anything},
    {"faultstring", anything}, {"reason", anything},      {"error_reason", anything},  {"Message", anything},
    {"title", anything},       {"status", anything},      {"errors", anything},        {"fault", anything},
    {"data", anything},        {"error_uri", anything}};

std::vector<Row> metadata_rows() {
  std::vector<Row> rows = {{"issuer", text}, {"mtls_endpoint_aliases", anything}};
  for (const char* name : {"authorization_endpoint",
                           "token_endpoint",
                           "revocation_endpoint",
                           "introspection_endpoint",
                           "userinfo_endpoint",
                           "device_authorization_endpoint",
                           "pushed_authorization_request_endpoint",
                           "registration_endpoint",
                           "end_session_endpoint",
                           "jwks_uri",
                           "scopes_supported",
                           "response_types_supported",
                           "grant_types_supported",
                           "code_challenge_methods_supported",
                           "token_endpoint_auth_methods_supported",
                           "token_endpoint_auth_signing_alg_values_supported",
                           "authorization_details_types_supported",
                           "dpop_signing_alg_values_supported",
                           "request_object_signing_alg_values_supported",
                           "id_token_signing_alg_values_supported",
                           "require_pushed_authorization_requests",
                           "require_signed_request_object",
                           "authorization_response_iss_parameter_supported",
                           "client_id_metadata_document_supported"})
    rows.push_back({name, anything});
  return rows;
}

std::vector<Row> registration_rows() {
  std::vector<Row> rows = {{"client_id", needed_text},
                           {"registration_client_uri", nothing_else},
                           {"registration_access_token", optional_text},
                           {"redirect_uris", optional_texts},
                           {"post_logout_redirect_uris", texts},
                           {"bearer_token_types", texts},
                           {"scope", once},
                           {"require_pushed_authorization_requests", flag},
                           {"require_signed_request_object", flag},
                           {"dpop_bound_access_tokens", flag},
                           {"tls_client_certificate_bound_access_tokens", flag},
                           {"ignore_expires_in", flag},
                           {"client_name", anything},
                           {"client_secret_expires_at", anything},
                           {"grant_types", anything}};
  for (const char* name : {"client_secret",
                           "token_endpoint_auth_method",
                           "token_endpoint_auth_signing_alg",
                           "private_key_file",
                           "tls_client_certificate_file",
                           "tls_client_key_file",
                           "request_object_signing_alg",
                           "id_token_signed_response_alg",
                           "id_token_encrypted_response_alg",
                           "id_token_encrypted_response_enc",
                           "userinfo_signed_response_alg",
                           "userinfo_encrypted_response_alg",
                           "userinfo_encrypted_response_enc",
                           "introspection_signed_response_alg",
                           "introspection_encrypted_response_alg",
                           "introspection_encrypted_response_enc",
                           "authorization_signed_response_alg",
                           "authorization_encrypted_response_alg",
                           "authorization_encrypted_response_enc",
                           "token_member"})
    rows.push_back({name, text});
  return rows;
}

const std::vector<Reader>& readers() {
  static const std::vector<Reader> all = {
      {"metadata",
       {{"issuer", "https://as.example"}, {"token_endpoint", "https://as.example/t"}},
       metadata_rows(),
       [](const std::string& body) { return to_json(parse_metadata(body, "the document")); }},
      {"the token answer",
       {{"access_token", "at"}, {"token_type", "Bearer"}, {"expires_in", 60}, {"refresh_token", "rt"}, {"scope", "a"}},
       {{"access_token", needed_text},
        {"token_type", nothing_else},
        {"expires_in", number},
        {"refresh_token", text},
        {"refresh_token_expires_in", anything},
        {"refresh_expires_in", anything},
        {"id_token", not_empty_text},
        {"scope", once},
        {"scopes", any_value},
        {"issued_token_type", anything},
        {"authorization_details", nothing_else}},
       read_tokens},
      {"the device answer",
       {{"device_code", "dc"},
        {"user_code", "AB-CD"},
        {"verification_uri", "https://as.example/device"},
        {"expires_in", 600},
        {"interval", 5}},
       {{"device_code", needed_text},
        {"user_code", nothing_else},
        {"verification_uri", nothing_else},
        {"verification_url", anything},
        {"verification_uri_complete", anything},
        {"expires_in", needed_number},
        {"interval", anything}},
       read_device},
      {"the introspection answer",
       {{"active", true}, {"scope", "a"}},
       {{"active", needed_flag},
        {"scope", once},
        {"client_id", once},
        {"username", anything},
        {"sub", once},
        {"iss", anything},
        {"nbf", anything},
        {"exp", anything}},
       read_introspection},
      {"userinfo",
       {{"sub", "u-1"}, {"name", "Ann"}},
       {{"sub", nothing_else},
        {"id", any_value},
        {"account_id", any_value},
        {"user_id", any_value},
        {"uuid", any_value},
        {"name", anything},
        {"preferred_username", anything},
        {"login", anything},
        {"username", anything},
        {"email", anything},
        {"ok", anything},
        {"user", anything},
        {"account", anything},
        {"result", anything}},
       read_userinfo},
      {"the registration answer", {{"client_id", "c"}}, registration_rows(), read_registration},
      {"a published key",
       {{"kty", "EC"},
        {"crv", "P-256"},
        {"x", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"},
        {"y", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"},
        {"kid", "1"}},
       {{"kty", nothing_else},
        {"crv", nothing_else},
        {"x", nothing_else},
        {"y", nothing_else},
        {"n", anything},
        {"e", anything},
        {"kid", once},
        {"alg", anything},
        {"use", nothing_else},
        {"key_ops", nothing_else},
        {"d", nothing_else}},
       read_key},
      {"the ID token's claims",
       {{"iss", "https://as.example"}, {"sub", "u-1"}, {"aud", "c"}, {"exp", 60}},
       {{"iss", needed_text},
        {"sub", needed_text},
        {"aud", nothing_else},
        {"exp", time_or_none},
        {"nonce", text},
        {"name", once},
        {"preferred_username", once},
        {"email", once}},
       read_id_token_claims},
      {"the pushed request's answer",
       {{"request_uri", "urn:x"}, {"expires_in", 60}},
       {{"request_uri", nothing_else}, {"expires_in", nothing_else}},
       read_pushed},
      {"an error answer", {{"error", "invalid_grant"}}, word_rows, read_words},
  };
  return all;
}

std::string outcome(const Reader& reader, const std::string& text) {
  try {
    return "read " + reader.read(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::protocol) << reader.name << ": " << text;
    return "refused: " + error.message();
  }
}

std::string with(const json& example, const std::string& member, const char* value) {
  json changed = example;
  changed[member] = json::parse(value);
  return changed.dump();
}

std::string without(const json& example, const std::string& member) {
  json changed = example;
  changed.erase(member);
  return changed.dump();
}

/// The member twice, with two values, before the others.
std::string twice(const json& example, const std::string& member, const char* value) {
  const std::string others = without(example, member).substr(1);
  const std::string one = json(member).dump() + ':' + value + ',';
  return '{' + one + json(member).dump() + R"(:"other")" + (others == "}" ? "" : ",") + others;
}

class ForeignMembers : public ::testing::TestWithParam<Reader> {};

TEST_P(ForeignMembers, ThatNobodyNeedsHaveNoEffect) {
  const Reader& reader = GetParam();
  const std::string plain = outcome(reader, reader.example.dump());
  EXPECT_TRUE(plain.starts_with("read ")) << plain;
  std::vector<std::string> names = {"nobody_needs_this", "x5c", ""};
  for (const Row& row : reader.rows) {
    std::string other_case = row.member;
    other_case[0] = static_cast<char>(std::toupper(other_case[0]));
    if (other_case != "Message" && other_case != row.member) names.push_back(other_case);
  }
  const bool is_signed = std::string_view(reader.name).starts_with("the ID token");
  for (const std::string& name : names) {
    for (const Value& value : values) {
      EXPECT_EQ(outcome(reader, with(reader.example, name, value.text)), plain) << name << ' ' << value.kind;
      // Signed members are read strictly: RFC 7519 §4 lets a reader refuse it.
      const std::string doubled = outcome(reader, twice(reader.example, name, value.text));
      if (!is_signed) {
        EXPECT_EQ(doubled, plain) << name << ' ' << value.kind << " twice";
      }
    }
  }
}

/// RFC 8259 §6 and §8.2: what a number or an escape may say has no bounds.
TEST_P(ForeignMembers, ThatNobodyNeedsMayBeLegalJsonThatCannotBeKept) {
  const Reader& reader = GetParam();
  const std::string plain = outcome(reader, reader.example.dump());
  const bool is_signed = std::string_view(reader.name).starts_with("the ID token");
  const std::string rest = reader.example.dump().substr(1);
  for (const std::string& value : {std::string("1e400"), "-" + std::string(400, '9'), std::string(R"("\ud800")"),
                                   std::string(R"({"\udc00":[1e400]})")}) {
    const std::string came = outcome(reader, R"({"nobody_needs_this":)" + value + ',' + rest);
    EXPECT_EQ(came == plain, !is_signed) << value << ": " << came;
  }
}

TEST_P(ForeignMembers, ThatAreNeededAreReadOrRefusedAsDocumented) {
  const Reader& reader = GetParam();
  const bool is_signed = std::string_view(reader.name).starts_with("the ID token");
  const bool is_registration = std::string_view(reader.name) == "the registration answer";
  for (const Row& row : reader.rows) {
    // A row without kinds has values with their own grammar, which the reader's own tests cover.
    if (row.accepted.empty()) continue;
    const auto expect = [&](const char* kind, const std::string& text) {
      const std::string came = outcome(reader, text);
      EXPECT_EQ(came.starts_with("read "), row.accepted.contains(kind)) << row.member << ' ' << kind << ": " << came;
    };
    for (const Value& value : values) expect(value.kind, with(reader.example, row.member, value.text));
    expect("missing", without(reader.example, row.member));
    // Which members of a registration may come twice: Registration.RefusesWhatAClientFileCouldNotHold.
    if (!is_signed && !is_registration) expect("twice", twice(reader.example, row.member, R"("x")"));
  }
}

TEST_P(ForeignMembers, AreAllInTheTable) {
  const Reader& reader = GetParam();
  std::set<std::string> known;
  for (const Row& row : reader.rows) known.insert(row.member);
  for (const Row& row : word_rows) known.insert(row.member);
  MembersAskedFor asked;
  outcome(reader, reader.example.dump());
  outcome(reader, "{}");
  for (const Row& row : reader.rows) {
    for (const Value& value : values) outcome(reader, with(reader.example, row.member, value.text));
  }
  for (const std::string& name : asked.names()) {
    // Members inside a part are looked for like those outside.
    const std::string member = name.substr(name.rfind('.') + 1);
    EXPECT_TRUE(known.contains(member) || name == "keys") << reader.name << " asks for " << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Readers, ForeignMembers, ::testing::ValuesIn(readers()), [](const auto& test) {
  std::string name;
  for (const char c : std::string(test.param.name)) {
    if (std::isalnum(static_cast<unsigned char>(c))) name += c;
  }
  return name;
});

}  // namespace
}  // namespace oauthctl
