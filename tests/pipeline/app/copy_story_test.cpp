#include "app/copy_story.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "support/origin_samples.h"
#include "support/sample_store.h"

namespace headwater {
namespace {

using testing::sample_registry;
using testing::SampleStore;

/// A document in a store of tests. Edges lead to documents before it.
struct StoredRow {
  char name;
  std::string text;
  std::string date;
  std::vector<std::pair<char, CopyKind>> edges = {};
};

class CopyStoryTest : public ::testing::Test {
 protected:
  void fill(const std::vector<StoredRow>& rows) {
    store_.open();
    store_.begin();
    for (const StoredRow& row : rows) {
      Arrival arrival = testing::sample_arrival(row.text, std::string(1, row.name));
      arrival.captured_at.microseconds += static_cast<std::int64_t>(ids_.size());
      Finished finished = testing::sample_passed(std::move(arrival));
      Article& article = finished.article;
      if (!row.date.empty()) article.published_at = Field{row.date, {}};
      for (const auto& [other, kind] : row.edges) {
        CopyEdge edge;
        edge.document = ids_.at(other);
        edge.kind = kind;
        edge.jaccard = kind == CopyKind::kIdentical ? 1 : 0.5;
        if (kind != CopyKind::kIdentical) edge.passages = {{{0, 5}, {0, 5}}};
        article.copies.push_back(std::move(edge));
      }
      ids_[row.name] = article.id;
      store_.add(finished);
    }
    store_.end();
    store_.close();
    auto reader = open_store_reader(store_.path());
    ASSERT_TRUE(reader.ok()) << reader.error().message;
    reader_ = std::move(*reader);
  }

  CopyStory story(char asked, std::size_t limit = 100) {
    Result<CopyStory> read = read_copy_story(ids_.at(asked), limit, sample_registry(), *reader_);
    EXPECT_TRUE(read.ok()) << read.error().message;
    return std::move(*read);
  }
  char name_of(const std::string& id) const {
    for (const auto& [name, other] : ids_) {
      if (other == id) return name;
    }
    return '?';
  }
  char name_at(const CopyStory& story, std::size_t member) const {
    return name_of(story.members[member].member.origin.document);
  }
  /// The members that are listed, each with what it is: "=" and the member of the same text, ">"
  /// and the one that it is compared with, "~" where it is chained.
  std::string told(const CopyStory& story) const {
    std::string out;
    for (const std::size_t index : story.listed) {
      const CopyMember& member = story.members[index];
      out += (out.empty() ? "" : " ") + std::string(1, name_at(story, index));
      if (index == story.reference) out += '*';
      if (member.same_text_as) out += std::string("=") + name_at(story, *member.same_text_as);
      if (member.to_reference)
        out += std::string(">") + name_at(story, member.links[*member.to_reference].other);
      if (member.chained) out += '~';
    }
    return out;
  }

  SampleStore store_;
  std::map<char, std::string> ids_;
  std::unique_ptr<StoreReader> reader_;
};

using enum CopyKind;

TEST_F(CopyStoryTest, TimelineReferenceTwinsAndChains) {
  fill({{'b', "Second text, as b has it.", "2026-03-02"},
        {'a', "First text, as a has it.", "2026-03-01", {{'b', kEdited}}},
        {'c', "Third text, as c has it.", "", {{'b', kExcerpt}}},
        {'d', "Second text - as b has it!", "2026-03-03", {{'b', kIdentical}}},
        {'e', "A round-up, as e has it.", "2026-03-01", {{'c', kSharesPassage}}},
        {'f', "Fourth text, as f has it.", "2026-03-04", {{'c', kSharesPassage}, {'d', kCopy}}}});
  const CopyStory found = story('c');
  EXPECT_EQ(name_at(found, found.asked), 'c');
  EXPECT_EQ(found.reason, ReferenceReason::kEarliestDated);
  // Only b is linked to a. d says what b says; f is linked to b's text, c to b.
  EXPECT_EQ(told(found), "a* b>a d=b f~ c~");
  ASSERT_EQ(found.neighbours.size(), 1U);  // f is in the cluster
  EXPECT_EQ(name_of(found.neighbours[0].origin.document), 'e');
  EXPECT_EQ(story('e').members.size(), 1U);
  EXPECT_EQ(name_of(story('e').neighbours[0].origin.document), 'c');
}

TEST_F(CopyStoryTest, WhatIsNotLinkedIsCompared) {
  const std::string text =
      "Nine boats left the harbor before dawn on Monday with full tanks and empty holds, and the "
      "first of them came back at noon because somebody had forgotten the nets on the quay. The "
      "harbor master wrote it down, closed his book and went to see for himself.";
  fill({{'a', text, "2026-03-01"},
        {'b', text + " It rained.", "2026-03-02", {{'a', kCopy}}},
        {'c', text + " It snowed. Nobody saw it.", "2026-03-03", {{'b', kCopy}}}});
  const CopyStory found = story('c');
  EXPECT_EQ(told(found), "a* b>a c>a");
  const CopyMember& last = found.members[2];
  EXPECT_FALSE(last.links[*last.to_reference].stored);
  EXPECT_FALSE(last.links[*last.to_reference].edge.passages.empty());
  EXPECT_TRUE(last.links[*last.nearest].stored);
}

TEST_F(CopyStoryTest, ATextOfTheReferenceCopyStandsForIt) {
  fill({{'b', "One text, as all have it.", "2026-03-02"},
        {'a', "One text - as all have it!", "2026-03-01", {{'b', kIdentical}}},
        {'c', "Other text, as c has it.", "2026-03-03", {{'b', kEdited}}}});
  EXPECT_EQ(told(story('c')), "a*=b>b b>a c>b");
}

TEST_F(CopyStoryTest, WithoutADateWhatWasSeenFirstIsTheReference) {
  fill({{'b', "One text, as b has it.", "2026-03-02"},
        {'a', "One text, as a has it.", "2026-03-02", {{'b', kEdited}}}});
  const CopyStory found = story('a');
  EXPECT_EQ(found.reason, ReferenceReason::kFirstSeen);
  EXPECT_EQ(name_at(found, found.reference), 'b');
}

TEST_F(CopyStoryTest, TheLimitLeavesTheOneAskedForAndTheReference) {
  std::vector<StoredRow> rows = {{'a', "Text of a.", "2026-03-01"}};
  for (char name = 'b'; name < 'k'; ++name)
    rows.push_back({name, std::string("Text of ") + name + ".", "2026-03-05", {{'a', kEdited}}});
  fill(rows);
  for (const std::size_t limit : {0U, 1U, 2U, 5U}) {
    const CopyStory found = story('h', limit);
    EXPECT_EQ(found.members.size(), 10U);
    EXPECT_EQ(found.listed.size(), std::max<std::size_t>(limit, 2));
    EXPECT_NE(told(found).find("a*"), std::string::npos);
    EXPECT_NE(told(found).find("h>a"), std::string::npos);
  }
}

TEST_F(CopyStoryTest, WhatIsNotThere) {
  fill({{'a', "Text of a.", "2026-03-01"}});
  EXPECT_EQ(read_copy_story("0123456789", 9, sample_registry(), *reader_).error().code,
            ErrorCode::kNotFound);
  EXPECT_EQ(told(story('a')), "a*");
}

}  // namespace
}  // namespace headwater
