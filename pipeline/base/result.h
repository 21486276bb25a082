#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace headwater {

/// Why something failed. A closed list, so that failures can be counted; `code_name` gives the
/// stable snake_case name that logs, JSON and the store print.
enum class ErrorCode {
  kBadArgument,        ///< A caller's or user's value is refused.
  kBadConfig,          ///< A configuration, rule pack or registry file is refused.
  kNotFound,           ///< The thing asked for does not exist.
  kUnreadable,         ///< A source could not be opened or read.
  kVanished,           ///< A file or folder disappeared while it was being read.
  kTooLarge,           ///< Over a named size limit.
  kTooDeep,            ///< Over a named nesting limit.
  kTooMany,            ///< Over a named count limit.
  kTruncated,          ///< Input ends before its own framing says so.
  kBadGzip,            ///< Compressed data is damaged or lies about its size.
  kBadCoding,          ///< Another content or transfer coding than gzip is damaged.
  kBinary,             ///< Not text in any encoding.
  kUndecodable,        ///< Declared charset is unknown, and no other reading is safe.
  kUnsupported,        ///< A format that is known but not read.
  kBadJson,            ///< Not JSON, or not the JSON that is expected here.
  kMissingField,       ///< A required field is absent or has the wrong type.
  kBadFeed,            ///< Neither a feed in XML nor one in JSON.
  kBadWarc,            ///< A capture archive record is malformed.
  kBadMap,             ///< A source or edit map breaks an invariant.
  kStoreMissing,       ///< There is no store at the given place.
  kStoreOutdated,      ///< The store needs a migration, or was written by a newer program.
  kStoreLocked,        ///< Another process writes to the store.
  kStoreDamaged,       ///< The store's files contradict themselves.
  kDiskFull,           ///< No space left, or a file size limit was hit.
  kReadOnly,           ///< The file system or the file refuses writes.
  kIo,                 ///< Any other input or output failure.
  kForbiddenAddress,   ///< The guard refuses to connect there.
  kForbiddenByRobots,  ///< robots.txt refuses the address.
  kNameResolution,     ///< The DNS knows no address for a name, or gives no answer.
  kConnect,            ///< A server cannot be reached.
  kTls,                ///< No trusted connection: certificate or protocol.
  kTimeout,            ///< A server took longer than a named limit.
  kBadHttp,            ///< A response is no valid HTTP.
  kHttpStatus,         ///< A server answered with a status that brings nothing.
  kTooManyRedirects,   ///< Redirects in a circle, or over a named limit.
  kServerSpared,       ///< A server is not to be asked yet.
  kInterrupted,        ///< A stop was requested.
  kInternal,           ///< A programming error that was caught, such as a throwing stage.
};

/// The stable name of `code`, such as "bad_json". Never fails.
std::string_view code_name(ErrorCode code);

/// The code whose `code_name` is `name`; kInternal for an unknown name.
ErrorCode code_from_name(std::string_view name);

/// A failure: the code for counting and a message for people. The message names the refused value
/// and, where there is one, the way out. It may contain bytes from input: escape it at display.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
};

/// The kind of failure the errno value `error` stands for (ENOSPC is kDiskFull, and so on).
ErrorCode code_from_errno(int error);

/// "WHAT: reason" for an errno value, with the code that fits.
Error error_from_errno(int error, std::string_view what);

/// A value or the reason why there is none. Like std::expected of C++23, reduced to what is used.
template <class T>
class [[nodiscard]] Result {
 public:
  // A function returns its value or an Error as it stands.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// Requires: ok().
  T& value() {
    assert(ok());
    return std::get<0>(state_);
  }
  const T& value() const {
    assert(ok());
    return std::get<0>(state_);
  }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// Requires: !ok().
  Error& error() {
    assert(!ok());
    return std::get<1>(state_);
  }
  const Error& error() const {
    assert(!ok());
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

/// Success, or the reason of a failure.
class [[nodiscard]] Status {
 public:
  Status() = default;
  // NOLINTNEXTLINE(google-explicit-constructor)
  Status(Error error) : error_(std::move(error)), ok_(false) {}

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  /// Requires: !ok().
  const Error& error() const {
    assert(!ok_);
    return error_;
  }

 private:
  Error error_;
  bool ok_ = true;
};

}  // namespace headwater
