#include "model/server/metadata_json.h"

#include <nlohmann/json.hpp>

#include "base/url.h"

namespace oauthctl {
namespace {

struct Endpoint {
  const char* name;
  std::string ServerMetadata::*member;
};

struct Flag {
  const char* name;
  std::optional<bool> ServerMetadata::*member;
};

struct List {
  const char* name;
  std::vector<std::string> ServerMetadata::*member;
};

constexpr Endpoint endpoints[] = {
    {"authorization_endpoint", &ServerMetadata::authorization_endpoint},
    {"token_endpoint", &ServerMetadata::token_endpoint},
    {"revocation_endpoint", &ServerMetadata::revocation_endpoint},
    {"introspection_endpoint", &ServerMetadata::introspection_endpoint},
    {"userinfo_endpoint", &ServerMetadata::userinfo_endpoint},
    {"device_authorization_endpoint", &ServerMetadata::device_authorization_endpoint},
    {"pushed_authorization_request_endpoint", &ServerMetadata::pushed_authorization_request_endpoint},
    {"registration_endpoint", &ServerMetadata::registration_endpoint},
    {"end_session_endpoint", &ServerMetadata::end_session_endpoint},
    {"jwks_uri", &ServerMetadata::jwks_uri},
};

constexpr List lists[] = {
    {"scopes_supported", &ServerMetadata::scopes_supported},
    {"response_types_supported", &ServerMetadata::response_types_supported},
    {"grant_types_supported", &ServerMetadata::grant_types_supported},
    {"code_challenge_methods_supported", &ServerMetadata::code_challenge_methods_supported},
    {"token_endpoint_auth_methods_supported", &ServerMetadata::token_endpoint_auth_methods_supported},
    {"token_endpoint_auth_signing_alg_values_supported",
     &ServerMetadata::token_endpoint_auth_signing_alg_values_supported},
    {"authorization_details_types_supported", &ServerMetadata::authorization_details_types_supported},
    {"id_token_signing_alg_values_supported", &ServerMetadata::id_token_signing_alg_values_supported},
    {"dpop_signing_alg_values_supported", &ServerMetadata::dpop_signing_alg_values_supported},
    {"request_object_signing_alg_values_supported", &ServerMetadata::request_object_signing_alg_values_supported},
};

constexpr Flag flags[] = {
    {"require_pushed_authorization_requests", &ServerMetadata::require_pushed_authorization_requests},
    {"require_signed_request_object", &ServerMetadata::require_signed_request_object},
    {"authorization_response_iss_parameter_supported", &ServerMetadata::authorization_response_iss_parameter_supported},
    {"client_id_metadata_document_supported", &ServerMetadata::client_id_metadata_document_supported},
};

constexpr const char* aliases = "mtls_endpoint_aliases";

/// Endpoints without a name here are never used.
std::map<std::string, std::string> read_aliases(const JsonObject& object) {
  std::map<std::string, std::string> out;
  for (const auto& [name, member] : endpoints) {
    if (std::string url = object.string(name); !url.empty()) out.emplace(name, std::move(url));
  }
  return out;
}

/// The endpoints of one object, under `path` in the metadata.
class PublishedEndpoints {
 public:
  PublishedEndpoints(const JsonObject& object, std::string path,
                     const std::function<std::string(const std::string& url)>& judge, ServerMetadata& metadata)
      : object_(object), path_(std::move(path)), judge_(judge), metadata_(metadata) {}

  /// Empty if it is absent or must not be used.
  std::string read(const char* name) {
    try {
      std::string url = object_.string(name);
      const std::string why = url.empty() ? "" : judge_(url);
      if (!why.empty()) object_.fail(name, why);
      return url;
    } catch (const Error& error) {
      metadata_.unusable[path_ + name] = error.message();
      return {};
    }
  }

