#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "model/linearisation.hpp"
#include "model/plant.hpp"

namespace raffinate::model {

/// A plant compiled to one system of ordinary differential equations: structure only, constant once
/// compiled. Values live in a `Workspace`, one per thread.
///
/// The unknowns are the states of every unit followed by a ledger: the time integrals of every
/// stream and energy term. The ledger rides in the same system, so the linear-multistep method
/// keeps  in - out - accumulation = 0  to round-off whatever the tolerances are; the audit and
/// the reports read it.
class Model {
 public:
  struct Unit {
    std::string name;
    std::string type;
    unitops::Layout layout;
    std::vector<unitops::Port> inlets, outlets;
    int first_state = 0;
    int first_channel = 0;
    int first_energy = 0;  ///< index among all energy terms
    int first_slot = 0;
    int first_work = 0;
    int first_event = 0;
    std::vector<int> outlet_stream;               ///< stream by outlet
    std::vector<std::vector<int>> inlet_streams;  ///< streams by inlet
    std::vector<int> signal_channel;              ///< plant-wide channel read by each signal input
    bool reports_always = false;                  ///< a channel written by `report` is read as a signal
  };
  struct Stream {
    std::string name;
    int from_unit = 0;
    int to_unit = -1;  ///< -1: leaves the plant
    Destination destination = Destination::unit;
    std::vector<int> entries;  ///< component entries and aggregates that can flow
    int first_ledger = 0;      ///< ledger of entries[k] is unknown first_ledger + k
  };

  /// Compiles a plant. Throws base::InputError for feedthrough loops and unknown signals.
  static std::shared_ptr<const Model> compile(Plant plant);

  [[nodiscard]] const reactions::ComponentList& components() const { return plant_.context->components(); }
  /// What the input makes doubtful.
  [[nodiscard]] const std::vector<unitops::Doubt>& doubts() const { return plant_.context->doubts(); }
  [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
  [[nodiscard]] const std::vector<Stream>& streams() const { return streams_; }
  [[nodiscard]] const unitops::UnitBlock& block(int unit) const { return *plant_.units[unit].block; }
  /// Units in an order in which outlets can be computed: feedthrough inlets come first.
  [[nodiscard]] const std::vector<int>& order() const { return order_; }

  [[nodiscard]] int state_count() const { return state_count_; }      ///< without the ledger
  [[nodiscard]] int unknown_count() const { return unknown_count_; }  ///< with the ledger
  [[nodiscard]] int channel_count() const { return channel_count_; }
  [[nodiscard]] int energy_count() const { return energy_count_; }
  [[nodiscard]] int slot_count() const { return slot_count_; }
  [[nodiscard]] int work_count() const { return work_count_; }
  [[nodiscard]] int event_count() const { return event_count_; }
  /// Units that have modes, in the order of their root functions after the events.
  [[nodiscard]] const std::vector<int>& modal_units() const { return modal_units_; }
  /// How many numbers say which modes are in force (Workspace::mode_numbers).
  [[nodiscard]] std::size_t mode_numbers() const { return 2 * modal_units_.size(); }
  /// Units whose channels the ends of modes may look at: modal ones and those whose signals they read.
  [[nodiscard]] const std::vector<int>& watched_units() const { return watched_units_; }
  /// Unknown that integrates energy term `energy` [J].
  [[nodiscard]] int energy_ledger(int energy) const { return first_energy_ledger_ + energy; }

  /// Index of a unit or stream by name, -1 if there is none.
  [[nodiscard]] int find_unit(const std::string& name) const;
  [[nodiscard]] int find_stream(const std::string& name) const;
  /// Unit that has a plant-wide channel.
  [[nodiscard]] int unit_of_channel(int channel) const;

  /// Of the Jacobian, with the ledger.
  [[nodiscard]] const numerics::Sparsity& pattern() const { return linearisation_.pattern; }
  [[nodiscard]] const Linearisation& linearisation() const { return linearisation_; }
  /// Size that matters per unknown; 0 for the ledger.
  [[nodiscard]] std::span<const double> nominal() const { return nominal_; }
  [[nodiscard]] std::string unknown_name(int index) const;
  /// Times at which some unit changes discontinuously, ascending [s].
  [[nodiscard]] std::span<const double> stop_times() const { return stop_times_; }
  /// Unknowns at t = 0.
  [[nodiscard]] std::vector<double> initial() const;

 private:
  friend class Compiler;
  Model() = default;

  Plant plant_;
  std::vector<Unit> units_;
  std::vector<Stream> streams_;
  std::vector<int> order_;
  std::vector<int> modal_units_, watched_units_;
  int state_count_ = 0, unknown_count_ = 0, channel_count_ = 0, energy_count_ = 0;
  int slot_count_ = 0, work_count_ = 0, event_count_ = 0, first_energy_ledger_ = 0;
  Linearisation linearisation_;
  std::vector<double> nominal_;
  std::vector<double> stop_times_;
};

}  // namespace raffinate::model
