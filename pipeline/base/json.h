#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// Writes one JSON value (RFC 8259) into a buffer that is reused from value to value.
/// Strings must be UTF-8; ill-formed bytes are written as U+FFFD, so the output is always valid.
/// Control characters and all line ends of Unicode are escaped, so a value is always one line,
/// whatever the reader takes for one. One thread at a time.
class JsonWriter {
 public:
  JsonWriter();
  ~JsonWriter();
  JsonWriter(JsonWriter&&) noexcept;
  JsonWriter& operator=(JsonWriter&&) noexcept;

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& string(std::string_view value);
  JsonWriter& number(std::uint64_t value);
  JsonWriter& signed_number(std::int64_t value);
  /// At most 6 decimals, no exponent for the magnitudes we print. Requires: finite.
  JsonWriter& real(double value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// The string, or null.
  JsonWriter& string_or_null(const std::optional<std::string>& value);
  /// `json` as it stands. Requires: one complete JSON value.
  JsonWriter& raw(std::string_view json);

  /// What was written since the last `clear`. Valid until the next call.
  std::string_view text() const;
  void clear();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headwater
