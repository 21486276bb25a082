#include "stages/acquire/received_body.h"

#include <utility>

#include "archive/content_coding.h"

namespace headwater {

void undo_codings(Arrival& arrival, std::string received) {
  if (arrival.content_encoding.empty()) {
    arrival.payload = std::move(received);
    return;
  }
  auto decoded = decode_content(received, arrival.content_encoding, kMostDecodedBytes);
  if (decoded) {
    arrival.payload = std::move(decoded->bytes);
    arrival.content_encoding = std::move(decoded->codings);
  } else {
    arrival.fault = decoded.error();
  }
  if (!arrival.content_encoding.empty()) arrival.received = std::move(received);
}

}  // namespace headwater
