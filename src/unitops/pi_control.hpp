#pragma once

namespace raffinate::unitops {

/// The law of every proportional-integral controller of the house. What the controller wants is K e + I; what is applied
/// may be less, and the difference takes the integral back, so that it does not wind up.
///   u = K e + I,     dI/dt = (K e + applied - u)/T_i
/// @cite astrom1995
struct PiControl {
  double gain;        ///< K [output/measured]
  double reset_time;  ///< T_i [s]

  template <class S>
  S wanted(const S& deviation, const S& integral) const {
    return gain * deviation + integral;
  }
  template <class S>
  S integral_rate(const S& deviation, const S& wanted, const S& applied) const {
    return (gain * deviation + applied - wanted) / reset_time;
  }
};

}  // namespace raffinate::unitops
