#include "cli/fill.h"

#include "base/duration.h"
#include "base/nearest.h"
#include "base/text.h"

namespace oauthctl::cli {

std::size_t index_of(const Option& option, std::string_view value, Hint hint) {
  std::vector<std::string_view> known;
  for (const Word& word : option.words) {
    if (word.word == value) return known.size();
    known.push_back(word.word);
  }
  const std::string unknown = std::string(option.name) + ": unknown value '" + printable(value, 40) + "'; ";
  const std::string_view near = nearest(value, known);
  throw Error(ErrorKind::usage,
              unknown + (near.empty() ? "expected " + one_of(known) : "did you mean '" + std::string(near) + "'?"),
              std::move(hint));
}

std::chrono::seconds duration(const Option& option, std::string_view value) {
  return parse_duration(value, option.name);
}

}  // namespace oauthctl::cli
