#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "archive/web_archive.h"
#include "record/article.h"

namespace headwater {

/// Why a record of a web archive brings no document.
enum class PassedOver {
  kRecordType,  ///< A request, metadata, ... or not of HTTP (dns:).
  kStatus,      ///< The server did not answer 200.
  kMediaType,   ///< Not one that is asked for, such as a picture; or a robots.txt.
  kNoBody,      ///< There is nothing in it.
};
/// "record_type", "status", ...: for the lineage.
std::string_view passed_over_name(PassedOver reason);

using MediaTypes = std::set<std::string, std::less<>>;

/// A record as a document: address, time, visit and type as the record says, payload and codings as
/// archived (chunks are undone, as they are of what comes from the web).
struct ArchivedItem {
  Arrival arrival;                        ///< Without source, container and cursor.
  std::optional<PassedOver> passed_over;  ///< `arrival` is not filled then.
};

/// What `record` is. Of a revisit, what it says itself: it has no payload. Where the type is not
/// stated, what begins like HTML is taken for it. Pure.
ArchivedItem archived_item(const ArchivedRecord& record, const MediaTypes& media_types);

}  // namespace headwater
