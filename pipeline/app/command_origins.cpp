#include <fmt/format.h>

#include <algorithm>

#include "app/alteration_lines.h"
#include "app/colour.h"
#include "app/commands.h"
#include "app/display.h"
#include "app/open_registry.h"
#include "app/origin_groups.h"
#include "app/origin_text.h"
#include "app/origins_json.h"
#include "app/session.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// Documents of a group, and groups, that people are shown; --json has all.
constexpr std::size_t kMostDocuments = 20;
constexpr std::size_t kMostGroups = 50;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", human_count(count), count == 1 ? one : many);
}

/// "5 documents of 4 outlets carry it, in 3 texts, of which 2 at most are independent."
std::string headline(const OriginAnswer& answer) {
  if (answer.carriers.empty()) return "No document carries it.";
  const bool independent =
      answer.independent == answer.groups.size() && answer.origin.uncompared == 0;
  std::string out =
      fmt::format("{}{} of {} {} it, in {}", answer.cut || answer.alike_cut ? "At least " : "",
                  counted(answer.carriers.size(), "document", "documents"),
                  outlet_count(answer.origin), answer.carriers.size() == 1 ? "carries" : "carry",
                  counted(answer.groups.size(), independent ? "independent text" : "text",
                          independent ? "independent texts" : "texts"));
  if (!independent) {
    out += fmt::format(", of which {} at most {} independent", human_count(answer.independent),
                       answer.independent == 1 ? "is" : "are");
  }
  if (answer.sources < answer.independent) {
    out += fmt::format(". If what they credit is true, they are from {}",
                       counted(answer.sources, "source", "sources"));
  }
  return out + ".";
}

std::string group_numbers(const std::vector<std::size_t>& groups) {
  std::string out;
  for (const std::size_t group : groups)
    out += fmt::format("{}{}", out.empty() ? "" : ", ", group + 1);
  return out;
}

void print_carrier(const OriginAnswer& answer, std::size_t document, Session& session) {
  const Carrier& carrier = answer.carriers[document];
  const DocumentOrigin& origin = answer.members[document].origin;
  session.out.line(escape_for_display(fmt::format(
      "   - {}, {}, document {}{}", outlet_label(origin.seen.front()),
      origin.published_at ? origin.published_at->value : "undated", origin.document,
      origin.seen.size() > 1 ? fmt::format(", also seen at {} more", origin.seen.size() - 1)
                             : "")));
  if (carrier.similarity == 1) return;
  session.out.line(fmt::format("     similarity {:.2f}: \"{}\"", carrier.similarity,
                               escape_for_display(shortened(carrier.text, kShownPassage))));
}

void print_group(const OriginAnswer& answer, std::size_t number, const Marker& marker,
                 Session& session) {
  const OriginGroup& group = answer.groups[number];
  const std::size_t others = group.cluster_documents - group.documents.size();
  session.out.line(
      "\n" + marker.heading(fmt::format("{}. {} of {}", number + 1,
                                        counted(group.documents.size(), "document", "documents"),
                                        outlet_count(group.origin))));
  session.out.line(fmt::format("   {:<19}  {}{}{}", "cluster", group.cluster,
                               others == 0
                                   ? ""
                                   : fmt::format(", with {} more that {} not carry it",
                                                 human_count(others), others == 1 ? "does" : "do"),
                               group.complete ? "" : "; too large to be walked to its end"));
  session.out.write(origin_lines(answer.members_of(group), group.origin, marker, "   "));
  if (!group.shares_passage_with.empty()) {
    session.out.line(fmt::format("   {:<19}  more than the statement with {}", "shares",
                                 group_numbers(group.shares_passage_with)));
  }
  for (std::size_t i = 0; i < std::min(group.documents.size(), kMostDocuments); ++i)
    print_carrier(answer, group.documents[i], session);
  if (group.documents.size() > kMostDocuments) {
    session.out.line(fmt::format("   ... and {} more; --json has all of them",
                                 human_count(group.documents.size() - kMostDocuments)));
  }
}

void print_bounds(const OriginAnswer& answer, Session& session) {
  if (answer.cut) {
    session.out.line(fmt::format("\nOnly {} were looked at; see --documents.",
                                 counted(answer.carriers.size(), "document", "documents")));
  }
  if (answer.alike_cut) {
    session.out.line(
        "\nThe words of the statement are common: there may be more documents that alter it.");
  }
  session.out.line("\nDocuments that say it in other words are not counted.");
}

void print_text(const std::string& text, const OriginAnswer& answer, Session& session) {
  const Marker marker(wants_colour(session.out));
  session.out.line(fmt::format("\"{}\"", escape_for_display(text)));
  session.out.line(marker.heading(headline(answer)));
  if (answer.groups.size() > 1)
    session.out.write(origin_lines(answer.members, answer.origin, marker, "  "));
  const std::size_t shown = std::min(answer.groups.size(), kMostGroups);
  for (std::size_t number = 0; number < shown; ++number)
    print_group(answer, number, marker, session);
  if (shown < answer.groups.size()) {
    session.out.line(fmt::format("\n... and {} more texts; --json has all of them",
                                 human_count(answer.groups.size() - shown)));
  }
  print_bounds(answer, session);
}

void print_json(const std::string& text, const OriginAnswer& answer, Session& session) {
  JsonWriter json;
  write_origins(text, answer, json);
  session.out.line(json.text());
  for (std::size_t number = 0; number < answer.groups.size(); ++number) {
    json.clear();
    write_origin_group(answer, number, json);
    session.out.line(json.text());
    for (const std::size_t document : answer.groups[number].documents) {
      json.clear();
      write_carrier(answer, number, document, json);
      session.out.line(json.text());
    }
  }
}

}  // namespace

Result<ExitCode> run_origins(Session& session) {
  const Result<OutletRegistry> registry = open_registry(session);
  if (!registry) return registry.error();
  const std::string& text = session.line.arguments.front();
  const Result<OriginAnswer> answer =
      find_origins(text, session.line.fraction("least"), session.line.number("documents"),
                   *registry, *session.reader);
  if (!answer) return answer.error();
  if (session.line.has("json")) {
    print_json(text, *answer, session);
  } else {
    print_text(text, *answer, session);
  }
  return ExitCode::kOk;
}

}  // namespace headwater
