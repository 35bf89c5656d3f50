#include "devserver/http/request_head.h"

#include <gtest/gtest.h>

namespace oauthctl::devserver {
namespace {

constexpr const char* request_line = "GET / HTTP/1.1\r\n";

std::string with_fields(std::size_t count, std::size_t size = 1) {
  std::string head = request_line;
  for (std::size_t i = 0; i < count; ++i) head += "A: " + std::string(size, 'x') + "\r\n";
  return head;
}

TEST(StateOfHead, IsWholeAtTheEmptyLine) {
  for (const std::string& head : {with_fields(0), with_fields(1), with_fields(most_fields)}) {
    EXPECT_EQ(state_of_head(head), HeadState::incomplete) << head;
    EXPECT_EQ(state_of_head(head + "\r"), HeadState::incomplete) << head;
    EXPECT_EQ(state_of_head(head + "\r\n"), HeadState::whole) << head;
    EXPECT_EQ(state_of_head(head + "\r\nbody\r\n\r\nbody"), HeadState::whole) << head;
  }
}

TEST(StateOfHead, IsIncompleteBeforeAnythingCame) {
  EXPECT_EQ(state_of_head(""), HeadState::incomplete);
}

TEST(StateOfHead, EndsWhereTheLibraryStopsReading) {
  EXPECT_EQ(state_of_head("\r\n"), HeadState::whole);
  EXPECT_EQ(state_of_head("GET / HTTP/1.1\n\r\n"), HeadState::whole);
  EXPECT_EQ(state_of_head("GET / HTTP/1.1\n\n"), HeadState::incomplete);
}

TEST(StateOfHead, HasABoundForItsSize) {
  const std::string largest = with_fields(1, largest_head - with_fields(1, 0).size() - 2) + "\r\n";
  ASSERT_EQ(largest.size(), largest_head);
  EXPECT_EQ(state_of_head(largest), HeadState::whole);
  EXPECT_EQ(state_of_head(largest + std::string(100'000, 'x')), HeadState::whole) << "the body does not count";
  EXPECT_EQ(state_of_head(with_fields(1, largest_head)), HeadState::too_large);
  EXPECT_EQ(state_of_head(std::string(largest_head + 1, 'x')), HeadState::too_large);
}

TEST(StateOfHead, HasABoundForTheNumberOfFields) {
  EXPECT_EQ(state_of_head(with_fields(most_fields + 1) + "\r\n"), HeadState::too_large);
  EXPECT_EQ(state_of_head(with_fields(most_fields + 2)), HeadState::too_large) << "as soon as it can be seen";
}

}  // namespace
}  // namespace oauthctl::devserver
