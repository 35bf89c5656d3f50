#include "http/trace.h"

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr std::size_t longest_line = 16'000;

/// Without query and fragment: even their names are shown only with `-vv`.
std::string place(const std::string& url) {
  return url.substr(0, url.find_first_of("?#"));
}

std::string described(const BodySource& source) {
  const auto size = source.size();
  return "[" + (size ? std::to_string(*size) : "an unknown number of") + " bytes]";
}

/// The same request, with a sink that counts the bytes.
HttpRequest counted(const HttpRequest& request, std::size_t& bytes) {
  HttpRequest out = request;
  if (request.sink) {
    out.sink = [&request, &bytes](const HttpResponse& head, std::string_view piece) {
      bytes += piece.size();
      request.sink(head, piece);
    };
  }
  return out;
}

}  // namespace

HttpResponse TracingTransport::send(const HttpRequest& request) {
  redactor_.learn(request);
  if (level_ == TraceLevel::silent) return learned(request);
  if (level_ == TraceLevel::full) show(request);
  const std::string subject = request.method + ' ' + redactor_.url(place(request.url)) + " → ";
  const auto start = now_();
  const auto duration = [&] {
    return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now_() - start).count()) + " ms";
  };
  std::size_t streamed = 0;
  try {
    HttpResponse answer = inner_.send(counted(request, streamed));
    redactor_.learn(answer);
    const std::string from = answer.url == request.url ? "" : " from " + redactor_.url(place(answer.url));
    show(subject + std::to_string(answer.status) + from + ", " + std::to_string(answer.body.size() + streamed) +
         " bytes, " + duration());
    if (level_ == TraceLevel::full) show(answer);
    return answer;
  } catch (const Error& error) {
    show(subject + "no answer, " + duration() + ": " + redactor_.text(error.message()));
    throw;
  }
}

HttpResponse TracingTransport::learned(const HttpRequest& request) {
  HttpResponse answer = inner_.send(request);
  redactor_.learn(answer);
  return answer;
}

void TracingTransport::show(const HttpRequest& request) {
  show("> " + request.method + ' ' + redactor_.url(request.url));
  show_fields("> ", request.headers);
  if (!request.body.empty()) show("> " + redactor_.body(request.headers, request.body.reveal()));
  if (request.stream) show("> " + described(*request.stream));
  for (const FormPart& part : request.form) {
    show("> " + (part.content ? redactor_.text(part.name) + '=' + described(*part.content)
                              : redactor_.parameter(part.name, part.value)));
  }
}

void TracingTransport::show(const HttpResponse& answer) {
  show_fields("< ", answer.headers);
  if (!answer.body.empty()) show("< " + redactor_.body(answer.headers, answer.body));
}

void TracingTransport::show_fields(const char* mark, const Params& headers) {
  for (const auto& [name, value] : headers) show(mark + redactor_.field(name, value));
}

void TracingTransport::show(const std::string& text) {
  line_(printable(text, longest_line));
}

}  // namespace oauthctl
