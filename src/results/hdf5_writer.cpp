#include "results/hdf5_writer.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <array>

#include "results/dimension_scales.hpp"
#include "results/hdf5_handle.hpp"
#include "results/refuse.hpp"
#include "results/run_lock.hpp"

namespace raffinate::results {

namespace {

/// Chunks hold about this many numbers, and not so many rows that a short run would waste space.
constexpr hsize_t numbers_per_chunk = 32768;
constexpr hsize_t rows_per_chunk = 64, rows_per_flat_chunk = 256;
/// Half of the chunks that a node of a table's index has room for, in memory (some 280 bytes for each) and in the file. A plant has
/// tens of thousands of tables and most runs fill a chunk or two of each; the library's 32 would take 18 kB for every one.
constexpr unsigned half_index_node = 2;
/// Groups of up to this many links are lists of them, not trees.
constexpr unsigned links_per_list = 64;
/// Chunks kept of an open table: rows are appended, so one is in use.
constexpr std::size_t chunks_in_cache = 1, bytes_in_cache = 1 << 20;

std::vector<const char*> pointers(std::span<const std::string> texts) {
  std::vector<const char*> result;
  for (const auto& text : texts) result.push_back(text.c_str());
  return result;
}

Handle open_object(hid_t file, const std::string& path) {
  return {H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose, "open " + path};
}

Handle dataspace(std::span<const hsize_t> shape, const std::string& what) {
  return {shape.empty() ? H5Screate(H5S_SCALAR)
                        : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
          H5Sclose, "shape " + what};
}

// Nothing but `flush` may move metadata to the disk, or a killed run could leave half of a change there.
void keep_metadata_in_memory(hid_t access) {
  H5AC_cache_config_t cache;
  cache.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  require(H5Pget_mdc_config(access, &cache), "read the cache settings");
  cache.evictions_enabled = false;
  cache.incr_mode = H5C_incr__off;
  cache.flash_incr_mode = H5C_flash_incr__off;
  cache.decr_mode = H5C_decr__off;
  require(H5Pset_mdc_config(access, &cache), "set the cache settings");
}

/// Name of the file until its first flush.
std::filesystem::path new_name(std::filesystem::path path) {
  path += ".new";
  return path;
}

void order_links(hid_t group_settings, const std::string& what) {
  require(H5Pset_link_creation_order(group_settings, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "order " + what);
  require(H5Pset_link_phase_change(group_settings, links_per_list, links_per_list / 2), "order " + what);
}

/// Where links lead, be it to a file that is not there yet.
std::filesystem::path destination_of(std::filesystem::path path) {
  constexpr int most_links = 40;  // they may form a ring
  for (int i = 0; i < most_links && std::filesystem::is_symlink(path); ++i) path = path.parent_path() / std::filesystem::read_symlink(path);
  return path;
}

/// Refuses to replace anything but results: the flowsheet, say, or a device.
void check_replaceable(const std::filesystem::path& path) {
  const auto status = std::filesystem::status(path);
  if (!std::filesystem::exists(status)) return;
  if (std::filesystem::is_directory(status)) refuse(path, "is a folder", "give the name of a file in it");
  const bool regular = std::filesystem::is_regular_file(status);
  if (!regular || (std::filesystem::file_size(path) > 0 && H5Fis_hdf5(path.c_str()) <= 0))
    refuse(path, "exists and is no results file", "choose another name, so that it is not lost");
}

Handle create_file(const std::filesystem::path& path) {
  silence_library();
  check_replaceable(path);
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "make file settings");
  // The 1.8 format has no "open for writing" mark, which would stay behind when a run is killed.
  require(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18), "choose the file format");
  require(H5Pset_file_locking(access, false, true), "leave the file open for readers");
  require(H5Pset_cache(access, 0, chunks_in_cache, bytes_in_cache, 1.0), "set the cache of chunks");
  keep_metadata_in_memory(access);
  const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "make file settings");
  order_links(creation, "the file");
  require(H5Pset_istore_k(creation, half_index_node), "set the size of indices");
  const hid_t file = H5Fcreate(new_name(path).c_str(), H5F_ACC_TRUNC, creation, access);
  if (file < 0)
    refuse(path, "cannot be written", "choose a folder that exists and that you may write to");
  return {file, H5Fclose, "create " + path.string()};
}

}  // namespace

struct Hdf5Writer::Impl {
  /// A table is open only while rows are appended: an open one takes 9 kB.
  struct Growing {
    hobj_ref_t object{};
    hsize_t rows = 0;
    hsize_t columns = 0;  // 0: one-dimensional
    std::string path;
  };

