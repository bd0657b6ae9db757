#pragma once
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "results/hdf5_writer.hpp"
#include "results/plant_record.hpp"

namespace raffinate::results {

/// Rows of one growing dataset, kept until the next flush.
class PendingTable {
 public:
  /// Has room for as many rows as there may be before a flush: memory that is not used costs nothing, growing it does.
  PendingTable(Hdf5Writer& file, const Hdf5Writer::Table& table, std::size_t rows) : table_(file.number_table(table)) {
    rows_.reserve(rows * std::max<std::size_t>(table.columns, 1));
  }

  void add(double value) { rows_.push_back(value); }
  void add(std::span<const double> row) { rows_.insert(rows_.end(), row.begin(), row.end()); }
  void write(Hdf5Writer& file);

 private:
  int table_;
  std::vector<double> rows_;
};

/// The group of one stream: /streams/<name>.
class StreamTables {
 public:
  StreamTables(Hdf5Writer& file, const PlantRecord& plant, int stream, std::size_t rows);

  /// Adds the flows by entry (length: all entries), and the channels of the plant.
  void add(const PlantRecord& plant, std::span<const double> flows, std::span<const double> channels);
  void write(Hdf5Writer& file);

 private:
  std::vector<PendingTable> tables_;  // in the order of `add`
  int temperature_ = -1;              // channel, -1 if the unit has not exactly one
};

/// The group of one unit: /units/<name>.
class UnitTables {
 public:
  UnitTables(Hdf5Writer& file, const PlantRecord& plant, int unit, std::size_t rows);

  /// Adds the channels and the energy terms [W] of the plant.
  void add(std::span<const double> channels, std::span<const double> energies);
  void write(Hdf5Writer& file);

 private:
  int first_channel_, first_energy_;
  std::vector<PendingTable> channels_, energies_;
};

}  // namespace raffinate::results
