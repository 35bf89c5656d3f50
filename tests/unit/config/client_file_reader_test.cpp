#include "config/client_file_reader.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "config/file_ownership.h"
#include "oauthctl/error.h"
#include "support/providers.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl {
namespace {

using testing::TemporaryDirectory;
using testing::write_file;

constexpr const char* content = R"({"client_id":"c","issuer":"https://as.example"})";

Error refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage) << error.message();
    return error;
  }
  return {ErrorKind::internal, "no refusal"};
}

class ClientFileReader : public ::testing::Test {
 protected:
  std::string refusal_of(const std::string& path) {
    return refusal([&] { read_client_file(path, testing::installed_providers()); }).message();
  }

  const TemporaryDirectory directory_;
  const std::string path_ = directory_ / "secrets.json";
};

TEST_F(ClientFileReader, AMissingFileIsNamed) {
  EXPECT_EQ(refusal_of(path_), path_ + ": cannot be read: no such file or directory");
  EXPECT_EQ(refusal_of(path_ + "\x1b[2J"), path_ + "[2J: cannot be read: no such file or directory");
}

TEST_F(ClientFileReader, AProcessWithoutADescriptorMayTryAgain) {
  write_file(path_, content);
  rlimit before = {};
  getrlimit(RLIMIT_NOFILE, &before);
  const rlimit none = {0, before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &none);
  ErrorKind kind = ErrorKind::internal;
  try {
    read_client_file(path_, testing::installed_providers());
  } catch (const Error& error) {
    kind = error.kind();
  }
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(kind, ErrorKind::unavailable);
}

TEST_F(ClientFileReader, AFolderIsRefused) {
  EXPECT_EQ(refusal_of(directory_.path()), directory_.path() + ": is a folder, not a file");
}

TEST_F(ClientFileReader, APipeIsNotWaitedForAndTheWayAroundIsShown) {
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  const Error error = refusal([&] { read_client_file(path_, testing::installed_providers()); });
  EXPECT_EQ(error.message(), path_ + ": is not a regular file, so it could not be read again at a renewal");
  EXPECT_EQ(error.hint(), "oauthctl login --secrets - < " + path_);
}

TEST_F(ClientFileReader, AHugeFileIsRefusedUnread) {
  write_file(path_, "");
  ASSERT_EQ(truncate(path_.c_str(), 104'857'600), 0);
  EXPECT_EQ(refusal_of(path_), path_ + ": is 104857600 bytes long, which no client file is");
}

TEST_F(ClientFileReader, AnEndlessStreamIsRefused) {
  const FileDescriptor zeros = open_at(AT_FDCWD, "/dev/zero", O_RDONLY);
  EXPECT_EQ(refusal([&] { read_client_file(zeros.get(), testing::installed_providers()); }).message(),
            "standard input: is more than 1 MiB long, which no client file is");
}

TEST_F(ClientFileReader, AClosedStandardInputIsRefused) {
  EXPECT_EQ(refusal([] { read_client_file(-1, testing::installed_providers()); }).message(),
            "standard input: cannot be read: bad file descriptor");
}

TEST_F(ClientFileReader, ErrorsInTheTextNameTheFile) {
  write_file(path_, "{");
  EXPECT_EQ(refusal_of(path_), path_ + ": is not valid JSON (at line 1, column 2)");
}

TEST_F(ClientFileReader, WarnsOfAFileThatOthersCanReadAndSaysWhatToType) {
  write_file(path_, content);
  for (const mode_t mode : {0640U, 0604U, 0644U}) {
    ASSERT_EQ(chmod(path_.c_str(), mode), 0);
    EXPECT_EQ(read_client_file(path_, testing::installed_providers()).warnings,
              std::vector<std::string>{path_ + " is open to other users: chmod 600 " + path_});
  }
}

/// A person who can write it decides where codes and secrets are sent.
TEST_F(ClientFileReader, AFileThatOthersCanWriteIsRefused) {
  write_file(path_, content);
  for (const mode_t mode : {0602U, 0606U, 0666U}) {
    ASSERT_EQ(chmod(path_.c_str(), mode), 0);
    EXPECT_EQ(refusal_of(path_), path_ + ": other users can write it and change where tokens are sent");
  }
}

