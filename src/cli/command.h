#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/params.h"
#include "model/response_type.h"

namespace oauthctl::cli {

enum class Color { automatic, always, never };

struct GlobalOptions {
  std::string profile = "default";
  bool profile_named = false;  ///< by -p or OAUTHCTL_PROFILE
  bool profile_typed = false;  ///< by -p
  std::optional<std::string> home;
  bool home_typed = false;           ///< by --home
  std::optional<std::string> store;  ///< a URL; nothing: the profile's
  int verbosity = 0;                 ///< 1: a line a step; 2: requests and answers too, redacted
  bool quiet = false;
  bool json = false;
  Color color = Color::automatic;
};

/// What the grants take that are presented at once, each a path or a word; `-` is standard input.
struct GrantOptions {
  std::string username;
  std::string password_file;
  std::string assertion_file;
  std::string subject;
  std::string subject_token_file;
  std::string subject_profile;
  std::string subject_token_type;
  std::string actor_token_file;
  std::string actor_token_type;
  std::string requested_token_type;

  friend bool operator==(const GrantOptions&, const GrantOptions&) = default;
};

struct LoginCommand {
  std::string secrets;               ///< a path, `-` for standard input, or empty
  std::optional<std::string> scope;  ///< every --scope, joined
  std::optional<Params> params;
  Params asked;             ///< prompt, login_hint, …: what has a flag of its own
  std::string claims_file;  ///< paths; empty: not given
  std::string authorization_details_file;
  std::optional<std::vector<std::string>> resource;
  std::string flow = "auto";
  std::optional<ResponseType> response_type;
  GrantOptions grant;
  bool no_browser = false;
  bool qr = false;
  bool no_store = false;
  std::chrono::seconds timeout{300};
};

struct TokenCommand {
  bool refresh = false;
  std::string scope;  ///< less than the profile's; empty: the profile's
  bool offline = false;
  std::optional<std::chrono::seconds> min_ttl;
  std::string format = "plain";
  std::string type = "access";
};

struct StatusCommand {
  bool check = false;              ///< the exit code says whether somebody has to do something
  std::chrono::seconds within{0};  ///< or will have to, by then
};

struct StoreCommand {
  std::string action;  ///< list, show, copy, export or import
  std::string file;    ///< what import reads; `-` is stdin
  std::string output;  ///< where export writes; empty: stdout
  std::string to;      ///< the URL of the store that copy writes to; empty: the profile's
  std::string as;      ///< the name of the copy; empty: the profile's
  bool move = false;
  bool replace = false;
  bool reveal = false;
};

struct ValidateCommand {};

struct RequestCommand {
  std::string method;  ///< empty: GET, or POST where there is a body
  std::vector<std::string> headers;
  std::optional<std::string> body;  ///< DATA, or @FILE
  std::string output;               ///< a path; empty: stdout
  bool include_headers = false;
  bool fail = false;
  std::string url;
};

struct LogoutCommand {
  bool all = false;
  bool local = false;
  bool session = false;  ///< end the session at the server too, in the browser
};

struct DiscoverCommand {
  std::string issuer;
};

struct InspectCommand {
  std::optional<std::string> token;  ///< `-` for standard input; nothing: the profile's
};

/// Exactly one of `issuer`, `read`, `update` and `remove` is there.
struct RegisterCommand {
  std::string issuer;
  std::vector<std::string> redirect_uris;
  std::string name;
  std::string initial_access_token_file;  ///< `-` for standard input; empty: none is needed
  std::string out;                        ///< empty: ./secrets.json
  std::string read;                       ///< a client file, as the other two
  std::string update;
  std::string remove;
};

struct DemoCommand {
  bool no_browser = false;
};

/// Its options are the development server's own affair: it reads the same command line again.
struct DevServerCommand {};

/// `--help` and `--version`: the answer is known already.
struct PrintCommand {
  std::string text;
};

using Command = std::variant<LoginCommand, TokenCommand, StatusCommand, ValidateCommand, RequestCommand, LogoutCommand,
                             StoreCommand, DiscoverCommand, InspectCommand, RegisterCommand, DemoCommand,
                             DevServerCommand, PrintCommand>;

struct Invocation {
  GlobalOptions global;
  Command command;
};

}  // namespace oauthctl::cli
