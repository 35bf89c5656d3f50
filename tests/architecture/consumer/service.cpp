// A long-running program of somebody else, which leaves the folder that it was started in and ignores SIGCHLD:
//
//   service PROFILE HOME             prints a renewed token, or the kind, the hint and the server's code of the failure
//   service PROFILE HOME meanwhile   prints the token on disk while a renewal waits in another thread, and ends

#include <oauthctl/profile.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

int main(int argc, char** argv) {
  std::signal(SIGCHLD, SIG_IGN);
  auto profile = oauthctl::open_profile(argv[1], {.home = argv[2]});
  if (chdir("/") != 0) return 1;
  try {
    if (argc > 3) {
      std::thread([&] { profile.token({.refresh = true}); }).detach();
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
    }
    std::puts(profile.token({.refresh = argc <= 3}).access_token.reveal().c_str());
    std::fflush(stdout);
    _exit(0);
  } catch (const oauthctl::Error& error) {
    std::fprintf(stderr, "%s\n%s\n%s\n", error.what(), error.hint().text().c_str(),
                 error.answer() ? error.answer()->error.c_str() : "no answer of the server");
    return oauthctl::exit_code(error.kind());
  }
}
