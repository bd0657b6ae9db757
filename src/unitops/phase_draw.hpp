#pragma once

namespace raffinate::unitops {

/// Specific rate [1/s] at which a phase leaves for its flow to be `flow` [kg/s or m3/s]: flow/held, and
/// vanishing with what is held [kg or m3] below `scale`, where the flow cannot be kept up:
///   flow held / (held^2 + scale^2)
/// Off by (scale/held)^2 in plenty.
template <class S>
S rate_of_flow(const S& flow, const S& held, double scale) {
  return flow * held / (held * held + scale * scale);
}

}  // namespace raffinate::unitops
