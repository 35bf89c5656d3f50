#include "base/file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>

#include "support/temporary_directory.h"

namespace oauthctl {
namespace {

struct Pipe {
  Pipe() {
    int ends[2] = {-1, -1};
    EXPECT_EQ(pipe(ends), 0);
    out = FileDescriptor(ends[0]);
    in = FileDescriptor(ends[1]);
  }
  FileDescriptor out;
  FileDescriptor in;
};

TEST(File, AFailedOpenIsEmptyAndLeavesErrno) {
  const FileDescriptor file = open_at(AT_FDCWD, "/nowhere/at/all", O_RDONLY);
  EXPECT_FALSE(file);
  EXPECT_EQ(errno, ENOENT);
  EXPECT_EQ(describe_errno(ENOENT), "no such file or directory");
}

TEST(File, IsNotInherited) {
  const FileDescriptor file = open_at(AT_FDCWD, "/dev/null", O_RDONLY);
  EXPECT_EQ(fcntl(file.get(), F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
}

TEST(File, OfOursIsOursAloneWhateverTheUmask) {
  const testing::TemporaryDirectory folder;
  for (const mode_t mask : {0, 022, 0277, 0777}) {
    const std::string path = folder / std::to_string(mask);
    const mode_t before = umask(mask);
    const FileDescriptor file = create_own_file(AT_FDCWD, path.c_str());
    umask(before);
    struct stat status = {};
    ASSERT_EQ(stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0600U) << mask;
    EXPECT_TRUE(write_all(file.get(), "x"));
    EXPECT_FALSE(create_own_file(AT_FDCWD, path.c_str()));
    EXPECT_EQ(errno, EEXIST);
  }
  const std::string link = folder / "link";
  ASSERT_EQ(symlink((folder / "elsewhere").c_str(), link.c_str()), 0);
  EXPECT_FALSE(create_own_file(AT_FDCWD, link.c_str()));
}

TEST(File, ThatIsAPipeWaitsForItsWriter) {
  const testing::TemporaryDirectory folder;
  const std::string path = folder.path() + "/pipe";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const FileDescriptor in(open(path.c_str(), O_WRONLY));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_TRUE(write_all(in.get(), "payload"));
  });
  std::string text;
  EXPECT_TRUE(read_all(open_input(path.c_str()).get(), 100, text));
  writer.join();
  EXPECT_EQ(text, "payload");
}

TEST(File, ThatIsADescriptorWaitsForItsWriter) {
  Pipe pipe;
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_TRUE(write_all(pipe.in.get(), "hi"));
    pipe.in = FileDescriptor();
  });
  std::string text;
  const FileDescriptor file = open_input(("/dev/fd/" + std::to_string(pipe.out.get())).c_str());
  EXPECT_TRUE(read_all(file.get(), 100, text));
  writer.join();
  EXPECT_EQ(text, "hi");
}

TEST(File, IsOpenedForReadingAsItIs) {
  EXPECT_FALSE(open_input("/nowhere/at/all"));
  EXPECT_EQ(errno, ENOENT);
  const FileDescriptor file = open_input("/dev/null");
  EXPECT_EQ(fcntl(file.get(), F_GETFL) & O_NONBLOCK, 0);
  EXPECT_EQ(fcntl(file.get(), F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
}

TEST(File, ReadsNoMoreThanOneByteBeyondTheLimit) {
  const FileDescriptor zeros = open_at(AT_FDCWD, "/dev/zero", O_RDONLY);
  std::string text;
  ASSERT_TRUE(read_all(zeros.get(), 100'000, text));
  EXPECT_EQ(text.size(), 100'001U);
}

TEST(File, OfWhatIsAsLongAsExpectedThereIsOneCopy) {
  Pipe pipe;
  const std::string sent(1000, 'x');
  ASSERT_TRUE(write_all(pipe.in.get(), sent));
  pipe.in = FileDescriptor();
  std::string text;
  ASSERT_TRUE(read_all(pipe.out.get(), 100'000, text, sent.size()));
  EXPECT_EQ(text, sent);
  EXPECT_EQ(text.capacity(), sent.size() + 1) << "it never grew, so no part of it was left behind";
}

TEST(File, WhatIsLongerThanExpectedIsReadToItsEnd) {
  for (const std::size_t expected : {0, 1, 29'999}) {
    Pipe pipe;
    const std::string sent(30'000, 'x');
    ASSERT_TRUE(write_all(pipe.in.get(), sent));
    pipe.in = FileDescriptor();
    std::string text;
    ASSERT_TRUE(read_all(pipe.out.get(), 100'000, text, expected));
    EXPECT_EQ(text, sent);
  }
}

TEST(File, ReportsAReadThatFails) {
  const FileDescriptor directory = open_at(AT_FDCWD, "/", O_RDONLY | O_DIRECTORY);
  std::string text;
  EXPECT_FALSE(read_all(directory.get(), 10, text));
  EXPECT_EQ(errno, EISDIR);
}

TEST(File, ReportsAWriteThatFails) {
  const FileDescriptor full = open_at(AT_FDCWD, "/dev/full", O_WRONLY);
  EXPECT_FALSE(write_all(full.get(), "x"));
  EXPECT_EQ(errno, ENOSPC);
}

TEST(File, ReadsWhatWasWritten) {
  Pipe pipe;
  const std::string sent(30'000, 'x');
  ASSERT_TRUE(write_all(pipe.in.get(), sent));
  pipe.in = FileDescriptor();
  std::string got;
  ASSERT_TRUE(read_all(pipe.out.get(), 30'000, got));
  EXPECT_EQ(got, sent);
}

}  // namespace
}  // namespace oauthctl
