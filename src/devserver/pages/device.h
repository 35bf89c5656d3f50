#pragma once

#include <string>

#include "devserver/http/request.h"
#include "devserver/http/response.h"
#include "devserver/state/accounts.h"
#include "devserver/state/devices.h"

/// The pages of RFC 8628 §3.3, one after the other.
namespace oauthctl::devserver {

struct DevicePage {
  std::string user_code;      ///< as entered so far
  std::string form_token;     ///< see Visitor
  std::string problem;        ///< with the previous try; empty: this is the first
  std::string username = {};  ///< already in the field
  bool has_default_account = false;
};

void answer_device_code_page(Response& response, const DevicePage& page);
void answer_device_login_page(Response& response, const DevicePage& page, const std::string& client_name);
void answer_device_consent_page(Response& response, const DevicePage& page, const std::string& client_name,
                                const Account& account, const DeviceRequest& asked);
void answer_device_end_page(Response& response, bool approved);

}  // namespace oauthctl::devserver
