#include "http/kept_answers.h"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "http/cache_control.h"

namespace oauthctl {
namespace {

constexpr std::int64_t answers_version = 2;

std::int64_t seconds_of(TimePoint time) {
  return time.time_since_epoch().count();
}

std::string encoded(const AnswerKey& key, const std::string& trust, const HttpResponse& answer, TimePoint now,
                    TimePoint good_until) {
  return to_text(nlohmann::json{{"version", answers_version},
                                {"issuer", key.issuer},
                                {"url", key.url},
                                {"trust", trust},
                                {"kept_at", seconds_of(now)},
                                {"good_until", seconds_of(good_until)},
                                {"status", answer.status},
                                {"content_type", answer.headers.get("content-type")},
                                {"answered_by", answer.url},
                                {"body", answer.body}});
}

/// Throws if the text is not such a file.
std::optional<KeptAnswers::Kept> decoded(const std::string& text, const AnswerKey& key, const std::string& trust,
                                         TimePoint now) {
  const JsonObject file = JsonObject::parse(text, "a kept answer", ErrorKind::internal);
  const auto kept_at = file.integer("kept_at").value_or(0);
  const auto good_until = file.integer("good_until").value_or(0);
  // The file's name is only a hash of them.
  const bool is_it = file.integer("version") == answers_version && file.string("issuer") == key.issuer &&
                     file.string("url") == key.url && file.string("trust") == trust;
  const bool is_fresh =
      kept_at <= seconds_of(now) && seconds_of(now) < good_until && good_until - kept_at <= longest_freshness.count();
  if (!is_it || !is_fresh) return std::nullopt;
  KeptAnswers::Kept kept;
  kept.answer.status = static_cast<int>(file.integer("status").value_or(0));
  kept.answer.headers = {{"content-type", file.string("content_type")}};
  kept.answer.url = file.string("answered_by");
  kept.answer.body = file.string("body");
  kept.good_until = TimePoint(std::chrono::seconds(good_until));
  return kept;
}

}  // namespace

std::optional<KeptAnswers::Kept> KeptAnswers::find(const AnswerKey& key, TimePoint now) const {
  const auto text = folder_.read(name_of(key));
  if (!text) return std::nullopt;
  try {
    return decoded(*text, key, trust_, now);
  } catch (const Error&) {
    return std::nullopt;
  }
}

void KeptAnswers::keep(const AnswerKey& key, const HttpResponse& answer, TimePoint now, TimePoint good_until) const {
  // Most kept answers are never asked for again. One of this age is out of date in any case.
  folder_.remove_older(now - longest_freshness);
  folder_.write(name_of(key), encoded(key, trust_, answer, now, good_until));
}

void KeptAnswers::forget(const AnswerKey& key) const {
  folder_.remove(name_of(key));
}

}  // namespace oauthctl
