#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "http/cache_folder.h"
#include "model/http.h"

namespace oauthctl {

/// The issuer and the URL of an answer.
struct AnswerKey {
  std::string issuer;
  std::string url;
};

/// Answers in a cache, one file each. A file about another key is ignored.
class KeptAnswers {
 public:
  /// `name_of` turns a key's text into a file name. `trust` is the fingerprint() of the authorities under which answers
  /// are fetched. An answer is found only under the same.
  KeptAnswers(std::string folder, std::function<std::string(const std::string&)> name_of, std::string trust)
      : folder_(std::move(folder)), name_of_(std::move(name_of)), trust_(std::move(trust)) {}

  struct Kept {
    HttpResponse answer;
    TimePoint good_until;
  };
  /// Nothing if the clock was set back to before the answer came, because its age is unknown then.
  std::optional<Kept> find(const AnswerKey& key, TimePoint now) const;
  void keep(const AnswerKey& key, const HttpResponse& answer, TimePoint now, TimePoint good_until) const;
  void forget(const AnswerKey& key) const;

 private:
  std::string name_of(const AnswerKey& key) const { return name_of_(key.issuer + '\n' + key.url + '\n' + trust_); }

  CacheFolder folder_;
  std::function<std::string(const std::string&)> name_of_;
  std::string trust_;
};

}  // namespace oauthctl
