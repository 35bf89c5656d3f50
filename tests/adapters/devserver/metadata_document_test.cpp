#include <gmock/gmock.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "conversation.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::testing {
namespace {

using ::testing::HasSubstr;

/// The server's own example API serves the document, as a fault.
class MetadataDocument : public ::testing::Test {
 protected:
  std::string client_id() const { return server_.issuer() + "/resource"; }
  nlohmann::json document(const nlohmann::json& changes = nlohmann::json::object()) const {
    nlohmann::json document{{"client_id", client_id()},
                            {"client_name", "Notes"},
                            {"redirect_uris", {"http://127.0.0.1/callback"}},
                            {"token_endpoint_auth_method", "none"}};
    document.merge_patch(changes);
    return document;
  }
  void serve(nlohmann::json fault) {
    const std::string field = read_file(directory_ / "faults");
    const Params token = bearer(field.substr(field.rfind(' ') + 1, 43));
    send("DELETE", server_.issuer() + "/faults", token);
    fault["endpoint"] = "resource";
    fault["count"] = 100;
    ASSERT_EQ(post_json(server_, "/faults", fault, token).status, 204);
  }
  void serve_document(const nlohmann::json& document) { serve({{"status", 200}, {"body", document.dump()}}); }
  Answer ask(const std::string& client_id) {
    return authorize(server_, authorization_request({{"client_id", client_id}}));
  }
  /// The page that says why the document is not good.
  std::string refusal(const nlohmann::json& changes) {
    serve_document(document(changes));
    const Answer answer = ask(client_id());
    EXPECT_EQ(answer.status, 400) << changes;
    return answer.body;
  }

  TemporaryDirectory directory_;
  DevServer server_{{"--auto-approve", "--faults-header-file", directory_ / "faults"}};
};

TEST_F(MetadataDocument, IsAClientWithoutRegistration) {
  EXPECT_EQ(get(server_, "/.well-known/oauth-authorization-server").json().at("client_id_metadata_document_supported"),
            true);
  serve_document(document());
  const std::string code = ask(client_id()).location().get("code");
  const Answer answer = post(server_, "/token",
                             {{"grant_type", "authorization_code"},
                              {"client_id", client_id()},
                              {"code", code},
                              {"redirect_uri", redirect_uri},
                              {"code_verifier", code_verifier}});
  EXPECT_EQ(answer.status, 200) << answer.body;
}

TEST_F(MetadataDocument, CanNameTheKeysThatTheClientSignsWith) {
  const PrivateKey key = generate_key(KeyType::p256);
  serve_document(document({{"token_endpoint_auth_method", "private_key_jwt"},
                           {"grant_types", {"client_credentials"}},
                           {"jwks", {{"keys", {public_jwk(key.public_key())}}}}}));
  const auto ask_signed_by = [&](const PrivateKey& signer, const char* serial) {
    const nlohmann::json claims{{"iss", client_id()},
                                {"sub", client_id()},
                                {"aud", server_.issuer()},
                                {"jti", serial},
                                {"exp", std::time(nullptr) + 60}};
    return post(server_, "/token",
                {{"grant_type", "client_credentials"},
                 {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
                 {"client_assertion", sign_jws(nlohmann::json::object(), claims.dump(), "ES256", signer)}});
  };
  EXPECT_EQ(ask_signed_by(key, "1").status, 200);
  EXPECT_EQ(ask_signed_by(generate_key(KeyType::p256), "2").error(), "invalid_client");
}

TEST_F(MetadataDocument, IsReadAgainForEachRequest) {
  serve_document(document());
  EXPECT_EQ(ask(client_id()).status, 303);
  EXPECT_THAT(refusal({{"redirect_uris", {"https://elsewhere.example/"}}}), HasSubstr("is not registered"));
}

TEST_F(MetadataDocument, IsThatOfItsOwnAddress) {
  EXPECT_THAT(refusal({{"client_id", client_id() + "/"}}), HasSubstr("client_id is not its own address"));
  EXPECT_THAT(refusal({{"client_id", nullptr}}), HasSubstr("client_id is not its own address"));
}

TEST_F(MetadataDocument, HasNoSecret) {
  EXPECT_THAT(refusal({{"client_secret", "x"}}), HasSubstr("it has a client_secret"));
  EXPECT_THAT(refusal({{"client_secret_expires_at", 0}}), HasSubstr("it has a client_secret_expires_at"));
  EXPECT_THAT(refusal({{"token_endpoint_auth_method", "client_secret_basic"}}), HasSubstr("needs a secret"));
  EXPECT_THAT(refusal({{"token_endpoint_auth_method", "private_key_jwt"}}), HasSubstr("needs the client"));
}

TEST_F(MetadataDocument, IsSmallAndWithoutRedirect) {
  serve({{"status", 200}, {"endless", true}});
  EXPECT_THAT(ask(client_id()).body, HasSubstr("larger than 64 KiB"));
  serve({{"status", 302}, {"headers", {{"Location", server_.issuer() + "/stats"}}}});
  EXPECT_THAT(ask(client_id()).body, HasSubstr("status 302"));
  serve({{"status", 200}, {"body", "<html>"}});
  EXPECT_EQ(ask(client_id()).status, 400);
}

TEST_F(MetadataDocument, IsNotReadFromOtherAddresses) {
  for (const char* id : {"http://client.example/doc", "https://client.example", "https://client.example/",
                         "https://client.example/a/../b", "https://client.example/doc#x"})
    EXPECT_THAT(ask(id).body, HasSubstr("must be https and have a plain path")) << id;
  EXPECT_THAT(ask("http://127.0.0.1:1/doc").body, HasSubstr("no answer"));
}

TEST(WithoutMetadataDocuments, AUrlIsAnUnknownClient) {
  const DevServer server({"--no-client-metadata-documents"});
  EXPECT_FALSE(
      get(server, "/.well-known/oauth-authorization-server").json().contains("client_id_metadata_document_supported"));
  const Answer answer = authorize(server, authorization_request({{"client_id", server.issuer() + "/resource"}}));
  EXPECT_THAT(answer.body, HasSubstr("No client is registered"));
}

}  // namespace
}  // namespace oauthctl::testing
