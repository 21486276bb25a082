#include "support/copy_desk.h"

#include "stages/copies/fold_article.h"
#include "stages/copies/link_copies.h"
#include "stages/copies/sketch_text.h"
#include "store/passage_list.h"

namespace headwater::testing {

std::optional<std::string> MapLedger::find_folded(const Digest& folded) {
  const auto found = texts.find(folded);
  if (found == texts.end()) return std::nullopt;
  return found->second;
}

void MapLedger::each_sketch(const std::function<void(const SketchedDocument&)>& each) {
  std::int64_t order = 0;
  for (const Sketched& document : sketches) {
    each({document.id, order++, document.sketch.shingles, document.sketch.tags});
  }
}

void MapLedger::each_link(const std::function<void(std::string_view, std::string_view)>& each) {
  for (const auto& [document, original] : links) each(document, original);
}

bool MapLedger::find_text(std::string_view document, StoredText& out) {
  const auto found = stored.find(document);
  if (found == stored.end()) return false;
  out = found->second;
  return true;
}

void MapLedger::store(const Article& article) {
  payloads.insert(article.payload_digest);
  texts.emplace(article.folded_digest, article.id);
  if (article.sketch.tags.empty()) return;
  StoredText& text = stored[article.id];
  text.text = article.text;
  article.edits.kept_spans(article.text.size(), text.kept);
  const auto* bytes = reinterpret_cast<const char*>(article.payload_digest.bytes.data());
  const std::string id(bytes, 16);
  sketches.push_back({id, article.sketch});
  for (const CopyEdge& edge : article.copies) {
    if (edge.kind != CopyKind::kSharesPassage) links.emplace_back(id, id_from_hex(edge.document));
  }
}

CopyDesk::CopyDesk() : fold_(fold_article_kind()), sketch_(sketch_text_kind()) { begin_run(); }

void CopyDesk::begin_run() { link_ = std::make_unique<BuiltStage>(link_copies_kind()); }

Article CopyDesk::sketched(const std::string& text) const {
  Article article = decoded_article(text);
  article.payload_digest = sha256(article.arrival.payload);
  article.id = document_id(article.payload_digest);
  fold_.parallel().process(article);
  sketch_.parallel().process(article);
  return article;
}

Article CopyDesk::compare(const std::string& text) {
  Article article = sketched(text);
  link_->ordered().process(article, ledger);
  return article;
}

Article CopyDesk::clean_again(const std::string& text) {
  Article article = sketched(text);
  article.arrival.stored_capture = 1;
  link_->ordered().process(article, ledger);
  return article;
}

Article CopyDesk::take(const std::string& text) {
  Article article = sketched(text);
  if (!passed(link_->ordered().process(article, ledger))) return article;
  ledger.store(article);
  neighbours_[article.id];
  for (const CopyEdge& edge : article.copies) {
    if (edge.kind == CopyKind::kSharesPassage) continue;
    neighbours_[article.id].insert(edge.document);
    neighbours_[edge.document].insert(article.id);
  }
  return article;
}

std::map<std::string, std::string> CopyDesk::partition() const {
  std::map<std::string, std::string> clusters;
  // Ascending: the first one to reach a document is the smallest of its cluster.
  for (const auto& [id, near] : neighbours_) {
    if (clusters.contains(id)) continue;
    std::vector<std::string> open{id};
    clusters[id] = id;
    while (!open.empty()) {
      const std::string next = std::move(open.back());
      open.pop_back();
      for (const std::string& other : neighbours_.at(next)) {
        if (clusters.emplace(other, id).second) open.push_back(other);
      }
    }
  }
  return clusters;
}

}  // namespace headwater::testing
