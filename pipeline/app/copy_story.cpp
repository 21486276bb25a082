#include "app/copy_story.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "app/date_order.h"
#include "stages/copies/compare_texts.h"

namespace headwater {
namespace {

/// What a timeline is sorted by: dated ones first.
auto timeline_place(const OriginMember& member) {
  const std::optional<Field>& date = member.origin.published_at;
  const std::optional<Timestamp> place = date ? date_place(date->value) : std::nullopt;
  return std::tuple(!place, place.value_or(Timestamp{}), member.origin.seen.front().first_seen,
                    member.origin.document);
}

/// Puts a story together.
class StoryReader {
 public:
  StoryReader(std::size_t limit, const OutletRegistry& registry, StoreReader& reader)
      : limit_(limit), registry_(registry), reader_(reader) {}

  Result<CopyStory> read(std::string_view id) {
    if (Status read = read_members(id); !read) return read.error();
    find_same_texts();
    story_.origin = find_origin(origins());
    choose_reference();
    choose_listed();
    for (const std::size_t member : story_.listed) {
      if (Status read = read_links(member); !read) return read.error();
      CopyMember& each = story_.members[member];
      Result<std::optional<VersionPlace>> version =
          version_place(each.member.origin.document, reader_);
      if (!version) return version.error();
      each.version = *version;
    }
    if (Status read = find_neighbours(); !read) return read.error();
    return std::move(story_);
  }

 private:
  Status read_members(std::string_view id) {
    Result<DocumentOrigin> asked = reader_.origin(id);
    if (!asked) return asked.error();
    asked_ = asked->document;
    Result<CopyCluster> cluster = reader_.cluster(asked_);
    if (!cluster) return cluster.error();
    story_.cluster = std::move(*cluster);
    for (const std::string& document : story_.cluster.members) {
      Result<DocumentOrigin> origin = reader_.origin(document);
      // A text that is linked to may have been let go of when it was cleaned anew.
      if (!origin && origin.error().code == ErrorCode::kNotFound) continue;
      if (!origin) return origin.error();
      CopyMember member;
      member.member.credits = credits_of(*origin, registry_);
      member.member.origin = std::move(*origin);
      story_.members.push_back(std::move(member));
    }
    std::ranges::sort(story_.members, {},
                      [](const CopyMember& member) { return timeline_place(member.member); });
    for (std::size_t i = 0; i < story_.members.size(); ++i)
      index_[story_.members[i].member.origin.document] = i;
    story_.asked = index_.at(asked_);
    return {};
  }

  std::vector<OriginMember> origins() const {
    std::vector<OriginMember> origins;
    for (const CopyMember& member : story_.members) origins.push_back(member.member);
    return origins;
  }

  /// Of equal texts the one stored first stands for the others: only it is linked to.
  void find_same_texts() {
    std::map<std::string, std::size_t> first;
    const auto key = [&](std::size_t i) { return story_.members[i].member.origin.key; };
    for (std::size_t i = 0; i < story_.members.size(); ++i) {
      const auto [place, fresh] = first.emplace(story_.members[i].member.origin.folded.hex(), i);
      if (!fresh && key(i) < key(place->second)) place->second = i;
    }
    for (std::size_t i = 0; i < story_.members.size(); ++i) {
      const std::size_t same = first.at(story_.members[i].member.origin.folded.hex());
      if (same != i) story_.members[i].same_text_as = same;
    }
  }

  void choose_reference() {
    const OriginFields& origin = story_.origin;
    if (origin.dated && origin.dated->known()) {
      story_.reference = origin.dated->member;
      story_.reason = ReferenceReason::kEarliestDated;
    } else if (origin.first_seen && origin.first_seen->known()) {
      story_.reference = origin.first_seen->member;
      story_.reason = ReferenceReason::kFirstSeen;
    } else {
      const auto least = std::ranges::min_element(story_.members, {}, [](const CopyMember& member) {
        return member.member.origin.document;
      });
      story_.reference = static_cast<std::size_t>(least - story_.members.begin());
    }
  }

  void choose_listed() {
    std::set<std::size_t> listed{story_.asked, story_.reference};
    for (std::size_t i = 0; i < story_.members.size() && listed.size() < limit_; ++i)
      listed.insert(i);
    story_.listed.assign(listed.begin(), listed.end());
  }

  /// The member that stands for the text of `member`.
  std::size_t text_of(std::size_t member) const {
    return story_.members[member].same_text_as.value_or(member);
  }

