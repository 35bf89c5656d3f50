#include "store/record_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "oauthctl/error.h"
#include "store/file/checksum.h"
#include "support/records.h"

namespace oauthctl {
namespace {

using nlohmann::json;
using testing::full_record;

constexpr const char* path = "/p/work.json";

std::string refusal(const std::string& text) {
  try {
    decode_record(text, "work", path);
    return {};
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::internal);
    return error.message();
  }
}

/// The record with another value of one member, and with a valid checksum.
std::string changed(const std::string& pointer, const json& value) {
  json record = json::parse(encode_record(full_record("work")).reveal());
  record.erase("checksum");
  record[json::json_pointer(pointer)] = value;
  return with_checksum(record.dump());
}

TEST(RecordJson, EveryFlippedByteIsNoticed) {
  const std::string text = encode_record(full_record("work")).reveal();
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const int flip : {0x01, 0x20, 0x80, 0xff}) {
      std::string damaged = text;
      damaged[i] = static_cast<char>(damaged[i] ^ flip);
      ASSERT_EQ(refusal(damaged), "/p/work.json: is damaged, or was changed by hand") << damaged;
    }
    ASSERT_NE(refusal(text.substr(0, i)), "");
  }
}

TEST(RecordJson, ARevisionIsKeptAndZeroIsOne) {
  Record record = full_record("work");
  for (const std::optional<std::int64_t> revision : {std::optional<std::int64_t>{}, {0}, {77}}) {
    record.revision = revision;
    EXPECT_EQ(decode_record(encode_record(record).reveal(), "work", path).revision, revision);
  }
}

TEST(RecordJson, ANewerVersionIsNotGuessedAt) {
  EXPECT_EQ(refusal(changed("/version", 2)), "/p/work.json: was written by a newer oauthctl");
  EXPECT_EQ(refusal(changed("/version", 0)), "/p/work.json: \"version\" must be 1");
}

TEST(RecordJson, TheRecordOfAnotherProfileIsRefused) {
  EXPECT_EQ(refusal(changed("/profile", "Work")), "/p/work.json: holds the record of the profile \"Work\"");
}

TEST(RecordJson, TypesAreStrict) {
  EXPECT_EQ(refusal(changed("/tokens", "x")), "/p/work.json: \"tokens\" must be an object, not a string");
  EXPECT_EQ(refusal(changed("/tokens/access_token", 1)),
            "/p/work.json: \"tokens.access_token\" must be a string, not a number");
  EXPECT_EQ(refusal(changed("/tokens/expires_at", "soon")),
            "/p/work.json: \"tokens.expires_at\" must be a whole number, not a string");
  EXPECT_EQ(refusal(changed("/server/token_endpoint", json::array())),
            "/p/work.json: \"server.token_endpoint\" must be a string, not an array");
  EXPECT_EQ(refusal(changed("/targeted_tokens", "x")).substr(0, 34), "/p/work.json: \"targeted_tokens\" mu");
  EXPECT_NE(refusal(changed("/targeted_tokens/0/tokens/access_token", 1)), "");
  for (const json& params : {json("x"), json{{"a", "b"}}, json{{"a", "b", "c"}, {"a", "b", "c"}}, json{1}}) {
    EXPECT_EQ(refusal(changed("/params", params)), "/p/work.json: \"params\" must be an array of pairs of strings");
  }
}

TEST(RecordJson, MembersOfALaterWriterArePassedOver) {
  EXPECT_EQ(refusal(changed("/tokens/later", json{{"a", 1}})), "");
  EXPECT_EQ(refusal(changed("/later", "x")), "");
}

