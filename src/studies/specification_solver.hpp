#pragma once
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "flowsheet/flowsheet.hpp"
#include "studies/flowsheet_number.hpp"
#include "studies/steady_plant.hpp"

namespace raffinate::studies {

/// Changes the inputs that specifications name until the steady state meets them: Newton's method over the inputs, every
/// evaluation a steady state, found from the one before. docs/methods/steady_state.md
class SpecificationSolver {
 public:
  /// Throws base::InputError if a specification names no number of the flowsheet, or limits in another unit.
  explicit SpecificationSolver(flowsheet::Flowsheet sheet);

  /// The plant that meets all specifications, or the reason why there is none. Its path ends with the inputs found.
  /// Throws base::InputError if a specification names no result of the plant.
  [[nodiscard]] SteadyPlant solve();

 private:
  /// An input that is changed, in its own unit.
  struct Input {
    FlowsheetNumber number;
    double value = 0, smallest = 0, largest = 0;

    /// What a relative change is relative to: one of its unit for an input that is zero.
    [[nodiscard]] double size() const { return value != 0 ? std::abs(value) : 1.0; }
  };
  /// What is missing to the wanted values, relative to them, of the specifications that are enforced.
  using Misses = std::vector<double>;

  void read_inputs();
  [[nodiscard]] SteadyPlant rest() const;
  [[nodiscard]] SteadyPlant rest_at(const std::vector<double>& inputs, const SteadyState& near);
  [[nodiscard]] double miss(std::size_t specification, const SteadyPlant& plant) const;
  [[nodiscard]] Misses misses(const SteadyPlant& plant) const;
  [[nodiscard]] std::vector<std::size_t> violated(const SteadyPlant& plant) const;
  [[nodiscard]] bool meet(SteadyPlant& plant);
  [[nodiscard]] bool step(SteadyPlant& plant, Misses& now);
  [[nodiscard]] std::vector<Misses> responses(const SteadyPlant& plant, const Misses& now);
  [[nodiscard]] bool explain_deaf(const std::vector<Misses>& responses, SteadyPlant& plant) const;
  [[nodiscard]] std::string text_of(std::size_t specification, const SteadyPlant& plant) const;

  flowsheet::Flowsheet sheet_;
  std::vector<Input> inputs_;
  std::string not_allowed_;            // what the flowsheet said to an input that went too far
  std::vector<std::size_t> enforced_;  // specifications that are not met by themselves
};

}  // namespace raffinate::studies
