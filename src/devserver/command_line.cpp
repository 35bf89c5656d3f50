#include "devserver/command_line.h"

#include <getopt.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/text.h"
#include "devserver/option_table.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* command_name = "dev-server";

Error usage_error(const std::string& message) {
  return Error(ErrorKind::usage, message, "oauthctl dev-server --help");
}

/// Numbers above every character, so that an option without a letter has a code too.
constexpr int first_code = 256;

std::vector<option> long_options() {
  std::vector<option> all;
  for (const Option& known : option_table()) {
    const int argument = known.value == nullptr ? no_argument : required_argument;
    all.push_back({known.name, argument, nullptr, first_code + static_cast<int>(all.size())});
  }
  all.push_back({nullptr, 0, nullptr, 0});
  return all;
}

/// As getopt wants them. In front, the minus reports words that are not options in their order, even with
/// POSIXLY_CORRECT set; the colon tells a missing value from an unknown option.
std::string letters() {
  std::string all = "-:";
  for (const Option& known : option_table()) {
    if (known.letter == '\0') continue;
    all += known.letter;
    if (known.value != nullptr) all += ':';
  }
  return all;
}

const Option& option_of(int code) {
  const auto table = option_table();
  const auto is_it = [&](const Option& known) { return known.letter == code; };
  return code >= first_code ? table[static_cast<std::size_t>(code - first_code)]
                            : *std::find_if(table.begin(), table.end(), is_it);
}

/// The word that getopt has just refused.
std::string refused_word(char** argv) {
  if (optopt > 0 && optopt < first_code) return std::string("-") + static_cast<char>(optopt);
  const std::string word = argv[optind - 1];
  return printable(word.substr(0, word.find('=')), 60);
}

[[noreturn]] void refuse(int code, char** argv) {
  const std::string word = refused_word(argv);
  if (code == ':') throw usage_error(word + " needs a value");
  throw usage_error(optopt >= first_code ? word + " takes no value" : "unknown option '" + word + "'");
}

/// `words`: those that are not options.
void check(const std::vector<std::string>& words, const DevServerOptions& options) {
  if (words.empty() || words.front() != command_name) throw usage_error("the command must be dev-server");
  if (words.size() > 1) throw usage_error("unexpected argument '" + printable(words[1], 60) + "'");
  if (!options.client_certificate_file.empty() && options.tls_ca_file.empty())
    throw usage_error("--client-certificate-file needs https: add --tls-ca-file FILE");
  if (options.metadata_address != MetadataAddress::all && options.issuer_path.empty())
    throw usage_error("--metadata-address needs an issuer with a path: add --issuer-path PATH");
}

}  // namespace

std::optional<DevServerOptions> parse_command_line(int argc, char** argv) {
  DevServerOptions options;
  std::vector<std::string> words;
  bool wants_help = false;
  const std::vector<option> names = long_options();
  optind = 0;  // begin anew: getopt remembers where it was
  opterr = 0;
  for (int code = 0; (code = getopt_long(argc, argv, letters().c_str(), names.data(), nullptr)) != -1;) {
    if (code == '?' || code == ':') refuse(code, argv);
    if (code == 1) {
      words.emplace_back(optarg);
      continue;
    }
    const Option& given = option_of(code);
    if (given.apply == nullptr) wants_help = true;
    if (given.apply != nullptr) given.apply(options, given.value == nullptr ? "" : optarg);
  }
  words.insert(words.end(), argv + optind, argv + argc);
  if (wants_help) return std::nullopt;
  check(words, options);
  return options;
}

}  // namespace oauthctl::devserver
