#include "commands/request/step_ups.h"

#include "commands/profile/which_profile.h"
#include "model/targeted_tokens.h"
#include "session/party.h"
#include "session/request.h"
#include "session/send.h"
#include "session/token.h"

namespace oauthctl::cli {
namespace {

constexpr int most_rounds = 2;

/// Those of the client file; none if it cannot be read.
Params client_params(const Record& record, const Services& services) {
  try {
    return party_of(record, services).client.params;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw;
    return {};
  }
}

std::optional<StepUp> wanted(const HttpResponse& response, const Target& target, const CommandContext& context) {
  if (!wants_step_up(response)) return std::nullopt;
  const Record record = load_record(context.global.profile, context.services.store);
  return step_up(response, aimed(record, target).value_or(record), client_params(record, context.services));
}

Hint hint(const StepUp& step, const CommandContext& context) {
  const std::string& profile = context.global.profile;
  if (!step.obstacle.empty() || !step.asked.contains("claims")) return step_up_hint(step, profile);
  try {
    return step_up_hint(step, profile, context.stores.keep_claims(profile, step.asked.get("claims")));
  } catch (const Error& error) {
    return "sign in again with these claims, which could not be kept: " + error.message();
  }
}

void sign_in_as_wanted(const StepUp& step, const CommandContext& context) {
  context.terminal.info(step.message + "; signing in again");
  LoginOptions login;
  if (!step.scope.empty()) login.request.scope = step.scope;
  login.request.asked = step.asked;
  run(login, context);
  context.stores.forget_claims(context.global.profile);
}

}  // namespace

HttpResponse StepUps::send(const HttpRequest& request) {
  while (true) {
    // A challenge is the answer only if no sign-in changes it.
    WithheldRefusal refusal(request.sink, wants_step_up);
    HttpRequest withheld = request;
    withheld.sink = refusal.sink();
    HttpResponse response = send_once(withheld);
    if (signed_in_for(response, request)) continue;
    refusal.release(response);
    return response;
  }
}

HttpResponse StepUps::send_once(const HttpRequest& request) {
  return authenticated_request(context_.global.profile, request, context_.services, chosen(context_.global),
                               options_.retries, options_.target);
}

bool StepUps::signed_in_for(const HttpResponse& response, const HttpRequest& request) {
  const auto step = wanted(response, options_.target, context_);
  if (!step) return false;
  failure_ = why_not(*step, request);
  if (failure_) return false;
  try {
    sign_in_as_wanted(*step, context_);
  } catch (const Error& error) {
    failure_ = error;
    return false;
  }
  last_demand_ = step->demand;
  ++rounds_;
  return true;
}

std::optional<Error> StepUps::why_not(const StepUp& step, const HttpRequest& request) const {
  const auto failure = [](const std::string& message, Hint hint) {
    return Error(ErrorKind::login_required, message, std::move(hint));
  };
  if (!options_.target.scope.empty() && !step.scope.empty())
    return failure(step.message, "the request names the scope of its token: name more with --scope, or leave it out");
  if (!options_.step_up || !step.obstacle.empty()) return failure(step.message, hint(step, context_));
  if (step.demand == last_demand_)
    return failure(step.message, "the new sign-in did not change that: ask the owner of the API what it needs");
  if (rounds_ == most_rounds)
    return failure(step.message, "it wants something else after each sign-in: ask the owner of the API what it needs");
  if (!rewind_body(request))
    return failure(step.message + "; a body from a pipe cannot be sent again", hint(step, context_));
  return std::nullopt;
}

void StepUps::throw_if_wanted() const {
  if (failure_) throw Error(*failure_);
}

}  // namespace oauthctl::cli