  explicit Impl(const std::filesystem::path& destination)
      : target(destination_of(destination)),
        file(create_file(target)),
        lock(new_name(target)),
        text(text_type()),
        links(H5Pcreate(H5P_LINK_CREATE), H5Pclose, "make link settings") {
    require(H5Pset_create_intermediate_group(links, 1), "make link settings");
  }

  [[nodiscard]] Handle dataset_settings() const {
    Handle settings(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "make dataset settings");
    // Two identical runs shall write identical bytes.
    require(H5Pset_obj_track_times(settings, false), "switch off time stamps");
    return settings;
  }
  /// Writes or replaces an attribute; no shape: a scalar.
  void write_attribute(const std::string& object, const std::string& name, hid_t type, hid_t memory,
                       std::span<const hsize_t> shape, const void* data) const {
    const std::string what = object + "@" + name;
    const Handle owner = open_object(file, object);
    if (H5Aexists(owner, name.c_str()) > 0) require(H5Adelete(owner, name.c_str()), "replace " + what);
    create_attribute(owner, what, name, type, memory, shape, data);
  }
  void create_attribute(hid_t owner, const std::string& what, const std::string& name, hid_t type, hid_t memory,
                        std::span<const hsize_t> shape, const void* data) const {
    const Handle space = dataspace(shape, what);
    const Handle made(H5Acreate2(owner, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, "create " + what);
    require(H5Awrite(made, memory, data), "write " + what);
  }
  void describe(hid_t dataset, const Table& table, const char* name, const std::string& value) const {
    const char* pointer = value.c_str();
    create_attribute(dataset, table.path + "@" + name, name, text, text, {}, &pointer);
  }
  void write(const std::string& path, hid_t type, hid_t memory, std::span<const hsize_t> shape, const void* data) const {
    const Handle space = dataspace(shape, path);
    const Handle settings = dataset_settings();
    const Handle dataset(H5Dcreate2(file, path.c_str(), type, space, links, settings, H5P_DEFAULT), H5Dclose,
                         "create " + path);
    const bool empty = std::find(shape.begin(), shape.end(), hsize_t{0}) != shape.end();
    if (!empty) require(H5Dwrite(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, data), "write " + path);
  }
  int create(const Table& table, hid_t type) {
    const bool flat = table.columns == 0;
    const int rank = flat ? 1 : 2;
    const hsize_t columns = std::max<hsize_t>(table.columns, 1);
    const std::array<hsize_t, 2> shape{0, columns}, limit{H5S_UNLIMITED, columns};
    const std::array<hsize_t, 2> chunk{std::clamp<hsize_t>(numbers_per_chunk / columns, 1, flat ? rows_per_flat_chunk : rows_per_chunk), columns};
    const Handle space(H5Screate_simple(rank, shape.data(), limit.data()), H5Sclose, "shape " + table.path);
    const Handle settings = dataset_settings();
    require(H5Pset_chunk(settings, rank, chunk.data()), "chunk " + table.path);
    const Handle dataset(H5Dcreate2(file, table.path.c_str(), type, space, links, settings, H5P_DEFAULT), H5Dclose, "create " + table.path);
    if (type != text) describe(dataset, table, "units", table.unit);
    if (!table.description.empty()) describe(dataset, table, "long_name", table.description);
    scales.attach(dataset, table.scales);
    Growing growing;
    growing.columns = table.columns;
    growing.path = table.path;
    require(H5Rcreate(&growing.object, dataset, ".", H5R_OBJECT, -1), "refer to " + table.path);
    tables.push_back(std::move(growing));
    return static_cast<int>(tables.size()) - 1;
  }
  void append(Growing& table, hsize_t rows, hid_t memory, const void* data) const {
    if (rows == 0) return;
    const int rank = table.columns == 0 ? 1 : 2;
    const std::array<hsize_t, 2> start{table.rows, 0}, count{rows, std::max<hsize_t>(table.columns, 1)};
    const std::array<hsize_t, 2> extent{table.rows + rows, count[1]};
    const Handle dataset(H5Rdereference2(file, H5P_DEFAULT, H5R_OBJECT, &table.object), H5Dclose, "open " + table.path);
    require(H5Dset_extent(dataset, extent.data()), "extend " + table.path);
    const Handle space(H5Dget_space(dataset), H5Sclose, "select in " + table.path);
    require(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
            "select in " + table.path);
    const Handle block(H5Screate_simple(rank, count.data(), nullptr), H5Sclose, "select in " + table.path);
    require(H5Dwrite(dataset, memory, block, space, H5P_DEFAULT, data), "write " + table.path);
    table.rows += rows;
  }

  std::filesystem::path target;
  Handle file;
  RunLock lock;
  Handle text, links;
  std::vector<Growing> tables;
  DimensionScales scales;
  bool named = false;
};

Hdf5Writer::Hdf5Writer(const std::filesystem::path& path) : impl_(std::make_unique<Impl>(path)) {}
Hdf5Writer::~Hdf5Writer() {
  std::error_code ignored;
  if (!impl_->named) std::filesystem::remove(new_name(impl_->target), ignored);
}

void Hdf5Writer::group(const std::string& path) {
  const Handle settings(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, "make group settings");
  order_links(settings, path);
  const Handle made(H5Gcreate2(impl_->file, path.c_str(), impl_->links, settings, H5P_DEFAULT), H5Gclose,
                    "create " + path);
}

void Hdf5Writer::attribute(const std::string& object, const std::string& name, const std::string& value) {
  const char* text = value.c_str();
  impl_->write_attribute(object, name, impl_->text, impl_->text, {}, &text);
}

void Hdf5Writer::attribute(const std::string& object, const std::string& name, double value) {
  impl_->write_attribute(object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {}, &value);
}

void Hdf5Writer::attribute(const std::string& object, const std::string& name, std::span<const long long> values) {
  impl_->write_attribute(object, name, H5T_STD_I64LE, H5T_NATIVE_LLONG, std::array<hsize_t, 1>{values.size()},
                         values.data());
}

void Hdf5Writer::write_text(const std::string& path, const std::string& text) {
  const char* pointer = text.c_str();
  impl_->write(path, impl_->text, impl_->text, {}, &pointer);
}

void Hdf5Writer::write_texts(const std::string& path, std::span<const std::string> texts) {
  const auto list = pointers(texts);
  impl_->write(path, impl_->text, impl_->text, std::array<hsize_t, 1>{list.size()}, list.data());
}

void Hdf5Writer::write_numbers(const std::string& path, std::span<const double> values) {
  impl_->write(path, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, std::array<hsize_t, 1>{values.size()}, values.data());
}

void Hdf5Writer::write_integers(const std::string& path, std::span<const long long> values) {
  impl_->write(path, H5T_STD_I64LE, H5T_NATIVE_LLONG, std::array<hsize_t, 1>{values.size()}, values.data());
}

void Hdf5Writer::write_matrix(const std::string& path, std::span<const double> values, std::size_t columns) {
  const hsize_t rows = columns == 0 ? 0 : values.size() / columns;
  impl_->write(path, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, std::array<hsize_t, 2>{rows, columns}, values.data());
}

void Hdf5Writer::make_scale(const std::string& path) {
  const Handle dataset(H5Dopen2(impl_->file, path.c_str(), H5P_DEFAULT), H5Dclose, "open " + path);
  require(H5DSset_scale(dataset, path.substr(path.rfind('/') + 1).c_str()), "make a scale of " + path);
}

void Hdf5Writer::attach_scales(const std::string& dataset, std::span<const std::string> scales) {
  impl_->scales.attach(open_object(impl_->file, dataset), scales);
}

int Hdf5Writer::number_table(const Table& table) { return impl_->create(table, H5T_IEEE_F64LE); }

int Hdf5Writer::text_table(const Table& table) { return impl_->create(table, impl_->text); }

void Hdf5Writer::append(int table, std::span<const double> rows) {
  auto& growing = impl_->tables[static_cast<std::size_t>(table)];
  impl_->append(growing, rows.size() / std::max<hsize_t>(growing.columns, 1), H5T_NATIVE_DOUBLE, rows.data());
}

void Hdf5Writer::append(int table, std::span<const std::string> rows) {
  const auto list = pointers(rows);
  impl_->append(impl_->tables[static_cast<std::size_t>(table)], list.size(), impl_->text, list.data());
}

void Hdf5Writer::flush() {
  impl_->scales.write(impl_->file);
  require(H5Fflush(impl_->file, H5F_SCOPE_GLOBAL), "flush the results file");
  if (impl_->named) return;
  std::error_code failure;
  std::filesystem::rename(new_name(impl_->target), impl_->target, failure);
  if (failure) refuse(impl_->target, "cannot be written: " + failure.message(), "");
  impl_->named = true;
}

}  // namespace raffinate::results
