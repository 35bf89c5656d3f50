#include "oauth/callback.h"

#include <gtest/gtest.h>

#include "oauth/authorization.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

ServerMetadata the_server(std::optional<bool> sends_iss = {}, std::string issuer = "https://as.example") {
  ServerMetadata server;
  server.issuer = std::move(issuer);
  server.authorization_response_iss_parameter_supported = sends_iss;
  return server;
}

AuthorizationRequest our_request(const ServerMetadata& server = the_server()) {
  AuthorizationRequest request;
  request.redirect_uri = "http://127.0.0.1:1/cb";
  request.state = Secret("ours");
  request.code_verifier = Secret("verifier");
  request.issuer = server.issuer;
  request.sends_iss = server.authorization_response_iss_parameter_supported.value_or(false);
  return request;
}

Error refused(const Params& query, const ServerMetadata& server = the_server()) {
  return thrown_by([&] { check_callback(our_request(server), query); });
}

TEST(Answers, IsFalseForStrangers) {
  for (const char* query :
       {"", "code=c", "code=c&state=", "code=c&state=other", "code=c&state=our", "code=c&state=ours2",
        "code=c&state=ours&state=ours", "code=c&state=other&state=ours", "state=ours",
        "state=ours&code=", "state=ours&error=", "state=ours&code=a&code=b", "state=ours&error=a&error=b",
        "error=access_denied", "State=ours&code=c", "state=ours&Code=c"}) {
    EXPECT_FALSE(answers(our_request(), form_decode(query))) << query;
  }
}

TEST(Answers, IsTrueForOurStateWithACodeOrAnError) {
  for (const char* query : {"code=c&state=ours", "state=ours&error=access_denied", "state=ours&code=c&scope=a&hd=x",
                            "state=ours&code=c&error=e", "state=ours&code=c&error="}) {
    EXPECT_TRUE(answers(our_request(), form_decode(query))) << query;
  }
}

/// Google's, whose client file names no issuer: the slash of its code as it is, and members that nobody asked for.
TEST(CheckCallback, TakesTheCodeFromAmongWhatAServerAdds) {
  const Params query = form_decode(
      "state=ours&iss=https://accounts.google.com&code=4/0AbC_x-Y&scope=email%20https://www.googleapis.com/auth/"
      "userinfo.email&authuser=0&hd=example.com&prompt=consent&session_state=a..b");
  EXPECT_TRUE(answers(our_request(the_server({}, "")), query));
  EXPECT_EQ(check_callback(our_request(the_server({}, "")), query).code().reveal(), "4/0AbC_x-Y");
}

TEST(Answers, IsFalseWithoutAState) {
  EXPECT_FALSE(answers(AuthorizationRequest{}, form_decode("code=c")));
}

TEST(CheckCallback, DoesNotBelieveAnErrorOfAnotherServer) {
  for (const char* error : {"access_denied", "temporarily_unavailable", "invalid_scope"}) {
    const Params query{{"state", "ours"}, {"error", error}, {"iss", "https://evil.example"}};
    EXPECT_EQ(refused(query).kind(), ErrorKind::protocol) << error;
    EXPECT_TRUE(refused(query).message().starts_with("the callback comes from another server")) << error;
  }
  const Params ours{{"state", "ours"}, {"error", "access_denied"}, {"iss", "https://as.example"}};
  EXPECT_EQ(refused(ours).kind(), ErrorKind::refused);
}

