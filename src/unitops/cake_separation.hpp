#pragma once
#include <string>
#include <vector>

#include "unitops/definition.hpp"
#include "unitops/filling.hpp"
#include "unitops/redox_electrode.hpp"

namespace raffinate::unitops {

/// Separates a slurry into a moist, washed cake and filtrate: the physics of filters and centrifuges,
/// batch machines being replaced by their continuous equivalent.   docs/methods/filter.md
///
/// The slurry waits in a well-mixed trough. Solids leave it at S/tau; a share `capture` becomes cake,
/// which keeps liquor at the moisture w: (capture S/tau) w/(1 - w). The other liquid leaves as filtrate
/// over a level law. Wash liquor displaces cake liquor as through `wash_cells` mixed cells in series:
///   R(N) = exp(-jN)/j sum_{k<j} (j - k)(jN)^k/k!,   N = mass of wash / mass of cake liquor
class CakeSeparation {
 public:
  struct Inputs {
    units::Volume volume;
    units::Duration level_time, time_constant;
    double moisture = 0, capture = 0;
    int wash_cells = 1;
    Speciation speciation{};
    std::optional<config::LocatedText> orp_couple;
    Material filling;
  };
  /// What distinguishes one machine from another, as texts of the schema.
  struct Defaults {
    std::string volume, time_constant, moisture, capture, wash_cells;
  };
  static config::Schema<Inputs> schema(std::string name, std::string help, const Defaults& defaults);

  CakeSeparation(const Inputs& inputs, const BuildContext& context, const std::string& where);

  [[nodiscard]] std::vector<Port> ports() const;
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets);
  void declare(Layout& layout);
  void initial(double* x) const;
  void events(const Io<double>& io, double* values) const;

  // Defined for double, Dual and Dependency.
  template <class S>
  void observe(const Io<S>& io) const;
  template <class S>
  void outlets(const Io<S>& io) const;
  template <class S>
  void rates(const Io<S>& io) const;
  template <class S>
  void report(const Io<S>& io) const {
    liquor_.report_state(io);
    electrode_.report(io, liquor_);
  }

 private:
  enum Rate { to_cake, to_filtrate, rate_count };  // of liquid [1/s], before the wash

  /// Mass of a trough full of water [kg]: the size of things.
  [[nodiscard]] double size() const { return 1000.0 * volume_; }
  [[nodiscard]] bool clear() const { return capture_ >= 1.0; }
  template <class S>
  S left_by_wash(const S& ratio) const;
  template <class S>
  void add_wash(const S* wash, const S& kept, const Io<S>& io) const;

  double volume_;                      // of the trough [m3]
  double level_time_, time_constant_;  // [s]
  double moisture_, capture_;          // mass fraction, share of the solids
  int wash_cells_;
  Speciation speciation_;
  const BuildContext* context_;
  Vessel vessel_;
  Liquor liquor_;
  std::optional<config::LocatedText> orp_couple_;
  RedoxElectrode electrode_;
  Filling filling_;
  EntrySet wash_;
  std::vector<int> wash_liquids_, wash_solids_;  // entries and aggregates
  bool wash_brings_solids_ = false;
  int work_ = -1, passes_ = -1, drawn_ = -1;
};

}  // namespace raffinate::unitops
