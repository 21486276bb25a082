#include "base/result.h"

#include <array>
#include <cerrno>
#include <cstring>

namespace headwater {
namespace {

struct CodeName {
  ErrorCode code;
  std::string_view name;
};

constexpr std::array kCodeNames = {
    CodeName{ErrorCode::kBadArgument, "bad_argument"},
    CodeName{ErrorCode::kBadConfig, "bad_config"},
    CodeName{ErrorCode::kNotFound, "not_found"},
    CodeName{ErrorCode::kUnreadable, "unreadable"},
    CodeName{ErrorCode::kVanished, "vanished"},
    CodeName{ErrorCode::kTooLarge, "too_large"},
    CodeName{ErrorCode::kTooDeep, "too_deep"},
    CodeName{ErrorCode::kTooMany, "too_many"},
    CodeName{ErrorCode::kTruncated, "truncated"},
    CodeName{ErrorCode::kBadGzip, "bad_gzip"},
    CodeName{ErrorCode::kBadCoding, "bad_coding"},
    CodeName{ErrorCode::kBinary, "binary"},
    CodeName{ErrorCode::kUndecodable, "undecodable"},
    CodeName{ErrorCode::kUnsupported, "unsupported"},
    CodeName{ErrorCode::kBadJson, "bad_json"},
    CodeName{ErrorCode::kMissingField, "missing_field"},
    CodeName{ErrorCode::kBadFeed, "bad_feed"},
    CodeName{ErrorCode::kBadWarc, "bad_warc"},
    CodeName{ErrorCode::kBadMap, "bad_map"},
    CodeName{ErrorCode::kStoreMissing, "store_missing"},
    CodeName{ErrorCode::kStoreOutdated, "store_outdated"},
    CodeName{ErrorCode::kStoreLocked, "store_locked"},
    CodeName{ErrorCode::kStoreDamaged, "store_damaged"},
    CodeName{ErrorCode::kDiskFull, "disk_full"},
    CodeName{ErrorCode::kReadOnly, "read_only"},
    CodeName{ErrorCode::kIo, "io"},
    CodeName{ErrorCode::kForbiddenAddress, "forbidden_address"},
    CodeName{ErrorCode::kForbiddenByRobots, "forbidden_by_robots"},
    CodeName{ErrorCode::kNameResolution, "name_resolution"},
    CodeName{ErrorCode::kConnect, "connect"},
    CodeName{ErrorCode::kTls, "tls"},
    CodeName{ErrorCode::kTimeout, "timeout"},
    CodeName{ErrorCode::kBadHttp, "bad_http"},
    CodeName{ErrorCode::kHttpStatus, "http_status"},
    CodeName{ErrorCode::kTooManyRedirects, "too_many_redirects"},
    CodeName{ErrorCode::kServerSpared, "server_spared"},
    CodeName{ErrorCode::kInterrupted, "interrupted"},
    CodeName{ErrorCode::kInternal, "internal"},
};

}  // namespace

std::string_view code_name(ErrorCode code) {
  for (const CodeName& row : kCodeNames) {
    if (row.code == code) return row.name;
  }
  return "internal";
}

ErrorCode code_from_name(std::string_view name) {
  for (const CodeName& row : kCodeNames) {
    if (row.name == name) return row.code;
  }
  return ErrorCode::kInternal;
}

ErrorCode code_from_errno(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return ErrorCode::kDiskFull;
    case EROFS:
      return ErrorCode::kReadOnly;
    case ENOENT:
    case ENOTDIR:
      return ErrorCode::kNotFound;
    case EACCES:
    case EPERM:
    case ELOOP:
      return ErrorCode::kUnreadable;
    default:
      return ErrorCode::kIo;
  }
}

Error error_from_errno(int error, std::string_view what) {
  std::array<char, 256> buffer{};
  // The GNU strerror_r returns the text, which may or may not be in the buffer.
  const char* reason = ::strerror_r(error, buffer.data(), buffer.size());
  return {code_from_errno(error), std::string(what) + ": " + reason};
}

}  // namespace headwater
