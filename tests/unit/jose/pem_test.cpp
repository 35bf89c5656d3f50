#include "jose/keys/pem.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "support/text_file.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

/// Each file of tests/vectors/jose/pem begins with a line on why it is there and one on how it must end.
struct PemFile {
  std::string name;
  std::string outcome;
  Secret text;
};

std::vector<PemFile> pem_files() {
  std::vector<PemFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(OAUTHCTL_SOURCE_DIR "/tests/vectors/jose/pem")) {
    std::istringstream text(testing::read_file(entry.path()));
    std::string why, outcome;
    std::getline(text, why);
    std::getline(text, outcome);
    files.push_back({entry.path().filename(), outcome, Secret(std::string(std::istreambuf_iterator<char>(text), {}))});
  }
  return files;
}

std::string outcome_of(const PemFile& file) {
  try {
    const PrivateKey key = read_private_pem(file.text, "key.pem");
    for (const char* alg : {"RS256", "PS256", "ES256", "EdDSA"}) {
      const SignatureAlgorithm& algorithm = *find_algorithm(alg);
      if (algorithm.key != key.type() || file.outcome != "signs: " + std::string(alg)) continue;
      if (key.public_key().verifies(algorithm, "text", key.sign(algorithm, "text"))) return file.outcome;
    }
    return "signs nothing";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    const std::string source = "key.pem: ";
    return "refused: " + error.message().substr(source.size());
  }
}

TEST(Pem, EndsAsItsFileSays) {
  const auto files = pem_files();
  EXPECT_GE(files.size(), 12U);
  for (const PemFile& file : files) EXPECT_EQ(outcome_of(file), file.outcome) << file.name;
}

TEST(Pem, IsReadWithItsLineEndsWrittenOut) {
  for (const PemFile& file : pem_files()) {
    for (const char* written : {"\\n", "\\r\\n"}) {
      std::string text;
      for (const char c : file.text.reveal()) c == '\n' ? text += written : text += c;
      EXPECT_EQ(outcome_of({file.name, file.outcome, Secret(text)}), file.outcome) << file.name;
    }
  }
}

}  // namespace
}  // namespace oauthctl
