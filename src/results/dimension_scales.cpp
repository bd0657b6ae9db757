#include "results/dimension_scales.hpp"

#include <hdf5_hl.h>

#include <map>

#include "results/hdf5_handle.hpp"

namespace raffinate::results {

namespace {

constexpr const char* of_dataset = "DIMENSION_LIST";
constexpr const char* of_scale = "REFERENCE_LIST";

/// One use of a scale, as REFERENCE_LIST has it.
struct Use {
  hobj_ref_t dataset;
  unsigned dimension;
};

Handle open_dataset(hid_t file, const std::string& path) {
  return {H5Dopen2(file, path.c_str(), H5P_DEFAULT), H5Dclose, "open " + path};
}

hobj_ref_t reference(hid_t file, const std::string& path) {
  hobj_ref_t result{};
  require(H5Rcreate(&result, file, path.c_str(), H5R_OBJECT, -1), "refer to " + path);
  return result;
}

void write_list(hid_t object, const char* name, hid_t type, hsize_t length, const void* data) {
  const Handle space(H5Screate_simple(1, &length, nullptr), H5Sclose, std::string("shape ") + name);
  const Handle made(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, std::string("create ") + name);
  require(H5Awrite(made, type, data), std::string("write ") + name);
}

/// For every dimension of a dataset the scales attached to it; at most one here.
void write_dimension_list(hid_t file, const std::string& path, const std::map<int, std::string>& scales) {
  const Handle dataset = open_dataset(file, path);
  const Handle space(H5Dget_space(dataset), H5Sclose, "shape " + path);
  const auto rank = static_cast<std::size_t>(H5Sget_simple_extent_ndims(space));
  std::vector<hobj_ref_t> references(rank);
  std::vector<hvl_t> lists(rank, hvl_t{0, nullptr});
  for (const auto& [dimension, scale] : scales) {
    const auto d = static_cast<std::size_t>(dimension);
    references[d] = reference(file, scale);
    lists[d] = {1, &references[d]};
  }
  const Handle type(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose, "make a list of references");
  write_list(dataset, of_dataset, type, rank, lists.data());
}

void write_uses(hid_t file, const std::string& scale, const std::vector<Use>& uses) {
  const Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Use)), H5Tclose, "make a list of uses");
  require(H5Tinsert(type, "dataset", HOFFSET(Use, dataset), H5T_STD_REF_OBJ), "make a list of uses");
  require(H5Tinsert(type, "dimension", HOFFSET(Use, dimension), H5T_NATIVE_INT), "make a list of uses");
  write_list(open_dataset(file, scale), of_scale, type, uses.size(), uses.data());
}

bool has(hid_t file, const std::string& dataset, const char* attribute) {
  return H5Aexists(open_dataset(file, dataset), attribute) > 0;
}

}  // namespace

void DimensionScales::write(hid_t file) {
  std::map<std::string, bool> started;  // scales that have a list of uses from an earlier call
  for (const auto& [dataset, scale, dimension] : pending_)
    if (!started.contains(scale)) started[scale] = has(file, scale, of_scale);
  std::map<std::string, std::map<int, std::string>> lists;
  std::map<std::string, std::vector<Use>> uses;
  for (const auto& [dataset, scale, dimension] : pending_) {
    if (started[scale]) continue;
    lists[dataset][dimension] = scale;
    uses[scale].push_back({reference(file, dataset), static_cast<unsigned>(dimension)});
  }
  for (const auto& [dataset, scales] : lists) write_dimension_list(file, dataset, scales);
  for (const auto& [scale, list] : uses) write_uses(file, scale, list);
  for (const auto& [dataset, scale, dimension] : pending_)
    if (started[scale])
      require(H5DSattach_scale(open_dataset(file, dataset), open_dataset(file, scale), static_cast<unsigned>(dimension)),
              "attach " + scale + " to " + dataset);
  pending_.clear();
}

}  // namespace raffinate::results
