#include "devserver/resources/trap.h"

namespace oauthctl::devserver {
namespace {

using Place = const TrapPlace&;
using Fields = std::vector<std::string>;

std::string quoted(const std::string& name, const std::string& value) {
  return name + "=\"" + value + '"';
}

/// As it should be.
std::string pointer(Place place) {
  return quoted("resource_metadata", place.metadata_url) + R"(, scope="api.read")";
}

std::string attacker(Place place) {
  return quoted("resource_metadata", place.elsewhere + "/attacker");
}

const Trap table_of_challenges[] = {
    {"unquoted", "the values in the challenge are not quoted",
     [](Place p) { return Fields{"Bearer resource_metadata=" + p.metadata_url + ", scope=api.read"}; }},
    {"no-pointer", "the challenge does not name the metadata", [](Place) { return Fields{R"(Bearer realm="api")"}; }},
    {"no-challenge", "401 without a challenge", [](Place) { return Fields{}; }},
    {"empty-challenge", "the challenge is empty", [](Place) { return Fields{""}; }},
    {"other-schemes-first", "challenges of other schemes come first, in fields of their own",
     [](Place p) {
       return Fields{R"(Basic realm="api")", "Negotiate", "Bearer " + pointer(p)};
     }},
    {"one-field", "two challenges in one field",
     [](Place p) { return Fields{R"(Basic realm="a, b", Bearer )" + pointer(p)}; }},
    {"token68-first", "two challenges in one field, the first with a token68",
     [](Place p) { return Fields{"Negotiate YIIBHwYGKwYBBQUCoIIBEw==, Bearer " + pointer(p)}; }},
    {"escaped-quotes", "a quoted value has escaped quotes, and in them another pointer",
     [](Place p) {
       const std::string inner = R"(a \"b\", resource_metadata=\")" + p.elsewhere + R"(/attacker\")";
       return Fields{"Bearer " + quoted("realm", inner) + ", " + pointer(p)};
     }},
    {"relative-pointer", "the challenge names the metadata by a relative URL",
     [](Place p) { return Fields{"Bearer " + quoted("resource_metadata", p.metadata_url.substr(p.origin.size()))}; }},
    {"upper-case", "the scheme and the names in the challenge are in upper case",
     [](Place p) { return Fields{"BEARER RESOURCE_METADATA=\"" + p.metadata_url + R"(", SCOPE="api.read")"}; }},
    {"repeated-pointer", "the challenge names the metadata twice, the second time elsewhere",
     [](Place p) { return Fields{"Bearer " + pointer(p) + ", " + attacker(p)}; }},
    {"pointer-of-basic", "a challenge of another scheme has a pointer, that of Bearer does not",
     [](Place p) {
       return Fields{R"(Basic realm="api", )" + attacker(p), R"(Bearer realm="api")"};
     }},
    {"pointer-to-nothing", "the challenge names an address without metadata",
     [](Place p) { return Fields{"Bearer " + quoted("resource_metadata", p.origin + "/nothing")}; }},
    {"pointer-to-attacker", "the challenge names metadata at another origin, which describes that origin",
     [](Place p) { return Fields{"Bearer " + attacker(p)}; }},
    {"control-characters-in-challenge", "the challenge's scope has control characters",
     [](Place p) {
       return Fields{"Bearer " + quoted("resource_metadata", p.metadata_url) + ", " +
                     quoted("scope", "api.read \x1b[31mred\x07")};
     }},
};

}  // namespace

std::span<const Trap> challenge_traps() {
  return table_of_challenges;
}

}  // namespace oauthctl::devserver
