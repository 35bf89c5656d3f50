#include "oauth/server/server_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/grants.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

const json good = {{"issuer", "https://as.example"},
                   {"authorization_endpoint", "https://as.example/authorize"},
                   {"token_endpoint", "https://as.example/token"},
                   {"code_challenge_methods_supported", {"S256"}},
                   {"authorization_response_iss_parameter_supported", true}};

ServerReport report(const json& document) {
  HttpResponse response;
  response.status = 200;
  response.url = "https://as.example/.well-known/openid-configuration";
  response.headers = {{"content-type", "application/json"}};
  response.body = document.dump();
  return report_on_server(response, "https://as.example");
}

json with(const char* name, const json& value) {
  json document = good;
  document[name] = value;
  return document;
}

json without(const char* name) {
  json document = good;
  document.erase(name);
  return document;
}

bool offers(const ServerReport& report, const std::string& name) {
  for (const Feature& feature : report.features) {
    if (feature.name == name) return feature.offered;
  }
  ADD_FAILURE() << "no feature is called " << name;
  return false;
}

TEST(ServerReport, RefusesAnAnswerThatIsNotADocument) {
  HttpResponse response;
  response.status = 200;
  response.body = "<html>";
  EXPECT_EQ(thrown_by([&] { report_on_server(response, "https://as.example"); }).kind(), ErrorKind::protocol);
  response.status = 503;
  EXPECT_EQ(thrown_by([&] { report_on_server(response, "https://as.example"); }).kind(), ErrorKind::unavailable);
}

TEST(ServerReport, NamesWhatALoginWouldRefuse) {
  const std::pair<json, std::string> bad[] = {
      {with("issuer", "https://as.example/"),
       "issuer is 'https://as.example/', not 'https://as.example': they must be the same byte for byte (RFC 8414 "
       "§3.3)"},
      {with("issuer", 7),
       "issuer is '', not 'https://as.example': they must be the same byte for byte (RFC 8414 §3.3)"},
      {with("token_endpoint", "http://as.example/token"),
       "token_endpoint must be an https URL (or http on a loopback host), not 'http://as.example/token'"},
      {with("end_session_endpoint", "javascript:alert(1)"),
       "end_session_endpoint must be an https URL (or http on a loopback host), not 'javascript:alert(1)'"},
      {with("jwks_uri", json::array()), "jwks_uri must be an https URL (or http on a loopback host), not '[]'"},
      {without("token_endpoint"), "token_endpoint is missing"},
      {without("authorization_endpoint"),
       "authorization_endpoint is missing, which the authorization code grant needs"},
      {with("scopes_supported", {"openid"}), "jwks_uri is missing, so ID tokens cannot be checked"},
  };
  for (const auto& [document, problem] : bad) EXPECT_THAT(report(document).problems, ElementsAre(problem));
  EXPECT_THAT(report(good).problems, IsEmpty());
}

TEST(ServerReport, RemarksOnWhatIsNotAnnounced) {
  EXPECT_EQ(report(without("code_challenge_methods_supported")).remarks.size(), 1U);
  EXPECT_EQ(report(with("code_challenge_methods_supported", {"plain"})).remarks.size(), 1U);
  EXPECT_EQ(report(with("authorization_response_iss_parameter_supported", false)).remarks.size(), 1U);
  EXPECT_THAT(report(good).remarks, IsEmpty());
}

TEST(ServerReport, KnowsTheDefaultsOfWhatIsNotStated) {
  EXPECT_TRUE(offers(report(good), "authorization code"));
  EXPECT_TRUE(offers(report(good), "client_secret_basic"));
  EXPECT_FALSE(offers(report(good), "refresh token"));
  EXPECT_FALSE(offers(report(with("grant_types_supported", {"client_credentials"})), "authorization code"));
  EXPECT_FALSE(offers(report(with("token_endpoint_auth_methods_supported", {"none"})), "client_secret_basic"));
}

TEST(ServerReport, ReadsFlagsListsAndEndpoints) {
  EXPECT_FALSE(offers(report(with("require_pushed_authorization_requests", false)), "pushed requests required"));
  EXPECT_TRUE(offers(report(with("require_pushed_authorization_requests", true)), "pushed requests required"));
  EXPECT_FALSE(offers(report(with("dpop_signing_alg_values_supported", json::array())), "DPoP"));
  EXPECT_TRUE(offers(report(with("dpop_signing_alg_values_supported", {"ES256"})), "DPoP"));
  EXPECT_FALSE(offers(report(with("response_modes_supported", "jwt")), "signed answers (JARM)"));
  EXPECT_TRUE(offers(report(with("response_modes_supported", {"query", "jwt"})), "signed answers (JARM)"));
  EXPECT_TRUE(offers(report(with("registration_endpoint", "https://as.example/r")), "dynamic registration"));
}

TEST(ServerReport, FindsWhereTwoDocumentsDiffer) {
  const ServerReport first = report(good);
  EXPECT_THAT(contradictions(first, first), IsEmpty());
  EXPECT_THAT(contradictions(first, report(with("token_endpoint", "https://as.example/other"))),
              ElementsAre("token_endpoint is 'https://as.example/token' in one document and 'https://as.example/other' "
                          "in the other"));
}

TEST(ServerReport, HasALineForEachFlow) {
  const ServerReport whole = report(good);
  for (const GrantRules& grant : all_grants()) {
    if (*grant.flow == '\0' || grant.type == GrantType::authorization_code) continue;
    const auto is_about_it = [&](const Feature& feature) {
      return (feature.use + ' ').find(std::string("--flow ") + grant.flow) != std::string::npos;
    };
    EXPECT_TRUE(std::any_of(whole.features.begin(), whole.features.end(), is_about_it)) << grant.flow;
  }
}

}  // namespace
}  // namespace oauthctl
