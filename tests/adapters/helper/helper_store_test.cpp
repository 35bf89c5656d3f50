#include "store/helper/helper_store.h"

#include <gmock/gmock.h>

#include "adapters/helper/programs.h"
#include "store/record_json.h"
#include "support/records.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using testing::failure_of;
using testing::full_record;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class HelperStoreTest : public testing::WithPrograms {
 protected:
  HelperStoreTest() { write_working_helper("test"); }

  const std::string locks_ = folder_ / "profiles";
  HelperStore store_{"test", locks_, {"PATH=/usr/bin:/bin"}};
};

TEST_F(HelperStoreTest, AHelperThatCannotStoreIsNoticedBeforeTheRequest) {
  write_helper(
      "test",
      R"sh([ "$1" = store ] && { echo read-only >&2; exit 1; }; echo 'credentials not found in native keychain'; exit 1)sh");
  const Error error = failure_of([&] { store_.take_turn("work", 0ms)->make_room(); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_THAT(error.message(), HasSubstr("read-only"));
}

TEST_F(HelperStoreTest, AHelperThatCutsWhatIsLongIsNoticedBeforeTheRequest) {
  write_helper("test", R"sh(case $1:$(cat) in
  get:*/trial) echo '{"Secret":"cut"}' ;;
  get:*) echo 'credentials not found in native keychain'; exit 1 ;;
esac)sh");
  EXPECT_EQ(failure_of([&] { store_.take_turn("work", 0ms)->make_room(); }).kind(), ErrorKind::unavailable);
}

TEST_F(HelperStoreTest, ADamagedRecordIsNeitherReadNorWrittenOverAndCanBeErased) {
  CredentialHelper("test", {"PATH=/usr/bin:/bin"}, 30s).store("oauthctl://work", Secret("{}"));
  EXPECT_EQ(failure_of([&] { store_.load("work"); }).kind(), ErrorKind::internal);
  EXPECT_EQ(failure_of([&] { store_.take_turn("work", 0ms)->make_room(); }).kind(), ErrorKind::internal);
  EXPECT_TRUE(store_.take_turn("work", 0ms)->erase());
  EXPECT_FALSE(store_.take_turn("work", 0ms)->erase());
}

TEST_F(HelperStoreTest, ARecordOfAnotherProfileIsRefused) {
  CredentialHelper("test", {"PATH=/usr/bin:/bin"}, 30s).store("oauthctl://home", encode_record(full_record("work")));
  EXPECT_EQ(failure_of([&] { store_.load("home"); }).kind(), ErrorKind::internal);
}

TEST_F(HelperStoreTest, KeepsTheWholeRecordAndNothingElse) {
  EXPECT_EQ(store_.load("work"), std::nullopt);
  store_.take_turn("work", 0ms)->commit(full_record("work"));
  const auto record = store_.load("work");
  ASSERT_TRUE(record);
  Record whole = full_record("work");
  whole.serial = 1;
  EXPECT_EQ(encode_record(*record), encode_record(whole));
  EXPECT_THAT(store_.profiles(), ElementsAre("work"));
  EXPECT_TRUE(store_.take_turn("work", 0ms)->erase());
  EXPECT_THAT(store_.profiles(), IsEmpty());
}

TEST_F(HelperStoreTest, ARecordWhoseLastLineEndWasTakenAwayIsWhole) {
  std::string text = encode_record(full_record("work")).reveal();
  text.pop_back();
  CredentialHelper("test", {"PATH=/usr/bin:/bin"}, 30s).store("oauthctl://work", Secret(text));
  EXPECT_TRUE(store_.load("work"));
}

TEST_F(HelperStoreTest, OneAtATimeRenews) {
  const auto held = store_.take_turn("work", 0ms);
  HelperStore other("test", locks_, {"PATH=/usr/bin:/bin"});
  EXPECT_EQ(failure_of([&] { other.take_turn("work", 0ms); }).kind(), ErrorKind::unavailable);
}

}  // namespace
}  // namespace oauthctl
