#pragma once
#include <string>
#include <vector>

#include "unitops/definition.hpp"
#include "unitops/filling.hpp"
#include "unitops/redox_electrode.hpp"
#include "unitops/temperature_control.hpp"

namespace raffinate::unitops {

/// What well-mixed wet vessels of every kind share: an inventory with its speciated liquor, reactions,
/// temperature control and the release of gas.
class MixedTank {
 public:
  struct Inputs {
    std::vector<config::LocatedText> reactions, concentrations;
    std::optional<config::LocatedText> orp_couple;
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
            .texts("concentrations", of<Unit>(&Inputs::concentrations), {.help = "elements whose concentration in the liquor is a channel, [W, Co]", .fallback = "[]"})
            .text("orp_couple", of<Unit>(&Inputs::orp_couple), RedoxElectrode::field())
            .section("heating", of<Unit>(&Inputs::heating), TemperatureControl::schema(), {.help = "temperature control and heat loss", .fallback = std::move(heating)})
            .section("filling", of<Unit>(&Inputs::filling), Material::schema("filling", "contents at the start"),
                     {.help = "contents at the start; some water is needed", .fallback = "{composition: {H2O: 100 %}}"}));
  }

  MixedTank(const Inputs& inputs, const BuildContext& context, std::string where);

  [[nodiscard]] Vessel& vessel() { return vessel_; }
  [[nodiscard]] const Vessel& vessel() const { return vessel_; }
  [[nodiscard]] const Liquor& liquor() const { return liquor_; }
  [[nodiscard]] Liquor& liquor() { return liquor_; }
  /// For units whose set points follow a recipe.
  [[nodiscard]] const TemperatureControl& heating() const { return heating_; }

  /// Admits the filling, an inlet and what reactions make of them.
  void admit(const EntrySet& inlet);
  /// What can leave: liquid and solids, liquid only, gas only.
  [[nodiscard]] EntrySet slurry() const;
  [[nodiscard]] EntrySet liquid() const { return vessel_.held(thermo::Phase::aqueous); }
  [[nodiscard]] EntrySet gas() const { return vessel_.held(thermo::Phase::gas); }

  /// Declares states, slot and energy terms; `mass` [kg] is the size of a usual filling;
  /// `recipe` as for TemperatureControl. A tank with reactions is always speciated.
  void declare(Layout& layout, double mass, bool recipe = false, Speciation speciation = Speciation::always);
  /// Declares what analysers in the liquor show, "concentration.W" and "Eh"; `observe` writes it, or `report` the potential
  /// where the liquor is speciated for records.
  void declare_analysers(Layout& layout, RedoxElectrode::Written potential = RedoxElectrode::Written::always);
  /// Declares the channels of free alkali, two in a row: one for `write_free_alkali`, one for `report_free_alkali`.
  void declare_free_alkali(Layout& layout);
  /// Puts in a volume [m3] or mass [kg] of the initial contents.
  void fill_volume(double volume, double* x) const { filling_.put_volume(volume, vessel_, x); }
  void fill_mass(double mass, double* x) const { filling_.put_mass(mass, vessel_, x); }

  /// Solves the liquor and writes what analysers show.
  template <class S>
  void observe(const Io<S>& io) const {
    liquor_.solve(io);
    write_analysers(io);
  }
  /// Speciates the liquor for a record and writes what is reported of it.
  template <class S>
  void report(const Io<S>& io) const {
    liquor_.report_state(io);
    electrode_.report(io, liquor_);
  }
  template <class S>
  void write_analysers(const Io<S>& io) const {
    electrode_.observe(io, liquor_);
    const S volume = liquid_volume(io);
    for (const Concentration& c : concentrations_) {
      S mass(0.0);
      for (const auto& [state, share] : c.shares) mass += share * io.x[state];
      io.channel[c.channel] = mass / volume;
    }
  }
  template <class S>
  void write_free_alkali(const Io<S>& io) const {
    io.channel[free_alkali_] = hydroxide_ < 0 ? S(0.0) : liquor_.molality(io, hydroxide_);
  }
  template <class S>
  void report_free_alkali(const Io<S>& io) const {
    io.channel[free_alkali_ + 1] = hydroxide_ < 0 ? S(0.0) : S(liquor_.amount(io, hydroxide_) * molar_mass_NaOH_ / liquid_volume(io));
  }
  /// flow = rate [1/s] * slurry.
  template <class S>
  void draw(const Io<S>& io, const S& rate, S* flow) const {
    vessel_.draw(rate, liquor_.temperature(io), io.x, flow);
  }
  /// The flow of gas that leaves.
  template <class S>
  void vent(const Io<S>& io, S* flow) const {
    vessel_.draw_gas(S(1.0 / gas_release_), liquor_.temperature(io), io.x, flow);
  }
  /// Reactions and heating; `load` as for TemperatureControl, `solution` as for `react`.
  template <class S>
  void rates(const Io<S>& io, const S& load = S(0.0), const S& solution = S(1.0)) const {
    react(io, solution);
    heating_.rates(io, liquor_.temperature(io), vessel_.heat_capacity(io.x),
                   io.dx[vessel_.state(Aggregate::sensible_heat)], load);
  }
  /// `solution`: share of the speciated solution that is held, for units that speciate with added water.
  template <class S>
  void react(const Io<S>& io, const S& solution = S(1.0)) const {
    reactions::Contents<S> contents;
    contents.n = io.x;
    contents.liquid = liquor_.outputs(io);
    contents.temperature = liquor_.temperature(io);
    contents.water = liquor_.water(io);
    contents.solution = solution;
    contents.pass = io.pass.from(passes_);
    network_.add_rates(contents, io.dx);
  }

 private:
  /// Volume of liquid [m3], a little more than nothing.
  template <class S>
  S liquid_volume(const Io<S>& io) const {
    constexpr double trace = 1e-12;  // of a usual filling [m3]: keeps 0/0 away
    return vessel_.get(io.x, Aggregate::liquid_volume) + trace * usual_volume_;
  }
  /// Concentration of one element: masses [kg/mol] by state.
  struct Concentration {
    int channel;
    std::vector<std::pair<int, double>> shares;
  };
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
  std::vector<config::LocatedText> elements_;
  std::optional<config::LocatedText> orp_couple_;
  RedoxElectrode electrode_;
  std::vector<Concentration> concentrations_;
  double usual_volume_ = 0.0;     // [m3]
  double molar_mass_NaOH_ = 0.0;  // [kg/mol]
  int hydroxide_ = -1, free_alkali_ = -1, passes_ = -1;
};

}  // namespace raffinate::unitops
