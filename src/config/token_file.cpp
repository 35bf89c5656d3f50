#include "config/token_file.h"

#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// More than any server takes: a SAML assertion has some thousands of bytes.
constexpr std::size_t longest = 1 << 20;

Secret read_text(const std::string& path, const std::string& source) {
  const bool from_stdin = path == "-";
  const FileDescriptor file = from_stdin ? FileDescriptor() : open_input(path.c_str());
  std::string text;
  if ((!from_stdin && !file) || !read_all(from_stdin ? STDIN_FILENO : file.get(), longest, text)) {
    throw Error(ErrorKind::usage, "cannot read " + source + ": " + describe_errno(errno));
  }
  if (text.size() > longest) throw Error(ErrorKind::usage, source + ": is longer than 1 MiB");
  return Secret(std::move(text));
}

}  // namespace

Secret read_token(const std::string& path) {
  const std::string source = path == "-" ? "standard input" : printable(path, 4096);
  const Secret text = read_text(path, source);
  Secret token{std::string(trimmed(text.reveal()))};
  if (token.empty()) throw Error(ErrorKind::usage, source + ": is empty, where a token was expected");
  if (!is_visible_ascii(token.reveal()))
    throw Error(ErrorKind::usage, source + ": has a character that no token may have");
  return token;
}

}  // namespace oauthctl
