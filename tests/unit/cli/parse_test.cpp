#include "cli/parse.h"

#include <gtest/gtest.h>

#include <map>

#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

constexpr const char* duration_hint = "write it as 90s, 5m, 1h, 2d or bare seconds, ten years at most";

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
      {{}, "no command was given", "oauthctl --help"},
      {{"frobnicate"}, "there is no command 'frobnicate'", "oauthctl --help"},
      {{"token", "--frob"}, "there is no option '--frob'", "oauthctl token --help"},
      {{"token", "word"}, "'word' was not expected", "oauthctl token --help"},
      {{"token", "--format", "yaml"}, "--format: 'yaml' is none of plain, header, json, curl, env", ""},
      {{"token", "--type", "x"}, "--type: 'x' is none of access, id", ""},
      {{"token", "--refresh", "--offline"}, "--refresh needs the network and --offline forbids it", ""},
      {{"token", "--scope", "a", "--offline"}, "--scope needs the network and --offline forbids it", ""},
      {{"token", "--scope", ""}, "--scope: the value is empty", "oauthctl token --help"},
      {{"token", "--min-ttl", "-1"}, "--min-ttl: '-1' is no duration", duration_hint},
      {{"token", "--min-ttl", ""}, "--min-ttl: the value is empty", "oauthctl token --help"},
      {{"login", "--secrets", ""}, "--secrets: the value is empty", "oauthctl login --help"},
      {{"token", "--color", "red"}, "--color: 'red' is none of auto, always, never", ""},
      {{"login", "--flow", "magic"},
       "--flow: 'magic' is none of auto, code, device, client-credentials, password, jwt-bearer, token-exchange, "
       "implicit",
       ""},
      {{"login", "--response-type", "none"},
       "--response-type: 'none' is none of code, token, id_token, id_token token, code id_token, code token, code "
       "id_token token",
       ""},
      {{"login", "--flow", "code", "--response-type", "token id_token"},
       "--response-type id_token token is for --flow implicit",
       "leave --flow out: the response type says it"},
      {{"login", "--flow", "implicit", "--response-type", "code"},
       "--response-type code is for --flow code",
       "leave --flow out: the response type says it"},
      {{"login", "--flow", "device", "--response-type", "code id_token"},
       "--response-type code id_token is for --flow code",
       "leave --flow out: the response type says it"},
      {{"login", "--username", "a"},
       "--username is for --flow password",
       "oauthctl login --flow password --username NAME"},
      {{"login", "--flow", "code", "--qr"}, "--qr is for --flow device", "oauthctl login --flow device --qr"},
      {{"login", "--flow", "device", "--subject", "a"},
       "--subject is for --flow jwt-bearer",
       "oauthctl login --flow jwt-bearer --subject NAME"},
      {{"login", "--flow", "token-exchange", "--subject-token-file", "f", "--subject-profile", "p"},
       "--subject-token-file and --subject-profile exclude each other",
       ""},
      {{"login", "--flow", "jwt-bearer", "--assertion-file", "f", "--subject", "s"},
       "--assertion-file and --subject exclude each other",
       ""},
      {{"login", "--flow", "jwt-bearer", "--secrets", "-", "--assertion-file", "-"},
       "standard input holds one file, and - names it twice",
       ""},
      {{"login", "--param", "novalue"}, "--param: 'novalue' is not name=value", ""},
      {{"login", "--param", "=x"}, "--param: '=x' is not name=value", ""},
      {{"login", "--param", "a=\xff"}, "--param: 'a=?' is not valid UTF-8", ""},
      {{"login", "--prompt", "logni"},
       "--prompt: 'logni' is none of none, login, consent, select_account, create",
       "--param prompt=… sends a server's own word"},
      {{"login", "--prompt", "none login"}, "--prompt: 'none login' asks for nothing and for something", ""},
      {{"login", "--prompt", ""}, "--prompt: the value is empty", "oauthctl login --help"},
      {{"login", "--prompt", "login", "--param", "prompt=consent"},
       "prompt is given twice: by its option and by --param",
       "leave one of them out"},
      {{"login", "--claims", "c.json", "--param", "claims={}"},
       "claims is given twice: by its option and by --param",
       "leave one of them out"},
      {{"login", "--max-age", "soon"}, "--max-age: 'soon' is no duration", duration_hint},
      {{"login", "--ui-locales", "de en_GB"}, "--ui-locales: 'en_GB' is no language tag, such as de or pt-BR", ""},
      {{"login", "--acr-values", " "}, "--acr-values: ' ' says nothing that can be sent", ""},
      {{"login", "--login-hint", "a\xff"}, "--login-hint: 'a?' says nothing that can be sent", ""},
      {{"login", "--resource", "api"}, "--resource: 'api' is no absolute URI without a fragment", ""},
      {{"login", "--resource", "https://a.example/#x"},
       "--resource: 'https://a.example/#x' is no absolute URI without a fragment",
       ""},
      {{"login", "--timeout", "soon"}, "--timeout: 'soon' is no duration", duration_hint},
      {{"request"}, "url is required", "oauthctl request --help"},
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

