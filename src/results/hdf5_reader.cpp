#include "results/hdf5_reader.hpp"

#include <hdf5_hl.h>

#include <array>

#include "results/hdf5_handle.hpp"
#include "results/refuse.hpp"

namespace raffinate::results {

namespace {

Handle open_file(const std::filesystem::path& path) {
  silence_library();
  if (!std::filesystem::exists(path)) refuse(path, "there is no such file", "");
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "make file settings");
  require(H5Pset_file_locking(access, false, true), "read without a lock");
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, access);
  if (file < 0) refuse(path, "not an HDF5 file, or a damaged one", "give the file that `raffinate run -o` wrote");
  return {file, H5Fclose, "open"};
}

// Frees the texts that the library allocated for a read.
struct TextBuffer {
  TextBuffer(hid_t text_type, hid_t text_space, std::size_t count) : type(text_type), space(text_space), data(count) {}
  ~TextBuffer() { H5Dvlen_reclaim(type, space, H5P_DEFAULT, data.data()); }
  TextBuffer(const TextBuffer&) = delete;
  TextBuffer& operator=(const TextBuffer&) = delete;

  hid_t type, space;
  std::vector<char*> data;
};

}  // namespace

struct Hdf5Reader::Impl {
  explicit Impl(const std::filesystem::path& p) : path(p), file(open_file(p)), text(text_type()) {}

