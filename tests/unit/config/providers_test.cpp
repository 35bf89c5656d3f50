#include "config/providers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/url.h"
#include "config/client_file.h"
#include "model/server/metadata_json.h"
#include "oauthctl/error.h"
#include "support/providers.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::testing {
namespace {

using nlohmann::json;

const json plain = {{"name", "p"},
                    {"title", "P"},
                    {"variables", {{"host", {{"help", "the host"}}}}},
                    {"server", {{"token_endpoint", "https://{host}/token"}}}};

json with(const std::string& pointer, const json& value) {
  json changed = plain;
  changed[json::json_pointer(pointer)] = value;
  return changed;
}

std::string refusal_of(const json& file, const ProviderVariables& given = {{"host", "a.example"}}) {
  try {
    read_provider(file.dump(), "p.json", given, Unset::refused);
    return {};
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    return error.message();
  }
}

std::string token_endpoint_for(const std::string& host) {
  return read_provider(plain.dump(), "p.json", {{"host", host}}, Unset::refused).server.token_endpoint;
}

TEST(ProviderFile, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(refusal_of(plain), "");
  const std::pair<json, const char*> cases[] = {
      {with("/colour", "red"), R"(p.json: "colour" is not known)"},
      {with("/server/tokens", "x"), R"(p.json: "server.tokens" is not known)"},
      {with("/account", {{"ids", {"/id"}}}), R"(p.json: "account.ids" is not known)"},
      {with("/account", {{"id", {"id"}}}), R"(p.json: "account.id" has "id", which is not a JSON pointer)"},
      {with("/answer", {{"scope", "scopes"}}), R"(p.json: "answer.scope" is not a JSON pointer)"},
      {with("/revocation", {{"method", "PUT"}}), R"(p.json: "revocation.method" has the unknown value "PUT")"},
      {with("/revocation", {{"tokens", {"id_token"}}}),
       R"(p.json: "revocation.tokens" has the unknown value "id_token")"},
      {with("/redirect", {{"loopback", "some"}}),
       R"(p.json: "redirect.loopback" must be any-port, registered or none)"},
      {with("/token_params", {{"refresh", {{"a", "b"}}}}),
       R"(p.json: "token_params.refresh" is not a grant type; expected authorization_code, refresh_token, client_credentials, password, device_code, jwt-bearer or token-exchange)"},
      {with("/server/token_endpoint", "http://{host}/token"),
       R"(p.json: "server.token_endpoint" must be an https URL, or http on a loopback host)"},
      {with("/refresh", {{"endpoint", "http://a.example/r"}}),
       R"(p.json: "refresh.endpoint" must be an https URL, or http on a loopback host)"},
      {with("/revocation", {{"url", "http://a.example/r"}}),
       R"(p.json: "revocation.url" must be an https URL, or http on a loopback host)"},
      {with("/revocation", {{"url", "https://{client_id}.example/r"}}),
       R"(p.json: "revocation.url" has a variable in its host)"},
      {with("/server/token_endpoint", "https://{tenant}/token"),
       R"(p.json: "server" has {tenant}, which is not among "variables")"},
  };
  for (const auto& [file, message] : cases) EXPECT_EQ(refusal_of(file), message) << file;
}

TEST(ProviderFile, FillsItsVariablesIn) {
  EXPECT_EQ(token_endpoint_for("git.example.com"), "https://git.example.com/token");
  EXPECT_EQ(token_endpoint_for("git.example.com:8443/sub"), "https://git.example.com:8443/sub/token");
  EXPECT_EQ(token_endpoint_for("https://git.example.com/"), "https://git.example.com/token") << "as people type it";
  EXPECT_EQ(token_endpoint_for("http://127.0.0.1:8080"), "http://127.0.0.1:8080/token");
  EXPECT_EQ(refusal_of(plain, {{"host", "http://a.example"}}),
            R"(p.json: "server.token_endpoint" must be an https URL, or http on a loopback host)");
  for (const char* host : {"a.example?x", "a.example#", "ann@a.example", "a b", "{client_id}"})
    EXPECT_NE(refusal_of(plain, {{"host", host}}), "") << host;
  EXPECT_EQ(refusal_of(plain, {}), R"(p.json: the variable "host" is missing: the host)");
  EXPECT_EQ(refusal_of(plain, {{"host", "a"}, {"port", "1"}}), R"(p.json: has no variable "port")");
  EXPECT_EQ(read_provider(plain.dump(), "p.json", {}, Unset::shown).server.token_endpoint, "https://HOST/token");
}

TEST(Providers, TheUsersOwnFilesAddAndOverride) {
  TemporaryDirectory own;
  json github = plain;
  github["name"] = "github";
  github.erase("variables");
  github["server"]["token_endpoint"] = "https://ghe.example/token";
  write_file(own / "github.json", github.dump());
  write_file(own / "p.json", plain.dump());
  write_file(own / "Odd Name.json", "{");
  const Providers providers(OAUTHCTL_SOURCE_DIR "/share/providers", own.path());
  EXPECT_EQ(providers.get("github").server.token_endpoint, "https://ghe.example/token");
  EXPECT_EQ(providers.get("p", {{"host", "h.example"}}).server.token_endpoint, "https://h.example/token");
  EXPECT_EQ(providers.names().size(), installed_providers().names().size() + 1);
  EXPECT_THROW(providers.get("../p"), Error);
}

TEST(Providers, AFileThatOthersCanWriteIsRefused) {
  TemporaryDirectory own;
  write_file(own / "p.json", plain.dump());
  ASSERT_EQ(chmod((own / "p.json").c_str(), 0666), 0);
  const Providers providers(OAUTHCTL_SOURCE_DIR "/share/providers", own.path());
  try {
    providers.get("p", {{"host", "h.example"}});
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_NE(error.message().find("other users can write it"), std::string::npos) << error.message();
  }
}

TEST(Providers, AMissingFolderIsABrokenInstallation) {
  try {
    Providers("/nonexistent", "").get("github");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::internal);
  }
}

