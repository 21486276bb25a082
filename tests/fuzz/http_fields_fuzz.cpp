// Reads arbitrary bytes as the head of a response. Whatever they are: the head ends inside of them,
// values hold nothing that ends a field, and reading what was read gives the same again.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "net/http_date.h"
#include "net/http_fields.h"

namespace {

using headwater::ResponseHead;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string write(const ResponseHead& head) {
  std::string out = "HTTP/1.1 " + std::to_string(head.status) + "\r\n";
  for (const auto& field : head.fields) out += field.name + ": " + field.value + "\r\n";
  return out + "\r\n";
}

void check_head(const ResponseHead& head, std::string_view bytes) {
  require(head.size <= std::min(bytes.size(), headwater::kLongestHead));
  require(head.fields.size() <= headwater::kMostFields);
  for (const auto& field : head.fields)
    require(field.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  const std::string written = write(head);
  if (written.size() > headwater::kLongestHead) return;
  const auto again = headwater::parse_response_head(written);
  require(again.ok() && again->size == written.size() && again->status == head.status);
  require(write(*again) == written);
}

void check_dates(std::string_view text) {
  constexpr headwater::Timestamp kNow{1'780'000'000'000'000};
  const auto time = headwater::parse_http_date(text, kNow);
  if (time) require(headwater::parse_http_date(headwater::format_http_date(*time), kNow) == time);
  const auto wait = headwater::parse_retry_after(text, kNow, std::chrono::hours(1));
  require(!wait || (wait->count() >= 0 && *wait <= std::chrono::hours(1)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_dates(bytes);
  const auto type = headwater::parse_media_type(bytes);
  require(!type || headwater::parse_media_type(type->essence)->essence == type->essence);
  const auto head = headwater::parse_response_head(bytes);
  if (!head) return 0;
  check_head(*head, bytes);
  const auto codings = headwater::parse_content_codings(head->joined("content-encoding"));
  require(!codings || codings->size() <= headwater::kMostCodings);
  const auto validators = headwater::validators_of(*head);
  require(validators.etag.find('\n') == std::string::npos);
  for (const auto& field : head->fields) check_dates(field.value);
  return 0;
}
