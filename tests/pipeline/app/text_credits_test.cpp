#include "app/text_credits.h"

#include <gtest/gtest.h>

#include "support/origin_samples.h"

namespace headwater {
namespace {

using testing::origin_member;
using testing::sample_registry;

/// "Tidewire/supplied/2": name, meaning and pieces of evidence of each credit.
std::string credits(const std::string& outlet, const std::vector<std::string>& wire) {
  std::string out;
  for (const Credit& credit : origin_member({outlet, "", 0, wire}, 0).credits) {
    out += (out.empty() ? "" : " ") + credit.name + "/" +
           std::string(credit_meaning_name(credit.meaning)) + "/" +
           std::to_string(credit.evidence.size());
  }
  return out;
}

TEST(TextCredits, SayWhomADocumentCredits) {
  const struct {
    std::string outlet;
    std::vector<std::string> wire;
    std::string credits;
  } rows[] = {
      {"harbor", {}, ""},
      {"harbor", {"dateline:tide"}, "Tidewire/supplied/1"},
      {"harbor", {"dateline:tide", "sign-off:tide"}, "Tidewire/supplied/2"},
      {"harbor", {"contribution:tide"}, "Tidewire/partly/1"},
      {"harbor", {"contribution:tide", "byline:tide"}, "Tidewire/supplied/2"},
      {"harbor", {"dateline:tide", "byline:gull"}, "Tidewire/supplied/1 Gull Press/supplied/1"},
      {"harbor", {"dateline:tide", "press-release=Tidewire"}, "Tidewire/supplied/1"},
      {"harbor", {"canonical-link:kelp"}, "Kelp Bay Post/appeared/1"},
      {"harbor", {"canonical-link=https://loor.example/a?b"}, "loor.example/appeared/1"},
      {"harbor",
       {"based-on=https://loor.example/a", "canonical-link=https://loor.example/b"},
       "loor.example/appeared/2"},
      {"harbor", {"origin-notice=The Loor Echo"}, "The Loor Echo/appeared/1"},
      // A feed without a name counts only where nobody is named.
      {"harbor", {"syndication-notice=This is from a feed."}, "/supplied/1"},
      {"harbor", {"syndication-notice=This is from a feed.", "byline:tide"}, "Tidewire/supplied/1"},
      // Nobody is the origin of their own text by saying so.
      {"tide", {"dateline:tide"}, ""},
      {"kelp", {"canonical-link:kelp", "byline:tide"}, "Tidewire/supplied/1"},
      // Somebody the registry no longer has.
      {"harbor", {"byline:gone-agency"}, "gone-agency/supplied/1"},
      {"", {"dateline:tide"}, "Tidewire/supplied/1"},
  };
  for (const auto& row : rows) EXPECT_EQ(credits(row.outlet, row.wire), row.credits);
}

TEST(TextCredits, RolesComeFromTheRegistry) {
  EXPECT_EQ(outlet_role("tide", sample_registry()), "supplier");
  EXPECT_EQ(outlet_role("kelp", sample_registry()), "publisher");
  EXPECT_EQ(outlet_role("coast", sample_registry()), "network");
  EXPECT_EQ(outlet_role("gone-agency", sample_registry()), "");
  EXPECT_EQ(outlet_role(std::nullopt, sample_registry()), "");
}

}  // namespace
}  // namespace headwater
