#include "config/same_server.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

ServerMetadata at(const std::string& issuer, const std::string& token_endpoint) {
  ServerMetadata server;
  server.issuer = issuer;
  server.token_endpoint = token_endpoint;
  return server;
}

TEST(SameServer, EndpointsAtTheOriginsOfTheClientFile) {
  const ServerMetadata record = at("https://as.example/tenant", "https://as.example/tenant/token");
  EXPECT_TRUE(names_same_server(at("https://as.example", ""), record));
  EXPECT_TRUE(names_same_server(at("", "https://AS.example:443/other"), record));
  EXPECT_FALSE(names_same_server(at("https://as.example:8443", ""), record));
  EXPECT_FALSE(names_same_server(at("https://other.example", "https://other.example/token"), record));
  EXPECT_FALSE(names_same_server({}, record));
}

TEST(SameServer, OneEndpointElsewhereIsEnoughToRefuse) {
  ServerMetadata record = at("https://as.example", "https://as.example/token");
  record.revocation_endpoint = "https://evil.example/revoke";
  EXPECT_FALSE(names_same_server(at("https://as.example", ""), record));
  EXPECT_TRUE(names_same_server(at("https://as.example", "https://evil.example/token"), record));
}

}  // namespace
}  // namespace oauthctl
