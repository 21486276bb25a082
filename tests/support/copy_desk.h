#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "record/article.h"
#include "record/ledger.h"
#include "support/stage_fixture.h"

namespace headwater::testing {

/// A ledger in memory that keeps what a store would.
class MapLedger final : public Ledger {
 public:
  bool has_payload(const Digest& payload) override { return payloads.contains(payload); }
  std::optional<std::string> find_folded(const Digest& folded) override;
  void each_sketch(const std::function<void(const SketchedDocument&)>& each) override;
  void each_link(const std::function<void(std::string_view, std::string_view)>& each) override;
  bool find_text(std::string_view document, StoredText& out) override;
  void store(const Article& article);

  std::set<Digest> payloads;
  std::map<Digest, std::string> texts;
  std::map<std::string, StoredText, std::less<>> stored;
  struct Sketched {
    std::string id;
    TextSketch sketch;
  };
  std::vector<Sketched> sketches;
  std::vector<std::pair<std::string, std::string>> links;
};

/// Runs the stages of copies over texts, one after the other, as the engine would.
class CopyDesk {
 public:
  CopyDesk();
  /// The article after all stages; its document is known from then on.
  Article take(const std::string& text);
  /// The article after all stages; no later text is compared with it by the ledger's knowledge.
  Article compare(const std::string& text);
  /// The article after all stages as a run gives it that cleans what is stored again.
  Article clean_again(const std::string& text);
  /// The next texts are taken by a new run, which knows what the ledger keeps.
  void begin_run();

  /// Of all documents taken: by id, the id of the smallest document of its cluster.
  std::map<std::string, std::string> partition() const;

  MapLedger ledger;

 private:
  Article sketched(const std::string& text) const;

  BuiltStage fold_;
  BuiltStage sketch_;
  std::unique_ptr<BuiltStage> link_;
  std::map<std::string, std::set<std::string>> neighbours_;
};

}  // namespace headwater::testing
