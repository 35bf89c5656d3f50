#include "architecture/includes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace oauthctl::architecture {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class Includes : public testing::Test {
 protected:
  Includes() : root_(testing::TempDir() + "includes." + std::to_string(getpid())) {}
  ~Includes() override { fs::remove_all(root_); }

  /// In a tree that holds nothing but this file.
  std::vector<std::string> forbidden(const std::string& file, const std::string& text) {
    fs::remove_all(root_);
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << text;
    return forbidden_includes(root_);
  }

  std::vector<std::string> forbidden_in_tree_of(const std::string& file, const std::string& include) {
    return forbidden(file, "#include " + include + "\n");
  }

  fs::path root_;
};

TEST_F(Includes, NameTheFileTheLineAndTheReason) {
  EXPECT_THAT(forbidden("src/oauth/x.cpp", "#include <string>\n#include \"session/login.h\"\n"),
              ElementsAre("src/oauth/x.cpp:2: session/login.h: oauth must not know session"));
}

TEST_F(Includes, OfAModuleNobodyPlacedAreForbidden) {
  EXPECT_THAT(forbidden("src/misc/x.cpp", ""), ElementsAre("src/misc/x.cpp: unknown module misc"));
}

struct Case {
  const char* file;
  const char* include;
};

TEST_F(Includes, AcrossOrUpTheLayersAreForbidden) {
  for (const auto& [file, include] : {
           Case{"src/base/x.h", "\"jose/sha256.h\""},
           Case{"src/jose/x.cpp", "\"oauth/pkce.h\""},
           Case{"src/session/x.cpp", "\"cli/report.h\""},
           Case{"src/session/x.cpp", "\"http/curl_transport.h\""},
           Case{"src/store/x.cpp", "\"config/paths.h\""},
           Case{"src/http/x.cpp", "\"store/file/file_store.h\""},
           Case{"src/store/x.cpp", "\"fleet/fleet_store.h\""},
           Case{"src/fleet/x.cpp", "\"http/curl_transport.h\""},
           Case{"src/fleet/x.cpp", "\"config/paths.h\""},
           Case{"src/loopback/x.cpp", "\"oauth/callback.h\""},
           Case{"src/cli/x.cpp", "\"http/curl_transport.h\""},
           Case{"src/devserver/x.cpp", "\"oauth/pkce.h\""},
           Case{"src/devserver/x.cpp", "\"model/token_set.h\""},
           Case{"src/model/x.h", "\"oauth/userinfo.h\""},
           Case{"src/cli/x.cpp", "\"commands/login/login.h\""},
           Case{"src/oauth/x.cpp", "<openssl/evp.h>"},
           Case{"src/config/x.cpp", "<openssl/x509.h>"},
           Case{"src/session/x.cpp", "<curl/curl.h>"},
           Case{"src/loopback/x.cpp", "<httplib.h>"},
           Case{"src/store/x.cpp", "<sqlite3.h>"},
           Case{"include/oauthctl/x.h", "\"base/url.h\""},
           Case{"include/oauthctl/x.h", "<nlohmann/json.hpp>"},
           Case{"include/oauthctl/x.h", "<unistd.h>"},
       }) {
    EXPECT_EQ(forbidden_in_tree_of(file, include).size(), 1U) << file << " includes " << include;
  }
}

TEST_F(Includes, DownTheLayersAreAllowed) {
  for (const auto& [file, include] : {
           Case{"src/oauth/x.cpp", "\"oauth/pkce.h\""},
           Case{"src/oauth/x.cpp", "\"base/url.h\""},
           Case{"src/devserver/x.cpp", "\"model/resource_uri.h\""},
           Case{"src/commands/x.cpp", "\"cli/terminal.h\""},
           Case{"src/commands/x.cpp", "\"session/login.h\""},
           Case{"src/main_net.cpp", "\"http/curl_transport.h\""},
           Case{"src/store/x.cpp", "\"model/store.h\""},
           Case{"src/fleet/x.cpp", "\"store/local_copies.h\""},
           Case{"src/fleet/x.cpp", "\"model/http.h\""},
           Case{"src/devserver/x.cpp", "<httplib.h>"},
           Case{"src/devserver/x.cpp", "<openssl/ssl.h>"},
           Case{"src/store/x.cpp", "<sys/stat.h>"},
           Case{"src/store/x.cpp", "<nlohmann/json.hpp>"},
           Case{"include/oauthctl/x.h", "\"oauthctl/error.h\""},
           Case{"include/oauthctl/x.h", "<chrono>"},
       }) {
    EXPECT_THAT(forbidden_in_tree_of(file, include), IsEmpty()) << file << " includes " << include;
  }
}

TEST(Project, HasNoForbiddenInclude) {
  EXPECT_GT(sources(OAUTHCTL_SOURCE_DIR).size(), 40U);
  EXPECT_THAT(forbidden_includes(OAUTHCTL_SOURCE_DIR), IsEmpty());
}

TEST(Project, HasNoFileThatIsTooLongToReadAtOnce) {
  for (const auto& file : sources(OAUTHCTL_SOURCE_DIR)) {
    std::ifstream text(fs::path(OAUTHCTL_SOURCE_DIR) / file);
    EXPECT_LE(std::count(std::istreambuf_iterator<char>(text), {}, '\n'), 300) << file;
  }
}

}  // namespace
}  // namespace oauthctl::architecture
