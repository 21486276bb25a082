#include "support/failing_vfs.h"

#include <sqlite3.h>

#include <atomic>
#include <new>
#include <string_view>
#include <utility>

namespace headwater::testing {
namespace {

std::string watched_part;
std::atomic<std::uint64_t> calls_left{0};
std::atomic<bool> has_failed{false};

/// One watched call: true if it is the one to fail.
bool fails_now() {
  std::uint64_t left = calls_left.load();
  while (left > 0 && !calls_left.compare_exchange_weak(left, left - 1)) {
  }
  if (left != 1) return false;
  has_failed = true;
  return true;
}

/// A file of the layer; the real one lies behind it in the same allocation.
struct File {
  sqlite3_file base;
  bool watched;
};
sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
}
bool watched(sqlite3_file* file) { return reinterpret_cast<File*>(file)->watched; }
const sqlite3_io_methods* methods(sqlite3_file* file) { return real(file)->pMethods; }

int close_file(sqlite3_file* f) { return methods(f)->xClose(real(f)); }
int read_file(sqlite3_file* f, void* out, int size, sqlite3_int64 at) {
  return methods(f)->xRead(real(f), out, size, at);
}
int write_file(sqlite3_file* f, const void* bytes, int size, sqlite3_int64 at) {
  if (watched(f) && fails_now()) return SQLITE_IOERR_WRITE;
  return methods(f)->xWrite(real(f), bytes, size, at);
}
int truncate_file(sqlite3_file* f, sqlite3_int64 size) {
  if (watched(f) && fails_now()) return SQLITE_IOERR_TRUNCATE;
  return methods(f)->xTruncate(real(f), size);
}
int sync_file(sqlite3_file* f, int flags) {
  if (watched(f) && fails_now()) return SQLITE_IOERR_FSYNC;
  return methods(f)->xSync(real(f), flags);
}
int file_size(sqlite3_file* f, sqlite3_int64* size) { return methods(f)->xFileSize(real(f), size); }
int lock(sqlite3_file* f, int kind) { return methods(f)->xLock(real(f), kind); }
int unlock(sqlite3_file* f, int kind) { return methods(f)->xUnlock(real(f), kind); }
int check_lock(sqlite3_file* f, int* out) { return methods(f)->xCheckReservedLock(real(f), out); }
int file_control(sqlite3_file* f, int op, void* arg) {
  return methods(f)->xFileControl(real(f), op, arg);
}
int sector_size(sqlite3_file* f) { return methods(f)->xSectorSize(real(f)); }
int traits(sqlite3_file* f) { return methods(f)->xDeviceCharacteristics(real(f)); }
int map_shared(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return methods(f)->xShmMap(real(f), page, size, extend, out);
}
int lock_shared(sqlite3_file* f, int offset, int count, int flags) {
  return methods(f)->xShmLock(real(f), offset, count, flags);
}
void shared_barrier(sqlite3_file* f) { methods(f)->xShmBarrier(real(f)); }
int unmap_shared(sqlite3_file* f, int remove) { return methods(f)->xShmUnmap(real(f), remove); }

constexpr sqlite3_io_methods kMethods = {
    2,           close_file,     read_file,    write_file,   truncate_file, sync_file, file_size,
    lock,        unlock,         check_lock,   file_control, sector_size,   traits,    map_shared,
    lock_shared, shared_barrier, unmap_shared, nullptr,      nullptr};

sqlite3_vfs* underlying = nullptr;

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto* layer = new (file) File{};
  layer->watched =
      name != nullptr && std::string_view(name).find(watched_part) != std::string_view::npos;
  const int code = underlying->xOpen(underlying, name, real(file), flags, out_flags);
  file->pMethods = real(file)->pMethods == nullptr ? nullptr : &kMethods;
  return code;
}

sqlite3_vfs& layer() {
  static sqlite3_vfs vfs = [] {
    underlying = ::sqlite3_vfs_find(nullptr);
    sqlite3_vfs copy = *underlying;
    copy.zName = "failing";
    copy.szOsFile = static_cast<int>(sizeof(File)) + underlying->szOsFile;
    copy.xOpen = open_file;
    return copy;
  }();
  return vfs;
}

}  // namespace

FailingVfs::FailingVfs(std::string part) {
  watched_part = std::move(part);
  fail_at(0);
  ::sqlite3_vfs_register(&layer(), 1);
}

FailingVfs::~FailingVfs() {
  ::sqlite3_vfs_unregister(&layer());
  ::sqlite3_vfs_register(underlying, 1);
}

void FailingVfs::fail_at(std::uint64_t call) {
  has_failed = false;
  calls_left = call;
}

bool FailingVfs::failed() const { return has_failed; }

}  // namespace headwater::testing