  [[nodiscard]] Handle open(const std::string& item) const {
    const hid_t dataset = H5Dopen2(file, item.c_str(), H5P_DEFAULT);
    if (dataset < 0) missing(item);
    return {dataset, H5Dclose, "open"};
  }
  [[noreturn]] void missing(const std::string& item) const {
    refuse(path, "has no readable item " + item, "it may be damaged, or not written by raffinate");
  }
  [[nodiscard]] Handle open_attribute(const std::string& object, const std::string& name) const {
    const hid_t attribute = H5Aopen_by_name(file, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    if (attribute < 0) missing(object + "@" + name);
    return {attribute, H5Aclose, "open"};
  }
  [[nodiscard]] std::vector<std::string> texts(const std::string& item) const {
    const Handle dataset = open(item);
    const Handle space(H5Dget_space(dataset), H5Sclose, "read " + item);
    TextBuffer buffer(text, space, static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
    if (buffer.data.empty()) return {};
    if (H5Dread(dataset, text, H5S_ALL, H5S_ALL, H5P_DEFAULT, buffer.data.data()) < 0) missing(item);
    std::vector<std::string> result;
    for (const char* entry : buffer.data) result.emplace_back(entry == nullptr ? "" : entry);
    return result;
  }

  std::filesystem::path path;
  Handle file, text;
};

Hdf5Reader::Hdf5Reader(const std::filesystem::path& path) : impl_(std::make_unique<Impl>(path)) {}
Hdf5Reader::~Hdf5Reader() = default;
Hdf5Reader::Hdf5Reader(Hdf5Reader&&) noexcept = default;
Hdf5Reader& Hdf5Reader::operator=(Hdf5Reader&&) noexcept = default;

const std::filesystem::path& Hdf5Reader::path() const { return impl_->path; }

bool Hdf5Reader::exists(const std::string& path) const {
  for (auto slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    if (H5Lexists(impl_->file, path.substr(0, slash).c_str(), H5P_DEFAULT) <= 0) return path == "/";
    if (slash == std::string::npos) return true;
  }
}

bool Hdf5Reader::has_attribute(const std::string& object, const std::string& name) const {
  return H5Aexists_by_name(impl_->file, object.c_str(), name.c_str(), H5P_DEFAULT) > 0;
}

std::string Hdf5Reader::text_attribute(const std::string& object, const std::string& name) const {
  const Handle attribute = impl_->open_attribute(object, name);
  const Handle space(H5Aget_space(attribute), H5Sclose, "read " + name);
  TextBuffer buffer(impl_->text, space, 1);
  if (H5Aread(attribute, impl_->text, buffer.data.data()) < 0 || buffer.data[0] == nullptr)
    impl_->missing(object + "@" + name);
  return buffer.data[0];
}

double Hdf5Reader::number_attribute(const std::string& object, const std::string& name) const {
  const Handle attribute = impl_->open_attribute(object, name);
  const Handle space(H5Aget_space(attribute), H5Sclose, "read " + name);
  std::vector<double> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
  if (values.empty() || H5Aread(attribute, H5T_NATIVE_DOUBLE, values.data()) < 0) impl_->missing(object + "@" + name);
  return values[0];
}

std::string Hdf5Reader::text(const std::string& path) const {
  const auto list = impl_->texts(path);
  if (list.size() != 1) impl_->missing(path);
  return list[0];
}

std::vector<std::string> Hdf5Reader::texts(const std::string& path) const { return impl_->texts(path); }

std::vector<double> Hdf5Reader::numbers(const std::string& path) const {
  const Handle dataset = impl_->open(path);
  const Handle space(H5Dget_space(dataset), H5Sclose, "read " + path);
  std::vector<double> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
  if (!values.empty() && H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
    impl_->missing(path);
  return values;
}

std::vector<int> Hdf5Reader::integers(const std::string& path) const {
  const auto values = numbers(path);  // exact: indices are far below 2^53
  std::vector<int> result;
  for (double value : values) result.push_back(static_cast<int>(value));
  return result;
}

std::vector<std::size_t> Hdf5Reader::shape(const std::string& path) const {
  const Handle dataset = impl_->open(path);
  const Handle space(H5Dget_space(dataset), H5Sclose, "read " + path);
  std::vector<hsize_t> extent(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
  if (!extent.empty()) H5Sget_simple_extent_dims(space, extent.data(), nullptr);
  return {extent.begin(), extent.end()};
}

std::vector<double> Hdf5Reader::row(const std::string& path, std::size_t index) const {
  const auto extent = shape(path);
  if (extent.size() != 2 || index >= extent[0]) impl_->missing(path + "[" + std::to_string(index) + "]");
  std::vector<double> values(extent[1]);
  if (values.empty()) return values;
  const Handle dataset = impl_->open(path);
  const Handle space(H5Dget_space(dataset), H5Sclose, "read " + path);
  const std::array<hsize_t, 2> start{index, 0}, count{1, extent[1]};
  require(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), "read " + path);
  const Handle block(H5Screate_simple(2, count.data(), nullptr), H5Sclose, "read " + path);
  if (H5Dread(dataset, H5T_NATIVE_DOUBLE, block, space, H5P_DEFAULT, values.data()) < 0) impl_->missing(path);
  return values;
}

std::vector<std::string> Hdf5Reader::contents() const {
  std::vector<std::string> names;
  const auto visit = [](hid_t, const char* name, const H5O_info_t*, void* list) -> herr_t {
    if (std::string(name) != ".") static_cast<std::vector<std::string>*>(list)->push_back("/" + std::string(name));
    return 0;
  };
  require(H5Ovisit2(impl_->file, H5_INDEX_NAME, H5_ITER_INC, visit, &names, H5O_INFO_BASIC), "list the file");
  return names;
}

std::vector<std::string> Hdf5Reader::scales(const std::string& path) const {
  const Handle dataset = impl_->open(path);
  std::vector<std::string> names(shape(path).size());
  const auto visit = [](hid_t, unsigned, hid_t scale, void* target) -> herr_t {
    std::array<char, 256> name{};
    H5Iget_name(scale, name.data(), name.size());
    *static_cast<std::string*>(target) = name.data();
    return 1;
  };
  for (std::size_t d = 0; d < names.size(); ++d)
    H5DSiterate_scales(dataset, static_cast<unsigned>(d), nullptr, visit, &names[d]);
  return names;
}

std::vector<std::string> Hdf5Reader::attribute_names(const std::string& object) const {
  std::vector<std::string> names;
  const auto visit = [](hid_t, const char* name, const H5A_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
    return 0;
  };
  require(H5Aiterate_by_name(impl_->file, object.c_str(), H5_INDEX_NAME, H5_ITER_INC, nullptr, visit, &names,
                             H5P_DEFAULT),
          "list attributes of " + object);
  return names;
}

}  // namespace raffinate::results
