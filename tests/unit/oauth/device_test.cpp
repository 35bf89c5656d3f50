#include "oauth/device.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "oauth/oauth_error.h"
#include "oauth/token_request.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

ServerMetadata a_server() {
  ServerMetadata server;
  server.device_authorization_endpoint = "https://as.example/device";
  server.token_endpoint = "https://as.example/token";
  return server;
}

Client a_client() {
  Client client;
  client.client_id = "c";
  return client;
}

json an_answer(const json& changes = json::object()) {
  json answer{{"device_code", "GmRh-m"},
              {"user_code", "WDJB-MJHT"},
              {"verification_uri", "https://example.com/device"},
              {"expires_in", 1800}};
  answer.update(changes);
  return answer;
}

HttpResponse response(const std::string& body, int status = 200) {
  HttpResponse out;
  out.status = status;
  out.headers.add("content-type", "application/json");
  out.body = body;
  return out;
}

DeviceAuthorization parsed(const json& changes) {
  return parse_device_authorization_response(response(an_answer(changes).dump()));
}

std::string random_bytes_of(std::size_t count) {
  return std::string(count, 'r');
}

TEST(DeviceAuthorizationRequest, RefusesAServerWithoutTheEndpoint) {
  const Error error = thrown_by([] {
    device_authorization_request({a_client(), {}, {}}, public_client(), "", {}, Secret());
  });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_STREQ(error.what(), "the server has no device_authorization_endpoint");
}

TEST(DeviceAuthorizationRequest, RefusesAParameterThatTheProtocolOwns) {
  for (const char* name : {"client_id", "scope", "client_secret", "code_challenge", "code_challenge_method"}) {
    const Error error = thrown_by([&] {
      device_authorization_request({a_client(), a_server(), {}}, public_client(), "", {{name, "x"}}, Secret());
    });
    EXPECT_EQ(error.kind(), ErrorKind::usage) << name;
  }
}

TEST(DeviceAuthorizationRequest, SaysWhoAsksAndForWhat) {
  const auto request = device_authorization_request({a_client(), a_server(), {}}, public_client(), "openid email",
                                                    {{"audience", "x"}}, Secret());
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://as.example/device");
  EXPECT_EQ(request.body.reveal(), "audience=x&scope=openid+email&client_id=c");
}

TEST(DeviceAuthorizationRequest, NamesTheClientAlsoWhereItAuthenticatesInTheHeader) {
  Client client = a_client();
  client.client_secret = Secret("s");
  const auto request = device_authorization_request({client, a_server(), {}}, client_secret_basic(), "", {}, Secret());
  EXPECT_EQ(request.headers.get("Authorization"), "Basic Yzpz");
  EXPECT_EQ(request.body.reveal(), "client_id=c");
}

TEST(DeviceAuthorizationRequest, HasAChallengeWhereTheServerListsS256) {
  ServerMetadata server = a_server();
  EXPECT_TRUE(device_code_verifier(server, random_bytes_of).empty());
  server.code_challenge_methods_supported = {"plain", "S256"};
  EXPECT_EQ(device_code_verifier(server, random_bytes_of).reveal().size(), 43U);
  // RFC 7636 App. B
  const Secret verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  EXPECT_EQ(device_authorization_request({a_client(), server, {}}, public_client(), "", {}, verifier).body.reveal(),
            "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&client_id=c");
}

