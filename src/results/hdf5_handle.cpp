#include "results/hdf5_handle.hpp"

#include <cerrno>
#include <cstring>

#include "base/errors.hpp"

namespace raffinate::results {

namespace {

// The library does not hand on why the system refused, but a full disk is still in errno.
[[noreturn]] void fail(const std::string& what) {
  const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
  throw base::RunError("HDF5: cannot " + what + (full ? std::string(": ") + std::strerror(errno) : ""));
}

}  // namespace

Handle::Handle(hid_t id, Close close, const std::string& what) : id_(id), close_(close) {
  if (id < 0) fail(what);
}

void require(herr_t status, const std::string& what) {
  if (status < 0) fail(what);
}

void silence_library() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make a text type");
  require(H5Tset_size(type, H5T_VARIABLE), "make a text type");
  require(H5Tset_cset(type, H5T_CSET_UTF8), "make a text type");
  return type;
}

}  // namespace raffinate::results
