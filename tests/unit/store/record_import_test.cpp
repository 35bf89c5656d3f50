#include "store/record_import.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "oauthctl/error.h"
#include "store/file/checksum.h"
#include "store/record_json.h"
#include "support/records.h"

namespace oauthctl {
namespace {

using nlohmann::json;

json exported() {
  Record record = testing::full_record("work");
  record.source = {};
  if (record.client) {
    record.client->private_key_file.clear();
    record.client->tls_client_certificate_file.clear();
    record.client->tls_client_key_file.clear();
  }
  json object = json::parse(encode_record(record).reveal());
  object.erase("checksum");
  return object;
}

std::string import(const std::string& text) {
  try {
    return "imported " + decode_export(text, "kept").profile;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage) << error.message();
    return error.message();
  }
}

/// The answer of an import to a record with that member in it and a valid checksum.
std::string import_with(const char* pointer, const json& value) {
  json object = exported();
  object[json::json_pointer(pointer)] = value;
  return import(with_checksum(object.dump()));
}

TEST(RecordImport, TakesWhatWasExported) {
  EXPECT_EQ(import(with_checksum(exported().dump())), "imported work");
}

TEST(RecordImport, AnExportMayHaveTheClientFileInIt) {
  Record record = testing::full_record("work");
  record.source = {};
  record.client.reset();
  const Secret text = encode_export(record, R"({"client_id":"c","jwks":{"keys":[]}})", "client.json");
  EXPECT_EQ(import(text.reveal()), "imported work");
  EXPECT_EQ(json::parse(client_file_in(text.reveal(), "kept")->reveal()).at("client_id"), "c");
  EXPECT_FALSE(client_file_in(encode_record(record).reveal(), "kept"));
}

/// It would choose which of this machine's files is read.
TEST(RecordImport, AClientFileThatNamesFilesIsNeitherWrittenNorRead) {
  const Record record = testing::full_record("work");
  for (const char* client : {R"({"private_key_file":"key.pem"})", R"({"web":{"tls_client_key_file":"/k"}})", "[]"}) {
    EXPECT_THROW(encode_export(record, client, "client.json"), Error) << client;
    json object = exported();
    object["client_file"] = json::parse(client);
    if (object["client_file"].is_object()) {
      EXPECT_THROW(client_file_in(with_checksum(object.dump()), "kept"), Error) << client;
    }
  }
}

TEST(RecordImport, ATextThatIsNotAnExportIsRefused) {
  for (const std::string& text : {std::string(), std::string("{}"), with_checksum("{\"a\":1}"), exported().dump()}) {
    EXPECT_TRUE(import(text).starts_with("kept: is not what `oauthctl store export` wrote")) << text;
  }
}

TEST(RecordImport, NestingDoesNotCrash) {
  std::string text = exported().dump();
  text.insert(1, "\"deep\":" + std::string(100'000, '[') + std::string(100'000, ']') + ",");
  EXPECT_TRUE(import(with_checksum(text)).starts_with("kept: "));
}

TEST(RecordImport, CharactersThatLeadElsewhereAreRefused) {
  for (const char* pointer : {"/tokens/access_token", "/tokens/refresh_token", "/tokens/id_token", "/account/name",
                              "/tokens/token_type", "/server/token_endpoint", "/scope"}) {
    EXPECT_NE(import_with(pointer, "a\noutput=OWNED\nurl=file:///etc/hostname"), "imported work") << pointer;
  }
  EXPECT_NE(import_with("/tokens/access_token", "a b"), "imported work");
  EXPECT_NE(import_with("/params", json{{"a", "b\r\nc"}}), "imported work");
  EXPECT_NE(import_with("/profile", "../work"), "imported ../work");
}

TEST(RecordImport, AnEndpointThatSecretsMustNotGoToIsRefused) {
  for (const char* url : {"http://as.example/token", "file:///etc/hostname", "as.example", "https://a@b/"}) {
    EXPECT_NE(import_with("/server/token_endpoint", url), "imported work") << url;
    EXPECT_NE(import_with("/server/userinfo_endpoint", url), "imported work") << url;
  }
}

TEST(RecordImport, ThePathOfAFileThatWouldBeSentIsRefused) {
  for (const char* pointer :
       {"/source/assertion_file", "/source/subject_token_file", "/source/actor_token_file", "/client/private_key_file",
        "/client/tls_client_key_file", "/client/tls_client_certificate_file"}) {
    json object = exported();
    if (!object.contains("client")) object["client"] = {{"client_id", "c"}};
    object[json::json_pointer(pointer)] = "/etc/shadow";
    EXPECT_NE(import(with_checksum(object.dump())).find("names a file of the machine"), std::string::npos) << pointer;
  }
}

/// Its token would go to the server that the record names.
TEST(RecordImport, NamesNoOtherProfileOfThisMachine) {
  EXPECT_EQ(import_with("/source", {{"subject_profile", "mine"}}),
            "kept: \"subject_profile\" names a profile of the machine it was exported on, whose token it exchanges; "
            "sign in here instead");
}

/// A certificate of this machine would be shown where the record says.
TEST(RecordImport, NamesNoCertificateOfThisMachine) {
  json object = exported();
  object["tokens"]["certificate_file"] = "/home/ann/tls.pem";
  object["tokens"]["certificate_key_file"] = "/home/ann/tls.key";
  object["targeted_tokens"] = {{{"resource", {"https://a.example/"}}, {"tokens", object["tokens"]}}};
  const Record record = decode_export(with_checksum(object.dump()), "kept");
  ASSERT_EQ(record.targeted.size(), 1U);
  for (const TokenSet& tokens : {record.tokens, record.targeted[0].tokens}) {
    EXPECT_EQ(tokens.certificate_file, "");
    EXPECT_EQ(tokens.certificate_key_file, "");
  }
}

}  // namespace
}  // namespace oauthctl
