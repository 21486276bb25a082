#include "archive/unpack.h"

#include <algorithm>
#include <string>
#include <utility>

#include "archive/gzip.h"

namespace headwater {
namespace {

/// Larger payloads are not kept: one huge page must not pin its size.
constexpr std::size_t kMostKept = std::size_t{4} << 20;

std::string& spare_storage() {
  thread_local std::string storage;
  return storage;
}

}  // namespace

std::uint64_t stated_payload_size(const Arrival& arrival) {
  return std::min(arrival.unpack_limit, stated_gzip_size(arrival.received));
}

void unpack(Arrival& arrival) {
  if (arrival.unpack_limit == 0) return;
  Result<Gunzipped> plain =
      gunzip(arrival.received, arrival.unpack_limit, std::move(spare_storage()));
  if (plain) {
    arrival.payload = std::move(plain->bytes);
    return;
  }
  arrival.fault = Error{plain.error().code, arrival.uri + ": " + plain.error().message};
  if (arrival.fault->code == ErrorCode::kTooLarge) arrival.cursor.reset();
}

void let_go_of_unpacked(Arrival& arrival) {
  if (arrival.unpack_limit == 0) return;
  std::string storage = std::exchange(arrival.payload, {});
  if (storage.capacity() <= kMostKept) spare_storage() = std::move(storage);
}

}  // namespace headwater
