#include "fleet/etcd_keys.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using nlohmann::json;

std::string decoded(const JsonObject& object, const char* name) {
  const auto bytes = base64_decode(object.string(name));
  if (!bytes) object.fail(name, "must be base64");
  return *bytes;
}

/// The gateway leaves out what is zero or empty.
std::vector<JsonObject> objects(const JsonObject& object, const char* name) {
  std::vector<JsonObject> out;
  if (!object.has(name)) return out;
  if (!object.value().at(name).is_array()) object.fail(name, "must be an array");
  for (const json& item : object.value().at(name)) {
    if (!item.is_object()) object.fail(name, "must be an array of objects");
    out.emplace_back(item, "etcd's answer", ErrorKind::unavailable);
  }
  return out;
}

EtcdValue read_value(const JsonObject& object) {
  return {decoded(object, "value"), object.integer("create_revision").value_or(0),
          object.integer("mod_revision").value_or(0), object.integer("lease").value_or(0)};
}

std::optional<EtcdValue> first_value(const JsonObject& range, const char* name = "kvs") {
  const auto values = objects(range, name);
  return values.empty() ? std::nullopt : std::optional(read_value(values.front()));
}

json compare(const EtcdCondition& condition) {
  const bool of_creation = condition.of == EtcdCondition::Of::creation;
  return {{"key", base64_encode(condition.key)},
          {"target", of_creation ? "CREATE" : "MOD"},
          {"result", "EQUAL"},
          {of_creation ? "create_revision" : "mod_revision", std::to_string(condition.revision)}};
}

json range_of(const std::string& key) {
  return {{"request_range", {{"key", base64_encode(key)}}}};
}

EtcdOutcome transact(EtcdClient& etcd, const EtcdCondition& condition, const json& then, const json& otherwise,
                     bool interruptible) {
  const JsonObject answer = etcd.call(
      "kv/txn",
      {{"compare", json::array({compare(condition)})}, {"success", json::array({then})}, {"failure", otherwise}},
      interruptible);
  EtcdOutcome outcome;
  outcome.done = answer.boolean("succeeded").value_or(false);
  outcome.revision = answer.object("header").integer("revision").value_or(0);
  for (const JsonObject& response : objects(answer, "responses")) {
    if (response.has("response_range")) outcome.present = first_value(response.object("response_range"));
    if (response.has("response_delete_range")) {
      outcome.present = first_value(response.object("response_delete_range"), "prev_kvs");
    }
  }
  return outcome;
}

}  // namespace

std::optional<EtcdValue> read_key(EtcdClient& etcd, const std::string& key) {
  return first_value(etcd.call("kv/range", {{"key", base64_encode(key)}}));
}

EtcdOutcome put_if(EtcdClient& etcd, const EtcdCondition& condition, const std::string& key, std::string_view value,
                   std::int64_t lease, bool interruptible) {
  json put = {{"key", base64_encode(key)}, {"value", base64_encode(value)}};
  if (lease != 0) put["lease"] = std::to_string(lease);
  return transact(etcd, condition, {{"request_put", put}}, json::array({range_of(key)}), interruptible);
}

EtcdOutcome read_if(EtcdClient& etcd, const EtcdCondition& condition, const std::string& key) {
  return transact(etcd, condition, range_of(key), json::array(), true);
}

EtcdOutcome delete_if(EtcdClient& etcd, const EtcdCondition& condition, const std::string& key) {
  const json removal = {{"request_delete_range", {{"key", base64_encode(key)}, {"prev_kv", true}}}};
  return transact(etcd, condition, removal, json::array(), false);
}

std::vector<std::string> keys_below(EtcdClient& etcd, const std::string& prefix) {
  std::string end = prefix;
  ++end.back();  // prefixes end in a slash
  const JsonObject answer =
      etcd.call("kv/range", {{"key", base64_encode(prefix)}, {"range_end", base64_encode(end)}, {"keys_only", true}});
  std::vector<std::string> out;
  for (const JsonObject& entry : objects(answer, "kvs")) {
    const std::string key = decoded(entry, "key");
    if (!key.starts_with(prefix)) entry.fail("key", "must begin with the prefix that was asked for");
    out.push_back(key.substr(prefix.size()));
  }
  return out;
}

}  // namespace oauthctl
