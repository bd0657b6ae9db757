#pragma once
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "model/workspace.hpp"
#include "subjects.hpp"

namespace raffinate::examination {

using State = std::vector<double>;

/// One well-mixed volume of a unit.
struct Inventory {
  std::vector<int> amounts;            ///< states of components
  std::vector<int> entries;            ///< their entries
  std::vector<int> state_of_entry;     ///< by entry and aggregate, -1: not held

  [[nodiscard]] double rate(int entry, const State& dx) const {
    const int state = state_of_entry[static_cast<std::size_t>(entry)];
    return state < 0 ? 0.0 : dx[static_cast<std::size_t>(state)];
  }
};

/// A subject in its plant, compiled, with the states it passed through in its first hours.
class Specimen {
 public:
  /// `mode`: the mode of the subject in force throughout, if it has modes.
  explicit Specimen(Subject subject, int mode = 0);

  [[nodiscard]] const Subject& subject() const { return subject_; }
  [[nodiscard]] bool has_modes() const { return !unit().layout.modes.empty(); }
  [[nodiscard]] int mode_count() const { return static_cast<int>(unit().layout.modes.size()); }
  /// Puts the subject of another workspace in the same mode.
  void set_mode(model::Workspace& workspace) const;
  [[nodiscard]] const model::Model& model() const { return *model_; }
  [[nodiscard]] const reactions::ComponentList& components() const { return model_->components(); }
  [[nodiscard]] const model::Model::Unit& unit() const { return model_->units()[static_cast<std::size_t>(index_)]; }
  [[nodiscard]] const model::Buffers& values() const { return workspace_->values(); }
  [[nodiscard]] bool has_inlets() const { return !unit().inlets.empty(); }

  /// Time derivatives of all unknowns; false: recoverable failure.
  bool rates(const State& x, State& dx) { return workspace_->rhs(0.0, x.data(), dx.data()); }
  bool jacobian(const State& x, State& values) {
    values.resize(static_cast<std::size_t>(model_->pattern().nonzeros()));
    return workspace_->jacobian(0.0, x.data(), values.data());
  }

  [[nodiscard]] const std::vector<Inventory>& inventories() const { return inventories_; }

  /// The states of the start and of the first hours.
  [[nodiscard]] const std::vector<State>& visited() const { return visited_; }
  /// A state that the unit can be in: a blend of those visited, with any amounts of each solid and gas, at
  /// another temperature. Aggregates are those of the amounts.
  State random_state(std::mt19937& random);
  /// As many random states as asked for at which the rates can be evaluated; fewer if that hardly succeeds.
  std::vector<State> admissible_states(int count, unsigned seed);

  /// Sets an amount to zero and takes it out of the aggregates.
  void remove_amount(State& x, int state) const;
  /// Runs on from a state for a time [s].
  State integrate(const State& from, double duration, double relative_tolerance) const;

 private:
  void find_inventories();
  void refresh_aggregates(const Inventory& inventory, State& x) const;

  Subject subject_;
  std::shared_ptr<const model::Model> model_;
  std::unique_ptr<model::Workspace> workspace_;
  int index_ = -1, mode_ = 0;
  std::vector<Inventory> inventories_;
  std::vector<int> controls_;  // states that hold no entry
  std::vector<State> visited_;
};

/// All specimens, made once.
std::vector<Specimen>& specimens();

}  // namespace raffinate::examination
