#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace raffinate::results {

/// An HDF5 file that grows while a calculation runs.
///
/// Paths are absolute ("/streams/feed/mass_flow"); groups on the way are made as needed. A table is a
/// chunked dataset whose first dimension grows; every dimension carries a dimension scale, so that
/// netCDF-4 readers see named coordinates. Metadata reaches the disk in `flush` only: whatever kills the
/// program between two flushes leaves the file as the last one left it.
class Hdf5Writer {
 public:
  /// Creates the file. Throws base::InputError if that is not possible there.
  explicit Hdf5Writer(const std::filesystem::path& path);
  ~Hdf5Writer();
  Hdf5Writer(const Hdf5Writer&) = delete;
  Hdf5Writer& operator=(const Hdf5Writer&) = delete;

  void group(const std::string& path);
  void attribute(const std::string& object, const std::string& name, const std::string& value);
  void attribute(const std::string& object, const std::string& name, double value);
  void attribute(const std::string& object, const std::string& name, std::span<const long long> values);

  void write_text(const std::string& path, const std::string& text);
  void write_texts(const std::string& path, std::span<const std::string> texts);
  void write_numbers(const std::string& path, std::span<const double> values);
  void write_integers(const std::string& path, std::span<const long long> values);
  /// Row-major matrix.
  void write_matrix(const std::string& path, std::span<const double> values, std::size_t columns);

  /// Makes a dataset the dimension scale of its own name.
  void make_scale(const std::string& path);
  /// Attaches scales to the dimensions of a dataset, one to each.
  void attach_scales(const std::string& dataset, std::span<const std::string> scales);

  /// What a growing dataset holds.
  struct Table {
    std::string path;
    std::string unit;         ///< attribute "units" of numbers
    std::string description;  ///< attribute "long_name"; empty: none
    std::size_t columns = 0;  ///< 0: one-dimensional
    std::vector<std::string> scales = {};  ///< one for each dimension, or none
  };
  /// Creates a growing table of numbers; returns its handle.
  int number_table(const Table& table);
  /// Creates a growing one-dimensional table of texts.
  int text_table(const Table& table);
  /// Appends whole rows.
  void append(int table, std::span<const double> rows);
  void append(int table, std::span<const std::string> rows);

  /// Writes everything to the disk. The first flush gives the file its name, replacing an older one: a
  /// program that ends before leaves nothing half-written.
  void flush();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace raffinate::results
