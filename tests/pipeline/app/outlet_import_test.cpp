#include "app/outlet_import.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(OutletImport, FillsInCountsAndRefuses) {
  const std::vector<ConfigFile> files = {
      {"r.csv", "id,name,kind,domains\nlantern,The Lantern,local,lantern.example\n"}};
  const ConfigFile table = {"mine.csv",
                            "name,domains,country\n"
                            "Kelp Bay Post,kelpbay.example,IE\n"
                            "\n"
                            "The Lantern,lantern.example\n"
                            "Lantern,lamp.example|lantern.example\n"
                            "Kelp Bay Post,post.example\n"
                            "Gull,kelpbay.example\n"
                            "Wharf,no domain\n"};
  const OutletImport import = import_outlets(table, files);
  EXPECT_EQ(write_outlet_csv(import.added),
            "id,name,kind,country,language,domains,aliases,owner,network,samples\n"
            "kelp-bay-post,Kelp Bay Post,website,IE,,kelpbay.example\n");
  EXPECT_EQ(import.known, 1U);
  EXPECT_EQ(describe(import.mistakes),
            "mine.csv:8:7: outlet \"wharf\": \"no domain\" is not a domain, such as "
            "\"kelpbay.example\"\n"
            "mine.csv:5:1: outlet \"lantern\": the id is taken; give the row another \"id\"\n"
            "mine.csv:6:1: outlet \"kelp-bay-post\": the id is taken; give the row another \"id\"\n"
            "mine.csv:7:1: outlet \"gull\": the domain \"kelpbay.example\" belongs to a row above "
            "already");
}

TEST(OutletImport, MistakesNameTheTableAsItIsCalled) {
  const OutletImport import = import_outlets({"-", "name,domains\nWharf,no domain\n"}, {});
  ASSERT_EQ(import.mistakes.size(), 1U);
  EXPECT_EQ(import.mistakes[0].position.file, "-");
}

TEST(OutletImport, MakesIdsOfNames) {
  EXPECT_EQ(outlet_id("The Lantern & Post, No. 2"), "the-lantern-post-no-2");
  EXPECT_EQ(outlet_id("RT\xc3\x89"), "rt");
  EXPECT_EQ(outlet_id("\xe6\x9c\x9d\xe6\x97\xa5"), "");
}

}  // namespace
}  // namespace headwater
