#include "model/grants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "model/record.h"

namespace oauthctl {
namespace {

TEST(Grants, AreFoundByTypeByNameAndByFlow) {
  std::set<std::string> names;
  for (const GrantRules& row : all_grants()) {
    EXPECT_EQ(rules_of(row.type).type, row.type) << row.name << " stands in another row";
    EXPECT_EQ(grant_named(row.name), row.type);
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    if (*row.flow != '\0') {
      EXPECT_EQ(grant_of_flow(row.flow), row.type);
      EXPECT_TRUE(names.insert(std::string("--flow ") + row.flow).second) << row.flow;
    }
  }
}

TEST(Grants, OfUnknownNamesAreNone) {
  for (const char* word : {"", "auto", "authorization-code", "device_code", "Password"}) {
    EXPECT_FALSE(grant_named(word) && grant_of_flow(word)) << word;
    EXPECT_FALSE(grant_of_flow(word)) << word;
  }
}

TEST(Grants, ThatNeedAPersonAreNeverPresentedWithoutOne) {
  for (const GrantRules& row : all_grants()) {
    Record record;
    record.client_file = "/secrets.json";
    record.grant_type = row.type;
    record.source.subject_profile = "other";
    if (*row.flow != '\0') {
      EXPECT_EQ(needs_no_person(record), !row.needs_person) << row.name;
    }
    EXPECT_EQ(is_renewable(record), needs_no_person(record)) << row.name << ": without a refresh token";
  }
}

TEST(Grants, ThatAPersonApprovedAreAboutAPerson) {
  for (const GrantRules& row : all_grants()) {
    if (row.was_approved) {
      EXPECT_TRUE(row.is_about_a_person) << row.name;
    }
  }
}

}  // namespace
}  // namespace oauthctl
