#include "base/domain.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

struct Case {
  std::string_view input;
  std::string_view expected;  // empty: nothing
};

TEST(HostOf, TheHostOfAnAbsoluteUri) {
  for (const Case& row : std::initializer_list<Case>{
           {"https://www.KelpBay.example/a?b#c", "www.kelpbay.example"},
           {"http://user:word@kelpbay.example:8080/", "kelpbay.example"},
           {"https://kelpbay.example.", "kelpbay.example"},
           {"https://hafen-küste.example/", "xn--hafen-kste-geb.example"},
           {"https://192.0.2.7/x", "192.0.2.7"},
           {"file:///tmp/a.txt", ""},
           {"mailto:a@kelpbay.example", ""},
           {"https:///x", "x"},  // as browsers read it
           {"https://a..b/", ""},
           {"https://a b/", ""},
           {"", ""},
       }) {
    EXPECT_EQ(host_of(row.input).value_or(""), row.expected) << row.input;
  }
  EXPECT_FALSE(normalize_host(std::string(64, 'a') + ".example"));
  EXPECT_FALSE(normalize_host(std::string(100000, 'a')));
}

TEST(RegistrableDomain, OneLabelMoreThanThePublicSuffix) {
  for (const Case& row : std::initializer_list<Case>{
           {"news.bbc.co.uk", "bbc.co.uk"},
           {"www.latintimes.com", "latintimes.com"},
           {"co.uk", ""},
           {"com", ""},
           {"a.b.kelpbay.example", "kelpbay.example"},
           {"192.0.2.7", ""},
       }) {
    EXPECT_EQ(registrable_domain(row.input).value_or(""), row.expected) << row.input;
  }
}

TEST(HasKnownSuffix, TellsNamesFromSentences) {
  EXPECT_TRUE(has_known_suffix("kelpbay.com"));
  EXPECT_TRUE(has_known_suffix("brighteon.ai"));
  EXPECT_FALSE(has_known_suffix("border.mexico"));
  EXPECT_FALSE(has_known_suffix("border"));
}

}  // namespace
}  // namespace headwater
