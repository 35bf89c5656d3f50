// A renewal by the real transport and the real store, from a server that fails at each point of it.

#include <gtest/gtest.h>

#include "http/curl_transport.h"
#include "http/patient_transport.h"
#include "session/fakes.h"
#include "session/token.h"
#include "store/file/file_store.h"
#include "support/scripted_server.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::testing {
namespace {

using namespace std::chrono_literals;

const std::string page = OAUTHCTL_SOURCE_DIR "/docs/fault-table.md";
const std::string tokens =
    R"({"access_token":"new-access","token_type":"Bearer","expires_in":3600,"refresh_token":"new-refresh"})";
const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const std::string answer = head + "Content-Length: " + std::to_string(tokens.size()) + "\r\n\r\n" + tokens;
const std::string answer_without_length = head + "Connection: close\r\n\r\n" + tokens;

/// Waits for no answer longer than a test can.
class Impatient : public Transport {
 public:
  HttpResponse send(const HttpRequest& request) override {
    HttpRequest hasty = request;
    hasty.timeout = 200ms;
    return patient_.send(hasty);
  }

 private:
  CurlTransport curl_{{}};
  PatientTransport patient_{curl_, [](std::chrono::milliseconds) {}};
};

Script reset_after(const std::string& bytes) {
  return [bytes](Connection& connection) {
    connection.send(bytes);
    connection.end_by_reset();
  };
}

/// A profile on the disk whose token has expired, and whose server is at `endpoint`.
class Renewal {
 public:
  explicit Renewal(const std::string& endpoint) {
    world_.record().server.token_endpoint = endpoint;
    world_.secrets.server.token_endpoint = endpoint;
    store_.take_turn("p", 0ms)->commit(world_.record());
  }

  /// The exit code, and whether the record's file is as it was.
  std::string ending() {
    const std::string before = read_file(home_ / "profiles/p.json");
    Services services = world_.services();
    const Services real{store_,         transport_,           services.notices,
                        services.clock, services.entropy,     services.read_client_file,
                        services.sleep, services.dpop_nonces, services.read_token};
    const auto error = failure([&] { token("p", {}, real); });
    const bool same = read_file(home_ / "profiles/p.json") == before;
    return "exit " + std::to_string(error ? exit_code(error->kind()) : 0) + ", " +
           (same ? "the old record" : "another");
  }

 private:
  TemporaryDirectory home_{memory_folder()};
  World world_;
  FileStore store_{home_ / "profiles"};
  Impatient transport_;
};

std::string ending_at(Script script) {
  ScriptedServer server({std::move(script)});
  return Renewal(server.url("/token")).ending();
}

/// The common result of all of these, if they end alike.
std::string ending_of_all(const std::vector<Script>& scripts) {
  std::string first = ending_at(scripts.front());
  for (std::size_t i = 1; i < scripts.size(); ++i) EXPECT_EQ(ending_at(scripts[i]), first) << i;
  return first;
}

std::vector<Script> cut_everywhere(const std::string& whole, std::size_t from, Script (*cut)(const std::string&)) {
  std::vector<Script> scripts;
  for (std::size_t length = from; length < whole.size(); ++length) scripts.push_back(cut(whole.substr(0, length)));
  return scripts;
}

std::string refused_connection() {
  std::string url;
  {
    const ScriptedServer gone({reply("")});
    url = gone.url("/token");
  }
  return Renewal(url).ending();
}

std::vector<Script> statuses(const std::vector<std::string>& lines, const std::string& fields,
                             const std::string& body) {
  std::vector<Script> scripts;
  for (const auto& line : lines) scripts.push_back(reply(http_answer(line, fields, body)));
  return scripts;
}

std::string table() {
  const Script close = reply("");
  const auto closed = [](const std::string& bytes) { return reply(bytes); };
  const auto stalled = [](const std::string& bytes) { return reply_and_hold(bytes); };
  const std::vector<std::string> broken = {"500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable",
                                           "504 Gateway Timeout", "429 Too Many Requests"};
  const std::size_t body = answer_without_length.find("\r\n\r\n") + 4;
  const std::vector<std::pair<const char*, std::string>> rows = {
      {"the connection is refused", refused_connection()},
      {"it is closed, or reset, when the request was read", ending_of_all({close, reset_after("")})},
      {"it is closed after each byte of the answer", ending_of_all(cut_everywhere(answer, 1, closed))},
      {"it is reset after each byte of the answer", ending_of_all(cut_everywhere(answer, 1, reset_after))},
      {"it is closed after each byte of the body of an answer that has no Content-Length",
       ending_of_all(cut_everywhere(answer_without_length, body, closed))},
      {"nothing more comes: after the request, in the status line, in the fields, before the body, in the body",
       ending_of_all({stalled(""), stalled(answer.substr(0, 5)), stalled(answer.substr(0, 30)),
                      stalled(answer.substr(0, answer.size() - tokens.size())),
                      stalled(answer.substr(0, answer.size() - 1))})},
      {"500, 502, 503, 504, 429 with a page", ending_of_all(statuses(broken, "Content-Type: text/html\r\n", "<p>"))},
      {"the same with JSON", ending_of_all(statuses(broken, "Content-Type: application/json\r\n", "{}"))},
      {"the same with a Retry-After, twice", ending_of_all(statuses(broken, "Retry-After: 1\r\n", ""))},
  };
  std::string text = "| the server | ends in |\n|---|---|\n";
  for (const auto& [fault, ending] : rows) text += std::string("| ") + fault + " | " + ending + " |\n";
  return text;
}

TEST(RenewalFaults, NoneChangesTheRecordAndEachSaysWhetherToTryAgain) {
  const std::string printed = table();
  std::fputs(printed.c_str(), stdout);
  EXPECT_EQ(printed.find("another"), std::string::npos);
  EXPECT_EQ(printed.find("exit 0"), std::string::npos);
  EXPECT_NE(read_file(page).find('\n' + printed), std::string::npos) << "the table above belongs into " << page;
}

TEST(RenewalFaults, AWholeAnswerIsKept) {
  EXPECT_EQ(ending_at(reply(answer)), "exit 0, another");
  EXPECT_EQ(ending_at(reply(answer_without_length)), "exit 0, another");
}

}  // namespace
}  // namespace oauthctl::testing
