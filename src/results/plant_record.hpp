#pragma once
#include <string>
#include <utility>
#include <vector>

#include "model/model.hpp"

namespace raffinate::results {

class Hdf5Reader;
class Hdf5Writer;

/// What a plant consists of, as plain data: what audit and report need to know about a model. It is
/// stored in the group /model of a results file, so both work on a file alone.
struct PlantRecord {
  struct Component {
    std::string name;
    thermo::Phase phase = thermo::Phase::aqueous;
    double molar_mass = 0;            ///< [kg/mol]
    double enthalpy = 0;              ///< of formation at 298.15 K [J/mol]
    double charge = 0;
    std::vector<double> elements;     ///< moles of each element in one mole
    std::vector<double> aggregates;   ///< what one mole adds to each aggregate
  };
  struct Channel {
    std::string name;
    std::string unit;
    std::string help;
  };
  /// Where the activity model of a liquid holds.
  struct Liquid {
    std::string model;
    double ionic_strength = 0;      ///< largest [mol/kg]
    double t_min = 0, t_max = 0;    ///< [K]
  };
  struct Unit {
    std::string name;
    std::string type;
    bool source = false;            ///< has no inlets: its streams enter the plant
    int first_state = 0, states = 0;
    int first_channel = 0;
    std::vector<Channel> channels;
    int first_energy = 0;           ///< among all energy terms
    std::vector<Channel> energies;
    std::vector<Liquid> liquids;
    std::vector<int> streams;       ///< that enter or leave it
  };
  struct Stream {
    std::string name;
    int from = 0;
    int to = -1;                    ///< -1: leaves the plant
    model::Destination destination = model::Destination::unit;
    std::vector<int> entries;
    int first_unknown = 0;          ///< integral of entries[k] is unknown first_unknown + k
  };
  struct State {
    std::string name;               ///< without the unit
    int unit = 0;
    int entry = -1;                 ///< -1: not an inventory
    double nominal = 0;
  };
  /// A reagent by its trade name: "NaOH" is Na+ + H2O - H+.
  struct Reagent {
    std::string name;
    std::vector<std::pair<int, double>> components;
  };

  std::vector<std::string> elements;
  std::vector<Component> components;
  std::vector<int> component_of_entry;  ///< of every component entry; the aggregates follow
  std::vector<std::string> entry_names; ///< with aggregates
  std::vector<Unit> units;
  std::vector<Stream> streams;
  std::vector<State> states;
  std::vector<Reagent> reagents;
  int first_energy_unknown = 0;
  int unknown_count = 0;
  int channel_count = 0;
  int nonzeros = 0;                     ///< of the Jacobian

  /// Fills `Unit::streams` from the ends of the streams.
  void find_streams_of_units();
  [[nodiscard]] int component_entries() const { return static_cast<int>(component_of_entry.size()); }
  [[nodiscard]] int entry(reactions::Aggregate a) const { return component_entries() + static_cast<int>(a); }
  [[nodiscard]] int state_count() const { return static_cast<int>(states.size()); }
  /// Index of an element or component, -1 if there is none.
  [[nodiscard]] int find_element(const std::string& name) const;
  [[nodiscard]] int find_component(const std::string& name) const;
};

/// The record of a compiled model.
[[nodiscard]] PlantRecord describe(const model::Model& model);

/// Writes and reads the group /model.
void write(const PlantRecord& plant, Hdf5Writer& file);
[[nodiscard]] PlantRecord read_plant(const Hdf5Reader& file);

/// "product", "residue", ... as in flowsheets and files.
[[nodiscard]] const std::string& destination_name(model::Destination destination);

}  // namespace raffinate::results
