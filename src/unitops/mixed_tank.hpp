#pragma once
#include <string>
#include <vector>

#include "unitops/definition.hpp"
#include "unitops/filling.hpp"
#include "unitops/liquor.hpp"
#include "unitops/temperature_control.hpp"

namespace raffinate::unitops {

/// What well-mixed wet vessels of every kind share: an inventory with its speciated liquor, reactions,
/// temperature control and the release of gas.
class MixedTank {
 public:
  struct Inputs {
    std::vector<config::LocatedText> reactions;
    TemperatureControl::Inputs heating;
    Material filling;
    units::Duration gas_release;  ///< time constant with which gas leaves
  };
  /// Adds the fields of these inputs to the schema of a unit whose inputs derive from them.
  template <class Unit>
  static config::Schema<Unit> add_fields(config::Schema<Unit> schema, std::string heating) {
    return std::move(
        schema
            .quantity("gas_release", of<Unit>(&Inputs::gas_release), {.help = "time constant with which gas and vapour leave", .unit = "s", .fallback = "1 min", .min = "1 s"})
            .texts("reactions", of<Unit>(&Inputs::reactions), {.help = "reactions or sets of reactions", .fallback = "[]"})
            .section("heating", of<Unit>(&Inputs::heating), TemperatureControl::schema(), {.help = "temperature control and heat loss", .fallback = std::move(heating)})
            .section("filling", of<Unit>(&Inputs::filling), Material::schema("filling", "contents at the start"),
                     {.help = "contents at the start; some water is needed", .fallback = "{composition: {H2O: 100 %}}"}));
  }

  MixedTank(const Inputs& inputs, const BuildContext& context, std::string where);

  [[nodiscard]] Vessel& vessel() { return vessel_; }
  [[nodiscard]] const Vessel& vessel() const { return vessel_; }
  [[nodiscard]] const Liquor& liquor() const { return liquor_; }

  /// Admits the filling, an inlet and what reactions make of them.
  void admit(const EntrySet& inlet);
  /// What can leave: liquid and solids, liquid only, gas only.
  [[nodiscard]] EntrySet slurry() const;
  [[nodiscard]] EntrySet liquid() const { return vessel_.held(thermo::Phase::aqueous); }
  [[nodiscard]] EntrySet gas() const { return vessel_.held(thermo::Phase::gas); }

  /// Declares states, slot and energy terms; `mass` [kg] is the size of a usual filling.
  void declare(Layout& layout, double mass);
  /// Puts in a volume [m3] or mass [kg] of the initial contents.
  void fill_volume(double volume, double* x) const { filling_.put_volume(volume, vessel_, x); }
  void fill_mass(double mass, double* x) const { filling_.put_mass(mass, vessel_, x); }

  /// The flow of gas that leaves.
  template <class S>
  void vent(const Io<S>& io, S* flow) const {
    vessel_.draw_gas(S(1.0 / gas_release_), liquor_.temperature(io), io.x, flow);
  }
  /// Reactions and heating; `load` as for TemperatureControl.
  template <class S>
  void rates(const Io<S>& io, const S& load = S(0.0)) const {
    reactions::Contents<S> contents;
    contents.n = io.x;
    contents.liquid = liquor_.outputs(io);
    contents.temperature = liquor_.temperature(io);
    contents.water = liquor_.water(io);
    network_.add_rates(contents, io.dx);
    heating_.rates(io, liquor_.temperature(io), vessel_.heat_capacity(io.x),
                   io.dx[vessel_.state(Aggregate::sensible_heat)], load);
  }

 private:
  /// The same member seen from the derived inputs.
  template <class Unit, class M>
  static M Unit::*of(M Inputs::*member) {
    return member;
  }

  double gas_release_;  // [s]
  const BuildContext* context_;
  std::string where_;
  Vessel vessel_;
  Liquor liquor_;
  reactions::ReactionNetwork network_;
  TemperatureControl heating_;
  Filling filling_;
};

}  // namespace raffinate::unitops
