#pragma once

#include "base/time.h"
#include "http/kept_answers.h"
#include "model/notices.h"

namespace oauthctl {

/// Answers cacheable requests (HttpRequest::keeping) from kept answers, and keeps new answers as their Cache-Control
/// allows. All other requests pass through.
class CachingTransport : public Transport {
 public:
  CachingTransport(Transport& inner, KeptAnswers kept, Clock clock, Notices& notices)
      : inner_(inner), kept_(std::move(kept)), clock_(std::move(clock)), notices_(notices) {}
  HttpResponse send(const HttpRequest& request) override;

 private:
  std::optional<HttpResponse> find(const HttpRequest& request, const AnswerKey& key) const;
  void keep(const HttpRequest& request, const AnswerKey& key, const HttpResponse& answer) const;

  Transport& inner_;
  KeptAnswers kept_;
  Clock clock_;
  Notices& notices_;
};

}  // namespace oauthctl
