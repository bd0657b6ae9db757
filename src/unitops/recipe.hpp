#pragma once
#include <optional>
#include <string>
#include <vector>

#include "unitops/condition.hpp"
#include "unitops/definition.hpp"
#include "units/quantity.hpp"

namespace raffinate::unitops {

/// The steps of a batch, each a mode of its unit.   docs/methods/batch_reactor.md
class Recipe {
 public:
  enum class Kind { charge, heat, hold, cool, discharge };
  struct Step {
    Kind kind{};
    std::string name;  ///< of a charge: its channel is "charge.name"
    std::optional<config::LocatedText> flow;
    std::optional<units::Mass> mass;
    std::optional<units::Temperature> temperature;
    std::optional<units::Duration> duration;
    std::vector<config::LocatedText> until;
    static config::Schema<Step> schema();
  };
  /// What the end of a step depends on, of the vessel.
  struct Vessel {
    double charged;      ///< mass that came in since the step began [kg]
    double temperature;  ///< [K]
    double level;        ///< [1]
  };

  /// After the last step comes the first, or nothing.
  Recipe(std::vector<Step> steps, bool repeat, double heel, const BuildContext& context);

  /// Declares modes, the signals of the conditions and a channel for every charge.
  void declare(Layout& layout);
  /// Writes what the step in force asks to be charged.
  template <class S>
  void write_charges(const Io<S>& io) const {
    const int now = charge_of(io.mode);
    for (int i = 0; i < static_cast<int>(charges_.size()); ++i)
      io.channel[first_channel_ + i] = S(i == now ? flows_[static_cast<std::size_t>(io.mode)] : 0.0);
  }
  /// Temperature to hold in a mode; none: neither heated nor cooled.
  [[nodiscard]] std::optional<double> temperature(int mode) const;
  /// Whether a mode begins to approach a new temperature.
  [[nodiscard]] bool is_ramp(int mode) const;
  /// Volume flow to discharge [m3/s].
  [[nodiscard]] double discharge(int mode) const;
  [[nodiscard]] bool is_first(int mode) const { return mode == 0; }
  /// Number of the step in force, from 1; 0 when there is none.
  [[nodiscard]] int number(int mode) const { return idle(mode) ? 0 : mode + 1; }

  [[nodiscard]] double end(const Io<double>& io, const Vessel& vessel) const;
  [[nodiscard]] double duration(int mode) const;
  [[nodiscard]] int next(int mode) const;

 private:
  struct Charge {
    std::string name, unit;
  };
  [[nodiscard]] bool idle(int mode) const { return mode >= static_cast<int>(steps_.size()); }
  [[nodiscard]] const Step& step(int mode) const { return steps_[static_cast<std::size_t>(mode)]; }
  [[nodiscard]] int charge_of(int mode) const {
    return idle(mode) ? -1 : charge_of_step_[static_cast<std::size_t>(mode)];
  }
  void read_flow(const Step& step);

  std::vector<Step> steps_;
  bool repeat_;
  double heel_;
  const BuildContext* context_;
  std::vector<std::vector<Condition>> conditions_;  // by step
  std::vector<double> flows_;                       // by step [m3/s or kg/s]
  std::vector<Charge> charges_;
  std::vector<int> charge_of_step_;  // -1: none
  int first_channel_ = -1;
};

}  // namespace raffinate::unitops