TEST(CommandLine, TheHelpOfACommandNamesTheOptionsOfEveryCommand) {
  const Invocation invocation = parse_words({"token", "--help"});
  const std::string text = std::get<PrintCommand>(invocation.command).text;
  EXPECT_NE(text.find("-p, --home, --store, -v, -q, --json, --color"), std::string::npos) << text;
}

TEST(CommandLine, GlobalOptionsStandBeforeOrBehindTheCommand) {
  for (const auto& words : {std::vector<std::string>{"-p", "work", "-vv", "--home", "/h", "token"},
                            std::vector<std::string>{"token", "-p", "work", "-v", "-v", "--home", "/h"}}) {
    const Invocation invocation = parse_words(words);
    EXPECT_EQ(invocation.global.profile, "work");
    EXPECT_EQ(invocation.global.home, "/h");
    EXPECT_EQ(invocation.global.verbosity, 2);
    EXPECT_TRUE(std::holds_alternative<TokenCommand>(invocation.command));
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

TEST(CommandLine, AProfileMayBeCalledLikeACommand) {
  const Invocation invocation = parse_words({"-p", "login", "token"});
  EXPECT_EQ(invocation.global.profile, "login");
  EXPECT_TRUE(std::holds_alternative<TokenCommand>(invocation.command));
}

TEST(CommandLine, AResponseTypeSettlesTheFlow) {
  const auto flow_of = [](const std::vector<std::string>& words) {
    return std::get<LoginCommand>(parse_words(words).command).flow;
  };
  EXPECT_EQ(flow_of({"login"}), "auto");
  EXPECT_EQ(flow_of({"login", "--response-type", "code id_token"}), "code");
  EXPECT_EQ(flow_of({"login", "--response-type", "token"}), "implicit");
  EXPECT_EQ(flow_of({"login", "--flow", "implicit", "--response-type", "id_token"}), "implicit");
}

TEST(CommandLine, LoginTakesScopesAndParametersAsOftenAsTheyCome) {
  const auto login = std::get<LoginCommand>(
      parse_words({"login", "--scope", "a b", "--scope", "c", "--param", "x=1=2", "--param", "y=", "--timeout", "2m"})
          .command);
  EXPECT_EQ(login.scope, "a b c");
  EXPECT_EQ(login.params, (Params{{"x", "1=2"}, {"y", ""}}));
  EXPECT_EQ(login.timeout, 120s);
  const auto bare = std::get<LoginCommand>(parse_words({"login"}).command);
  EXPECT_EQ(bare.scope, std::nullopt) << "not asked is not the same as asked for nothing";
  EXPECT_EQ(bare.params, std::nullopt);
}

TEST(CommandLine, RequestReadsAsCurlDoes) {
  const auto request = std::get<RequestCommand>(
      parse_words({"request", "-X", "PUT", "-H", "A: b", "-H", "C: d", "-d", "@f", "-o", "out", "-i", "https://a/"})
          .command);
  EXPECT_EQ(request.method, "PUT");
  EXPECT_EQ(request.headers, (std::vector<std::string>{"A: b", "C: d"}));
  EXPECT_EQ(request.body, "@f");
  EXPECT_EQ(request.output, "out");
  EXPECT_TRUE(request.include_headers);
  EXPECT_EQ(request.url, "https://a/");
}

TEST(CommandLine, HelpAndVersionAreAnswers) {
  const auto text = [](const Invocation& invocation) { return std::get<PrintCommand>(invocation.command).text; };
  for (const auto& words : {std::vector<std::string>{"--help"}, {"-h"}, {"-vh"}}) {
    const std::string help = text(parse_words(words));
    for (const char* said : {"oauthctl demo", "-p,--profile", "--home", "--store", "-v,--verbose", "-q,--quiet",
                             "--json", "--color", "--version", "-h,--help"}) {
      EXPECT_NE(help.find(said), std::string::npos) << said;
    }
  }
  EXPECT_NE(text(parse_words({"token", "--help"})).find("--min-ttl"), std::string::npos);
  EXPECT_TRUE(text(parse_words({"--version"})).starts_with("oauthctl "));
}

TEST(CommandLine, TheDevelopmentServerReadsItsOwnOptions) {
  EXPECT_TRUE(std::holds_alternative<DevServerCommand>(parse_words({"dev-server", "--port", "0", "--help"}).command));
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
  const auto& login = std::get<LoginCommand>(invocation.command);
  EXPECT_EQ(login.asked, (Params{{"login_hint", "ann@example.com"},
                                 {"prompt", "login consent"},
                                 {"max_age", "300"},
                                 {"acr_values", "gold silver"},
                                 {"ui_locales", "de pt-BR"}}));
  EXPECT_EQ(login.claims_file, "c.json");
  EXPECT_EQ(login.authorization_details_file, "-");
  EXPECT_EQ(login.resource, (std::vector<std::string>{"https://a.example", "urn:example:b"}));
  EXPECT_EQ(login.params, (Params{{"audience", "x"}}));
}

}  // namespace
}  // namespace oauthctl::cli
