#include "config/providers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/client_file.h"
#include "session/fakes.h"
#include "session/login.h"
#include "session/logout.h"
#include "session/token.h"
#include "session/validate.h"
#include "store/record_json.h"
#include "support/providers.h"
#include "support/text_file.h"

namespace oauthctl::testing {
namespace {

using nlohmann::json;

/// The documented answers of each provider: tests/vectors/providers/answers.json. `granted` and `renewed` are the
/// answers to a code and to a refresh token, `account` that of its account endpoint, `dead` the same for a dead token;
/// `sent` has the parameters that must be in a request, null those that must not.
const json& all_cases() {
  static const json cases = json::parse(read_file(OAUTHCTL_SOURCE_DIR "/tests/vectors/providers/answers.json"));
  return cases;
}

HttpResponse answer_of(int status, const json& body) {
  HttpResponse response;
  response.status = status;
  response.headers.add("content-type", body.is_structured() ? "application/json" : "text/html");
  response.body = body.is_structured() ? body.dump() : body.is_string() ? body.get<std::string>() : "";
  return response;
}

HttpResponse answer_of(const json& status_and_body) {
  return answer_of(status_and_body.at(0).get<int>(), status_and_body.at(1));
}

/// The provider's server, by its manual: no discovery document, no introspection for this client.
class ProviderServer : public Transport {
 public:
  explicit ProviderServer(const ClientFile& file) : server_(file.server), rules_(file.client.rules) {}

  HttpResponse send(const HttpRequest& request) override {
    const std::string& url = request.url;
    HttpResponse response = answer_of(404, "");
    if (url == server_.token_endpoint || url == rules_.refresh_endpoint) {
      token_requests.push_back(request);
      response = next(token_answers);
    } else if (url == server_.device_authorization_endpoint) {
      device_requests.push_back(request);
      response = device_answer;
    } else if (url == server_.userinfo_endpoint) {
      account_requests.push_back(request);
      response = account_answer;
    } else if (is_revocation(request)) {
      revocations.push_back(request);
      response = revocation_answer;
    }
    response.url = url;
    return response;
  }

  std::deque<HttpResponse> token_answers;
  HttpResponse account_answer = answer_of(401, ""), revocation_answer = answer_of(200, ""),
               device_answer = answer_of(404, "");
  std::vector<HttpRequest> token_requests, account_requests, device_requests, revocations;

 private:
  static HttpResponse next(std::deque<HttpResponse>& answers) {
    if (answers.empty()) throw Error(ErrorKind::internal, "an unexpected request for tokens");
    HttpResponse response = answers.front();
    answers.pop_front();
    return response;
  }
  bool is_revocation(const HttpRequest& request) const {
    const std::string own = rules_.revocation.url.substr(0, rules_.revocation.url.find('{'));
    return request.url == server_.revocation_endpoint || (!own.empty() && request.url.starts_with(own));
  }

  ServerMetadata server_;
  ServerRules rules_;
};

/// Where the client of a profile is kept.
enum class Kept { in_file, in_record };

struct AtProvider : World {
  AtProvider(const json& documented, Kept kept)
      : documented(documented), file(client_file(documented)), server(file), kept(kept), browser(seen) {
    request.profile = "q";
    if (kept == Kept::in_record) request.client_file_inline = file;
    if (kept == Kept::in_file) request.client_file = "/client.json";
    request.scope = documented.at("scope").get<std::string>();
    request.timeout = std::chrono::minutes{30};
    seen.answer_with = [](const Params& asked) {
      return Params{{"code", "the-code"}, {"state", asked.get("state")}, {"scope", "extra"}};
    };
    if (!documented.at("account").is_null()) server.account_answer = answer_of(200, documented.at("account"));
    server.revocation_answer = answer_of(documented.at("revoked"));
  }

  static ClientFile client_file(const json& documented) {
    json client = {{"client_id", "client"},
                   {"client_secret", "client-secret"},
                   {"provider", documented.at("provider")},
                   {"provider_variables", documented.value("variables", json::object())}};
    if (documented.contains("redirect_uris")) client["redirect_uris"] = documented.at("redirect_uris");
    return parse_client_file(client.dump(), "client.json", installed_providers());
  }

  Services at() {
    const Services base = services();
    return {base.store, server,           base.notices,
            base.clock, base.entropy,     [this](const std::string&) { return file; },
            base.sleep, base.dpop_nonces, base.read_token};
  }

  /// As the next process finds it on the disk.
  Record& stored() {
    Record& record = store.records.at("q");
    return record = decode_record(encode_record(record).reveal(), "q", "q.json");
  }

