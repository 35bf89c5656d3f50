#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "devserver/http/connection.h"
#include "devserver/http/request.h"
#include "devserver/http/response.h"

namespace oauthctl::devserver {

/// What answers requests, from many threads at once. None of these throws.
struct Application {
  /// The answer to a request that is refused for its head alone, so that its body is not read.
  std::function<std::optional<Response>(const Request&)> turn_away;
  std::function<Response(const Request&)> answer;
  /// Told of each answer before it leaves, so that whoever has the answer finds it in the log. Empty: nobody is told.
  std::function<void(const std::string& method, const std::string& path, int status)> note;
};

/// Reads requests and writes answers. Only its source knows the library that does (cpp-httplib): compiling against that
/// one is as expensive as a dozen endpoints.
class HttpServer {
 public:
  /// `port`: where the connections arrive.
  HttpServer(Application application, int port);
  ~HttpServer();

  /// The one request of a connection. There is never a second: the library answers some requests without reading their
  /// bodies and would take such a body for the next request, so a page in a browser could write any request into one.
  void serve(Connection& connection);

 private:
  class Library;

  std::unique_ptr<Library> library_;
};

}  // namespace oauthctl::devserver
