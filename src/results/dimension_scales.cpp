#include "results/dimension_scales.hpp"

#include <hdf5_hl.h>

#include "results/hdf5_handle.hpp"

namespace raffinate::results {

namespace {

constexpr const char* of_dataset = "DIMENSION_LIST";
constexpr const char* of_scale = "REFERENCE_LIST";

hobj_ref_t reference(hid_t location, const std::string& path) {
  hobj_ref_t result{};
  require(H5Rcreate(&result, location, path.c_str(), H5R_OBJECT, -1), "refer to " + path);
  return result;
}

void write_list(hid_t object, const char* name, hid_t type, hsize_t length, const void* data) {
  const Handle space(H5Screate_simple(1, &length, nullptr), H5Sclose, std::string("shape ") + name);
  const Handle made(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, std::string("create ") + name);
  require(H5Awrite(made, type, data), std::string("write ") + name);
}

}  // namespace

DimensionScales::Scale& DimensionScales::scale(hid_t file, const std::string& path) {
  const auto [found, is_new] = scales_.try_emplace(path);
  if (is_new) found->second.reference = reference(file, path);
  return found->second;
}

void DimensionScales::attach(hid_t dataset, std::span<const std::string> scales) {
  if (scales.empty()) return;
  std::vector<hobj_ref_t> references;
  const hobj_ref_t self = reference(dataset, ".");
  for (std::size_t d = 0; d < scales.size(); ++d) {
    auto& used = scale(dataset, scales[d]);
    used.uses.push_back({self, static_cast<unsigned>(d)});
    references.push_back(used.reference);
  }
  // For every dimension the list of its scales.
  std::vector<hvl_t> lists;
  for (auto& scale : references) lists.push_back({1, &scale});
  const Handle type(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose, "make a list of references");
  write_list(dataset, of_dataset, type, lists.size(), lists.data());
}

void DimensionScales::list_uses(hid_t file, const std::string& path, const Scale& scale) {
  const Handle dataset(H5Dopen2(file, path.c_str(), H5P_DEFAULT), H5Dclose, "open " + path);
  if (scale.listed > 0) require(H5Adelete(dataset, of_scale), "replace the uses of " + path);
  const Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Use)), H5Tclose, "make a list of uses");
  require(H5Tinsert(type, "dataset", HOFFSET(Use, dataset), H5T_STD_REF_OBJ), "make a list of uses");
  require(H5Tinsert(type, "dimension", HOFFSET(Use, dimension), H5T_NATIVE_INT), "make a list of uses");
  write_list(dataset, of_scale, type, scale.uses.size(), scale.uses.data());
}

void DimensionScales::write(hid_t file) {
  for (auto& [path, scale] : scales_) {
    if (scale.uses.size() == scale.listed) continue;
    list_uses(file, path, scale);
    scale.listed = scale.uses.size();
  }
}

}  // namespace raffinate::results
