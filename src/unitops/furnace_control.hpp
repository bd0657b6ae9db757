#pragma once
#include "config/schema.hpp"
#include "numerics/smooth.hpp"
#include "unitops/io.hpp"
#include "unitops/layout.hpp"
#include "unitops/pi_control.hpp"
#include "units/quantity.hpp"

namespace raffinate::unitops {

/// Burner, cooler and heat loss of a furnace divided into equal segments. Each segment has a
/// controller of its own, limited to its share of what is installed:
///   u = K (T_set - T) + I,   Q = min(max(u, -cooling), heating),   dI/dt = (K (T_set - T) + Q - u)/T_i
///   K = (heating + cooling)/band
class FurnaceControl {
 public:
  struct Inputs {
    units::Temperature setpoint, ambient;
    units::Power heating, cooling;  ///< installed
    units::TemperatureDifference band;
    units::Duration reset_time;  ///< T_i
    units::HeatTransfer loss;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("heating", "Burner, cooling and heat loss of a furnace; powers are of all segments together")
        .quantity("setpoint", &Inputs::setpoint, {.help = "temperature to hold in every segment; that at the start", .unit = "K", .fallback = "900 degC", .min = "100 degC", .max = "1300 degC"})
        .quantity("heating", &Inputs::heating, {.help = "most the burner can supply (assumption)", .unit = "W", .fallback = "1 MW", .min = "0 W"})
        .quantity("cooling", &Inputs::cooling, {.help = "most the cooling can remove (assumption)", .unit = "W", .fallback = "1 MW", .min = "0 W"})
        .quantity("band", &Inputs::band, {.help = "deviation over which the controller goes from full cooling to full heating", .unit = "delta_K", .fallback = "50 K", .min = "1 K"})
        .quantity("reset_time", &Inputs::reset_time, {.help = "T_i of the controller", .unit = "s", .fallback = "10 min", .min = "1 s"})
        .quantity("loss", &Inputs::loss, {.help = "heat-transfer coefficient times area to the surroundings (assumption)", .unit = "W/K", .fallback = "50 W/K", .min = "0 W/K"})
        .quantity("ambient", &Inputs::ambient, {.help = "temperature of the surroundings", .unit = "K", .fallback = "25 degC"});
  }
  FurnaceControl(const Inputs& inputs, int segments)
      : setpoint_(inputs.setpoint.value()),
        heating_(inputs.heating.value() / segments),
        cooling_(inputs.cooling.value() / segments),
        control_{(heating_ + cooling_) / inputs.band.value(), inputs.reset_time.value()},
        loss_(inputs.loss.value() / segments),
        ambient_(inputs.ambient.value()) {}

  [[nodiscard]] double setpoint() const { return setpoint_; }

  /// Declares the state of one segment and returns its index, -1 without heating and cooling.
  int declare_segment(Layout& layout, const std::string& segment) const {
    constexpr double relevant_share = 1e-2;
    return installed() ? layout.state(segment + ".duty_integral", relevant_share * (heating_ + cooling_)) : -1;
  }
  /// Terms of each segment by itself: a sum over segments would couple all their states.
  void declare_energies(Layout& layout, int segments) {
    for (int i = 1; i <= segments; ++i) {
      const std::string prefix = "segment_" + std::to_string(i) + ".";
      const int first = layout.energy(prefix + "heat_supplied", "heat from the burner");
      if (i == 1) first_term_ = first;
      layout.energy(prefix + "heat_removed", "heat taken up by the cooling (negative)");
      layout.energy(prefix + "heat_gain", "heat from the surroundings (negative: loss)");
    }
  }

  template <class S>
  struct Duty {
    S supplied, removed;  ///< [W], neither negative
    S integral_rate;      ///< [W/s]
  };
  /// What the controller of a segment at T [K] does.
  template <class S>
  Duty<S> duty(const S& T, const S& integral) const {
    constexpr double rounding = 1e-4;  // of the range
    if (!installed()) return {S(0.0), S(0.0), S(0.0)};
    const double width = rounding * (heating_ + cooling_);
    const S deviation = setpoint_ - T;
    const S u = control_.wanted(deviation, integral);
    Duty<S> duty;
    duty.supplied = numerics::smooth::clamp(u, 0.0, heating_, width);
    duty.removed = numerics::smooth::clamp(S(-u), 0.0, cooling_, width);
    duty.integral_rate = control_.integral_rate(deviation, u, S(duty.supplied - duty.removed));
    return duty;
  }
  /// Writes the energy terms of a segment, counted from 0, and adds them to its sensible heat.
  template <class S>
  void add_heat(const Io<S>& io, int segment, const S& supplied, const S& removed, const S& T, S& dheat) const {
    constexpr int terms = 3;
    S* term = io.energy + first_term_ + terms * segment;
    term[0] = supplied;
    term[1] = -removed;
    term[2] = loss_ * (ambient_ - T);
    dheat += term[0] + term[1] + term[2];
  }

 private:
  [[nodiscard]] bool installed() const { return heating_ + cooling_ > 0.0; }

  double setpoint_, heating_, cooling_;
  PiControl control_;
  double loss_, ambient_;
  int first_term_ = -1;
};

}  // namespace raffinate::unitops
