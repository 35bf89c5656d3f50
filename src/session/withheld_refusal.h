#pragma once

#include <string>

#include "model/http.h"

namespace oauthctl {

/// Keeps the body of a 401 from its sink until it is known to be the answer: what reached a sink cannot be taken back.
/// It must outlive the request that has its sink.
class WithheldRefusal {
 public:
  explicit WithheldRefusal(BodySink sink) : sink_(std::move(sink)) {}

  /// For the request that may be refused. None where there was none.
  BodySink sink();
  /// It is the answer after all.
  void release(const HttpResponse& response) const;

 private:
  BodySink sink_;
  std::string body_;
};

}  // namespace oauthctl
