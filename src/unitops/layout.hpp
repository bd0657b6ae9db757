#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "aqueous/equilibrium.hpp"
#include "base/problems.hpp"

namespace raffinate::unitops {

/// What one unit operation needs of the plant's system of equations: filled once, in `declare`.
/// Every function returns the local index under which the unit finds the item in its `Io`.
class Layout {
 public:
  struct State {
    std::string name;
    double nominal;  ///< size that matters, in the unit of the state; absolute tolerance follows
    int entry = -1;  ///< entry of the component list it holds, -1 for other states
  };
  struct Channel {
    std::string name;
    std::string unit;  ///< SI unit of the value
    std::string help;
    bool reported = false;  ///< written in `report`, not in `observe`
  };
  struct SignalInput {
    std::string reference;  ///< "leach_1.free_alkali", or "pH" for an own channel
    base::Location where;
    std::function<void(const Channel&)> found;  ///< told what it is while the plant is compiled; may be empty
  };
  struct Event {
    std::string name;
    std::string message;
  };
  struct Mode {
    std::string name;
    std::string message;  ///< recorded when it begins; may be empty
  };

  int state(std::string name, double nominal, int entry = -1) {
    return push(states, {std::move(name), nominal, entry});
  }
  /// A speciation with its own warm-start cache. Units with equal definitions may share the object.
  int slot(std::shared_ptr<const aqueous::Equilibrium> equilibrium) {
    return push(slots, std::move(equilibrium));
  }
  /// A value computed in `observe`: recorded, and readable by other units as a signal.
  int channel(std::string name, std::string unit, std::string help) {
    return push(channels, {std::move(name), std::move(unit), std::move(help)});
  }
  /// A value computed in `report`: where rows are recorded, or always if another unit reads it.
  int reported(std::string name, std::string unit, std::string help) {
    return push(channels, {std::move(name), std::move(unit), std::move(help), true});
  }
  /// Heat or work crossing the boundary [W], positive into the unit; written in `rates`, integrated
  /// over the run for the enthalpy closure and reported as a utility.
  int energy(std::string name, std::string help) {
    return push(energies, {std::move(name), "W", std::move(help)});
  }
  /// A channel that this unit reads: of another unit, or one of its own. `found` learns its unit, to convert what is
  /// compared with it.
  int signal(std::string reference, base::Location where, std::function<void(const Channel&)> found = {}) {
    return push(signals, {std::move(reference), std::move(where), std::move(found)});
  }
  /// A root function evaluated in `events`; its sign changes are recorded in /events.
  int event(std::string name, std::string message) {
    return push(events, {std::move(name), std::move(message)});
  }
  /// A way of working, of which one is in force at a time (`Io::mode`), the first at the start. A unit that declares
  /// modes says when they end (`mode_end`, `mode_duration`) and which follows (`next_mode`).
  int mode(std::string name, std::string message) { return push(modes, {std::move(name), std::move(message)}); }
  /// Scalars carried from `observe` to `outlets` and `rates`; returns the first index.
  int work(int count) {
    const int first = work_count;
    work_count += count;
    return first;
  }
  /// Values that go through `Io::pass`; returns the first index.
  int pass(int count) {
    const int first = pass_count;
    pass_count += count;
    return first;
  }
  /// A time at which the unit changes discontinuously; the integrator stops exactly there [s].
  void stop_time(double t) { stop_times.push_back(t); }

  std::vector<State> states;
  std::vector<std::shared_ptr<const aqueous::Equilibrium>> slots;
  std::vector<Channel> channels;
  std::vector<Channel> energies;
  std::vector<SignalInput> signals;
  std::vector<Event> events;
  std::vector<Mode> modes;
  std::vector<double> stop_times;
  int work_count = 0;
  int pass_count = 0;

 private:
  template <class T>
  static int push(std::vector<T>& list, T item) {
    list.push_back(std::move(item));
    return static_cast<int>(list.size()) - 1;
  }
};

}  // namespace raffinate::unitops
