#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "app/alteration_lines.h"
#include "app/colour.h"
#include "app/commands.h"
#include "app/copies_json.h"
#include "app/copy_story.h"
#include "app/display.h"
#include "app/open_registry.h"
#include "app/origin_text.h"
#include "app/session.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// Places where a copy differs that people are shown; --json has all.
constexpr std::size_t kMostPlaces = 40;
/// Outlets at which one document was seen that people are shown.
constexpr std::size_t kMostSeen = 5;

/// Prints a story, for people or for programs. Texts are read one after the other; only the
/// reference copy's stays.
class StoryPrinter {
 public:
  StoryPrinter(const CopyStory& story, const OutletRegistry& registry, Session& session)
      : story_(story),
        registry_(registry),
        session_(session),
        json_(session.line.has("json")),
        marker_(wants_colour(session.out)) {}

  Status print() {
    print_cluster();
    for (const std::size_t index : story_.listed) {
      if (Status printed = print_member(index); !printed) return printed;
    }
    if (!json_ && story_.listed.size() < story_.members.size()) {
      session_.out.line(fmt::format("\n... and {} more; see --limit.",
                                    human_count(story_.members.size() - story_.listed.size())));
    }
    return print_neighbours();
  }

 private:
  template <class Write>
  void print_json(Write write) {
    JsonWriter writer;
    write(writer);
    session_.out.line(writer.text());
  }

  void field(std::string_view label, std::string_view value) {
    session_.out.line(fmt::format("   {:<9} {}", label, escape_for_display(value)));
  }

  const OriginMember& member(std::size_t index) const { return story_.members[index].member; }

  /// "2. The Harbor Ledger (harbor-ledger)", how a member is referred to.
  std::string label(std::size_t index) const {
    return fmt::format("{}. {}", index + 1, outlet_label(member(index).origin.seen.front()));
  }

  void print_cluster() {
    if (json_) {
      print_json([&](JsonWriter& writer) { write_cluster(story_, writer); });
      return;
    }
    const std::size_t count = story_.members.size();
    if (count == 1) {
      session_.out.line("No copies of it are known.");
    } else {
      session_.out.line(
          marker_.heading(fmt::format("{}{} documents of {} have this text, whole or in parts",
                                      story_.cluster.complete ? "" : "At least ",
                                      human_count(count), outlet_count(story_.origin))));
    }
    std::vector<OriginMember> origins;
    for (const CopyMember& each : story_.members) origins.push_back(each.member);
    session_.out.line(fmt::format("  {:<19}  {}", "cluster", story_.cluster.id));
    session_.out.write(origin_lines(origins, story_.origin, marker_, "  "));
    print_chained();
  }

  void print_chained() {
    std::string chained;
    for (const std::size_t index : story_.listed) {
      if (!story_.members[index].chained) continue;
      chained += fmt::format("{}{}", chained.empty() ? "" : ", ", index + 1);
    }
    if (chained.empty()) return;
    session_.out.line(
        fmt::format("  {:<19}  {} in this cluster only by way of others: they share "
                    "too little with the reference copy",
                    "chained", chained));
  }

  Status print_member(std::size_t index) {
    const Result<StoredDocument> document =
        session_.reader->document(member(index).origin.document);
    if (!document) return document.error();
    if (json_) {
      print_json(
          [&](JsonWriter& writer) { write_member(story_, index, *document, registry_, writer); });
    } else {
      print_timeline_entry(index);
    }
    return print_alterations(index, *document);
  }

  void print_timeline_entry(std::size_t index) {
    const OriginMember& each = member(index);
    const DocumentOrigin& origin = each.origin;
    const std::string_view role = outlet_role(origin.seen.front().outlet, registry_);
    session_.out.line("\n" + marker_.heading(escape_for_display(fmt::format(
                                 "{}{}{}, {}", label(index), role.empty() ? "" : ", ", role,
                                 origin.published_at ? origin.published_at->value : "undated"))));
    field("document", origin.document + (index == story_.asked ? " (asked for)" : ""));
    if (origin.title) field("title", shortened(*origin.title, kShownPassage));
    const std::optional<VersionPlace>& version = story_.members[index].version;
    if (version && version->of > 1)
      field("version", fmt::format("{} of {} of its article", version->number, version->of));
    if (origin.published_at) print_date_evidence(origin.published_at->evidence);
    for (std::size_t i = 0; i < std::min(origin.seen.size(), kMostSeen); ++i) {
      const SeenAt& seen = origin.seen[i];
      field(i == 0 ? "seen" : "also",
            fmt::format("{} at {}{}", to_rfc3339(seen.first_seen), seen.uri,
                        seen.captures == 1 ? "" : fmt::format(", {} times", seen.captures)));
    }
    if (origin.seen.size() > kMostSeen) {
      field("", fmt::format("... and at {} more outlets", origin.seen.size() - kMostSeen));
    }
    field("credits", credits_text(each.credits));
    print_relation(index);
  }

  void print_date_evidence(const Evidence& evidence) {
    if (evidence.kind.empty()) return;
    field("dated by", fmt::format("{}{}", evidence.kind,
                                  evidence.value.empty() ? "" : " \"" + evidence.value + "\""));
  }

