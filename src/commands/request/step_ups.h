#pragma once

#include <optional>

#include "commands/command_context.h"
#include "session/step_up.h"

namespace oauthctl::cli {

/// Sends the requests of one command. With --step-up it signs in as the resource wants, and sends the request again.
/// A server can want something else forever, so the person is asked twice at most.
class StepUps {
 public:
  StepUps(const RequestOptions& options, const CommandContext& context) : options_(options), context_(context) {}

  /// The last answer, as of authenticated_request(): its body went to the sink.
  HttpResponse send(const HttpRequest& request);
  /// Throws ErrorKind::login_required if the last answer wants another sign-in, or the failure of that sign-in.
  void throw_if_wanted() const;

 private:
  HttpResponse send_once(const HttpRequest& request);
  bool signed_in_for(const HttpResponse& response, const HttpRequest& request);
  std::optional<Error> why_not(const StepUp& step, const HttpRequest& request) const;

  const RequestOptions& options_;
  const CommandContext& context_;
  std::optional<Error> failure_;
  std::string last_demand_;
  int rounds_ = 0;
};

}  // namespace oauthctl::cli