/// Only root can give a file away, so the test tells the function who owns it and who reads it.
TEST_F(ClientFileReader, AFileOfAnotherUserIsRefused) {
  write_file(path_, content);
  ASSERT_EQ(chmod(path_.c_str(), 0644), 0);
  struct stat status = {};
  ASSERT_EQ(stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, this_process().user);
  status.st_uid = status.st_gid = 1001;
  const auto read_by = [&](uid_t user) { require_own_file(status, {user, user}, path_, path_); };
  EXPECT_EQ(refusal([&] { read_by(1002); }).message(),
            path_ + ": belongs to another user, who can change where tokens are sent");
  EXPECT_NO_THROW(read_by(1001));
  EXPECT_NO_THROW(read_by(0)) << "root reads the files of its users";
  status.st_uid = status.st_gid = 0;
  EXPECT_NO_THROW(read_by(1002)) << "root's files are for everybody";
}

TEST_F(ClientFileReader, ReadsAPrivateFileWithoutAWord) {
  write_file(path_, content);
  ASSERT_EQ(chmod(path_.c_str(), 0600), 0);
  const ClientFile file = read_client_file(path_, testing::installed_providers());
  EXPECT_EQ(file.client.client_id, "c");
  EXPECT_TRUE(file.warnings.empty());
}

TEST_F(ClientFileReader, ReadsAStream) {
  write_file(path_, content);
  const FileDescriptor file = open_at(AT_FDCWD, path_.c_str(), O_RDONLY);
  EXPECT_EQ(read_client_file(file.get(), testing::installed_providers()).client.client_id, "c");
}

class FindSecrets : public ::testing::Test {
 protected:
  const TemporaryDirectory cwd_;
  const TemporaryDirectory home_;
  const Paths paths_{home_ / "secrets.json", home_ / "providers", home_ / "profiles", home_ / "copies",
                     home_ / "cache"};
};

TEST_F(FindSecrets, SaysWhereItLooked) {
  const Error error = refusal([&] { find_client_file({}, cwd_.path(), paths_); });
  EXPECT_EQ(error.message(),
            "no client file found, neither " + cwd_ / "secrets.json" + " nor " + home_ / "secrets.json");
  EXPECT_NE(error.hint().text().find("--secrets FILE"), std::string::npos);
}

TEST_F(FindSecrets, APathThatARecordCannotKeepIsRefused) {
  EXPECT_EQ(refusal([&] { find_client_file("/s\xff.json", cwd_.path(), paths_); }).message(),
            "/s?.json: the path is not valid UTF-8");
}

TEST_F(FindSecrets, AWorkingDirectoryThatIsGoneIsNotTheRoot) {
  for (const char* cwd : {"", "(unreachable)/x"}) {
    EXPECT_EQ(refusal([&] { find_client_file("s.json", cwd, paths_); }).message(),
              "the working directory is gone, so s.json cannot be found in it");
  }
  EXPECT_EQ(find_client_file("/s.json", "", paths_), "/s.json");
}

TEST_F(FindSecrets, TheWorkingDirectoryComesBeforeTheHome) {
  write_file(home_ / "secrets.json", content);
  EXPECT_EQ(find_client_file({}, cwd_.path(), paths_), home_ / "secrets.json");
  write_file(cwd_ / "secrets.json", content);
  EXPECT_EQ(find_client_file({}, cwd_.path(), paths_), cwd_ / "secrets.json");
}

TEST_F(FindSecrets, AFolderThatOthersCanWriteIsNotTakenFromUnasked) {
  write_file(cwd_ / "secrets.json", content);
  for (const mode_t mode : {0777U, 01777U, 0702U}) {
    ASSERT_EQ(chmod(cwd_.path().c_str(), mode), 0);
    EXPECT_EQ(refusal([&] { find_client_file({}, cwd_.path(), paths_); }).message(),
              std::string(cwd_ / "secrets.json") +
                  ": other users can write to its folder, so it is used only if you name it");
    EXPECT_EQ(find_client_file("secrets.json", cwd_.path(), paths_), cwd_ / "secrets.json");
  }
}

TEST_F(FindSecrets, WhatIsNamedIsMadeAbsoluteAndNothingElseIsLookedFor) {
  write_file(cwd_ / "secrets.json", content);
  EXPECT_EQ(find_client_file("other.json", "/w", paths_), "/w/other.json");
  EXPECT_EQ(find_client_file("././other.json", "/w", paths_), "/w/other.json");
  EXPECT_EQ(find_client_file("../other.json", "/w", paths_), "/w/../other.json");
  EXPECT_EQ(find_client_file("/x/other.json", "/w", paths_), "/x/other.json");
  EXPECT_EQ(find_client_file("-", "/w", paths_), "-");
}

}  // namespace
}  // namespace oauthctl
