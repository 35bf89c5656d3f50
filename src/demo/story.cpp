#include "demo/story.h"

#include <fcntl.h>

#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "demo/child_process.h"
#include "demo/narrator.h"

namespace oauthctl::demo {
namespace {

constexpr const char* scope = "openid profile email offline_access";

struct Chapter {
  const char* title;
  const char* why;
  const char* references = "";  ///< for people who know the protocol: shown with -v
};

class Story {
 public:
  Story(const Stage& stage, const cli::Terminal& terminal, Transport& transport)
      : stage_(stage), narrator_(terminal), transport_(transport) {}

  void tell() {
    narrator_.title("The whole story, on this machine only: no account, no internet.");
    start_server();
    sign_in();
    use_token();
    use_cached_token();
    refresh();
    validate();
    sign_in_by_name();
    log_out();
    say_what_next();
  }

 private:
  void start_server() {
    begin({"Start an authorization server for development",
           "It has one user and one client, keeps everything in memory and listens on loopback only."});
    std::vector<std::string> arguments = {"dev-server", "--port", "0", "--client-file", "secrets.json", "--quiet"};
    if (!stage_.use_browser) arguments.emplace_back("--auto-approve");
    show(arguments);
    arguments[4] = client_file();
    server_.emplace(Program{stage_.dev_server, arguments, {}}, Stream::inherited);
    expect(server_->read_line(issuer_) && Url::parse(issuer_).has_value(), "the server says where it listens");
    narrator_.outcome("it listens on " + issuer_ + " and ends with this demo");
  }

  void sign_in() {
    begin({"Sign in",
           "The browser brings back a code, never a token. `state` ties the answer to this sign-in, PKCE ties the code "
           "to this program, `iss` says which server answered. The ID token says who signed in: its signature, "
           "audience, time and `nonce` are checked before anything is kept.",
           "RFC 7636, RFC 9207, RFC 9700, OpenID Connect Core §3.1.3.7"});
    if (stage_.use_browser) narrator_.outcome("sign in as alice with the password wonderland");
    log_in();
  }

  void log_in() {
    std::vector<std::string> arguments = {"login", "--secrets", "secrets.json", "--scope", scope};
    if (!stage_.use_browser) arguments.emplace_back("--no-browser");
    show(arguments);
    arguments[2] = client_file();
    expect(run(arguments) == 0, "login ends with 0");
  }

  void use_token() {
    begin({"Use the token",
           "It goes to the API in the Authorization header, and never on a command line, where other users of this "
           "machine would see it. With curl: oauthctl token --format header | curl -H @- URL",
           "RFC 6750"});
    const std::vector<std::string> arguments = {"request", issuer_ + "/resource"};
    show(arguments);
    expect(run(arguments) == 0, "the resource answers");
  }

  void use_cached_token() {
    begin({"Ask for the token again", "It has not expired, so it comes from disk, about as fast as `cat` does."});
    show({"token"});
    const auto before = requests_at_server("token");
    token_ = token({"token"});
    expect(requests_at_server("token") == before, "the server was not asked");
    narrator_.outcome("a token of " + std::to_string(token_.size()) + " characters, and no request to the server");
  }

  void refresh() {
    begin({"Renew it before its time",
           "The server replaces both tokens and revokes the old refresh token. The new ones are on disk before "
           "anything is printed.",
           "RFC 6749 §6, RFC 9700 §4.14"});
    show({"token", "--refresh"});
    const std::string fresh = token({"token", "--refresh"});
    expect(fresh != token_, "the token is a new one");
    narrator_.outcome("a new token of " + std::to_string(fresh.size()) + " characters");
  }

  void validate() {
    begin({"Let the server judge it", "Only the server knows whether a token was revoked.", "RFC 7662"});
    show({"validate"});
    expect(run({"validate"}) == 0, "the token is valid");
  }

  void sign_in_by_name() {
    begin({"Sign in with a pushed request",
           "secrets.json now says \"require_pushed_authorization_requests\": true. The request goes to the server "
           "itself, and the URL carries only a one-time reference, so nobody can read or change the request in the "
           "browser.",
           "RFC 9126"});
    require_pushed_requests();
    log_in();
    expect(requests_at_server("par") == 1, "the request was pushed");
  }

  void log_out() {
    begin({"Sign out", "The server revokes both tokens, and oauthctl deletes them.", "RFC 7009"});
    show({"logout"});
    expect(run({"logout"}) == 0, "logout ends with 0");
    show({"token"});
    expect(run({"token"}) == 3, "after the logout, token ends with 3");
    narrator_.outcome("exit code 3: sign in again");
  }

  void say_what_next() {
    narrator_.blank();
    narrator_.title("Every step worked. What next?");
    if (stage_.bin_folder.empty()) {
      narrator_.outcome("the providers that oauthctl knows:");
      narrator_.command({"oauthctl", "providers"});
    } else {
      narrator_.outcome("make this shell find oauthctl:");
      narrator_.command({"export", "PATH=" + shell_word(stage_.bin_folder) + ":$PATH"});
    }
    narrator_.outcome("sign in to a server of yours (asks for what it needs):");
    narrator_.command({"oauthctl", "login"});
    narrator_.outcome("all commands:");
    narrator_.command({"oauthctl", "help"});
  }

