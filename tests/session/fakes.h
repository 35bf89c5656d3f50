#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/browser.h"
#include "model/callback_listener.h"
#include "session/services.h"

namespace oauthctl::testing {

/// A store in memory that remembers what was done to it, in order.
class MemoryStore : public TokenStore {
 public:
  std::optional<Record> load(std::string_view profile) const override {
    const auto found = records.find(std::string(profile));
    return found == records.end() ? std::nullopt : std::optional<Record>(found->second);
  }
  std::vector<std::string> profiles() const override {
    std::vector<std::string> out;
    for (const auto& [name, record] : records) out.push_back(name);
    return out;
  }
  std::unique_ptr<Turn> take_turn(std::string_view profile, std::chrono::milliseconds) override {
    log.emplace_back("lock");
    std::optional<Waited> waited;
    if (on_lock) {
      waited = Waited{load(profile)};
      on_lock();
    }
    return std::make_unique<MemoryTurn>(std::string(profile), std::move(waited), *this);
  }
  Hold begin_login(std::string_view) override {
    log.emplace_back("lock");
    return {};
  }
  std::string where(std::string_view profile) const override { return "memory:" + std::string(profile); }

  std::map<std::string, Record> records;
  std::vector<std::string> log;
  std::function<void()> on_lock;    ///< what another process does before it is our turn
  std::function<void()> on_commit;  ///< what happens before a save is done; what it throws prevents it
  std::function<void()> on_erase;   ///< the same before a record is deleted
  bool full = false;

 private:
  class MemoryTurn : public Turn {
   public:
    MemoryTurn(std::string profile, std::optional<Waited> waited, MemoryStore& store)
        : Turn(std::move(profile), std::move(waited)), store_(store) {}

   private:
    std::optional<Record> read() override { return store_.load(profile()); }
    void reserve() override {
      if (store_.full) throw Error(ErrorKind::unavailable, "the disk is full");
      store_.log.emplace_back("reserve");
    }
    void save(const Record& record) override {
      if (store_.on_commit) store_.on_commit();
      store_.log.emplace_back("commit");
      store_.records[record.profile] = record;
    }
    bool remove() override {
      if (store_.on_erase) store_.on_erase();
      store_.log.emplace_back("erase");
      return store_.records.erase(profile()) == 1;
    }

    MemoryStore& store_;
  };
};

/// Answers what it was told to, by the end of the URL's path, and keeps what it was sent.
class ScriptedTransport : public Transport {
 public:
  using Answer = std::function<HttpResponse(const HttpRequest&)>;

  void answer(const std::string& path, int status, const std::string& body,
              const std::string& type = "application/json") {
    script[path].push_back([=](const HttpRequest&) {
      HttpResponse response;
      response.status = status;
      response.headers.add("content-type", type);
      response.body = body;
      return response;
    });
  }
  void fail(const std::string& path, ErrorKind kind) {
    script[path].push_back([=](const HttpRequest&) -> HttpResponse { throw Error(kind, "no answer from " + path); });
  }

  HttpResponse send(const HttpRequest& request) override {
    const std::string path = request.url.substr(request.url.rfind('/'));
    sent.push_back(request);
    log.push_back(path);
    auto& answers = script[path];
    if (answers.empty()) throw Error(ErrorKind::internal, "unexpected request to " + request.url);
    const Answer next = answers.front();
    answers.pop_front();
    HttpResponse response = next(request);
    response.url = request.url;
    if (request.sink) {
      request.sink(response, response.body);
      response.body.clear();
    }
    return response;
  }
  Params body(std::size_t index) const { return form_decode(sent.at(index).body.reveal()); }

  std::map<std::string, std::deque<Answer>> script;
  std::vector<HttpRequest> sent;
  std::vector<std::string> log;
};

class RecordedNotices : public Notices {
 public:
  void step(const std::string&) override {}
  void info(const std::string&) override {}
  void warning(const std::string& text) override { warnings.push_back(text); }
  void instruction(const std::string& text) override { instructions.push_back(text); }

