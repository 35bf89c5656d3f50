#pragma once

#include <string>
#include <vector>

#include "base/params.h"
#include "devserver/clients/clients.h"
#include "devserver/http/request.h"
#include "devserver/http/response.h"
#include "devserver/refusal.h"
#include "devserver/state/accounts.h"
#include "devserver/state/terms.h"

/// One function for each page. `form_token` is what the page's form must send back (see Visitor).
namespace oauthctl::devserver {

/// The authorization request that the login and consent pages are about.
struct PendingRequest {
  std::string client_name;
  std::string redirect_uri;
  std::string query;  ///< the request itself, which the form carries
  std::string form_token;
};

struct LoginPage {
  std::string username;              ///< already in the field
  std::string problem;               ///< with the previous try; empty: this is the first
  bool has_default_account = false;  ///< alice, whose password is public
};

struct ConsentPage {
  Account account;
  std::string scope;
  Terms terms;
  std::string other_account_query;  ///< the same request, for somebody else
};

struct HomePage {
  std::string issuer;
  std::string client_file;  ///< of the default client; empty: not written
  std::string tls_ca_file;  ///< empty: plain http
  std::vector<Account> accounts;
  std::vector<RegisteredClient> clients;
};

struct ClientForm {
  std::string client_name;
  std::string redirect_uris;
  bool is_public = false;
  std::string problem;
};

void answer_login_page(Response& response, const PendingRequest& pending, const LoginPage& page);
void answer_consent_page(Response& response, const PendingRequest& pending, const ConsentPage& page);
/// Posts the answer to the client without a click, or with one if scripts are off.
void answer_form_post_page(Response& response, const std::string& redirect_uri, const Params& answer);
void answer_signed_out_page(Response& response);
void answer_error_page(Response& response, const Refusal& refusal);
void answer_home_page(Response& response, const HomePage& page);
void answer_client_form(Response& response, const ClientForm& form, const std::string& form_token);
void answer_registered_page(Response& response, const std::string& client_name, const std::string& secrets_file);

}  // namespace oauthctl::devserver
