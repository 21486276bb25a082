#include "support/store_dump.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "store/sqlite.h"

namespace headwater::testing {
namespace {

struct Query {
  std::string_view name;
  DumpScope scope;
  std::string_view sql;  ///< One column: the line.
};

// Numbers of rows are private to a store, so every query joins them to what they stand for.
constexpr std::array<Query, 11> kQueries = {{
    {"document", DumpScope::kOrderFree,
     "SELECT json_array(hex(d.id), hex(r.id), d.superseded_by IS NULL, d.charset, "
     "d.charset_evidence, d.replaced, d.title, d.byline, d.dateline, "
     "d.published_at, d.language, d.fields, hex(d.text_sha256), hex(d.folded), "
     "d.folded_key, d.text_size, d.kept, d.changed, d.removed, d.markup, d.statements, "
     "t.text, hex(t.map)) "
     "FROM document d JOIN recipe r USING (recipe) JOIN document_text t USING (document)"},
    {"cut", DumpScope::kOrderFree,
     "SELECT json_array(hex(d.id), c.ordinal, c.begin, c.end, r.id, r.reason) "
     "FROM cut c JOIN document d USING (document) JOIN recipe_rule r ON r.recipe = d.recipe AND "
     "r.rule = c.rule"},
    {"statement", DumpScope::kOrderFree,
     "SELECT json_array(hex(d.id), s.ordinal, s.begin, s.end) "
     "FROM statement s JOIN document d USING (document)"},
    {"sighting", DumpScope::kOrderFree,
     "SELECT json_array(c.uri, c.media_type, c.charset, c.content_encoding, hex(c.payload), "
     "c.payload_size, o.uri, hex(o.payload), c.container_begin, c.container_end, "
     "c.container_line, hex(c.document)) "
     "FROM capture c LEFT JOIN container o USING (container)"},
    {"outlet", DumpScope::kOrderFree,
     "SELECT json_array(c.uri, hex(c.payload), o.outlet, o.name, o.confidence, "
     "o.evidence, o.wire_agency, o.syndicated, o.wire_evidence) "
     "FROM outlet_tag o JOIN capture c USING (capture)"},
    {"quarantine", DumpScope::kOrderFree,
     "SELECT json_array(c.uri, hex(c.payload), q.step, q.code, q.message, q.state) "
     "FROM quarantine q JOIN capture c USING (capture)"},
    {"cursor", DumpScope::kOrderFree,
     "SELECT json_array(s.name, c.key, c.value) FROM source_cursor c JOIN source s USING "
     "(source)"},
    {"copy", DumpScope::kAll,
     "SELECT json_array(hex(d.id), hex(c.original), c.kind) FROM copy c JOIN document d USING "
     "(document)"},
    {"first sighting", DumpScope::kAll,
     "SELECT json_array(hex(d.id), c.uri, hex(c.payload)) FROM document d JOIN capture c USING "
     "(capture)"},
    {"revisit", DumpScope::kAll,
     "SELECT json_array(c.uri, hex(c.payload), f.uri, hex(f.payload)) "
     "FROM capture c JOIN capture f ON f.capture = c.revisit_of"},
    {"lineage", DumpScope::kAll,
     "SELECT json_array(c.uri, hex(c.payload), l.ordinal, s.stage, s.version, l.verb, "
     "hex(l.output), l.detail) "
     "FROM lineage l JOIN capture c USING (capture) JOIN run r ON r.run = l.run "
     "JOIN recipe_step s ON s.recipe = r.recipe AND s.step = l.step"},
}};

template <class T>
T value_of(Result<T> result) {
  if (!result.ok()) throw std::runtime_error(result.error().message);
  return std::move(result.value());
}

void add_lines(Database& database, const Query& query, std::vector<std::string>& lines) {
  SqlStatement rows = value_of(database.prepare(query.sql));
  while (value_of(rows.step()))
    lines.push_back(std::string(query.name) + ": " + std::string(rows.text(0)));
}

// The index of statements by key, as entries of 8 bytes key, 8 bytes document and 4 bytes ordinal:
// how it is cut into segments and chunks is private.
void add_statement_keys(Database& database, std::vector<std::string>& lines) {
  constexpr std::size_t kEntry = 20;
  SqlStatement chunks = value_of(database.prepare("SELECT entries FROM statement_key"));
  SqlStatement id = value_of(database.prepare("SELECT hex(id) FROM document WHERE document = ?"));
  const auto number = [](std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) value = value << 8U | static_cast<unsigned char>(byte);
    return value;
  };
  while (value_of(chunks.step())) {
    const std::string_view entries = chunks.blob(0);
    for (std::size_t at = 0; at + kEntry <= entries.size(); at += kEntry) {
      id.bind_unsigned(number(entries.substr(at + 8, 8)));
      const std::string document = value_of(id.step()) ? std::string(id.text(0)) : "none";
      id.reset();
      lines.push_back("key: " + std::to_string(number(entries.substr(at, 8))) + "|" + document +
                      "|" + std::to_string(number(entries.substr(at + 16, 4))));
    }
  }
}

}  // namespace

std::string dump_store(const std::filesystem::path& store, DumpScope scope) {
  Database database = value_of(Database::open(store / "headwater.db", {}));
  std::vector<std::string> lines;
  for (const Query& query : kQueries) {
    if (scope == DumpScope::kAll || query.scope == DumpScope::kOrderFree)
      add_lines(database, query, lines);
  }
  add_statement_keys(database, lines);
  std::sort(lines.begin(), lines.end());
  std::string dump;
  for (const std::string& line : lines) dump.append(line).append("\n");
  return dump;
}

std::string first_difference(const std::string& expected, const std::string& actual) {
  std::istringstream left(expected);
  std::istringstream right(actual);
  std::string one;
  std::string other;
  while (true) {
    const bool more_left = static_cast<bool>(std::getline(left, one));
    const bool more_right = static_cast<bool>(std::getline(right, other));
    if (!more_left && !more_right) return {};
    if (more_left && more_right && one == other) continue;
    return "expected " + (more_left ? one : "the end") + "\nbut have " +
           (more_right ? other : "the end");
  }
}

}  // namespace headwater::testing