  std::vector<std::string> warnings, instructions;
};

/// A listener to which the answer comes at once; `answer_with` makes it from the URL that the browser was sent to.
class ImmediateListener : public CallbackListener {
 public:
  struct Seen {
    std::string url;            ///< where the browser ended up
    std::string address;        ///< what its command line said
    BrowserTarget destination;  ///< of that address
    std::optional<bool> finished;
    bool expects_fragment = false;
    std::function<Params(const Params& asked)> answer_with;
  };
  explicit ImmediateListener(Seen& seen) : seen_(seen) {}
  std::string redirect_uri() const override { return "http://127.0.0.1:5000/callback"; }
  void expect_fragment() override { seen_.expects_fragment = true; }
  std::string lead_on(const BrowserTarget& destination, const Secret& name) override {
    seen_.destination = destination;
    return "http://127.0.0.1:5000/browser/" + name.reveal();
  }
  bool wait_for_visit(std::chrono::milliseconds) override { return true; }
  Params wait(const std::function<bool(const Params&)>&, std::chrono::milliseconds) override {
    return seen_.answer_with(form_decode(seen_.url.substr(seen_.url.find('?') + 1)));
  }
  void finish(bool signed_in) override { seen_.finished = signed_in; }
  std::size_t rejected() const override { return 0; }

 private:
  Seen& seen_;
};

class RecordingBrowser : public Browser {
 public:
  explicit RecordingBrowser(ImmediateListener::Seen& seen) : seen_(seen) {}
  bool available() const override { return is_available; }
  std::string open(const std::string& url) override {
    opened.push_back(url);
    seen_.address = url;
    seen_.url = seen_.destination.url.empty() ? url : seen_.destination.url;
    return trouble;
  }

  bool is_available = true;
  std::string trouble;
  std::vector<std::string> opened;

 private:
  ImmediateListener::Seen& seen_;
};

constexpr TimePoint noon{std::chrono::seconds{1'800'000'000}};

struct MemoryNonces : DpopNonces {
  std::string find(Giver giver, const std::string& origin) const override {
    const auto found = nonces.find({giver, origin});
    return found == nonces.end() ? "" : found->second;
  }
  void remember(Giver giver, const std::string& origin, const std::string& nonce) override {
    nonces[{giver, origin}] = nonce;
  }
  std::map<std::pair<Giver, std::string>, std::string> nonces;
};

/// A world in which it is noon, one profile is signed in, and its server is https://as.example.
struct World {
  World() {
    Record record;
    record.profile = "p";
    record.serial = 1;
    record.client_file = "/secrets.json";
    record.server = server();
    record.scope = "read";
    record.tokens.access_token = Secret("old-access");
    record.tokens.refresh_token = Secret("old-refresh");
    record.tokens.scope = "read";
    record.tokens.obtained_at = noon - std::chrono::hours{1};
    record.tokens.expires_at = noon - std::chrono::seconds{1};
    store.records["p"] = record;
    secrets.client.client_id = "client";
    secrets.client.client_secret = Secret("client-secret");
    secrets.server = server();
    secrets.form = ClientFile::Form::google_installed;  // names every endpoint: nothing is asked for
  }

  static ServerMetadata server() {
    ServerMetadata server;
    server.issuer = "https://as.example";
    server.authorization_endpoint = "https://as.example/authorize";
    server.token_endpoint = "https://as.example/token";
    return server;
  }
  Record& record() { return store.records.at("p"); }
  Services services() {
    return {store,
            transport,
            notices,
            [this] { return now; },
            [](std::size_t count) { return std::string(count, 'r'); },
            [this](const std::string&) {
              ++secrets_read;
              return secrets;
            },
            [this](std::chrono::seconds duration) {
              slept.push_back(duration);
              now += duration;
              if (on_sleep) on_sleep();
            },
            dpop_nonces,
            [this](const std::string& path) {
              files_read.push_back(path);
              return files.at(path);
            }};
  }

  TimePoint now = noon;
  MemoryStore store;
  ScriptedTransport transport;
  RecordedNotices notices;
  ClientFile secrets;
  int secrets_read = 0;
  std::map<std::string, Secret> files;  ///< of tokens and assertions
  std::vector<std::string> files_read;
  std::vector<std::chrono::seconds> slept;
  std::function<void()> on_sleep;
  MemoryNonces dpop_nonces;
};

template <typename Call>
std::optional<Error> failure(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

}  // namespace oauthctl::testing
