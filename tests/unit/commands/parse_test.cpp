#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "commands/commands.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

constexpr const char* duration_hint = "write it as 90s, 5m, 1h30m, 2d or bare seconds, ten years at most";

Invocation parse_words(std::vector<std::string> words, const std::map<std::string, std::string>& variables = {}) {
  words.insert(words.begin(), "oauthctl");
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  return parse(static_cast<int>(words.size()), argv.data(), [&](const char* name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  });
}

TEST(CommandLine, RefusalsSayWhatIsWrongAndWhereToRead) {
  struct Case {
    std::vector<std::string> words;
    const char* message;
    const char* hint;
  };
  const Case cases[] = {
      {{"-v"}, "no command was given", "oauthctl help"},
      {{"frobnicate"}, "unknown command 'frobnicate'", "oauthctl --help"},
      {{"logn"}, "unknown command 'logn'; did you mean 'login'?", "oauthctl --help"},
      {{"--jsno", "token"}, "unknown option '--jsno'; did you mean '--json'?", "oauthctl --help"},
      {{"-Z", "token"}, "unknown option '-Z'", "oauthctl --help"},
      {{"token", "--frob"}, "unknown option '--frob'", "oauthctl token --help"},
      {{"token", "--formt=json"}, "unknown option '--formt'; did you mean '--format'?", "oauthctl token --help"},
      {{"token", "word"}, "'word' was not expected", "oauthctl token --help"},
      {{"token", "login"}, "'login' was not expected", "oauthctl token --help"},
      {{"token", "--min-ttl"}, "'--min-ttl' needs a value", "oauthctl token --help"},
      {{"token", "-vp"}, "'-vp' needs a value", "oauthctl token --help"},
      {{"token", "--json=yes"}, "--json takes no value", "oauthctl token --help"},
      {{"token", "--min-ttl", "1", "--min-ttl", "2"}, "--min-ttl is given twice", "oauthctl token --help"},
      {{"token", "-p", "a", "--profile=b"}, "--profile is given twice", "oauthctl token --help"},
      {{"token", "--format", "yaml"},
       "--format: unknown value 'yaml'; expected plain, header, value, headers, json, curl, env, kube, xoauth2 or "
       "oauthbearer",
       ""},
      {{"token", "--user", "ann"}, "--user is for --format xoauth2 and oauthbearer", ""},
      {{"token", "--format", "jsn"}, "--format: unknown value 'jsn'; did you mean 'json'?", ""},
      {{"token", "--type", "x"}, "--type: unknown value 'x'; expected access or id", ""},
      {{"token", "--refresh", "--offline"}, "--refresh needs the network and --offline forbids it", ""},
      {{"token", "--scope", "a", "--type", "id"},
       "--type id cannot be combined with --resource, --audience or --scope: a profile has one ID token",
       ""},
      {{"exec", "--audience", "a", "--type", "id", "true"},
       "--type id cannot be combined with --resource, --audience or --scope: a profile has one ID token",
       ""},
      {{"token", "--resource", "api"}, "--resource: 'api' is not an absolute URI without a fragment", ""},
      {{"token", "--scope", ""}, "--scope: the value is empty", "oauthctl token --help"},
      {{"token", "--scope="}, "--scope: the value is empty", "oauthctl token --help"},
      {{"token", "--scope=", "word"}, "--scope: the value is empty", "oauthctl token --help"},
      {{"token", "--min-ttl", "-1"}, "--min-ttl: '-1' is not a duration", duration_hint},
      {{"token", "--min-ttl", ""}, "--min-ttl: the value is empty", "oauthctl token --help"},
      {{"login", "--secrets", ""}, "--secrets: the value is empty", "oauthctl login --help"},
      {{"token", "--color", "red"}, "--color: unknown value 'red'; expected auto, always or never", ""},
      {{"login", "--flow", "magic"},
       "--flow: unknown value 'magic'; expected auto, code, device, client-credentials, password, jwt-bearer, "
       "token-exchange or implicit",
       ""},
      {{"login", "--flow", "divice"}, "--flow: unknown value 'divice'; did you mean 'device'?", ""},
      {{"login", "--response-type", "none"},
       "--response-type: 'none' is not one of code, token, id_token, 'id_token token', 'code id_token', 'code token', "
       "'code id_token token'",
       ""},
      {{"login", "--flow", "code", "--response-type", "token id_token"},
       "--response-type id_token token is for --flow implicit",
       "leave --flow out: the response type determines it"},
      {{"login", "--flow", "implicit", "--response-type", "code"},
       "--response-type code is for --flow code",
       "leave --flow out: the response type determines it"},
      {{"login", "--flow", "device", "--response-type", "code id_token"},
       "--response-type code id_token is for --flow code",
       "leave --flow out: the response type determines it"},
      {{"login", "--username", "a"},
       "--username is for --flow password",
       "oauthctl login --flow password --username NAME"},
      {{"login", "--flow", "code", "--password-file", "f"},
       "--password-file is for --flow password",
       "oauthctl login --flow password --password-file FILE"},
      {{"login", "--flow", "code", "--qr"}, "--qr is for --flow device", "oauthctl login --flow device --qr"},
      {{"login", "--flow", "device", "--subject", "a"},
       "--subject is for --flow jwt-bearer",
       "oauthctl login --flow jwt-bearer --subject NAME"},
      {{"login", "--flow", "token-exchange", "--subject-token-file", "f", "--subject-profile", "p"},
       "--subject-token-file and --subject-profile cannot be used together",
       ""},
      {{"login", "--flow", "jwt-bearer", "--assertion-file", "f", "--subject", "s"},
       "--assertion-file and --subject cannot be used together",
       ""},
      {{"login", "--flow", "jwt-bearer", "--secrets", "-", "--assertion-file", "-"},
       "- is given twice, and standard input can be read only once",
       ""},
      {{"login", "--claims", "-", "--authorization-details", "-"},
       "- is given twice, and standard input can be read only once",
       ""},
      {{"login", "--no-store", "--store", "file"}, "--no-store and --store contradict each other", ""},
      {{"login", "--param", "novalue"}, "--param: 'novalue' is not NAME=VALUE", ""},
      {{"login", "--param", "=x"}, "--param: '=x' is not NAME=VALUE", ""},
      {{"login", "--param", "a=\xff"}, "--param: 'a=?' is not valid UTF-8", ""},
      {{"login", "--prompt", "logni"},
       "--prompt: unknown value 'logni'; did you mean 'login'?",
       "--param prompt=VALUE sends a server's own word"},
      {{"login", "--prompt", "foo"},
       "--prompt: unknown value 'foo'; expected none, login, consent, select_account or create",
       "--param prompt=VALUE sends a server's own word"},
      {{"login", "--prompt", "none login"}, "--prompt: none cannot be combined with another value", ""},
      {{"login", "--prompt", ""}, "--prompt: the value is empty", "oauthctl login --help"},
      {{"login", "--prompt", "login", "--param", "prompt=consent"},
       "prompt is given twice: by its option and by --param",
       "leave one of them out"},
      {{"login", "--claims", "c.json", "--param", "claims={}"},
       "claims is given twice: by its option and by --param",
       "leave one of them out"},
      {{"login", "--max-age", "soon"}, "--max-age: 'soon' is not a duration", duration_hint},
      {{"login", "--ui-locales", "de en_GB"}, "--ui-locales: 'en_GB' is not a language tag, such as de or pt-BR", ""},
      {{"login", "--acr-values", " "}, "--acr-values: ' ' is blank or not valid UTF-8", ""},
      {{"login", "--login-hint", "a\xff"}, "--login-hint: 'a?' is blank or not valid UTF-8", ""},
      {{"login", "--resource", "api"}, "--resource: 'api' is not an absolute URI without a fragment", ""},
      {{"login", "--resource", "https://a.example/#x"},
       "--resource: 'https://a.example/#x' is not an absolute URI without a fragment",
       ""},
      {{"login", "--timeout", "soon"}, "--timeout: 'soon' is not a duration", duration_hint},
      {{"exec"}, "exec needs COMMAND", "oauthctl exec --help"},
      {{"exec", ""}, "COMMAND: the value is empty", ""},
      {{"exec", "--evn", "T", "true"}, "unknown option '--evn'; did you mean '--env'?", "oauthctl exec --help"},
      {{"exec", "--env", "1T", "true"}, "--env: '1T' is not the name of a variable", ""},
      {{"exec", "--file", "T=jsno", "true"}, "--file: unknown value 'jsno'; did you mean 'json'?", ""},
      {{"exec", "--env"}, "'--env' needs a value", "oauthctl exec --help"},
      {{"keep"}, "keep needs --out", "oauthctl keep --help"},
      {{"keep", "--out", "p="}, "--out: the name of the file is missing", ""},
      {{"keep", "--out", "a", "--out", "p=a"}, "--out: a is given twice", ""},
      {{"keep", "--out", "a", "--out", "b", "--out", "c", "--format", "plain", "--format", "json"},
       "--format: give one for all files, or one for each --out in the same order",
       ""},
      {{"keep", "--out", "a", "--format", "jsno"}, "--format: unknown value 'jsno'; did you mean 'json'?", ""},
      {{"keep", "--out", "a", "--user", "x"}, "--user is for --format xoauth2 and oauthbearer", ""},
      {{"keep", "--out", "a", "--on-renew", "x 'y"}, "--on-renew: 'x 'y' is not a command", ""},
      {{"keep", "--out", "a", "--on-login-required", " "}, "--on-login-required: ' ' is not a command", ""},
      {{"keep", "--out", "a", "--seed", "-1"}, "--seed: '-1' is not a number", ""},
      {{"credential"}, "credential needs PROGRAM", "oauthctl credential --help"},
      {{"credential", "git"}, "credential git needs ACTION", "oauthctl credential --help"},
      {{"credential", "gti", "get"}, "PROGRAM: unknown value 'gti'; did you mean 'git'?", ""},
      {{"credential", "docker", "get", "x"}, "HOST is for credential terraform", "oauthctl credential --help"},
      {{"credential", "terraform", "get"}, "credential terraform needs ACTION and HOST", "oauthctl credential --help"},
      {{"credential", "git", "get", "--type", "id"}, "--type is for credential kubectl", "oauthctl credential --help"},
      {{"setup", "git"}, "setup needs TARGET", "oauthctl setup --help"},
      {{"setup", "timer", "x"}, "setup timer takes no TARGET", "oauthctl setup --help"},
      {{"timer"}, "timer needs ACTION", "oauthctl timer --help"},
      {{"request"}, "request needs URL", "oauthctl request --help"},
      {{"status", "--within", "1d"}, "--within needs --check", ""},
      {{"store"}, "store needs ACTION", "oauthctl store --help"},
      {{"store", "burn"}, "ACTION: unknown value 'burn'; expected list, show, copy, export or import", ""},
      {{"store", "exprt"}, "ACTION: unknown value 'exprt'; did you mean 'export'?", ""},
      {{"store", "list", "--move"}, "--move is for store copy", "oauthctl store --help"},
      {{"store", "show", "--replace"}, "--replace is for store copy and store import", "oauthctl store --help"},
      {{"store", "import"}, "store import needs a FILE, or - for stdin", "oauthctl store --help"},
      {{"register"},
       "register takes one of ISSUER, --read FILE, --update FILE, --delete FILE and --metadata-document URL",
       "oauthctl register --help"},
      {{"token", "\x1b[31m"}, "'[31m' was not expected", "oauthctl token --help"},
  };
  for (const Case& c : cases) {
    try {
      parse_words(c.words);
      ADD_FAILURE() << c.message;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_EQ(error.message(), c.message);
      EXPECT_EQ(error.hint(), c.hint);
    }
  }
}

