// Loaded before the C library (LD_PRELOAD) into the program under test, so that it meets names and
// public addresses although nothing leaves the machine:
//
//   HEADWATER_FAKE_NAMES  "kelpbay.example=1.2.3.4;two.example=1.2.3.5,127.0.0.1": what the DNS
//   says HEADWATER_FAKE_PORT   where on 127.0.0.1 connections to all other addresses lead
//   HEADWATER_FAKE_DOWN   an address that refuses every connection
//
// A connection says of itself that it is to the address that was asked for, so that whoever guards
// addresses sees what it would see in the world.

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace {

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

/// The addresses of `name`, with commas; empty where it is not known.
std::string answers(std::string_view name) {
  const std::string names = ";" + setting("HEADWATER_FAKE_NAMES") + ";";
  const std::string key = ";" + std::string(name) + "=";
  const std::size_t at = names.find(key);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + key.size();
  return names.substr(begin, names.find(';', begin) - begin);
}

bool is_loopback(const sockaddr_in& address) {
  return ntohl(address.sin_addr.s_addr) >> 24U == 127;
}

std::mutex mutex;
std::map<int, sockaddr_in>& asked_for() {
  static std::map<int, sockaddr_in> sockets;
  return sockets;
}

}  // namespace

extern "C" {

int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
  static auto* const resolve = real<decltype(getaddrinfo)>("getaddrinfo");
  const std::string addresses = node == nullptr ? "" : answers(node);
  if (addresses.empty()) return resolve(node, service, hints, result);
  *result = nullptr;
  addrinfo** end = result;
  for (std::size_t begin = 0; begin < addresses.size();) {
    const std::size_t comma = std::min(addresses.find(',', begin), addresses.size());
    const std::string address = addresses.substr(begin, comma - begin);
    if (resolve(address.c_str(), service, hints, end) != 0) return EAI_NONAME;
    while (*end != nullptr) end = &(*end)->ai_next;  // Each node is freed by itself.
    begin = comma + 1;
  }
  return 0;
}

int connect(int socket, const sockaddr* address, socklen_t size) {
  static auto* const go = real<decltype(connect)>("connect");
  const std::lock_guard lock(mutex);
  asked_for().erase(socket);
  if (address->sa_family != AF_INET) return go(socket, address, size);
  sockaddr_in target{};
  std::memcpy(&target, address, sizeof(target));
  if (is_loopback(target)) return go(socket, address, size);
  char text[INET_ADDRSTRLEN];
  ::inet_ntop(AF_INET, &target.sin_addr, text, sizeof(text));
  if (setting("HEADWATER_FAKE_DOWN") == text) {
    errno = ECONNREFUSED;
    return -1;
  }
  asked_for()[socket] = target;
  target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  target.sin_port =
      htons(static_cast<in_port_t>(std::atoi(setting("HEADWATER_FAKE_PORT").c_str())));
  return go(socket, reinterpret_cast<const sockaddr*>(&target), sizeof(target));
}

int getpeername(int socket, sockaddr* address, socklen_t* size) {
  static auto* const ask = real<decltype(getpeername)>("getpeername");
  const int answer = ask(socket, address, size);
  const std::lock_guard lock(mutex);
  const auto found = asked_for().find(socket);
  if (answer == 0 && found != asked_for().end() && *size >= sizeof(sockaddr_in)) {
    std::memcpy(address, &found->second, sizeof(sockaddr_in));
  }
  return answer;
}

}  // extern "C"
