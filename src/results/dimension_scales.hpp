#pragma once
#include <hdf5.h>

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
  /// Remembers to attach a scale to a dimension of a dataset, both by their paths.
  void attach(const std::string& dataset, int dimension, const std::string& scale) {
    pending_.push_back({dataset, scale, dimension});
  }
  /// Attaches what was remembered. Throws base::RunError if the library fails.
  void write(hid_t file);

 private:
  struct Attachment {
    std::string dataset, scale;
    int dimension;
  };
  std::vector<Attachment> pending_;
};

}  // namespace raffinate::results