TEST(RecordJson, EveryMemberSurvives) {
  const Record before = full_record("work");
  const Record after = decode_record(encode_record(before).reveal(), "work", path);
  EXPECT_EQ(after.profile, before.profile);
  EXPECT_EQ(after.serial, before.serial);
  EXPECT_EQ(after.client_file, before.client_file);
  ASSERT_TRUE(after.client);
  EXPECT_EQ(after.client->client_id, before.client->client_id);
  EXPECT_TRUE(after.client->client_secret == before.client->client_secret);
  EXPECT_EQ(after.client->client_secret_expires_at, before.client->client_secret_expires_at);
  EXPECT_EQ(after.client->redirect_uris, before.client->redirect_uris);
  EXPECT_EQ(after.client->token_endpoint_auth_method, before.client->token_endpoint_auth_method);
  EXPECT_EQ(after.client->token_endpoint_auth_signing_alg, before.client->token_endpoint_auth_signing_alg);
  EXPECT_TRUE(after.client->jwks == before.client->jwks);
  EXPECT_EQ(after.client->private_key_file, before.client->private_key_file);
  EXPECT_TRUE(after.client->private_key == before.client->private_key);
  EXPECT_EQ(after.client->tls_client_certificate_file, before.client->tls_client_certificate_file);
  EXPECT_EQ(after.client->tls_client_key_file, before.client->tls_client_key_file);
  EXPECT_TRUE(after.client->require_pushed_authorization_requests);
  EXPECT_TRUE(after.client->require_signed_request_object);
  EXPECT_EQ(after.client->request_object_signing_alg, before.client->request_object_signing_alg);
  EXPECT_EQ(after.client->id_token_signed_response_alg, before.client->id_token_signed_response_alg);
  EXPECT_EQ(after.client->post_logout_redirect_uris, before.client->post_logout_redirect_uris);
  EXPECT_EQ(after.client->response_mode, before.client->response_mode);
  EXPECT_EQ(after.client->authorization_signed_response_alg, before.client->authorization_signed_response_alg);
  EXPECT_EQ(after.client->scope, before.client->scope);
  EXPECT_EQ(after.client->params, before.client->params);
  EXPECT_TRUE(after.client->tls_client_certificate_bound_access_tokens);
  EXPECT_EQ(after.client->token_params, before.client->token_params);
  EXPECT_EQ(after.client->quirks, before.client->quirks);
  EXPECT_EQ(after.client->basic_unencoded, before.client->basic_unencoded);
  EXPECT_EQ(after.server, before.server);
  EXPECT_EQ(after.grant_type, before.grant_type);
  EXPECT_EQ(after.client_id, before.client_id);
  EXPECT_EQ(after.response_type, before.response_type);
  EXPECT_EQ(after.scope, before.scope);
  EXPECT_EQ(after.params, before.params);
  EXPECT_EQ(after.basic_unencoded, before.basic_unencoded);
  EXPECT_EQ(after.client_secret_expires_at, before.client_secret_expires_at);
  EXPECT_EQ(after.account, before.account);
  EXPECT_TRUE(after.tokens.access_token == before.tokens.access_token);
  EXPECT_EQ(after.tokens.token_type, before.tokens.token_type);
  EXPECT_EQ(after.tokens.expires_at, before.tokens.expires_at);
  EXPECT_TRUE(after.tokens.refresh_token == before.tokens.refresh_token);
  EXPECT_EQ(after.tokens.refresh_token_expires_at, before.tokens.refresh_token_expires_at);
  EXPECT_TRUE(after.tokens.id_token == before.tokens.id_token);
  EXPECT_EQ(after.tokens.scope, before.tokens.scope);
  EXPECT_EQ(after.tokens.obtained_at, before.tokens.obtained_at);
  EXPECT_EQ(after.tokens.certificate_file, before.tokens.certificate_file);
  EXPECT_EQ(after.tokens.certificate_key_file, before.tokens.certificate_key_file);
  ASSERT_EQ(after.targeted.size(), before.targeted.size());
  EXPECT_EQ(after.targeted[0].target, before.targeted[0].target);
  EXPECT_TRUE(after.targeted[0].tokens.access_token == before.targeted[0].tokens.access_token);
  EXPECT_EQ(after.targeted[0].tokens.expires_at, before.targeted[0].tokens.expires_at);
  EXPECT_EQ(after.targeted[0].tokens.scope, "read");
  EXPECT_EQ(after.targeted[1].target, before.targeted[1].target);
}

TEST(RecordJson, WithoutOtherTokensIsAsItWasBeforeTheyWereKept) {
  Record record = full_record("work");
  record.targeted.clear();
  const std::string text = encode_record(record).reveal();
  EXPECT_EQ(text.find("targeted"), std::string::npos);
  EXPECT_TRUE(decode_record(text, "work", path).targeted.empty());
}

TEST(RecordJson, AnEmptySecretIsNotAnAbsentOne) {
  Record before;
  before.profile = "work";
  before.client = Client{};
  for (const bool has_empty_secret : {true, false}) {
    before.client->empty_client_secret = has_empty_secret;
    const Record after = decode_record(encode_record(before).reveal(), "work", path);
    EXPECT_EQ(after.client->empty_client_secret, has_empty_secret);
  }
}

TEST(RecordJson, AbsentStaysAbsent) {
  Record before;
  before.profile = "work";
  const Record after = decode_record(encode_record(before).reveal(), "work", path);
  EXPECT_FALSE(after.client);
  EXPECT_FALSE(after.tokens.expires_at);
  EXPECT_FALSE(after.tokens.refresh_token_expires_at);
  EXPECT_FALSE(after.server.authorization_response_iss_parameter_supported);
  EXPECT_TRUE(after.tokens.refresh_token.empty());
  EXPECT_TRUE(after.params.empty());
}

}  // namespace
}  // namespace oauthctl
