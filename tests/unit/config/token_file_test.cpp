#include "config/token_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "base/file.h"
#include "oauthctl/error.h"
#include "support/temporary_directory.h"

namespace oauthctl {
namespace {

/// A process substitution: `--subject-token-file <(oauthctl token)`.
TEST(TokenFile, ThatIsADescriptorWaitsForItsWriter) {
  int ends[2] = {-1, -1};
  ASSERT_EQ(pipe(ends), 0);
  FileDescriptor in(ends[1]);
  const FileDescriptor out(ends[0]);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    EXPECT_TRUE(write_all(in.get(), "the-token\n"));
    in.reset();
  });
  EXPECT_EQ(read_token("/dev/fd/" + std::to_string(out.get())).reveal(), "the-token");
  writer.join();
}

TEST(TokenFile, HoldsOneToken) {
  const testing::TemporaryDirectory folder;
  const std::string path = folder / "token";
  for (const auto& [text, is_token] :
       {std::pair{"a.b-c\n", true}, {"\n a \n", true}, {"", false}, {" \n", false}, {"a b", false}, {"a\nb", false}}) {
    std::ofstream(path) << text;
    if (is_token) {
      EXPECT_NO_THROW(read_token(path)) << text;
    } else {
      EXPECT_THROW(read_token(path), Error) << text;
    }
  }
  EXPECT_THROW(read_token(folder / "none"), Error);
}

}  // namespace
}  // namespace oauthctl