TEST(CommandLine, GlobalOptionsStandBeforeOrBehindTheCommand) {
  for (const auto& words : {std::vector<std::string>{"-p", "work", "-vv", "--home", "/h", "token"},
                            std::vector<std::string>{"token", "-p", "work", "-v", "-v", "--home", "/h"}}) {
    const Invocation invocation = parse_words(words);
    EXPECT_EQ(invocation.global.profile, "work");
    EXPECT_EQ(invocation.global.home, "/h");
    EXPECT_EQ(invocation.global.verbosity, 2);
    EXPECT_TRUE(std::holds_alternative<TokenOptions>(invocation.command));
  }
}

TEST(CommandLine, GlobalOptionsAreFoundInEachWayOfWritingThem) {
  const GlobalOptions global =
      parse_words({"-vqvpwork", "token", "--home=/h", "--store=file", "--json", "--color=never"}).global;
  EXPECT_EQ(global.verbosity, 2);
  EXPECT_TRUE(global.quiet);
  EXPECT_EQ(global.profile, "work");
  EXPECT_EQ(global.home, "/h");
  EXPECT_EQ(global.store, "file");
  EXPECT_TRUE(global.json);
  EXPECT_EQ(global.color, Color::never);
  EXPECT_EQ(parse_words({"token", "--verbose", "--profile", "-p"}).global.profile, "-p") << "a value like an option";
  EXPECT_EQ(parse_words({"-vp", "work", "token"}).global.profile, "work");
}

