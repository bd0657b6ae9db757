#pragma once
#include <hdf5.h>

#include <map>
#include <span>
#include <string>
#include <vector>

namespace raffinate::results {

/// Attaches dimension scales to the datasets of an HDF5 file, many at once.
///
/// A scale lists in its attribute REFERENCE_LIST every dataset that uses it. H5DSattach_scale rewrites that list for each one,
/// so that a file with n tables over time takes n^2 steps to make; here it is written once.
/// Attributes as in "HDF5 Dimension Scale Specification" (The HDF Group, 2005) and as h5py and netCDF-4 read them.
class DimensionScales {
 public:
  /// Attaches scales to an open dataset, one to each of its dimensions, by their paths; nothing if there are none.
  /// Throws base::RunError if the library fails.
  void attach(hid_t dataset, std::span<const std::string> scales);
  /// Lists in the scales what was attached since the last call.
  void write(hid_t file);

 private:
  /// One use of a scale, as REFERENCE_LIST has it.
  struct Use {
    hobj_ref_t dataset;
    unsigned dimension;
  };
  struct Scale {
    hobj_ref_t reference{};
    std::vector<Use> uses;
    std::size_t listed = 0;  // of them
  };
  Scale& scale(hid_t file, const std::string& path);
  static void list_uses(hid_t file, const std::string& path, const Scale& scale);

  std::map<std::string, Scale> scales_;
};

}  // namespace raffinate::results
