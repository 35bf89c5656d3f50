#include "http/trust.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

const Trust system_trust{"/etc/bundle.pem", "/etc/certs"};

TEST(Trust, OfAChosenFileIsThatFileAlone) {
  const TrustPlan plan = trust_plan({"/my/ca.pem", ""}, system_trust);
  EXPECT_EQ(plan.first, (Trust{"/my/ca.pem", ""}));
  EXPECT_FALSE(plan.second);
  EXPECT_FALSE(trust_plan({"/my/ca.pem", "/my/certs"}, system_trust).second);
  EXPECT_EQ(trust_plan({"/my/ca.pem", "/my/certs"}, system_trust).first, (Trust{"/my/ca.pem", ""})) << "it pins";
}

TEST(Trust, OfTheSystemIsLookedUpInItsDirectoryBeforeItsBundleIsRead) {
  for (const Trust& chosen : {Trust{}, Trust{"/etc/bundle.pem", ""}}) {
    const TrustPlan plan = trust_plan(chosen, system_trust);
    EXPECT_EQ(plan.first, (Trust{"", "/etc/certs"}));
    EXPECT_EQ(plan.second, system_trust);
  }
}

TEST(Trust, OfAChosenDirectoryReplacesTheSystemsDirectory) {
  const TrustPlan plan = trust_plan({"", "/my/certs"}, system_trust);
  EXPECT_EQ(plan.first, (Trust{"", "/my/certs"}));
  EXPECT_EQ(plan.second, (Trust{"/etc/bundle.pem", "/my/certs"}));
}

TEST(Trust, OfASystemWithoutADirectoryIsItsBundle) {
  const TrustPlan plan = trust_plan({}, {"/etc/bundle.pem", ""});
  EXPECT_EQ(plan.first, (Trust{"/etc/bundle.pem", ""}));
  EXPECT_FALSE(plan.second);
}

TEST(Trust, NamesWhatItIsMadeOf) {
  EXPECT_EQ(describe({"/a", ""}), "/a");
  EXPECT_EQ(describe({"", "/b"}), "/b");
  EXPECT_EQ(describe({"/a", "/b"}), "/a and /b");
}

}  // namespace
}  // namespace oauthctl
