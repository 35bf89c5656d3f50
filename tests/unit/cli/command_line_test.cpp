#include "cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

constexpr Option globals[] = {
    {.name = "--profile", .letter = 'p', .value = "NAME", .help = "", .fill = nullptr},
    {.name = "--verbose", .letter = 'v', .help = "", .fill = nullptr},
};
constexpr Option send_options[] = {
    {.name = "URL", .help = "", .required = true, .fill = nullptr},
    {.name = "--data", .letter = 'd', .value = "DATA", .help = "", .repeatable = true, .fill = nullptr},
    {.name = "--scope", .value = "A", .help = "", .may_be_empty = true, .fill = nullptr},
    {.name = "--fail", .letter = 'f', .help = "", .fill = nullptr},
};
constexpr Option run_options[] = {
    {.name = "COMMAND", .help = "", .repeatable = true, .required = true, .fill = nullptr},
    {.name = "--env", .value = "NAME", .help = "", .repeatable = true, .fill = nullptr},
};
constexpr Description commands[] = {
    {.name = "send", .group = "", .summary = "", .options = send_options},
    {.name = "run", .group = "", .summary = "", .options = run_options, .ends_in_program = true},
    {.name = "serve", .group = "", .summary = "", .reads_own_options = true},
};

CommandLine read(std::vector<std::string> words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  return read_command_line(pointers, commands, globals);
}

/// `name: global options | own options`, each as NAME=VALUE.
std::string shown(const CommandLine& line) {
  std::string out = line.command == nullptr ? "" : std::string(line.command->name);
  out += ':';
  for (const Given& one : line.global) out += ' ' + std::string(one.option->name) + '=' + one.value;
  out += " |";
  for (const Given& one : line.own) out += ' ' + std::string(one.option->name) + '=' + one.value;
  return out;
}

std::string refusal(std::vector<std::string> words) {
  try {
    return "read as " + shown(read(std::move(words)));
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    return error.what();
  }
}

TEST(CommandLine, IsReadByTheTables) {
  const std::pair<std::vector<std::string>, const char*> cases[] = {
      {{}, ": |"},
      {{"-v"}, ": --verbose= |"},
      {{"send", "u"}, "send: | URL=u"},
      {{"-p", "a", "send", "u"}, "send: --profile=a | URL=u"},
      {{"send", "u", "--profile", "a"}, "send: --profile=a | URL=u"},
      {{"send", "--profile=a=b"}, "send: --profile=a=b |"},
      {{"send", "-pa"}, "send: --profile=a |"},
      {{"send", "-vvpa"}, "send: --profile=a --verbose= --verbose= |"},
      {{"send", "-vfp", "a"}, "send: --profile=a --verbose= | --fail="},
      {{"send", "-p", "-v"}, "send: --profile=-v |"},
      {{"send", "--data", "--fail"}, "send: | --data=--fail"},
      {{"send", "-"}, "send: | URL=-"},
      {{"send", "--", "-v"}, "send: | URL=-v"},
      {{"send", "--scope="}, "send: | --scope="},
      {{"send", "--scope", ""}, "send: | --scope="},
      {{"send", "--data", "b", "--fail", "u", "-da"}, "send: | URL=u --data=b --data=a --fail="},
      {{"run", "ls", "-v", "--", ""}, "run: | COMMAND=ls COMMAND=-v COMMAND=-- COMMAND="},
      {{"run", "--env", "A", "-p", "a", "--", "--env"}, "run: --profile=a | COMMAND=--env --env=A"},
      {{"run", "--"}, "run: |"},
      {{"-v", "serve", "--port", "1", "--"}, "serve: --verbose= |"},
  };
  for (const auto& [words, expected] : cases)
    EXPECT_EQ(shown(read(words)), expected) << ::testing::PrintToString(words);
}

TEST(CommandLine, IsRefusedInOurWords) {
  const std::pair<std::vector<std::string>, const char*> cases[] = {
      {{"sned"}, "unknown command 'sned'; did you mean 'send'?"},
      {{""}, "unknown command ''"},
      {{"--"}, "unknown option '--'"},
      {{"--fail", "send"}, "unknown option '--fail'"},
      {{"send", "--fial"}, "unknown option '--fial'; did you mean '--fail'?"},
      {{"send", "--fial=secret"}, "unknown option '--fial'; did you mean '--fail'?"},
      {{"send", "-vz"}, "unknown option '-vz'"},
      {{"send", "-v=1"}, "unknown option '-v'"},
      {{"send", "--fail=1"}, "--fail takes no value"},
      {{"send", "--data"}, "'--data' needs a value"},
      {{"send", "-vp"}, "'-vp' needs a value"},
      {{"send", "--data="}, "--data: the value is empty"},
      {{"send", ""}, "URL: the value is empty"},
      {{"send", "u", "w"}, "'w' was not expected"},
      {{"send", "--scope", "a", "--scope", "b"}, "--scope is given twice"},
      {{"-p", "a", "send", "-p", "b"}, "--profile is given twice"},
  };
  for (const auto& [words, expected] : cases) EXPECT_EQ(refusal(words), expected) << ::testing::PrintToString(words);
}

TEST(CommandLine, NeedsWhatTheCommandRequires) {
  EXPECT_NO_THROW(require_all(read({"send", "u"})));
  try {
    require_all(read({"send", "--fail"}));
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "send needs URL");
  }
}

}  // namespace
}  // namespace oauthctl::cli
