#include "commands/request/asked_request.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/url.h"
#include "commands/files/input.h"
#include "commands/request/body_source.h"

namespace oauthctl::cli {
namespace {

void add_header(Params& headers, const std::string& line) {
  const auto colon = line.find(':');
  if (colon == 0 || colon == std::string::npos) {
    throw Error(ErrorKind::usage, "--header: '" + printable(line, 40) + "' is not NAME: VALUE");
  }
  const std::string name = line.substr(0, colon);
  if (to_lower(name) == "authorization") {
    throw Error(ErrorKind::usage, "--header: oauthctl sets Authorization itself", "leave it out");
  }
  const auto value = line.find_first_not_of(" \t", colon + 1);
  headers.add(name, value == std::string::npos ? "" : line.substr(value));
}

bool has_field(const Params& headers, const std::string& wanted) {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const Params::Pair& field) { return to_lower(field.first) == wanted; });
}

void add_unless_given(Params& headers, const char* name, const char* value) {
  if (!has_field(headers, to_lower(name))) headers.add(name, value);
}

bool is_file(const std::string& argument) {
  return argument.starts_with('@');
}

/// The options that give the request a body, each once.
std::vector<const char*> bodies(const RequestOptions& options) {
  std::vector<const char*> out;
  if (!options.data.empty() && !options.get) out.push_back("--data");
  if (options.json) out.push_back("--json");
  if (!options.form.empty()) out.push_back("--form");
  if (options.upload) out.push_back("--upload-file");
  return out;
}

std::string method_of(const RequestOptions& options) {
  if (!options.method.empty()) return options.method;
  if (options.head) return "HEAD";
  if (options.upload) return "PUT";
  return bodies(options).empty() ? "GET" : "POST";
}

std::size_t uses_of_stdin(const RequestOptions& options) {
  const auto is_stdin = [](const std::string& text) { return text == "@-"; };
  const auto is_field_of_stdin = [](const std::string& text) {
    const auto equals = text.find('=');
    const auto value = equals == std::string::npos ? "" : std::string_view(text).substr(equals + 1);
    return value == "@-" || value.starts_with("@-;");
  };
  return static_cast<std::size_t>(std::count_if(options.data.begin(), options.data.end(), is_stdin) +
                                  std::count_if(options.form.begin(), options.form.end(), is_field_of_stdin));
}

void check(const RequestOptions& options) {
  const auto found = bodies(options);
  if (found.size() > 1)
    throw Error(ErrorKind::usage, std::string("a request has one body, not ") + found[0] + " and " + found[1]);
  if (options.get && options.data.empty())
    throw Error(ErrorKind::usage, "--get needs data for the query", "add -d NAME=VALUE");
  if (options.head && !found.empty())
    throw Error(ErrorKind::usage, std::string("a HEAD request has no body, so --head and ") + found[0] + " do not fit");
  if (options.head && !options.method.empty() && options.method != "HEAD")
    throw Error(ErrorKind::usage, "--head and --request name two methods");
  if (options.paginate && method_of(options) != "GET") throw Error(ErrorKind::usage, "--paginate is for GET requests");
  if (uses_of_stdin(options) > 1) throw Error(ErrorKind::usage, "stdin can be sent once");
}

/// Percent-encodes the characters that cannot be in a query (RFC 3986 §3.4). The rest is as it was typed.
std::string for_query(const std::string& text) {
  return percent_encode(text, "-._~!$&'()*+,;=:@/?%");
}

std::string url_of(const RequestOptions& options) {
  if (!options.get) return options.url;
  const auto mark = std::min(options.url.find('#'), options.url.size());
  std::string url = options.url.substr(0, mark);
  for (const std::string& data : options.data)
    url = with_query(url, for_query(is_file(data) ? read_input(data.substr(1), "the query") : data));
  return url;
}

void set_data(HttpRequest& request, const std::vector<std::string>& data) {
  add_unless_given(request.headers, "Content-Type", "application/x-www-form-urlencoded");
  if (std::none_of(data.begin(), data.end(), is_file)) {
    request.body = Secret(join(data, "&"));
    return;
  }
  std::vector<std::shared_ptr<BodySource>> sources;
  for (const std::string& one : data) {
    if (!sources.empty()) sources.push_back(text_source("&"));
    sources.push_back(is_file(one) ? file_source(one.substr(1)) : text_source(one));
  }
  request.stream = joined_source(std::move(sources));
}

void set_json(HttpRequest& request, const std::string& json) {
  add_unless_given(request.headers, "Content-Type", "application/json");
  add_unless_given(request.headers, "Accept", "application/json");
  if (is_file(json)) {
    request.stream = file_source(json.substr(1));
    return;
  }
  if (!nlohmann::json::accept(json))
    throw Error(ErrorKind::usage, "--json: that is not JSON", "quote it for the shell: -j '{\"name\": \"value\"}'");
  request.body = Secret(json);
}

/// The value behind `;name=` at the end of `text`, which loses it.
std::string take_last(std::string& text, const std::string& name) {
  const auto at = text.rfind(';' + name + '=');
  if (at == std::string::npos) return {};
  std::string value = text.substr(at + name.size() + 2);
  text.erase(at);
  return value;
}

FormPart form_part(const std::string& field) {
  const auto equals = field.find('=');
  if (equals == 0 || equals == std::string::npos)
    throw Error(ErrorKind::usage, "--form: '" + printable(field.substr(0, 40)) + "' is not NAME=VALUE or NAME=@FILE");
  FormPart part{field.substr(0, equals), field.substr(equals + 1)};
  if (!is_file(part.value)) return part;
  std::string path = part.value.substr(1);
  part.value.clear();
  part.type = take_last(path, "type");
  part.file_name = path == "-" ? "-" : path.substr(path.rfind('/') + 1);
  part.content = file_source(path);
  if (part.type.empty()) part.type = "application/octet-stream";
  return part;
}

}  // namespace

HttpRequest asked_request(const RequestOptions& options) {
  check(options);
  HttpRequest request;
  request.url = url_of(options);
  request.method = method_of(options);
  for (const std::string& line : options.headers) add_header(request.headers, line);
  if (!options.get && !options.data.empty()) set_data(request, options.data);
  if (options.json) set_json(request, *options.json);
  for (const std::string& field : options.form) request.form.push_back(form_part(field));
  if (options.upload) request.stream = file_source(*options.upload);
  // A redirect to another origin is shown and not followed: the token stays with the origin that it was sent to.
  request.same_origin_redirects = request.method == "GET" ? 10 : 0;
  return request;
}

bool looks_like_json(const RequestOptions& options) {
  if (options.data.size() != 1 || options.get) return false;
  const bool has_type = std::any_of(options.headers.begin(), options.headers.end(),
                                    [](const std::string& line) { return to_lower(line).starts_with("content-type"); });
  return !has_type && options.data[0].starts_with('{') && nlohmann::json::accept(options.data[0]);
}

}  // namespace oauthctl::cli