  LoginOutcome sign_in() {
    server.token_answers.push_back(answer_of(200, documented.at("granted")));
    return login(request, at(), browser, [this](const Client&) { return std::make_unique<ImmediateListener>(seen); });
  }

  const json& documented;
  ClientFile file;
  ProviderServer server;
  Kept kept;
  LoginRequest request;
  ImmediateListener::Seen seen;
  RecordingBrowser browser;
};

void expect_params(const Params& sent, const json& expected, const char* what) {
  for (const auto& [name, value] : expected.items()) {
    EXPECT_EQ(sent.find(name), value.is_null() ? std::nullopt : std::optional(value.get<std::string>()))
        << what << ": " << name;
  }
}

std::optional<TimePoint> after(const json& seconds, TimePoint now) {
  return seconds.is_null() ? std::nullopt : std::optional(now + std::chrono::seconds(seconds.get<int>()));
}

class ProviderAnswers : public ::testing::TestWithParam<std::tuple<std::size_t, Kept>> {
 protected:
  AtProvider world() const { return {documented(), std::get<1>(GetParam())}; }
  const json& documented() const { return all_cases().at(std::get<0>(GetParam())); }
};

TokenDemand refresh_now() {
  TokenDemand demand;
  demand.refresh = true;
  return demand;
}

TEST_P(ProviderAnswers, SignsInRenewsValidatesAndSignsOut) {
  AtProvider world = this->world();
  const json& c = documented();
  const json sent = c.value("sent", json::object());

  world.sign_in();
  const Record& record = world.stored();
  expect_params(form_decode(world.seen.url.substr(world.seen.url.find('?') + 1)),
                sent.value("authorization", json::object()), "authorization request");
  expect_params(form_decode(world.server.token_requests.at(0).body.reveal()), sent.value("token", json::object()),
                "token request");
  EXPECT_EQ(record.account.sub, c.at("id").get<std::string>());
  EXPECT_EQ(record.account.label(), c.at("label").get<std::string>());
  EXPECT_EQ(record.tokens.expires_at, after(c.at("expires"), noon));
  EXPECT_EQ(record.tokens.refresh_token_expires_at, after(c.value("refresh_expires", json()), noon));
  if (c.contains("granted_scope")) {
    EXPECT_EQ(record.tokens.scope, c.at("granted_scope").get<std::string>());
  }
  for (const std::string& text : world.notices.warnings) EXPECT_NE(text.find("openid"), std::string::npos) << text;
  if (c.contains("asked_account")) {
    const HttpRequest& asked = world.server.account_requests.at(0);
    EXPECT_EQ(asked.method, c.at("asked_account").at("method").get<std::string>());
    EXPECT_EQ(asked.body.reveal(), c.at("asked_account").value("body", ""));
    expect_params(asked.headers, c.at("asked_account").at("headers"), "account request");
  }

  if (!c.at("renewed").is_null()) {
    world.server.token_answers.push_back(answer_of(200, c.at("renewed")));
    const Record renewed = token("q", refresh_now(), world.at());
    EXPECT_EQ(renewed.tokens.access_token.reveal(), c.at("renewed").at("access_token").get<std::string>());
    const HttpRequest& request = world.server.token_requests.at(1);
    EXPECT_EQ(request.url, c.value("renewal_url", world.file.server.token_endpoint));
    const Params body = form_decode(request.body.reveal());
    EXPECT_EQ(body.get("grant_type"), "refresh_token");
    EXPECT_TRUE(body.get("refresh_token") == "rt-1" || body.get("refresh_token") == "5Aep==");
    expect_params(body, sent.value("renewal", json::object()), "renewal");
  } else {
    EXPECT_TRUE(record.tokens.refresh_token.empty());
  }

  if (!c.at("dead").is_null()) {
    const Validation alive = validate(world.stored(), world.at());
    EXPECT_TRUE(alive.active);
    EXPECT_EQ(alive.account.sub, c.at("id").get<std::string>());
    world.server.account_answer = answer_of(c.at("dead"));
    EXPECT_FALSE(validate(world.stored(), world.at()).active);
  }

  world.stored();
  const LogoutOutcome outcome = logout("q", Settings::forget, world.at());
  EXPECT_FALSE(world.store.records.contains("q"));
  const json& expected = c.at("revocations");
  ASSERT_EQ(world.server.revocations.size(), expected.size()) << outcome.trouble;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const HttpRequest& request = world.server.revocations[i];
    const json& wanted = expected.at(i);
    EXPECT_EQ(request.method + ' ' + request.url,
              wanted.at("method").get<std::string>() + ' ' + wanted.at("url").get<std::string>());
    const std::string authorization = request.headers.get("Authorization");
    const auto scheme = wanted.at("authorization").get<std::string>();
    EXPECT_TRUE(authorization.starts_with(scheme)) << authorization;
    EXPECT_EQ(authorization.empty(), scheme.empty());
    const std::string& body = request.body.reveal();
    if (wanted.contains("body")) expect_params(form_decode(body), wanted.at("body"), "revocation");
    if (wanted.contains("json")) {
      EXPECT_EQ(json::parse(body), wanted.at("json"));
    }
    if (wanted.contains("text")) {
      EXPECT_EQ(body, wanted.at("text").get<std::string>());
    }
  }
  const bool was_asked = !expected.empty();
  EXPECT_EQ(outcome.refresh_token == Revocation::done || outcome.access_token == Revocation::done, was_asked);
}

TEST_P(ProviderAnswers, RefusesADeadCodeAndADeadRefreshToken) {
  const json& c = documented();
  AtProvider without_code = world();
  without_code.server.token_answers.push_back(answer_of(c.at("refused_code")));
  const auto refused = failure([&] {
    login(without_code.request, without_code.at(), without_code.browser,
          [&](const Client&) { return std::make_unique<ImmediateListener>(without_code.seen); });
  });
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->kind(), ErrorKind::refused) << refused->message();
  EXPECT_FALSE(without_code.store.records.contains("q"));

