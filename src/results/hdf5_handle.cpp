#include "results/hdf5_handle.hpp"

#include "base/errors.hpp"

namespace raffinate::results {

Handle::Handle(hid_t id, Close close, const std::string& what) : id_(id), close_(close) {
  if (id < 0) throw base::RunError("HDF5: cannot " + what);
}

void require(herr_t status, const std::string& what) {
  if (status < 0) throw base::RunError("HDF5: cannot " + what);
}

void silence_library() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make a text type");
  require(H5Tset_size(type, H5T_VARIABLE), "make a text type");
  require(H5Tset_cset(type, H5T_CSET_UTF8), "make a text type");
  return type;
}

}  // namespace raffinate::results
