#include "fleet/etcd_client.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "base/interrupt.h"
#include "base/text.h"
#include "model/known_secrets.h"

namespace oauthctl {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds between_passes{200};

/// gRPC's code as the gateway reports it, and its message. Some of its answers have only a message.
struct Refusal {
  std::int64_t code = 0;
  std::string words;
};

Refusal refusal_in(const HttpResponse& answer) {
  const nlohmann::json body = nlohmann::json::parse(answer.body, nullptr, false);
  const std::string_view text = trimmed(answer.body);
  const std::string plain = text.starts_with('<') || text.starts_with('{') ? "" : printable(text, 200);
  Refusal refusal{0, plain.empty() ? "HTTP status " + std::to_string(answer.status) : plain};
  if (!body.is_object()) return refusal;
  if (body.contains("error") && body["error"].is_string()) refusal.words = printable(body["error"].get<std::string>());
  if (body.contains("code") && body["code"].is_number_integer()) refusal.code = body["code"].get<std::int64_t>();
  return refusal;
}

/// Another member may succeed: this one has no leader, is not ready, or was too slow.
bool is_members_own_trouble(const HttpResponse& answer) {
  return answer.status >= 500;
}

bool is_token_refused(const HttpResponse& answer) {
  constexpr std::int64_t unauthenticated = 16;
  return answer.status == 401 || (answer.status >= 400 && refusal_in(answer).code == unauthenticated);
}

}  // namespace

std::string EtcdClient::words_of(const HttpResponse& answer) const {
  KnownSecrets ours;
  for (const Secret& secret : {access_.password, token_}) ours.hide(secret.reveal(), Sensitivity::credential);
  return ours.clean_message(refusal_in(answer).words);
}

Error EtcdClient::refused(const std::string& path, const HttpResponse& answer) const {
  constexpr std::int64_t permission_denied = 7, resource_exhausted = 8;
  const Refusal refusal = refusal_in(answer);
  const bool may_pass = answer.status == 429 || refusal.code == resource_exhausted;
  const bool is_about_us = refusal.code == permission_denied || path == "auth/authenticate" || answer.status == 401;
  return {may_pass || !is_about_us ? ErrorKind::unavailable : ErrorKind::usage,
          "etcd refused " + path + ": " + words_of(answer),
          is_about_us ? "see OAUTHCTL_ETCD_USER, OAUTHCTL_ETCD_PASSWORD_FILE and the role's permissions" : ""};
}

HttpResponse EtcdClient::send_to(const std::string& member, const std::string& path, const nlohmann::json& body,
                                 bool interruptible) {
  HttpRequest request;
  request.method = "POST";
  request.url = member + "/v3/" + path;
  request.headers.add("Content-Type", "application/json");
  if (!token_.empty()) request.headers.add("Authorization", token_.reveal());
  if (member.starts_with("https:")) request.client_certificate = access_.certificate;
  request.body = Secret(to_text(body));
  request.max_body = 16 << 20;
  request.timeout = access_.request_time;
  request.interruptible = interruptible;
  // Repeating is safe: a repeated transaction fails its condition and finds the value that it would have written, and a
  // superfluous lease expires.
  request.idempotent = true;
  return transport_.send(request);
}

HttpResponse EtcdClient::send(const std::string& path, const nlohmann::json& body, bool interruptible) {
  const auto deadline = steady_clock::now() + access_.patience;
  while (true) {
    std::string trouble;
    for (std::size_t tried = 0; tried < access_.members.size(); ++tried) {
      try {
        HttpResponse answer = send_to(access_.members[member_], path, body, interruptible);
        if (!is_members_own_trouble(answer)) {
          is_away_ = false;
          return answer;
        }
        trouble = access_.members[member_] + ": " + words_of(answer);
      } catch (const Error& error) {
        if (error.kind() != ErrorKind::unavailable) throw;
        trouble = error.message();
      }
      member_ = (member_ + 1) % access_.members.size();
    }
    if (is_away_ || steady_clock::now() + between_passes >= deadline) {
      is_away_ = true;
      throw Error(ErrorKind::unavailable, "no member of the etcd cluster answers: " + trouble,
                  "see whether it has a majority: etcdctl endpoint status --cluster");
    }
    if (interruptible) {
      sleep_unless_interrupted(between_passes);
    } else {
      std::this_thread::sleep_for(between_passes);
    }
  }
}

void EtcdClient::authenticate(bool interruptible) {
  token_ = Secret();
  const nlohmann::json credentials = {{"name", access_.user}, {"password", access_.password.reveal()}};
  const HttpResponse answer = send("auth/authenticate", credentials, interruptible);
  if (answer.status != 200) throw refused("auth/authenticate", answer);
  token_ = Secret(JsonObject::parse(answer.body, "etcd", ErrorKind::unavailable).required_string("token"));
}

JsonObject EtcdClient::call(const std::string& path, const nlohmann::json& body, bool interruptible) {
  if (!access_.user.empty() && token_.empty()) authenticate(interruptible);
  HttpResponse answer = send(path, body, interruptible);
  if (!access_.user.empty() && is_token_refused(answer)) {
    // Tokens expire, and a restarted member has forgotten them.
    authenticate(interruptible);
    answer = send(path, body, interruptible);
  }
  if (answer.status != 200) throw refused(path, answer);
  JsonObject answered = JsonObject::parse(answer.body, "etcd's answer to " + path, ErrorKind::unavailable);
  if (answered.has("header")) cluster_ = answered.object("header").string("cluster_id");
  return answered;
}

}  // namespace oauthctl
