#include "support/wire_desk.h"

#include "base/json.h"

namespace headwater::testing {
namespace {

const std::string kOpening =
    "The harbor of Saltmere reopened on Monday after nine days under water, and the first boats "
    "left before dawn with empty holds and full tanks. Harbor master Ione Castellan said that the "
    "lock gates had held, though nobody had believed in them.";
const std::string kPumps =
    "What failed were the pumps. The old pumps had run for 31 years without a single spare part "
    "left in any warehouse. Two of the four stopped in the first night of the storm, and the other "
    "two followed when the cellar of the pumping house filled up with mud and eels.";
const std::string kCost =
    "The council has set aside 4.2 million crowns for new machines, about half of what the "
    "insurers think is needed. A vote on the rest is planned for the second week of April.";
const std::string kQuote =
    "\"We can buy pumps or we can buy sandbags, and sandbags are never the cheaper ones in the "
    "end,\" Castellan said on the quay, while volunteers carried nets out of the flooded market "
    "hall.";
const std::string kTail =
    "Fishing quotas for the lost days may be moved to May, the ministry said. Engineers will "
    "return in autumn to measure how far the ground has settled.";

std::string paragraphs(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "\n\n") + part;
  return text;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

std::string DeskArticle::json_line() const {
  JsonWriter json;
  json.begin_object().key("url").string(url).key("title").string(title);
  if (!published_at.empty()) json.key("published_at").string(published_at);
  json.key("text").string(text).end_object();
  return std::string(json.text()) + "\n";
}

std::vector<DeskArticle> wire_desk() {
  const std::string dateline = "SALTMERE, March 2 (Tidewire) - ";
  const std::string changed = replaced(replaced(kCost, "4.2 million", "four million"),
                                       "the second week of April", "after Easter");
  return {
      {"https://tidewire.example/saltmere", "Saltmere harbor reopens after flood",
       "2026-03-02T09:00:00Z", paragraphs({dateline + kOpening, kPumps, kCost, kQuote, kTail})},
      {"https://harbor-ledger.example/saltmere", "Boats leave Saltmere again",
       "2026-03-02T12:30:00Z",
       paragraphs({"Three crews from our own bay had waited in Saltmere since the storm. They are "
                   "expected home by Wednesday, their families told this newspaper.",
                   dateline + kOpening, kPumps, kCost, kQuote, kTail})},
      {"https://northfield-courier.example/saltmere", "Flooded harbor back in use", "2026-03-03",
       paragraphs({kOpening, kPumps, kCost, kQuote, "Source: Tidewire"})},
      {"https://valley-dispatch.example/saltmere", "Harbor \x1b[31mreopens\x1b[0m\u202e",
       "2026-03-02T15:00:00Z", paragraphs({kOpening, kPumps, changed, kQuote, kTail})},
      {"https://diario-cala.example/resumen", "The week on other coasts", "2026-03-06",
       paragraphs(
           {"Every Friday we look at what moved the coasts that we do not live on, and this week "
            "there was more of it than anybody could want to read about.",
            "In Saltmere it was water. The old pumps had run for 31 years without a single spare "
            "part left in any warehouse. Two of the four stopped in the first night of the storm, "
            "and the town found out what a pump is for.",
            "In Brann the ferry company has given up its plan to paint all of its boats orange, "
            "which had been a joke until a committee was formed for it and met four times.",
            "And in the estuary of the Loor the last eel fisher handed in his licence. He is 83, "
            "has sold his boat to a museum and says that he will now learn how to swim."})},
      {"https://harbor-ledger.example/choir", "Choir looks for a bass", "2026-03-02",
       "The harbor choir has 22 sopranos and one bass, who is moving inland. Anybody who can sing "
       "low and does not mind the cold may come to the sail loft on Thursday at seven."},
  };
}

}  // namespace headwater::testing
