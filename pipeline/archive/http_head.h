#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace headwater {

/// Heads of HTTP/1.1 messages (RFC 9112) as the archive keeps them.

/// Bytes of the head that `message` starts with: up to the end of its first empty line (lines may
/// end in LF alone, section 2.2); all of it where there is none. Requires nothing.
std::size_t head_length(std::string_view message);

/// The value of the first field with the name `lower` (in small letters), outer white space aside;
/// empty where there is none. A view of `head`.
std::string_view head_field(std::string_view head, std::string_view lower);

/// `head` as it can stand before a body whose transfer coding is undone: the name of a field
/// Transfer-Encoding gets the prefix "X-Archive-Orig-", all else stays as received. Readers take
/// a head that says "chunked" at its word: warcio mends a body without chunks only if it does not
/// happen to look like one, FastWARC refuses it. (Making chunks anew would please both, but the
/// payload's digest would have to cover them: they verify it over all that follows the head, the
/// standard means the body.) Interim responses (1xx) before the final one are left out; what
/// follows the empty line is cut, and an empty line is added where there is none but a body is to
/// follow: readers must find the same end as the writer.
std::string archived_head(std::string_view head, bool with_body);

}  // namespace headwater
