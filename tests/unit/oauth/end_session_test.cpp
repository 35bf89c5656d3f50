#include <gtest/gtest.h>

#include "base/url.h"
#include "oauth/sign_out.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

std::string bytes(std::size_t count) {
  return std::string(count, 'a');
}

EndSessionRequest begin(const std::string& endpoint, const char* id_token, const std::string& back) {
  ServerMetadata server;
  server.end_session_endpoint = endpoint;
  Client client;
  client.client_id = "c";
  return begin_end_session({client, server, {}}, Secret(id_token), back, bytes);
}

Params query_of(const EndSessionRequest& request) {
  return form_decode(Url::parse(request.url).value().query.value());
}

TEST(EndSession, WantsAnEndpointThatIsForABrowser) {
  EXPECT_EQ(thrown_by([] { begin("", "", ""); }).message(), "the server has no end_session_endpoint");
  for (const char* endpoint : {"http://as.example/end", "javascript:alert(1)", "file:///etc/passwd", "-x"})
    EXPECT_EQ(thrown_by([&] { begin(endpoint, "", ""); }).kind(), ErrorKind::usage) << endpoint;
}

TEST(EndSession, HintsAtTheSessionByItsIdTokenAndNotInAUrl) {
  const EndSessionRequest asked = begin("https://as.example/end?x=1", "a.b.c", "");
  EXPECT_EQ(asked.endpoint, "https://as.example/end?x=1");
  EXPECT_EQ(asked.form, (Params{{"client_id", "c"}, {"id_token_hint", "a.b.c"}}));
  EXPECT_EQ(query_of(asked), (Params{{"x", "1"}, {"client_id", "c"}}));
  EXPECT_EQ(begin("https://as.example/end", "", "").form, (Params{{"client_id", "c"}}));
}

TEST(EndSession, ComesBackWithOurStateAlone) {
  const EndSessionRequest asked = begin("https://as.example/end", "a.b.c", "http://127.0.0.1:1/out");
  EXPECT_EQ(query_of(asked).get("post_logout_redirect_uri"), "http://127.0.0.1:1/out");
  EXPECT_EQ(query_of(asked).get("state"), asked.state.reveal());
  EXPECT_EQ(asked.form.get("state"), asked.state.reveal());
  for (const Params& other : {Params{}, Params{{"state", ""}}, Params{{"state", "x"}}})
    EXPECT_FALSE(answers(asked, other));
  EXPECT_FALSE(answers(asked, {{"state", asked.state.reveal()}, {"state", "x"}}));
  EXPECT_TRUE(answers(asked, {{"state", asked.state.reveal()}}));
  EXPECT_FALSE(answers(begin("https://as.example/end", "", ""), {{"state", ""}}));
}

}  // namespace
}  // namespace oauthctl
