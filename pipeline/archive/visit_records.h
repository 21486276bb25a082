#pragma once

#include <string>
#include <string_view>

#include "archive/capture_archive.h"
#include "archive/warc_record.h"
#include "base/result.h"
#include "record/article.h"

namespace headwater {

/// The WARC records of a visit over HTTP (`arrival.http` is set). In order:
///  * of every redirect a `request` and a `response`,
///  * the last `request`,
///  * `metadata` (application/warc-fields): redirects, server, TLS, times, the verdict of
///    robots.txt, and why nothing came,
///  * the capture's own record: the last `response`, or a `revisit` of `original` whose block is
///    the response's head; where no response came the `metadata` takes this place (a `resource`
///    where bytes came without a head).
/// All before it name it in WARC-Concurrent-To. Bodies stand as received, content codings not
/// undone; what is done to heads see `archived_head`. WARC-Payload-Digest is over the body: after
/// transfer codings, before content codings. A body that a limit or a failure cut has
/// WARC-Truncated.
/// `received` is the digest of the bytes as received.
PreparedCapture prepare_visit(const Arrival& arrival, const Digest& received,
                              const CaptureContent* original, std::string_view detail);

/// What a capture's own record says of its visit, if it came over HTTP; kBadWarc names the field
/// that is missing or malformed.
Result<std::optional<VisitSummary>> read_visit(const WarcRecord& record);

/// The validators that a visit was made with and brought, from its capture's own record.
VisitValidators read_validators(const WarcRecord& record);

}  // namespace headwater
