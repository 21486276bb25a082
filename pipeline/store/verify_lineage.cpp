#include <array>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "store/verify_scope.h"

namespace headwater {
namespace {

constexpr std::array kStoryChecks = {
    QueryCheck{501,
               "SELECT 'capture ' || c.capture, 'has no story in the run that brought it'"
               " FROM capture c WHERE NOT EXISTS (SELECT 1 FROM lineage l"
               " WHERE l.capture = c.capture AND l.run = c.run)"},
    QueryCheck{502,
               "SELECT 'document ' || lower(hex(d.id)), 'no capture''s story ends in it in run '"
               " || d.run FROM document d WHERE NOT EXISTS (SELECT 1 FROM lineage l"
               " WHERE l.capture = d.capture AND l.run = d.run AND l.verb IN ('stored',"
               " 'reprocessed')) AND NOT EXISTS (SELECT 1 FROM capture c JOIN lineage l"
               " ON l.capture = c.capture WHERE c.revisit_of = d.capture AND l.run = d.run"
               " AND l.verb IN ('stored', 'reprocessed'))"},
    QueryCheck{504,
               "SELECT 'capture ' || capture, 'shows a document that is not there' FROM capture c"
               " WHERE document IS NOT NULL"
               " AND NOT EXISTS (SELECT 1 FROM document d WHERE d.id = c.document)"},
    QueryCheck{504,
               "SELECT 'capture ' || capture, 'shows a document of another payload'"
               " FROM capture WHERE document <> substr(payload, 1, 16)"},
    QueryCheck{504,
               "SELECT 'capture ' || a.capture, 'revisits capture ' || b.capture ||"
               " ', which has another payload' FROM capture a"
               " JOIN capture b ON b.capture = a.revisit_of WHERE a.payload <> b.payload"},
    QueryCheck{505,
               "SELECT 'capture ' || l.capture, 'was quarantined, but has no quarantine item'"
               " FROM lineage l WHERE l.verb = 'quarantined' AND NOT EXISTS"
               " (SELECT 1 FROM quarantine q WHERE q.capture = l.capture)"},
};

constexpr std::string_view kSteps =
    "SELECT l.capture, l.run, l.ordinal, l.verb, l.output, c.payload, c.document"
    " FROM lineage l LEFT JOIN capture c ON c.capture = l.capture"
    " ORDER BY l.capture, l.run, l.ordinal";

bool is_end(std::string_view verb) {
  return verb == "stored" || verb == "reprocessed" || verb == "dropped" || verb == "quarantined";
}

/// One capture in one run, as its steps come by.
struct Story {
  std::int64_t capture = 0;
  std::int64_t run = 0;
  std::int64_t steps = 0;
  std::string fault;     ///< The first thing that is wrong with it.
  std::string verb;      ///< Of the last step.
  std::string output;    ///< Of the last step.
  std::string document;  ///< Id of the document the capture shows, or empty.

  void add(const SqlStatement& row) {
    const std::string_view next = row.text(3);
    if (steps == 0) {
      // What its source itself lets go, or could not bring, ends its story where it begins.
      if (next != "received" && next != "quarantined" && next != "dropped") {
        fault = "does not begin with its arrival";
      }
      if (row.blob(4) != row.blob(5)) fault = "does not begin with its payload";
    } else if (is_end(verb)) {
      fault = "goes on after its end";
    }
    if (row.integer(2) != steps) fault = "has a gap before step " + std::to_string(row.integer(2));
    ++steps;
    verb = next;
    if (!row.is_null(4)) output = row.blob(4);
    document = row.blob(6);
  }
};

class StoryCheck {
 public:
  explicit StoryCheck(VerifyScope& scope) : scope_(scope) {}

  void add(const SqlStatement& row) {
    if (row.integer(0) != story_.capture || row.integer(1) != story_.run) {
      finish();
      story_ = Story{row.integer(0), row.integer(1), 0, {}, {}, {}, {}};
    }
    story_.add(row);
  }

  void finish() {
    if (story_.steps == 0) return;
    if (story_.fault.empty() && !is_end(story_.verb)) story_.fault = "has no end";
    if (!story_.fault.empty()) {
      report(501, "its story in run " + std::to_string(story_.run) + " " + story_.fault);
    } else if (story_.verb == "stored" || story_.verb == "reprocessed") {
      check_document();
    }
  }

 private:
  void report(int number, std::string message) {
    scope_.report.add(number, "capture " + std::to_string(story_.capture), std::move(message));
  }

  /// The document as it is under the run's recipe: made by this run, or by an earlier one.
  void check_document() {
    Result<Query> query = scope_.queries.get(
        "SELECT d.text_sha256 FROM document d JOIN run r ON r.recipe = d.recipe WHERE d.id = ? AND "
        "r.run = ?");
    if (!query) return scope_.report.add_unreadable("ends of stories", query.error());
    (*query)->bind_blob(story_.document).bind_integer(story_.run);
    const Result<bool> row = (*query)->step();
    if (!row) return scope_.report.add_unreadable("ends of stories", row.error());
    if (!*row) {
      return report(502, "its story says stored in run " + std::to_string(story_.run) +
                             ", but there is no document of it under that run's recipe");
    }
    if ((*query)->blob(0) != story_.output) {
      report(503,
             "its story ends in another text than run " + std::to_string(story_.run) + " stored");
    }
  }

  VerifyScope& scope_;
  Story story_;
};

}  // namespace

void verify_lineage(VerifyScope& scope) {
  StoryCheck stories(scope);
  const Status status =
      for_each_row(scope.queries, kSteps, [&](const SqlStatement& row) { stories.add(row); });
  stories.finish();
  if (!status) scope.report.add_unreadable("lineage", status.error());
  for (const QueryCheck& check : kStoryChecks) run_query_check(scope, check);
}

}  // namespace headwater