  void begin(const Chapter& chapter) {
    narrator_.blank();
    narrator_.title(std::to_string(++chapter_) + ". " + chapter.title);
    narrator_.comment(chapter.why);
    if (stage_.verbosity > 0 && *chapter.references != '\0') narrator_.comment(chapter.references);
  }

  void show(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "oauthctl");
    narrator_.command(arguments);
  }

  /// Runs oauthctl in the demo's own home, shows what it says, and returns its exit code.
  int run(std::vector<std::string> arguments) {
    ChildProcess child = start(std::move(arguments));
    show_errors(child);
    std::string line;
    while (child.read_line(line)) narrator_.quote(line);
    return child.wait();
  }

  /// As run(), for a command that prints a token: returns it instead of showing it.
  std::string token(std::vector<std::string> arguments) {
    ChildProcess child = start(std::move(arguments));
    show_errors(child);
    std::string out;
    child.read_line(out);
    expect(child.wait() == 0 && !out.empty(), "token prints a token");
    return out;
  }

  ChildProcess start(std::vector<std::string> arguments) {
    arguments.emplace_back(stage_.verbosity > 1 ? "-vv" : "-v");
    // A person who signs in needs the terminal itself.
    const bool interactive = stage_.use_browser && arguments.front() == "login";
    return ChildProcess({stage_.oauthctl,
                         arguments,
                         {{"OAUTHCTL_HOME", stage_.folder}, {"OAUTHCTL_PROFILE", ""}, {"OAUTHCTL_STORE", "file"}}},
                        interactive ? Stream::inherited : Stream::piped);
  }

  /// If nobody is there to sign in, the demo itself visits the URL that `login` prints.
  void show_errors(ChildProcess& child) {
    std::string line;
    while (child.read_error_line(line)) {
      const auto start = line.find_first_not_of(' ');
      const bool is_url = start != std::string::npos && line.substr(start).starts_with(issuer_ + "/authorize?");
      if (!is_url) {
        // The demo is the browser, and it is on this machine.
        if (line.find("is the browser on another machine?") == std::string::npos) narrator_.quote(line);
        continue;
      }
      show_parameters(line.substr(start));
      visit(line.substr(start));
    }
  }

  /// Shows the authorization request, one parameter per line. The values that tie the answer to this sign-in stay
  /// hidden.
  void show_parameters(const std::string& url) {
    const auto query = url.find('?');
    narrator_.quote("  " + url.substr(0, query));
    for (const auto& [name, value] : form_decode(url.substr(query + 1))) {
      const bool is_secret = name == "state" || name == "nonce" || name == "code_challenge";
      narrator_.quote("    " + name + " = " +
                      (is_secret ? "[" + std::to_string(value.size()) + " random characters]" : value));
    }
  }

  /// Acts as the browser of a user who is signed in already and has nothing to decide: follows the redirects.
  void visit(std::string url) {
    for (int hop = 0; hop < 5; ++hop) {
      const HttpResponse response = get(url);
      const auto location = response.headers.find("location");
      if (!location) return;
      url = *location;
    }
  }

  HttpResponse get(const std::string& url) {
    HttpRequest request;
    request.url = url;
    return transport_.send(request);
  }

  std::int64_t requests_at_server(const char* endpoint) {
    const HttpResponse response = get(issuer_ + "/stats");
    const JsonObject stats = JsonObject::parse(response.body, issuer_ + "/stats", ErrorKind::internal);
    return stats.object("requests").integer(endpoint).value_or(0);
  }

  /// Changes the client file, as a person would with an editor.
  void require_pushed_requests() {
    std::string text;
    const FileDescriptor before = open_at(AT_FDCWD, client_file().c_str(), O_RDONLY);
    expect(before && read_all(before.get(), 65536, text), "the client's file can be read");
    nlohmann::json client = parse_json(text, "secrets.json", ErrorKind::internal);
    client["require_pushed_authorization_requests"] = true;
    const FileDescriptor after = open_at(AT_FDCWD, client_file().c_str(), O_WRONLY | O_TRUNC);
    expect(after && write_all(after.get(), to_text(client)), "the client's file can be written");
  }

  std::string client_file() const { return stage_.folder + "/secrets.json"; }

  void expect(bool held, const std::string& what) {
    if (!held)
      throw Error(ErrorKind::internal,
                  "the demo failed in chapter " + std::to_string(chapter_) + ": expected that " + what);
  }

  const Stage& stage_;
  Narrator narrator_;
  Transport& transport_;
  std::optional<ChildProcess> server_;
  std::string issuer_;
  std::string token_;
  int chapter_ = 0;
};

}  // namespace

void tell(const Stage& stage, const cli::Terminal& terminal, Transport& transport) {
  Story(stage, terminal, transport).tell();
}

}  // namespace oauthctl::demo
