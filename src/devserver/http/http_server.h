#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "devserver/http/connection.h"
#include "devserver/http/request.h"
#include "devserver/http/response.h"

namespace oauthctl::devserver {

/// Answers requests, from many threads at once. These functions do not throw.
struct Application {
  /// The refusal of a request by its head, so that its body is not read. Nothing: `answer` gets the request.
  std::function<std::optional<Response>(const Request&)> turn_away;
  std::function<Response(const Request&)> answer;
  /// Called for each answer before it is sent, so that the log has it before the client does. Empty: not called.
  std::function<void(const std::string& method, const std::string& path, int status)> note;
};

/// Reads requests and writes answers with cpp-httplib. Only its source includes that library, because compiling it is
/// expensive.
class HttpServer {
 public:
  /// `port`: where the connections arrive.
  HttpServer(Application application, int port);
  ~HttpServer();

  /// Answers the one request of a connection. There is never a second: the library answers some requests without
  /// reading their bodies and would read such a body as the next request, so a page in a browser could hide any request
  /// in one.
  void serve(Connection& connection);

 private:
  class Library;

  std::unique_ptr<Library> library_;
};

}  // namespace oauthctl::devserver
