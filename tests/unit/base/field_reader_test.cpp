#include "base/field_reader.h"

#include <gtest/gtest.h>

#include "base/retry_after.h"

namespace oauthctl {
namespace {

TEST(FieldReader, ReadsQuotedAndPlainValues) {
  FieldReader field(R"(  a = "x, \"y\\" , b=c d ,)");
  field.skip();
  EXPECT_EQ(field.token(), "a");
  field.skip();
  EXPECT_TRUE(field.take('='));
  field.skip();
  EXPECT_EQ(field.value(","), R"(x, "y\)");
  field.skip(",");
  EXPECT_EQ(field.token(), "b");
  EXPECT_TRUE(field.take('='));
  EXPECT_EQ(field.value(","), "c d");
  field.skip(",");
  EXPECT_TRUE(field.at_end());
}

TEST(FieldReader, AQuotedStringWithoutItsEndIsNotAValue) {
  EXPECT_EQ(FieldReader("\"a").value(","), std::nullopt);
  EXPECT_EQ(FieldReader("\"a\\").value(","), std::nullopt);
  EXPECT_EQ(FieldReader("").value(","), "");
}

TEST(RetryAfter, ReadsSecondsAndDates) {
  using std::chrono::seconds;
  const auto wait = [](const Params& headers) { return retry_after(headers); };
  const std::string date = "Fri, 20 Nov 2026 21:24:00 GMT";
  EXPECT_EQ(wait({{"retry-after", "7"}}), seconds(7));
  EXPECT_EQ(wait({{"retry-after", "Fri, 20 Nov 2026 21:24:05 GMT"}, {"date", date}}), seconds(5));
  for (const Params& unclear : {Params{}, Params{{"retry-after", "-1"}}, Params{{"retry-after", "1.5"}},
                                Params{{"retry-after", date}}, Params{{"retry-after", "1"}, {"retry-after", "2"}},
                                Params{{"retry-after", "Fri, 20 Nov 2026 21:23:59 GMT"}, {"date", date}}}) {
    EXPECT_EQ(wait(unclear), std::nullopt);
  }
}

}  // namespace
}  // namespace oauthctl
