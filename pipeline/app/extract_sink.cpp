#include "app/extract_sink.h"

namespace headwater {

void ExtractSink::write(const Article& article, std::string& line) const {
  // One a worker: the buffers grow to the largest document once.
  thread_local DocumentWriter writer;
  thread_local JsonWriter json;
  json.clear();
  writer.write({article, recipe_.id, recipe_.rules.rules(), form_.with_visible, form_.with_map},
               json);
  line = json.text();
}

void ExtractSink::prepare(const Finished& finished, std::string& prepared) const {
  if (passed(finished.outcome)) write(finished.article, prepared);
}

Status ExtractSink::add(const Finished& finished, const std::string& prepared) {
  if (passed(finished.outcome) && !finished.article.copy_of) {
    out_.line(prepared);
  } else if (passed(finished.outcome)) {
    // Prepared before the ordered stages, which have found a copy since.
    std::string line;
    write(finished.article, line);
    out_.line(line);
  }
  if (!out_.failed()) return {};
  return Error{ErrorCode::kInterrupted, "standard output cannot be written"};
}

Status ExtractSink::commit() {
  out_.flush();
  return {};
}

}  // namespace headwater
