#include "devserver/http/document_client.h"

#include <httplib.h>

#include <chrono>

#include "devserver/http/request.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

using namespace std::chrono_literals;

std::string target_of(const Url& url) {
  const std::string path = url.path.empty() ? "/" : url.path;
  return url.query ? path + '?' + *url.query : path;
}

}  // namespace

std::string fetch_over_http(const Url& url) {
  const auto deadline = std::chrono::steady_clock::now() + 5s;
  httplib::Client client(url.origin());
  client.set_connection_timeout(2s);
  client.set_read_timeout(2s);
  std::string body;
  // A server that sends a byte a second must not hold a thread for ever.
  const auto add = [&](const char* bytes, std::size_t size) {
    body.append(bytes, size);
    return body.size() <= largest_body && std::chrono::steady_clock::now() < deadline;
  };
  const auto result = client.Get(target_of(url), httplib::Headers{{"Accept", "application/json"}}, add);
  if (body.size() > largest_body) throw Error(ErrorKind::unavailable, "the document is larger than 64 KiB");
  if (!result) throw Error(ErrorKind::unavailable, "no answer: " + httplib::to_string(result.error()));
  if (result->status != 200)
    throw Error(ErrorKind::unavailable, "the answer has the status " + std::to_string(result->status) + ", not 200");
  return body;
}

}  // namespace oauthctl::devserver
