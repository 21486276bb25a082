#include "stages/extract/select_rules.h"

namespace headwater {
namespace {

struct Row {
  const char* id;
  CutReason reason;
  const char* why;
};

constexpr Row kRows[] = {
    {"", CutReason::kOther, ""},
#define X(name, id, reason, why) {id, CutReason::reason, why},
#include "stages/extract/select_rules.inc"
#undef X
};

}  // namespace

SelectRules::SelectRules(RuleTable& table) {
  for (std::size_t i = 1; i < indices_.size(); ++i) {
    indices_[i] = table.add({kRows[i].id, kRows[i].reason, kRows[i].why});
  }
}

CutReason reason_of(SelectRule rule) { return kRows[static_cast<std::size_t>(rule)].reason; }

}  // namespace headwater
