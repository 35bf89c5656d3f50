// Prints the cost of checking an ID token after fetching the keys: parsing the key set, the signature, the claims. One
// line per algorithm, the median of many runs.
#include "oauth/identity/id_token.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/json.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"

namespace {

using namespace oauthctl;
using Clock = std::chrono::steady_clock;
using std::chrono::nanoseconds;

constexpr int rounds = 500;
constexpr TimePoint now{std::chrono::seconds{1'800'000'000}};

/// A token, the text of the key set that its server publishes, and who checks it.
struct Bench {
  explicit Bench(const std::string& alg) {
    const PrivateKey key = generate_key(find_algorithm(alg)->key);
    nlohmann::json jwk = public_jwk(key.public_key());
    jwk["kid"] = "1";
    // As many keys as servers publish while they rotate.
    nlohmann::json keys = nlohmann::json::array({jwk});
    for (int i = 0; i < 2; ++i) keys.push_back(public_jwk(generate_key(KeyType::rsa).public_key()));
    key_set = to_text(nlohmann::json{{"keys", keys}});
    const nlohmann::json claims{
        {"iss", "https://as.example"},           {"sub", "alice"}, {"aud", "client"},
        {"iat", now.time_since_epoch().count()}, {"nonce", "n"},   {"exp", now.time_since_epoch().count() + 300}};
    token = Secret(sign_jws({{"kid", "1"}}, to_text(claims), alg, key));
    server.issuer = "https://as.example";
    client.client_id = "client";
    client.id_token_signed_response_alg = alg;
    context.asked->nonce = Secret("n");
  }
  void check() const {
    const JwkSet keys = JwkSet::parse(key_set, "the set");
    verify_id_token(token, server, client, keys, context, now);
  }

  std::string key_set;
  Secret token;
  ServerMetadata server;
  Client client;
  IdTokenContext context{.asked = Expectation{}};
};

nanoseconds median_check(const Bench& bench) {
  std::vector<nanoseconds> times;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = Clock::now();
    bench.check();
    times.push_back(Clock::now() - begin);
  }
  std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
  return times[rounds / 2];
}

}  // namespace

int main() {
  for (const char* alg : {"RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA"}) {
    const nanoseconds median = median_check(Bench(alg));
    std::printf("ID token check, %-5s %10.0f us\n", alg, static_cast<double>(median.count()) / 1000);
  }
}