  if (c.at("renewed").is_null()) return;
  AtProvider world = this->world();
  world.sign_in();
  world.server.token_answers.push_back(answer_of(c.at("refused_renewal")));
  const auto expired = failure([&] { token("q", refresh_now(), world.at()); });
  ASSERT_TRUE(expired);
  EXPECT_EQ(expired->kind(), ErrorKind::login_required) << expired->message();
  EXPECT_EQ(world.stored().tokens.access_token.reveal(),
            c.at("granted").contains("access_token") ? c.at("granted").at("access_token").get<std::string>() : "at-1");
}

TEST_P(ProviderAnswers, SaysIfItDidNotRevoke) {
  const json& c = documented();
  if (c.at("revocations").empty()) return;
  AtProvider world = this->world();
  world.sign_in();
  world.server.revocation_answer =
      c.contains("not_revoked") ? answer_of(c.at("not_revoked")) : answer_of(401, json{{"error", "invalid_client"}});
  const LogoutOutcome outcome = logout("q", Settings::forget, world.at());
  EXPECT_FALSE(outcome.trouble.empty());
  EXPECT_TRUE(outcome.refresh_token == Revocation::refused || outcome.access_token == Revocation::refused);
}

TEST_P(ProviderAnswers, SignsInWithADeviceCode) {
  const json& c = documented();
  if (!c.contains("device")) return;
  const json& device = c.at("device");
  AtProvider world = this->world();
  world.request.flow = GrantType::device_code;
  world.server.device_answer = answer_of(200, device.at("answer"));
  world.server.token_answers.push_back(answer_of(device.at("pending")));
  world.sign_in();
  expect_params(form_decode(world.server.device_requests.at(0).body.reveal()), device.at("sent"), "device request");
  EXPECT_EQ(world.server.token_requests.size(), 2U);
  expect_params(form_decode(world.server.token_requests.at(1).body.reveal()), device.value("poll", json::object()),
                "poll");
  EXPECT_EQ(world.stored().account.sub, c.at("id").get<std::string>());
}

std::string name_of_case(const ::testing::TestParamInfo<std::tuple<std::size_t, Kept>>& info) {
  std::string name = all_cases().at(std::get<0>(info.param)).at("provider").get<std::string>();
  std::replace(name.begin(), name.end(), '-', '_');
  return name + (std::get<1>(info.param) == Kept::in_file ? "_in_file" : "_in_record");
}

INSTANTIATE_TEST_SUITE_P(All, ProviderAnswers,
                         ::testing::Combine(::testing::Range<std::size_t>(0, all_cases().size()),
                                            ::testing::Values(Kept::in_file, Kept::in_record)),
                         name_of_case);

TEST(Providers, EachHasItsDocumentedAnswersHere) {
  std::vector<std::string> tested;
  for (const json& documented : all_cases()) tested.push_back(documented.at("provider").get<std::string>());
  std::sort(tested.begin(), tested.end());
  EXPECT_EQ(tested, installed_providers().names());
}

}  // namespace
}  // namespace oauthctl::testing
