#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/article.h"

namespace headwater {

/// How the store keeps evidence: the writer and the reader of the JSON in the columns
/// `outlet_tag.evidence`, `outlet_tag.wire_evidence` and `document.fields`. What was written is
/// read back equal. An entry is
///   {"kind":..,"value":..,"span":[b,e]|null,"raw":[b,e]|null,"rule":..}.
/// The readers fail with kStoreDamaged, naming what is wrong.

/// A JSON array of entries.
std::string evidence_to_json(const std::vector<Evidence>& evidence);
Result<std::vector<Evidence>> evidence_from_json(std::string_view json);

/// The evidence of title, byline, dateline, published_at and language: a JSON object with one entry
/// for each field the article has, whose value has a column of its own. Under "facts" what the page
/// says of itself: entries that also tell, under "means", the value.
std::string field_evidence_to_json(const Article& article);
/// Gives the fields of `article`, whose values are there already, their evidence, and the article
/// its facts.
Status field_evidence_from_json(std::string_view json, Article& article);

}  // namespace headwater
