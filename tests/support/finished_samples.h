#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/digest.h"
#include "record/finished.h"
#include "record/fold_text.h"
#include "record/recipe.h"

namespace headwater::testing {

/// A recipe of three steps with one rule. Another `name` gives another recipe.
inline Recipe sample_recipe(std::string_view name = "first") {
  Recipe recipe;
  recipe.description = "{\"name\":\"" + std::string(name) + "\"}";
  recipe.id = sha256(recipe.description);
  recipe.steps = {{"receive", 1}, {"decode_text", 2}, {"store", 1}};
  recipe.rules.add({"ads.subscribe", CutReason::kAd, "It sells something."});
  return recipe;
}

/// An arrival of a plain text.
inline Arrival sample_arrival(std::string_view text, std::string_view name) {
  Arrival arrival;
  arrival.source = "folder";
  arrival.uri = "file:///news/" + std::string(name);
  arrival.media_type = "text/plain";
  arrival.captured_at = {1'700'000'000'000'000};
  arrival.payload = text;
  arrival.cursor = CursorEntry{arrival.uri, "size=" + std::to_string(text.size())};
  return arrival;
}

/// Each sentence of a text that ends them with '.', between the cuts that are there.
inline void add_sample_statements(Article& article) {
  std::uint64_t begin = 0;
  const std::string_view text = article.text;
  while (begin < text.size()) {
    if (const Cut* cut = article.edits.cut_at(begin)) {
      begin = cut->span.end;
      continue;
    }
    const std::size_t stop = text.find('.', begin);
    const std::uint64_t end = stop == std::string_view::npos ? text.size() : stop + 1;
    const TextSpan span{begin, end};
    article.statements.push_back({span, statement_key(slice(text, span))});
    begin = end + 1;
  }
}

/// What the stages make of an arrival: text, statements, an outlet. A first line that starts with
/// "AD" is cut by rule 0.
inline Finished sample_passed(Arrival arrival) {
  Finished finished;
  Article& article = finished.article;
  article.arrival = std::move(arrival);
  article.payload_digest = sha256(article.arrival.payload);
  article.id = document_id(article.payload_digest);
  article.text = article.arrival.payload;
  article.source_map = SourceMap::identity(article.text.size());
  article.decoding = {"UTF-8", "valid-utf8", 0};
  if (article.text.starts_with("AD")) {
    article.edits.propose({{0, article.text.find('\n')}, 0});
    article.edits.settle(article.text);
  }
  const std::string cleaned = article.edits.cleaned(article.text);
  article.text_digest = sha256(cleaned);
  std::string folded;
  fold_text(cleaned, folded);
  article.folded_digest = sha256(folded);
  add_sample_statements(article);
  article.title = Field{"A title", {"first-line", "A title", TextSpan{0, 1}, {}, "plain.title"}};
  article.outlet = {"harbor", "The Harbor", 0.9, {{"host", "harbor.example", {}, {}, "harbor"}}};
  finished.outcome = Passed{};
  finished.outcome_step = 2;
  finished.steps = {
      {LineageVerb::kReceived, 0, article.payload_digest, 10, {}},
      {LineageVerb::kPassed, 1, article.payload_digest, 20, "{\"charset\":\"UTF-8\"}"},
      {LineageVerb::kStored, 2, article.text_digest, 30, {}}};
  return finished;
}

inline Finished sample_passed(std::string_view text, std::string_view name) {
  return sample_passed(sample_arrival(text, name));
}

/// An arrival that step 1 ended with `outcome`.
inline Finished sample_ended(Arrival arrival, Outcome outcome) {
  Finished finished;
  Article& article = finished.article;
  article.arrival = std::move(arrival);
  article.payload_digest = sha256(article.arrival.payload);
  article.id = document_id(article.payload_digest);
  const bool dropped = std::holds_alternative<Dropped>(outcome);
  finished.outcome = std::move(outcome);
  finished.outcome_step = 1;
  finished.steps = {{LineageVerb::kReceived, 0, article.payload_digest, 10, {}},
                    {dropped ? LineageVerb::kDropped : LineageVerb::kQuarantined,
                     1,
                     article.payload_digest,
                     5,
                     {}}};
  return finished;
}

}  // namespace headwater::testing
