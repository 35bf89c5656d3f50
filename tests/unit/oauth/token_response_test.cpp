#include "oauth/token_response.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace oauthctl {
namespace {

using std::chrono::seconds;

constexpr TimePoint now{seconds(1'000'000)};

/// A file of tests/vectors/token-response: fields up to an empty line, then the raw body. The fields are `why`,
/// `expect` (one for each line of `description_of`), `asked` (the type of token, if not Bearer), `status`, and the
/// answer's headers.
struct Vector {
  std::vector<std::string> expected;
  std::string asked = bearer_token_type;
  HttpResponse response;
};

Vector read_vector(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  Vector vector;
  for (std::string line; std::getline(in, line) && !line.empty();) {
    const auto colon = line.find(": ");
    const std::string name = line.substr(0, colon);
    const std::string value = colon == std::string::npos ? "" : line.substr(colon + 2);
    if (name == "expect") {
      vector.expected.push_back(value);
    } else if (name == "asked") {
      vector.asked = value;
    } else if (name == "status") {
      vector.response.status = std::stoi(value);
    } else if (name != "why") {
      vector.response.headers.add(name, value);
    }
  }
  std::string& body = vector.response.body;
  body.assign(std::istreambuf_iterator<char>(in), {});
  if (body.ends_with('\n')) body.pop_back();
  return vector;
}

void describe_time(std::vector<std::string>& lines, const char* name, const std::optional<TimePoint>& at) {
  if (at) lines.push_back(name + std::to_string((*at - now).count()));
}

void describe_text(std::vector<std::string>& lines, const char* name, const std::string& text) {
  if (!text.empty()) lines.push_back(name + text);
}

std::vector<std::string> description_of(const TokenSet& tokens) {
  std::vector<std::string> lines;
  describe_text(lines, "access_token ", tokens.access_token.reveal());
  describe_text(lines, "token_type ", tokens.token_type);
  describe_time(lines, "expires_in ", tokens.expires_at);
  describe_text(lines, "refresh_token ", tokens.refresh_token.reveal());
  describe_time(lines, "refresh_token_expires_in ", tokens.refresh_token_expires_at);
  describe_text(lines, "id_token ", tokens.id_token.reveal());
  describe_text(lines, "scope ", tokens.scope);
  describe_text(lines, "authorization_details ", tokens.authorization_details);
  EXPECT_EQ(tokens.obtained_at, now);
  return lines;
}

std::vector<std::string> description_of(const OAuthError& error) {
  std::vector<std::string> lines{"error" + (error.error.empty() ? "" : ' ' + error.error)};
  describe_text(lines, "error_description ", error.error_description);
  describe_text(lines, "error_uri ", error.error_uri);
  return lines;
}

std::vector<std::string> description_of(const Error& error) {
  const bool unavailable = error.kind() == ErrorKind::unavailable;
  EXPECT_TRUE(unavailable || error.kind() == ErrorKind::protocol) << exit_code(error.kind());
  return {(unavailable ? "unavailable " : "protocol ") + error.message()};
}

std::vector<std::string> outcome_of(const Vector& vector) {
  try {
    return std::visit([](const auto& reply) { return description_of(reply); },
                      parse_token_response(vector.response, now, vector.asked));
  } catch (const Error& error) {
    return description_of(error);
  }
}

/// The refresh token in a refused answer; nothing if it is not such a refusal.
std::optional<TokenSet> renewal_of(const std::string& body) {
  HttpResponse response;
  response.status = 200;
  response.headers = {{"content-type", "application/json"}};
  response.body = body;
  try {
    parse_token_response(response, now, dpop_token_type);
  } catch (const RefusedTokens& refused) {
    EXPECT_EQ(refused.kind(), ErrorKind::protocol);
    return refused.renewal();
  } catch (const Error&) {
  }
  return std::nullopt;
}

TEST(RefusedTokens, HaveARefreshTokenAndNothingElse) {
  for (const char* body : {R"({"access_token":"at","token_type":"Bearer"})", R"({"refresh_token":"two\twords"})",
                           R"({"token_type":"DPoP","refresh_token":"rt","access_token":"at"})",
                           R"({"error":"invalid_grant","refresh_token":"rt"})"}) {
    EXPECT_FALSE(renewal_of(body)) << body;
  }
  const auto renewal = renewal_of(
      R"({"access_token":"at","token_type":"Bearer","refresh_token":"rt","refresh_expires_in":60,"scope":"a"})");
  ASSERT_TRUE(renewal);
  EXPECT_EQ(renewal->refresh_token.reveal(), "rt");
  EXPECT_EQ(renewal->refresh_token_expires_at, now + seconds(60));
  EXPECT_TRUE(renewal->access_token.empty());
  EXPECT_EQ(renewal->scope, "");
}

std::string nested(int levels) {
  const auto count = static_cast<std::size_t>(levels);
  return std::string(count, '[') + std::string(count, ']');
}

/// The server has spent the previous one, whatever else is wrong with its answer.
TEST(RefusedTokens, HaveTheRefreshTokenOfAnAnswerThatCannotBeRead) {
  const std::vector<std::string> oddities = {nested(40), nested(100'000), "\"caf\xe9\"",
                                             "{\"\xe9\":[1e400,\"\\ud800\"]}", "0,\"\xc3\xa9\":" + nested(40)};
  for (const std::string& odd : oddities) {
    const auto renewal =
        renewal_of(R"({"access_token":"at","refresh_token":"rt","refresh_expires_in":60,"x":)" + odd + "}");
    ASSERT_TRUE(renewal) << odd.substr(0, 100);
    EXPECT_EQ(renewal->refresh_token.reveal(), "rt");
    EXPECT_EQ(renewal->refresh_token_expires_at, now + seconds(60));
    EXPECT_TRUE(renewal->access_token.empty());
  }
}

TEST(RefusedTokens, HaveNoRefreshTokenThatIsInDoubt) {
  const std::string deep = R"(,"x":)" + nested(40) + "}";
  const std::vector<std::string> doubtful = {R"("refresh_token":"rt","refresh_token":"rt")",
                                             R"("refresh_token":"rt","refresh\u005ftoken":"other")",
                                             R"("refresh_token":["rt"])",
                                             R"("refresh_token":5)",
                                             R"("refresh_token":"r\nt")",
                                             "\"refresh_token\":\"r\xe9t\"",
                                             R"("refresh_token":"r\ud800t")",
                                             R"("y":{"refresh_token":"rt"})",
                                             R"("refresh_token":"rt","error":"invalid_grant")",
                                             R"("refresh_token":"rt" "y":1)"};
  for (const std::string& members : doubtful)
    EXPECT_FALSE(renewal_of(R"({"access_token":"at",)" + members + deep)) << members;
  const std::string whole = R"({"access_token":"at","refresh_token":"rt")" + deep;
  EXPECT_TRUE(renewal_of(whole));
  EXPECT_FALSE(renewal_of(whole.substr(0, whole.size() - 1))) << "cut off";
  EXPECT_FALSE(renewal_of(whole + "x"));
}

TEST(ParseTokenResponse, JudgesEveryVectorAsItSays) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(OAUTHCTL_SOURCE_DIR "/tests/vectors/token-response")) {
    const Vector vector = read_vector(entry.path());
    EXPECT_FALSE(vector.expected.empty()) << entry.path();
    EXPECT_EQ(outcome_of(vector), vector.expected) << entry.path();
    ++count;
  }
  EXPECT_GE(count, 40U);
}

