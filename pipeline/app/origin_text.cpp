#include "app/origin_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/date_order.h"
#include "app/display.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// Of those who are credited, as many are named to people; the others are counted.
constexpr std::size_t kMostNamed = 8;

std::string line(std::string_view indent, std::string_view label, std::string_view value) {
  return fmt::format("{}{:<19}  {}\n", indent, label, escape_for_display(value));
}

std::string credit_name(const Credit& credit) {
  if (credit.name.empty()) return "a feed that is not named";
  return credit.outlet ? fmt::format("{} ({})", credit.name, *credit.outlet) : credit.name;
}

std::string earliest_text(std::span<const OriginMember> members,
                          const std::optional<Earliest>& earliest) {
  if (!earliest) return "unknown: no document is dated";
  if (!earliest->known()) {
    const std::string_view what =
        names_day(earliest->time) ? "may be the first, of" : "come first at the same time,";
    return fmt::format("unknown: {} {} {}", human_count(earliest->count), what, earliest->time);
  }
  const DocumentOrigin& origin = members[earliest->member].origin;
  return fmt::format("{}, {}, document {}", earliest->time,
                     outlet_label(origin.seen[earliest->seen]), origin.document);
}

std::string credited_lines(std::span<const OriginMember> members, const OriginFields& fields,
                           std::string_view indent) {
  if (fields.credited.empty()) return line(indent, "credited origin", "nobody is credited");
  std::string out;
  for (std::size_t i = 0; i < std::min(fields.credited.size(), kMostNamed); ++i) {
    const CreditCount& count = fields.credited[i];
    std::string kinds;
    for (const std::string& kind : count.kinds) kinds += (kinds.empty() ? "" : ", ") + kind;
    out += line(indent, i == 0 ? "credited origin" : "",
                fmt::format("{}{}, by {} of {} documents ({})",
                            count.credit.meaning == CreditMeaning::kPartly ? "in parts " : "",
                            credit_name(count.credit), human_count(count.documents),
                            human_count(members.size()), kinds));
  }
  if (fields.credited.size() > kMostNamed) {
    out += line(indent, "",
                fmt::format("... and {} more", human_count(fields.credited.size() - kMostNamed)));
  }
  return out;
}

void write_earliest(std::string_view key, std::span<const OriginMember> members,
                    const std::optional<Earliest>& earliest, JsonWriter& json) {
  json.key(key);
  if (!earliest) {
    json.null();
    return;
  }
  json.begin_object().key("time").string(earliest->time).key("candidates").number(earliest->count);
  json.key("document");
  if (earliest->known()) {
    const DocumentOrigin& origin = members[earliest->member].origin;
    json.string(origin.document).key("outlet");
    json.string_or_null(origin.seen[earliest->seen].outlet);
  } else {
    json.null().key("outlet").null();
  }
  json.end_object();
}

}  // namespace

std::string outlet_count(const OriginFields& fields) {
  if (fields.outlets == 0) return "no known outlet";
  return fmt::format("{} {}", human_count(fields.outlets),
                     fields.outlets == 1 ? "outlet" : "outlets");
}

std::string origin_lines(std::span<const OriginMember> members, const OriginFields& fields,
                         const Marker& marker, std::string_view indent) {
  std::string out = line(indent, "first seen by us", earliest_text(members, fields.first_seen));
  out += credited_lines(members, fields, indent);
  out += line(indent, "earliest dated copy", earliest_text(members, fields.dated));
  for (const OriginConflict& conflict : fields.conflicts) {
    out += fmt::format("{}{}             {}\n", indent, marker.warning("conflict"),
                       escape_for_display(conflict.message));
  }
  if (fields.uncompared > 0) {
    out += line(indent, "not compared",
                fmt::format("{} of {} documents: their recipe does not look for copies",
                            human_count(fields.uncompared), human_count(members.size())));
  }
  return out;
}

void write_origin(std::span<const OriginMember> members, const OriginFields& fields,
                  JsonWriter& json) {
  json.key("outlets").number(fields.outlets).key("unregistered").number(fields.unregistered);
  json.key("uncompared").number(fields.uncompared);
  write_earliest("first_seen", members, fields.first_seen, json);
  json.key("credited").begin_array();
  for (const CreditCount& count : fields.credited) {
    json.begin_object().key("outlet").string_or_null(count.credit.outlet).key("name");
    count.credit.name.empty() ? json.null() : json.string(count.credit.name);
    json.key("meaning").string(credit_meaning_name(count.credit.meaning));
    json.key("documents").number(count.documents).key("kinds").begin_array();
    for (const std::string& kind : count.kinds) json.string(kind);
    json.end_array().end_object();
  }
  json.end_array().key("uncredited").number(fields.uncredited);
  write_earliest("earliest_dated", members, fields.dated, json);
  json.key("conflicts").begin_array();
  for (const OriginConflict& conflict : fields.conflicts) {
    json.begin_object().key("kind").string(conflict_name(conflict.kind));
    json.key("message").string(conflict.message).end_object();
  }
  json.end_array();
}

std::string credits_text(std::span<const Credit> credits) {
  if (credits.empty()) return "nobody";
  std::string out;
  for (const Credit& credit : credits) {
    std::string kinds;
    for (const Evidence& evidence : credit.evidence) {
      if (kinds.find(evidence.kind) == std::string::npos)
        kinds += (kinds.empty() ? "" : ", ") + evidence.kind;
    }
    out += fmt::format("{}{}{} ({})", out.empty() ? "" : "; ",
                       credit.meaning == CreditMeaning::kPartly ? "in parts " : "",
                       credit_name(credit), kinds);
  }
  return out;
}

}  // namespace headwater
