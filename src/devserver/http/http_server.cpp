#include "devserver/http/http_server.h"

#include <httplib.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "devserver/http/request_head.h"

namespace oauthctl::devserver {
namespace {

/// The connection as the library may read it: the head that was received already, and of the body what it says.
class ConnectionStream : public httplib::Stream {
 public:
  ConnectionStream(Connection& connection, std::string received)
      : connection_(connection), received_(std::move(received)) {}

  /// To be called when the library has read the head.
  void allow_body(std::size_t size) {
    received_.resize(std::min(received_.size(), read_ + size));
    allowed_ = size - (received_.size() - read_);
  }

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* bytes, std::size_t size) override {
    if (read_ < received_.size()) {
      size = received_.copy(bytes, size, read_);
      read_ += size;
      return static_cast<ssize_t>(size);
    }
    const ssize_t read = connection_.read(bytes, std::min(size, allowed_));
    allowed_ -= static_cast<std::size_t>(std::max<ssize_t>(read, 0));
    return read;
  }
  ssize_t write(const char* bytes, std::size_t size) override { return connection_.write(bytes, size); }
  socket_t socket() const override { return connection_.socket(); }
  // Nothing here depends on where a peer is: it is on this machine.
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}

 private:
  Connection& connection_;
  std::string received_;
  std::size_t read_ = 0;     ///< of what was received
  std::size_t allowed_ = 0;  ///< to read of the connection
};

Request read(const httplib::Request& from, int port) {
  Request request{from.method, from.path, {}, {}, from.body, port, from.ssl};
  const auto mark = from.target.find('?');
  if (mark != std::string::npos) request.query = from.target.substr(mark + 1);
  for (const auto& [name, value] : from.headers) request.headers.add(to_lower(name), value);
  return request;
}

bool write_filler(std::size_t, httplib::DataSink& sink) {
  static const std::string filler(4096, ' ');
  return sink.write(filler.data(), filler.size());
}

constexpr std::size_t huge_size = 100'000'000;

constexpr std::string_view content_type = "Content-Type";

bool write_padded(const std::string& body, std::size_t offset, std::size_t length, httplib::DataSink& sink) {
  if (offset < body.size()) return sink.write(body.data() + offset, body.size() - offset);
  static const std::string filler(65'536, ' ');
  return sink.write(filler.data(), std::min(length, filler.size()));
}

bool write_nothing(std::size_t, std::size_t, httplib::DataSink&) {
  return false;
}

/// Fields with one name stay in their order: the first challenge is the one to prefer. Leaves out the content type, and
/// a field with a line break in it. The library's own set_header() also drops what traps must be able to send.
template <class LibraryHeaders>
void set_headers(LibraryHeaders& library, const Params& headers) {
  const auto set = [&](const auto& header) {
    if (header.first != content_type && header.second.find_first_of("\r\n") == std::string::npos)
      library.insert(header);
  };
  // In the hash table of newer versions a later field comes first.
  if constexpr (requires { library.bucket_count(); })
    std::for_each(std::make_reverse_iterator(headers.end()), std::make_reverse_iterator(headers.begin()), set);
  else
    std::for_each(headers.begin(), headers.end(), set);
}

void write(const Response& from, httplib::Response& response) {
  response.status = from.status;
  response.headers.clear();
  set_headers(response.headers, from.headers);
  const std::string type = from.headers.find(content_type).value_or("");
  switch (from.sent) {
    case Response::Body::whole:
      return response.set_content(from.body, type);
    case Response::Body::endless:
      return response.set_chunked_content_provider(type, write_filler);
    case Response::Body::huge:
      return response.set_content_provider(
          huge_size, type, [body = from.body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
            return write_padded(body, offset, length, sink);
          });
    case Response::Body::cut_off:
      return response.set_content_provider(std::max<std::size_t>(from.body.size(), 1), type, write_nothing);
  }
}

}  // namespace

class HttpServer::Library : public httplib::Server {
 public:
  Library(Application application, int port) : application_(std::move(application)), port_(port) {
    svr_sock_ = 0;  // the library stops sending when it thinks that it does not listen any more
    set_payload_max_length(largest_body);
    httplib::Headers headers;
    for (const auto& [name, value] : Response{}.headers) headers.emplace(name, value);
    set_default_headers(headers);  // for what the library refuses
    answer_requests();
  }

  void serve(Connection& connection, std::string received) {
    ConnectionStream stream(connection, std::move(received));
    process(stream, [&](httplib::Request& request) {
      request.ssl = connection.tls();
      request.ranges.clear();  // an answer is never asked for in pieces
      stream.allow_body(std::min(content_length(read(request, port_)).value_or(0), largest_body));
    });
  }

  void refuse_head(Connection& connection) const {
    constexpr std::string_view answer =
        "HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    if (application_.note) application_.note("-", "-", 431);
    connection.write(answer.data(), answer.size());
  }

 private:
  /// Answers one request. cpp-httplib 0.18 also wants the addresses of both ends, which nothing here depends on.
  template <class Stream, class Prepare>
  void process(Stream& stream, const Prepare& prepare) {
    bool closed = false;
    if constexpr (requires { this->process_request(stream, true, closed, prepare); }) {
      this->process_request(stream, true, closed, prepare);
    } else {
      this->process_request(stream, "127.0.0.1", 0, "127.0.0.1", port_, true, closed, prepare);
    }
  }

  void answer_requests() {
    using Routed = httplib::Server::HandlerResponse;
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      const auto refusal = application_.turn_away(read(request, port_));
      if (refusal) write(*refusal, response);
      return refusal ? Routed::Handled : Routed::Unhandled;
    });
    const auto answer = [this](const httplib::Request& request, httplib::Response& response) {
      write(application_.answer(read(request, port_)), response);
    };
    Get(".*", answer);
    Post(".*", answer);
    Put(".*", answer);
    Delete(".*", answer);
    if (!application_.note) return;
    set_post_routing_handler([this](const httplib::Request& request, const httplib::Response& response) {
      application_.note(request.method, request.path, response.status);
    });
  }

  Application application_;
  int port_;
};

HttpServer::HttpServer(Application application, int port)
    : library_(std::make_unique<Library>(std::move(application), port)) {}

HttpServer::~HttpServer() = default;

void HttpServer::serve(Connection& connection) {
  ReceivedHead head = receive_head(connection);
  if (head.state == HeadState::whole) library_->serve(connection, std::move(head.bytes));
  if (head.state == HeadState::too_large) library_->refuse_head(connection);
  connection.finish();
}

}  // namespace oauthctl::devserver
