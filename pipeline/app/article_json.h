#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "record/article.h"
#include "record/rule_table.h"

namespace headwater {

/// What the document object is made from, whether the document comes out of the stages or out of a
/// store. `article` needs every section but the payload. All references outlive the call only.
struct DocumentView {
  const Article& article;
  const Digest& recipe;
  std::span<const RuleInfo> rules;  ///< By rule index.
  bool with_visible = false;        ///< Adds "visible": all visible text.
  bool with_map = false;            ///< Adds "map": the runs and cuts.
};

/// Writes documents: the one writer of {"type":"document",...} (schemas/article.schema.json), so
/// that extract and export agree field by field. Keeps its buffers from document to document; one
/// thread at a time.
class DocumentWriter {
 public:
  /// Writes one object. Positions in raw bytes count as Container says.
  void write(const DocumentView& view, JsonWriter& json);

 private:
  void write_identity(const DocumentView& view, JsonWriter& json);
  void write_cuts(const DocumentView& view, JsonWriter& json);
  void write_statements(const DocumentView& view, JsonWriter& json);
  void write_raw(const DocumentView& view, TextSpan span, JsonWriter& json);

  std::string cleaned_;
  std::vector<RawSpan> raw_;
};

/// By how much raw positions of `arrival` are shifted (see Container).
std::uint64_t raw_shift(const Arrival& arrival);

/// "copy", "entity", ...: as the map prints them.
std::string_view run_kind_name(RunKind kind);

void write_span(TextSpan span, JsonWriter& json);
void write_span(RawSpan span, JsonWriter& json);

/// {"uri":..,"payload_sha256":..,"range":[b,e]} or null.
void write_container(const std::optional<Container>& container, JsonWriter& json);

}  // namespace headwater