HttpResponse granted(const std::string& members) {
  HttpResponse response;
  response.status = 200;
  response.headers = {{"content-type", "application/json"}};
  response.body = R"({"access_token":"a")" + members + "}";
  return response;
}

/// Keycloak's and GitHub's presets say where it stands.
TEST(ParseTokenResponse, CutsTheLifetimeOfARefreshTokenToTenYears) {
  TokenAnswerQuirks quirks;
  quirks.refresh_expires_in = {"/expires"};
  for (const std::string& huge : {std::string(400, '9'), std::string("99999999999999999999")}) {
    const HttpResponse answer = granted(R"(,"refresh_token":"r","expires":")" + huge + '"');
    const TokenReply reply = parse_token_response(answer, now, bearer_token_type, quirks);
    EXPECT_EQ(std::get<TokenSet>(reply).refresh_token_expires_at, now + seconds(316'224'000));
  }
}

/// RFC 6749 §A.17: unlike an access token it is never sent in a header.
TEST(ParseTokenResponse, TakesARefreshTokenWithBlanks) {
  const auto reply = parse_token_response(granted(R"(,"refresh_token":"r t")"), now);
  EXPECT_EQ(std::get<TokenSet>(reply).refresh_token.reveal(), "r t");
  EXPECT_THROW(parse_token_response(granted(R"(,"refresh_token":"r\tt")"), now), Error);
}

TEST(ParseTokenResponse, RefusesAnIdTokenThatIsEmpty) {
  EXPECT_THROW(parse_token_response(granted(R"(,"id_token":"")"), now), Error);
  EXPECT_NO_THROW(parse_token_response(granted(R"(,"id_token":null)"), now));
}

}  // namespace
}  // namespace oauthctl
