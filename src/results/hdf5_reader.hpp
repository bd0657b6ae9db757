#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace raffinate::results {

/// Reads HDF5 files, also those of a run that was killed. Missing or unreadable items throw
/// base::InputError naming the file and the item.
class Hdf5Reader {
 public:
  explicit Hdf5Reader(const std::filesystem::path& path);
  ~Hdf5Reader();
  Hdf5Reader(Hdf5Reader&&) noexcept;
  Hdf5Reader& operator=(Hdf5Reader&&) noexcept;

  [[nodiscard]] const std::filesystem::path& path() const;
  [[nodiscard]] bool exists(const std::string& path) const;
  [[nodiscard]] bool has_attribute(const std::string& object, const std::string& name) const;
  [[nodiscard]] std::string text_attribute(const std::string& object, const std::string& name) const;
  [[nodiscard]] double number_attribute(const std::string& object, const std::string& name) const;

  [[nodiscard]] std::string text(const std::string& path) const;
  [[nodiscard]] std::vector<std::string> texts(const std::string& path) const;
  [[nodiscard]] std::vector<double> numbers(const std::string& path) const;
  [[nodiscard]] std::vector<int> integers(const std::string& path) const;

  /// Extent of each dimension.
  [[nodiscard]] std::vector<std::size_t> shape(const std::string& path) const;
  /// One row of a two-dimensional dataset.
  [[nodiscard]] std::vector<double> row(const std::string& path, std::size_t index) const;

  /// Path of every group and dataset, in order of name.
  [[nodiscard]] std::vector<std::string> contents() const;
  /// Names of the scales attached to each dimension of a dataset, "" where there is none.
  [[nodiscard]] std::vector<std::string> scales(const std::string& path) const;
  [[nodiscard]] std::vector<std::string> attribute_names(const std::string& object) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace raffinate::results