TEST(CommandLine, TheEnvironmentNamesProfileHomeAndStoreAndFlagsWin) {
  const std::map<std::string, std::string> variables = {
      {"OAUTHCTL_PROFILE", "env"}, {"OAUTHCTL_HOME", "/env"}, {"OAUTHCTL_STORE", "helper:pass"}};
  EXPECT_EQ(parse_words({"status"}, variables).global.profile, "env");
  EXPECT_EQ(parse_words({"status"}, variables).global.home, "/env");
  EXPECT_EQ(parse_words({"status"}, variables).global.store, "helper:pass");
  EXPECT_EQ(parse_words({"status", "--store", "file"}, variables).global.store, "file");
  EXPECT_EQ(parse_words({"login", "--no-store"}, variables).global.store, "memory");
  EXPECT_EQ(parse_words({"status", "-p", "flag"}, variables).global.profile, "flag");
  EXPECT_EQ(parse_words({"status"}).global.profile, "default");
}

TEST(CommandLine, ATargetHasEachValueThatWasGiven) {
  const std::vector<std::string> words = {"--resource", "https://b",  "--scope", "x y",     "--audience",
                                          "n",          "--resource", "urn:a",   "--scope", "z"};
  const Target expected{{"https://b", "urn:a"}, {"n"}, "x y z"};
  const auto with = [&](std::vector<std::string> command, const std::string& argument) {
    command.insert(command.end(), words.begin(), words.end());
    if (!argument.empty()) command.push_back(argument);
    return parse_words(command).command;
  };
  EXPECT_EQ(std::get<TokenOptions>(with({"token"}, "")).demand.target, expected);
  EXPECT_EQ(std::get<ExecOptions>(with({"exec"}, "true")).target, expected);
  EXPECT_EQ(std::get<RequestOptions>(with({"request"}, "https://b")).target, expected);
}

