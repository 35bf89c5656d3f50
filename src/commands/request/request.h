#pragma once

#include <charconv>

#include "cli/fill.h"
#include "commands/token/target_options.h"

namespace oauthctl::cli {

struct RequestOptions {
  std::string method;  ///< empty: by what is sent
  std::vector<std::string> headers;
  std::vector<std::string> data;      ///< DATA or @FILE; joined by `&`
  std::optional<std::string> upload;  ///< a path, or `-`
  std::optional<std::string> json;    ///< JSON or @FILE
  std::vector<std::string> form;      ///< name=value or name=@FILE
  bool get = false;                   ///< the data is for the query
  bool head = false;
  std::string output;  ///< a path; empty: stdout
  bool include_headers = false;
  bool fail = false;
  bool paginate = false;
  int retries = 0;
  bool step_up = false;
  Target target;
  std::string url;
};

namespace request_command {

inline void set_retries(RequestOptions& options, const Option& option, std::string_view value) {
  const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), options.retries);
  const bool is_number = failed == std::errc{} && end == value.data() + value.size();
  if (!is_number || options.retries < 0 || options.retries > 100)
    throw Error(ErrorKind::usage, std::string(option.name) + ": not a number from 0 to 100");
}

using Request = Fills<RequestOptions>;
using Aim = TargetOptions<RequestOptions, &RequestOptions::target>;

inline constexpr Option table[] = {
    {.name = "URL", .help = "what to request", .required = true, .fill = Request::to<&RequestOptions::url>},
    {.name = "--request",
     .letter = 'X',
     .value = "METHOD",
     .help = "the method (default GET, POST with -d, -j or -F, PUT with -T)",
     .fill = Request::to<&RequestOptions::method>},
    {.name = "--header",
     .letter = 'H',
     .value = "\"NAME: VALUE\"",
     .help = "a header field",
     .repeatable = true,
     .fill = Request::to<&RequestOptions::headers>},
    {.name = "--head",
     .letter = 'I',
     .help = "ask for the header fields only (HEAD)",
     .fill = Request::to<&RequestOptions::head>},
    {.name = "--paginate",
     .help = "also request the next pages that the answers link to",
     .fill = Request::to<&RequestOptions::paginate>},
    {.name = "--retry",
     .value = "N",
     .help = "retry up to N times if the network or the server fails",
     .fill = Request::by<set_retries>},
    {.name = "--step-up",
     .help = "if the API wants another sign-in, such as one with more scope: sign in and retry",
     .fill = Request::to<&RequestOptions::step_up>},
    {.name = "--data",
     .letter = 'd',
     .value = "DATA",
     .group = "Body",
     .help = "form data: the text itself, @FILE, or @- for stdin; joined by &",
     .repeatable = true,
     .may_be_empty = true,
     .fill = Request::to<&RequestOptions::data>},
    {.name = "--get",
     .letter = 'G',
     .group = "Body",
     .help = "put the data of -d in the URL's query, and send GET",
     .fill = Request::to<&RequestOptions::get>},
    {.name = "--json",
     .letter = 'j',
     .value = "JSON",
     .group = "Body",
     .help = "a JSON body: the text itself, @FILE, or @- for stdin",
     .fill = Request::to<&RequestOptions::json>},
    {.name = "--form",
     .letter = 'F',
     .value = "NAME=VALUE",
     .group = "Body",
     .help = "a field of a multipart form; NAME=@FILE[;type=TYPE] sends a file",
     .repeatable = true,
     .fill = Request::to<&RequestOptions::form>},
    {.name = "--upload-file",
     .letter = 'T',
     .value = "FILE",
     .group = "Body",
     .help = "send a file as it is; - for stdin",
     .fill = Request::to<&RequestOptions::upload>},
    Aim::resource,
    Aim::audience,
    Aim::scope,
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
     .letter = 'f',
     .group = "Output",
     .help = "exit 4 if the answer is a 4xx, 5 if it is a 5xx or 429",
     .fill = Request::to<&RequestOptions::fail>},
};

inline constexpr Example examples[] = {
    {"oauthctl request https://api.example.com/me"},
    {"oauthctl request -j '{\"name\": \"demo\"}' URL"},
    {"oauthctl request -T backup.tar URL", "a file of any size"},
    {"oauthctl request --paginate -G -d per_page=100 URL"},
    {"oauthctl request --step-up URL", "sign in again if the API wants that"},
};

}  // namespace request_command

template <>
inline constexpr Description description_of<RequestOptions> = complete({.name = "request",
                                                                        .group = "Use the token",
                                                                        .summary = "Send a request with the token",
                                                                        .options = request_command::table,
                                                                        .examples = request_command::examples});

}  // namespace oauthctl::cli
