#include "session/request.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "commands/command_context.h"
#include "commands/input.h"
#include "commands/which_profile.h"

namespace oauthctl::cli {
namespace {

/// The destination of the answer. The file is opened at the first piece, so that a failed request leaves no file.
class Output {
 public:
  Output(std::string path, bool include_headers) : path_(std::move(path)), include_headers_(include_headers) {}

  void write(const HttpResponse& head, std::string_view piece) {
    begin(head);
    put(piece);
  }

  void begin(const HttpResponse& head) {
    if (begun_) return;
    begun_ = true;
    open_file();
    if (!include_headers_) return;
    put("HTTP " + std::to_string(head.status) + "\r\n");
    for (const auto& [name, value] : head.headers) put(name + ": " + value + "\r\n");
    put("\r\n");
  }

 private:
  void open_file() {
    if (path_.empty()) return;
    file_ = FileDescriptor(open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!file_) throw Error(ErrorKind::usage, "cannot write " + path_ + ": " + describe_errno(errno));
  }

  void put(std::string_view text) {
    if (write_all(path_.empty() ? STDOUT_FILENO : file_.get(), text)) return;
    throw Error(ErrorKind::internal, "the answer could not be written to " +
                                         (path_.empty() ? std::string("stdout") : path_) + ": " +
                                         describe_errno(errno));
  }

  std::string path_;
  bool include_headers_;
  bool begun_ = false;
  FileDescriptor file_;
};

void add_header(Params& headers, const std::string& line) {
  const auto colon = line.find(':');
  if (colon == 0 || colon == std::string::npos) {
    throw Error(ErrorKind::usage, "--header: '" + printable(line, 40) + "' is not NAME: VALUE");
  }
  const std::string name = line.substr(0, colon);
  if (to_lower(name) == "authorization") {
    throw Error(ErrorKind::usage, "--header: Authorization is what oauthctl adds", "leave it out");
  }
  const auto value = line.find_first_not_of(" \t", colon + 1);
  headers.add(name, value == std::string::npos ? "" : line.substr(value));
}

std::string body_of(const std::string& argument) {
  if (argument.empty() || argument[0] != '@') return argument;
  return argument == "@-" ? read_stdin("the request body") : read_file(argument.substr(1));
}

bool has_header(const Params& headers, const std::string& wanted) {
  for (const auto& [name, value] : headers) {
    if (to_lower(name) == wanted) return true;
  }
  return false;
}

HttpRequest request_of(const RequestOptions& options) {
  HttpRequest request;
  request.url = options.url;
  request.method = !options.method.empty() ? options.method : options.body ? "POST" : "GET";
  for (const std::string& line : options.headers) add_header(request.headers, line);
  if (options.body) {
    request.body = Secret(body_of(*options.body));
    if (!has_header(request.headers, "content-type")) {
      request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    }
  }
  // A redirect to another origin is shown and not followed: the token stays with the origin that it was sent to.
  request.same_origin_redirects = request.method == "GET" ? 10 : 0;
  return request;
}

int exit_code_of(const RequestOptions& options, int status) {
  if (!options.fail || status < 400) return 0;
  return exit_code(status >= 500 || status == 429 ? ErrorKind::unavailable : ErrorKind::refused);
}

/// Without query, fragment and user: they may hold a key to what is there.
std::string place_of(std::string location) {
  location.erase(std::min(location.find_first_of("?#"), location.size()));
  const auto slashes = location.find("//");
  if (slashes == std::string::npos) return location;
  const auto host = slashes + 2;
  const auto user = location.substr(host, location.find('/', host) - host).rfind('@');
  if (user != std::string::npos) location.erase(host, user + 1);
  return location;
}

void warn(const HttpResponse& response, Terminal& terminal) {
  const std::string location = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && !location.empty()) {
    terminal.warning("the answer is a redirect that was not followed, to " + printable(place_of(location)));
  } else if (response.status >= 400) {
    terminal.warning("the answer's status is " + std::to_string(response.status));
  }
}

}  // namespace

int run(const RequestOptions& options, const CommandContext& context) {
  HttpRequest request = request_of(options);
  Output output(options.output, options.include_headers);
  request.sink = [&](const HttpResponse& head, std::string_view piece) { output.write(head, piece); };
  const HttpResponse response =
      authenticated_request(context.global.profile, request, context.services, chosen(context.global));
  output.begin(response);
  warn(response, context.terminal);
  return exit_code_of(options, response.status);
}

}  // namespace oauthctl::cli