  Status read_links(std::size_t index) {
    CopyMember& member = story_.members[index];
    Result<std::vector<CopyEdge>> edges = reader_.copies(member.member.origin.document);
    if (!edges) return edges.error();
    for (CopyEdge& edge : *edges) {
      const auto other = index_.find(edge.document);
      if (other == index_.end() || edge.kind == CopyKind::kSharesPassage) continue;
      member.links.push_back({other->second, std::move(edge), true});
    }
    for (std::size_t i = 0; i < member.links.size(); ++i) {
      if (!member.nearest || is_nearer(member.links[i], member.links[*member.nearest]))
        member.nearest = i;
      if (text_of(member.links[i].other) != text_of(story_.reference)) continue;
      if (!member.to_reference || member.links[i].other == story_.reference)
        member.to_reference = i;
    }
    if (text_of(index) == text_of(story_.reference) || member.to_reference) return {};
    const Result<bool> linked = text_is_linked(index);
    if (!linked) return linked.error();
    return *linked ? Status() : compare_with_reference(index);
  }

  /// Links a member to the reference copy by comparing their texts.
  Status compare_with_reference(std::size_t index) {
    CopyMember& member = story_.members[index];
    if (!reference_is_read_) {
      if (Status read = read_text(story_.reference, reference_text_); !read) return read;
      reference_is_read_ = true;
    }
    if (Status read = read_text(index, member_text_); !read) return read;
    CopyEdge edge;
    const bool related = compare_texts(member_text_, reference_text_, {}, edge);
    member.chained = !related || edge.kind == CopyKind::kSharesPassage;
    if (!related) return {};
    edge.document = story_.members[story_.reference].member.origin.document;
    member.to_reference = member.links.size();
    member.links.push_back({story_.reference, std::move(edge), false});
    return {};
  }

  Status read_text(std::size_t index, ComparedText& out) {
    const Result<StoredDocument> document =
        reader_.document(story_.members[index].member.origin.document);
    if (!document) return document.error();
    std::vector<TextSpan> kept;
    document->article.edits.kept_spans(document->article.text.size(), kept);
    out.assign(document->article.text, kept);
    return {};
  }

  static bool is_nearer(const CopyMember::Link& a, const CopyMember::Link& b) {
    const auto place = [](const CopyMember::Link& link) {
      return std::tuple(-link.edge.jaccard, -std::max(link.edge.share_here, link.edge.share_there),
                        link.other);
    };
    return place(a) < place(b);
  }

  /// Whether a member with the same text is linked to the reference copy's.
  Result<bool> text_is_linked(std::size_t index) {
    const std::size_t first = text_of(index);
    if (first == index) return false;
    const auto known = linked_.find(first);
    if (known != linked_.end()) return known->second;
    const auto edges = reader_.copies(story_.members[first].member.origin.document);
    if (!edges) return edges.error();
    const bool linked = std::ranges::any_of(*edges, [&](const CopyEdge& edge) {
      const auto other = index_.find(edge.document);
      return other != index_.end() && edge.kind != CopyKind::kSharesPassage &&
             text_of(other->second) == text_of(story_.reference);
    });
    linked_[first] = linked;
    return linked;
  }

  Status find_neighbours() {
    Result<std::vector<CopyEdge>> edges = reader_.copies(asked_);
    if (!edges) return edges.error();
    for (CopyEdge& edge : *edges) {
      if (edge.kind != CopyKind::kSharesPassage || index_.contains(edge.document)) continue;
      if (story_.neighbours.size() >= limit_) {
        story_.more_neighbours = true;
        break;
      }
      Result<DocumentOrigin> origin = reader_.origin(edge.document);
      if (!origin && origin.error().code == ErrorCode::kNotFound) continue;
      if (!origin) return origin.error();
      story_.neighbours.push_back({std::move(*origin), std::move(edge)});
    }
    return {};
  }

  const std::size_t limit_;
  const OutletRegistry& registry_;
  StoreReader& reader_;
  std::string asked_;
  std::map<std::string, std::size_t> index_;
  std::map<std::size_t, bool> linked_;
  ComparedText reference_text_;
  ComparedText member_text_;
  bool reference_is_read_ = false;
  CopyStory story_;
};

}  // namespace

std::string_view reference_reason(ReferenceReason reason) {
  constexpr std::array<std::string_view, 3> kNames = {"earliest-dated", "first-seen",
                                                      "smallest-id"};
  return kNames[static_cast<std::size_t>(reason)];
}

Result<CopyStory> read_copy_story(std::string_view id, std::size_t limit,
                                  const OutletRegistry& registry, StoreReader& reader) {
  return StoryReader(limit, registry, reader).read(id);
}

}  // namespace headwater
