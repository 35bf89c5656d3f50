#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "oauth/request_parameters.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using Types = std::vector<std::string>;

TEST(AuthorizationDetails, AreAnArrayOfObjectsWithAType) {
  struct Case {
    const char* text;
    const char* message;
  };
  for (const Case& c : {Case{"", "d.json: is empty where JSON was expected"},
                        Case{"{\"type\":\"a\"}", "d.json must be an array of objects, as [{\"type\": \"…\"}]"},
                        Case{"[]", "d.json must be an array of objects, as [{\"type\": \"…\"}]"},
                        Case{"[{\"type\":\"a\"},{\"n\":1}]", "d.json: number 2 is not an object with a type"},
                        Case{"[{\"type\":1}]", "d.json: number 1 is not an object with a type"},
                        Case{"[{\"type\":\"a\",\"type\":\"b\"}]", "d.json: has the member \"type\" twice"}}) {
    const Error error = thrown_by([&] { parse_authorization_details(c.text, "d.json"); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), c.message);
  }
  EXPECT_EQ(parse_authorization_details(" [ {\"type\" : \"a\"} ]\n", "d.json"), R"([{"type":"a"}])");
}

TEST(AuthorizationDetails, OfATypeThatTheServerDoesNotListAreNotAskedFor) {
  ServerMetadata server;
  require_supported_types(server, R"([{"type":"b"}])");
  server.authorization_details_types_supported = {"a", "c"};
  const Error error = thrown_by([&] { require_supported_types(server, R"([{"type":"a"},{"type":"b"}])"); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_EQ(error.message(), "the server does not know authorization details of the type \"b\"");
  EXPECT_EQ(error.hint(), "it knows a, c");
  require_supported_types(server, R"([{"type":"c"}])");
  require_supported_types(server, "");
}

TEST(AuthorizationDetails, AreMissingWhereNothingGrantedHasAllOfThem) {
  const char* asked = R"([{"type":"a","actions":["read","write"]},{"type":"b","amount":"1"}])";
  EXPECT_EQ(missing_details(asked, ""), (Types{"a", "b"}));
  EXPECT_EQ(missing_details(asked, R"([{"type":"a","actions":["read"]},{"type":"b","amount":"1"}])"), (Types{"a"}));
  EXPECT_EQ(missing_details(asked, R"([{"type":"a","actions":["read","write"]},{"type":"b","amount":"2"}])"),
            (Types{"b"}));
  EXPECT_EQ(missing_details(R"([{"type":"a","n":1},{"type":"a","n":2}])", "[]"), (Types{"a"}));
}

TEST(AuthorizationDetails, MayBeEnrichedByTheServer) {
  EXPECT_EQ(missing_details(R"([{"type":"a","access":{"x":[]}}])",
                            R"([{"type":"z"},{"id":7,"type":"a","access":{"x":[1],"y":[]}}])"),
            Types{});
  EXPECT_EQ(missing_details("", R"([{"type":"a"}])"), Types{});
}

/// Examples of RFC 9396, as they stand there.
TEST(AuthorizationDetails, OfTheRfcAreTakenAsTheirFilesSay) {
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(OAUTHCTL_SOURCE_DIR "/tests/vectors/authorization-details")) {
    std::ifstream in(entry.path());
    const nlohmann::json vector = nlohmann::json::parse(in);
    const std::string details = parse_authorization_details(vector.at("authorization_details").dump(), "d.json");
    EXPECT_EQ(types_of(details), vector.at("types").get<Types>()) << entry.path();
    if (vector.contains("granted")) {
      EXPECT_EQ(missing_details(details, vector.at("granted").dump()), vector.at("missing").get<Types>())
          << entry.path();
    }
    ++count;
  }
  EXPECT_GE(count, 4U);
}

}  // namespace
}  // namespace oauthctl
