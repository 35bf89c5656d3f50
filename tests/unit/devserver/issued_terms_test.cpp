#include "devserver/endpoints/tokens/issued_terms.h"

#include <gtest/gtest.h>

#include "devserver/refusal.h"
#include "devserver/state/details_types.h"
#include "devserver/state/grants.h"
#include "devserver/state/terms.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* payment = R"([{"instructedAmount":{"amount":"1.50"},"type":"payment_initiation"}])";
constexpr const char* accounts = R"([{"actions":["read"],"type":"account_information"}])";
const std::string jkt(43, 'A');

std::string refusal_of(const auto& work) {
  try {
    work();
    return "";
  } catch (const Refusal& refusal) {
    return refusal.error() + ": " + refusal.description();
  }
}

TEST(AuthorizationDetails, ThatMakeNoSenseAreRefused) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"nonsense", "authorization_details"},
      {"{}", "must be an array of objects"},
      {"[]", "must be an array of objects"},
      {R"([{"actions":[]}])", "number 1 is not an object with a type"},
      {R"([{"type":"customer"}])", "the type customer is not supported"},
      {R"([{"type":"account_information","amount":"1"}])", "account_information: amount is unknown"},
      {R"([{"type":"account_information","instructedAmount":{}}])", "instructedAmount is unknown"},
      {R"([{"type":"account_information","actions":"read"}])", "actions must be an array of strings"},
      {R"([{"type":"account_information","locations":[1]}])", "locations must be an array of strings"},
      {R"([{"type":"account_information","identifier":7}])", "identifier must be a string"},
  };
  for (const auto& [text, why] : cases) {
    const std::string refusal = refusal_of([given = text] { read_authorization_details(given); });
    EXPECT_TRUE(refusal.starts_with("invalid_authorization_details: ")) << text;
    EXPECT_NE(refusal.find(why), std::string::npos) << refusal;
  }
}

TEST(AuthorizationDetails, OfOurTypesAreTaken) {
  EXPECT_EQ(read_authorization_details(""), "");
  EXPECT_EQ(read_authorization_details(payment), payment);
  EXPECT_EQ(read_authorization_details(accounts), accounts);
}

TEST(AskedTerms, ThatAreWrongAreRefused) {
  for (const char* resource : {"api", "https://api.example#part", "https://a b"}) {
    EXPECT_TRUE(refusal_of([&] { asked_terms({{"resource", resource}}); }).starts_with("invalid_target: ")) << resource;
  }
  for (const char* thumbprint : {"abc", "not base64url at all!"}) {
    EXPECT_TRUE(refusal_of([&] { asked_terms({{"dpop_jkt", thumbprint}}); }).starts_with("invalid_request: "));
  }
}

TEST(AskedTerms, AreReadFromTheirParameters) {
  const Terms terms = asked_terms({{"resource", "urn:a"},
                                   {"resource", "https://b.example/"},
                                   {"dpop_jkt", jkt},
                                   {"authorization_details", payment}});
  EXPECT_EQ(terms.resource, (std::vector<std::string>{"urn:a", "https://b.example/"}));
  EXPECT_EQ(terms.jkt, jkt);
  EXPECT_EQ(terms.authorization_details, payment);
}

/// A code with the terms `granted`, and the terms of the tokens that a request gets for it.
struct IssuedTermsTest : ::testing::Test {
  Database database{""};
  KeptTerms kept{database};
  Terms granted{jkt, {"urn:a", "urn:b"}, payment, {}};
  Params form{{"code", "c"}};

  IssuedTerms issued(const std::string& with_key, bool is_public = false,
                     const std::string& grant_type = "authorization_code") {
    kept.put(Secret("c"), granted);
    return terms_to_issue(kept, {grant_type, form, with_key, is_public});
  }
  std::string refusal(const std::string& with_key = jkt) {
    return refusal_of([&] { issued(with_key); });
  }
};

TEST_F(IssuedTermsTest, AreRefusedWithoutTheKeyOfTheCode) {
  EXPECT_EQ(refusal(""), "invalid_grant: the code or token is bound to another DPoP key");
  EXPECT_EQ(refusal(std::string(43, 'B')), "invalid_grant: the code or token is bound to another DPoP key");
}

