#pragma once
#include <hdf5.h>

#include <string>
#include <utility>

/// Private to the HDF5 reader and writer: the only sources that see the C library.
namespace raffinate::results {

/// Owns one identifier of the HDF5 library.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);

  Handle() = default;
  /// Takes an identifier; a negative one throws base::RunError saying what failed.
  Handle(hid_t id, Close close, const std::string& what);
  ~Handle() { reset(); }
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    if (this != &other) {
      reset();
      id_ = std::exchange(other.id_, -1);
      close_ = other.close_;
    }
    return *this;
  }

  operator hid_t() const { return id_; }  // NOLINT: is an identifier to the library
  void reset() {
    if (id_ >= 0) close_(id_);
    id_ = -1;
  }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

/// Throws base::RunError if a call of the library failed.
void require(herr_t status, const std::string& what);

/// Keeps the library from printing its error stack; failures are reported by exception.
void silence_library();

/// Type of texts in files: variable length, UTF-8.
Handle text_type();

}  // namespace raffinate::results
