#include "devserver/command_line.h"

#include <gmock/gmock.h>

#include <sstream>

#include "devserver/option_table.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::optional<DevServerOptions> parse(std::vector<std::string> words) {
  words.insert(words.begin(), "oauthctl");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  return parse_command_line(static_cast<int>(words.size()), argv.data());
}

std::string refusal(const std::vector<std::string>& words) {
  try {
    parse(words);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    return error.message();
  }
  return "it was taken";
}

TEST(CommandLine, RefusesWhatMakesNoSense) {
  EXPECT_EQ(refusal({"dev-server", "--nonsense"}), "unknown option '--nonsense'");
  EXPECT_EQ(refusal({"dev-server", "--nonsense=1"}), "unknown option '--nonsense'");
  EXPECT_EQ(refusal({"dev-server", "-x"}), "unknown option '-x'");
  EXPECT_EQ(refusal({"dev-server", "--client"}), "unknown option '--client'");
  EXPECT_EQ(refusal({"dev-server", "--db"}), "--db needs a value");
  EXPECT_EQ(refusal({"dev-server", "-p"}), "-p needs a value");
  EXPECT_EQ(refusal({"dev-server", "--quiet=yes"}), "--quiet takes no value");
  EXPECT_EQ(refusal({"dev-server", "now"}), "unexpected argument 'now'");
  EXPECT_EQ(refusal({"dev-server", "--", "--db"}), "unexpected argument '--db'");
  EXPECT_EQ(refusal({}), "the command must be dev-server");
  EXPECT_EQ(refusal({"login"}), "the command must be dev-server");
}

TEST(CommandLine, RefusesValuesThatMakeNoSense) {
  for (const char* port : {"", "x", "-1", "65536", "80 ", "0x50", "99999999999"}) {
    EXPECT_THAT(refusal({"dev-server", "--port", port}), HasSubstr("is not a port; expected 0 to 65535")) << port;
  }
  for (const char* user : {"hunter2", ":hunter2", "hunter2:", "a b:c"}) {
    EXPECT_EQ(refusal({"dev-server", "--user", user}), "--user: the value is not NAME:PASSWORD") << user;
  }
  EXPECT_THAT(refusal({"dev-server", "--access-token-ttl", "soon"}), HasSubstr("--access-token-ttl"));
  EXPECT_THAT(refusal({"dev-server", "--client-certificate-file", "x.pem"}), HasSubstr("add --tls-ca-file FILE"));
  EXPECT_THAT(refusal({"dev-server", "--metadata-address", "oauth"}), HasSubstr("add --issuer-path PATH"));
  EXPECT_THAT(refusal({"dev-server", "--registration", "x"}), HasSubstr("expected open, strict, refused or none"));
  EXPECT_THAT(refusal({"dev-server", "--resource-parameter", "x"}), HasSubstr("expected obeyed"));
  for (const char* path : {"", "tenant", "/tenant/", "/", "/te nant", "/a?b", "/a#b"})
    EXPECT_THAT(refusal({"dev-server", "--issuer-path", path}), HasSubstr("is not a path such as /tenant")) << path;
}

TEST(CommandLine, IsReadInWhateverOrder) {
  const auto options = parse({"-p", "work", "dev-server", "--port=1", "--user", "bob:b:c", "-vq", "--port", "2",
                              "--user=eve:e", "--no-rotation", "--home", "/x", "--key-lifetime", "5m"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->port, 2) << "the last one counts";
  ASSERT_EQ(options->users.size(), 2U);
  EXPECT_EQ(options->users[0].password.reveal(), "b:c");
  EXPECT_TRUE(options->verbose);
  EXPECT_TRUE(options->quiet);
  EXPECT_FALSE(options->rotate_refresh_tokens);
  EXPECT_EQ(options->key_lifetime, std::chrono::minutes(5));
}

TEST(CommandLine, ThatAsksForHelpStartsNothing) {
  for (const char* help : {"--help", "-h"}) EXPECT_FALSE(parse({"dev-server", help})) << help;
}

TEST(CommandLine, IsReadAgainFromTheBeginning) {
  EXPECT_EQ(parse({"dev-server", "--port", "7"})->port, 7);
  EXPECT_EQ(parse({"dev-server", "--port", "8"})->port, 8);
}

TEST(HelpText, FitsATerminal) {
  std::istringstream lines(help_text());
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 80U) << line;
    EXPECT_FALSE(line.ends_with(' ')) << line;
  }
}

TEST(HelpText, ExplainsEachOptionOfThisCommand) {
  const std::string help = help_text();
  for (const Option& option : option_table()) {
    const std::string name = std::string("--") + option.name;
    if (option.group == nullptr) {
      EXPECT_THAT(help, Not(HasSubstr("  " + name + ' '))) << name;
    } else {
      EXPECT_THAT(help, HasSubstr(name)) << name;
      EXPECT_THAT(help, HasSubstr('\n' + std::string(option.group) + ":\n")) << name;
    }
  }
}

}  // namespace
}  // namespace oauthctl::devserver
