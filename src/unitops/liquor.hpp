#pragma once
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "unitops/build_context.hpp"
#include "unitops/io.hpp"
#include "unitops/vessel.hpp"

namespace raffinate::unitops {

/// When a liquid is speciated. Where nothing reacts, only its temperature is needed, and that follows from the heat of
/// speciation that its feeds brought along: right but for what mixing changes in their species.
enum class Speciation { always, recorded };

/// What a vessel must hold for that.
[[nodiscard]] inline Vessel::SpeciationHeat heat_of(Speciation when) {
  return when == Speciation::always ? Vessel::SpeciationHeat::speciated : Vessel::SpeciationHeat::carried;
}
/// Texts of the input `speciation` of units where nothing reacts.
[[nodiscard]] config::Field speciation_field();

/// The liquid of a vessel: temperature, pH and activities from its inventory.
class Liquor {
 public:
  /// Declares the slot for a vessel that has already declared its states, with a carried heat of speciation if the
  /// liquid is speciated only for records.
  void declare(Layout& layout, const Vessel& vessel, const BuildContext& context, Speciation when = Speciation::always);

  /// Solves for the contents of the vessel, in `observe`; afterwards the accessors below may be used, or only
  /// `temperature` if the liquid is speciated for records.
  template <class S>
  void solve(const Io<S>& io) const {
    if (carried_temperature_ < 0) solve(io, S(0.0));
    else io.work[carried_temperature_] = io.pass(pass_, vessel_->carried_temperature(io.x));
  }
  /// As `solve`, but with `added_water` [mol] that the vessel does not hold: for residues too dry to
  /// be a solution.
  template <class S>
  void solve(const Io<S>& io, const S& added_water) const {
    std::array<S, 64> inputs;
    std::size_t k = 0;
    for (int state : masters_) inputs[k++] = io.x[state];
    inputs[k++] = io.x[water_] + added_water;
    inputs[k++] = vessel_->heat_capacity(io.x);
    inputs[k] = io.x[vessel_->state(Aggregate::sensible_heat)];
    io.solve(slot_, inputs.data());
  }

  /// Declares the channels that `report_state` writes: pH, ionic strength and what is neglected where heats are carried.
  void declare_reports(Layout& layout);
  /// Writes those channels, in `report`; speciates the liquid if `solve` did not, so that all accessors may be used.
  template <class S>
  void report_state(const Io<S>& io) const {
    if (carried_temperature_ >= 0) solve(io, S(0.0));
    io.channel[reports_] = ph(io);
    io.channel[reports_ + 1] = ionic_strength(io);
    if (carried_temperature_ >= 0) io.channel[reports_ + 2] = speciated_temperature(io) - temperature(io);
  }

  template <class S>
  const S* outputs(const Io<S>& io) const {
    return io.liquid[slot_];
  }
  template <class S>
  const S& temperature(const Io<S>& io) const {
    return carried_temperature_ < 0 ? speciated_temperature(io) : io.work[carried_temperature_];
  }
  template <class S>
  const S& speciated_temperature(const Io<S>& io) const {
    return outputs(io)[aqueous::Equilibrium::temperature_output()];
  }
  template <class S>
  const S& ionic_strength(const Io<S>& io) const {
    return outputs(io)[aqueous::Equilibrium::ionic_strength_output()];
  }
  /// pH = -log10 a(H+).
  template <class S>
  S ph(const Io<S>& io) const {
    return outputs(io)[aqueous::Equilibrium::ln_activity_output(hydrogen_)] * (-1.0 / 2.302585092994046);
  }
  /// Molality of a species by index [mol/kg]; `species` from `find`.
  template <class S>
  const S& molality(const Io<S>& io, int species) const {
    return outputs(io)[equilibrium_->molality_output(species)];
  }
  /// Amount of a species [mol].
  template <class S>
  S amount(const Io<S>& io, int species) const {
    return molality(io, species) * outputs(io)[equilibrium_->free_water_output()] * water(io);
  }
  /// Species index by name, -1 if the liquid does not have it.
  [[nodiscard]] int find(const std::string& species) const { return equilibrium_->species_index(species); }
  /// Dissolved masters but H+, whose total is an excess and may be negative [mol].
  template <class S>
  S solutes(const Io<S>& io) const {
    S sum(0.0);
    for (int k = 0; k < static_cast<int>(masters_.size()); ++k)
      if (k != hydrogen_) sum += io.x[masters_[static_cast<std::size_t>(k)]];
    return sum;
  }
  /// Mass of water [kg].
  template <class S>
  S water(const Io<S>& io) const {
    return io.x[water_] * water_molar_mass_;
  }
  [[nodiscard]] const aqueous::Equilibrium& equilibrium() const { return *equilibrium_; }
  /// Couples of valence states that it holds both; each has a potential of its own.
  [[nodiscard]] const std::vector<aqueous::RedoxCouple>& redox_couples() const { return redox_couples_; }

 private:
  const Vessel* vessel_ = nullptr;
  std::shared_ptr<const aqueous::Equilibrium> equilibrium_;
  int slot_ = -1, water_ = -1, hydrogen_ = -1;
  int carried_temperature_ = -1;  // scratch value; -1: the liquid is always speciated
  int pass_ = -1;                 // of that temperature
  int reports_ = -1;              // first channel of `report_state`
  double water_molar_mass_ = 0.0;
  std::vector<int> masters_;  // states in the order of the inputs
  std::vector<aqueous::RedoxCouple> redox_couples_;
};

}  // namespace raffinate::unitops