TEST(CommandLine, AProfileMayBeCalledLikeACommand) {
  const Invocation invocation = parse_words({"-p", "login", "token"});
  EXPECT_EQ(invocation.global.profile, "login");
  EXPECT_TRUE(std::holds_alternative<TokenOptions>(invocation.command));
}

TEST(CommandLine, AResponseTypeSettlesTheFlow) {
  const auto flow_of = [](const std::vector<std::string>& words) {
    return std::get<LoginOptions>(parse_words(words).command).request.flow;
  };
  EXPECT_EQ(flow_of({"login"}), std::nullopt);
  EXPECT_EQ(flow_of({"login", "--response-type", "code id_token"}), GrantType::authorization_code);
  EXPECT_EQ(flow_of({"login", "--flow", "authorization-code"}), GrantType::authorization_code);
  EXPECT_EQ(flow_of({"login", "--flow", "device-code"}), GrantType::device_code);
  EXPECT_EQ(flow_of({"login", "--response-type", "token"}), GrantType::implicit);
  EXPECT_EQ(flow_of({"login", "--flow", "implicit", "--response-type", "id_token"}), GrantType::implicit);
}

TEST(CommandLine, EveryFlowOfTheTableOfGrantsHasItsWord) {
  std::vector<std::string> words;
  for (const Word& flow : login_command::flows) {
    words.emplace_back(flow.word);
    const auto chosen = std::get<LoginOptions>(parse_words({"login", "--flow", words.back()}).command).request.flow;
    EXPECT_EQ(chosen, grant_of_flow(words.back()));
  }
  ASSERT_EQ(words.front(), "auto");
  words.erase(words.begin());
  EXPECT_THAT(words, ::testing::UnorderedElementsAreArray(flow_words()));
}