TEST(CheckCallback, RefusesAnswersThatAreNotSound) {
  struct Case {
    const char* query;
    const char* message;
  };
  for (const Case& c : {
           Case{"code=c", "the callback has no state"},
           Case{"code=c&state=other", "the callback belongs to another sign-in: its state is not ours"},
           Case{"code=c&state=", "the callback belongs to another sign-in: its state is not ours"},
           Case{"code=c&state=ours&state=ours", "the callback belongs to another sign-in: its state is not ours"},
           Case{"error=access_denied&state=other", "the callback belongs to another sign-in: its state is not ours"},
           Case{"state=ours&code=a&code=b", "the callback has the parameter \"code\" twice"},
           Case{"state=ours&error=a&error=b", "the callback has the parameter \"error\" twice"},
           Case{"state=ours&code=a&iss=b&iss=b", "the callback has the parameter \"iss\" twice"},
           Case{"state=ours&error=a&error_description=b&error_description=c",
                "the callback has the parameter \"error_description\" twice"},
           Case{"state=ours&code=a&error=b", "the callback has both a code and an error"},
           Case{"state=ours", "the callback has neither a code nor an error"},
           Case{"state=ours&code=", "the callback has neither a code nor an error"},
           Case{"state=ours&code=c&iss=https://evil.example",
                "the callback comes from another server: iss is 'https://evil.example', not 'https://as.example'"},
           Case{"state=ours&code=c&iss=https://as.example/",
                "the callback comes from another server: iss is 'https://as.example/', not 'https://as.example'"},
           Case{"state=ours&code=c&iss=HTTPS://as.example",
                "the callback comes from another server: iss is 'HTTPS://as.example', not 'https://as.example'"},
           Case{"state=ours&code=c&iss=",
                "the callback comes from another server: iss is '', not 'https://as.example'"},
           Case{"state=ours&code=c&iss=%1b]0;x%07",
                "the callback comes from another server: iss is ']0;x', not 'https://as.example'"},
       }) {
    const Error error = refused(form_decode(c.query));
    EXPECT_EQ(error.kind(), ErrorKind::protocol) << c.query;
    EXPECT_EQ(error.message(), c.message);
  }
}

TEST(CheckCallback, TellsThePersonWhoPastedWhatToPaste) {
  EXPECT_EQ(refused({{"code", "c"}, {"state", "other"}}).hint(),
            "sign in again, and paste the whole address that the browser ends up at");
}

TEST(CheckCallback, WantsIssOnlyWhereItIsAdvertised) {
  const Params without{{"state", "ours"}, {"code", "c"}};
  EXPECT_STREQ(refused(without, the_server(true)).what(), "the callback has no iss, which this server always sends");
  EXPECT_STREQ(refused(without, the_server(true, "")).what(),
               "the callback has no iss, which this server always sends");
  EXPECT_NO_THROW(check_callback(our_request(the_server(false)), without));
  EXPECT_NO_THROW(check_callback(our_request(the_server()), without));
}

TEST(CheckCallback, PassesOverIssWhenTheIssuerIsNotKnown) {
  const Params query{{"state", "ours"}, {"code", "c"}, {"iss", "https://accounts.google.com"}};
  EXPECT_EQ(check_callback(our_request(the_server({}, "")), query).code(), Secret("c"));
}

TEST(CheckCallback, ReportsAnErrorBeforeIss) {
  const Error error = refused({{"state", "ours"}, {"error", "access_denied"}}, the_server(true));
  EXPECT_EQ(error.kind(), ErrorKind::refused);
  EXPECT_STREQ(error.what(), "the server answered access_denied");
}

TEST(CheckCallback, RefusesForEveryErrorButAServerInTrouble) {
  struct Case {
    const char* error;
    ErrorKind kind;
  };
  for (const Case& c :
       {Case{"access_denied", ErrorKind::refused}, Case{"invalid_scope", ErrorKind::refused},
        Case{"unauthorized_client", ErrorKind::refused}, Case{"invalid_request", ErrorKind::refused},
        Case{"unsupported_response_type", ErrorKind::refused}, Case{"login_required", ErrorKind::refused},
        Case{"made_up", ErrorKind::refused}, Case{"server_error", ErrorKind::unavailable},
        Case{"temporarily_unavailable", ErrorKind::unavailable}}) {
    EXPECT_EQ(refused({{"state", "ours"}, {"error", c.error}}).kind(), c.kind) << c.error;
  }
}

TEST(CheckCallback, QuotesTheServerWithoutItsControlCharacters) {
  const Error error =
      refused(form_decode("state=ours&error=access%1b[2Jdenied&error_description=no%0d%0away%e2%80%ae"));
  EXPECT_STREQ(error.what(), "the server answered access[2Jdenied: no  way");
  ASSERT_TRUE(error.answer());
  EXPECT_EQ(error.answer()->error, "access\x1b[2Jdenied");
}

TEST(CheckCallback, GivesTheCodeWithItsVerifierAndRedirectUri) {
  const Params query{{"state", "ours"}, {"code", "c"}, {"iss", "https://as.example"}};
  const auto code = check_callback(our_request(the_server(true)), query);
  EXPECT_EQ(code.code(), Secret("c"));
  EXPECT_EQ(code.code_verifier(), Secret("verifier"));
  EXPECT_EQ(code.redirect_uri(), "http://127.0.0.1:1/cb");
}

}  // namespace
}  // namespace oauthctl
