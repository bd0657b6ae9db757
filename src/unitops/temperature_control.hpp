#pragma once
#include "config/schema.hpp"
#include "unitops/io.hpp"
#include "unitops/layout.hpp"

namespace raffinate::unitops {

/// Heating or cooling of a vessel: by a controller that holds a set point and reports its duty, and
/// loss to the surroundings.
///   Q = Q_load + C ((T_set - T)/tau + I),   dI/dt = (T_set - T) / (10 tau^2),   Q_loss = UA (T_ambient - T)
/// All action is per heat capacity C: a vessel that runs empty is not overheated by its own history.
class TemperatureControl {
 public:
  struct Inputs {
    std::optional<double> setpoint;  ///< [K]; none: no heating or cooling
    double response = 600.0;         ///< tau [s]
    double loss = 0.0;               ///< UA [W/K]
    double ambient = 298.15;         ///< [K]
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("heating", "Temperature control and heat loss")
        .quantity("setpoint", &Inputs::setpoint, {.help = "temperature to hold; absent: neither heated nor cooled", .unit = "K"})
        .quantity("response", &Inputs::response, {.help = "time constant of the controller", .unit = "s", .fallback = "10 min", .min = "1 s"})
        .quantity("loss", &Inputs::loss, {.help = "heat-transfer coefficient times area to the surroundings", .unit = "W/K", .fallback = "0 W/K", .min = "0 W/K"})
        .quantity("ambient", &Inputs::ambient, {.help = "temperature of the surroundings", .unit = "K", .fallback = "25 degC"});
  }
  TemperatureControl(const Inputs& inputs) : inputs_(inputs) {}  // NOLINT: is its inputs

  void declare(Layout& layout) {
    if (inputs_.setpoint) {
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
      const S proportional = (*inputs_.setpoint - T) / inputs_.response;  // [K/s]
      io.energy[duty_] = load + heat_capacity * (proportional + io.x[integral_]);
      io.dx[integral_] = proportional / (resets * inputs_.response);
      dheat += io.energy[duty_];
    }
    io.energy[loss_] = inputs_.loss * (inputs_.ambient - T);
    dheat += io.energy[loss_];
  }

 private:
  Inputs inputs_;
  int integral_ = -1, duty_ = -1, loss_ = -1;
};

}  // namespace raffinate::unitops