TEST(CommandLine, WordsOfAnOptionBecomeItsEnumerators) {
  const auto token = std::get<TokenOptions>(parse_words({"token", "--format", "curl", "--type", "id"}).command);
  EXPECT_EQ(token.format, TokenFormat::curl);
  EXPECT_EQ(token.type, TokenType::id);
  EXPECT_EQ(std::get<TokenOptions>(parse_words({"token", "--json"}).command).format, TokenFormat::json);
  for (const auto& [word, action] :
       {std::pair("list", StoreAction::list), std::pair("show", StoreAction::show),
        std::pair("copy", StoreAction::copy), std::pair("export", StoreAction::export_record)})
    EXPECT_EQ(std::get<StoreOptions>(parse_words({"store", word}).command).action, action);
  EXPECT_EQ(std::get<StoreOptions>(parse_words({"store", "import", "-"}).command).action, StoreAction::import_record);
}

TEST(CommandLine, LoginTakesScopesAndParametersAsOftenAsTheyCome) {
  const auto login = std::get<LoginOptions>(
      parse_words({"login", "--scope", "a b", "--scope", "c", "--param", "x=1=2", "--param", "y=", "--timeout", "2m"})
          .command);
  EXPECT_EQ(login.request.scope, "a b c");
  EXPECT_EQ(login.request.params, (Params{{"x", "1=2"}, {"y", ""}}));
  EXPECT_EQ(login.request.timeout, 120s);
  const auto bare = std::get<LoginOptions>(parse_words({"login"}).command);
  EXPECT_EQ(bare.request.scope, std::nullopt) << "not asked is not the same as asked for nothing";
  EXPECT_EQ(bare.request.params, std::nullopt);
}

