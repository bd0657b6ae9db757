#pragma once
#include <span>
#include <string>
#include <vector>

#include "model/model.hpp"
#include "results/plant_record.hpp"
#include "studies/direction_namer.hpp"

namespace raffinate::studies {

/// Watches a stretch of a transient that may not come to rest, and tells what keeps it moving: an element that piles up
/// or runs out, or a state that swings.
class Unrest {
 public:
  /// `model` outlives this.
  explicit Unrest(const model::Model& model);

  /// Begins a stretch at t [s] with all unknowns x.
  void begin(double t, std::span<const double> x);
  /// Takes in a later moment of it; some hundred of them show what swings.
  void add(double t, std::span<const double> x);

  [[nodiscard]] double end() const { return end_; }  ///< time of the last moment [s]
  [[nodiscard]] double duration() const { return end_ - begin_; }  ///< [s]
  [[nodiscard]] const std::vector<double>& before() const { return before_; }
  [[nodiscard]] const std::vector<double>& after() const { return after_; }
  /// Mean of the moments taken in: what swings does so about a point close to it.
  [[nodiscard]] std::vector<double> mean() const;

  /// "S grows by 0.31 mol/h, 97 % of what enters, mostly in crystalliser, centrifuge": the elements of which more
  /// than a hundredth of what enters stays, or as much more leaves; the gravest first. Hydrogen and oxygen only if there is no other.
  [[nodiscard]] std::vector<std::string> piling_up() const;
  /// "liquid_mass in crystalliser swings between 420 and 790 kg": the state that went up and down most in relation to its
  /// size; empty if none did by more than a thousandth.
  [[nodiscard]] std::vector<std::string> swinging() const;

 private:
  struct Range {
    double min, max, path;  // path: what it went up and down, added up
  };
  [[nodiscard]] std::string where(std::size_t quantity, double total) const;

  results::PlantRecord plant_;
  DirectionNamer namer_;
  double begin_ = 0, end_ = 0;  // [s]
  std::vector<double> before_, after_, sum_;
  int moments_ = 0;
  std::vector<Range> ranges_;  // by state
};

}  // namespace raffinate::studies
