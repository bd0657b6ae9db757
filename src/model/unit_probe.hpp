#pragma once
#include <vector>

#include "model/buffers.hpp"

namespace raffinate::model {

/// One unit operation evaluated by itself, cut out of its plant: what enters is given, what leaves is read.
///
/// Columns are what it depends on: its states, the entries that arrive at its inlets, the signals it reads, and the
/// variables it passes on (`Io::pass` and the outputs of its speciations). Rows are what it computes: the values
/// passed and the inputs of its speciations, its channels, the entries that leave, the rates of its states, its energy
/// terms. Each list in this order.
template <class S>
class UnitProbe {
 public:
  struct Inflow {
    int port, entry;
  };
  UnitProbe(const Model& model, int unit, std::vector<aqueous::Equilibrium::Cache>& caches);
  UnitProbe(UnitProbe&&) noexcept = default;  // moving vectors keeps the addresses of their elements

  [[nodiscard]] int columns() const { return static_cast<int>(columns_.size()); }
  [[nodiscard]] int rows() const { return static_cast<int>(rows_.size()); }
  [[nodiscard]] const std::vector<Inflow>& inflows() const { return inflows_; }
  [[nodiscard]] int first_inflow() const { return static_cast<int>(x_.size()); }
  [[nodiscard]] int first_signal() const { return first_inflow() + static_cast<int>(inflows_.size()); }
  [[nodiscard]] int first_variable() const { return first_signal() + static_cast<int>(signals_.size()); }
  [[nodiscard]] int first_channel() const { return static_cast<int>(passed_.size()); }
  [[nodiscard]] int first_outflow() const { return first_channel() + static_cast<int>(channels_.size()); }
  [[nodiscard]] int first_rate() const { return first_energy() - static_cast<int>(dx_.size()); }
  [[nodiscard]] int first_energy() const { return rows() - static_cast<int>(energies_.size()); }

  /// Sets all columns to the values of the plant at states x, without derivatives.
  void load(const Buffers& plant, const double* x);
  [[nodiscard]] S& column(int index) { return *columns_[static_cast<std::size_t>(index)]; }
  [[nodiscard]] const S& row(int index) const { return *rows_[static_cast<std::size_t>(index)]; }
  /// Computes all rows. False: the unit did not find a value it needs.
  bool run(const Moment& now);

 private:
  void list_columns();
  void list_rows();

  const Model* model_;
  int unit_;
  std::size_t width_;
  std::vector<Inflow> inflows_;
  std::vector<S> x_, dx_, in_, out_, signals_, channels_, energies_, work_, passed_, variables_;
  std::vector<const S*> in_ports_, signal_pointers_;
  std::vector<S*> out_ports_, liquids_;
  std::vector<aqueous::Slot> slots_;
  std::vector<S*> columns_;
  std::vector<const S*> rows_;
};

}  // namespace raffinate::model