TEST(CommandLine, ExecLeavesItsCommandsWordsAlone) {
  const auto words_of = [](const std::vector<std::string>& words) {
    return std::get<ExecOptions>(parse_words(words).command).command;
  };
  using Words = std::vector<std::string>;
  EXPECT_EQ(words_of({"exec", "a", "--help", "-p", "x", "", "--", "exec"}),
            (Words{"a", "--help", "-p", "x", "", "--", "exec"}));
  EXPECT_EQ(words_of({"-v", "exec", "-p", "work", "--env", "T", "--min-ttl=5m", "--", "-x"}), (Words{"-x"}));
  EXPECT_EQ(words_of({"exec", "--", "--", "x"}), (Words{"--", "x"}));
  EXPECT_EQ(words_of({"exec", "-qp", "work", "-"}), (Words{"-"}));
  const Invocation invocation =
      parse_words({"exec", "-p", "work", "--env", "A", "--file", "B=headers", "true", "-p", "x"});
  EXPECT_EQ(invocation.global.profile, "work");
  const auto& exec = std::get<ExecOptions>(invocation.command);
  ASSERT_EQ(exec.variables.size(), 2U);
  EXPECT_EQ(exec.variables[0].name, "A");
  EXPECT_FALSE(exec.variables[0].is_file);
  EXPECT_EQ(exec.variables[1].format, TokenFormat::headers);
  EXPECT_TRUE(exec.variables[1].is_file);
  EXPECT_EQ(std::get<ExecOptions>(parse_words({"exec", "true"}).command).variables.at(0).name, "OAUTHCTL_ACCESS_TOKEN");
  EXPECT_EQ(std::get<HelpOptions>(parse_words({"exec", "--help"}).command).command, "exec");
}

TEST(CommandLine, KeepPairsFilesWithProfilesAndFormats) {
  const auto keep = std::get<KeepOptions>(
      parse_words({"keep", "-p", "work", "--out", "a", "--out", "home=b=c", "--out", "./x=y", "--format", "header",
                   "--on-renew", "cp 'a b' c", "--on-renew", "true", "--seed", "18446744073709551615"})
          .command);
  ASSERT_EQ(keep.files.size(), 3U);
  EXPECT_EQ(keep.files[0].profile + ' ' + keep.files[0].path, "work a");
  EXPECT_EQ(keep.files[1].profile + ' ' + keep.files[1].path, "home b=c");
  EXPECT_EQ(keep.files[2].profile + ' ' + keep.files[2].path, "work ./x=y");
  for (const KeptFile& file : keep.files) EXPECT_EQ(file.format, TokenFormat::header);
  EXPECT_EQ(keep.on_renew, (std::vector<CommandWords>{{"cp", "a b", "c"}, {"true"}}));
  EXPECT_EQ(keep.seed, 18446744073709551615U);
  const auto each = std::get<KeepOptions>(
      parse_words({"keep", "--format", "json", "--out", "a", "--format", "plain", "--out", "b"}).command);
  EXPECT_EQ(each.files[0].format, TokenFormat::json);
  EXPECT_EQ(each.files[1].format, TokenFormat::plain);
}

Invocation parse_as(const char* program, std::vector<std::string> words) {
  words.insert(words.begin(), program);
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  return parse(static_cast<int>(words.size()), argv.data(), [](const char*) { return std::nullopt; });
}

TEST(CommandLine, AHelpersNameStandsForItsCommand) {
  const auto git = parse_as("/usr/bin/git-credential-oauthctl", {"-p", "work", "get"});
  EXPECT_EQ(git.global.profile, "work");
  EXPECT_EQ(std::get<CredentialOptions>(git.command).protocol, HelperProtocol::git);
  EXPECT_EQ(std::get<CredentialOptions>(git.command).action, "get");
  EXPECT_EQ(std::get<CredentialOptions>(parse_as("docker-credential-oauthctl", {"list"}).command).protocol,
            HelperProtocol::docker);
  EXPECT_EQ(std::get<CredentialOptions>(parse_as("terraform-credentials-oauthctl", {"get", "a"}).command).host, "a");
  EXPECT_THROW(parse_as("git-credential-oauthctl", {}), Error);
  EXPECT_TRUE(std::holds_alternative<TokenOptions>(parse_as("my-git-credential-oauthctl-x", {"token"}).command));
}

TEST(CommandLine, LoginServesEachUrlOnce) {
  const auto login = std::get<LoginOptions>(parse_words({"login", "--for", "https://A.example:443", "--for",
                                                         "https://a.example/", "--for", "https://b.example/x"})
                                                .command);
  EXPECT_EQ(login.request.serves, (std::vector<std::string>{"https://a.example/", "https://b.example/x"}));
  EXPECT_THROW(parse_words({"login", "--for", "http://a.example"}), Error);
  EXPECT_THROW(parse_words({"token", "--for", "https://u@a.example"}), Error);
}

