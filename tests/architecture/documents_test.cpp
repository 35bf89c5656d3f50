#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <utility>

#include "architecture/includes.h"
#include "commands/commands.h"
#include "oauthctl/error.h"

namespace oauthctl::architecture {
namespace {

namespace fs = std::filesystem;
const fs::path root = OAUTHCTL_SOURCE_DIR;

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::vector<std::smatch> matches(const std::string& text, const std::regex& pattern) {
  return {std::sregex_iterator(text.begin(), text.end(), pattern), {}};
}

TEST(Documents, DescribeEveryCommandAndNoOther) {
  std::set<std::string> commands;
  for (const auto& description : cli::descriptions) commands.emplace(description.name);
  std::set<std::string> described;
  for (const auto& entry : fs::directory_iterator(root / "docs/commands")) described.insert(entry.path().stem());
  EXPECT_EQ(described, commands);
  for (const auto& command : commands) {
    EXPECT_TRUE(text_of(root / "docs/commands" / (command + ".md")).starts_with("# oauthctl " + command)) << command;
  }
}

TEST(Documents, ListTheExitCodesOfTheCode) {
  std::map<std::string, int> documented;
  const std::string page = text_of(root / "docs/exit-codes.md");
  for (const auto& row : matches(page, std::regex(R"(\| *(\d+) *\| *(\w+) *\|)")))
    documented[row[2]] = std::stoi(row[1]);
  const std::map<std::string, int> coded = {{"ok", 0},
                                            {"internal", exit_code(ErrorKind::internal)},
                                            {"usage", exit_code(ErrorKind::usage)},
                                            {"login_required", exit_code(ErrorKind::login_required)},
                                            {"refused", exit_code(ErrorKind::refused)},
                                            {"unavailable", exit_code(ErrorKind::unavailable)},
                                            {"protocol", exit_code(ErrorKind::protocol)},
                                            {"timeout", exit_code(ErrorKind::timeout)},
                                            {"interrupted", exit_code(ErrorKind::interrupted)}};
  EXPECT_EQ(documented, coded);
}

std::vector<fs::path> pages() {
  std::vector<fs::path> files = {root / "README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  }
  return files;
}

/// The anchors that a page's headings have: lower case, a hyphen for each space, without punctuation and quotes.
std::set<std::string> anchors_of(const fs::path& page) {
  std::set<std::string> anchors;
  const std::string text = text_of(page);
  for (const auto& heading : matches(text, std::regex(R"((?:^|\n)#+ ([^\n]+))"))) {
    std::string anchor;
    for (const char c : heading[1].str()) {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_')
        anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      if (c == ' ') anchor += '-';
    }
    anchors.insert(anchor);
  }
  return anchors;
}

TEST(Documents, LinkToFilesAndHeadingsThatAreThere) {
  for (const auto& page : pages()) {
    const std::string text = text_of(page);
    for (const auto& link : matches(text, std::regex(R"(\]\(([^)#:]*)(?:#([^)]*))?\))"))) {
      const fs::path target = link[1].length() == 0 ? page : page.parent_path() / link[1].str();
      ASSERT_TRUE(fs::exists(target)) << page << " links to " << link[1];
      if (!link[2].matched) continue;
      EXPECT_TRUE(anchors_of(target).contains(link[2])) << page << " links to " << link[0];
    }
  }
}

TEST(Documents, NameSourcesThatAreThere) {
  for (const auto& page : pages()) {
    const std::string text = text_of(page);
    for (const auto& name : matches(text, std::regex(R"(`((?:src|include|tests|scripts|docs)/[\w./-]+\w)`)"))) {
      EXPECT_TRUE(fs::exists(root / name[1].str())) << page << " names " << name[1];
    }
  }
}

std::set<std::string> words_of_the_code() {
  std::set<std::string> words;
  for (const auto& file : sources(root)) {
    std::string word;
    for (const char c : text_of(root / file)) {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
        word += c;
      } else {
        words.insert(std::exchange(word, {}));
      }
    }
  }
  return words;
}

// The last column of the tables in docs/security.md names the code that keeps a promise. A name that no longer exists
// keeps nothing.
TEST(Documents, NameTheFunctionsThatHoldASecurityPromise) {
  const std::set<std::string> code = words_of_the_code();
  const std::string page = text_of(root / "docs/security.md");
  std::size_t names = 0;
  for (const auto& row : matches(page, std::regex(R"(\n\|[^\n]*\|([^|\n]*)\|(?=\n))"))) {
    const std::string holders = row[1];
    for (const auto& name : matches(holders, std::regex(R"(`(?:\w+::)*(\w+)`)"))) {
      EXPECT_TRUE(code.contains(name[1])) << name[0];
      ++names;
    }
  }
  EXPECT_GT(names, 50U);
}

/// `Suite.Name`, `Name`, a script's sentence or `file.bats: sentence` of every test.
std::set<std::string> names_of_tests() {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(root / "tests")) {
    if (entry.path().string().find("node_modules") != std::string::npos || !entry.is_regular_file()) continue;
    const std::string text = text_of(entry.path());
    if (entry.path().extension() == ".cpp") {
      for (const auto& test : matches(text, std::regex(R"(TEST(?:_[FP])?\((\w+), (\w+)\))"))) {
        names.insert(test[1].str() + '.' + test[2].str());
        names.insert(test[2]);
      }
    } else if (entry.path().extension() == ".bats") {
      for (const auto& test : matches(text, std::regex(R"re(@test "([^"]+)")re"))) {
        names.insert(test[1]);
        names.insert(entry.path().filename().string() + ": " + test[1].str());
      }
    } else if (entry.path().filename() == "CMakeLists.txt") {
      for (const auto& test : matches(text, std::regex(R"(add_test\(NAME (\S+))"))) names.insert(test[1]);
    }
  }
  return names;
}

TEST(Documents, NameTheTestsThatHoldTheRenewalContract) {
  const std::set<std::string> tests = names_of_tests();
  const std::string page = text_of(root / "docs/token-store.md");
  const std::size_t start = page.find("## The renewal contract");
  const std::string contract = page.substr(start, page.find("\n## ", start) - start);
  std::size_t names = 0;
  for (const auto& row : matches(contract, std::regex(R"(\n\|[^\n]*\|([^|\n]*)\|(?=\n))"))) {
    const std::string holders = row[1];
    for (const auto& name : matches(holders, std::regex(R"(`([^`]+)`)"))) {
      EXPECT_TRUE(tests.contains(name[1])) << name[0];
      ++names;
    }
  }
  EXPECT_GT(names, 20U);
}

// The last column of docs/features.md names the tests that show a feature. A test that no longer exists shows nothing.
TEST(Documents, NameTestsOfEveryFeatureThatAreThere) {
  const std::set<std::string> tests = names_of_tests();
  const std::string page = text_of(root / "docs/features.md");
  std::size_t rows = 0;
  for (const auto& row : matches(page, std::regex(R"(\n\| [^\n]*\|([^|\n]*)\|(?=\n))"))) {
    const std::string shown_by = row[1];
    const auto names = matches(shown_by, std::regex("`([^`]+)`"));
    if (shown_by == " shown by ") continue;
    EXPECT_FALSE(names.empty()) << "no test in the row" << row[0];
    ++rows;
    for (const auto& name : names) EXPECT_TRUE(tests.contains(name[1])) << name[1] << " is not a test";
  }
  EXPECT_GT(rows, 25U);
}

}  // namespace
}  // namespace oauthctl::architecture
