#include "fleet/etcd_keys.h"
#include "fleet/record_cipher.h"
#include "fuzz/harness.h"
#include "fuzz/inputs.h"
#include "fuzz/properties.h"

namespace oauthctl::fuzz {
namespace {

constexpr const char* password = "password-0123456789";

/// A member of the cluster that gives one answer to everything.
class Member : public Transport {
 public:
  explicit Member(HttpResponse answer) : answer_(std::move(answer)) {}
  HttpResponse send(const HttpRequest&) override { return answer_; }

 private:
  HttpResponse answer_;
};

void with_client(const HttpResponse& answer, const std::string& user, const std::function<void(EtcdClient&)>& call) {
  Member member(answer);
  EtcdAccess access{{"https://etcd-1:2379"}, user, Secret(password)};
  access.patience = std::chrono::milliseconds{0};
  parses(
      [&] {
        EtcdClient etcd(member, access);
        call(etcd);
      },
      {password});
}

void open_record(std::string_view sealed) {
  const RecordCipher cipher({Secret("0123456789abcdef0123456789abcdef")});
  cipher.open("work", sealed, "the record");
  throw Broken("a record that was sealed with another key opens");
}

void check(std::string_view input) {
  const HttpResponse answer = answer_in(input);
  const EtcdCondition condition{"/oauthctl/work"};
  with_client(answer, "", [](EtcdClient& etcd) { read_key(etcd, "/oauthctl/work"); });
  with_client(answer, "root", [](EtcdClient& etcd) { read_key(etcd, "/oauthctl/work"); });
  with_client(answer, "", [&](EtcdClient& etcd) { put_if(etcd, condition, "/oauthctl/work", "text", 0, true); });
  with_client(answer, "", [&](EtcdClient& etcd) { delete_if(etcd, condition, "/oauthctl/work"); });
  with_client(answer, "", [](EtcdClient& etcd) {
    for (const std::string& key : keys_below(etcd, "/oauthctl/")) require(key.size() < 1 << 20, "a key is too long");
  });
  parses([&] { open_record(input); });
}

const Harness harness{"etcd_answers", check};

}  // namespace
}  // namespace oauthctl::fuzz