 private:
  const JsonObject& object_;
  std::string path_;
  const std::function<std::string(const std::string& url)>& judge_;
  ServerMetadata& metadata_;
};

}  // namespace

nlohmann::json metadata_json(const ServerMetadata& metadata) {
  nlohmann::json out = nlohmann::json::object();
  if (!metadata.issuer.empty()) out["issuer"] = metadata.issuer;
  for (const auto& [name, member] : endpoints) {
    if (!(metadata.*member).empty()) out[name] = metadata.*member;
  }
  for (const auto& [name, member] : lists) {
    if (!(metadata.*member).empty()) out[name] = metadata.*member;
  }
  for (const auto& [name, member] : flags) {
    if (const auto& stated = metadata.*member) out[name] = *stated;
  }
  if (!metadata.mtls_endpoint_aliases.empty()) out[aliases] = metadata.mtls_endpoint_aliases;
  return out;
}

std::string to_json(const ServerMetadata& metadata) {
  return to_text(metadata_json(metadata));
}

ServerMetadata read_metadata(const JsonObject& object) {
  ServerMetadata metadata;
  metadata.issuer = object.string("issuer");
  for (const auto& [name, member] : endpoints) metadata.*member = object.string(name);
  for (const auto& [name, member] : lists) metadata.*member = object.strings(name);
  for (const auto& [name, member] : flags) metadata.*member = object.boolean(name);
  metadata.mtls_endpoint_aliases = read_aliases(object.object(aliases));
  return metadata;
}

ServerMetadata read_published_metadata(const JsonObject& object,
                                       const std::function<std::string(const std::string& url)>& judge) {
  ServerMetadata metadata;
  metadata.issuer = object.string("issuer");
  PublishedEndpoints plain(object, "", judge, metadata);
  for (const auto& [name, member] : endpoints) metadata.*member = plain.read(name);
  for (const auto& [name, member] : lists) metadata.*member = object.list(name);
  for (const auto& [name, member] : flags) metadata.*member = object.flag(name);
  const JsonObject with_certificate = object.part(aliases);
  PublishedEndpoints aliased(with_certificate, std::string(aliases) + '.', judge, metadata);
  for (const auto& [name, member] : endpoints) {
    if (std::string url = aliased.read(name); !url.empty())
      metadata.mtls_endpoint_aliases.emplace(name, std::move(url));
  }
  return metadata;
}

void for_each_endpoint(const ServerMetadata& metadata,
                       const std::function<void(const char* name, const std::string& url)>& visit) {
  for (const auto& [name, member] : endpoints) {
    if (!(metadata.*member).empty()) visit(name, metadata.*member);
  }
  for (const auto& [name, url] : metadata.mtls_endpoint_aliases) visit((aliases + ('.' + name)).c_str(), url);
}

std::set<std::string> origins_of(const ServerMetadata& metadata) {
  std::set<std::string> origins{origin_of(metadata.issuer)};
  for_each_endpoint(metadata, [&](const char*, const std::string& url) { origins.insert(origin_of(url)); });
  origins.erase("");
  return origins;
}

const std::string& name_of_server(const ServerMetadata& metadata) {
  return metadata.issuer.empty() ? metadata.token_endpoint : metadata.issuer;
}

ServerMetadata merged(ServerMetadata first, const ServerMetadata& second) {
  if (first.issuer.empty()) first.issuer = second.issuer;
  for (const auto& [name, member] : endpoints) {
    const auto unusable = second.unusable.find(name);
    if ((first.*member).empty() && unusable != second.unusable.end()) first.unusable.insert(*unusable);
    if ((first.*member).empty()) first.*member = second.*member;
  }
  for (const auto& [name, member] : lists) {
    if ((first.*member).empty()) first.*member = second.*member;
  }
  for (const auto& [name, member] : flags) {
    if (!(first.*member)) first.*member = second.*member;
  }
  for (const auto& [name, why] : second.unusable) {
    const bool is_alias = name.starts_with(aliases);
    if (is_alias && !first.mtls_endpoint_aliases.contains(name.substr(name.find('.') + 1)))
      first.unusable.emplace(name, why);
  }
  first.mtls_endpoint_aliases.insert(second.mtls_endpoint_aliases.begin(), second.mtls_endpoint_aliases.end());
  return first;
}

}  // namespace oauthctl