  void print_relation(std::size_t index) {
    const CopyMember& each = story_.members[index];
    if (index == story_.reference) field("relation", reference_text());
    if (each.same_text_as && index != story_.reference)
      field("relation", "the same text as " + label(*each.same_text_as));
    if (each.same_text_as || !each.nearest) return;
    const CopyMember::Link& link = each.links[*each.nearest];
    if (link.edge.kind == CopyKind::kIdentical || index == story_.reference) return;
    field("relation",
          fmt::format("{} of {}: {:.0f} % of this text, {:.0f} % of that one{}",
                      copy_kind_name(link.edge.kind), label(link.other), 100 * link.edge.share_here,
                      100 * link.edge.share_there, each.chained ? "; chained" : ""));
  }

  std::string reference_text() const {
    if (story_.members.size() == 1) return "none";
    switch (story_.reason) {
      case ReferenceReason::kEarliestDated:
        return "reference copy, because it bears the earliest date";
      case ReferenceReason::kFirstSeen:
        return "reference copy, because it was first seen by us";
      case ReferenceReason::kSmallestId:
        break;
    }
    return "reference copy, because its id is the smallest: no date decides";
  }

  /// What the text adds to the reference copy's and cuts from it, by the passages that are stored.
  Status print_alterations(std::size_t index, const StoredDocument& document) {
    const CopyMember& each = story_.members[index];
    if (index == story_.reference || !each.to_reference) return {};
    const CopyMember::Link& link = each.links[*each.to_reference];
    if (link.edge.kind == CopyKind::kIdentical) return {};
    const Result<const StoredDocument*> reference = reference_copy(link.other);
    if (!reference) return reference.error();
    const Article& there = (*reference)->article;
    const Alterations found = find_alterations(document.article, there, link.edge.passages);
    if (json_) {
      for (const Alteration& place : found.places) {
        print_json(
            [&](JsonWriter& writer) { write_alteration(document, **reference, place, writer); });
      }
      return {};
    }
    print_places(document.article, there, found);
    return {};
  }

  void print_places(const Article& here, const Article& there, const Alterations& found) {
    if (found.places.empty()) return;
    field("differs", "from " + label(story_.reference) +
                         (found.complete ? "" : ", as far as passages are kept"));
    for (std::size_t i = 0; i < std::min(found.places.size(), kMostPlaces); ++i) {
      session_.out.write(alteration_lines(here, there, found.places[i], marker_, "     "));
    }
    if (found.places.size() <= kMostPlaces) return;
    session_.out.line(fmt::format("     ... and {} more places; --json has all of them",
                                  human_count(found.places.size() - kMostPlaces)));
  }

  /// The text that others are compared with: of the reference copy, or of one that says the same.
  Result<const StoredDocument*> reference_copy(std::size_t index) {
    const auto known = references_.find(index);
    if (known != references_.end()) return &known->second;
    Result<StoredDocument> document = session_.reader->document(member(index).origin.document);
    if (!document) return document.error();
    references_.clear();
    return &references_.emplace(index, std::move(*document)).first->second;
  }

  Status print_neighbours() {
    if (story_.neighbours.empty()) return {};
    const Result<StoredDocument> asked =
        session_.reader->document(member(story_.asked).origin.document);
    if (!asked) return asked.error();
    if (!json_) {
      session_.out.line("\n" +
                        marker_.heading("Not in the cluster, for they only share a passage with " +
                                        asked->article.id));
    }
    for (const PassageNeighbour& neighbour : story_.neighbours) print_neighbour(*asked, neighbour);
    if (!json_ && story_.more_neighbours) session_.out.line("... and more; see --limit.");
    return {};
  }

  void print_neighbour(const StoredDocument& asked, const PassageNeighbour& neighbour) {
    if (!json_) {
      const DocumentOrigin& origin = neighbour.origin;
      session_.out.line(escape_for_display(fmt::format(
          "- {}, {}, document {}", outlet_label(origin.seen.front()),
          origin.published_at ? origin.published_at->value : "undated", origin.document)));
    }
    for (const AlignedPassage& passage : neighbour.edge.passages) {
      if (passage.here.end > asked.article.text.size()) continue;  // for verify to report
      if (json_) {
        print_json(
            [&](JsonWriter& writer) { write_shared_passage(asked, neighbour, passage, writer); });
      } else {
        session_.out.line(fmt::format(
            "     \"{}\"", escape_for_display(shortened(line_within(asked.article, passage.here),
                                                        kShownPassage))));
      }
    }
  }

  const CopyStory& story_;
  const OutletRegistry& registry_;
  Session& session_;
  const bool json_;
  const Marker marker_;
  std::map<std::size_t, StoredDocument> references_;
};

}  // namespace

Result<ExitCode> run_copies(Session& session) {
  const Result<OutletRegistry> registry = open_registry(session);
  if (!registry) return registry.error();
  const std::uint64_t limit = session.line.number("limit");
  const Result<CopyStory> story =
      read_copy_story(session.line.arguments.front(), limit, *registry, *session.reader);
  if (!story) return story.error();
  if (Status printed = StoryPrinter(*story, *registry, session).print(); !printed)
    return printed.error();
  return ExitCode::kOk;
}

}  // namespace headwater
