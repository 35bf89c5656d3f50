#include "base/file_descriptor.h"

#include <fcntl.h>
#include <gtest/gtest.h>

namespace oauthctl {
namespace {

bool is_open(int fd) {
  return fcntl(fd, F_GETFD) >= 0;
}

FileDescriptor any_file() {
  return FileDescriptor(open("/dev/null", O_RDONLY | O_CLOEXEC));
}

TEST(FileDescriptor, HoldsNothingAfterAFailedOpen) {
  EXPECT_FALSE(FileDescriptor());
  EXPECT_FALSE(FileDescriptor(open("/dev/null/x", O_RDONLY | O_CLOEXEC)));
}

TEST(FileDescriptor, ClosesWhenItGoes) {
  int fd = -1;
  {
    const FileDescriptor file = any_file();
    ASSERT_TRUE(file);
    fd = file.get();
    EXPECT_TRUE(is_open(fd));
  }
  EXPECT_FALSE(is_open(fd));
}

TEST(FileDescriptor, MovesItsOwnership) {
  FileDescriptor first = any_file();
  FileDescriptor second = any_file();
  const int kept = first.get();
  const int closed = second.get();
  second = std::move(first);
  EXPECT_EQ(second.get(), kept);
  EXPECT_TRUE(is_open(kept));
  EXPECT_FALSE(is_open(closed));
}

}  // namespace
}  // namespace oauthctl