TEST(CommandLine, RequestReadsAsCurlDoes) {
  const auto request = std::get<RequestOptions>(
      parse_words({"request", "-X", "PUT", "-H", "A: b", "-H", "C: d", "-d", "@f", "-o", "out", "-i", "https://a/"})
          .command);
  EXPECT_EQ(request.method, "PUT");
  EXPECT_EQ(request.headers, (std::vector<std::string>{"A: b", "C: d"}));
  EXPECT_EQ(request.data, std::vector<std::string>{"@f"});
  EXPECT_EQ(request.output, "out");
  EXPECT_TRUE(request.include_headers);
  EXPECT_EQ(request.url, "https://a/");
  const auto other = std::get<RequestOptions>(
      parse_words({"request", "-fGd", "a", "-d", "", "--retry", "3", "--json=[]", "u"}).command);
  EXPECT_TRUE(other.fail && other.get);
  EXPECT_EQ(other.data, (std::vector<std::string>{"a", ""}));
  EXPECT_EQ(other.retries, 3);
  for (const char* count : {"-1", "x", "101", "1x"})
    EXPECT_THROW(parse_words({"request", "--retry", count, "u"}), Error) << count;
}

TEST(CommandLine, HelpIsAskedForInManyWays) {
  const auto topic = [](const std::vector<std::string>& words) {
    return std::get<HelpOptions>(parse_words(words).command).command;
  };
  for (const auto& words : {std::vector<std::string>{"--help"}, {"-h"}, {"-vh"}, {"help"}}) EXPECT_EQ(topic(words), "");
  for (const auto& words : {std::vector<std::string>{"token", "--help"}, {"-h", "token"}, {"help", "token"}})
    EXPECT_EQ(topic(words), "token");
  EXPECT_EQ(topic({"request", "-h"}), "request") << "what is required need not be there";
  EXPECT_TRUE(std::get<HelpOptions>(parse_words({}).command).is_short);
  for (const char* version : {"--version", "-V", "version"})
    EXPECT_TRUE(std::holds_alternative<VersionOptions>(parse_words({version}).command)) << version;
}

TEST(CommandLine, TheDevelopmentServerReadsItsOwnOptions) {
  EXPECT_TRUE(std::holds_alternative<DevServerOptions>(parse_words({"dev-server", "--port", "0", "--help"}).command));
}

TEST(CommandLine, ParametersWithAnOptionOfTheirOwnAreReadAsTheirSpecificationsWantThem) {
  const auto invocation = parse_words({"login",
                                       "--login-hint",
                                       "ann@example.com",
                                       "--prompt",
                                       "login consent",
                                       "--max-age",
                                       "5m",
                                       "--acr-values",
                                       "gold silver",
                                       "--ui-locales",
                                       "de pt-BR",
                                       "--claims",
                                       "c.json",
                                       "--authorization-details",
                                       "-",
                                       "--resource",
                                       "https://a.example",
                                       "--resource",
                                       "urn:example:b",
                                       "--param",
                                       "audience=x"});
  const auto& login = std::get<LoginOptions>(invocation.command);
  EXPECT_EQ(login.request.asked, (Params{{"login_hint", "ann@example.com"},
                                         {"prompt", "login consent"},
                                         {"max_age", "300"},
                                         {"acr_values", "gold silver"},
                                         {"ui_locales", "de pt-BR"}}));
  EXPECT_EQ(login.claims_file, "c.json");
  EXPECT_EQ(login.authorization_details_file, "-");
  EXPECT_EQ(login.request.resource, (std::vector<std::string>{"https://a.example", "urn:example:b"}));
  EXPECT_EQ(login.request.params, (Params{{"audience", "x"}}));
}

}  // namespace
}  // namespace oauthctl::cli
