#include <oauthctl/error.h>
#include <oauthctl/secret.h>

int main() {
  const oauthctl::Error error(oauthctl::ErrorKind::usage, "consumer");
  const bool same = oauthctl::Secret("t") == oauthctl::Secret("t");
  return same && oauthctl::exit_code(error.kind()) == 2 ? 0 : 1;
}
