// A program of somebody else: prints a token of the default profile, or what went wrong and what to do.

#include <oauthctl/profile.h>

#include <cstdio>

int main(int argc, char** argv) {
  try {
    auto profile = oauthctl::open_profile(argc > 1 ? argv[1] : "");
    const auto token = profile.token({.min_ttl = std::chrono::minutes(5)});
    std::puts(token.access_token.reveal().c_str());
    return 0;
  } catch (const oauthctl::Error& error) {
    std::fprintf(stderr, "%s\n%s\n", error.what(), error.hint().text().c_str());
    return oauthctl::exit_code(error.kind());
  }
}
