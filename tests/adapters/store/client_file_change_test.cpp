#include "store/client_file_change.h"

#include "adapters/store/store_test.h"

namespace oauthctl {
namespace {

using namespace testing;

constexpr const char* before = R"({"client_id":"c","client_secret":"old"})";
constexpr const char* after = R"({"client_id":"c","client_secret":"new"})";

std::optional<Secret> to_after(const Secret&) {
  return Secret(after);
}

/// A client file beside others.
class ClientFileTest : public ::testing::Test {
 protected:
  ClientFileTest() { write(path_, before); }

  static void write(const std::string& path, const std::string& text) {
    write_file(path, text);
    chmod(path.c_str(), S_IRUSR | S_IWUSR);
  }

  const TemporaryDirectory home_;
  const std::string path_ = home_ / "client.json";
};

TEST_F(ClientFileTest, HasTheNextTextAndNothingIsLeftBesideIt) {
  change_client_file(path_, to_after);
  EXPECT_EQ(read_file(path_), after);
  EXPECT_EQ(mode_of(path_), 0600U);
  EXPECT_FALSE(exists(path_ + ".new"));
}

TEST_F(ClientFileTest, StaysIfNobodyHasANextText) {
  change_client_file(path_, [](const Secret& text) -> std::optional<Secret> {
    EXPECT_EQ(text.reveal(), before);
    return std::nullopt;
  });
  EXPECT_EQ(read_file(path_), before);
  EXPECT_FALSE(exists(path_ + ".new"));
}

TEST_F(ClientFileTest, HasRoomBeforeTheServerIsAsked) {
  change_client_file(path_, [&](const Secret&) -> std::optional<Secret> {
    struct stat status = {};
    EXPECT_EQ(stat((path_ + ".new").c_str(), &status), 0);
    EXPECT_GE(status.st_blocks * 512, 65536);
    return std::nullopt;
  });
}

TEST_F(ClientFileTest, IsReplacedBehindALink) {
  const std::string link = home_ / "link.json";
  ASSERT_EQ(symlink(path_.c_str(), link.c_str()), 0);
  change_client_file(link, to_after);
  EXPECT_EQ(read_file(path_), after);
}

TEST_F(ClientFileTest, OfAChangeThatWasKilledIsAdopted) {
  write(path_ + ".new", std::string(after) + std::string(1000, '\0'));
  std::string seen;
  change_client_file(path_, [&](const Secret& text) -> std::optional<Secret> {
    seen = text.reveal();
    return std::nullopt;
  });
  EXPECT_EQ(seen, after) << "the server accepts no other secret";
  EXPECT_EQ(read_file(path_), after);
}

TEST_F(ClientFileTest, OfAnotherClientOrHalfWrittenIsNotAdopted) {
  for (const std::string& text : {std::string(R"({"client_id":"other","client_secret":"new"})"), std::string("{}"),
                                  std::string(after).substr(1), std::string(70'000, '\0')}) {
    write(path_ + ".new", text);
    change_client_file(path_, [](const Secret&) -> std::optional<Secret> { return std::nullopt; });
    EXPECT_EQ(read_file(path_), before) << text;
    EXPECT_FALSE(exists(path_ + ".new"));
  }
}

TEST_F(ClientFileTest, ThatIsMissingIsNotMade) {
  change_client_file(home_ / "none.json", to_after);
  EXPECT_FALSE(exists(home_ / "none.json"));
}

}  // namespace
}  // namespace oauthctl
