#pragma once

#include "cli/fill.h"

namespace oauthctl::cli {

struct RequestOptions {
  std::string method;  ///< empty: GET, or POST if there is a body
  std::vector<std::string> headers;
  std::optional<std::string> body;  ///< DATA, or @FILE
  std::string output;               ///< a path; empty: stdout
  bool include_headers = false;
  bool fail = false;
  std::string url;
};

namespace request_command {

using Request = Fills<RequestOptions>;

inline constexpr Option table[] = {
    {.name = "URL", .help = "what to request", .required = true, .fill = Request::to<&RequestOptions::url>},
    {.name = "--request",
     .letter = 'X',
     .value = "METHOD",
     .help = "the method (default GET, or POST with -d)",
     .fill = Request::to<&RequestOptions::method>},
    {.name = "--header",
     .letter = 'H',
     .value = "\"NAME: VALUE\"",
     .help = "a header field",
     .repeatable = true,
     .fill = Request::to<&RequestOptions::headers>},
    {.name = "--data",
     .letter = 'd',
     .value = "DATA",
     .help = "the body: the text itself, @FILE, or @- for stdin",
     .may_be_empty = true,
     .fill = Request::to<&RequestOptions::body>},
    {.name = "--output",
     .letter = 'o',
     .value = "FILE",
     .group = "Output",
     .help = "write the body of the answer to a file",
     .fill = Request::to<&RequestOptions::output>},
    {.name = "--include",
     .letter = 'i',
     .group = "Output",
     .help = "print the status and the header fields first",
     .fill = Request::to<&RequestOptions::include_headers>},
    {.name = "--fail",
     .group = "Output",
     .help = "exit 4 if the answer is a 4xx, 5 if it is a 5xx",
     .fill = Request::to<&RequestOptions::fail>},
};

inline constexpr Example examples[] = {
    {"oauthctl request https://api.example.com/me"},
    {"oauthctl request -X PUT -H 'Content-Type: application/json' -d @body.json URL"},
};

}  // namespace request_command

template <>
inline constexpr Description description_of<RequestOptions> = complete({.name = "request",
                                                                        .group = "Use the token",
                                                                        .summary = "Send a request with the token",
                                                                        .options = request_command::table,
                                                                        .examples = request_command::examples});

}  // namespace oauthctl::cli
