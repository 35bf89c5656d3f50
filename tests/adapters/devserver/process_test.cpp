#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/file_descriptor.h"
#include "conversation.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// The message of a server that cannot start.
std::string failure(const std::vector<std::string>& arguments) {
  try {
    const DevServer server(arguments);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "it started";
}

FileDescriptor connection(int port) {
  FileDescriptor fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fd.reset();
  return fd;
}

/// Everything that the server says to these bytes, until it closes the connection.
std::string exchange(int port, const std::string& bytes) {
  const FileDescriptor fd = connection(port);
  // The server may answer and close before it has everything.
  EXPECT_GT(send(fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL), 0);
  std::string said;
  char piece[4096];
  for (ssize_t size = 0; (size = recv(fd.get(), piece, sizeof piece, 0)) > 0;) {
    said.append(piece, static_cast<std::size_t>(size));
  }
  return said;
}

class DevServerProcess : public ::testing::Test {
 protected:
  std::string file(const char* name) const { return directory_ / name; }

  TemporaryDirectory directory_;
};

TEST_F(DevServerProcess, RefusesFlagsThatMakeNoSense) {
  EXPECT_THAT(
      failure({"--nonsense"}),
      HasSubstr(
          "ended with 2: oauthctl: error: unknown option '--nonsense'\noauthctl: hint: oauthctl dev-server --help"));
  EXPECT_THAT(failure({"--port", "70000"}), HasSubstr("ended with 2"));
  EXPECT_THAT(failure({"--access-token-ttl", "soon"}),
              AllOf(HasSubstr("ended with 2"), HasSubstr("--access-token-ttl")));
  EXPECT_THAT(failure({"--user", "hunter2"}), AllOf(HasSubstr("ended with 2"), Not(HasSubstr("hunter2"))));
  EXPECT_THAT(failure({"--user", ":x"}), HasSubstr("ended with 2"));
}

TEST_F(DevServerProcess, RefusesAPortThatIsTaken) {
  const DevServer first;
  EXPECT_THAT(failure({"--port", std::to_string(first.port())}),
              AllOf(HasSubstr("ended with 5"), HasSubstr("port " + std::to_string(first.port()))));
}

TEST_F(DevServerProcess, RefusesFilesThatItCannotUse) {
  write_file(file("text"), std::string(5000, 'x'));
  EXPECT_THAT(failure({"--db", file("text")}), AllOf(HasSubstr("ended with 2"), HasSubstr(file("text"))));
  EXPECT_THAT(failure({"--db", file("missing/db")}), HasSubstr("ended with 2"));
  EXPECT_THAT(failure({"--client-file", file("missing/client.json")}), HasSubstr("ended with 2"));
  EXPECT_THAT(failure({"--tls-ca-file", file("missing/ca.pem")}),
              AllOf(HasSubstr("ended with 2"), HasSubstr(file("missing/ca.pem") + " cannot be written"),
                    HasSubstr("--tls-ca-file")));
  std::filesystem::create_symlink(file("text"), file("link"));
  EXPECT_THAT(failure({"--client-file", file("link")}), HasSubstr("ended with 2"));
}

TEST_F(DevServerProcess, RefusesADatabaseThatIsInUse) {
  const DevServer first({"--db", file("db")});
  EXPECT_THAT(failure({"--db", file("db")}), AllOf(HasSubstr("ended with 5"), HasSubstr("another development server")));
}

TEST_F(DevServerProcess, RefusesHostsThatAreNotLoopback) {
  const DevServer server;
  for (const char* host : {"evil.example", "127.0.0.1.evil.example", "10.0.0.1", "", "localhost@evil.example"}) {
    EXPECT_EQ(get(server, "/", {{"Host", host}}).status, 421) << host;
  }
  for (const char* host : {"localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:8910"}) {
    EXPECT_EQ(get(server, "/", {{"Host", host}}).status, 200) << host;
  }
}

TEST_F(DevServerProcess, RefusesMethodsAndPathsThatThereAreNot) {
  const DevServer server;
  for (const char* method : {"GET", "PUT", "OPTIONS", "DELETE"}) {
    const Answer answer = send(method, server.issuer() + "/token");
    EXPECT_EQ(answer.status, 405) << method;
    EXPECT_EQ(answer.header("allow"), "POST") << method;
  }
  EXPECT_EQ(get(server, "/nothing").status, 404);
  EXPECT_EQ(send("HEAD", server.issuer() + "/").status, 200);
}

TEST_F(DevServerProcess, RefusesABodyThatIsTooLarge) {
  const DevServer server;
  EXPECT_EQ(post(server, "/token", {{"grant_type", std::string(100'000, 'x')}}).status, 413);
}

TEST_F(DevServerProcess, NeverTakesABodyForARequest) {
  const DevServer server;
  // Many, because the library drops as much as is in its buffer.
  std::string smuggled;
  for (int i = 0; i < 500; ++i) smuggled += "DELETE /stats HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  const std::string rest =
      " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(smuggled.size()) +
      "\r\n\r\n" + smuggled;
  get(server, "/");
  for (const std::string& line : {std::string("POST /nothing"), "POST /" + std::string(9000, 'x'),
                                  std::string("OPTIONS /token"), std::string("GET /")}) {
    const std::string said = exchange(server.port(), line + rest);
    EXPECT_THAT(said, StartsWith("HTTP/1.1 ")) << line.substr(0, 20);
    EXPECT_EQ(said.find("HTTP/1.1 ", 1), std::string::npos) << line.substr(0, 20);
  }
  EXPECT_GE(server.stats().at("requests").at("home"), 1) << "the statistics were reset";
}

TEST_F(DevServerProcess, RefusesAPostWithoutALengthAtOnce) {
  const DevServer server;
  const auto before = std::chrono::steady_clock::now();
  EXPECT_THAT(exchange(server.port(), "POST /token HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), StartsWith("HTTP/1.1 411 "));
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(3));
}

TEST_F(DevServerProcess, AnswersOnBothLoopbackAddresses) {
  const DevServer server;
  const std::string v6 = "http://[::1]:" + std::to_string(server.port());
  if (std::filesystem::exists("/proc/net/if_inet6")) {
    EXPECT_EQ(send("GET", v6 + "/.well-known/openid-configuration").json().at("issuer"), server.issuer());
  } else {
    EXPECT_ANY_THROW(send("GET", v6 + "/"));
  }
}

TEST_F(DevServerProcess, RefusesBodiesInChunksBeforeItReadsThem) {
  const DevServer server;
  for (const char* line : {"POST /token", "PUT /register", "DELETE /stats", "GET /"}) {
    const std::string head = std::string(line) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n";
    EXPECT_THAT(exchange(server.port(), head + "\r\n"), StartsWith("HTTP/1.1 411 ")) << line;
    EXPECT_THAT(exchange(server.port(), head + "Content-Length: 1\r\n\r\n"), StartsWith("HTTP/1.1 411 ")) << line;
  }
}

TEST_F(DevServerProcess, RefusesALengthThatIsNotOneNumber) {
  const DevServer server;
  const std::string head = "POST /token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ";
  for (const char* length : {"-1", "x", "1\r\nContent-Length: 1", "99999999999999999999999"}) {
    EXPECT_THAT(exchange(server.port(), head + length + "\r\n\r\n"), StartsWith("HTTP/1.1 400 ")) << length;
  }
  EXPECT_THAT(exchange(server.port(), head + "65537\r\n\r\n"), StartsWith("HTTP/1.1 413 ")) << "unread";
}

TEST_F(DevServerProcess, BoundsTheHeadOfARequest) {
  const DevServer server;
  const std::string line = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  std::string fields;
  for (int i = 0; i < 200; ++i) fields += "A: b\r\n";
  EXPECT_THAT(exchange(server.port(), line + fields + "\r\n"), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(exchange(server.port(), line + "A: " + std::string(100'000, 'x')), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(exchange(server.port(), line + "A: " + std::string(8000, 'x') + "\r\n\r\n"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(DevServerProcess, ReadsABodyThatComesInPieces) {
  const DevServer server;
  const FileDescriptor fd = connection(server.port());
  for (const char* piece : {"POST /token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-",
                            "urlencoded\r\nContent-Length: 12\r\n\r", "\n", "grant_", "type=xNOT READ"}) {
    ASSERT_GT(send(fd.get(), piece, std::strlen(piece), MSG_NOSIGNAL), 0);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  char said[4096] = {};
  EXPECT_GT(recv(fd.get(), said, sizeof said - 1, 0), 0);
  EXPECT_THAT(said, AllOf(StartsWith("HTTP/1.1 400 "), HasSubstr("Connection: close")));
}

TEST_F(DevServerProcess, NeverWritesOverTheClientFileOfAnotherServer) {
  const std::string real = R"({"installed": {"client_id": "x", "client_secret": "REAL"}})";
  write_file(file("secrets.json"), real);
  EXPECT_THAT(failure({"--client-file", file("secrets.json")}),
              AllOf(HasSubstr("ended with 2"),
                    HasSubstr("error: " + file("secrets.json") + " exists and is not a development client\n"),
                    HasSubstr("hint: oauthctl dev-server --client-file dev.json\n")));
  EXPECT_EQ(read_file(file("secrets.json")), real);
}

TEST_F(DevServerProcess, WritesAClientFileForItsOwnerAlone) {
  write_file(file("client.json"), R"({"client_id": "oauthctl-dev", "issuer": "http://127.0.0.1:8910"})");
  std::filesystem::permissions(file("client.json"), std::filesystem::perms(0644));
  const DevServer server({"--client-file", file("client.json")});
  struct stat status = {};
  ASSERT_EQ(stat(file("client.json").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  const auto client = nlohmann::json::parse(read_file(file("client.json")));
  EXPECT_EQ(client.at("issuer"), server.issuer());
  EXPECT_EQ(client.at("redirect_uris").at(0), "http://127.0.0.1/callback");
  EXPECT_FALSE(client.at("client_secret").get<std::string>().empty());
}

TEST_F(DevServerProcess, LetsNobodyWaitForIdleConnections) {
  const DevServer server;
  std::vector<FileDescriptor> idle;
  for (int i = 0; i < 200; ++i) idle.push_back(connection(server.port()));
  EXPECT_TRUE(std::all_of(idle.begin(), idle.end(), [](const FileDescriptor& fd) { return bool(fd); }));
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(get(server, "/").status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(3));
}

TEST_F(DevServerProcess, EndsAtOnceOnASignal) {
  for (const int signal : {SIGTERM, SIGINT}) {
    DevServer server;
    const FileDescriptor idle = connection(server.port());
    ASSERT_TRUE(idle);
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(server.stop(signal), 0);
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(500));
  }
}

TEST_F(DevServerProcess, KeepsWhatIsInItsDatabase) {
  nlohmann::json tokens;
  nlohmann::json other;
  {
    DevServer first({"--auto-approve", "--db", file("db"), "--user", "bob:b"});
    tokens = sign_in(first);
    other = post_json(first, "/register", {{"grant_types", {"client_credentials"}}}).json();
    EXPECT_EQ(first.stop(), 0);
  }
  struct stat status = {};
  ASSERT_EQ(stat(file("db").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  const DevServer second({"--auto-approve", "--db", file("db")});
  EXPECT_EQ(get(second, "/resource", bearer(tokens.at("access_token"))).json().at("message"), "hello, bob");
  EXPECT_EQ(refresh(second, tokens.at("refresh_token")).status, 200);
  EXPECT_EQ(post(second, "/token", {{"grant_type", "client_credentials"}},
                 basic(other.at("client_id"), other.at("client_secret")))
                .status,
            200);
}

TEST_F(DevServerProcess, ClosesItsDatabaseToOthers) {
  write_file(file("db"), "");
  std::filesystem::permissions(file("db"), std::filesystem::perms(0666));
  const DevServer server({"--db", file("db")});
  EXPECT_EQ(std::filesystem::status(file("db")).permissions(), std::filesystem::perms(0600));
}

TEST_F(DevServerProcess, ForgetsEverythingWithoutOne) {
  nlohmann::json tokens;
  {
    const DevServer first({"--auto-approve"});
    tokens = sign_in(first);
  }
  const DevServer second({"--auto-approve"});
  EXPECT_EQ(get(second, "/resource", bearer(tokens.at("access_token"))).status, 401);
}

TEST_F(DevServerProcess, KeepsNoTokenAndNoPasswordInItsDatabase) {
  nlohmann::json tokens;
  std::string secret;
  std::string code;
  {
    DevServer server({"--auto-approve", "--db", file("db"), "--user", "bob:correct-horse"});
    tokens = sign_in(server);
    secret = server.client().at("client_secret");
    code = new_code(server);
    server.stop();
  }
  const std::string kept = read_file(file("db"));
  EXPECT_THAT(kept, HasSubstr("argon2id"));
  for (const std::string& value :
       {tokens.at("access_token").get<std::string>(), tokens.at("refresh_token").get<std::string>(), secret, code,
        std::string("correct-horse")}) {
    EXPECT_THAT(kept, Not(HasSubstr(value)));
  }
}

TEST_F(DevServerProcess, LogsRequestsWithoutTheirSecrets) {
  const DevServer server({"--auto-approve", "-v", "--user", "bob:correct-horse"});
  const std::string code = new_code(server);
  const auto tokens = redeem(server, code).json();
  refresh(server, tokens.at("refresh_token"));
  get(server, "/userinfo", bearer(tokens.at("access_token")));
  const std::string log = server.errors();
  EXPECT_THAT(log, HasSubstr("oauthctl: development server: POST /token 200\n"));
  for (const std::string& value :
       {code, tokens.at("access_token").get<std::string>(), tokens.at("refresh_token").get<std::string>(),
        code_verifier, server.client().at("client_secret").get<std::string>(), std::string("correct-horse")}) {
    EXPECT_THAT(log, Not(HasSubstr(value)));
  }
}

TEST_F(DevServerProcess, TakesTheOptionsThatEveryCommandHas) {
  EXPECT_NO_THROW(DevServer({"-vv", "--profile", "x", "--home", "/x", "--json", "--color", "never"}));
}

TEST_F(DevServerProcess, IsSilentWhenAskedTo) {
  const DevServer server({"-q"});
  get(server, "/");
  EXPECT_EQ(server.errors(), "");
}

}  // namespace
}  // namespace oauthctl::testing
