#pragma once
#include <filesystem>

namespace raffinate::results {

/// Marks a results file as being written by this run; the mark goes with the process, however it ends. It is a lock
/// of an open file description (fcntl), which HDF5 and its readers do not look at.
class RunLock {
 public:
  /// Throws base::InputError if another run writes the file, or it cannot be opened.
  explicit RunLock(const std::filesystem::path& path);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace raffinate::results
