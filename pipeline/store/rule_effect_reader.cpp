#include "store/rule_effect_reader.h"

#include <set>
#include <utility>

#include "base/text_lines.h"

namespace headwater {
namespace {

/// Passages among which different wordings are looked for: a template has one wording, and reading
/// the texts of all its documents to find no other would take long.
constexpr std::int64_t kLookedAt = 200;

/// A row for each passage that the rule removed, as the views `cut` and `v_cuts` have it. Most
/// lists of cuts do not name the rule, so that they need not be taken apart.
const std::string kCutsOfRule =
    " FROM recipe_rule u JOIN document d ON d.recipe = u.recipe AND d.superseded_by IS NULL"
    " JOIN document_text t ON t.document = d.document"
    " JOIN capture c ON c.capture = d.capture, json_each(t.cuts) e"
    " WHERE u.id = ? AND instr(t.cuts, ':' || u.rule || '\"') > 0"
    " AND CAST(substr(e.value, instr(e.value, ':') + 1) AS INTEGER) = u.rule";

const std::string kBegin = "CAST(e.value AS INTEGER)";
const std::string kEnd = "CAST(substr(e.value, instr(e.value, '-') + 1) AS INTEGER)";

const std::string kCounts = "SELECT count(DISTINCT d.document), count(*), coalesce(sum(" + kEnd +
                            " - " + kBegin + "), 0)" + kCutsOfRule;

const std::string kPassages = "SELECT lower(hex(d.id)), c.uri, " + kBegin + ", " + kEnd +
                              ", substr(CAST(t.text AS BLOB), " + kBegin + " + 1, " + kEnd + " - " +
                              kBegin + ")" + kCutsOfRule + " ORDER BY d.document, e.key LIMIT ?";

/// The documents under a recipe; the second number counts those whose text is another than that of
/// the row they supersede.
constexpr std::string_view kChanged =
    "SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM document o"
    " WHERE o.id = d.id AND o.superseded_by = d.document AND o.text_sha256 <> d.text_sha256)), 0)"
    " FROM document d JOIN recipe r ON r.recipe = d.recipe"
    " WHERE r.id = ? AND d.superseded_by IS NULL";

const std::string kFamily =
    "SELECT count(DISTINCT d.document), count(*), coalesce(sum(" + kEnd + " - " + kBegin +
    "), 0) FROM recipe r JOIN document d ON d.recipe = r.recipe"
    " JOIN document_text t ON t.document = d.document, json_each(t.cuts) e"
    " JOIN recipe_rule u ON u.recipe = r.recipe"
    " AND u.rule = CAST(substr(e.value, instr(e.value, ':') + 1) AS INTEGER)"
    " WHERE r.id = ?1 AND d.superseded_by IS NULL"
    " AND substr(u.id, 1, length(?2)) = ?2";

Status read_rule(Queries& queries, const std::string& rule, RuleEffect& effect) {
  Result<Query> query =
      queries.get("SELECT reason, why FROM recipe_rule WHERE id = ? ORDER BY recipe DESC LIMIT 1");
  if (!query) return std::move(query.error());
  (*query)->bind_text(rule);
  const Result<bool> row = (*query)->step();
  if (!row) return row.error();
  effect.known = *row;
  if (!*row) return {};
  effect.reason = (*query)->text(0);
  effect.why = (*query)->text(1);
  return {};
}

Status read_counts(Queries& queries, const std::string& rule, RuleEffect& effect) {
  Result<Query> query = queries.get(kCounts);
  if (!query) return std::move(query.error());
  (*query)->bind_text(rule);
  const Result<bool> row = (*query)->step();
  if (!row) return row.error();
  effect.documents = (*query)->unsigned_integer(0);
  effect.passages = (*query)->unsigned_integer(1);
  effect.bytes = (*query)->unsigned_integer(2);
  return {};
}

Status read_passages(Queries& queries, const std::string& rule, std::size_t samples,
                     RuleEffect& effect) {
  Result<Query> query = queries.get(kPassages);
  if (!query) return std::move(query.error());
  (*query)->bind_text(rule).bind_integer(kLookedAt);
  std::set<std::string, std::less<>> wordings;
  Result<bool> row = true;
  while (effect.samples.size() < samples && (row = (*query)->step()) && *row) {
    const std::string_view text = (*query)->blob(4);
    if (!wordings.insert(std::string(trim(text))).second) continue;
    effect.samples.push_back({std::string((*query)->text(0)),
                              std::string((*query)->text(1)),
                              {(*query)->unsigned_integer(2), (*query)->unsigned_integer(3)},
                              std::string(text)});
  }
  return row ? Status() : Status(row.error());
}

}  // namespace

Result<RuleEffect> read_rule_effect(Queries& queries, const std::string& rule,
                                    std::size_t samples) {
  RuleEffect effect;
  if (Status read = read_rule(queries, rule, effect); !read) return read.error();
  if (!effect.known) return effect;
  if (Status read = read_counts(queries, rule, effect); !read) return read.error();
  if (Status read = read_passages(queries, rule, samples, effect); !read) return read.error();
  return effect;
}

Result<RecipeEffect> read_recipe_effect(Queries& queries, const Digest& recipe,
                                        std::string_view rules) {
  RecipeEffect effect;
  {
    Result<Query> query = queries.get(kChanged);
    if (!query) return std::move(query.error());
    (*query)->bind_bytes(recipe.bytes);
    if (const Result<bool> row = (*query)->step(); !row) return row.error();
    effect.documents = (*query)->unsigned_integer(0);
    effect.changed = (*query)->unsigned_integer(1);
  }
  Result<Query> query = queries.get(kFamily);
  if (!query) return std::move(query.error());
  (*query)->bind_bytes(recipe.bytes).bind_text(rules);
  if (const Result<bool> row = (*query)->step(); !row) return row.error();
  effect.cut_documents = (*query)->unsigned_integer(0);
  effect.passages = (*query)->unsigned_integer(1);
  effect.bytes = (*query)->unsigned_integer(2);
  return effect;
}

}  // namespace headwater
