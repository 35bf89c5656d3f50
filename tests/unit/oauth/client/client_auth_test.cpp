#include "oauth/client/client_auth.h"

#include <gtest/gtest.h>

#include "jose/jws.h"
#include "oauth/sign_out.h"
#include "unit/oauth/client/own_keys.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

Client a_client(std::string id, std::string secret, std::string method = {}) {
  Client client;
  client.client_id = std::move(id);
  client.client_secret = Secret(std::move(secret));
  client.token_endpoint_auth_method = std::move(method);
  return client;
}

struct Sent {
  Params body;
  Params headers;
  friend bool operator==(const Sent&, const Sent&) = default;
};

Sent sent_by(const ClientAuth& auth, const Client& client) {
  Params body;
  HttpRequest request;
  ServerMetadata server;
  server.issuer = "https://as.example";
  auth({client, server, {}}, body, request);
  return {body, request.headers};
}

ClientAuth authentication(const ServerMetadata& server, const Client& client) {
  return client_auth({client, server, {}}, TimePoint{}, [](std::size_t count) { return std::string(count, 'r'); });
}

ServerMetadata supporting(std::vector<std::string> methods) {
  ServerMetadata server;
  server.token_endpoint_auth_methods_supported = std::move(methods);
  return server;
}

TEST(ClientAuth, RefusesAMethodThatIsNotKnown) {
  const Error error = thrown_by([] { authentication({}, a_client("c", "s", "magic")); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_STREQ(error.what(), "token_endpoint_auth_method 'magic' is not known here");
  EXPECT_EQ(error.hint(),
            "use one of private_key_jwt, tls_client_auth, self_signed_tls_client_auth, client_secret_basic, "
            "client_secret_post, client_secret_jwt, none");
}

TEST(ClientAuth, RefusesASecretMethodWithoutASecret) {
  for (const char* method : {"client_secret_basic", "client_secret_post", "client_secret_jwt"}) {
    const Error error = thrown_by([&] { authentication({}, a_client("c", "", method)); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), std::string("token_endpoint_auth_method '") + method + "' needs a client_secret");
  }
}

TEST(ClientAuth, SendsAnEmptySecretIfTheFileHasOne) {
  Client client = a_client("app", "", "client_secret_basic");
  client.empty_client_secret = true;
  EXPECT_EQ(sent_by(authentication({}, client), client).headers.get("Authorization"), "Basic YXBwOg==");
  client.token_endpoint_auth_method = "client_secret_post";
  EXPECT_EQ(sent_by(authentication({}, client), client).body, (Params{{"client_id", "app"}, {"client_secret", ""}}));
  client.token_endpoint_auth_method = "client_secret_jwt";
  EXPECT_EQ(thrown_by([&] { authentication({}, client); }).kind(), ErrorKind::usage);
  client.token_endpoint_auth_method = "";
  EXPECT_TRUE(is_public({client, {}, {}})) << "an empty secret alone is what a public client has";
}

TEST(ClientAuth, ShowsTheCertificateThatTokensAreToBeBoundTo) {
  Client client = a_client("app", "s", "client_secret_post");
  client.tls_client_certificate_file = "/c.pem";
  client.tls_client_key_file = "/c.key";
  Params body;
  HttpRequest request;
  authentication({}, client)({client, {}, {}}, body, request);
  EXPECT_FALSE(request.client_certificate);
  client.tls_client_certificate_bound_access_tokens = true;
  authentication({}, client)({client, {}, {}}, body, request);
  ASSERT_TRUE(request.client_certificate);
  EXPECT_EQ(request.client_certificate->certificate_file, "/c.pem");
  EXPECT_EQ(request.client_certificate->key_file, "/c.key");
  EXPECT_EQ(body.get("client_secret"), "s");
}

TEST(ClientAuth, RefusesAKeyMethodWithoutAKey) {
  const Error error = thrown_by([] { authentication({}, a_client("c", "s", "private_key_jwt")); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_EQ(error.message(), "token_endpoint_auth_method 'private_key_jwt' needs a private key");
}

TEST(ClientAuth, RefusesATlsMethodWithoutACertificate) {
  for (const char* method : {"tls_client_auth", "self_signed_tls_client_auth"}) {
    const Error error = thrown_by([&] { authentication({}, a_client("c", "s", method)); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), std::string("token_endpoint_auth_method '") + method + "' needs a client certificate");
  }
}

TEST(TlsClientAuth, ShowsTheCertificateAtTheEndpointsOfTheServerForIt) {
  Client client = a_client("c", "");
  client.tls_client_certificate_file = "/c.pem";
  client.tls_client_key_file = "/k.pem";
  ServerMetadata server = supporting({"none", "self_signed_tls_client_auth"});
  server.revocation_endpoint = "https://as.example/revoke";
  const auto request = [&] {
    return revocation_request({client, server, {}}, authentication(server, client), Secret("t"), "access_token");
  };
  EXPECT_EQ(request().url, "https://as.example/revoke");
  server.mtls_endpoint_aliases = {{"revocation_endpoint", "https://mtls.as.example/revoke"},
                                  {"token_endpoint", "https://mtls.as.example/token"}};
  EXPECT_EQ(request().url, "https://mtls.as.example/revoke");
  ASSERT_TRUE(request().client_certificate);
  EXPECT_EQ(request().client_certificate->certificate_file, "/c.pem");
  EXPECT_EQ(request().client_certificate->key_file, "/k.pem");
  EXPECT_TRUE(request().body.reveal().ends_with("client_id=c"));

  client.tls_client_key_file.clear();
  EXPECT_EQ(request().client_certificate->key_file, "/c.pem");
  client.token_endpoint_auth_method = "none";
  EXPECT_EQ(request().url, "https://as.example/revoke");
  EXPECT_FALSE(request().client_certificate);
}

/// The method that the sent request shows.
std::string method_of(const Sent& sent) {
  if (sent.headers.contains("Authorization")) return "client_secret_basic";
  if (sent.body.contains("client_secret")) return "client_secret_post";
  if (!sent.body.contains("client_assertion")) return "none";
  return parse_jws(sent.body.get("client_assertion"), "it").alg == "HS256" ? "client_secret_jwt" : "private_key_jwt";
}

TEST(ClientAuth, IsTheFirstThatTheServerListsAndTheClientHasTheMaterialFor) {
  struct Case {
    bool has_key;
    bool has_secret;
    std::vector<std::string> supported;
    const char* method;
  };
  for (const Case& c : {
           Case{true, true, {"client_secret_basic", "private_key_jwt"}, "private_key_jwt"},
           Case{true, true, {"client_secret_basic"}, "client_secret_basic"},
           Case{true, true, {}, "client_secret_basic"},
           Case{true, false, {}, "private_key_jwt"},
           Case{true, false, {"client_secret_basic"}, "private_key_jwt"},
           Case{false, true, {"private_key_jwt", "client_secret_jwt"}, "client_secret_jwt"},
           Case{false, true, {"client_secret_jwt", "client_secret_post"}, "client_secret_post"},
           Case{false, false, {"private_key_jwt", "client_secret_jwt"}, "none"},
       }) {
    Client client = c.has_key ? testing::with_key(testing::ed25519_jwk) : a_client("c", "");
    if (c.has_secret) client.client_secret = Secret(std::string(32, 's'));
    ServerMetadata server = supporting(c.supported);
    EXPECT_EQ(method_of(sent_by(authentication(server, client), client)), c.method);
    EXPECT_EQ(is_public({client, server, {}}), std::string_view(c.method) == "none");
  }
}

TEST(ClientAuth, IsChosenByTheClientThenByTheServer) {
  const Sent basic{{}, {{"Authorization", "Basic Yzpz"}}};
  const Sent post{{{"client_id", "c"}, {"client_secret", "s"}}, {}};
  const Sent none{{{"client_id", "c"}}, {}};
  struct Case {
    const char* method;
    const char* secret;
    std::vector<std::string> supported;
    Sent sent;
  };
  for (const Case& c : {
           Case{"", "s", {}, basic},
           Case{"", "s", {"client_secret_post"}, post},
           Case{"", "s", {"client_secret_post", "client_secret_basic"}, basic},
           Case{"", "s", {"private_key_jwt"}, basic},
           Case{"", "s", {"none", "client_secret_post"}, post},
           Case{"", "s", {"none"}, basic},
           Case{"", "", {}, none},
           Case{"", "", {"client_secret_basic"}, none},
           Case{"client_secret_post", "s", {"client_secret_basic"}, post},
           Case{"client_secret_basic", "s", {"client_secret_post"}, basic},
           Case{"none", "s", {"client_secret_basic"}, none},
       }) {
    const Client client = a_client("c", c.secret, c.method);
    EXPECT_EQ(sent_by(authentication(supporting(c.supported), client), client), c.sent)
        << c.method << ' ' << c.supported.size();
  }
}

TEST(ClientSecretBasic, FormEncodesReservedCharactersOnly) {
  struct Case {
    const char* id;
    const char* secret;
    const char* pair;
    bool needs_encoding;
  };
  for (const Case& c : {
           Case{"s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw", "czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3", false},
           Case{"a-_.~b", "c-_.~d", "YS1fLn5iOmMtXy5+ZA==", false},
           Case{"a:b", "c+/= %", "YSUzQWI6YyUyQiUyRiUzRCslMjU=", true},
           Case{"a", "\xc3\xa9", "YTolQzMlQTk=", true},
       }) {
    const Client client = a_client(c.id, c.secret);
    EXPECT_EQ(sent_by(client_secret_basic(), client).headers.get("Authorization"), std::string("Basic ") + c.pair);
    EXPECT_EQ(basic_needs_encoding({client, {}, {}}), c.needs_encoding) << c.id;
  }
}

TEST(ClientSecretBasic, CanBeToldNotToEncode) {
  Client client = a_client("a", "c+/=");
  client.basic_unencoded = true;
  EXPECT_EQ(sent_by(client_secret_basic(), client).headers.get("Authorization"), "Basic YTpjKy89");
  EXPECT_TRUE(basic_needs_encoding({client, {}, {}}));
}

}  // namespace
}  // namespace oauthctl