TEST(DeviceAuthorizationAnswer, RefusesInvalidMembers) {
  const std::pair<json, const char*> cases[] = {
      {{{"device_code", nullptr}}, "device_code"},
      {{{"device_code", ""}}, "device_code"},
      {{{"device_code", 5}}, "device_code"},
      {{{"user_code", nullptr}}, "user_code"},
      {{{"user_code", "\x1b\x07 \n"}}, "user_code"},
      {{{"verification_uri", nullptr}}, "verification_uri"},
      {{{"verification_uri", "http://example.com/device"}}, "verification_uri"},
      {{{"verification_uri", "javascript:alert(1)"}}, "verification_uri"},
      {{{"verification_uri", "file:///etc/passwd"}}, "verification_uri"},
      {{{"verification_uri", "--version"}}, "verification_uri"},
      {{{"verification_uri", "https://example.com/\x1b[2J"}}, "verification_uri"},
      {{{"expires_in", nullptr}}, "expires_in"},
      {{{"expires_in", "soon"}}, "expires_in"},
  };
  for (const auto& [changes, member] : cases) {
    const Error error = thrown_by([&given = changes] { parsed(given); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol) << changes;
    EXPECT_NE(error.message().find('"' + std::string(member) + '"'), std::string::npos) << error.message();
    EXPECT_EQ(error.message().find('\x1b'), std::string::npos);
  }
}

TEST(DeviceAuthorizationAnswer, RefusesOtherDocuments) {
  const std::pair<HttpResponse, ErrorKind> cases[] = {{response("<html>", 200), ErrorKind::protocol},
                                                      {response("", 404), ErrorKind::protocol},
                                                      {response("<html>", 503), ErrorKind::unavailable},
                                                      {response("", 429), ErrorKind::unavailable},
                                                      {response(an_answer().dump(), 302), ErrorKind::protocol}};
  for (const auto& [answer, kind] : cases) {
    EXPECT_EQ(thrown_by([&given = answer] { parse_device_authorization_response(given); }).kind(), kind)
        << answer.status;
  }
}

TEST(DeviceAuthorizationAnswer, IsJudgedByItsErrorWhateverItsStatus) {
  for (const int status : {200, 400, 401}) {
    const Error error =
        thrown_by([&] { parse_device_authorization_response(response(R"({"error":"unauthorized_client"})", status)); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_STREQ(error.what(), "the server answered unauthorized_client");
  }
}

TEST(DeviceAuthorizationAnswer, IsReadAsTheRfcWritesIt) {
  const auto asked = parsed({{"verification_uri_complete", "https://example.com/device?user_code=WDJB-MJHT"}});
  EXPECT_EQ(asked.device_code.reveal(), "GmRh-m");
  EXPECT_EQ(asked.user_code, "WDJB-MJHT");
  EXPECT_EQ(asked.verification_uri, "https://example.com/device");
  EXPECT_EQ(asked.verification_uri_complete, "https://example.com/device?user_code=WDJB-MJHT");
  EXPECT_EQ(asked.expires_in, 1800s);
  EXPECT_EQ(asked.interval, 5s) << "RFC 8628 §3.2: the default";
}

TEST(DeviceAuthorizationAnswer, MayNameTheUriAsGoogleDoes) {
  EXPECT_EQ(
      parsed({{"verification_uri", nullptr}, {"verification_url", "https://www.google.com/device"}}).verification_uri,
      "https://www.google.com/device");
}

TEST(DeviceAuthorizationAnswer, OfAnotherMachineSendsNobodyToThisOne) {
  for (const auto& [asked, is_taken] :
       {std::pair{"https://as.example/device", false}, {"http://127.0.0.1:1/device", true}}) {
    const json local = {{"verification_uri", "http://127.0.0.1:9302/x"},
                        {"verification_uri_complete", "http://localhost/y"}};
    json body = an_answer();
    body.update(local);
    HttpResponse answer = response(body.dump(), 200);
    answer.url = asked;
    if (is_taken) {
      EXPECT_EQ(parse_device_authorization_response(answer).verification_uri, "http://127.0.0.1:9302/x");
    } else {
      EXPECT_EQ(thrown_by([&] { parse_device_authorization_response(answer); }).kind(), ErrorKind::protocol);
    }
  }
}

TEST(DeviceAuthorizationAnswer, LeavesOutAnUnusableCompleteUri) {
  for (const json& uri : {json(""), json(nullptr), json("ssh://example.com"), json("/device?code=x"), json(7),
                          json("http://example.com/device")}) {
    EXPECT_EQ(parsed({{"verification_uri_complete", uri}}).verification_uri_complete, "") << uri;
  }
}

TEST(DeviceAuthorizationAnswer, ReadsWhatIsPlainHoweverItIsWritten) {
  const auto asked = parsed({{"user_code", 12345678}, {"expires_in", "900"}, {"interval", "often"}, {"message", {1}}});
  EXPECT_EQ(asked.user_code, "12345678");
  EXPECT_EQ(asked.expires_in, 900s);
  EXPECT_EQ(asked.interval, 5s);
  EXPECT_EQ(parsed({{"interval", 1.5}}).interval, 2s);
}

TEST(DeviceAuthorizationAnswer, ThatIsThrottledDoesNotCountAsRefused) {
  const Error error =
      thrown_by([] { parse_device_authorization_response(response(R"({"error":"access_denied"})", 429)); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
}

TEST(DeviceAuthorizationAnswer, ShowsACodeWithoutItsEscapes) {
  EXPECT_EQ(parsed({{"user_code", "\x1b[2JAB\x07"}}).user_code.find('\x1b'), std::string::npos);
}

TEST(DeviceAuthorizationAnswer, LimitsItsTimes) {
  const std::pair<json, std::chrono::seconds> intervals[] = {
      {0, 1s}, {-5, 1s}, {1, 1s}, {60, 60s}, {61, 60s}, {9'000'000'000'000, 60s}, {"7", 7s}};
  for (const auto& [given, wanted] : intervals) EXPECT_EQ(parsed({{"interval", given}}).interval, wanted) << given;
  const std::pair<json, std::chrono::seconds> lives[] = {{0, 0s}, {-1, 0s}, {1, 1s}, {9'000'000'000'000, 24h}};
  for (const auto& [given, wanted] : lives) EXPECT_EQ(parsed({{"expires_in", given}}).expires_in, wanted) << given;
}

Error answered(const char* word) {
  return error_of({word, "", ""}, Presented::fresh_grant);
}

TEST(DevicePolling, EndsWithEveryErrorButThreeKinds) {
  for (const char* word : {"access_denied", "expired_token", "invalid_grant", "invalid_client", "no_such_word", ""}) {
    EXPECT_EQ(next_interval(5s, answered(word)), std::nullopt) << word;
    EXPECT_FALSE(is_pending(answered(word))) << word;
  }
  EXPECT_EQ(next_interval(5s, Error(ErrorKind::protocol, "x")), std::nullopt);
  EXPECT_EQ(next_interval(5s, Error(ErrorKind::interrupted, "x")), std::nullopt);
}

TEST(DevicePolling, GoesOnWhileThePersonIsBusyAndSlowerWhenTold) {
  EXPECT_EQ(next_interval(5s, answered("authorization_pending")), 5s);
  EXPECT_EQ(next_interval(5s, answered("slow_down")), 10s);
  EXPECT_EQ(next_interval(60s, answered("slow_down")), 65s);
  EXPECT_TRUE(is_pending(answered("slow_down")));
}

Error said(const char* code, const char* words) {
  return error_of({code, words, ""}, Presented::fresh_grant);
}

TEST(DevicePolling, GoesOnWhenTheServersWordsPlainlySaySo) {
  for (const auto& [code, words] : {std::pair{"", "HTTP 400: Authorization pending"}, std::pair{"pending", ""},
                                    std::pair{"invalid_request", "The authorization request is still pending."},
                                    std::pair{"1349174", "User has not yet authorized your application"},
                                    std::pair{"", "HTTP 403: not yet approved"}}) {
    EXPECT_EQ(next_interval(5s, said(code, words)), 5s) << code << words;
    EXPECT_TRUE(is_pending(said(code, words)));
  }
  EXPECT_EQ(next_interval(5s, said("polling_too_fast", "Slow down, please")), 10s);
}

TEST(DevicePolling, EndsWhenTheWordsOnlyMentionIt) {
  for (const auto& [code, words] :
       {std::pair{"invalid_grant", "Error occurred while retrieving the subject"},
        std::pair{"access_denied", "a pending request was denied"}, std::pair{"authorization_declined", "pending"},
        std::pair{"expired_token", "the pending authorization has expired"},
        std::pair{"invalid_grant", "no authorization is pending"},
        std::pair{"invalid_request", "the request is not pending"}}) {
    EXPECT_EQ(next_interval(5s, said(code, words)), std::nullopt) << code << words;
  }
}

TEST(DevicePolling, BacksOffFromAServerInTrouble) {
  for (const Error& error : {Error(ErrorKind::unavailable, "no connection"), answered("server_error")}) {
    EXPECT_EQ(next_interval(5s, error), 10s);
    EXPECT_EQ(next_interval(40s, error), 60s);
    EXPECT_EQ(next_interval(65s, error), 65s) << "never faster than before";
    EXPECT_FALSE(is_pending(error));
  }
}

TEST(TokenRequest, PresentsADeviceCode) {
  Client client = a_client();
  client.client_secret = Secret("s");
  const DeviceGrant grant{Secret("GmRh-m"), Secret("verifier")};
  const auto request = token_request({client, a_server(), {}}, client_secret_basic(), grant);
  EXPECT_EQ(request.body.reveal(),
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=GmRh-m&client_id=c"
            "&code_verifier=verifier");
  EXPECT_FALSE(request.may_repeat) << "polling has its own pace";
  EXPECT_EQ(presented_by(grant), Presented::fresh_grant);
  EXPECT_EQ(
      token_request({a_client(), a_server(), {}}, public_client(), DeviceGrant{Secret("d"), Secret()}).body.reveal(),
      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=d&client_id=c");
}

}  // namespace
}  // namespace oauthctl
