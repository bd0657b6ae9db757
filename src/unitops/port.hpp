#pragma once
#include <string>
#include <vector>

namespace raffinate::unitops {

/// Where streams enter and leave a unit operation.
struct Port {
  enum class Direction { inlet, outlet };
  std::string name;
  Direction direction = Direction::inlet;
  std::string help;
  bool feedthrough = false;  ///< inlet only: outlets respond to it at once, without a holdup between
  bool optional = false;     ///< may stay unconnected
};

inline Port inlet(std::string name, std::string help) {
  return {std::move(name), Port::Direction::inlet, std::move(help), false, false};
}
inline Port outlet(std::string name, std::string help) {
  return {std::move(name), Port::Direction::outlet, std::move(help), false, false};
}
inline Port optional(Port port) {
  port.optional = true;
  return port;
}
inline Port feedthrough(Port port) {
  port.feedthrough = true;
  return port;
}

}  // namespace raffinate::unitops