/// Every file that is installed, as its reader sees it.
TEST(Providers, EachInstalledOneIsWholeAndSafe) {
  for (const std::string& name : installed_providers().names()) {
    SCOPED_TRACE(name);
    const Provider provider = installed_providers().get(name, {}, Unset::shown);
    EXPECT_FALSE(provider.title.empty());
    EXPECT_TRUE(provider.console.starts_with("https://")) << provider.console;
    EXPECT_FALSE(provider.documentation.empty());
    for (const std::string& page : provider.documentation) EXPECT_TRUE(page.starts_with("https://")) << page;
    std::set<std::string> origins;
    for_each_endpoint(provider.server, [&](const char* member, const std::string& url) {
      EXPECT_TRUE(url.starts_with("https://")) << member << ' ' << url;
      origins.insert(origin_of(url));
    });
    EXPECT_FALSE(provider.server.authorization_endpoint.empty());
    EXPECT_FALSE(provider.server.token_endpoint.empty());
    EXPECT_TRUE(provider.server.issuer.empty() || !provider.server.jwks_uri.empty()) << "to check ID tokens";
    // A profile knows the origins of its server's endpoints, and sends its secrets nowhere else.
    const ServerRules& rules = provider.habits.rules;
    for (const std::string& url : {rules.refresh_endpoint, rules.revocation.url}) {
      EXPECT_TRUE(url.empty() || origins.contains(origin_of_rule(url))) << url;
    }
    EXPECT_FALSE(provider.scope_needed && provider.suggested_scopes.empty()) << "a hint names a scope";
    for (const ProviderQuirk& quirk : provider.quirks) EXPECT_FALSE(quirk.reason.ends_with('.')) << quirk.name;
  }
}

TEST(Providers, AddNothingThatTheClientFileSays) {
  const auto read = [](const json& client) {
    return parse_client_file(client.dump(), "s.json", installed_providers());
  };
  const json client = {{"client_id", "c"}, {"client_secret", "s"}, {"provider", "gitlab"}};
  EXPECT_EQ(read(client).server.token_endpoint, "https://gitlab.com/oauth/token");
  json own = client;
  own["provider_variables"] = {{"host", "git.example.com"}};
  own["redirect_uris"] = {"http://127.0.0.1:9999/cb"};
  EXPECT_EQ(read(own).server.token_endpoint, "https://git.example.com/oauth/token");
  EXPECT_EQ(read(own).client.redirect_uris, (std::vector<std::string>{"http://127.0.0.1:9999/cb"}));
  json shopify = {{"client_id", "c"},
                  {"client_secret", "s"},
                  {"provider", "shopify"},
                  {"provider_variables", {{"shop", "s.example"}}},
                  {"token_params", {{"authorization_code", {{"expiring", "0"}}}}}};
  EXPECT_EQ(read(shopify).client.token_params.at("authorization_code").get("expiring"), "0");
}

