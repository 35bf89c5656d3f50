#include "devserver/state/devices.h"

#include "devserver/refusal.h"
#include "devserver/state/pkce.h"
#include "devserver/state/random_token.h"
#include "jose/random.h"

namespace oauthctl::devserver {
namespace {

/// §6.1: no vowels, so that no words appear, and no letters that look like others.
constexpr std::string_view letters = "BCDFGHJKLMNPQRSTVWXZ";

std::string new_user_code() {
  std::string code;
  while (code.size() < 8) {
    const auto byte = static_cast<unsigned char>(random_bytes(1)[0]);
    // 240 is a multiple of 20: with larger bytes some letters would be more frequent.
    if (byte < 240) code += letters[byte % letters.size()];
  }
  return code.insert(4, "-");
}

std::string normalized(const std::string& user_code) {
  std::string out;
  for (const char c : user_code) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (letters.find(upper) != std::string_view::npos) out += upper;
  }
  return out;
}

Refusal refusal(const char* error, const char* description) {
  return {400, error, description};
}

}  // namespace

DeviceCodes Devices::begin(const DeviceRequest& request) {
  const std::lock_guard lock(mutex_);
  // An expired code is remembered for an hour, so that the device learns that it has expired.
  std::erase_if(waiting_, [&](const auto& entry) { return entry.second.expires_at + std::chrono::hours{1} < now_(); });
  DeviceCodes codes{random_token(), new_user_code()};
  Waiting waiting;
  waiting.request = request;
  waiting.user_code = normalized(codes.user_code);
  waiting.expires_at = now_() + lifetime;
  waiting_.emplace(hash_of(codes.device_code), waiting);
  return codes;
}

Devices::Waiting* Devices::undecided(const std::string& user_code) {
  const std::string code = normalized(user_code);
  for (auto& [hash, waiting] : waiting_) {
    if (waiting.user_code == code && !waiting.is_decided && waiting.expires_at > now_()) return &waiting;
  }
  return nullptr;
}

std::optional<DeviceRequest> Devices::find(const std::string& user_code) {
  const std::lock_guard lock(mutex_);
  const Waiting* waiting = undecided(user_code);
  return waiting == nullptr ? std::nullopt : std::optional(waiting->request);
}

bool Devices::decide(const std::string& user_code, const std::optional<DeviceApproval>& approval) {
  const std::lock_guard lock(mutex_);
  Waiting* waiting = undecided(user_code);
  if (waiting == nullptr) return false;
  waiting->is_decided = true;
  waiting->approval = approval;
  return true;
}

void Devices::require_pace(Waiting& waiting) const {
  const TimePoint now = now_();
  const bool too_soon = waiting.polled_at && now - *waiting.polled_at < waiting.interval;
  waiting.polled_at = now;
  if (!too_soon) return;
  waiting.interval += std::chrono::seconds{5};
  throw refusal("slow_down", "wait five seconds longer between polls");
}

DeviceApproval Devices::poll(const Secret& device_code, const std::string& client_id, const Secret& code_verifier) {
  const std::lock_guard lock(mutex_);
  const auto found = waiting_.find(hash_of(device_code));
  if (found == waiting_.end()) throw refusal("invalid_grant", "the device code is unknown or already used");
  Waiting& waiting = found->second;
  if (waiting.request.client_id != client_id)
    throw refusal("invalid_grant", "the device code belongs to another client");
  if (waiting.expires_at <= now_()) throw refusal("expired_token", "the device code has expired");
  if (!proves(code_verifier, waiting.request.code_challenge)) {
    throw refusal("invalid_grant", "code_verifier does not match code_challenge");
  }
  require_pace(waiting);
  if (!waiting.is_decided) throw refusal("authorization_pending", "nobody has decided yet");
  const auto approval = waiting.approval;
  waiting_.erase(found);
  if (!approval) throw refusal("access_denied", "the person denied access");
  return *approval;
}

}  // namespace oauthctl::devserver
