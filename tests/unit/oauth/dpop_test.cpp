#include "oauth/dpop.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "jose/keys/thumbprint.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using nlohmann::json;

constexpr TimePoint now{std::chrono::seconds(1'562'262'616)};

std::string entropy(std::size_t count) {
  return std::string(count, 'r');
}

ServerMetadata server_with(std::vector<std::string> algorithms) {
  ServerMetadata server;
  server.dpop_signing_alg_values_supported = std::move(algorithms);
  return server;
}

HttpRequest request_to(const std::string& url) {
  HttpRequest request;
  request.url = url;
  return request;
}

struct Proof {
  JsonObject header;
  json claims;
};

/// The claims of a proof, after verifying its signature with the key that it shows.
Proof read_proof(const std::string& compact) {
  const UnverifiedJws jws = parse_jws(compact, "the proof");
  const JwkSet keys = JwkSet::parse(json{{"keys", {jws.header.value().at("jwk")}}}.dump(), "the proof's key");
  verify(jws, keys, {jws.alg});
  return {jws.header, json::parse(jws.payload)};
}

json claims_for(const HttpRequest& request, DpopProof proof) {
  if (proof.key.empty()) proof.key = new_dpop_key({});
  return read_proof(with_dpop_proof(request, proof, entropy, now).headers.get("DPoP")).claims;
}

HttpResponse answer(int status, Params headers, const std::string& body = {}) {
  HttpResponse response;
  response.status = status;
  response.headers = std::move(headers);
  response.body = body;
  return response;
}

TEST(DpopKey, IsNotMadeForAServerThatTakesNoneOfOurAlgorithms) {
  const Error error = thrown_by([] { new_dpop_key(server_with({"HS256", "none", "ES256K"})); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_EQ(error.message(),
            "the server takes DPoP proofs signed with HS256, none, ES256K, which oauthctl cannot make");
}

TEST(DpopKey, IsOfTheAlgorithmThatTheServerTakes) {
  const auto alg_of = [](const Secret& key) { return json::parse(key.reveal()).at("alg").get<std::string>(); };
  EXPECT_EQ(alg_of(new_dpop_key({})), "ES256");
  EXPECT_EQ(alg_of(new_dpop_key(server_with({"RS256", "EdDSA", "ES256"}))), "ES256");
  for (const char* alg : {"EdDSA", "ES384", "ES512", "PS256", "RS256"}) {
    const Secret key = new_dpop_key(server_with({alg}));
    EXPECT_EQ(alg_of(key), alg);
    EXPECT_EQ(
        read_proof(with_dpop_proof(request_to("https://a.example/"), {key, {}, {}}, entropy, now).headers.get("DPoP"))
            .header.string("alg"),
        alg);
  }
}

TEST(DpopKey, IsNewEachTime) {
  EXPECT_NE(dpop_jkt(new_dpop_key({})), dpop_jkt(new_dpop_key({})));
}

TEST(DpopProof, ShowsThePublicKeyAlone) {
  const Secret key = new_dpop_key({});
  const HttpRequest request = with_dpop_proof(request_to("https://a.example/"), {key, {}, {}}, entropy, now);
  const Proof proof = read_proof(request.headers.get("DPoP"));
  EXPECT_EQ(proof.header.string("typ"), "dpop+jwt");
  EXPECT_EQ(proof.header.string("alg"), "ES256");
  EXPECT_EQ(proof.header.object("jwk").names(), (std::vector<std::string>{"crv", "kty", "x", "y"}));
  EXPECT_EQ(thumbprint(proof.header.object("jwk")), dpop_jkt(key));
}

TEST(DpopProof, IsForTheMethodAndTheUrlWithoutQueryAndFragment) {
  struct Case {
    const char* url;
    const char* htu;
  };
  for (const Case& c :
       {Case{"https://a.example/x/y?q=1#f", "https://a.example/x/y"}, Case{"https://A.example", "https://a.example/"},
        Case{"https://a.example:443/x", "https://a.example/x"}, Case{"http://localhost:80/x", "http://localhost/x"},
        Case{"http://127.0.0.1:8910/token", "http://127.0.0.1:8910/token"},
        Case{"https://[::1]:8443/a%20b", "https://[::1]:8443/a%20b"}}) {
    HttpRequest request = request_to(c.url);
    request.method = "PUT";
    const json claims = claims_for(request, {});
    EXPECT_EQ(claims.at("htu"), c.htu);
    EXPECT_EQ(claims.at("htm"), "PUT");
  }
}

TEST(DpopProof, HasTheTimeARandomIdAndNothingThatWasNotGiven) {
  const json claims = claims_for(request_to("https://a.example/"), {});
  EXPECT_EQ(claims.at("iat"), 1'562'262'616);
  EXPECT_EQ(claims.at("jti").get<std::string>().size(), 43U);
  EXPECT_FALSE(claims.contains("ath"));
  EXPECT_FALSE(claims.contains("nonce"));
}

TEST(DpopProof, HasTheServersNonce) {
  EXPECT_EQ(claims_for(request_to("https://a.example/"), {{}, {}, "n-1"}).at("nonce"), "n-1");
}

TEST(DpopProof, IsSentOnceAndToOnePlace) {
  HttpRequest request = request_to("https://a.example/");
  request.may_repeat = true;
  request.same_origin_redirects = 10;
  request.headers.add("DPoP", "another");
  request = with_dpop_proof(request, {new_dpop_key({}), {}, {}}, entropy, now);
  EXPECT_FALSE(request.may_repeat);
  EXPECT_EQ(request.same_origin_redirects, 0);
  EXPECT_EQ(request.headers.count("DPoP"), 1U);
}

TEST(DpopNonce, IsOneFieldOfVisibleCharacters) {
  EXPECT_EQ(dpop_nonce(answer(200, {})), "");
  for (const char* value : {"", "a b", "a\"b", "a\\b", "a\nb", "\xc3\xa4"}) {
    EXPECT_EQ(dpop_nonce(answer(200, {{"dpop-nonce", value}})), "") << value;
  }
  EXPECT_EQ(dpop_nonce(answer(200, {{"dpop-nonce", std::string(5000, 'n')}})), "");
  EXPECT_EQ(dpop_nonce(answer(200, {{"dpop-nonce", "a"}, {"dpop-nonce", "b"}})), "") << "RFC 9449 §8.1: one";
  EXPECT_EQ(dpop_nonce(answer(200, {{"dpop-nonce", "eyJ7S_zG.eyJH0-Z.HX4w-7v"}})), "eyJ7S_zG.eyJH0-Z.HX4w-7v");
}

TEST(DpopNonce, IsNotWantedByAnyOtherRefusal) {
  EXPECT_FALSE(wants_dpop_nonce(answer(200, {}, R"({"error":"use_dpop_nonce"})")));
  EXPECT_FALSE(wants_dpop_nonce(answer(500, {}, R"({"error":"use_dpop_nonce"})")));
  EXPECT_FALSE(wants_dpop_nonce(answer(400, {}, R"({"error":"invalid_dpop_proof"})")));
  EXPECT_FALSE(wants_dpop_nonce(answer(400, {}, "<html>")));
  EXPECT_FALSE(wants_dpop_nonce(answer(401, {{"www-authenticate", "DPoP error=\"invalid_token\""}})));
  EXPECT_FALSE(wants_dpop_nonce(answer(401, {{"www-authenticate", "Bearer error=\"use_dpop_nonce\""}})));
  EXPECT_FALSE(wants_dpop_nonce(answer(403, {{"www-authenticate", "DPoP error=\"use_dpop_nonce\""}})));
}

TEST(DpopNonce, IsWantedAsRfc9449SaysIt) {
  EXPECT_TRUE(wants_dpop_nonce(
      answer(400, {},
             R"({"error":"use_dpop_nonce","error_description":"Authorization server requires nonce in DPoP proof"})")));
  EXPECT_TRUE(wants_dpop_nonce(answer(401, {{"www-authenticate",
                                             "DPoP error=\"use_dpop_nonce\", "
                                             "error_description=\"Resource server requires nonce in DPoP proof\""}})));
  EXPECT_TRUE(wants_dpop_nonce(answer(
      401, {{"www-authenticate", "Bearer"}, {"www-authenticate", "dpop algs=\"ES256\", error=use_dpop_nonce"}})));
  EXPECT_TRUE(
      wants_dpop_nonce(answer(401, {{"www-authenticate", "Bearer realm=\"x\", DPoP error=\"use_dpop_nonce\""}})));
}

/// The RFC's own proofs are signed by the key that they show, and have the same claims as ours for the same request.
TEST(DpopProof, SaysWhatTheRfcsExamplesSay) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(OAUTHCTL_SOURCE_DIR "/tests/vectors/dpop")) {
    std::ifstream in(entry.path());
    const json vector = json::parse(in);
    Proof theirs = read_proof(vector.at("proof"));
    EXPECT_EQ(thumbprint(theirs.header.object("jwk")), vector.at("jkt").get<std::string>()) << entry.path();
    HttpRequest request = request_to(vector.at("url"));
    request.method = vector.at("method");
    const DpopProof proof{new_dpop_key({}), Secret(vector.value("access_token", "")), ""};
    const TimePoint then{std::chrono::seconds(vector.at("now").get<std::int64_t>())};
    json ours = read_proof(with_dpop_proof(request, proof, entropy, then).headers.get("DPoP")).claims;
    ours.erase("jti");
    theirs.claims.erase("jti");
    EXPECT_EQ(ours, theirs.claims) << entry.path();
    ++count;
  }
  EXPECT_EQ(count, 2U);
}

}  // namespace
}  // namespace oauthctl