// A token, and the secret, would go to a server that did not issue them.
TEST(Providers, AddNoAddressIfTheFileNamesAnotherServer) {
  const auto read = [](const json& own) {
    json client = {{"client_id", "c"}, {"client_secret", "s"}, {"provider", "github"}};
    client.update(own);
    return parse_client_file(client.dump(), "s.json", installed_providers());
  };
  const std::string ours = "https://git.example.com/login/oauth/";
  for (const json& own : {json{{"token_endpoint", ours + "access_token"}},
                          json{{"authorization_endpoint", ours}, {"token_endpoint", "https://git.example.com/t"}},
                          json{{"issuer", "https://git.example.com"}}}) {
    SCOPED_TRACE(own.dump());
    const ClientFile file = read(own);
    for_each_endpoint(file.server, [&](const char* member, const std::string& url) {
      EXPECT_EQ(origin_of(url), "https://git.example.com:443") << member;
    });
    EXPECT_EQ(file.client.rules.revocation.url, "");
    EXPECT_EQ(file.client.rules.text.find("api.github.com"), std::string::npos) << "what a record keeps";
    EXPECT_EQ(file.client.rules.account.name, (std::vector<std::string>{"/login", "/name"})) << "its ways stay";
    EXPECT_EQ(file.client.token_endpoint_auth_method, "client_secret_post");
  }
  try {
    read({{"authorization_endpoint", ours}});
    FAIL() << "a code of one server would go to the other";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), "s.json: \"token_endpoint\" is missing");
  }
  const ClientFile theirs = read({{"token_endpoint", "https://github.com/login/oauth/access_token?x=1"}});
  EXPECT_EQ(theirs.server.userinfo_endpoint, "https://api.github.com/user");
  EXPECT_NE(theirs.client.rules.revocation.url, "");
}

// Each endpoint that gives something decides: it would be presented at the other server.
TEST(Providers, AddNoAddressIfTheFileMovesAnEndpointThatIssues) {
  const json token = {{"token_endpoint", "https://own.example/t"}};
  for (const json& own : {json{{"device_authorization_endpoint", "https://own.example/d"}},
                          json{{"pushed_authorization_request_endpoint", "https://own.example/p"}},
                          json{{"mtls_endpoint_aliases", token}}}) {
    SCOPED_TRACE(own.dump());
    json client = {{"client_id", "c"}, {"client_secret", "s"}, {"provider", "github"}};
    client.update(own);
    try {
      parse_client_file(client.dump(), "s.json", installed_providers());
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.message(), "s.json: \"token_endpoint\" is missing");
    }
  }
  const json client = {{"client_id", "c"}, {"provider", "github"}, {"userinfo_endpoint", "https://own.example/u"}};
  EXPECT_EQ(parse_client_file(client.dump(), "s.json", installed_providers()).server.token_endpoint,
            "https://github.com/login/oauth/access_token")
      << "the file says where the token is shown";
}

TEST(ProviderFile, AVariableThatIsAPartOfAHostCannotEndIt) {
  const json part = with("/server/token_endpoint", "https://id.{host}.example.com/token");
  EXPECT_EQ(refusal_of(part, {{"host", "eu"}}), "");
  for (const char* value : {"evil.example/x", "evil.example:8443", "[::1]"})
    EXPECT_NE(refusal_of(part, {{"host", value}}).find("\"server\" cannot have"), std::string::npos) << value;
  EXPECT_EQ(refusal_of(plain, {{"host", "git.example.com:8443/below"}}), "");
}

TEST(Providers, AddNoAddressForRenewalsToAnotherServer) {
  std::set<std::string> tried;
  for (const std::string& name : installed_providers().names()) {
    Provider provider = installed_providers().get(name, {}, Unset::shown);
    if (provider.habits.rules.refresh_endpoint.empty()) continue;
    tried.insert(name);
    Client client;
    ServerMetadata server;
    server.token_endpoint = "https://own.example/token";
    add_provider(provider, client, server);
    EXPECT_EQ(client.rules.refresh_endpoint, "") << name;
    EXPECT_EQ(client.rules.refresh_needs, provider.habits.rules.refresh_needs) << name;
  }
  EXPECT_FALSE(tried.empty());
}

}  // namespace
}  // namespace oauthctl::testing