TEST_F(IssuedTermsTest, AreRefusedWithoutTheCertificateOfTheRefreshToken) {
  form = {{"refresh_token", "r"}};
  kept.put(Secret("r"), Terms{{}, {}, {}, {}, "own"});
  const auto shown = [&](const char* x5t) {
    return refusal_of([&] { terms_to_issue(kept, {"refresh_token", form, "", true, x5t}); });
  };
  EXPECT_EQ(shown(""), "invalid_grant: the code or token is bound to another certificate");
  EXPECT_EQ(shown("another"), "invalid_grant: the code or token is bound to another certificate");
  EXPECT_EQ(shown("own"), "");
}

TEST_F(IssuedTermsTest, NameTheCertificateAndThatOfARefreshTokenWhereTheClientIsPublic) {
  const IssuedTerms confidential = terms_to_issue(kept, {"password", form, "", false, "own"});
  EXPECT_EQ(confidential.access_token.x5t, "own");
  EXPECT_EQ(confidential.refresh_token.x5t, "");
  EXPECT_EQ(terms_to_issue(kept, {"password", form, "", true, "own"}).refresh_token.x5t, "own");
}

TEST_F(IssuedTermsTest, AreThoseOfWhatTheGrantTypePresents) {
  form = {{"code", "another"}, {"refresh_token", "c"}};
  kept.put(Secret("c"), granted);
  EXPECT_THROW(terms_to_issue(kept, {"refresh_token", form, "", true}), Refusal) << "a code beside it changes nothing";
}

TEST_F(IssuedTermsTest, AreRefusedForMoreThanWasGranted) {
  form.add("resource", "urn:c");
  EXPECT_TRUE(refusal().starts_with("invalid_target: "));
  form = {{"code", "c"}, {"authorization_details", accounts}};
  EXPECT_TRUE(refusal().starts_with("invalid_authorization_details: "));
}

TEST_F(IssuedTermsTest, AreThoseThatWereGranted) {
  const IssuedTerms terms = issued(jkt);
  EXPECT_EQ(terms.access_token.jkt, jkt);
  EXPECT_EQ(terms.access_token.resource, granted.resource);
  EXPECT_EQ(terms.access_token.authorization_details, payment);
  EXPECT_EQ(terms.refresh_token.jkt, "") << "a client with a secret has that to show";
  EXPECT_EQ(issued(jkt, true).refresh_token.jkt, jkt) << "a public client has nothing but its key";
}

TEST_F(IssuedTermsTest, MayBeLessAndTheRefreshTokenKeepsAll) {
  form.add("resource", "urn:b");
  const IssuedTerms terms = issued(jkt);
  EXPECT_EQ(terms.access_token.resource, std::vector<std::string>{"urn:b"});
  EXPECT_EQ(terms.refresh_token.resource, granted.resource);
}

TEST_F(IssuedTermsTest, OfAGrantAtOnceAreThoseThatItAsksFor) {
  form = {{"resource", "urn:d"}, {"authorization_details", accounts}};
  const IssuedTerms terms = issued("", false, "client_credentials");
  EXPECT_EQ(terms.access_token.resource, std::vector<std::string>{"urn:d"});
  EXPECT_EQ(terms.access_token.authorization_details, accounts);
  EXPECT_EQ(terms.access_token.jkt, "");
}

TEST_F(IssuedTermsTest, OfAnExchangeAllowNoMoreThanTheSubject) {
  const std::string exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
  form = {{"subject_token", "c"}, {"resource", "urn:elsewhere"}};
  const IssuedTerms terms = issued("", false, exchange);
  EXPECT_EQ(terms.access_token.resource, std::vector<std::string>{"urn:elsewhere"});
  EXPECT_EQ(terms.access_token.authorization_details, payment);
  form.add("authorization_details", accounts);
  EXPECT_THROW(issued("", false, exchange), Refusal);
}

}  // namespace
}  // namespace oauthctl::devserver
