#pragma once
#include "config/schema.hpp"
#include "unitops/io.hpp"
#include "unitops/layout.hpp"
#include "units/quantity.hpp"

namespace raffinate::unitops {

/// Heating or cooling of a vessel: by a controller that holds a set point and reports its duty, and
/// loss to the surroundings.
///   Q = Q_load + C ((T_set - T)/tau + I),   dI/dt = (T_set - T) / (10 tau^2),   Q_loss = UA (T_ambient - T)
/// All action is per heat capacity C: a vessel that runs empty is not overheated by its own history.
class TemperatureControl {
 public:
  struct Inputs {
    std::optional<units::Temperature> setpoint;  ///< none: no heating or cooling
    units::Duration response;                    ///< tau
    units::HeatTransfer loss;                    ///< UA
    units::Temperature ambient;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("heating", "Temperature control and heat loss")
        .quantity("setpoint", &Inputs::setpoint, {.help = "temperature to hold; absent: neither heated nor cooled", .unit = "K"})
        .quantity("response", &Inputs::response, {.help = "time constant of the controller", .unit = "s", .fallback = "10 min", .min = "1 s"})
        .quantity("loss", &Inputs::loss, {.help = "heat-transfer coefficient times area to the surroundings", .unit = "W/K", .fallback = "0 W/K", .min = "0 W/K"})
        .quantity("ambient", &Inputs::ambient, {.help = "temperature of the surroundings", .unit = "K", .fallback = "25 degC"});
  }
  explicit TemperatureControl(const Inputs& inputs)
      : response_(inputs.response.value()), heat_transfer_(inputs.loss.value()), ambient_(inputs.ambient.value()) {
    if (inputs.setpoint) setpoint_ = inputs.setpoint->value();
  }

  void declare(Layout& layout) {
    if (setpoint_) {
      constexpr double relevant_rate = 1e-4;  // [K/s]
      integral_ = layout.state("heating_integral", relevant_rate);
      duty_ = layout.energy("heating_duty", "heat supplied by the temperature controller");
    }
    loss_ = layout.energy("heat_gain", "heat from the surroundings (negative: loss)");
  }
  /// Adds the duty to the sensible heat `dheat` [W] of contents at T [K] with heat capacity C [J/K].
  /// `load` [W] is heat known to be taken up, by evaporation say: the controller supplies it at once.
  template <class S>
  void rates(const Io<S>& io, const S& T, const S& heat_capacity, S& dheat, const S& load = S(0.0)) const {
    if (integral_ >= 0) {
      constexpr double resets = 10.0;  // reset time over response
      const S proportional = (*setpoint_ - T) / response_;  // [K/s]
      io.energy[duty_] = load + heat_capacity * (proportional + io.x[integral_]);
      io.dx[integral_] = proportional / (resets * response_);
      dheat += io.energy[duty_];
    }
    io.energy[loss_] = heat_transfer_ * (ambient_ - T);
    dheat += io.energy[loss_];
  }

 private:
  std::optional<double> setpoint_;  // [K]
  double response_;                 // [s]
  double heat_transfer_;            // [W/K]
  double ambient_;                  // [K]
  int integral_ = -1, duty_ = -1, loss_ = -1;
};

}  // namespace raffinate::unitops
