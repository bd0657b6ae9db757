#include "results/run_lock.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "results/refuse.hpp"

namespace raffinate::results {

RunLock::RunLock(const std::filesystem::path& path) : file_(open(path.c_str(), O_RDWR | O_CLOEXEC)) {
  if (file_ < 0) refuse(path, "cannot be opened for writing: " + std::string(std::strerror(errno)), "");
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (fcntl(file_, F_OFD_SETLK, &lock) == 0) return;
  const int reason = errno;
  close(file_);
  // A file system without locks cannot tell; the run goes on as it did before there were any.
  file_ = -1;
  if (reason == EAGAIN || reason == EACCES)
    refuse(path, "a run is writing this file now", "wait until it has finished, or write to another file with -o");
}

RunLock::~RunLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace raffinate::results
