#pragma once
#include <limits>

#include "config/schema.hpp"
#include "numerics/smooth.hpp"
#include "unitops/pi_control.hpp"
#include "unitops/setting.hpp"
#include "units/quantity.hpp"

namespace raffinate::unitops {

/// Heating or cooling of a vessel: by a controller that holds a set point and reports its duty, or at a power given from
/// elsewhere, and loss to the surroundings.
///   Q = Q_load + C ((T_set - T)/tau + I) within what is installed,     Q_loss = UA (T_ambient - T)
///   dI/dt = ((T_set - T)/tau + (Q - Q_wanted)/C)/(10 tau)
/// All action is per heat capacity C: a vessel that runs empty is not overheated by its own history.
class TemperatureControl {
 public:
  struct Inputs {
    std::optional<config::Setting> setpoint;  ///< none: no heating or cooling
    std::optional<config::Setting> power;     ///< instead of a set point
    std::optional<units::Power> max_heating, max_cooling;
    units::Duration response;                 ///< tau
    units::HeatTransfer loss;                 ///< UA
    units::Temperature ambient;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("heating", "Temperature control and heat loss")
        .setting("setpoint", &Inputs::setpoint, {.help = "temperature to hold; absent: neither heated nor cooled", .unit = "K", .min = "0 degC", .max = "150 degC"})
        .setting("power", &Inputs::power, {.help = "heat supplied, instead of a temperature to hold; negative: cooling", .unit = "W"})
        .quantity("max_heating", &Inputs::max_heating, {.help = "most the controller can supply; absent: no limit", .unit = "W", .min = "0 W"})
        .quantity("max_cooling", &Inputs::max_cooling, {.help = "most the controller can remove; absent: no limit", .unit = "W", .min = "0 W"})
        .quantity("response", &Inputs::response, {.help = "time constant of the controller", .unit = "s", .fallback = "10 min", .min = "1 s"})
        .quantity("loss", &Inputs::loss, {.help = "heat-transfer coefficient times area to the surroundings", .unit = "W/K", .fallback = "0 W/K", .min = "0 W/K"})
        .quantity("ambient", &Inputs::ambient, {.help = "temperature of the surroundings", .unit = "K", .fallback = "25 degC", .min = "-60 degC", .max = "60 degC"})
        .rule([](const Inputs& i) { return !(i.setpoint && i.power); }, "heating takes either a `setpoint` or a `power`", "give one of the two");
  }
  TemperatureControl(const Inputs& inputs, const BuildContext& context)
      : control_{1.0 / inputs.response.value(), resets * inputs.response.value()},
        heat_transfer_(inputs.loss.value()),
        ambient_(inputs.ambient.value()) {
    if (inputs.setpoint) setpoint_.emplace(*inputs.setpoint, "K", context);
    if (inputs.power) power_.emplace(*inputs.power, "W", context);
    if (inputs.max_heating) max_heating_ = inputs.max_heating->value();
    if (inputs.max_cooling) max_cooling_ = inputs.max_cooling->value();
    constexpr double rounding = 1e-3;  // of the power installed
    const double installed = (inputs.max_heating ? max_heating_ : 0.0) + (inputs.max_cooling ? max_cooling_ : 0.0);
    if (installed > 0.0) rounding_ = rounding * installed;
  }

  /// `recipe`: set points of some steps come with calls of `hold`.
  void declare(Layout& layout, bool recipe = false) {
    if (setpoint_ || recipe) {
      constexpr double relevant_deviation = 1.0;  // [K]
      integral_ = layout.state("heating_integral", relevant_deviation * control_.gain);
    }
    if (setpoint_ || power_ || recipe) duty_ = layout.energy("heating_duty", "heat supplied by the temperature controller");
    loss_ = layout.energy("heat_gain", "heat from the surroundings (negative: loss)");
    if (setpoint_) setpoint_->declare(layout);
    if (power_) power_->declare(layout);
  }
  /// Adds the duty to the sensible heat `dheat` [W] of contents at T [K] with heat capacity C [J/K].
  /// `load` [W] is heat known to be taken up, by evaporation say: the controller supplies it at once.
  template <class S>
  void rates(const Io<S>& io, const S& T, const S& heat_capacity, S& dheat, const S& load = S(0.0)) const {
    if (setpoint_) {
      hold(io, setpoint_->get(io), T, heat_capacity, dheat, load);
    } else if (power_) {
      io.energy[duty_] = power_->get(io);
      dheat += io.energy[duty_];
    } else if (duty_ >= 0) {
      io.energy[duty_] = S(0.0);
    }
    lose(io, T, dheat);
  }
  /// Duty of the controller alone.
  template <class S>
  void hold(const Io<S>& io, const S& setpoint, const S& T, const S& heat_capacity, S& dheat, const S& load = S(0.0)) const {
    const S deviation = setpoint - T;
    const S wanted = control_.wanted(deviation, io.x[integral_]);  // [K/s]
    const S applied = limited(S(load + heat_capacity * wanted));
    io.energy[duty_] = applied;
    const S missing = is_limited() ? S((applied - load) / heat_capacity) : wanted;
    io.dx[integral_] = control_.integral_rate(deviation, wanted, missing);
    dheat += applied;
  }
  template <class S>
  void lose(const Io<S>& io, const S& T, S& dheat) const {
    io.energy[loss_] = heat_transfer_ * (ambient_ - T);
    dheat += io.energy[loss_];
  }
  /// Forgets the past deviations.
  void reset(double* x) const { x[integral_] = 0.0; }

 private:
  static constexpr double resets = 10.0;  // reset time over response
  static constexpr double no_limit = std::numeric_limits<double>::infinity();

  [[nodiscard]] bool is_limited() const { return max_heating_ < no_limit || max_cooling_ < no_limit; }
  template <class S>
  S limited(const S& duty) const {
    S result = duty;
    if (max_heating_ < no_limit) result -= numerics::smooth::positive(S(duty - max_heating_), rounding_);
    if (max_cooling_ < no_limit) result += numerics::smooth::positive(S(-max_cooling_ - duty), rounding_);
    return result;
  }

  PiControl control_;  // gain [1/s]
  std::optional<Setting> setpoint_, power_;
  double max_heating_ = no_limit, max_cooling_ = no_limit;  // [W]
  double rounding_ = 1.0;                                   // of the limits [W]
  double heat_transfer_;                                    // [W/K]
  double ambient_;                                          // [K]
  int integral_ = -1, duty_ = -1, loss_ = -1;
};

}  // namespace raffinate::unitops
