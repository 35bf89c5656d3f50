#include "session/request.h"

#include <unistd.h>

#include <algorithm>
#include <functional>
#include <set>

#include "base/text.h"
#include "commands/command_context.h"
#include "commands/profile/which_profile.h"
#include "commands/request/answer_output.h"
#include "commands/request/asked_request.h"
#include "commands/request/step_ups.h"
#include "session/login/next_page.h"

namespace oauthctl::cli {
namespace {

// A server can link to new pages forever.
constexpr std::size_t most_pages = 10'000;

OutputForm output_form(const RequestOptions& options, const Terminal& terminal) {
  const bool is_terminal = isatty(STDOUT_FILENO) == 1;
  return {options.output, options.include_headers || options.head, is_terminal,
          is_terminal && terminal.wants_color(STDOUT_FILENO)};
}

/// The URLs that were requested, to notice a link that leads back.
class Pages {
 public:
  explicit Pages(const std::string& first) : seen_{std::hash<std::string>{}(first)} {}

  void add(const std::string& next) {
    if (!seen_.insert(std::hash<std::string>{}(next)).second)
      throw Error(ErrorKind::protocol, "the link to the next page leads back to an earlier one");
    if (seen_.size() > most_pages)
      throw Error(ErrorKind::protocol, "the answer has more than " + std::to_string(most_pages) + " pages");
  }
  bool has_one() const { return seen_.size() == 1; }

 private:
  std::set<std::size_t> seen_;
};

/// An answer that lacks later pages is not what was asked for.
int exit_code_of(const RequestOptions& options, const Pages& pages, int status) {
  const bool fails = options.fail || !pages.has_one();
  if (!fails || status < 400) return 0;
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
  HttpRequest request = asked_request(options);
  if (looks_like_json(options)) context.terminal.warning("the JSON is sent as a form; -j sends it as JSON");
  AnswerOutput output(output_form(options, context.terminal));
  request.sink = [&](const HttpResponse& head, std::string_view piece) { output.write(head, piece); };
  Pages pages(request.url);
  StepUps steps(options, context);
  while (true) {
    const HttpResponse response = steps.send(request);
    output.end(response);
    const bool may_go_on = options.paginate && response.status / 100 == 2;
    if (const auto next = may_go_on ? next_page(response) : std::nullopt) {
      pages.add(request.url = *next);
      continue;
    }
    const bool is_whole = response.status < 400 || pages.has_one();
    if (is_whole) output.finish();
    steps.throw_if_wanted();
    warn(response, context.terminal);
    return exit_code_of(options, pages, response.status);
  }
}

}  // namespace oauthctl::cli
