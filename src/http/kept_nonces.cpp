#include "http/kept_nonces.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/json.h"

namespace oauthctl {
namespace {

using Giver = DpopNonces::Giver;

constexpr const char* file_name = "dpop_nonces.json";
constexpr std::int64_t nonces_version = 1;
constexpr std::size_t most = 50;
constexpr std::chrono::hours longest_life{24};

constexpr const char* authorization_server = "authorization_server";
constexpr const char* resource_server = "resource_server";

const char* name_of(Giver giver) {
  return giver == Giver::authorization_server ? authorization_server : resource_server;
}

}  // namespace

std::vector<KeptNonces::Entry> KeptNonces::decoded(const std::string& text) {
  const JsonObject file = JsonObject::parse(text, "the kept nonces", ErrorKind::internal);
  if (file.integer("version") != nonces_version || !file.has("nonces")) return {};
  std::vector<Entry> entries;
  for (const JsonObject& entry : file.objects("nonces", "kept nonce")) {
    const Giver giver = entry.string("giver") == resource_server ? Giver::resource_server : Giver::authorization_server;
    entries.push_back({giver, entry.string("origin"), entry.string("nonce"),
                       TimePoint(std::chrono::seconds(entry.integer("given_at").value_or(0)))});
  }
  return entries;
}

std::string KeptNonces::encoded(const std::vector<Entry>& entries) {
  auto nonces = nlohmann::json::array();
  for (const Entry& entry : entries) {
    nonces.push_back({{"giver", name_of(entry.giver)},
                      {"origin", entry.origin},
                      {"nonce", entry.nonce},
                      {"given_at", entry.given_at.time_since_epoch().count()}});
  }
  return to_text(nlohmann::json{{"version", nonces_version}, {"nonces", nonces}});
}

std::vector<KeptNonces::Entry> KeptNonces::entries() const {
  const auto text = folder_.read(file_name);
  if (!text) return {};
  try {
    std::vector<Entry> entries = decoded(*text);
    const TimePoint now = clock_();
    std::erase_if(entries, [&](const Entry& e) { return e.given_at > now || e.given_at < now - longest_life; });
    return entries;
  } catch (const Error&) {
    return {};
  }
}

std::string KeptNonces::find(Giver giver, const std::string& origin) const {
  if (const auto known = known_.find({giver, origin}); known != known_.end()) return known->second;
  for (const Entry& entry : entries()) {
    if (entry.giver == giver && entry.origin == origin) return entry.nonce;
  }
  return {};
}

void KeptNonces::remember(Giver giver, const std::string& origin, const std::string& nonce) {
  if (find(giver, origin) == nonce) return;
  known_[{giver, origin}] = nonce;
  std::vector<Entry> all = entries();
  std::erase_if(all, [&](const Entry& e) { return e.giver == giver && e.origin == origin; });
  if (!nonce.empty()) all.insert(all.begin(), {giver, origin, nonce, clock_()});
  if (all.size() > most) all.resize(most);
  folder_.write(file_name, encoded(all));
}

}  // namespace oauthctl
