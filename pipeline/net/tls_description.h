#pragma once

#include <string>

namespace headwater {

/// Protocol and cipher of a connection, "TLSv1.3 TLS_AES_256_GCM_SHA384"; empty for null.
/// Requires: an SSL* of OpenSSL, or null.
std::string describe_tls(void* ssl);

}  // namespace headwater
