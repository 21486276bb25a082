#include "net/tls_description.h"

#include <openssl/ssl.h>

namespace headwater {

std::string describe_tls(void* ssl) {
  if (ssl == nullptr) return "";
  const auto* session = static_cast<const SSL*>(ssl);
  return std::string(SSL_get_version(session)) + " " + SSL_get_cipher_name(session);
}

}  // namespace headwater
