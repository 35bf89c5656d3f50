#include <algorithm>
#include <charconv>

#include "base/programs.h"
#include "base/text.h"
#include "commands/keep/keep.h"
#include "store/profile_name.h"

namespace oauthctl::cli::keep_command {
namespace {

CommandWords command_of(const Option& option, std::string_view value) {
  auto command = command_words(value);
  if (!command || command->empty() || command->front().empty())
    throw Error(ErrorKind::usage, std::string(option.name) + ": '" + printable(value, 60) + "' is not a command");
  return std::move(*command);
}

void pair(std::vector<KeptFile>& files, const std::vector<TokenFormat>& formats) {
  if (formats.size() > 1 && formats.size() != files.size())
    throw Error(ErrorKind::usage, "--format: give one for all files, or one for each --out in the same order");
  for (std::size_t i = 0; i < files.size() && !formats.empty(); ++i)
    files[i].format = formats[formats.size() == 1 ? 0 : i];
}

void require_different(const std::vector<KeptFile>& files) {
  for (auto one = files.begin(); one != files.end(); ++one) {
    const auto is_same = [&](const KeptFile& other) { return other.path == one->path; };
    if (std::any_of(files.begin(), one, is_same))
      throw Error(ErrorKind::usage, "--out: " + printable(one->path, 100) + " is given twice");
  }
}

}  // namespace

void add_file(KeepOptions& options, const Option& option, std::string_view value) {
  const auto equals = value.find('=');
  KeptFile file;
  // A path may have an equals sign in it, as ./a=b.
  if (equals != std::string_view::npos && is_profile_name(value.substr(0, equals))) {
    file.profile = value.substr(0, equals);
    value.remove_prefix(equals + 1);
  }
  if (value.empty()) throw Error(ErrorKind::usage, std::string(option.name) + ": the name of the file is missing");
  file.path = value;
  options.files.push_back(std::move(file));
}

void add_format(KeepOptions& options, const Option& option, std::string_view value) {
  options.formats.push_back(static_cast<TokenFormat>(index_of(option, value)));
}

void add_on_renew(KeepOptions& options, const Option& option, std::string_view value) {
  options.on_renew.push_back(command_of(option, value));
}

void set_on_login_required(KeepOptions& options, const Option& option, std::string_view value) {
  options.on_login_required = command_of(option, value);
}

void set_seed(KeepOptions& options, const Option& option, std::string_view value) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seed);
  if (error != std::errc{} || end != value.data() + value.size())
    throw Error(ErrorKind::usage, std::string(option.name) + ": '" + printable(value, 40) + "' is not a number");
  options.seed = seed;
}

void check(KeepOptions& options, GlobalOptions& global) {
  if (global.json && options.formats.empty()) options.formats.push_back(TokenFormat::json);
  pair(options.files, options.formats);
  require_different(options.files);
  for (KeptFile& file : options.files) {
    if (file.profile.empty()) file.profile = global.profile;
  }
  const auto is_mail = [](const KeptFile& file) { return names_user(file.format); };
  if (!options.user.empty() && std::none_of(options.files.begin(), options.files.end(), is_mail))
    throw Error(ErrorKind::usage, "--user is for --format xoauth2 and oauthbearer");
}

}  // namespace oauthctl::cli::keep_command
